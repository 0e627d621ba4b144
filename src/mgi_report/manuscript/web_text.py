"""Turn the bytes of a web page into its text: by its mark, by what it declares, or by trial."""

import re
from email import message_from_bytes, policy
from pathlib import Path

from bs4.dammit import EncodingDetector

from mgi_report.manuscript.remarks import encoding_guessed
from mgi_report.problems.problem import Location, Problem, ProblemsFound
from mgi_report.profile.file.text import not_text

__all__ = ["web_text"]

# Browsers read these as what Windows wrote.
_AS_WINDOWS = {"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"}
_ARCHIVE = re.compile(rb"^(?:From|MIME-Version|Subject|Snapshot-Content-Location):", re.M | re.I)
_HEAD = 2_000  # bytes, in which an archive tells what it is


def web_text(path: Path, data: bytes) -> tuple[str, tuple[Problem, ...]]:
    """Return the text of a page, and a warning where its encoding had to be guessed.

    A page saved as one file with its pictures (.mhtml) is taken out of it. ProblemsFound if the
    bytes are no text.
    """
    if fault := not_text(data, "name a web page as the browser saved it, as .html or .mhtml"):
        raise ProblemsFound([Problem(*fault, location=Location(path))])
    body, declared = _page(data)
    body, marked = EncodingDetector.strip_byte_order_mark(body)
    declared = marked or declared or EncodingDetector.find_declared_encoding(body, is_html=True)
    for encoding in (declared, "utf-8"):
        text = _decoded(body, encoding)
        if text is not None:
            return text, ()
    warning = encoding_guessed(path, "the page does not say truly in which encoding it is")
    # Latin-1 has a character for every byte, Windows-1252 not quite.
    return _decoded(body, "cp1252") or body.decode("latin-1"), (warning,)


def _decoded(body: bytes, encoding: str | None) -> str | None:
    if not encoding:
        return None
    name = "cp1252" if encoding.lower() in _AS_WINDOWS else encoding
    try:
        return body.decode(name)
    except (LookupError, ValueError):
        return None


def _page(data: bytes) -> tuple[bytes, str | None]:
    """Return the page of a web archive and its encoding; any other data as they are."""
    if b"multipart/related" not in data[:_HEAD] or not _ARCHIVE.search(data[:_HEAD]):
        return data, None
    for part in message_from_bytes(data, policy=policy.default).walk():
        content = part.get_payload(decode=True)
        if part.get_content_type() == "text/html" and isinstance(content, bytes):
            return content, part.get_content_charset()
    return data, None

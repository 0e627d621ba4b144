"""Read the lines of a text file, and cut those in which items ran together."""

import re
from codecs import BOM_UTF8
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from mgi_report.manuscript.bullets import bullet_of, pieces, without_bullet_at_end
from mgi_report.manuscript.lines import SourceLine
from mgi_report.manuscript.remarks import encoding_guessed
from mgi_report.problems.problem import Location, Problem, ProblemsFound
from mgi_report.profile.file.text import in_utf_16, not_text

__all__ = ["TextPiece", "decoded", "is_stray", "rows_of", "stands_alone", "text_pieces"]

FIRST_BYTES = 1000
LONGEST_MIXED = 20_000  # bytes
NEXT_BULLET = "\u2022 "
"""Goes with the next line where a line ends with its bullet."""
LONGEST_STRAY = 60  # characters
_LINE_END = re.compile(r"\r\n|\n|\r")
_BLANK_CHARACTERS = "\u200b\ufeff\u2060\u00ad"
_PAGE_NUMBER = re.compile(r"\W*(?:page\s+)?[0-9]{1,3}(?:\s*(?:/|of|de)\s*[0-9]{1,3})?\W*", re.I)
# What a web page leaves behind: .main. {{title}} <br> -----
_STRAY = re.compile(
    r"\{\{[^{}]*\}\}|\{%[^{}]*%\}|</?\w[^<>]*>"
    r"|[.{}<>\[\]|_~=*\u2014-]+[\w./-]*[.{}<>\[\]|_~=*\u2014-]+"
)
_UTF_16 = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_OTHER_BREAKS = re.compile("[\x0b\x85\u2028\u2029]")


@dataclass(frozen=True)
class TextPiece:
    """Hold one piece of a line of the file; ``before`` are lines with nothing but its bullet.

    ``is_alone`` if it is no part of a sentence: a page number, a stray token. The first of several
    pieces of a line tells by ``of_many`` how many there are.
    """

    number: int
    whole: str
    text: str
    column: int
    is_alone: bool
    before: tuple[SourceLine, ...] = ()
    of_many: int = 0


def decoded(path: Path, data: bytes) -> tuple[str, tuple[Problem, ...]]:
    """Return the text of bytes, and a warning where its encoding is guessed."""
    hint = "name a text file, or say with --form what the file is"
    if fault := not_text(data, hint):
        raise ProblemsFound([Problem(*fault, location=Location(path))])
    if data[:2] not in _UTF_16 and data[:FIRST_BYTES].count(0) > len(data[:FIRST_BYTES]) / 5:
        raise ProblemsFound([Problem(*in_utf_16(), location=Location(path))])
    try:
        return data.decode(_UTF_16.get(data[:2], "utf-8-sig")), ()
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        byte = data[error.start : error.start + 1].hex().upper()
    warning = encoding_guessed(path, f"the byte 0x{byte} is not UTF-8", line)
    # One such byte does not make those of other lines Windows-1252.
    lines = data.removeprefix(BOM_UTF8).split(b"\n")
    return "\n".join(map(_mixed, lines)), (warning,)


def _mixed(line: bytes) -> str:
    """Return a line of UTF-8 with bytes of Windows-1252; a very long one is all the latter."""
    text = ""
    while line:
        try:
            return text + line.decode("utf-8")
        except UnicodeDecodeError as error:
            at = error.start if len(line) < LONGEST_MIXED else 0
        end = at + 1 if len(line) < LONGEST_MIXED else len(line)
        text += line[:at].decode("utf-8") + _windows(line[at:end])
        line = line[end:]
    return text


def _windows(data: bytes) -> str:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def rows_of(text: str) -> tuple[str, ...]:
    """Return the lines of a text as editors count them; other line breaks are spaces."""
    return tuple(_OTHER_BREAKS.sub(" ", row) for row in _LINE_END.split(text))


def is_stray(text: str) -> bool:
    """Return whether a line is no words, but what a web page or its template left behind."""
    return len(text) <= LONGEST_STRAY and bool(_STRAY.fullmatch(text))


def stands_alone(text: str) -> bool:
    """Return whether a line is no words, but a number, signs or a stray token."""
    has_signs_only = bool(text.strip()) and not any(map(str.isalnum, text))
    return has_signs_only or text.isdigit() or is_stray(text)


def text_pieces(rows: Sequence[str]) -> Iterator[TextPiece]:
    """Yield the pieces of all lines; an empty one for a blank line."""
    page_began = True
    bullet = ""
    before: tuple[SourceLine, ...] = ()
    for number, row in enumerate(rows, start=1):
        begins_page = "\x0c" in row
        text = row.replace("\x0c", "").expandtabs()
        bare = text.strip().strip(_BLANK_CHARACTERS).strip()
        if not bare:
            if not begins_page:
                yield TextPiece(number, row, "", 0, is_alone=True)
            page_began = page_began or begins_page
            continue
        rest = without_bullet_at_end(text)
        if rest == "":
            bullet, before = NEXT_BULLET, (*before, SourceLine(number, row))
            continue
        text = text if rest is None else rest
        if bullet and not ((own := bullet_of(text)) and own.is_sure):
            text = bullet + text
        bullet, held, before = "" if rest is None else NEXT_BULLET, before, ()
        found = tuple(pieces(text))
        ends_page = number < len(rows) and "\x0c" in rows[number]
        is_number = bool(_PAGE_NUMBER.fullmatch(bare)) and (ends_page or page_began)
        is_alone = is_number or is_stray(bare)
        for place, piece in enumerate(found):
            column = len(piece) - len(piece.lstrip())
            if place:
                yield TextPiece(number, row, piece, 0, is_alone)
                continue
            count = len(found) if len(found) > 1 else 0
            yield TextPiece(number, row, piece, column, is_alone, held, of_many=count)
        page_began = begins_page
    for source in before:
        yield TextPiece(source.number, source.text, source.text, 0, is_alone=True)

"""Read a file: its bytes, its text, and the line and column of every character.

What is said of a file that cannot be read, or holds what it should not, has its words here, for
profiles and for PDFs.

The bytes are kept as they are; a PDF made from them embeds them. Lines end as editors end them,
with LF, CRLF or CR. Columns count characters, not bytes.
"""

import errno
import re
from bisect import bisect_right
from pathlib import Path
from typing import NamedTuple, Self

from mgi_report.problems.problem import Fault, Location, Problem, ProblemsFound, shown
from mgi_report.problems.regular_file import FileTooLarge, NoRegularFile, read_regular

__all__ = [
    "BULLETS",
    "COLON_IN_TEXT",
    "LARGEST_FILE",
    "LIKE_A_DASH",
    "SourceText",
    "begins_with",
    "cut_by_comment",
    "in_utf_16",
    "is_plain",
    "is_unseen",
    "no_pdf",
    "not_text",
    "read_bytes",
    "read_text",
    "text_of",
    "unprintable",
    "unread",
]

LARGEST_FILE = 10_000_000  # bytes
_UNSEEN = (
    "[\\s\u00ad\u034f\u061c\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff]*"
)
_PROFILE = "profile file"
_LINE_END = re.compile(r"\r\n|\n|\r")
_UTF_8_MARK = b"\xef\xbb\xbf"
_OTHER_KINDS = {
    b"%PDF-": "a PDF file",
    b"PK\x03\x04": "a Word, Excel or zip file",
    b"\xd0\xcf\x11\xe0": "an old Word or Excel file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
}
_NOT_UTF_8_HINT = "open it in a text editor and save it with the encoding UTF-8"


class SourceText(NamedTuple):
    """Hold a file's bytes and text, and find the line and column of a character.

    ``starts`` are the places where lines begin, and ``lines`` the lines without their ends.
    """

    file: Path
    data: bytes
    text: str
    starts: tuple[int, ...]
    lines: tuple[str, ...]

    @classmethod
    def of(cls, file: Path, data: bytes, text: str) -> Self:
        """Return the text of a file's bytes, cut into lines."""
        # Cut once: thousands of problems may share one very long line.
        starts = (0, *(match.end() for match in _LINE_END.finditer(text)))
        return cls(file, data, text, starts, tuple(_LINE_END.split(text)))

    def saying(self, text: str) -> Self:
        """Return the file as it would be with another text, and still with its own bytes."""
        return self.of(self.file, self.data, text)

    def location(self, at: int, path: str = "") -> Location:
        """Return the location of the character at a place counted from 0."""
        line = bisect_right(self.starts, at) - 1
        excerpt = self.lines[line]
        column = min(at - self.starts[line], len(excerpt))
        return Location(self.file, line + 1, column + 1, path, excerpt)

    def line_at(self, at: int) -> str:
        """Return the line that holds the character at a place counted from 0."""
        return self.lines[bisect_right(self.starts, at) - 1]


def read_text(file: Path) -> SourceText:
    """Read a file of UTF-8 text; raise ProblemsFound where that cannot be done."""
    return text_of(file, read_bytes(file))


def text_of(file: Path, data: bytes) -> SourceText:
    """Return the text of bytes; raise ProblemsFound, placed in ``file``, if they are no text."""
    if len(data) > LARGEST_FILE:
        raise _stop(unread(FileTooLarge(len(data), LARGEST_FILE)), Location(file))
    _check_kind(file, data)
    return SourceText.of(file, data, _decode(file, data))


def unread(error: OSError | ValueError, wanted: str = _PROFILE) -> Fault:
    """Return the fault of a file that could not be opened; a ``wanted`` one should be named."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return Fault("file-missing", "there is no such file", "check the name and the folder")
    if isinstance(error, IsADirectoryError):
        return Fault("file-is-folder", "this is a folder", f"name the {wanted} in it")
    if isinstance(error, NoRegularFile):
        return Fault("file-special", "this is not a file with contents", f"name a {wanted}")
    if isinstance(error, FileTooLarge):
        return _too_large(error, wanted)
    if isinstance(error, OSError) and error.errno == errno.ELOOP:
        message = "this is a link that leads back to itself"
        return Fault("file-unreadable", message, f"put the {wanted} itself in its place")
    return Fault(
        "file-unreadable",
        f"the file cannot be read: {getattr(error, 'strerror', None) or error}",
        "ask the owner of the file for the right to read it, or copy it to a folder of yours",
    )


def no_pdf(error: Exception) -> Fault:
    """Return the fault of a file that a reader of PDFs refuses."""
    hint = "name a PDF file that mgi-report made; if it is one, copy or build it again"
    # It names what it read from by an address in memory.
    words = re.sub(r"^stream <[^>]*>: ", "", str(error))
    return Fault("not-a-pdf", f"this is no whole PDF: {words}", hint)


def not_text(
    data: bytes, hint: str = "name a profile file: a text file whose name ends in .yaml or .json"
) -> Fault | None:
    """Return the fault of bytes that are a PDF, a picture or an office file; None of a text."""
    kinds = (kind for mark, kind in _OTHER_KINDS.items() if data.startswith(mark))
    kind = next(kinds, None)
    return Fault("file-not-text", f"this is {kind}, not a text file", hint) if kind else None


def in_utf_16() -> Fault:
    """Return the fault of a text in another encoding of Unicode than the one that is read."""
    message = "the file is written in UTF-16 or UTF-32, not in UTF-8"
    return Fault("file-utf-16", message, _NOT_UTF_8_HINT)


def unprintable(character: str) -> Fault:
    """Return the fault of a text with a character that cannot be printed."""
    return Fault(
        "unprintable-character",
        f"the text holds the unprintable character U+{ord(character):04X}",
        "delete it; it often comes in with text copied from a web page or a PDF",
    )


def is_unseen(text: str) -> bool:
    """Return whether a text is empty, or holds nothing but spaces and characters like them."""
    # Letters are seen, and most texts begin with one.
    return not text[:1].isalnum() and re.fullmatch(_UNSEEN, text) is not None


def is_plain(text: str) -> bool:
    """Return whether a text holds nothing but what is seen, plain spaces and ends of lines.

    Most texts do, and whatever looks for other characters can pass over them.
    """
    return text.replace("\n", "").isprintable()


def cut_by_comment(lost: str) -> Fault:
    """Return the fault of a text without quotes that a comment cuts off."""
    return Fault(
        "comment-in-text",
        f"everything after # is a comment: {shown(lost)} would not be printed",
        "put the text in quotes, or after >- on the next line; "
        "a real comment stands on a line of its own",
    )


BULLETS = "•‣◦▪●○■□∙·\uf0b7"
"""Signs of bullets in manuscripts, that of Word's Symbol font among them."""

LIKE_A_DASH = rf"[{BULLETS}\u2010-\u2015\u2212]|-(?=\S)|[0-9]{{1,2}}[.)](?=\s)"
"""The expression of what begins a line where a dash and a space should."""

COLON_IN_TEXT = Fault(
    "colon-in-text",
    "a colon followed by a space stands inside a text without quotes",
    "put the text after >- on the next line, or in double quotes",
)


def begins_with(sign: str) -> Fault:
    """Return the fault of a text without quotes that begins with a sign of YAML's own."""
    return Fault(
        "reserved-character",
        f"a text without quotes cannot begin with {sign}",
        "put the text after >- on the next line, or in double quotes",
    )


def _stop(fault: Fault, location: Location) -> ProblemsFound:
    return ProblemsFound([Problem(*fault, location=location)])


def read_bytes(file: Path, wanted: str = _PROFILE) -> bytes:
    """Return the bytes of a file; ProblemsFound where it cannot be read or is too large."""
    try:
        return read_regular(file, LARGEST_FILE)
    except (OSError, ValueError) as error:
        raise _stop(unread(error, wanted), Location(file)) from None


def _too_large(error: FileTooLarge, wanted: str) -> Fault:
    return Fault(
        "file-too-large",
        f"the file is {error.size / 1_000_000:,.0f} MB large",
        f"a {wanted} may have {error.largest // 1_000_000} MB; is it the right file?",
    )


def _check_kind(file: Path, data: bytes) -> None:
    here = Location(file, 1, 1)
    if fault := not_text(data):
        raise _stop(fault, here)
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")) or b"\x00" in data[:4]:
        raise _stop(in_utf_16(), here)


def _decode(file: Path, data: bytes) -> str:
    body = data.removeprefix(_UTF_8_MARK)
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        before = _LINE_END.split(body[: error.start].decode("utf-8"))
        rest = _LINE_END.split(body[error.start : error.start + 500].decode("utf-8", "replace"))
        fault = Fault(
            "file-not-utf-8",
            f"the byte 0x{body[error.start]:02X} here is not UTF-8 text",
            _NOT_UTF_8_HINT,
        )
        place = Location(file, len(before), len(before[-1]) + 1, excerpt=before[-1] + rest[0])
        raise _stop(fault, place) from None

"""Read a manuscript in plain text: what was wrapped is joined, what ran together is cut.

The text form of the portal is one. The file's own lines are kept beside the lines they make.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from mgi_report.problems.problem import Fault, Location, Problem, ProblemsFound, Severity, shown
from mgi_report.profile.file.text import not_text
from mgi_report.profile.manuscript.bullets import (
    Bullet,
    bullet_of,
    ends_a_sentence,
    pieces,
    without_bullet_at_end,
)
from mgi_report.profile.manuscript.headings import known_heading
from mgi_report.profile.manuscript.lines import (
    LineKind,
    Manuscript,
    ManuscriptLine,
    SourceLine,
    as_markdown,
)
from mgi_report.profile.manuscript.remarks import encoding_guessed
from mgi_report.profile.manuscript.titles import is_title

__all__ = ["read_plain"]

_LINE_END = re.compile(r"\r\n|\n|\r")
_BLANK_CHARACTERS = "\u200b\ufeff\u2060\u00ad"
_CUT_WORD = re.compile(r"\w[-\u2010\u2011\u2013]$")
_PAGE_NUMBER = re.compile(r"\W*(?:page\s+)?[0-9]{1,3}(?:\s*(?:/|of|de)\s*[0-9]{1,3})?\W*", re.I)
# What a web page leaves behind: .main. {{title}} <br> -----
_STRAY = re.compile(
    r"\{\{[^{}]*\}\}|\{%[^{}]*%\}|</?\w[^<>]*>"
    r"|[.{}<>\[\]|_~=*\u2014-]+[\w./-]*[.{}<>\[\]|_~=*\u2014-]+"
)
_UTF_16 = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


@dataclass
class _Open:
    """Hold the line that is being read, to which the next ones may still belong."""

    kind: LineKind
    words: str
    bullet: Bullet | None
    column: int
    parts: list[SourceLine]
    is_closed: bool = False


@dataclass
class _Raw:
    """Hold one piece of a line of the file; ``before`` are lines with nothing but its bullet.

    ``is_cut`` if it stands behind a bullet in the middle of its line.
    """

    number: int
    whole: str
    text: str
    column: int
    is_alone: bool
    before: tuple[SourceLine, ...] = ()
    is_cut: bool = False


@dataclass
class _Lines:
    """Join the pieces of a file; ``width`` is the length of its longest line, in characters."""

    path: Path
    width: int
    done: list[ManuscriptLine] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    open: _Open | None = None

    def warn(self, number: int, line: str, fault: Fault) -> None:
        where = Location(self.path, number, excerpt=line)
        self.warnings.append(Problem(*fault, location=where, severity=Severity.WARNING))

    def close(self) -> None:
        if self.open is not None:
            first = self.open.parts[0].number
            text = as_markdown(self.open.words)
            parts = tuple(dict.fromkeys(self.open.parts))
            self.done.append(ManuscriptLine(first, text, self.open.kind, parts=parts))
        self.open = None

    def begin(self, raw: _Raw, bullet: Bullet | None) -> None:
        self.close()
        kind = LineKind.ITEM if bullet else LineKind.TEXT
        words = bullet.rest if bullet else raw.text.strip()
        parts = [*raw.before, SourceLine(raw.number, raw.whole)]
        self.open = _Open(kind, words, bullet, raw.column, parts)

    def go_on(self, raw: _Raw) -> None:
        """Add a piece to the line that is open."""
        if self.open is None:
            return
        words, more = self.open.words, raw.text.strip()
        between = " "
        if words.endswith("\u00ad") or (_CUT_WORD.search(words) and more[:1].isalnum()):
            between = ""
        if between == "" and words[-1:] in "-\u00ad" and more[:1].isalpha():
            cut = f"{words.split()[-1]}{more.split()[0]}"
            fault = Fault(
                "word-joined",
                f"the word {shown(cut)} stands on two lines; its hyphen is kept",
                "if the hyphen only divided the word at the end of the line, delete it",
            )
            self.warn(raw.number, raw.whole, fault)
        self.open.words = words + between + more
        self.open.parts.append(SourceLine(raw.number, raw.whole))


def read_plain(path: Path, data: bytes) -> Manuscript:
    """Return the lines of a text file; ProblemsFound if it is no text.

    UTF-8 and UTF-16 are read as they are; anything else is taken for Windows-1252, with a warning.
    """
    text, warnings = _decoded(path, data)
    # A form feed begins a page, and is no line of its own.
    rows = [_shown_row(row) for row in _LINE_END.split(text)]
    lines = _Lines(path, max(map(len, rows), default=0), warnings=list(warnings))
    raws = list(_raws(rows, lines))
    for place, raw in enumerate(raws):
        _take(lines, raw, raws[place + 1] if place + 1 < len(raws) else None)
    lines.close()
    return Manuscript(path, "line", tuple(lines.done), tuple(lines.warnings))


def _decoded(path: Path, data: bytes) -> tuple[str, tuple[Problem, ...]]:
    hint = "name a text file, or say with --form what the file is"
    if fault := not_text(data, hint):
        raise ProblemsFound([Problem(*fault, location=Location(path))])
    try:
        return data.decode(_UTF_16.get(data[:2], "utf-8-sig")), ()
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        byte = data[error.start : error.start + 1].hex().upper()
    warning = encoding_guessed(path, f"the byte 0x{byte} is not UTF-8", line)
    try:
        return data.decode("cp1252"), (warning,)
    except UnicodeDecodeError:
        return data.decode("latin-1"), (warning,)


def _shown_row(row: str) -> str:
    return re.sub("[\x0b\x85\u2028\u2029]", " ", row)


def _raws(rows: list[str], lines: _Lines) -> Iterator[_Raw]:
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
                yield _Raw(number, row, "", 0, is_alone=True)
            page_began = page_began or begins_page
            continue
        text, bullet, held = bullet + text, "", before
        before = ()
        rest = without_bullet_at_end(text)
        if rest is not None:
            bullet, text = "\u2022 ", rest
            if not text:
                before = (*held, SourceLine(number, row))
                continue
        found = _pieces(lines, number, row, text)
        ends_page = number < len(rows) and "\x0c" in rows[number]
        is_number = bool(_PAGE_NUMBER.fullmatch(bare)) and (ends_page or page_began)
        is_alone = is_number or bool(_STRAY.fullmatch(bare))
        for place, piece in enumerate(found):
            column = len(piece) - len(piece.lstrip()) if place == 0 else 0
            yield _Raw(number, row, piece, column, is_alone, () if place else held, place > 0)
        page_began = begins_page
    for source in before:
        yield _Raw(source.number, source.text, source.text, 0, is_alone=True)


def _pieces(lines: _Lines, number: int, row: str, text: str) -> tuple[str, ...]:
    found = tuple(pieces(text))
    if len(found) > 1:
        fault = Fault(
            "items-split",
            f"{len(found)} items stand on one line; they are cut at the bullets in its middle",
            "compare them with the manuscript",
        )
        lines.warn(number, row, fault)
    return found


def _take(lines: _Lines, raw: _Raw, following: _Raw | None) -> None:
    current = lines.open
    if not raw.text:
        if current is not None:
            current.is_closed = True
        return
    if raw.is_alone:
        # A page number or a stray token, perhaps between two lines that belong together.
        words = SourceLine(raw.number, raw.whole)
        text = as_markdown(raw.text.strip())
        lines.done.append(ManuscriptLine(raw.number, text, LineKind.TEXT, parts=(words,)))
        return
    if _is_heading(current, raw, following):
        lines.begin(raw, None)
        if lines.open is not None:
            lines.close()
        return
    bullet = bullet_of(raw.text)
    if current is None or (bullet and _is_new_item(current, bullet, raw)):
        lines.begin(raw, bullet)
    elif current.is_closed:
        _after_blank(lines, current, raw, bullet)
    elif _is_new_paragraph(lines, current, raw):
        lines.begin(raw, bullet)
    else:
        lines.go_on(raw)


def _is_heading(current: _Open | None, raw: _Raw, following: _Raw | None) -> bool:
    """Return whether a line is a heading, and not a wrapped part of the sentence before it."""
    text = raw.text.strip()
    is_alone = (current is None or current.is_closed) and not (following and following.text)
    if raw.is_cut or not (known_heading(text) or is_title(text, is_alone=is_alone)):
        return False
    if current is None or current.is_closed or ends_a_sentence(current.words):
        return True
    if text[:1].islower() or raw.column > current.column + 1:
        return False
    # The sentence is not at its end: a line of words below belongs to it, and so does this one.
    return (
        following is None
        or not following.text
        or bullet_of(following.text) is not None
        or known_heading(following.text.strip()) is not None
    )


def _is_new_item(current: _Open, bullet: Bullet, raw: _Raw) -> bool:
    if bullet.is_sure or current.is_closed or ends_a_sentence(current.words):
        return True
    if current.bullet is None:
        return current.words.rstrip().endswith(":")
    return current.bullet.kind == bullet.kind and raw.column <= current.column


def _after_blank(lines: _Lines, current: _Open, raw: _Raw, bullet: Bullet | None) -> None:
    """Begin a line after a blank one, or go on with an item that a page break cut in two."""
    is_rest = (
        current.bullet is not None
        and not ends_a_sentence(current.words)
        and raw.text.strip()[:1].islower()
    )
    if not is_rest or bullet:
        lines.begin(raw, bullet)
        return
    fault = Fault(
        "lines-joined",
        f"the line is taken for the rest of the item on line {current.parts[0].number}",
        "end the item with a full stop, and begin the line with a capital, if it is not",
    )
    lines.warn(raw.number, raw.whole, fault)
    current.is_closed = False
    lines.go_on(raw)


def _is_new_paragraph(lines: _Lines, current: _Open, raw: _Raw) -> bool:
    """Return whether a line without a blank one before it begins anew: it had room above."""
    text = raw.text.strip()
    if current.bullet and raw.column > current.column:
        return False
    if not ends_a_sentence(current.words) or not text[:1].isupper():
        return False
    first = text.split(maxsplit=1)[0]
    above = current.parts[-1].text.rstrip()
    return len(above) + 1 + len(first) <= lines.width

"""Read a manuscript in plain text: what was wrapped is joined, what ran together is cut.

The text form of the portal is one. The file's own lines are kept beside the lines they make.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

from mgi_report.manuscript.breaks import heading_point
from mgi_report.manuscript.bullets import Bullet, bullet_of, ends_a_sentence
from mgi_report.manuscript.headings import heading_before_text, known_heading
from mgi_report.manuscript.lines import (
    LineKind,
    Manuscript,
    ManuscriptLine,
    SourceLine,
    as_markdown,
)
from mgi_report.manuscript.remarks import remark
from mgi_report.manuscript.section_titles import ApartKind, abbreviation_in, known_title
from mgi_report.manuscript.text_rows import TextPiece, decoded, rows_of, text_pieces
from mgi_report.manuscript.titles import is_title
from mgi_report.problems.problem import Fault, Problem, shown

__all__ = ["read_plain"]

INDENT = 2  # characters, of a point inside another
NARROW = 40  # characters
"""So short are only the rows of headings, and of texts in narrow columns."""
ROOM_LEFT = 0.5
"""So much of its width a wrapped line never leaves."""
_CUT_WORD = re.compile(r"\w[-\u2010\u2011\u2013]$")


@dataclass
class _Open:
    """Hold the line that is being read, to which the next ones may still belong."""

    kind: LineKind
    pieces: list[str]
    bullet: Bullet | None
    column: int
    parts: list[SourceLine]
    is_closed: bool = False

    @property
    def end(self) -> str:
        """Return its last words."""
        return self.pieces[-1]


@dataclass
class _Lines:
    """Join the pieces of a file; ``width`` is the length of its longest line, in characters.

    ``section`` is what the title above stands for, such as abbreviations, which have rows of their
    own.
    """

    path: Path
    width: int
    done: list[ManuscriptLine] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    open: _Open | None = None
    bullet: Bullet | None = None
    section: ApartKind | None = None

    def warn(self, number: int, line: str, fault: Fault) -> None:
        self.warnings.append(remark(fault, self.path, number, line))

    def warn_of_split(self, piece: TextPiece) -> None:
        fault = Fault(
            "items-split",
            f"{piece.of_many} items stand on one line; they are cut at the bullets between them",
            "compare them with the manuscript",
        )
        self.warn(piece.number, piece.whole, fault)

    def close(self) -> None:
        if self.open is not None:
            first = self.open.parts[0].number
            text = as_markdown("".join(self.open.pieces))
            parts = tuple(dict.fromkeys(self.open.parts))
            level = 0 if self.open.bullet is None else 1 + self.open.column // INDENT
            self.done.append(ManuscriptLine(first, text, self.open.kind, parts=parts, level=level))
        self.open = None

    def begin(self, raw: TextPiece, bullet: Bullet | None) -> None:
        self.close()
        is_other = bullet and self.bullet and bullet.kind != self.bullet.kind
        if is_other and self.section is None:
            fault = Fault(
                "bullet-differs",
                "the item begins with another kind of bullet than the one above it",
                "if it is a footnote, or a point of that item, move it in the profile",
            )
            self.warn(raw.number, raw.whole, fault)
        self.bullet = bullet or self.bullet
        kind = LineKind.ITEM if bullet else LineKind.TEXT
        words = bullet.rest if bullet else raw.text.strip()
        parts = [*raw.before, SourceLine(raw.number, raw.whole)]
        self.open = _Open(kind, [words], bullet, raw.column, parts)

    def go_on(self, raw: TextPiece) -> None:
        """Add a piece to the line that is open."""
        if self.open is None:
            return
        words, more = self.open.end, raw.text.strip()
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
        self.open.pieces += [between, more] if between else [more]
        self.open.parts.append(SourceLine(raw.number, raw.whole))


def read_plain(path: Path, data: bytes) -> Manuscript:
    """Return the lines of a text file; ProblemsFound if it is no text.

    UTF-8 and UTF-16 are read as they are; anything else is taken for Windows-1252, with a warning.
    """
    text, warnings = decoded(path, data)
    rows = rows_of(text)
    lines = _Lines(path, max(map(len, rows), default=0), warnings=list(warnings))
    found = tuple(text_pieces(rows))
    for place, piece in enumerate(found):
        if piece.of_many:
            lines.warn_of_split(piece)
        _take(lines, piece, found[place + 1] if place + 1 < len(found) else None)
    lines.close()
    return Manuscript(path, "line", tuple(lines.done), tuple(lines.warnings))


def _take(lines: _Lines, raw: TextPiece, following: TextPiece | None) -> None:
    current = lines.open
    if not raw.text:
        if current is not None:
            current.is_closed = True
        return
    if raw.is_alone:
        # A page number or a stray token, perhaps between two lines that belong together.
        words = SourceLine(raw.number, raw.whole)
        text = as_markdown(raw.text.strip())
        lines.done.append(
            ManuscriptLine(raw.number, text, LineKind.TEXT, parts=(*raw.before, words))
        )
        return
    title = _section_title(lines, current, raw)
    if title or _is_heading(current, raw, following):
        lines.section = title
        lines.bullet = None
        lines.begin(raw, None if title else heading_point(raw.text))
        lines.close()
        lines.bullet = None
        return
    bullet = bullet_of(raw.text)
    is_inside = current and bullet and lines.section and _is_inside(current, raw, following)
    if current is None or is_inside or (bullet and _is_new_item(lines, current, bullet, raw)):
        lines.begin(raw, bullet)
    elif current.is_closed:
        _after_blank(lines, current, raw, bullet)
    elif _is_new_paragraph(lines, current, raw):
        lines.begin(raw, bullet)
    else:
        lines.go_on(raw)


def _section_title(lines: _Lines, current: _Open | None, raw: TextPiece) -> ApartKind | None:
    """Return what a line is the title of, if it is no point and not within a sentence."""
    bullet = bullet_of(raw.text)
    if bullet is not None and not bullet.counts:
        return None
    is_new = current is None or current.is_closed or ends_a_sentence(current.end)
    return known_title(raw.text.strip()) if is_new or _is_short_list(lines) else None


def _is_short_list(lines: _Lines) -> bool:
    return lines.section is ApartKind.ABBREVIATIONS


def _is_heading(current: _Open | None, raw: TextPiece, following: TextPiece | None) -> bool:
    """Return whether a line is a heading, and not a wrapped part of the sentence before it."""
    text = raw.text.strip()
    is_alone = (current is None or current.is_closed) and not (following and following.text)
    bullet = bullet_of(text)
    has_bullet = bullet is not None and not bullet.counts
    if not known_heading(text) and (has_bullet or not is_title(text, is_alone=is_alone)):
        return False
    if current is None or current.is_closed or ends_a_sentence(current.end):
        return True
    if current.bullet is None and is_title(text, is_alone=False):
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


def _is_new_item(lines: _Lines, current: _Open, bullet: Bullet, raw: TextPiece) -> bool:
    if bullet.is_sure or current.is_closed or ends_a_sentence(current.end):
        return True
    if current.bullet is None or current.end.endswith(":"):
        return current.end.endswith(":") or _is_below_short_line(lines, current, raw)
    return current.bullet.kind == bullet.kind and raw.column <= current.column


def _is_inside(current: _Open, raw: TextPiece, following: TextPiece | None) -> bool:
    """Return whether a line with a bullet begins a list inside the point above it.

    Its dash may also belong to the sentence of that point, which was wrapped.
    """
    if current.bullet is None or raw.column < current.column + INDENT:
        return False
    mine, next_one = bullet_of(raw.text), bullet_of(following.text) if following else None
    has_sibling = mine and next_one and following and following.column == raw.column
    return current.end.endswith((",", ";", ":")) or bool(has_sibling)


def _is_below_short_line(lines: _Lines, current: _Open, raw: TextPiece) -> bool:
    """Return whether a bullet stands below a line that ends long before its width: a heading."""
    above = current.parts[-1].text.rstrip()
    used = len(above) + 1 + len(raw.text.split(maxsplit=1)[0])
    return used <= min(NARROW, lines.width * ROOM_LEFT)


def _after_blank(lines: _Lines, current: _Open, raw: TextPiece, bullet: Bullet | None) -> None:
    """Begin a line after a blank one, or go on with an item that a page break cut in two."""
    is_rest = (
        current.bullet is not None
        and not ends_a_sentence(current.end)
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


def _is_new_paragraph(lines: _Lines, current: _Open, raw: TextPiece) -> bool:
    """Return whether a line without a blank one before it begins anew: it had room above.

    How wide a text is wrapped, the rows of the open line tell, or else the longest of the file.
    """
    text = raw.text.strip()
    is_short = _is_short_list(lines) and abbreviation_in(text, is_raw=True)
    if is_short or heading_before_text(text):
        return True
    if (current.bullet and raw.column > current.column) or not text[:1].isupper():
        return False
    first, above = text.split(maxsplit=1)[0], current.parts[-1].text.rstrip()
    rows = [len(part.text.rstrip()) for part in current.parts]
    width = lines.width if len(rows) == 1 else max(*rows, len(raw.whole.rstrip()))
    used = len(above) + 1 + len(first)
    if ends_a_sentence(current.end):
        return used <= width
    if current.bullet:
        return len(rows) == 1 and used <= NARROW < width
    # A heading that is not known, above a text; one that is wrapped has short lines only.
    is_text = ends_a_sentence(text) or len(text) > NARROW
    return is_text and used <= width * ROOM_LEFT

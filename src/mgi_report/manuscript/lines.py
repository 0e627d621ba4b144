"""Hold a manuscript as its lines, whatever form it came in."""

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from mgi_report.problems.problem import Problem
from mgi_report.profile.markup import plain_text

__all__ = [
    "LineKind",
    "LinkTarget",
    "Manuscript",
    "ManuscriptLine",
    "SourceLine",
    "as_markdown",
    "numbered",
]

_SIGNS = re.compile(r"([\\*\[\]])")


class LineKind(StrEnum):
    """Say what the form of the manuscript tells of a line; a plain text tells nothing.

    Columns are the row of a sheet that names the columns of its findings; a cell is one of a
    column that a profile does not have.
    """

    TEXT = "text"
    HEADING = "heading"
    ITEM = "item"
    ROW = "row"
    COLUMNS = "columns"
    CELL = "cell"


@dataclass(frozen=True)
class LinkTarget:
    """Hold a link of a manuscript: its words and its address."""

    title: str
    url: str


@dataclass(frozen=True)
class SourceLine:
    """Hold one line as it is written in the file; ``number`` counts from 1."""

    number: int
    text: str


@dataclass(frozen=True)
class ManuscriptLine:
    """Hold one line: where it is, what it says, and what belongs to it.

    ``number`` counts the manuscript's own units from 1: lines of a text, Markdown or HTML file,
    paragraphs of a Word file, rows of a sheet. Several lines may have one number. ``text`` is
    inline Markdown, as in a profile; ``linked`` is the same with its links, where it has some.
    ``notes`` are the texts of its footnotes, ``cells`` the lines of each cell of a table row.
    ``level`` counts from 1: of a heading, of a point how many lists it lies in, of a row 1 for the
    first of its table; 0 is not known. ``parts`` are the lines of the file that were joined to this
    one, where that is more than one, or where its text is not as it is written. ``sheet`` names the
    sheet that the number counts in, where a spreadsheet has several.
    """

    number: int
    text: str
    kind: LineKind = LineKind.TEXT
    notes: tuple[str, ...] = ()
    links: tuple[LinkTarget, ...] = ()
    cells: tuple[tuple["ManuscriptLine", ...], ...] = ()
    parts: tuple[SourceLine, ...] = ()
    sheet: str = ""
    linked: str = ""
    level: int = 0

    @property
    def sources(self) -> tuple[SourceLine, ...]:
        """Return the lines of the file it was read from."""
        return self.parts or (SourceLine(self.number, self.text),)

    @property
    def cell_texts(self) -> tuple[str, ...]:
        """Return what each cell says, on one line."""
        return tuple(" ".join(line.text for line in cell) for cell in self.cells)


@dataclass(frozen=True)
class Manuscript:
    """Hold the lines of a manuscript; ``unit`` says what they are: line, paragraph or row.

    ``warnings`` tell what was left out, such as deleted text, and what nobody sees but was read.
    """

    path: Path
    unit: str
    lines: tuple[ManuscriptLine, ...]
    warnings: tuple[Problem, ...] = ()


def numbered(number: int, sheet: str) -> str:
    """Return the number of a line, as Excel writes it where it counts in one of several sheets."""
    return f"{sheet}!{number}" if sheet else str(number)


def as_markdown(text: str) -> str:
    """Return plain text as Markdown that prints the very same text."""
    is_plain = plain_text(text) == text and "]{" not in text
    return text if is_plain else _SIGNS.sub(r"\\\1", text)

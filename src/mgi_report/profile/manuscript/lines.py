"""Hold a manuscript as its lines, whatever form it came in."""

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from mgi_report.profile.markup import plain_text

__all__ = ["LineKind", "LinkTarget", "Manuscript", "ManuscriptLine", "as_markdown"]

_SIGNS = re.compile(r"([\\*\[\]])")


class LineKind(StrEnum):
    """Say what the form of the manuscript tells of a line; a plain text tells nothing."""

    TEXT = "text"
    HEADING = "heading"
    ITEM = "item"
    ROW = "row"


@dataclass(frozen=True)
class LinkTarget:
    """Hold a link of a manuscript: its words and its address."""

    title: str
    url: str


@dataclass(frozen=True)
class ManuscriptLine:
    """Hold one line: where it is, what it says, and what belongs to it.

    ``number`` counts the manuscript's own units from 1: lines of a text, Markdown or HTML file,
    paragraphs of a Word file, rows of a sheet. Several lines may have one number. ``text`` is
    inline Markdown, as in a profile. ``notes`` are the texts of its footnotes, ``cells`` those of
    a table row.
    """

    number: int
    text: str
    kind: LineKind = LineKind.TEXT
    notes: tuple[str, ...] = ()
    links: tuple[LinkTarget, ...] = ()
    cells: tuple[str, ...] = ()


@dataclass(frozen=True)
class Manuscript:
    """Hold the lines of a manuscript; ``unit`` says what they are: line, paragraph or row."""

    path: Path
    unit: str
    lines: tuple[ManuscriptLine, ...]


def as_markdown(text: str) -> str:
    """Return plain text as Markdown that prints the very same text."""
    return text if plain_text(text) == text else _SIGNS.sub(r"\\\1", text)

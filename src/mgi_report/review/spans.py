"""Make lines of text for a person: in colours on a terminal, or of Markdown."""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from mgi_report.problems.excerpt import visible
from mgi_report.review.word_differences import PieceKind, WordPiece

__all__ = [
    "LineSpan",
    "Lines",
    "Tone",
    "escaped",
    "joined",
    "line_of",
    "marked",
    "span_of",
    "unlisted",
]

_SIGNS = re.compile(r"[\\`*_\[\]|~<>&@#]|:(?=\w)")
# GitHub calls people, links issues and shows emoji even after a backslash.
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "@": "&#64;", "#": "&#35;", ":": "&#58;"}
_BEGINNING = re.compile(r"^([0-9]*)([-+=.)])")


class Tone(StrEnum):
    """Name what a span of a line is, for a command line that sets them in colour."""

    PLAIN = "plain"
    HEADING = "heading"
    NUMBER = "number"
    QUIET = "quiet"
    REMOVED = "removed"
    ADDED = "added"


class LineSpan(NamedTuple):
    """Hold a piece of a line, and what it is."""

    tone: Tone
    text: str


Lines = Iterator[tuple[LineSpan, ...]]
"""Lines, each as spans to be joined without a separator."""


def joined(lines: Lines) -> str:
    """Return lines as plain text."""
    return "".join("".join(span.text for span in line).rstrip() + "\n" for line in lines)


def line_of(text: str) -> str:
    """Return a text on one line, with nothing in it that could steer a terminal."""
    return visible(" ".join(re.split(r"\s*[\n\r]+\s*", text)))


def span_of(piece: WordPiece) -> LineSpan:
    """Return a piece of a text: [-words taken out-] or {+words put in+}."""
    text = line_of(piece.text)
    if piece.kind is PieceKind.REMOVED:
        return LineSpan(Tone.REMOVED, f"[-{text}-]")
    if piece.kind is PieceKind.ADDED:
        return LineSpan(Tone.ADDED, f"{{+{text}+}}")
    return LineSpan(Tone.PLAIN, text)


def marked(piece: WordPiece) -> str:
    """Return a piece of a text in Markdown, with ``<del>`` and ``<ins>``."""
    text = escaped(piece.text)
    if piece.kind is PieceKind.SAME:
        return text
    tag = "del" if piece.kind is PieceKind.REMOVED else "ins"
    # White space alone would not be seen.
    return f"<{tag}>{text}</{tag}>" if text.strip() else f"<{tag}>&nbsp;</{tag}>"


def escaped(text: str) -> str:
    """Return a text that Markdown shows as it is, on one line."""
    return _SIGNS.sub(lambda found: _ENTITIES.get(found[0], f"\\{found[0]}"), line_of(text))


def unlisted(line: str) -> str:
    """Return a line of Markdown that begins no list and no heading."""
    return _BEGINNING.sub(r"\1\\\2", line)

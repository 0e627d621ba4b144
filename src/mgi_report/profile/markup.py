"""Read the tiny Markdown of official text: emphasis, strong emphasis and links, nothing else.

A real parser with HTML off: ``<script>``, ``# heading`` and ``&amp;`` are text as they stand.
"""

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

__all__ = ["InlineRun", "TextKind", "plain_text", "runs"]

_TAGS = ("em", "strong")
# A text without any of these, or a line break, has nothing to parse.
_MARKS = re.compile(r"[*\[\]\\\n]")


class TextKind(Enum):
    """Say what a text may hold: a line no Markdown, paragraphs inline Markdown, a body blocks.

    A code, an address or the name of a file is no text of the profile.
    """

    LINE = auto()
    INLINE = auto()
    BODY = auto()
    CODE = auto()


class InlineRun(NamedTuple):
    """Hold a piece of text, the HTML elements it stands in, and where it links to."""

    text: str
    tags: tuple[str, ...] = ()
    href: str | None = None


def runs(text: str) -> Iterator[InlineRun]:
    """Yield the pieces of one paragraph; a line break is a space."""
    if not _MARKS.search(text):
        yield InlineRun(text)
        return
    from mgi_report.profile import markdown  # noqa: PLC0415 - most texts have nothing to parse

    tags: list[str] = []
    href: str | None = None
    for token in markdown.inline_tokens(text):
        kind, _, side = token.type.rpartition("_")
        if token.type == "link_open":
            href = str(token.attrs["href"])
        elif token.type == "link_close":
            href = None
        elif side == "open" and kind in _TAGS:
            tags.append(kind)
        elif side == "close" and kind in _TAGS:
            tags.pop()
        else:
            content = " " if token.type in ("softbreak", "hardbreak") else token.content
            yield InlineRun(content, tuple(tags), href)


def plain_text(text: str) -> str:
    """Return the text of one paragraph without its Markdown signs."""
    return "".join(run.text for run in runs(text))

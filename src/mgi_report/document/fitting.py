"""Estimate how much of a page its texts fill, to choose spacing and place what is around them.

The estimate decides only how free space is shared out; nothing can overlap or be lost where it
is wrong, because every block stays in the flow.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from mgi_report.document.titles import Title, Typesetter
from mgi_report.document.tokens import MM_PER_PT, Tokens
from mgi_report.profile.markup import plain_text
from mgi_report.profile.model import Finding

__all__ = ["cover_excess", "fit_findings", "line_count", "side_by_side"]

# How much wider words may be than they are measured: kerning and semibold instruments are not.
SAFETY = 1.005
# What sizes in mm may differ by and still be the same.
ROUNDING = 1e-6


@dataclass(frozen=True)
class Fit:
    """Say how a domain's findings page is spaced; lengths in mm."""

    spacing: str
    named_space: float | None


def line_count(text: str, font_name: str, width_name: str, setter: Typesetter) -> int:
    """Return how many lines a text takes in a font at a width, both named by their tokens."""
    font, width, fonts = setter.tokens.font(font_name), setter.tokens.mm(width_name), setter.fonts
    space = fonts.width(" ", font) * SAFETY
    lines, used = 1, 0.0
    for word in plain_text(text).split():
        wide = fonts.width(word, font) * SAFETY
        if used and used + space + wide > width:
            lines, used = lines + 1, wide
        else:
            used += wide + (space if used else 0)
    return lines


def side_by_side(item: str, width: str, tokens: Tokens) -> int:
    """Return how many items stand side by side in a width, at least one; both name tokens."""
    return max(1, int((tokens.mm(width) + ROUNDING) / tokens.mm(item)))


def _notes(finding: Finding) -> Iterator[str]:
    """Yield the small lines below a finding."""
    if finding.note:
        yield finding.note
    for link in finding.links:
        yield f"{link.title} · {link.url}"


def fit_findings(
    lists: Sequence[Sequence[Finding]], named: Sequence[tuple[str, int]], setter: Typesetter
) -> Fit:
    """Choose spacing and free space for one domain from its findings and the names it lists.

    A name comes with how many numbers stand beside it.
    """
    mm = setter.tokens.mm
    below = mm("unit") + _named_height(named, setter) if named else 0.0
    free = mm("text-height") - mm("head-height") - _lists_height(lists, setter) - below
    free -= mm("named-slack")
    airy = sum(map(len, lists)) * mm("airy-gap") + len(lists) * mm("airy-list-gap")
    spacing = "airy" if free > max(mm("airy-above"), airy + mm("named-gap")) else "normal"
    if spacing == "airy":
        free -= airy
    return Fit(spacing, free if free >= mm("named-gap") else None)


def _lists_height(lists: Sequence[Sequence[Finding]], setter: Typesetter) -> float:
    mm = setter.tokens.mm
    findings = [finding for each in lists for finding in each]
    lines = [line_count(f.text, "type-finding", "measure-finding", setter) for f in findings]
    notes = [
        line_count(note, "type-small", "measure-finding", setter)
        for finding in findings
        for note in _notes(finding)
    ]
    empty = sum(1 for each in lists if not each)
    return (
        sum(lines) * mm("unit")
        + len(lines) * mm("finding-gap")
        + len(notes) * mm("note-gap")
        + sum(notes) * mm("named-line")
        + empty * (mm("unit") + mm("finding-gap"))
        + len(lists) * (mm("bar-height") + mm("list-gap"))
    )


def _named_height(named: Iterable[tuple[str, int]], setter: Typesetter) -> float:
    mm = setter.tokens.mm
    in_a_line = side_by_side("link-width", "named-numbers-width", setter.tokens)
    rows = (
        mm("named-row")
        + max(
            (line_count(name, "type-small", "named-width", setter) - 1) * mm("named-line"),
            (ceil(numbers / in_a_line) - 1) * mm("unit"),
        )
        for name, numbers in named
    )
    return sum(rows)


def cover_excess(title: Title, below: Iterable[str], setter: Typesetter) -> float:
    """Return by how many mm the block of the cover is deeper than the artwork allows.

    ``below`` holds the texts under the name of the edition, one to a paragraph.
    """
    mm, font = setter.tokens.mm, setter.tokens.font
    bottom = (
        mm("cover-top")
        + (font("type-series").leading + font("type-edition").leading) * MM_PER_PT
        + mm("cover-title-gap")
        + len(title.lines) * font(f"cover-title-{title.step}").leading * MM_PER_PT
        + mm("cover-edition-gap")
    )
    for text in below:
        bottom += mm("cover-line-gap")
        bottom += line_count(text, "type-body", "text-width", setter) * mm("unit")
    return max(0.0, bottom - mm("cover-depth"))

"""Estimate how much of a page its texts fill, to choose spacing and place what is around them.

The estimate decides only how free space is shared out; nothing can overlap or be lost where it
is wrong, because every block stays in the flow.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from mgi_report.document.titles import Title, Typesetter
from mgi_report.document.tokens import MM_PER_PT
from mgi_report.document.views import ContentsLine
from mgi_report.profile.markup import plain_text
from mgi_report.profile.model import Finding

__all__ = ["Fit", "contents_fit", "cover_excess", "fit_findings", "line_count"]

SAFETY = 1.005  # kerning and semibold instruments are not measured
AIRY_ABOVE = 45.0  # mm that stay free before lists get more air
LEAST_SPACE = 5.5  # mm between the lists and the names below which they simply follow
NUMBERS_IN_A_LINE = 3
SLACK = 5.5  # mm left free below the names, which also keeps rounding from moving them a page on


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


def _notes(finding: Finding) -> Iterator[str]:
    """Yield the small lines below a finding."""
    if finding.note:
        yield finding.note
    for link in finding.links:
        yield f"{link.title} · {link.url}"


def fit_findings(
    lists: Sequence[Sequence[Finding]], named: Iterable[tuple[str, int]], setter: Typesetter
) -> Fit:
    """Choose spacing and free space for one domain from its findings and the names it lists.

    A name comes with how many numbers stand beside it.
    """
    mm = setter.tokens.mm
    findings = [finding for each in lists for finding in each]
    lines = [line_count(f.text, "type-finding", "measure-finding", setter) for f in findings]
    notes = [
        line_count(note, "type-small", "measure-finding", setter)
        for finding in findings
        for note in _notes(finding)
    ]
    empty = sum(1 for each in lists if not each)
    filled = (
        sum(lines) * mm("unit")
        + len(lines) * mm("finding-gap")
        + len(notes) * mm("note-gap")
        + sum(notes) * mm("named-line")
        + empty * (mm("unit") + mm("finding-gap"))
        + len(lists) * (mm("bar-height") + mm("list-gap"))
    )
    rows = [
        mm("named-row")
        + max(
            (line_count(name, "type-small", "named-width", setter) - 1) * mm("named-line"),
            (ceil(numbers / NUMBERS_IN_A_LINE) - 1) * mm("unit"),
        )
        for name, numbers in named
    ]
    below = mm("unit") + sum(rows) if rows else 0.0
    free = mm("text-height") - mm("head-height") - filled - below - SLACK
    airy = len(lines) * mm("airy-gap") + len(lists) * mm("airy-list-gap")
    spacing = "airy" if free > max(AIRY_ABOVE, airy + LEAST_SPACE) else "normal"
    if spacing == "airy":
        free -= airy
    return Fit(spacing, free if free >= LEAST_SPACE else None)


def contents_fit(lines: Iterable[ContentsLine], setter: Typesetter) -> bool:
    """Return whether the contents fit on one page with their usual padding."""
    mm = setter.tokens.mm
    filled = sum(
        line_count(line.title, "type-body", "contents-width", setter) * mm("unit")
        + (mm("contents-counts") if line.domain else 0)
        + mm("contents-gap")
        for line in lines
    )
    return filled <= mm("text-height") - mm("head-height")


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

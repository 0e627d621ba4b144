"""Look at the ends of pages and paragraphs: headings left alone, lonely words, empty room."""

from collections.abc import Iterator
from itertools import pairwise, zip_longest
from typing import NamedTuple

from mgi_report.document.tokens import Tokens
from mgi_report.problems.problem import shown
from mgi_report.proof.download.elements import Element, Mark
from mgi_report.proof.download.evidence import Evidence
from mgi_report.proof.download.findings import FindingItems, plain
from mgi_report.proof.download.sheets import Sheet
from mgi_report.proof.inspection import Box, Flaw

__all__ = ["LonelyLine", "bottom_gaps", "empty_flaws", "heading_flaws", "lonely_lines"]

HEADINGS = {"H", "H1", "H2", "H3", "H4", "H5", "H6"}
MOST_EMPTY = 0.6  # of the height of the text block
ROUNDING = 0.1  # mm
SHORT = 9  # letters: a longer word fills enough of a line


class LonelyLine(NamedTuple):
    """Hold the one short word on the last line of a finding."""

    finding: str
    page: int
    word: str


def heading_flaws(evidence: Evidence) -> Iterator[Flaw]:
    """Yield a flaw for each heading after which its page ends."""
    if evidence.root is None:
        return
    # A picture follows a heading as a text does, though it shows no text.
    pictures = {
        mark
        for element in evidence.elements
        if element.role == "Figure"
        for mark in element.marks()
    }
    marks = [mark for mark in evidence.root.marks() if mark in pictures or evidence.box(mark)]
    following = dict(zip_longest(marks, marks[1:]))
    for element in evidence.elements:
        if element.role not in HEADINGS:
            continue
        own = [mark for mark in element.marks() if mark in following]
        if not own:
            continue
        after = following[own[-1]]
        if after is None or after.page != own[-1].page:
            words = shown(plain(evidence.text(own)))
            message = f"the heading {words} stands alone at the foot of the page"
            hint = "give headings break-after: avoid in the style sheet"
            box = evidence.box(own[0])
            yield Flaw("heading-alone", message, hint, own[0].page, box)


def empty_flaws(evidence: Evidence, tokens: Tokens) -> Iterator[Flaw]:
    """Yield a flaw for each page that is mostly empty though what it belongs to goes on.

    A part of the book begins where a bookmark of the first level leads, and no part goes on on a
    page that a picture fills (covers and openers) or that has no text. Without bookmarks nothing is
    known of parts.
    """
    begins = {mark.page for mark in evidence.reader.bookmarks if mark.level == 1}
    for sheet, following in pairwise(evidence.pages if begins else ()):
        goes_on = following.number not in begins and not _is_apart(following)
        empty = _empty_share(sheet, tokens)
        if goes_on and empty > MOST_EMPTY and not _is_apart(sheet):
            message = f"{empty:.0%} of the page is empty, and what it belongs to goes on"
            hint = (
                "make the picture or table that follows smaller, or let some text stand before it"
            )
            yield Flaw("page-empty", message, hint, sheet.number)


def _is_apart(sheet: Sheet) -> bool:
    page = Box(0, 0, sheet.width, sheet.height)
    least = sheet.width - ROUNDING, sheet.height - ROUNDING
    filled = any(
        across >= least[0] and down >= least[1] for across, down in map(page.overlap, sheet.areas)
    )
    return filled or all(text.mcid is None for text in sheet.texts)


def _empty_share(sheet: Sheet, tokens: Tokens) -> float:
    """Return how much of the height of the text block is further than a unit from anything."""
    mm = tokens.mm
    side, near = mm("margin-side"), mm("unit")
    top, foot = mm("margin-top"), sheet.height - mm("margin-bottom")
    boxes = [text.box for text in sheet.texts if text.mcid is not None]
    boxes += [area for area in sheet.areas if area.left < sheet.width - side and area.right > side]
    empty, reached = 0.0, top
    for box in sorted(boxes, key=lambda box: box.top):
        if box.bottom > top and box.top < foot:
            empty += max(0.0, box.top - near - reached)
            reached = max(reached, box.bottom + near)
    return (empty + max(0.0, foot - reached)) / (foot - top)


def lonely_lines(evidence: Evidence, items: FindingItems) -> tuple[LonelyLine, ...]:
    """Return the findings whose last line is one short word."""
    found = []
    for number, elements in items.own.items():
        for item in elements:
            lines = evidence.lines(_paragraph(item))
            if len(lines) < 2:  # noqa: PLR2004 - one line has no last one
                continue
            last = plain(evidence.text(lines[-1]))
            if " " not in last and sum(map(str.isalnum, last)) < SHORT:
                found.append(LonelyLine(number, lines[-1][-1].page, last))
    return tuple(found)


def _paragraph(item: Element) -> Iterator[Mark]:
    """Yield the marked content of a finding's text, without what follows it."""
    body = next(each for each in item.elements() if each.role in {"LBody", "LI"})
    paragraph = next((each for each in item.elements() if each.role == "P"), body)
    return paragraph.marks()


def bottom_gaps(evidence: Evidence, foot: float) -> tuple[float | None, ...]:
    """Return for each page how many mm are free from its last text to the foot of the text block.

    ``foot`` is the bottom margin in mm; None stands for a page without tagged text.
    """
    lowest = (
        max((text.box.bottom for text in sheet.texts if text.mcid is not None), default=None)
        for sheet in evidence.pages
    )
    return tuple(
        None if bottom is None else round(sheet.height - foot - bottom, 1)
        for sheet, bottom in zip(evidence.pages, lowest, strict=True)
    )

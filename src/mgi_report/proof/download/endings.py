"""Look at the ends of pages and paragraphs: headings left alone, lonely words, empty room."""

from collections.abc import Iterator
from typing import NamedTuple

from mgi_report.problems.problem import shown
from mgi_report.proof.download.elements import Element, Mark
from mgi_report.proof.download.evidence import Evidence
from mgi_report.proof.download.findings import FindingItems, plain
from mgi_report.proof.inspection import Flaw

__all__ = ["LonelyLine", "bottom_gaps", "heading_flaws", "lonely_lines"]

HEADINGS = {"H", "H1", "H2", "H3", "H4", "H5", "H6"}
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
    marks = [mark for mark in evidence.root.marks() if evidence.box(mark)]
    following = dict(zip(marks, [*marks[1:], None], strict=True))
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

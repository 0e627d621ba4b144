"""Check that links and bookmarks lead to the very tags they name, and to the same place by both.

A structure destination (ISO 32000-2, 12.3.2.3) is followed by whoever reads by the tags, the place
beside it by whoever looks at pages; nobody would see that they differ.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from mgi_report.problems.problem import shown
from mgi_report.proof.download.destinations import Destinations, Spot, aim_of, bookmarks_in
from mgi_report.proof.download.elements import Element, Mark, Reference
from mgi_report.proof.download.evidence import Evidence
from mgi_report.proof.download.findings import NUMBER, FindingItems, plain
from mgi_report.proof.inspection import REBUILD, Box, Flaw

__all__ = ["aim_flaws"]

HEADINGS = {"H1", "H2", "H3", "H4", "H5", "H6"}
NEAR = 1.0  # mm by which letters may reach out of the place where their line begins


def aim_flaws(evidence: Evidence, items: FindingItems) -> Iterator[Flaw]:
    """Yield a flaw for each name and bookmark that aims at another tag than its place is in."""
    aims = _Aims(evidence, items)
    for name, target in sorted(aims.destinations.names.items()):
        if fault := aims.fault(target) or aims.item_fault(name, target):
            message = f"the place {shown(name)} {fault}"
            yield Flaw("link-elsewhere", message, REBUILD, _page(aims, target))
    for item in bookmarks_in(evidence.pdf):
        action = item.get("/A")
        if fault := aims.fault(action) or aims.heading_fault(action):
            message = f"the bookmark {shown(str(item.get('/Title', '')))} {fault}"
            yield Flaw("bookmark-altered", message, REBUILD, _page(aims, action))


def _page(aims: "_Aims", target: Any) -> int | None:
    spot = aims.destinations.spot(target)
    return None if spot is None else spot.page


@dataclass(frozen=True)
class _Aims:
    """Hold what all aims are checked by."""

    evidence: Evidence
    items: FindingItems

    @cached_property
    def destinations(self) -> Destinations:
        return Destinations(self.evidence.pdf)

    @cached_property
    def elements(self) -> dict[Reference, Element]:
        return {each.reference: each for each in self.evidence.elements}

    @cached_property
    def tagged(self) -> dict[int, list[tuple[Mark, Box]]]:
        """Return the marked content of each page that shows something, with its place."""
        found: dict[int, list[tuple[Mark, Box]]] = {}
        marks = () if self.evidence.root is None else self.evidence.root.marks()
        for mark in marks:
            if box := self.evidence.box(mark):
                found.setdefault(mark.page, []).append((mark, box))
        return found

    @cached_property
    def labels(self) -> dict[str, str]:
        """Return the number of a finding that the links to a place have for their words."""
        links = {
            annotation: each for each in self.evidence.elements for annotation in each.annotations
        }
        found: dict[str, str] = {}
        for page in self.evidence.pdf.pages:
            annotations: Any = page.obj.get("/Annots", [])
            for annotation in annotations:
                link = links.get(annotation.objgen)
                words = "" if link is None else plain(self.evidence.text(link.marks()))
                if number := NUMBER.match(words):
                    found[str(annotation.get("/Dest", ""))] = number[0]
        return found

    def element(self, target: Any) -> Element | None:
        """Return the tag that a destination aims at; None if at no tag of the document."""
        aim = aim_of(target)
        return None if aim is None else self.elements.get(aim.objgen)

    def fault(self, target: Any) -> str:
        """Say why a destination does not aim at what is at its place, or nothing."""
        element, spot = self.element(target), self.destinations.spot(target)
        if element is None:
            return "aims at no tag of the document"
        if spot is None:
            return "leads to no place"
        if list(target.SD)[1:] != list(target.D)[1:]:
            return "aims at another part of its tag than of its page"
        first = next(element.marks(), None)
        if first is None or first.page != spot.page or not self._begins_at(spot, element):
            return "aims at a tag that is not at its place"
        return ""

    def _begins_at(self, spot: Spot, element: Element) -> bool:
        """Return whether what a tag shows on the page of a place is the first thing below it."""
        own = set(element.marks())
        shown_here = self.tagged.get(spot.page, [])
        box = next((box for mark, box in shown_here if mark in own), None)
        if box is None:
            return not any(other.bottom > spot.down for _, other in shown_here)
        between = (
            other
            for mark, other in shown_here
            if mark not in own
            and other.top > spot.down - NEAR
            and other.bottom < box.top + NEAR
            and other.overlap(box)[0] > 0
        )
        return box.bottom > spot.down - NEAR and next(between, None) is None

    def item_fault(self, name: str, target: Any) -> str:
        """Say why the place of a finding does not aim at that finding, or nothing."""
        number = self.labels.get(name)
        own = self.items.own.get(number or "", [])
        element = self.element(target)
        if number is None or not own or (element and element.reference == own[0].reference):
            return ""
        return f"does not aim at the finding {number}"

    def heading_fault(self, action: Any) -> str:
        """Say why a bookmark does not aim at a heading, or nothing; words are checked elsewhere."""
        element = self.element(action)
        return "" if element and element.role in HEADINGS else "does not aim at a heading"

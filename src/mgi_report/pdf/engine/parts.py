"""Lay out again only those parts of a document that have changed since its whole layout.

A part is a child of the body that has its pages for itself. In the place of a part that is as it
was stand as many empty pages with the same anchors, so that the engine itself counts the pages of
the others, puts them on their side of the sheet and fills in the numbers that lead to any part.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element, SubElement, tostring

from mgi_report.pdf.engine.boxes import LaidOutBox, within

__all__ = ["DocumentPart", "LaidOutPage", "Parts", "parts_of"]


@dataclass(frozen=True)
class LaidOutPage:
    """Hold a laid-out page: its box, its anchors, and whether it is not only for print."""

    box: LaidOutBox
    anchors: tuple[str, ...]
    is_shown: bool


@dataclass(frozen=True)
class DocumentPart:
    """Hold the source of one part, and the pages it takes.

    ``shown`` are the positions of its pages among those that are not only for print, from 0;
    ``anchors`` are those of each of its pages, blank ones before it left out.
    """

    source: str
    shown: tuple[int, ...]
    anchors: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Parts:
    """Hold the parts of a document in their order, and the source of its head."""

    head: str
    parts: tuple[DocumentPart, ...]

    def differing(self, root: Element) -> tuple[int, ...] | None:
        """Return the positions of the parts of another document that are not as these.

        None where head or number of parts are others, so that nothing can be kept.
        """
        body = _body(root)
        if body is None or len(body) != len(self.parts) or _head(root) != self.head:
            return None
        return tuple(
            position
            for position, (element, part) in enumerate(zip(body, self.parts, strict=True))
            if _source(element) != part.source
        )

    def empty(self, root: Element, kept: Iterable[int]) -> "Parts":
        """Empty the parts of a document that are kept, but for their pages and anchors.

        Return the parts of the document as it was before, with the pages of these.
        """
        body = _body(root)
        if body is None:
            return self
        parts = [
            replace(part, source=_source(element))
            for element, part in zip(body, self.parts, strict=True)
        ]
        for position in kept:
            _empty(body[position], parts[position].anchors)
        return replace(self, parts=tuple(parts))

    def pages(self, positions: Iterable[int]) -> frozenset[int]:
        """Return the positions of the shown pages of some parts."""
        return frozenset(page for position in positions for page in self.parts[position].shown)

    def fit(self, other: "Parts | None") -> bool:
        """Return whether each part of another layout takes the same pages."""
        return other is not None and [part.shown for part in self.parts] == [
            part.shown for part in other.parts
        ]


def parts_of(root: Element, sheets: Sequence[LaidOutPage]) -> Parts | None:
    """Return the parts of a document by its pages; None where two of them share a page."""
    body = _body(root)
    if body is None:
        return None
    positions = {element: position for position, element in enumerate(body)}
    shown: list[list[int]] = [[] for _ in body]
    anchors: list[list[tuple[str, ...]]] = [[] for _ in body]
    count = 0
    for sheet in sheets:
        found = {positions[each] for each in _elements(sheet.box) if each in positions}
        if len(found) > 1:
            return None
        for position in found:
            anchors[position].append(sheet.anchors)
            if sheet.is_shown:
                shown[position].append(count)
        count += sheet.is_shown
    return Parts(
        _head(root),
        tuple(
            DocumentPart(_source(element), tuple(shown[position]), tuple(anchors[position]))
            for position, element in enumerate(body)
        ),
    )


def _elements(page: LaidOutBox) -> Iterator[Element]:
    """Yield the elements of the boxes on a page that are children of the body's."""
    for root in within(page):
        if root.element_tag == "html":
            for body in within(root):
                yield from (box.element for box in within(body) if box.element is not None)


def _empty(element: Element, anchors: Sequence[Sequence[str]]) -> None:
    own = element.get("id")
    for child in list(element):
        element.remove(child)
    element.text = None
    for number, names in enumerate(anchors):
        page = SubElement(element, "div", {"style": "break-before: page"} if number else {})
        for name in names:
            if name != own:
                SubElement(page, "span", {"id": name})


def _body(root: Element) -> Element | None:
    return root.find("body")


def _head(root: Element) -> str:
    """Return the source of the head, and of the tags around everything."""
    head, body = root.find("head"), _body(root)
    tags = [each.attrib for each in (root, body) if each is not None]
    return f"{tags}{'' if head is None else _source(head)}"


def _source(element: Element) -> str:
    return tostring(element, encoding="unicode")

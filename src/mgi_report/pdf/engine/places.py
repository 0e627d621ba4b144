"""Find where on a page the data stand: the boxes of elements with a ``data-path``."""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from mgi_report.pdf.engine.boxes import LaidOutBox, within

__all__ = ["PagePlace", "places_on"]


@dataclass(frozen=True)
class PagePlace:
    """Hold the rectangle of data on a page; its sides are parts of the page's, from the top left.

    ``path`` reads like ``domains.partnerships.potential[0].text``.
    """

    path: str
    left: float
    top: float
    width: float
    height: float


Sides = tuple[float, float, float, float]
"""Left, upper, right and lower edge in px."""


def places_on(page: LaidOutBox) -> tuple[PagePlace, ...]:
    """Return the innermost places of a page in the order of its boxes.

    An element that holds others with paths of their own is told by them.
    """
    found: dict[Element, Sides] = {}
    for box, element in _with_path(page):
        sides = (
            box.border_box_x(),
            box.border_box_y(),
            box.border_box_x() + box.border_width(),
            box.border_box_y() + box.border_height(),
        )
        found[element] = _around(found[element], sides) if element in found else sides
    width, height = page.margin_width(), page.margin_height()
    inner = [element for element in found if not _holds_another(element, found)]
    return tuple(
        PagePlace(
            element.attrib["data-path"],
            round(left / width, 4),
            round(top / height, 4),
            round((right - left) / width, 4),
            round((bottom - top) / height, 4),
        )
        for element in inner
        for left, top, right, bottom in [_shared(found[element], (0, 0, width, height))]
        if right > left and bottom > top
    )


def _with_path(box: LaidOutBox) -> Iterator[tuple[LaidOutBox, Element]]:
    for child in within(box):
        if child.element is not None and child.element.get("data-path"):
            yield child, child.element
        yield from _with_path(child)


def _holds_another(element: Element, found: dict[Element, Sides]) -> bool:
    return any(each is not element and each in found for each in element.iter())


def _shared(one: Sides, other: Sides) -> Sides:
    return (
        max(one[0], other[0]),
        max(one[1], other[1]),
        min(one[2], other[2]),
        min(one[3], other[3]),
    )


def _around(one: Sides, other: Sides) -> Sides:
    return (
        min(one[0], other[0]),
        min(one[1], other[1]),
        max(one[2], other[2]),
        max(one[3], other[3]),
    )

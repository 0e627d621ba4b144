"""Read the engine's laid-out boxes, without importing the engine.

What the rooms that tag and check read of a box is named here and nowhere else.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from typing import Any, Protocol, cast
from xml.etree.ElementTree import Element

from mgi_report.pdf.engine.objects import Entries
from mgi_report.problems.problem import Location

__all__ = [
    "SVG",
    "BoxKind",
    "LaidOutBox",
    "Origins",
    "PaintedPage",
    "accessible_name",
    "annotation_of",
    "bookmark_of",
    "is_hidden",
    "is_table_head",
    "kind_of",
    "margin_of",
    "text_of",
    "unwrapped",
    "within",
]

SVG = "{http://www.w3.org/2000/svg}"
BLANKS = " \t\n\r\f"
BLOCKS = {"br", "div", "p", "li", "tr", "th", "td", "dt", "dd", *(f"h{n}" for n in range(1, 7))}


class LaidOutBox(Protocol):
    """Name what this room reads of a WeasyPrint box; lengths are CSS px from the top left."""

    element: Element | None
    element_tag: str
    style: Mapping[str, Any]
    link: tuple[str, tuple[str, str]] | None
    colspan: int
    rowspan: int
    width: float
    height: float

    @property
    def children(self) -> Sequence["LaidOutBox"]:
        """Return the boxes inside this one."""

    def margin_width(self) -> float:
        """Return the width of the box with its margins in px."""

    def margin_height(self) -> float:
        """Return the height of the box with its margins in px."""

    def border_box_x(self) -> float:
        """Return the left edge of the box in px."""

    def border_box_y(self) -> float:
        """Return the upper edge of the box in px."""

    def border_width(self) -> float:
        """Return the width of the box in px."""

    def border_height(self) -> float:
        """Return the height of the box in px."""

    def content_box_x(self) -> float:
        """Return the left edge of the content in px."""

    def content_box_y(self) -> float:
        """Return the upper edge of the content in px."""


@dataclass(frozen=True)
class PaintedPage:
    """Hold one painted page: its box, its height in px, and the marked content of its boxes.

    ``marks`` is the very mapping from boxes to ``{"mcid": number}`` the engine painted with.
    """

    box: LaidOutBox
    height: float
    marks: Mapping[LaidOutBox, Mapping[str, Any]]

    def sequence_of(self, box: LaidOutBox) -> int | None:
        """Return the number of the marked content of a box, None if it has painted none."""
        mark = self.marks.get(box)
        return None if mark is None else int(mark["mcid"])


class BoxKind(Enum):
    """Sort boxes by what they mean for tags and text."""

    TEXT = auto()
    PICTURE = auto()
    MARGIN = auto()
    NOTES = auto()
    LINE = auto()
    ROWS = auto()
    OTHER = auto()


_KINDS = {
    "TextBox": BoxKind.TEXT,
    "ReplacedBox": BoxKind.PICTURE,
    "MarginBox": BoxKind.MARGIN,
    "FootnoteAreaBox": BoxKind.NOTES,
    "LineBox": BoxKind.LINE,
    "TableRowGroupBox": BoxKind.ROWS,
}


@cache
def _kind_of_class(box_class: type) -> BoxKind:
    names = (base.__name__ for base in box_class.__mro__)
    return next((_KINDS[name] for name in names if name in _KINDS), BoxKind.OTHER)


def kind_of(box: LaidOutBox) -> BoxKind:
    """Return what sort of box this is."""
    return _kind_of_class(type(box))


def unwrapped(box: LaidOutBox) -> LaidOutBox:
    """Return the box itself where an absolutely placed box has left a placeholder."""
    if type(box).__name__ == "AbsolutePlaceholder":
        return cast("LaidOutBox", vars(box)["_box"])
    return box


def within(box: LaidOutBox) -> Iterator[LaidOutBox]:
    """Yield the boxes inside a box, none where it is one of text or a picture."""
    if kind_of(box) not in (BoxKind.TEXT, BoxKind.PICTURE):
        yield from map(unwrapped, box.children)


def text_of(box: LaidOutBox) -> str | None:
    """Return the text of a box of kind TEXT, None for any other box."""
    return str(cast("Any", box).text) if kind_of(box) is BoxKind.TEXT else None


def is_table_head(box: LaidOutBox) -> bool:
    """Return whether a box is the head or foot of a table, which each page repeats."""
    rows = cast("Any", box)
    return kind_of(box) is BoxKind.ROWS and bool(rows.is_header or rows.is_footer)


def margin_of(box: LaidOutBox) -> str:
    """Return the side of the page that a box of kind MARGIN is at: top, bottom, left or right."""
    name: str = cast("Any", box).at_keyword
    return name.removeprefix("@").partition("-")[0]


def annotation_of(box: LaidOutBox) -> Entries | None:
    """Return the annotation that the last painting has made for the link of a box."""
    annotation: Entries | None = cast("Any", box).link_annotation
    return annotation


def bookmark_of(box: LaidOutBox) -> str:
    """Return the words of the bookmark that leads to a box, nothing where none does."""
    label: str = cast("Any", box).bookmark_label
    return "" if box.style["bookmark_level"] == "none" else label or ""


def is_hidden(element: Element | None) -> bool:
    """Return whether an element itself says that it is not for assistive technology."""
    return element is not None and element.get("aria-hidden") == "true"


def accessible_name(element: Element) -> str:
    """Return the words for an element: aria-label, else title, else its text, blanks collapsed."""
    name = element.get("aria-label") or element.get("title") or "".join(_words(element))
    return " ".join(part for part in _split(name) if part)


def _split(text: str) -> list[str]:
    # str.split() would also split at no-break spaces, which belong to the words around them.
    return text.translate(dict.fromkeys(map(ord, BLANKS), " ")).split(" ")


def _words(element: Element) -> Iterator[str]:
    if element.tag == "img":
        yield element.get("alt", "")
    yield element.text or ""
    for child in element:
        if child.tag == f"{SVG}svg":
            yield child.findtext(f"{SVG}title") or child.get("aria-label") or ""
        elif isinstance(child.tag, str) and not is_hidden(child):
            gap = " " if child.tag in BLOCKS else ""
            yield gap
            yield from _words(child)
            yield gap
        yield child.tail or ""


class Origins:
    """Tell where in the data an element comes from, by its nearest ``data-path`` attribute.

    ``locate`` turns a data path into a place in the file.
    """

    def __init__(self, root: Element, locate: Callable[[str], Location]) -> None:
        self.root, self._locate = root, locate
        self._parents: dict[Element, Element] | None = None

    def lineage(self, element: Element | None) -> Iterator[Element]:
        """Yield an element and its ancestors, innermost first."""
        if self._parents is None:
            self._parents = {child: parent for parent in self.root.iter() for child in parent}
        while element is not None:
            yield element
            element = self._parents.get(element)

    def path(self, element: Element | None) -> str:
        """Return the nearest data path, or an empty string."""
        paths = (ancestor.get("data-path") for ancestor in self.lineage(element))
        return next((path for path in paths if path), "")

    def location(self, element: Element | None) -> Location | None:
        """Return the place in the data of the nearest data path, None where there is none."""
        path = self.path(element)
        return self._locate(path) if path else None

    def elements(self) -> Iterator[Element]:
        """Yield all elements in the order of the source."""
        return self.root.iter()

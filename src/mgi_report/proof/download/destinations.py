"""Find the places in a document that links, bookmarks and names lead to (ISO 32000-1, 12.3.2)."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import pikepdf

from mgi_report.pdf.geometry import MM_PER_PT

__all__ = ["Destinations", "Spot", "aim_of", "bookmarks_in", "target_of"]

TOP = 3
"""The position of the distance from the foot of the page in a destination /XYZ."""


class Spot(NamedTuple):
    """Hold a place to which something leads: its page from 1, and mm from the top of that page."""

    page: int
    down: float


class Destinations:
    """Hold the named destinations and the pages of a file; ``names`` are as they stand in it."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        names: Any = pdf.Root.get("/Names", {})
        self.names = _read(names.get("/Dests"))
        self._pages = {page.obj.objgen: (number, page) for number, page in enumerate(pdf.pages, 1)}

    def spot(self, target: Any) -> Spot | None:
        """Return where a destination, or the name of one, leads; None if to no page."""
        if isinstance(target, pikepdf.String | pikepdf.Name):
            target = self.names.get(str(target))
        if isinstance(target, pikepdf.Dictionary):
            target = target.get("/D")
        if not isinstance(target, pikepdf.Array) or not len(target):
            return None
        first: Any = target[0]
        if not isinstance(first, pikepdf.Dictionary) or first.objgen not in self._pages:
            return None
        number, page = self._pages[first.objgen]
        return Spot(number, _down(target, float(page.mediabox[3])))


def bookmarks_in(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Yield the bookmarks of a file in their order (ISO 32000-1, 12.3.3)."""
    outlines: Any = pdf.Root.get("/Outlines", {})
    waiting = [outlines.get("/First")]
    while waiting:
        item = waiting.pop()
        if item is not None:
            waiting += [item.get("/Next"), item.get("/First")]
            yield item


def target_of(item: Any) -> Any:
    """Return where a bookmark or a link leads, itself or by its action; None if nowhere."""
    action = item.get("/A")
    place = action.get("/D") if isinstance(action, pikepdf.Dictionary) else None
    return item.get("/Dest", place)


def aim_of(target: Any) -> Any:
    """Return the tag at which a destination aims besides its place; None if at none."""
    aim = target.get("/SD") if isinstance(target, pikepdf.Dictionary) else None
    if not isinstance(aim, pikepdf.Array) or not len(aim):
        return None
    first: Any = aim[0]
    return first if isinstance(first, pikepdf.Dictionary) else None


def _read(tree: Any) -> dict[str, Any]:
    found: dict[str, Any] = {}
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        if node is None:
            continue
        waiting += list(node.get("/Kids", []))
        pairs: list[Any] = list(node.get("/Names", []))
        found |= {str(name): target for name, target in zip(pairs[::2], pairs[1::2], strict=False)}
    return found


def _down(target: Any, height: float) -> float:
    """Return the mm from the top; a destination that names no place is the top of its page."""
    if len(target) <= TOP or target[1] != "/XYZ" or target[TOP] is None:
        return 0.0
    return (height - float(target[TOP])) * MM_PER_PT

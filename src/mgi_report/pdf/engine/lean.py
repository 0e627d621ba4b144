"""Let boxes take less memory: a profile of 5,000 findings has a quarter of a million of them.

Python keeps the names of attributes once for all objects of a class, if they are among the first 29
that it has seen there. A box has 35, of which the first ones it sees are those of other boxes; so
each box has a table of names of its own, which is two thirds of it.
"""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

from mgi_report.pdf.engine.used import USED, has_square_corners

__all__ = ["CLEARANCE", "SELDOM", "SIDES", "keep_boxes_small", "let_go_of_pages"]

SELDOM = {
    "first_letter_style": None,
    "first_line_style": None,
    "background": None,
    "leading_collapsible_space": False,
    "trailing_collapsible_space": False,
}
"""What the engine sets for every box, and to what for nearly all of them."""
CLEARANCE = "clearance"
SIDES = "remove_decoration_sides"

COMMON = ("element_tag", "element", "style", "children", "position_x", "position_y", *USED)
OF_ELEMENTS = ("string_set", "cached_counter_values", "link")
OWN = {
    "TextBox": ("text", "pango_layout", "baseline"),
    "LineBox": ("text_indent", "baseline", "resume_at", "text_overflow", "block_ellipsis"),
    "InlineBox": (*OF_ELEMENTS, "baseline", "missing_link"),
    "InlineBlockBox": (*OF_ELEMENTS, "baseline", "background"),
    "BlockBox": (*OF_ELEMENTS, "index", "bookmark_label"),
}
"""What most boxes of a class have besides: 29 names with those before."""


class _Seldom:
    """Be an attribute that is kept only where it is not what it is for nearly all boxes."""

    def __init__(self, name: str, usual: object) -> None:
        self._name, self._usual = name, usual

    def __get__(self, box: Any, _: type | None = None) -> Any:
        return self if box is None else vars(box).get(self._name, self._usual)

    def __set__(self, box: Any, value: Any) -> None:
        if value is not self._usual:
            vars(box)[self._name] = value
        else:
            vars(box).pop(self._name, None)


class _Sides:
    """Be the sides that are cut off where a box is split, kept only for boxes with round corners.

    Nothing else asks for them.
    """

    def __get__(self, box: Any, _: type | None = None) -> Any:
        if box is None:
            return self
        sides = vars(box).get(SIDES)
        if sides is None:
            sides = set()
            self.__set__(box, sides)
        return sides

    def __set__(self, box: Any, sides: set[str]) -> None:
        if not has_square_corners(box.style):
            vars(box)[SIDES] = sides


def keep_boxes_small() -> None:
    """Let boxes have the names of their attributes in common, and leave out what says nothing."""
    boxes: Any = import_module("weasyprint.formatting_structure.boxes")
    if SIDES in vars(boxes.Box):
        return  # It has been done.
    setattr(boxes.Box, SIDES, _Sides())
    for name, usual in SELDOM.items():
        setattr(boxes.Box, name, _Seldom(name, usual))
    setattr(boxes.BlockLevelBox, CLEARANCE, _Seldom(CLEARANCE, None))
    for name, own in OWN.items():
        _teach(vars(boxes)[name], (*COMMON, *own))


def _teach(box_class: type, names: tuple[str, ...]) -> None:
    """Show Python the attributes of a class before it sees any others on its boxes."""
    box: Any = object.__new__(box_class)
    for name in names:
        setattr(box, name, ())


def let_go_of_pages() -> None:
    """Let go of a page that is made again as soon as the new one is there, not when all are."""
    layout: Any = import_module("weasyprint.layout")
    original = layout.make_all_pages
    if original.__module__ == __name__:
        return  # It has been done.

    def make_all_pages(context: Any, root: Any, html: Any, pages: list[Any]) -> Iterator[Any]:
        for index, page in enumerate(original(context, root, html, pages)):
            if index < len(pages) and pages[index] is not page:
                # It and its area for notes name each other, so that it would not go by itself.
                pages[index].children = ()
                pages[index] = None
            yield page

    layout.make_all_pages = make_all_pages

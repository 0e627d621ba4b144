"""Resolve percentages once for each style and size of the containing block.

WeasyPrint resolves 13 properties, and reads five more, each time a box is laid out, which took a
fifth of layout. Their used values (CSS 2.2, 6.1.3) depend on nothing but these two.
"""

from importlib import import_module
from typing import Any

from mgi_report.pdf.engine.cascade import is_kept

__all__ = ["RADII", "RESOLVING", "USED", "has_square_corners", "resolve_once"]

RESOLVING = ("absolute", "block", "column", "float", "grid", "inline", "page", "table")
"""The modules of weasyprint.layout that have the function by its name; a canary tells when
there are others."""

SIDES = ("top", "right", "bottom", "left")
# Margins and paddings are shares of the width also above and below (CSS 2.2, 8.3).
ACROSS = (
    *(f"{kind}_{side}" for kind in ("margin", "padding") for side in SIDES),
    *("width", "min_width", "max_width"),
)
DOWN = ("height", "min_height", "max_height")
SHARES = "shares"
USED = (
    *(f"margin_{side}" for side in SIDES),
    *(f"padding_{side}" for side in SIDES),
    *(f"border_{side}_width" for side in SIDES),
    *(f"{limit}{size}" for limit in ("", "min_", "max_") for size in ("width", "height")),
)
NONE = (0, "px")
RADII = tuple(f"border_{y}_{x}_radius" for y in ("top", "bottom") for x in ("left", "right"))
MOST = 100
"""The most sizes for which a style keeps used values: heights can be any."""


def resolve_once() -> None:
    """Let boxes whose style is a kept one take the used values kept with it."""
    percent: Any = import_module("weasyprint.layout.percent")
    if percent.resolve_percentages.__module__ == __name__:
        return  # It has been done.
    boxes: Any = import_module("weasyprint.formatting_structure.boxes")
    background: Any = import_module("weasyprint.layout.background")
    percent.resolve_percentages = _resolving(percent.resolve_percentages, boxes)
    background.resolve_radii_percentages = _rounding(background.resolve_radii_percentages, boxes)
    for name in RADII:
        setattr(boxes.Box, name, (0, 0))
    for name in RESOLVING:
        module: Any = import_module(f"weasyprint.layout.{name}")
        module.resolve_percentages = percent.resolve_percentages


def _resolving(original: Any, boxes: Any) -> Any:
    box_class, page_class = boxes.Box, boxes.PageBox

    def resolve_percentages(box: Any, containing_block: Any) -> None:
        # What stands for an absolutely positioned box has attributes of its own, and a page takes
        # other shares.
        is_plain = isinstance(box, box_class) and not isinstance(box, page_class)
        kept = _used_values(box.style) if is_plain else None
        if kept is None:
            original(box, containing_block)
            return
        if isinstance(containing_block, box_class):
            width, height = containing_block.width, containing_block.height
        else:
            width, height = containing_block
        by_width, by_height = kept[SHARES]
        size = (width if by_width else None, height if by_height else None)
        used = kept.get(size)
        if used is None:
            original(box, containing_block)
            if len(kept) > MOST:
                kept.clear()
                kept[SHARES] = by_width, by_height
            kept[size] = {name: vars(box)[name] for name in USED}
        else:
            vars(box).update(used)

    return resolve_percentages


def _used_values(style: Any) -> dict[Any, Any] | None:
    """Return the used values of a kept style by the size of the containing block.

    None for other styles, and where borders collapse, which the boxes of a table decide together.
    """
    if not is_kept(style):
        return None
    kept: dict[Any, Any] | None = vars(style).get("used_values")
    if kept is None and style["border_collapse"] != "collapse":
        # The style of one element has its lengths from one that it shares with others.
        shared = vars(style).get("shared", style)
        kept = style.used_values = vars(shared).get("used_values") or _begin(shared)
    return kept


def _begin(style: Any) -> dict[Any, Any]:
    """Keep nothing but whether shares of the width, and of the height, are among the values."""
    shares = tuple(any(_is_share(style[name]) for name in names) for names in (ACROSS, DOWN))
    kept: dict[Any, Any] = {SHARES: shares}
    style.used_values = kept
    return kept


def _is_share(value: Any) -> bool:
    """Return whether a computed length may be a percentage, or a sum with one."""
    # Lengths are named tuples, and so is what stands for a function.
    fields = vars(type(value)).get("_fields", ())
    return value not in {"auto", None} and ("unit" not in fields or value.unit == "%")


def _rounding(original: Any, boxes: Any) -> Any:
    box_class = boxes.Box

    def resolve_radii_percentages(box: Any) -> None:
        if not (isinstance(box, box_class) and has_square_corners(box.style)):
            original(box)

    return resolve_radii_percentages


def has_square_corners(style: Any) -> bool:
    """Return whether a style is a kept one whose corners are square."""
    is_square: bool | None = vars(style).get("is_square")
    if is_square is None and is_kept(style):
        is_square = style.is_square = all(NONE in style[name] for name in RADII)
    return bool(is_square)

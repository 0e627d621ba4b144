"""Lay out a line that is read from the right once, where the engine does it twice.

WeasyPrint lays out a line, and once more where floats could have moved it. From the left it sees
that none has; from the right it compares places before it knows how wide the line is, and so lays
every line out again, and what stands in boxes within a line as often again for each of them.
"""

from math import inf, nextafter
from typing import Any

__all__ = ["lay_lines_out_once"]


def lay_lines_out_once() -> None:
    """Let the engine find its line where it was, if no float is near."""
    from weasyprint.layout import inline  # noqa: PLC0415 - see gateway.py

    original = inline.avoid_collisions
    if original.__module__ == __name__:
        return  # It has been done.

    def avoid_collisions(context: Any, box: Any, block: Any, outer: bool = True) -> Any:  # noqa: FBT001, FBT002 - the engine's
        x, y, width = original(context, box, block, outer)
        if context.excluded_shapes or block.style["direction"] != "rtl":
            return x, y, width
        return _start(x, box.width), y, width

    inline.avoid_collisions = avoid_collisions


def _start(end: float, width: float) -> float:
    """Return where a line starts that ends at the right, so that the sum is exact.

    The end itself if no number is, so that the engine lays the line out again.
    """
    near = end - width
    for start in (near, nextafter(near, inf), nextafter(near, -inf)):
        if start + width == end:
            return start
    return end

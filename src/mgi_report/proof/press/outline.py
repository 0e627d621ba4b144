"""Hold the outline of an area that is painted, and see how far it reaches on the sheet."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from mgi_report.pdf.geometry import Area, Matrix

__all__ = ["PathOutline"]

Point = tuple[float, float]
STEPS = (0.25, 0.5, 0.75, 1.0)  # a curve as four lines, which is near enough for its reach


class PathOutline:
    """Gather the parts of a path, each a row of points in pt."""

    def __init__(self) -> None:
        self._parts: list[list[Point]] = []

    def draw(self, operator: str, numbers: Sequence[float], matrix: Matrix) -> None:
        """Take one of the operators m, l, c, v, y and re (ISO 32000-1, 8.5.2)."""
        if operator == "re":
            x, y, width, height = numbers
            corners = (x, y), (x + width, y), (x + width, y + height), (x, y + height)
            self._parts.append([matrix.at(*corner) for corner in corners])
            return
        points = [matrix.at(*pair) for pair in zip(numbers[::2], numbers[1::2], strict=True)]
        if operator == "m" or not self._parts:
            self._parts.append(points[-1:])
        elif operator == "l":
            self._parts[-1] += points
        else:
            part = self._parts[-1]
            if operator == "v":
                points = [part[-1], *points]
            elif operator == "y":
                points = [*points, points[-1]]
            part += _curve(part[-1], *points)

    @property
    def area(self) -> Area | None:
        """Return the rectangle around the path; None if it has no lines.

        A point moved to counts only if a line leaves from there: the engine begins every path at
        0 0.
        """
        points = [point for part in self._parts if len(part) > 1 for point in part]
        return Area.around(points) if points else None

    def seen_in(self, clip: Area) -> Area | None:
        """Return the rectangle around what lies inside another; None if nothing does."""
        points = [point for part in self._parts if len(part) > 1 for point in _clipped(part, clip)]
        return Area.around(points) if points else None


def _curve(a: Point, b: Point, c: Point, d: Point) -> Iterator[Point]:
    """Yield points of a cubic Bezier curve."""
    for t in STEPS:
        s = 1 - t
        weights = s**3, 3 * s * s * t, 3 * s * t * t, t**3
        x, y = (
            sum(w * p[axis] for w, p in zip(weights, (a, b, c, d), strict=True)) for axis in (0, 1)
        )
        yield x, y


def _clipped(part: list[Point], clip: Area) -> list[Point]:
    """Return the corners of what of a polygon lies in a rectangle (Sutherland and Hodgman)."""
    if clip.holds(Area.around(part)):
        return part
    for axis, edge, sign in ((0, clip[0], 1), (1, clip[1], 1), (0, clip[2], -1), (1, clip[3], -1)):
        kept: list[Point] = []
        for one, two in pairwise([*part[-1:], *part]):
            before, after = (one[axis] - edge) * sign, (two[axis] - edge) * sign
            if before * after < 0:
                share = before / (before - after)
                kept.append(
                    (one[0] + (two[0] - one[0]) * share, one[1] + (two[1] - one[1]) * share)
                )
            if after >= 0:
                kept.append(two)
        part = kept
    return part

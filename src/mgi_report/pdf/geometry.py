"""Compute with the matrices and rectangles of PDF pages (ISO 32000-1, 8.3); lengths are pt."""

from collections.abc import Iterable
from itertools import product
from typing import NamedTuple

__all__ = ["MM_PER_PT", "Area", "Matrix"]

MM_PER_PT = 25.4 / 72


class Matrix(NamedTuple):
    """Hold a transformation of points."""

    a: float = 1
    b: float = 0
    c: float = 0
    d: float = 1
    e: float = 0
    f: float = 0

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point comes to lie."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def after(self, other: "Matrix") -> "Matrix":
        """Return the matrix that does this first and then the other."""
        e, f = other.at(self.e, self.f)
        return Matrix(
            self.a * other.a + self.b * other.c,
            self.a * other.b + self.b * other.d,
            self.c * other.a + self.d * other.c,
            self.c * other.b + self.d * other.d,
            e,
            f,
        )

    def area(self, left: float, bottom: float, right: float, top: float) -> "Area":
        """Return the rectangle around a transformed rectangle."""
        corners = product((left, right), (bottom, top))
        return Area.around(self.at(x, y) for x, y in corners)


class Area(NamedTuple):
    """Hold a rectangle, y up."""

    left: float
    bottom: float
    right: float
    top: float

    @classmethod
    def around(cls, points: Iterable[tuple[float, float]]) -> "Area":
        """Return the rectangle around points, of which there is at least one."""
        xs, ys = zip(*points, strict=True)
        return cls(min(xs), min(ys), max(xs), max(ys))

    @property
    def width(self) -> float:
        """Return the width; negative where nothing is left of it."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Return the height; negative where nothing is left of it."""
        return self.top - self.bottom

    def shared(self, other: "Area") -> "Area":
        """Return what two rectangles share."""
        return Area(
            max(self.left, other.left),
            max(self.bottom, other.bottom),
            min(self.right, other.right),
            min(self.top, other.top),
        )

    def holds(self, other: "Area", slack: float = 0) -> bool:
        """Return whether another lies inside this one, or by ``slack`` outside at most."""
        return (
            other.left >= self.left - slack
            and other.bottom >= self.bottom - slack
            and other.right <= self.right + slack
            and other.top <= self.top + slack
        )

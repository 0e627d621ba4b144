"""Draw the line work of the cover: every country and edition has its own figure, always the same.

Ring k runs at the radius base_k + 1.25 pitch sin(m a + phase + k twist). It carries no data.
"""

import hashlib
from collections.abc import Iterable, Iterator
from itertools import pairwise
from math import cos, sin, tau
from typing import NamedTuple

from mgi_report.document.wheel import Point, Wheel

__all__ = ["Figure", "figure_for", "rings"]

RINGS = 30
SWING = 1.25  # of the distance between rings: above 1 neighbouring lines braid
KNOTS_PER_WAVE = 4


class Figure(NamedTuple):
    """Hold what makes one figure: waves per turn, phase and twist in radians."""

    waves: int
    phase: float
    twist: float


def figure_for(subject: str, ordinal: int) -> Figure:
    """Derive the figure of a subject's edition from a SHA-256 digest of both."""
    digest = hashlib.sha256(f"{subject} {ordinal}".encode()).digest()
    phase = int.from_bytes(digest[1:5]) / 2**32 * tau
    twist = 0.16 + 0.14 * int.from_bytes(digest[5:9]) / 2**32
    return Figure((18, 24, 30)[digest[0] % 3], phase, twist if digest[9] % 2 else -twist)


def rings(wheel: Wheel, figure: Figure, page: tuple[float, float, float, float]) -> Iterator[str]:
    """Yield the SVG path of each ring, leaving out what lies beyond the page.

    ``page`` is left, top, right, bottom in mm. Between knots the curve is a cubic Bezier with the
    sine's own tangents; with four knots a wave it strays 0.05 mm at most, a third of the line.
    """
    inner, outer = wheel.inner + 1, wheel.outer - 1
    swing = (outer - inner) / RINGS * SWING
    for ring in range(RINGS):
        base = inner + swing + (outer - inner - 2 * swing) * ring / (RINGS - 1)
        offset = figure.phase + ring * figure.twist
        if path := _path(_knots(wheel, _Ring(base, swing, figure.waves, offset)), page):
            yield path


class _Ring(NamedTuple):
    base: float
    swing: float
    waves: int
    offset: float


def _knots(wheel: Wheel, ring: _Ring) -> Iterator[tuple[Point, Point]]:
    """Yield the points the ring goes through, each with a third of its tangent."""
    count = ring.waves * KNOTS_PER_WAVE
    step = tau / count
    for knot in range(count + 1):
        angle = knot * step
        wave = ring.waves * angle + ring.offset
        radius = ring.base + ring.swing * sin(wave)
        slope = ring.swing * ring.waves * cos(wave)
        place = wheel.point(radius, angle * 360 / tau)
        tangent = Point(
            (slope * sin(angle) + radius * cos(angle)) * step / 3,
            (-slope * cos(angle) + radius * sin(angle)) * step / 3,
        )
        yield place, tangent


def _path(knots: Iterable[tuple[Point, Point]], page: tuple[float, float, float, float]) -> str:
    parts: list[str] = []
    drawing = False
    for (a, ta), (b, tb) in pairwise(knots):
        if not (_inside(a, page) or _inside(b, page)):
            drawing = False
            continue
        if not drawing:
            parts.append(f"M{a.x:.2f} {a.y:.2f}")
            drawing = True
        parts.append(
            f"C{a.x + ta.x:.2f} {a.y + ta.y:.2f} {b.x - tb.x:.2f} {b.y - tb.y:.2f}"
            f" {b.x:.2f} {b.y:.2f}"
        )
    return "".join(parts)


def _inside(point: Point, page: tuple[float, float, float, float]) -> bool:
    left, top, right, bottom = page
    return left <= point.x <= right and top <= point.y <= bottom

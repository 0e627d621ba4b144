"""Draw the line work of the cover: every country and edition has its own figure, always the same.

Ring k runs at the radius base_k + swing sin(m a + phase + k twist). It carries no data.
"""

import hashlib
from collections.abc import Iterable, Iterator
from itertools import pairwise
from math import cos, sin, tau
from typing import NamedTuple

from mgi_report.document.tokens import Tokens
from mgi_report.document.wheel import Point, Wheel

__all__ = ["EditionFigure", "figure_for", "rings"]

# What tells the figures of two editions apart, not how they are drawn: a published edition keeps
# its own, so these numbers never change.
WAVES = (18, 24, 30)
TWIST_LEAST, TWIST_RANGE = 0.16, 0.14

# Exactness of the curve, see `rings`.
KNOTS_PER_WAVE = 4


class EditionFigure(NamedTuple):
    """Hold what makes one edition's figure: waves per turn, phase and twist in radians."""

    waves: int
    phase: float
    twist: float


def figure_for(subject: str, ordinal: int) -> EditionFigure:
    """Derive the figure of a subject's edition from a SHA-256 digest of both."""
    digest = hashlib.sha256(f"{subject} {ordinal}".encode()).digest()
    phase = int.from_bytes(digest[1:5]) / 2**32 * tau
    twist = TWIST_LEAST + TWIST_RANGE * int.from_bytes(digest[5:9]) / 2**32
    waves = WAVES[digest[0] % len(WAVES)]
    return EditionFigure(waves, phase, twist if digest[9] % 2 else -twist)


def rings(
    wheel: Wheel, figure: EditionFigure, page: tuple[float, float, float, float], tokens: Tokens
) -> Iterator[str]:
    """Yield the SVG path of each ring, leaving out what lies beyond the page.

    ``page`` is left, top, right, bottom in mm. Between knots the curve is a cubic Bezier with the
    sine's own tangents; with four knots a wave it strays 0.05 mm at most, a third of the line.
    """
    inset, count = tokens.mm("lines-inset"), tokens.count("lines-rings")
    inner, outer = wheel.inner + inset, wheel.outer - inset
    swing = (outer - inner) / count * tokens.number("lines-swing")
    for ring in range(count):
        base = inner + swing + (outer - inner - 2 * swing) * ring / max(1, count - 1)
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

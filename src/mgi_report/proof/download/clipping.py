"""Read the shapes that something on a page is clipped to, and see whether they hold a box."""

from collections.abc import Iterator, Sequence
from ctypes import c_float
from itertools import pairwise, product
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from mgi_report.proof.inspection import Box

__all__ = ["around", "clip_shapes", "holds", "shared"]

Point = tuple[float, float]
Shape = list[list[Point]]
"""The parts of a shape, each a row of points in pt, y up; of a curve those it is drawn by."""
ACROSS = [(2 * step + 1) / 40 for step in range(20)]
DOWN = (0.2, 0.5, 0.8)


def clip_shapes(found: Any) -> Iterator[Shape]:
    """Yield each shape an object of PDFium is clipped to; all of them count."""
    path = pdfium.FPDFPageObj_GetClipPath(found)
    for number in range(pdfium.FPDFClipPath_CountPaths(path)):
        shape = _shape(path, number)
        if shape:
            yield shape


def _shape(path: Any, number: int) -> Shape:
    shape: Shape = []
    x, y = c_float(), c_float()
    for index in range(pdfium.FPDFClipPath_CountPathSegments(path, number)):
        segment = pdfium.FPDFClipPath_GetPathSegment(path, number, index)
        if pdfium.FPDFPathSegment_GetPoint(segment, x, y):
            begins = pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO
            if begins or not shape:
                shape.append([])
            shape[-1].append((x.value, y.value))
    return shape


def around(shape: Shape) -> Box:
    """Return left, top, right and bottom of a shape in pt from the lower left."""
    xs, ys = zip(*(point for part in shape for point in part), strict=True)
    return Box(min(xs), max(ys), max(xs), min(ys))


def shared(one: Box, two: Box) -> Box:
    """Return what two boxes in mm from the top left share."""
    return Box(
        max(one.left, two.left),
        max(one.top, two.top),
        min(one.right, two.right),
        min(one.bottom, two.bottom),
    )


def holds(shape: Shape, box: Box) -> bool:
    """Return whether a shape that is no rectangle holds a box like `around`, by sampling it.

    Rectangles are left to those who measure how far a box reaches out of them.
    """
    if _is_rectangle(shape):
        return True
    width, height = box.right - box.left, box.top - box.bottom
    return all(
        _is_inside((box.left + across * width, box.bottom + down * height), shape)
        for across, down in product(ACROSS, DOWN)
    )


def _is_rectangle(shape: Shape) -> bool:
    edges = around(shape)
    return len(shape) == 1 and all(
        x in (edges.left, edges.right) and y in (edges.top, edges.bottom) for x, y in shape[0]
    )


def _is_inside(point: Point, shape: Shape) -> bool:
    """Return whether a point lies inside by the even-odd rule (ISO 32000-1, 8.5.3.3.3)."""
    return sum(_is_crossed(point, part) for part in shape) % 2 == 1


def _is_crossed(point: Point, part: Sequence[Point]) -> bool:
    """Return whether a line from a point to the right crosses an outline an odd number of times."""
    x, y = point
    crossed = False
    for (x1, y1), (x2, y2) in pairwise([*part, part[0]]):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1):
            crossed = not crossed
    return crossed

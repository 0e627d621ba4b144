"""See a finished PDF as PDFium paints it: where the text of each page stands, and how it looks.

Every text object counts, whatever it is tagged as. PDFium measures it by the outlines of its
glyphs, so that a box is what is seen.
"""

from collections.abc import Iterator
from ctypes import c_float, c_uint
from dataclasses import dataclass
from itertools import product
from typing import Any, NamedTuple

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from mgi_report.pdf.geometry import MM_PER_PT
from mgi_report.proof.inspection import Box

__all__ = ["PaintedText", "Picture", "Sheet", "Sheets"]

DEEPEST = 10  # levels of group XObjects
DRAWN = (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING)
FAINT = 64  # of 255: what is painted with less is a watermark, which text may cross


@dataclass(frozen=True, slots=True)
class PaintedText:
    """Hold one text object: its place, the marked content it is in, and what cuts it off.

    ``position`` counts the text objects of the page. Without an ``mcid`` it is an artifact if
    ``is_marked``, and else neither artifact nor tagged. ``clip`` is the area it shows in, if set.
    """

    position: int
    box: Box
    mcid: int | None
    is_marked: bool
    is_faint: bool
    clip: Box | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """Hold a page: its number from 1, its size in mm, and its text in the order it is painted.

    ``areas`` is where something else is painted: paths, pictures and shades, but no watermark.
    """

    number: int
    width: float
    height: float
    texts: tuple[PaintedText, ...]
    areas: tuple[Box, ...] = ()


class Picture(NamedTuple):
    """Hold a page as a picture: a byte a pixel, rows of ``stride`` bytes."""

    pixels: bytes
    width: int
    height: int
    stride: int


class Sheets:
    """Look at the pages of one PDF; close it, or use it in a ``with``."""

    def __init__(self, data: bytes) -> None:
        """Open a PDF; pypdfium2.PdfiumError if PDFium cannot."""
        self._document: Any = pypdfium2.PdfDocument(data)

    def __enter__(self) -> "Sheets":
        return self

    def __exit__(self, *_: object) -> None:
        self._document.close()

    def read(self) -> tuple[Sheet, ...]:
        """Return all pages."""
        return tuple(_sheet(page, number) for number, page in enumerate(self._document, 1))

    def words(self, page: int, text: PaintedText) -> str:
        """Return the words of a text object; slow, for what is to be told to a person."""
        opened = self._document[page - 1]
        words = opened.get_textpage()
        for position, found in enumerate(_text_objects(opened, words)):
            if position == text.position:
                return " ".join(found.extract().split())
        return ""

    def words_in(self, page: int, box: Box) -> str:
        """Return the words that stand in a box of a page."""
        opened = self._document[page - 1]
        left, _, _, top = opened.get_mediabox()
        found = opened.get_textpage().get_text_bounded(
            left=left + box.left / MM_PER_PT,
            bottom=top - box.bottom / MM_PER_PT,
            right=left + box.right / MM_PER_PT,
            top=top - box.top / MM_PER_PT,
        )
        return " ".join(found.split())

    def picture(self, page: int, dpi: float) -> Picture:
        """Return a page in shades of grey."""
        bitmap = self._document[page - 1].render(scale=dpi / 72, grayscale=True)
        return Picture(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride)


def _sheet(page: Any, number: int) -> Sheet:
    left, bottom, right, top = page.get_mediabox()
    texts = []
    for position, found in enumerate(_text_objects(page)):
        box = _bounds(found)
        if box is not None:
            clip = _clip(found)
            seen = None if clip is None else _on_page(clip, found.container, left, top)
            here = _on_page(box, found.container, left, top)
            texts.append(_painted(found, position, here, seen))
    areas = tuple(
        _on_page(box, drawn.container, left, top)
        for drawn in page.get_objects(filter=DRAWN, max_depth=DEEPEST)
        if (box := _bounds(drawn, thin=True)) and not _is_faint(drawn)
    )
    page.close()
    width, height = (right - left) * MM_PER_PT, (top - bottom) * MM_PER_PT
    return Sheet(number, width, height, tuple(texts), areas)


def _text_objects(page: Any, words: Any = None) -> Iterator[Any]:
    found: Iterator[Any] = page.get_objects(
        filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=DEEPEST, textpage=words
    )
    return found


def _bounds(found: Any, *, thin: bool = False) -> Box | None:
    """Return left, top, right and bottom in pt from the lower left.

    None for what is not seen, such as spaces; ``thin`` lines are seen.
    """
    left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
    if not pdfium.FPDFPageObj_GetBounds(found, left, bottom, right, top):
        return None
    if thin:
        return Box(left.value, top.value, right.value, bottom.value)
    if top.value - bottom.value <= 0 or right.value - left.value <= 0:
        return None
    return Box(left.value, top.value, right.value, bottom.value)


def _on_page(box: Box, container: Any, left: float, top: float) -> Box:
    """Return a box in mm from the top left of the page; a group XObject has its own measure."""
    while container is not None:
        matrix = container.get_matrix()
        corners = product((box.left, box.right), (box.top, box.bottom))
        xs, ys = zip(*(matrix.on_point(x, y) for x, y in corners), strict=True)
        box = Box(min(xs), max(ys), max(xs), min(ys))
        container = container.container
    return Box(
        (box.left - left) * MM_PER_PT,
        (top - box.top) * MM_PER_PT,
        (box.right - left) * MM_PER_PT,
        (top - box.bottom) * MM_PER_PT,
    )


def _clip(found: Any) -> Box | None:
    """Return the area an object is clipped to, as the rectangle around it, like `_bounds`."""
    path = pdfium.FPDFPageObj_GetClipPath(found)
    area: Box | None = None
    for number in range(pdfium.FPDFClipPath_CountPaths(path)):
        points = list(_points(path, number))
        if points:
            xs, ys = zip(*points, strict=True)
            edges = Box(min(xs), max(ys), max(xs), min(ys))
            area = edges if area is None else _shared(area, edges)
    return area


def _points(path: Any, number: int) -> Iterator[tuple[float, float]]:
    x, y = c_float(), c_float()
    for index in range(pdfium.FPDFClipPath_CountPathSegments(path, number)):
        segment = pdfium.FPDFClipPath_GetPathSegment(path, number, index)
        if pdfium.FPDFPathSegment_GetPoint(segment, x, y):
            yield x.value, y.value


def _shared(one: Box, two: Box) -> Box:
    return Box(
        max(one.left, two.left),
        min(one.top, two.top),
        min(one.right, two.right),
        max(one.bottom, two.bottom),
    )


def _painted(found: Any, position: int, box: Box, clip: Box | None) -> PaintedText:
    mcid = pdfium.FPDFPageObj_GetMarkedContentID(found)
    return PaintedText(
        position,
        box,
        None if mcid < 0 else mcid,
        pdfium.FPDFPageObj_CountMarks(found) > 0,
        _is_faint(found),
        clip,
    )


def _is_faint(found: Any) -> bool:
    red, green, blue, opacity = c_uint(), c_uint(), c_uint(), c_uint(255)
    pdfium.FPDFPageObj_GetFillColor(found, red, green, blue, opacity)
    return opacity.value < FAINT

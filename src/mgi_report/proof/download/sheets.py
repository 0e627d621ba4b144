"""See a finished PDF as PDFium paints it: where the text of each page stands, and how it looks.

Every text object counts, whatever it is tagged as. PDFium measures it by the outlines of its
glyphs, so that a box is what is seen.
"""

from collections.abc import Iterator
from ctypes import c_float, c_uint
from dataclasses import dataclass
from itertools import product
from math import hypot
from typing import Any, NamedTuple

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from mgi_report.pdf.geometry import MM_PER_PT
from mgi_report.proof.download.clipping import around, clip_shapes, holds, shared
from mgi_report.proof.download.visibility import hidden_places
from mgi_report.proof.inspection import Box

__all__ = ["PaintedText", "Picture", "Sheet", "Sheets"]

DEEPEST = 10  # levels of group XObjects
DRAWN = (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING)
FAINT = 64  # of 255: what is painted with less is a watermark, which text may cross


@dataclass(frozen=True, slots=True)
class PaintedText:
    """Hold one text object: its place, the marked content it is in, and what cuts it off.

    ``position`` counts the text objects of the page. Without an ``mcid`` it is an artifact if
    ``is_marked``, and else neither artifact nor tagged. ``clip`` is the rectangle around the area
    it shows in, if set; it ``is_cut_out`` where the area has another shape, and not all of the text
    lies in it. ``size`` is that of the font in pt, as it is painted, across or down.
    """

    position: int
    box: Box
    mcid: int | None
    is_marked: bool
    is_faint: bool
    clip: Box | None = None
    is_cut_out: bool = False
    size: float = 12.0


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

    def hidden(self, sheet: Sheet) -> tuple[Box, ...]:
        """Return where text of a page cannot be seen, in mm from its top left."""
        opened = self._document[sheet.number - 1]
        try:
            return hidden_places(opened, [text.box for text in sheet.texts if not text.is_faint])
        finally:
            opened.close()

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
            here = _on_page(box, found.container, left, top)
            texts.append(_painted(found, position, here, _seen(found, box, left, top)))
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


class _Seen(NamedTuple):
    """Hold the rectangle a text shows in, in mm, and whether a shape within cuts it."""

    clip: Box | None
    is_cut_out: bool


def _seen(found: Any, box: Box, left: float, top: float) -> _Seen:
    """Return what is seen of a text, which the groups around it are clipped with."""
    clip: Box | None = None
    is_cut_out = False
    holder = found
    while holder is not None:
        for shape in clip_shapes(holder):
            edges = _on_page(around(shape), holder.container, left, top)
            clip = edges if clip is None else shared(clip, edges)
            is_cut_out = is_cut_out or (holder is found and not holds(shape, box))
        holder = holder.container
    return _Seen(clip, is_cut_out)


def _painted(found: Any, position: int, box: Box, seen: _Seen) -> PaintedText:
    mcid = pdfium.FPDFPageObj_GetMarkedContentID(found)
    return PaintedText(
        position,
        box,
        None if mcid < 0 else mcid,
        pdfium.FPDFPageObj_CountMarks(found) > 0,
        _is_faint(found),
        seen.clip,
        seen.is_cut_out,
        _size(found),
    )


def _size(found: Any) -> float:
    """Return the size of a text in pt, across or down, whichever is less."""
    size = c_float()
    pdfium.FPDFTextObj_GetFontSize(found, size)
    across = down = abs(size.value)
    holder = found
    while holder is not None:
        a, b, c, d, _, _ = holder.get_matrix().get()
        across, down = across * hypot(a, b), down * hypot(c, d)
        holder = holder.container
    return min(across, down)


def _is_faint(found: Any) -> bool:
    red, green, blue, opacity = c_uint(), c_uint(), c_uint(), c_uint(255)
    pdfium.FPDFPageObj_GetFillColor(found, red, green, blue, opacity)
    return opacity.value < FAINT

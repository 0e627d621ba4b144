"""See a finished PDF as PDFium paints it: where the text of each page stands, and how it looks.

Every text object counts, whatever it is tagged as. PDFium measures it by the outlines of its
glyphs, so that a box is what is seen.
"""

from collections.abc import Iterable, Iterator
from ctypes import c_float, c_uint
from dataclasses import dataclass
from itertools import islice, product
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

    def __init__(self, data: bytes, *, finds_hidden: bool = False) -> None:
        """Open a PDF; pypdfium2.PdfiumError if PDFium cannot.

        Who ``finds_hidden`` text on every page looks for it while the page is open.
        """
        self._document: Any = pypdfium2.PdfDocument(data)
        self._finds_hidden = finds_hidden
        self.found_hidden: dict[int, tuple[Box, ...]] = {}

    def __enter__(self) -> "Sheets":
        return self

    def __exit__(self, *_: object) -> None:
        self._document.close()

    def read(self) -> tuple[Sheet, ...]:
        """Return all pages."""
        return self.read_some(self.numbers)

    @property
    def numbers(self) -> range:
        """Return the numbers of all pages, from 1."""
        return range(1, len(self._document) + 1)

    def read_some(self, numbers: Iterable[int]) -> tuple[Sheet, ...]:
        """Return the pages with these numbers."""
        return tuple(map(self._read, numbers))

    def _read(self, number: int) -> Sheet:
        page = self._document[number - 1]
        try:
            sheet = _sheet(page, number)
            if self._finds_hidden:
                self.found_hidden[number] = _hidden(page, sheet)
            return sheet
        finally:
            page.close()

    def words(self, page: int, text: PaintedText) -> str:
        """Return the words of a text object; slow, for what is to be told to a person."""
        return _words(self._document[page - 1], text.position)

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
        if sheet.number in self.found_hidden:
            return self.found_hidden[sheet.number]
        opened = self._document[sheet.number - 1]
        try:
            return _hidden(opened, sheet)
        finally:
            opened.close()

    def picture(self, page: int, dpi: float) -> Picture:
        """Return a page in shades of grey."""
        bitmap = self._document[page - 1].render(scale=dpi / 72, grayscale=True)
        return Picture(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride)


class _Found(NamedTuple):
    """Hold an object of PDFium, its kind, and the groups it is in, innermost first."""

    raw: Any
    kind: int
    groups: tuple[Any, ...]


def _objects(page: Any) -> Iterator[_Found]:
    """Yield all objects of a page, those in a group after it."""
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        yield from _with_those_inside(pdfium.FPDFPage_GetObject(page, index), ())


def _with_those_inside(raw: Any, groups: tuple[Any, ...]) -> Iterator[_Found]:
    kind = pdfium.FPDFPageObj_GetType(raw)
    yield _Found(raw, kind, groups)
    if kind == pdfium.FPDF_PAGEOBJ_FORM and len(groups) < DEEPEST - 1:
        inside = (raw, *groups)
        for index in range(pdfium.FPDFFormObj_CountObjects(raw)):
            yield from _with_those_inside(pdfium.FPDFFormObj_GetObject(raw, index), inside)


def _sheet(page: Any, number: int) -> Sheet:
    left, bottom, right, top = page.get_mediabox()
    texts: list[PaintedText] = []
    areas: list[Box] = []
    position = 0
    for found in _objects(page):
        if found.kind == pdfium.FPDF_PAGEOBJ_TEXT:
            box = _bounds(found.raw)
            if box is not None:
                here = _on_page(box, found.groups, left, top)
                texts.append(_painted(found, position, here, _seen(found, box, left, top)))
            position += 1
        elif found.kind in DRAWN:
            box = _bounds(found.raw, thin=True)
            if box is not None and not _is_faint(found.raw):
                areas.append(_on_page(box, found.groups, left, top))
    width, height = (right - left) * MM_PER_PT, (top - bottom) * MM_PER_PT
    return Sheet(number, width, height, tuple(texts), tuple(areas))


def _words(page: Any, position: int) -> str:
    texts = page.get_objects(
        filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=DEEPEST, textpage=page.get_textpage()
    )
    found = next(islice(texts, position, None), None)
    return "" if found is None else " ".join(found.extract().split())


def _hidden(page: Any, sheet: Sheet) -> tuple[Box, ...]:
    return hidden_places(page, [text.box for text in sheet.texts if not text.is_faint])


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


def _matrix(raw: Any) -> tuple[float, ...]:
    """Return the six numbers that an object is measured with."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(raw, matrix)
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _on_page(box: Box, groups: tuple[Any, ...], left: float, top: float) -> Box:
    """Return a box in mm from the top left of the page; a group XObject has its own measure."""
    for group in groups:
        a, b, c, d, e, f = _matrix(group)
        corners = list(product((box.left, box.right), (box.top, box.bottom)))
        xs = [a * x + c * y + e for x, y in corners]
        ys = [b * x + d * y + f for x, y in corners]
        box = Box(min(xs), max(ys), max(xs), min(ys))
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


def _seen(found: _Found, box: Box, left: float, top: float) -> _Seen:
    """Return what is seen of a text, which the groups around it are clipped with."""
    clip: Box | None = None
    is_cut_out = False
    for depth, holder in enumerate((found.raw, *found.groups)):
        for shape in clip_shapes(holder):
            edges = _on_page(around(shape), found.groups[depth:], left, top)
            clip = edges if clip is None else shared(clip, edges)
            is_cut_out = is_cut_out or (depth == 0 and not holds(shape, box))
    return _Seen(clip, is_cut_out)


def _painted(found: _Found, position: int, box: Box, seen: _Seen) -> PaintedText:
    mcid = pdfium.FPDFPageObj_GetMarkedContentID(found.raw)
    return PaintedText(
        position,
        box,
        None if mcid < 0 else mcid,
        pdfium.FPDFPageObj_CountMarks(found.raw) > 0,
        _is_faint(found.raw),
        seen.clip,
        seen.is_cut_out,
        _size(found),
    )


def _size(found: _Found) -> float:
    """Return the size of a text in pt, across or down, whichever is less."""
    size = c_float()
    pdfium.FPDFTextObj_GetFontSize(found.raw, size)
    across = down = abs(size.value)
    for holder in (found.raw, *found.groups):
        a, b, c, d, _, _ = _matrix(holder)
        across, down = across * hypot(a, b), down * hypot(c, d)
    return min(across, down)


def _is_faint(found: Any) -> bool:
    red, green, blue, opacity = c_uint(), c_uint(), c_uint(), c_uint(255)
    pdfium.FPDFPageObj_GetFillColor(found, red, green, blue, opacity)
    return opacity.value < FAINT

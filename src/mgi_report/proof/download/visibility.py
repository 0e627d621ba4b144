"""See which text of a page nobody sees: painted over, in the colour of its ground, transparent.

Three pictures tell, whatever hides the text: the page as it is, the page without its text, and its
text alone in black. Ink of the third that makes no difference between the first two is lost.
"""

from collections.abc import Iterable, Iterator
from ctypes import c_uint8
from math import ceil
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]
from PIL import Image, ImageChops

from mgi_report.pdf.geometry import MM_PER_PT
from mgi_report.proof.inspection import Box

__all__ = ["hidden_places"]

DEEPEST = 10  # levels of group XObjects
DARK = 128  # of 255: ink covers more than half of a pixel that is darker
DIFFERS = 24  # of 255: less difference to the ground is not seen
BLOCK = 8  # pixels, which are pt: about the height of a small letter
LEAST = 4  # pixels of ink that are lost in a block: less comes from rounding
FAINT = 64  # of 255: a watermark


_INK = [255 if value < DARK else 0 for value in range(256)]
_UNSEEN = [255 if value < DIFFERS else 0 for value in range(256)]


class _Objects(NamedTuple):
    """Hold the text of a page, its watermarks, and everything else, groups as a whole."""

    texts: list[Any]
    watermarks: list[Any]
    others: list[Any]


def hidden_places(page: Any, boxes: Iterable[Box]) -> tuple[Box, ...]:
    """Return where text of a page of PDFium is hidden; the page is of no use afterwards.

    ``boxes`` is where text stands. All places are in mm from the top left.
    """
    objects = _Objects([], [], [])
    ground, rest = _parted(page, objects)
    boxes = tuple(boxes)
    if not objects.texts and not boxes:
        return ()
    canvas = _Canvas(page)
    # What is painted before all text is painted once, and not for each of two pictures.
    _show(rest, shown=False)
    below = canvas.painted(canvas.white, pdfium.FPDF_GRAYSCALE) if ground else canvas.white
    _show(rest, shown=True)
    _show(ground, shown=False)
    whole = canvas.picture(below)
    _show(objects.texts, shown=False)
    bare = canvas.picture(below)
    _show(objects.texts, shown=True)
    _show([*objects.others, *objects.watermarks], shown=False)
    for text in objects.texts:
        pdfium.FPDFPageObj_SetFillColor(text, 0, 0, 0, 255)
        pdfium.FPDFTextObj_SetTextRenderMode(text, pdfium.FPDF_TEXTRENDERMODE_FILL)
    alone = canvas.picture(canvas.white)
    ink = alone.point(_INK)
    lost = ImageChops.darker(ink, ImageChops.difference(whole, bare).point(_UNSEEN))
    places = _places(lost, ink) if lost.getbbox() else ()
    return (*places, *(box for box in boxes if _is_empty(alone, box)))


def _parted(page: Any, objects: _Objects) -> tuple[list[Any], list[Any]]:
    """Sort the objects of a page; return those before the first that has text, and the others."""
    ground: list[Any] = []
    rest: list[Any] = []
    for index in range(pdfium.FPDFPage_CountObjects(page.raw)):
        found = pdfium.FPDFPage_GetObject(page.raw, index)
        _sort(found, objects, 0)
        (rest if objects.texts else ground).append(found)
    return ground, rest


def _sort(found: Any, objects: _Objects, depth: int) -> None:
    """Sort an object, or those of a group; a group without text is one thing."""
    kind = pdfium.FPDFPageObj_GetType(found)
    if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < DEEPEST:
        before = len(objects.texts)
        for index in range(pdfium.FPDFFormObj_CountObjects(found)):
            _sort(pdfium.FPDFFormObj_GetObject(found, index), objects, depth + 1)
        if len(objects.texts) == before:
            objects.others.append(found)
    elif kind == pdfium.FPDF_PAGEOBJ_TEXT:
        (objects.watermarks if _opacity(found) < FAINT else objects.texts).append(found)
    else:
        objects.others.append(found)


def _opacity(text: Any) -> int:
    colour = [pdfium.c_uint(255) for _ in range(4)]
    pdfium.FPDFPageObj_GetFillColor(text, *colour)
    return int(colour[-1].value)


def _show(objects: list[Any], *, shown: bool) -> None:
    for each in objects:
        pdfium.FPDFPageObj_SetIsActive(each, shown)


class _Canvas:
    """Paint a page in shades of grey, a pixel a pt."""

    def __init__(self, page: Any) -> None:
        self._page = page
        self._size = ceil(page.get_width()), ceil(page.get_height())
        self.white = bytearray(b"\xff") * (self._size[0] * self._size[1])

    def picture(self, below: bytearray) -> Image.Image:
        """Return the page, with its annotations, over what is below it."""
        pixels = self.painted(below, pdfium.FPDF_GRAYSCALE | pdfium.FPDF_ANNOT)
        return Image.frombuffer("L", self._size, pixels, "raw", "L", self._size[0], 1)

    def painted(self, below: bytearray, flags: int) -> bytearray:
        """Return the pixels of the page over what is below it."""
        pixels = bytearray(below)
        width, height = self._size
        held = (c_uint8 * len(pixels)).from_buffer(pixels)
        bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_Gray, held, width)
        try:
            pdfium.FPDF_RenderPageBitmap(bitmap, self._page, 0, 0, width, height, 0, flags)
        finally:
            pdfium.FPDFBitmap_Destroy(bitmap)
        return pixels


def _is_empty(alone: Image.Image, box: Box) -> bool:
    """Return whether a box that could hold ink has not a trace of it: a mask hides even black."""
    left, top, right, bottom = (edge / MM_PER_PT for edge in box)
    width, height = alone.size
    is_on_page = left >= 0 and top >= 0 and right <= width and bottom <= height
    if right - left < LEAST or bottom - top < LEAST or not is_on_page:
        return False
    ends = min(int(right) + 1, width), min(int(bottom) + 1, height)
    darkest: Any = alone.crop((int(left), int(top), *ends)).getextrema()[0]
    return bool(darkest > 255 - DIFFERS)


def _places(lost: Image.Image, ink: Image.Image) -> Iterator[Box]:
    """Yield the blocks in which half of the ink is lost; a letter may lie across two of them."""
    width, height = lost.size
    for shift in (0, BLOCK // 2):
        frame = (shift, shift, width, height)
        losses, inks = (each.reduce(BLOCK, frame) for each in (lost, ink))
        means = zip(losses.tobytes(), inks.tobytes(), strict=True)
        for index, (gone, painted) in enumerate(means):
            if gone * BLOCK**2 >= LEAST * 255 and gone * 2 >= painted:
                down, across = divmod(index, losses.width)
                left, top = across * BLOCK + shift, down * BLOCK + shift
                corners = (left, top, left + BLOCK, top + BLOCK)
                yield Box(*(edge * MM_PER_PT for edge in corners))

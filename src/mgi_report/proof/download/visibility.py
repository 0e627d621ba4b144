"""See which text of a page nobody sees: painted over, in the colour of its ground, transparent.

Three pictures tell, whatever hides the text: the page as it is, the page without its text, and its
text alone in black. Ink of the third that makes no difference between the first two is lost.
"""

from collections.abc import Callable, Iterable, Iterator
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
    _sort(page.raw, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject, objects, 0)
    whole = _picture(page)
    _show(objects.texts, shown=False)
    bare = _picture(page)
    _show(objects.texts, shown=True)
    _show([*objects.others, *objects.watermarks], shown=False)
    for text in objects.texts:
        pdfium.FPDFPageObj_SetFillColor(text, 0, 0, 0, 255)
        pdfium.FPDFTextObj_SetTextRenderMode(text, pdfium.FPDF_TEXTRENDERMODE_FILL)
    alone = _picture(page)
    ink = _where(alone, lambda value: value < DARK)
    trace = _where(alone, lambda value: value <= 255 - DIFFERS)
    seen = _where(ImageChops.difference(whole, bare), lambda value: value >= DIFFERS)
    lost = ImageChops.subtract(ink, seen)
    places = _places(lost, ink) if lost.getbbox() else ()
    return (*places, *(box for box in boxes if _is_empty(trace, box)))


def _sort(
    holder: Any,
    count: Callable[[Any], int],
    get: Callable[[Any, int], Any],
    objects: _Objects,
    depth: int,
) -> None:
    """Sort the objects of a page or of a group; a group without text is one thing."""
    for index in range(count(holder)):
        found = get(holder, index)
        kind = pdfium.FPDFPageObj_GetType(found)
        if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < DEEPEST:
            before = len(objects.texts)
            inside = pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject
            _sort(found, *inside, objects, depth + 1)
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


def _picture(page: Any) -> Image.Image:
    """Return a page in shades of grey, a pixel a pt."""
    bitmap = page.render(scale=1, grayscale=True)
    size = bitmap.width, bitmap.height
    return Image.frombuffer("L", size, bytes(bitmap.buffer), "raw", "L", bitmap.stride, 1)


def _where(picture: Image.Image, holds: Callable[[int], bool]) -> Image.Image:
    """Return 255 for each pixel whose value a rule holds for, and 0 for the others."""
    return picture.point([255 if holds(value) else 0 for value in range(256)])


def _is_empty(trace: Image.Image, box: Box) -> bool:
    """Return whether a box that could hold ink has not a trace of it: a mask hides even black."""
    left, top, right, bottom = (edge / MM_PER_PT for edge in box)
    width, height = trace.size
    is_on_page = left >= 0 and top >= 0 and right <= width and bottom <= height
    if right - left < LEAST or bottom - top < LEAST or not is_on_page:
        return False
    return trace.crop((int(left), int(top), int(right) + 1, int(bottom) + 1)).getbbox() is None


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

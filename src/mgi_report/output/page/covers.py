"""Picture the cover of a finished PDF."""

from io import BytesIO
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
from PIL import Image

from mgi_report.problems.problem import Problem, ProblemsFound
from mgi_report.profile.file.text import no_pdf

__all__ = ["HEIGHT", "cover_picture"]

HEIGHT = 300
"""The height of a cover's picture in pixels."""

COLOURS = 64


def cover_picture(data: bytes) -> bytes:
    """Return the first page of a PDF as a PNG, without the bleed of a press format.

    Raises ProblemsFound if the PDF cannot be read.
    """
    try:
        document: Any = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise ProblemsFound([Problem(*no_pdf(error))]) from None
    try:
        page = document[0]
        shown, trim = page.get_cropbox(), page.get_trimbox()
        edges = [abs(inner - outer) for inner, outer in zip(trim, shown, strict=True)]
        scale = HEIGHT / (trim[3] - trim[1])
        left, bottom, right, top = edges
        picture = page.render(scale=scale, crop=(left, bottom, right, top)).to_pil()
    finally:
        document.close()
    # A palette makes the file a quarter as large; a cover has few colours and their shades.
    reduced = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    written = BytesIO()
    reduced.save(written, "PNG", optimize=True)
    return written.getvalue()

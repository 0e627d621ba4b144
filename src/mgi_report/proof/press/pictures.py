"""Check pictures: how fine they are, and how much ink they take."""

from collections.abc import Iterator
from typing import Any

import pikepdf
from PIL import Image

from mgi_report.pdf.geometry import MM_PER_PT
from mgi_report.pdf.press.pictures import total_ink
from mgi_report.problems.problem import Severity
from mgi_report.proof.flaws import Flaw
from mgi_report.proof.press.colour_spaces import CMYK
from mgi_report.proof.press.evidence import PressFile

__all__ = ["picture_flaws", "picture_ink"]

MM_PER_INCH = 25.4


def picture_flaws(file: PressFile) -> Iterator[Flaw]:
    """Yield the pictures with too few pixels for their size."""
    for page, painted in file.painted():
        if painted.picture is None or painted.whole is None:
            continue
        width, height = int(painted.picture.Width), int(painted.picture.Height)
        inches = [
            painted.whole.width * MM_PER_PT / MM_PER_INCH,
            painted.whole.height * MM_PER_PT / MM_PER_INCH,
        ]
        if not all(inches):
            continue
        finest = min(width / inches[0], height / inches[1])
        if finest < file.table.resolution:
            least = file.table.resolution
            message = f"a picture has {finest:.0f} pixels per inch, fewer than {least:g}"
            needed = [round(least * side + 0.5) for side in inches]
            hint = f"give one of at least {needed[0]} x {needed[1]} pixels, or an SVG"
            place = page.place(painted.area)
            yield Flaw(
                "picture-coarse", message, hint, page.number, place, severity=Severity.WARNING
            )


def picture_ink(picture: Any) -> float:
    """Return the most ink on any pixel of an image XObject in percent; 0 if it is not in CMYK."""
    if picture.get("/ColorSpace") != CMYK:
        return 0
    if picture.get("/Filter") in {None, "/FlateDecode"} and picture.get("/Decode") is None:
        # As it is: pikepdf would blend in the mask of a transparent picture.
        size = int(picture.Width), int(picture.Height)
        return total_ink(Image.frombytes("CMYK", size, picture.read_bytes()))
    found = pikepdf.PdfImage(picture).as_pil_image()
    return total_ink(found) if found.mode == "CMYK" else 0

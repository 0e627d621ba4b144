"""Check colours: CMYK throughout, no more ink than the paper takes, black text as it should be."""

from collections.abc import Iterable, Iterator
from typing import Any

import pikepdf
from PIL import Image

from mgi_report.pdf.geometry import MM_PER_PT, Area
from mgi_report.pdf.press.icc import OutputProfileRefused
from mgi_report.pdf.press.pictures import total_ink
from mgi_report.problems.problem import Severity
from mgi_report.proof.inspection import REBUILD, Flaw
from mgi_report.proof.press.colour_spaces import CMYK, Colour
from mgi_report.proof.press.evidence import PressFile, PressPage
from mgi_report.proof.press.painted import Paint, Painted

__all__ = ["colour_flaws", "most_ink", "picture_flaws", "picture_ink"]

TABLE = "change the build in styles/formats/press.css"
NAMES = {
    "/DeviceRGB": "RGB",
    "/CalRGB": "RGB",
    "/DeviceGray": "grey instead of CMYK",
    "/CalGray": "grey instead of CMYK",
    "/Lab": "Lab",
    "/ICCBased 1": "grey with a profile",
    "/ICCBased 3": "RGB with a profile",
    "/ICCBased 4": "CMYK with a profile of its own",
    "": "a colour that cannot be told",
}
SPOTS = ("/Separation", "/DeviceN")
NEARLY_BLACK = 0.9
ROUNDING = 0.5  # percent of ink, of 8-bit pictures


def colour_flaws(file: PressFile) -> Iterator[Flaw]:
    """Yield the flaws of colour spaces, ink and overprint, page by page."""
    for page in file.pages:
        for painted in page.painted:
            yield from _spaces(page, painted)
            if painted.mark is not Paint.PICTURE:
                yield from _overprint(page, painted)
        for area, ink in _inks(page):
            if ink > file.table.ink_limit + ROUNDING:
                message = f"{ink:.0f} % ink on one place, more than {file.table.ink_limit:g} %"
                yield Flaw("too-much-ink", message, TABLE, page.number, page.place(area))
        yield from _group(page)


def most_ink(file: PressFile) -> float:
    """Return the most ink on one place of the file in percent of one ink."""
    return max((ink for page in file.pages for _, ink in _inks(page)), default=0)


def _spaces(page: PressPage, painted: Painted) -> Iterator[Flaw]:
    for space in sorted({colour.space for colour in painted.colours}):
        if space == CMYK:
            continue
        family, _, name = space.partition(" ")
        said = f"the spot colour {name}" if family in SPOTS else NAMES.get(space, space)
        what = {
            Paint.TEXT: "text",
            Paint.LINE: "a line",
            Paint.PICTURE: "a picture",
        }
        message = f"{what.get(painted.mark, 'an area')} is in {said}"
        yield Flaw("press-colour", message, REBUILD, page.number, page.place(painted.area))


def _overprint(page: PressPage, painted: Painted) -> Iterator[Flaw]:
    """Yield what is wrong with text in black, and with overprint of anything else."""
    for colour in painted.colours:
        if colour.inks is None:
            continue
        *others, black = colour.inks
        alone = not any(others)
        message = ""
        if painted.mark is Paint.TEXT and black >= NEARLY_BLACK and not alone:
            message = "black text is printed in several inks, and would blur"
        elif (
            painted.mark is Paint.TEXT and black == 1 and not (painted.overprints and painted.mode)
        ):
            message = "black text does not overprint, and may show white edges"
        elif painted.overprints and not any(colour.inks):
            message = "white overprints, and would vanish"
        elif painted.overprints and not (alone and black == 1):
            message = "what is not black overprints, and would change its colour"
        if message:
            yield Flaw("overprint", message, REBUILD, page.number, page.place(painted.area))


def _inks(page: PressPage) -> Iterator[tuple[Area, float]]:
    """Yield each place with its ink in percent.

    What is painted normally covers what is below; blending two colours gives no more ink than the
    heavier has. What overprints adds to the heaviest that lies below it.
    """
    below: list[tuple[Area, float]] = []
    for painted in page.painted:
        own = _own_ink(painted)
        if painted.overprints:
            under = (ink for area, ink in below if _meet(area, painted.area))
            yield painted.area, own + max(under, default=0)
            continue
        yield painted.area, own
        if painted.mark is not Paint.TEXT:
            below.append((painted.area, _coloured_ink(painted)))


def _meet(one: Area, other: Area) -> bool:
    shared = one.shared(other)
    return shared.width >= 0 and shared.height >= 0


def _own_ink(painted: Painted) -> float:
    if painted.picture is not None:
        try:
            return picture_ink(painted.picture)
        except (OutputProfileRefused, ValueError, OSError):
            return 0
    return 100 * max((sum(inks) for inks in _all(painted.colours)), default=0)


def _coloured_ink(painted: Painted) -> float:
    """Return the cyan, magenta and yellow that stay below black that overprints."""
    if painted.picture is not None:
        return _own_ink(painted)
    return 100 * max((sum(inks[:3]) for inks in _all(painted.colours)), default=0)


def _all(colours: Iterable[Colour]) -> Iterator[tuple[float, ...]]:
    return (colour.inks for colour in colours if colour.inks is not None)


def _group(page: PressPage) -> Iterator[Flaw]:
    """Yield the flaw of a page that blends in other colours than it is printed in."""
    group: Any = page.page.obj.get("/Group")
    if group is not None and group.get("/CS") not in {CMYK, None}:
        message = "the page blends its colours in another space than CMYK"
        yield Flaw("press-colour", message, REBUILD, page.number)


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

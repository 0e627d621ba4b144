"""Read the output profile (ICC.1) of a printing condition, and see colours through it."""

import struct
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from struct import unpack_from
from typing import Any

from PIL import Image, ImageCms

from mgi_report.pdf.engine.objects import deflated
from mgi_report.pdf.press.inks import Ink, Rgb
from mgi_report.problems.problem import MgiReportError

__all__ = ["OutputProfile", "OutputProfileRefused", "read_output_profile"]

HEADER = 128
LARGEST = 20_000_000
NEWEST = 4  # ISO 32000-1, table 66: PDF 1.6 and 1.7 know profiles of version 4 at most
CLASSES = {
    b"prtr": "an output profile",
    b"mntr": "a profile of a screen",
    b"scnr": "a profile of a scanner or camera",
    b"link": "a device link",
    b"spac": "a colour space conversion",
    b"abst": "an abstract profile",
    b"nmcl": "a list of named colours",
}
NEEDED = (b"A2B0", b"B2A0", b"wtpt")
RELATIVE = ImageCms.Intent.RELATIVE_COLORIMETRIC
COMPENSATED = ImageCms.Flags.BLACKPOINTCOMPENSATION
FULL = 255


class OutputProfileRefused(MgiReportError):  # noqa: N818 - reads as what happened
    """Say why a file cannot be the output profile of a printing condition."""


def read_output_profile(data: bytes) -> "OutputProfile":
    """Return the output profile; OutputProfileRefused says why a file is none for CMYK."""
    if len(data) > LARGEST:
        raise OutputProfileRefused(f"is larger than {LARGEST // 1_000_000} MB")
    if len(data) <= HEADER or data[36:40] != b"acsp":
        raise OutputProfileRefused("is no ICC profile")
    (size,) = unpack_from(">I", data)
    if size != len(data):
        raise OutputProfileRefused(f"says that it has {size} bytes, but has {len(data)}")
    if data[8] > NEWEST:
        raise OutputProfileRefused(
            f"is of ICC version {data[8]}, and a PDF/X-4 can hold 2 and 4 only"
        )
    kind, space = data[12:16], data[16:20].decode("latin-1").strip()
    if kind != b"prtr":
        raise OutputProfileRefused(f"is {CLASSES.get(kind, 'of no known class')}, not of a press")
    if space != "CMYK":
        raise OutputProfileRefused(f"is for {space}, not for CMYK")
    missing = [tag.decode() for tag in NEEDED if tag not in _tags(data)]
    if missing:
        raise OutputProfileRefused(f"lacks {', '.join(missing)}, which every output profile has")
    output_profile = OutputProfile(data)
    try:
        # LittleCMS reads the tables only now.
        output_profile.ink(Rgb(0, 0, 0))
    except (ImageCms.PyCMSError, OSError) as error:
        raise OutputProfileRefused(f"cannot be used: {error}") from error
    return output_profile


def _tags(data: bytes) -> set[bytes]:
    try:
        (count,) = unpack_from(">I", data, HEADER)
        found = [unpack_from(">4sII", data, HEADER + 4 + 12 * n) for n in range(min(count, 100))]
    except struct.error:
        return set()
    return {sign for sign, start, length in found if start + length <= len(data)}


@dataclass(frozen=True)
class OutputProfile:
    """Hold an output profile for CMYK; what it works out is kept."""

    data: bytes

    @cached_property
    def deflated(self) -> bytes:
        """Return the compressed profile; a megabyte of tables takes a tenth of a second."""
        return deflated(self.data)

    @cached_property
    def description(self) -> str:
        """Return the name the profile gives itself."""
        return " ".join(ImageCms.getProfileDescription(self._icc).split())

    @cached_property
    def _icc(self) -> Any:
        return ImageCms.ImageCmsProfile(BytesIO(self.data))

    @cached_property
    def _from_screen(self) -> Any:
        return ImageCms.buildTransform(
            ImageCms.createProfile("sRGB"), self._icc, "RGB", "CMYK", RELATIVE, COMPENSATED
        )

    def ink(self, colour: Rgb) -> Ink:
        """Return what a screen colour is printed with, black point adapted to the paper's."""
        dot = ImageCms.applyTransform(Image.new("RGB", (1, 1), colour), self._from_screen)
        parts: Any = dot.getpixel((0, 0)) if dot is not None else (0, 0, 0, FULL)
        return Ink(*(round(part / FULL, 4) for part in parts))

    def separated(self, picture: Image.Image) -> Image.Image:
        """Return a picture in RGB as one in CMYK."""
        made = ImageCms.applyTransform(picture.convert("RGB"), self._from_screen)
        if made is None:
            raise OutputProfileRefused("cannot convert pictures")
        return made

    @cached_property
    def greys(self) -> tuple[int, ...]:
        """Return how much black prints each of 256 greys as light as the screen shows it.

        Lightness runs from the paper to the black of the press. Pictures in grey so stay on one
        plate, where they cannot take on a cast.
        """
        to_lab = ImageCms.buildTransform(
            self._icc, ImageCms.createProfile("LAB"), "CMYK", "LAB", RELATIVE
        )
        from_screen = ImageCms.buildTransform(
            ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), "RGB", "LAB", RELATIVE
        )
        printed = _lightness(to_lab, [(0, 0, 0, black) for black in range(FULL + 1)], "CMYK")
        shown = _lightness(from_screen, [(grey,) * 3 for grey in range(FULL + 1)], "RGB")
        darkest, span = printed[-1], printed[0] - printed[-1]
        wanted = [darkest + light / FULL * span for light in shown]
        return tuple(
            min(range(FULL + 1), key=lambda black: abs(printed[black] - light)) for light in wanted
        )


def _lightness(transform: Any, colours: list[tuple[int, ...]], mode: str) -> list[int]:
    strip = Image.new(mode, (len(colours), 1))
    strip.putdata(colours)
    made = ImageCms.applyTransform(strip, transform)
    return [] if made is None else list(made.getchannel("L").tobytes())

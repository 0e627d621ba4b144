"""Turn the pictures of a PDF that is being written into CMYK (ISO 15930-7, 6.4)."""

import zlib
from collections.abc import Mapping
from io import BytesIO
from struct import pack
from typing import Any

from PIL import Image, ImageMath

from mgi_report.pdf.engine.objects import PdfStream, UnfinishedPdf, deflated
from mgi_report.pdf.press.icc import OutputProfile

__all__ = ["limit_ink", "separate_pictures", "total_ink"]

FULL = 255
PNG = b"\x89PNG\r\n\x1a\n"
COLOUR_TYPES = {"/DeviceGray": 0, "/DeviceRGB": 2}


def separate_pictures(pdf: UnfinishedPdf, output_profile: OutputProfile, ink_limit: float) -> None:
    """Convert every image XObject that is in RGB or grey.

    Grey becomes black ink only. Masks stay as they are: they hold no colour. No pixel gets more
    than ``ink_limit`` percent.
    """
    pictures = [each for each in pdf.streams() if each.entries.get("Subtype") == "/Image"]
    masks = {each.entries.get("SMask") for each in pictures}
    for picture in pictures:
        entries = picture.entries
        if picture.reference in masks or entries["ColorSpace"] not in COLOUR_TYPES:
            continue
        made = limit_ink(_separated(_opened(picture), output_profile), ink_limit)
        picture.replace(deflated(made.tobytes()))
        for key in ("DecodeParms", "Decode"):
            entries.pop(key, None)
        entries["Filter"], entries["ColorSpace"] = "/FlateDecode", "/DeviceCMYK"


def _opened(picture: PdfStream) -> Image.Image:
    """Return the picture of an image XObject the engine wrote: a JPEG, or the data of a PNG."""
    entries = picture.entries
    if entries["Filter"] == "/DCTDecode":
        return Image.open(BytesIO(picture.data))
    kind = COLOUR_TYPES[entries["ColorSpace"]]
    header = pack(">IIBBBBB", entries["Width"], entries["Height"], 8, kind, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", picture.data), (b"IEND", b""))
    return Image.open(BytesIO(PNG + b"".join(_chunk(name, body) for name, body in chunks)))


def _chunk(name: bytes, body: bytes) -> bytes:
    return pack(">I", len(body)) + name + body + pack(">I", zlib.crc32(name + body))


def _separated(picture: Image.Image, output_profile: OutputProfile) -> Image.Image:
    if picture.mode != "L":
        return output_profile.separated(picture)
    none = Image.new("L", picture.size)
    return Image.merge("CMYK", (none, none, none, picture.point(output_profile.greys)))


def total_ink(picture: Image.Image) -> float:
    """Return the most ink on any pixel of a picture in CMYK, in percent of one ink."""

    def added(inks: Any) -> Any:
        return inks["c"] + inks["m"] + inks["y"] + inks["k"]

    extremes: Any = ImageMath.lambda_eval(added, **_channels(picture)).getextrema()
    return float(extremes[1]) / FULL * 100


def limit_ink(picture: Image.Image, ink_limit: float) -> Image.Image:
    """Take cyan, magenta and yellow back in equal parts where a pixel has more ink than allowed."""
    if total_ink(picture) <= ink_limit:
        return picture
    channels = _channels(picture)
    channels["most"] = Image.new("I", picture.size, int(ink_limit / 100 * FULL))
    reduced = [_reduced(channels | {"own": channels[name]}) for name in ("c", "m", "y")]
    return Image.merge("CMYK", (*reduced, picture.getchannel("K")))


def _reduced(channels: Mapping[str, Image.Image]) -> Image.Image:
    """Return a channel, ``own``, with its share of what black leaves of the limit."""

    def share(inks: Any) -> Any:
        room = inks["max"](inks["most"] - inks["k"], 0)
        coloured = inks["max"](inks["c"] + inks["m"] + inks["y"], 1)
        least = inks["min"](inks["own"], inks["own"] * room / coloured)
        return inks["convert"](least, "L")

    made: Image.Image = ImageMath.lambda_eval(share, **channels)
    return made


def _channels(picture: Image.Image) -> dict[str, Image.Image]:
    # As whole numbers of 32 bits: four inks add up to more than a byte holds.
    return {
        name: channel.convert("I") for name, channel in zip("cmyk", picture.split(), strict=True)
    }

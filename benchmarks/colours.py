"""Hold every colour of the design against what the press prints for it (docs/colours.md).

    .venv/bin/python benchmarks/colours.py          prints the table
    .venv/bin/python benchmarks/colours.py write    writes it into docs/colours.md

Both colours are compared in CIELAB (D50) by CIEDE2000: the sRGB colour by its matrix, adapted
to D50, the build through the table A2B1 of the output profile, with the paper as it is (absolute
colorimetric). The tables are read here, in full precision: LittleCMS as Pillow has it rounds to
whole units of CIELAB.
"""

import math
import sys
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path
from struct import unpack_from
from typing import NamedTuple

from mgi_report.document.assets import Assets
from mgi_report.document.tokens import read_tokens
from mgi_report.pdf.press.inks import Ink, Rgb, read_press_table

PAGE = Path(__file__).parents[1] / "docs" / "colours.md"
BEGIN, END = "<!-- table: benchmarks/colours.py write -->\n", "<!-- end of table -->\n"
LIMIT = 3.0
D50 = (0.9642, 1.0, 0.8249)
# Text and lines stand on the black plate alone, by decision (docs/decisions.md): no colour to hold.
BLACK_ONLY = ("ink", "slate", "line", "mist", "grey", "d2-on", "d4-on")
# The paper is what it is; it is never printed.
PAPER = ("paper", "d1-on", "d3-on", "d5-on", "d6-on")
SRGB_TO_D50 = (
    (0.4360747, 0.3850649, 0.1430804),
    (0.2225045, 0.7168786, 0.0606169),
    (0.0139322, 0.0971045, 0.7141733),
)

Lab = tuple[float, float, float]


class Row(NamedTuple):
    """Hold one colour of the design and how near its build comes."""

    name: str
    screen: Rgb
    ink: Ink
    difference: float

    @property
    def is_held(self) -> bool:
        """Return whether the colour has to come near."""
        return self.name not in (*BLACK_ONLY, *PAPER)


class Press:
    """See CMYK through the table A2B1 of an output profile (ICC.1, lut16Type)."""

    def __init__(self, profile: bytes) -> None:
        tags = dict(_tags(profile))
        table = tags["A2B1"]
        if table[:4] != b"mft2":
            raise ValueError("the profile has no table of 16 bits")
        inputs, outputs, self._grid = table[8:11]
        curve_in, curve_out = unpack_from(">HH", table, 48)
        at = 52
        self._in = [
            unpack_from(f">{curve_in}H", table, at + 2 * curve_in * ink) for ink in range(inputs)
        ]
        at += 2 * curve_in * inputs
        size = self._grid**inputs * outputs
        self._table = unpack_from(f">{size}H", table, at)
        at += 2 * size
        self._out = [
            unpack_from(f">{curve_out}H", table, at + 2 * curve_out * part)
            for part in range(outputs)
        ]
        self._white = [number / 65536 for number in unpack_from(">3i", tags["wtpt"], 8)]

    def lab(self, ink: Ink) -> Lab:
        """Return the colour of a build on the profile's paper."""
        places = [
            _along(curve, part) / 65535 * (self._grid - 1)
            for curve, part in zip(self._in, ink, strict=True)
        ]
        cells = [min(int(place), self._grid - 2) for place in places]
        mixed = [0.0, 0.0, 0.0]
        for corner in product((0, 1), repeat=len(cells)):
            weight = math.prod(
                place - cell if up else 1 - (place - cell)
                for place, cell, up in zip(places, cells, corner, strict=True)
            )
            index = 0
            for cell, up in zip(cells, corner, strict=True):
                index = index * self._grid + cell + up
            for part in range(3):
                mixed[part] += weight * self._table[3 * index + part]
        light, a, b = (
            _along(curve, part / 65535) for curve, part in zip(self._out, mixed, strict=True)
        )
        # CIELAB as version 2 of ICC writes it in 16 bits; relative to the paper.
        relative = light / 65280 * 100, a / 256 - 128, b / 256 - 128
        return _to_lab(
            [
                part * white / full
                for part, white, full in zip(_to_xyz(relative), self._white, D50, strict=True)
            ]
        )


def _tags(profile: bytes) -> Iterator[tuple[str, bytes]]:
    (count,) = unpack_from(">I", profile, 128)
    for number in range(count):
        sign, start, length = unpack_from(">4sII", profile, 132 + 12 * number)
        yield sign.decode("latin-1"), profile[start : start + length]


def _along(curve: Sequence[int], share: float) -> float:
    place = share * (len(curve) - 1)
    low = min(int(place), len(curve) - 2)
    return curve[low] + (curve[low + 1] - curve[low]) * (place - low)


def _to_xyz(lab: Lab) -> list[float]:
    middle = (lab[0] + 16) / 116
    parts = middle + lab[1] / 500, middle, middle - lab[2] / 200
    linear = [part**3 if part > 6 / 29 else (part - 4 / 29) * 3 * (6 / 29) ** 2 for part in parts]
    return [part * white for part, white in zip(linear, D50, strict=True)]


def _to_lab(xyz: Sequence[float]) -> Lab:
    shares = [part / white for part, white in zip(xyz, D50, strict=True)]
    x, y, z = (
        part ** (1 / 3) if part > (6 / 29) ** 3 else part / (3 * (6 / 29) ** 2) + 4 / 29
        for part in shares
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def screen_lab(colour: Rgb) -> Lab:
    """Return an sRGB colour (IEC 61966-2-1) in CIELAB, adapted to D50."""
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (channel / 255 for channel in colour)
    ]
    return _to_lab([sum(a * b for a, b in zip(row, linear, strict=True)) for row in SRGB_TO_D50])


def ciede2000(one: Lab, two: Lab) -> float:
    """Return the difference of two colours (CIE 142; names as in Sharma, Wu and Dalal)."""
    (l1, a1, b1), (l2, a2, b2) = one, two
    chroma = (math.hypot(a1, b1) + math.hypot(a2, b2)) / 2
    g = 0.5 * (1 - math.sqrt(chroma**7 / (chroma**7 + 25**7)))
    a1, a2 = (1 + g) * a1, (1 + g) * a2
    c1, c2 = math.hypot(a1, b1), math.hypot(a2, b2)
    h1, h2 = (math.degrees(math.atan2(b, a)) % 360 for a, b in ((a1, b1), (a2, b2)))
    turn = 0.0 if c1 * c2 == 0 else (h2 - h1 + 180) % 360 - 180
    hue_difference = 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn / 2))
    light, chroma = (l1 + l2) / 2, (c1 + c2) / 2
    hue = h1 + h2 if c1 * c2 == 0 else (h1 + turn / 2) % 360
    t = (
        1
        - 0.17 * math.cos(math.radians(hue - 30))
        + 0.24 * math.cos(math.radians(2 * hue))
        + 0.32 * math.cos(math.radians(3 * hue + 6))
        - 0.20 * math.cos(math.radians(4 * hue - 63))
    )
    sl = 1 + 0.015 * (light - 50) ** 2 / math.sqrt(20 + (light - 50) ** 2)
    sc, sh = 1 + 0.045 * chroma, 1 + 0.015 * chroma * t
    rc = 2 * math.sqrt(chroma**7 / (chroma**7 + 25**7))
    rt = -math.sin(math.radians(60 * math.exp(-(((hue - 275) / 25) ** 2)))) * rc
    dl, dc, dh = (l2 - l1) / sl, (c2 - c1) / sc, hue_difference / sh
    return math.sqrt(dl * dl + dc * dc + dh * dh + rt * dc * dh)


def rows() -> Iterator[Row]:
    """Yield the colours in the order of the table; ``field`` is ink on large areas."""
    assets = Assets()
    tokens, table = read_tokens(assets), read_press_table(assets)
    press = Press(assets.read_bytes(table.output_profile))
    for name, ink in table.builds.items():
        screen = Rgb(*bytes.fromhex(tokens.text("ink" if name == "field" else name)[1:]))
        yield Row(name, screen, ink, ciede2000(screen_lab(screen), press.lab(ink)))


def as_text(found: Sequence[Row]) -> str:
    """Return the table in Markdown."""
    lines = [
        "| colour | sRGB | cyan, magenta, yellow, black, % | total | CIEDE2000 |",
        "|---|---|---|---|---|",
    ]
    for row in found:
        build = " ".join(f"{100 * part:g}" for part in row.ink)
        held = f"{row.difference:.2f}"
        if row.name in BLACK_ONLY:
            held += " (black only)"
        elif row.name in PAPER:
            held += " (paper)"
        lines.append(
            f"| {row.name} | #{bytes(row.screen).hex()} | {build} | {row.ink.total:.0f} | {held} |"
        )
    return "\n".join([*lines, ""])


def main() -> int:
    """Print or write the table; 1 if a colour is too far off."""
    found = list(rows())
    if sys.argv[1:] == ["write"]:
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
        after = rest.partition(END)[2]
        PAGE.write_text(f"{before}{BEGIN}\n{as_text(found)}\n{END}{after}", encoding="utf-8")
    else:
        print(as_text(found))
    return int(any(row.is_held and row.difference > LIMIT for row in found))


if __name__ == "__main__":
    sys.exit(main())

"""Read what the press prints each colour with: the CMYK builds of styles/formats/press.css.

A colour of styles/tokens.css is printed with the build that has the same name there, so that page
and drawing need to know one set of colours only.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from mgi_report.document.assets import Assets
from mgi_report.document.tokens import TokenError, Tokens, read_tokens

__all__ = ["BLACK", "Ink", "PressTable", "Rgb", "read_press_table"]

SHEET = "styles/formats/press.css"
HEX = re.compile(r"#([0-9a-fA-F]{6})")
BUILD = re.compile(r"device-cmyk\(([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+)\)")
URL = re.compile(r"url\(\"?(?:\.\./)?([^\")]+)\"?\)")


class Rgb(NamedTuple):
    """Hold an sRGB colour, 0 to 255 each."""

    red: int
    green: int
    blue: int


class Ink(NamedTuple):
    """Hold how much of each ink a colour is printed with, 0 to 1 each."""

    cyan: float
    magenta: float
    yellow: float
    black: float

    @property
    def total(self) -> float:
        """Return the total ink in percent of one ink, at most 400."""
        return 100 * sum(self)


BLACK = Ink(0, 0, 0, 1)


@dataclass(frozen=True)
class PressTable:
    """Hold the builds and the limits of the press format.

    ``builds`` gives each colour of the design by its name; ``inks`` gives them by their sRGB value.
    ``field`` is the build of black areas wider and higher than ``field_size`` mm; ``ink_limit`` is
    in percent, ``resolution`` in pixels per inch.
    """

    builds: Mapping[str, Ink]
    inks: Mapping[Rgb, Ink]
    tokens: Tokens

    @property
    def field(self) -> Ink:
        """Return the build of large black areas."""
        return self.builds["field"]

    @property
    def field_size(self) -> float:
        """Return the size in mm from which an area is large."""
        return self.tokens.mm("field-size")

    @property
    def ink_limit(self) -> float:
        """Return the most ink on one place, in percent of one ink."""
        return self.tokens.number("ink-limit")

    @property
    def resolution(self) -> float:
        """Return the fewest pixels per inch of a picture."""
        return self.tokens.number("picture-resolution")

    @property
    def output_profile(self) -> str:
        """Return the asset path of the output profile, such as styles/icc/NAME.icc."""
        match = URL.fullmatch(self.tokens.text("output-profile"))
        if match is None:
            place = self.tokens.place("output-profile")
            raise TokenError(f"--output-profile in {place} is no url()")
        return f"styles/{match[1]}"

    def words(self, name: str) -> str:
        """Return a token that is a text in quotes."""
        return self.tokens.text(name).strip('"')


def read_press_table(assets: Assets) -> PressTable:
    """Read styles/formats/press.css against styles/tokens.css.

    TokenError if a colour has no build, if a theme changes one and not the other, if a build is
    none, or if two colours that are the same in sRGB are printed differently.
    """
    screen, press = read_tokens(assets), read_tokens(assets, SHEET)
    builds = {name: _ink(name, press) for name in press.values if "device-cmyk" in press.text(name)}
    where = assets.place(SHEET)
    inks: dict[Rgb, Ink] = {}
    for name in screen.values:
        match = HEX.fullmatch(screen.text(name))
        if match is None:
            continue
        if name not in builds:
            raise TokenError(f"{where} has no --{name}, which {screen.place(name)} has")
        if name not in press.themed and _is_changed(name, screen):
            raise TokenError(
                f"{screen.place(name)} changes --{name} on the screen, but not what it is printed"
                f" with: the theme's {SHEET} needs a build of this name"
            )
        rgb = Rgb(*bytes.fromhex(match[1]))
        if inks.setdefault(rgb, builds[name]) != builds[name]:
            raise TokenError(
                f"--{name} is #{match[1]} in {screen.place(name)} like another colour, but"
                f" {press.place(name)} prints the two differently"
            )
    return PressTable(builds, inks, press)


def _is_changed(name: str, screen: Tokens) -> bool:
    """Return whether a theme gives a colour of ours another value."""
    ours = Tokens(dict(screen.ours), screen.sheet)
    return name in ours.values and ours.text(name) != screen.text(name)


def _ink(name: str, press: Tokens) -> Ink:
    match = BUILD.fullmatch(press.text(name))
    if match is None or max(map(float, match.groups())) > 1:
        place = press.place(name)
        raise TokenError(f"--{name} in {place} is no build such as device-cmyk(0.9 0.6 0 0)")
    return Ink(*map(float, match.groups()))

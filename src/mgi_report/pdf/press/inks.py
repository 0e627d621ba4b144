"""Read what the press prints each colour with: the CMYK builds of styles/formats/press.css.

A colour of styles/tokens.css is printed with the build that has the same name there, so that page
and drawing need to know one set of colours only.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from tinycss2.color3 import parse_color

from mgi_report.document.assets import Assets
from mgi_report.document.tokens import TokenError, Tokens, read_tokens
from mgi_report.problems.problem import Problem

__all__ = ["BLACK", "Ink", "PressTable", "Rgb", "colour_problems", "read_press_table"]

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
    """Read styles/formats/press.css against styles/tokens.css; TokenError for the first fault."""
    screen, press = read_tokens(assets), read_tokens(assets, SHEET)
    for problem in _problems(screen, press):
        raise TokenError(f"{problem.location}: {problem.message}")
    builds = {name: ink for name in press.values if (ink := _ink(name, press))}
    inks = {rgb: builds[name] for name in screen.values if (rgb := _rgb(name, screen))}
    return PressTable(builds, inks, press)


def colour_problems(assets: Assets) -> tuple[Problem, ...]:
    """Return everything that is wrong with the colours of a theme and what they are printed with.

    A colour has no build, a theme changes one and not the other, a build is none, two colours that
    are the same in sRGB are printed differently, or a token names one that is not there.
    """
    return tuple(_problems(read_tokens(assets), read_tokens(assets, SHEET)))


def _problems(screen: Tokens, press: Tokens) -> Iterator[Problem]:
    for tokens in (screen, press):
        yield from _unfilled(tokens)
    builds = {}
    for name in press.values:
        if ink := _ink(name, press):
            builds[name] = ink
        elif "device-cmyk" in (said := _filled(name, press)) or (said and _rgb(name, screen)):
            message = f"--{name} is no build"
            hint = "write cyan, magenta, yellow and black, 0 to 1: device-cmyk(0.9 0.6 0 0)"
            yield Problem("theme", message, hint, press.place(name))
    yield from _mismatches(screen, press, builds)


def _unfilled(tokens: Tokens) -> Iterator[Problem]:
    """Yield a problem for each token that names one that is not there, or itself."""
    for name in tokens.values:
        try:
            tokens.text(name)
        except TokenError as error:
            hint = "var() takes the name of a token that the sheet has"
            message = f"--{name} cannot be filled in: {error}"
            yield Problem("theme", message, hint, tokens.place(name))


def _mismatches(screen: Tokens, press: Tokens, builds: Mapping[str, Ink]) -> Iterator[Problem]:
    """Yield where colours of the screen and their builds do not go together."""
    hint = f"write --NAME: device-cmyk(…) into the theme's {SHEET}"
    first: dict[Rgb, str] = {}
    for name in screen.values:
        rgb = _rgb(name, screen)
        if rgb is None and name in screen.themed and parse_color(screen.values[name]):
            message = f"--{name} is a colour that no build can be found for as it is written"
            mend = "write red, green and blue in six digits, such as #f0c8a0"
            yield Problem("theme", message, mend, screen.place(name))
        if rgb is None or (name not in builds and name in press.values):
            continue
        if name not in builds:
            message = f"this colour has no build for the printer: {SHEET} has no --{name}"
            yield Problem("theme", message, hint.replace("NAME", name), screen.place(name))
            continue
        if name not in press.themed and _is_changed(name, screen):
            message = f"--{name} is another colour on the screen here, but not for the printer"
            yield Problem("theme", message, hint.replace("NAME", name), screen.place(name))
        other = first.setdefault(rgb, name)
        if builds[other] != builds[name]:
            message = (
                f"--{name} and --{other} are the same colour on the screen, but are printed"
                " differently"
            )
            mend = "give both the same build, or one of them another colour"
            yield Problem("theme", message, mend, press.place(name), also=(screen.place(name),))


def _filled(name: str, tokens: Tokens) -> str:
    """Return a token's value, or nothing where it cannot be filled in, which is told elsewhere."""
    try:
        return tokens.text(name)
    except TokenError:
        return ""


def _rgb(name: str, screen: Tokens) -> Rgb | None:
    match = HEX.fullmatch(_filled(name, screen))
    return Rgb(*bytes.fromhex(match[1])) if match else None


def _is_changed(name: str, screen: Tokens) -> bool:
    """Return whether a theme gives a colour of ours another value."""
    ours = Tokens(dict(screen.ours), screen.sheet)
    return name in ours.values and ours.text(name) != _filled(name, screen)


def _ink(name: str, press: Tokens) -> Ink | None:
    match = BUILD.fullmatch(_filled(name, press))
    if match is None:
        return None
    try:
        ink = Ink(*map(float, match.groups()))
    except ValueError:  # A number such as 0.1.2.
        return None
    return ink if max(ink) <= 1 else None

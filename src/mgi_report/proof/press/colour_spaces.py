"""Name the colour spaces of a PDF and the colours in them (ISO 32000-1, 8.6)."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import pikepdf

__all__ = ["CMYK", "GREY", "NO_COLOUR", "Colour", "device", "shading_colours", "space_of"]

CMYK, GREY = "/DeviceCMYK", "/DeviceGray"
SHORT = {"/G": GREY, "/CMYK": CMYK, "/RGB": "/DeviceRGB", "/I": "/Indexed"}
INKS = 4


class Colour(NamedTuple):
    """Hold a colour: its space, such as /DeviceCMYK or /Separation Gold, and its parts."""

    space: str
    parts: tuple[float, ...] = ()

    @property
    def inks(self) -> tuple[float, float, float, float] | None:
        """Return cyan, magenta, yellow and black, 0 to 1; None for what is no process colour."""
        if self.space == CMYK and len(self.parts) == INKS:
            cyan, magenta, yellow, black = self.parts
            return cyan, magenta, yellow, black
        if self.space == GREY and len(self.parts) == 1:
            return 0, 0, 0, 1 - self.parts[0]
        return None


NO_COLOUR = Colour("")


def device(space: str, parts: tuple[float, ...]) -> Colour:
    """Return a colour of a space."""
    return Colour(space, tuple(round(part, 4) for part in parts))


def space_of(space: Any, resources: Any) -> str:
    """Return the name of a colour space, with the spot colour's or the base space's after it."""
    if space is None:
        return ""
    if isinstance(space, pikepdf.Name | str):
        name = SHORT.get(str(space), str(space))
        named = resources.get("/ColorSpace", pikepdf.Dictionary()).get(name)
        return name if named is None else space_of(named, resources)
    family = str(space[0])
    if family in {"/Indexed", "/I"}:
        return space_of(space[1], resources)
    return f"{family} {_detail(family, space)}".strip()


def _detail(family: str, space: Any) -> str:
    """Return the names of spot colours, or the number of parts of a colour with a profile."""
    if family == "/Separation":
        return str(space[1])[1:]
    if family == "/DeviceN":
        return ", ".join(str(name)[1:] for name in space[1])
    return str(space[1].get("/N", 0)) if family == "/ICCBased" else ""


def shading_colours(shading: Any, resources: Any) -> tuple[Colour, ...]:
    """Return the colours a gradient runs between; only its space where they cannot be told."""
    if shading is None:
        return (NO_COLOUR,)
    space = space_of(shading.get("/ColorSpace"), resources)
    found = tuple(
        device(space, tuple(map(float, end)))
        for function in _functions(shading.get("/Function"))
        for end in (function.get("/C0", [0]), function.get("/C1", [1]))
    )
    return found or (Colour(space),)


def _functions(function: Any) -> Iterator[Any]:
    if function is None:
        return
    if isinstance(function, pikepdf.Array):
        for part in function:
            yield from _functions(part)
        return
    yield from _functions(function.get("/Functions"))
    if int(function.get("/FunctionType", 0)) == 2:  # noqa: PLR2004 - exponential interpolation
        yield function

"""Write SVG: lengths, shapes, pictures with an alternative text, and the QR code of an address."""

from collections.abc import Iterable
from html import escape

import segno

__all__ = [
    "filled",
    "mm",
    "picture",
    "qr_code",
    "ring",
    "square",
    "stroked",
    "thickness",
]

# Modules of light around a code: scanners need four (ISO/IEC 18004, 9.1).
QUIET_ZONE = 4


def mm(value: float) -> str:
    """Write a length with at most three decimals and no trailing zeros."""
    written = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


def thickness(value: float) -> str:
    """Write how thick a line is like `mm`, without a zero before the point."""
    written = mm(value)
    return written[1:] if written.startswith("0.") else written


def filled(path: str, colour: str, opacity: str | None = None) -> str:
    """Return an area; ``path`` is SVG path data."""
    faint = "" if opacity is None else f' fill-opacity="{opacity}"'
    return f'<path d="{path}" fill="{colour}"{faint}/>'


def stroked(path: str, colour: str, weight: float) -> str:
    """Return a line; ``weight`` is its thickness in mm."""
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{thickness(weight)}"/>'


def square(centre: tuple[float, float], size: float, colour: str) -> str:
    """Return a square around a point; lengths in mm."""
    x, y = centre
    corner, side = f"M{mm(x - size / 2)} {mm(y - size / 2)}", mm(size)
    return filled(f"{corner}h{side}v{side}h-{side}Z", colour)


def ring(centre: tuple[float, float], size: float, weight: float, colour: str, inside: str) -> str:
    """Return a ring around a point, which hides what is below it; lengths in mm."""
    x, y = centre
    radius = (size - weight) / 2
    half, across = f"a{mm(radius)} {mm(radius)} 0 0 1", mm(2 * radius)
    path = f"M{mm(x - radius)} {mm(y)}{half} {across} 0{half} -{across} 0Z"
    return filled(path, inside) + stroked(path, colour, weight)


def picture(width: float, height: float, title: str | None, shapes: Iterable[str]) -> str:
    """Return an SVG of a size in mm; its title is the alternative text, decoration has none."""
    words = "" if title is None else f"<title>{escape(title)}</title>"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{mm(width)}mm" height="{mm(height)}mm"'
        f' viewBox="0 0 {mm(width)} {mm(height)}">{words}{"".join(shapes)}</svg>'
    )


def qr_code(address: str, title: str, size: str, dark: str, light: str) -> str:
    """Return the QR code of a web address (ISO/IEC 18004), dark on light, with error level M.

    ``size`` is a CSS length with the quiet zone in it; ``title`` is the alternative text.
    """
    rows = tuple(tuple(row) for row in segno.make(address, error="m", micro=False).matrix)
    modules = "".join(
        f"M{x} {y}h1v1h-1z"
        for y, row in enumerate(rows)
        for x, dark_one in enumerate(row)
        if dark_one
    )
    whole = len(rows) + 2 * QUIET_ZONE
    ground = f"M-{QUIET_ZONE} -{QUIET_ZONE}h{whole}v{whole}h-{whole}z"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}"'
        f' viewBox="-{QUIET_ZONE} -{QUIET_ZONE} {whole} {whole}"><title>{escape(title)}</title>'
        f"{filled(ground, light)}{filled(modules, dark)}</svg>"
    )

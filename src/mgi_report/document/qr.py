"""Draw the QR code of a publication's web address (ISO/IEC 18004)."""

from html import escape

import segno

__all__ = ["qr_code"]

QUIET_ZONE = 4  # modules of light around the code, which scanners need


def qr_code(address: str, title: str, size: str, dark: str, light: str) -> str:
    """Return the code as inline SVG, dark on light, with error level M.

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
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}"'
        f' viewBox="-{QUIET_ZONE} -{QUIET_ZONE} {whole} {whole}"><title>{escape(title)}</title>'
        f'<path d="M-{QUIET_ZONE} -{QUIET_ZONE}h{whole}v{whole}h-{whole}z" fill="{light}"/>'
        f'<path d="{modules}" fill="{dark}"/></svg>'
    )

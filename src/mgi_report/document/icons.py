"""Read the icons of the domains, to stand alone or within other pictures.

Right to left they are mirrored like the rest: a way that leads on leads to the left.
"""

import re

from mgi_report.document.assets import Assets
from mgi_report.document.svg import mm
from mgi_report.document.tokens import TokenError
from mgi_report.profile.framework import Domain

__all__ = ["IconError", "icon_parts", "icon_text"]

_ICON = re.compile(r'<svg\b[^>]*\bviewBox="0 0 ([\d.]+) \1"[^>]*>(.*)</svg>', re.DOTALL)


class IconError(TokenError):
    """Say that an icon is no drawing that the artwork can take up."""

    def __init__(self, name: str) -> None:
        super().__init__(f'{name} is no SVG with a square viewBox such as "0 0 24 24"')


def icon_text(domain: Domain, assets: Assets, *, mirrored: bool = False) -> str:
    """Return the file of a domain's icon; IconError if it cannot be mirrored."""
    text = assets.read_text(_file(domain))
    if not mirrored:
        return text
    grid, shapes = _parts(text, domain)
    turned = f'<g transform="translate({mm(grid)} 0) scale(-1 1)">{shapes}</g>'
    return text.replace(shapes, turned)


def icon_parts(domain: Domain, assets: Assets, *, mirrored: bool = False) -> tuple[float, str]:
    """Return the width of an icon's own grid, and its shapes; raises IconError."""
    return _parts(icon_text(domain, assets, mirrored=mirrored), domain)


def _parts(text: str, domain: Domain) -> tuple[float, str]:
    match = _ICON.search(text)
    if match is None:
        raise IconError(_file(domain))
    return float(match[1]), match[2].strip()


def _file(domain: Domain) -> str:
    return f"templates/icons/{domain.id}.svg"

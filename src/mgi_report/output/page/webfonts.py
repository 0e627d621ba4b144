"""Find the fonts that the style of a page names, and give them a place beside the page.

They are the files of their publishers, unmodified, each with its licence (styles/web/fonts).
"""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

from mgi_report.document.assets import AssetNotFound, Assets

__all__ = ["FONTS", "WebStyle", "web_style"]

FONTS = "styles/web/fonts"
SHEETS = "styles/web"
_URL = re.compile(r"(url\([\"']?)fonts/([^)\"']+)")


class WebStyle(NamedTuple):
    """Hold the style of a page, and the files it asks for by their names below the page's own."""

    css: str
    files: dict[str, bytes]


def web_style(assets: Assets, script: str, folder: str) -> WebStyle:
    """Return the style of the page in a script, whose fonts lie in ``folder`` beside the page.

    A script of ISO 15924 that has a sheet, such as ``styles/web/Arab.css``, has fonts of its own.
    Raises AssetNotFound if a font is not there.
    """
    own = f"{SHEETS}/{script}.css"
    faces = assets.read_text(own if script and assets.has(own) else f"{SHEETS}/fonts.css")
    faces_here = _URL.sub(rf"\1./{folder}/\2", faces)
    css = faces_here + assets.read_text(f"{SHEETS}/index.css")
    names = [name for _, font in _URL.findall(faces) for name in _with_licence(font, assets)]
    return WebStyle(
        css, {f"{folder}/{name}": assets.read_bytes(f"{FONTS}/{name}") for name in names}
    )


def _with_licence(font: str, assets: Assets) -> Iterator[str]:
    """Yield the name of a font, and those of the texts beside it, which go wherever it goes."""
    yield font
    folder = f"{FONTS}/{PurePosixPath(font).parent}"
    texts = [*assets.names(folder, ".md"), *assets.names(folder, ".txt")]
    if not texts:
        raise AssetNotFound(f"the licence of {FONTS}/{font}")
    yield from (name.removeprefix(f"{FONTS}/") for name in texts)

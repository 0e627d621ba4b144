"""Lay bodies out with WeasyPrint alone: run as a process of its own, in which nothing is replaced.

alone.py FOLDER prints the looks of the boxes of each body, as JSON; the folder is an empty one.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bodies import BODIES, LETTERS

from mgi_report.pdf.engine import gateway
from mgi_report.pdf.engine import layout as module
from mgi_report.pdf.engine.layout import Layout
from mgi_report.pdf.engine.sums import add_up_alike
from mgi_report.pdf.engine.used import RADII, USED
from studio import opened_studio

__all__ = ["inside", "looks"]

NAMES = (
    *("element_tag", "text", "position_x", "position_y", "baseline", "link", "bookmark_label"),
    *("string_set", "clearance", "leading_collapsible_space", "trailing_collapsible_space"),
    *USED,
    *RADII,
)
LACKING = "lacking"


def inside(box: Any) -> Iterator[Any]:
    """Yield a box and all boxes in it."""
    box = vars(box).get("_box", box)
    yield box
    for child in vars(box).get("children", ()):
        yield from inside(child)


def looks(layout: Layout) -> list[list[str]]:
    """Return what is known of each box of some pages."""
    return [_looks(box) for page in layout.boxes for box in inside(page)]


def _looks(box: Any) -> list[str]:
    found = [repr(getattr(box, name, LACKING)) for name in NAMES]
    styles = [box.first_letter_style, box.first_line_style]
    filled = box.background and (str(box.background.color), len(box.background.layers))
    return [type(box).__name__, *found, repr(filled), *(repr(style is None) for style in styles)]


def _alone(fonts: Any) -> Any:
    fonts.kept.let_go = lambda: None
    return fonts


def main() -> None:
    make = module.font_configuration
    gateway.override = add_up_alike
    module.font_configuration = lambda lettering: _alone(make(lettering))
    studio = opened_studio(Path(sys.argv[1]))
    found = {
        name: looks(studio.lay_out(body, LETTERS + css)) for name, (body, css) in BODIES.items()
    }
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()

"""What the document measures and adds up comes to the same number on every Python.

The built-in ``sum`` of fractions has other last bits since Python 3.12.
"""

import builtins
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from built import LESOTHO, PROFILES
from mgi_report.document.assets import Assets
from mgi_report.document.catalogue import assets_for
from mgi_report.document.fonts import Fonts
from mgi_report.document.tokens import MM_PER_PT
from mgi_report.output.formats import DEFAULT
from mgi_report.profile.loading import load
from mgi_report.run.formats import Workshop
from mgi_report.run.job import compose, workshop_for

TEXTS = (
    ("en", "Source Sans 3", "Migrants have the same access as nationals"),
    ("ar", "IBM Plex Sans Arabic", "الهجرة واللاجئون"),
)


@pytest.mark.parametrize(("tag", "family", "text"), TEXTS)
def test_a_width_is_whole_font_units(tag: str, family: str, text: str) -> None:
    face = Fonts(assets_for(tag, Assets())).face(family, 400)
    # A unit is a thousandth of the size in both fonts.
    units = face.width(text, 1000.0) / MM_PER_PT
    assert units == pytest.approx(round(units), abs=1e-7)
    assert all(type(glyph.advance) is int for glyph in face._run(text))


class _Watched:
    """Stand for ``sum``, and note where a module of ours adds fractions up with it."""

    def __init__(self) -> None:
        self.found: set[str] = set()
        self.original = builtins.sum

    def __call__(self, numbers: Iterable[Any], /, start: Any = 0) -> Any:
        caller = sys._getframe(1)
        held = list(numbers)
        module = str(caller.f_globals.get("__name__"))
        if module.startswith("mgi_report.") and any(isinstance(each, float) for each in held):
            self.found.add(f"{module}:{caller.f_lineno}")
        return self.original(held, start)


def _composed(path: Path) -> None:
    loaded = load(path)
    workshop = workshop_for(loaded, Workshop())
    for book in (*DEFAULT, "brief"):
        compose(loaded, workshop, book)


def test_no_fractions_are_added_up_with_the_built_in_sum(monkeypatch: pytest.MonkeyPatch) -> None:
    watched = _Watched()
    monkeypatch.setattr(builtins, "sum", watched)
    named = {path.name: path for path in PROFILES}
    for path in (LESOTHO, named["hard-shapes.en.yaml"]):
        _composed(path)
    assert watched.found == set()

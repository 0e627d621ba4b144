"""What files were made with is told by name, each thing apart from the others."""

import platform
import re
from importlib.metadata import version
from pathlib import Path

import pytest

from mgi_report.document.assets import Assets, Theme
from mgi_report.output.toolchain import differences
from mgi_report.run.toolchain import toolchain

FONT = "styles/fonts/source-sans-3/SourceSans3-Regular.ttf"


def test_versions_are_those_of_this_process() -> None:
    told = toolchain(Assets()).generator
    assert told.python == platform.python_version()
    for name in ("Pango", "HarfBuzz", "FreeType", "Fontconfig"):
        assert re.fullmatch(r"\d+\.\d+\.\d+", told.libraries[name]), name
    for name in ("weasyprint", "fonttools", "pikepdf", "pydyf", "uharfbuzz", "pyphen", "babel"):
        assert told.packages[name] == version(name)
    assert told.theme is None


@pytest.mark.parametrize(
    ("name", "differs"),
    [
        (FONT, "the fonts"),
        ("styles/base.css", "templates or styles"),
        ("templates/web/index.html", ""),
    ],
)
def test_a_file_that_changes_is_told_as_what_it_is(name: str, differs: str) -> None:
    before, after = toolchain(Assets()), toolchain(Assets(kept={name: b"other"}))
    told = differences(before.generator, after.generator)
    assert told == ((differs,) if differs else ())
    assert (before.digest != after.digest) is bool(differs)


@pytest.mark.parametrize(
    ("made", "here", "told"),
    [
        ({"styles/theme.css": b"a"}, {"styles/theme.css": b"b"}, ("the theme",)),
        ({"styles/theme.css": b"a"}, None, ("the theme, here none",)),
        (None, {"styles/theme.css": b"a"}, ("no theme, here one",)),
        # What only the download page is made with shapes no file.
        (None, {"templates/web/en.toml": b"a"}, ()),
    ],
)
def test_themes_are_told_apart(
    made: dict[str, bytes] | None, here: dict[str, bytes] | None, told: tuple[str, ...]
) -> None:
    one, other = (
        toolchain(Assets(theme=None if files is None else Theme(Path("theme"), files))).generator
        for files in (made, here)
    )
    assert differences(one, other) == told


def test_what_one_side_lacks_is_told() -> None:
    made = toolchain(Assets()).generator
    less = made.packages | {"pydyf": "0.0.1"}
    del less["pyphen"]
    here = made.model_copy(update={"packages": less, "mgi_report": "99.0"})
    assert differences(made, here) == (
        f"mgi-report {made.mgi_report}, here 99.0",
        f"pydyf {made.packages['pydyf']}, here 0.0.1",
        f"pyphen {made.packages['pyphen']}, here none",
    )

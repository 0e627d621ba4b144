"""The printing condition comes from the theme's press style sheet, with a profile of its own."""

from io import BytesIO
from pathlib import Path
from time import perf_counter

import pikepdf
import pytest

from mgi_report.document.assets import Assets
from mgi_report.problems.problem import ProblemsFound
from mgi_report.run.formats import Workshop
from mgi_report.run.formats.press import PressRoom
from mgi_report.run.job import make
from mgi_report.run.orders import Order, Wanted
from mgi_report.run.theme import read_theme

SHEET = "styles/formats/press.css"
HOUSE = "ISOcoated_v2_300_bas.icc"
PRESS = Wanted(("press",))


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    """Return a theme whose press style sheet names a profile and a condition of its own."""
    folder = tmp_path / "theme"
    sheet = Assets().read_text(SHEET).replace(HOUSE, "own.icc").replace("FOGRA39", "OWN12")
    (folder / "styles" / "formats").mkdir(parents=True)
    (folder / "styles" / "icc").mkdir()
    (folder / SHEET).write_text(sheet, encoding="utf-8")
    return folder


def assets(theme: Path) -> Assets:
    return Assets(theme=read_theme(theme))


def own_profile() -> bytes:
    """Return the profile of the house with another date of making, at byte 24 of its header."""
    data = bytearray(Assets().read_bytes(f"styles/icc/{HOUSE}"))
    data[24:26] = (2001).to_bytes(2, "big")
    return bytes(data)


def test_the_theme_s_profile_is_the_output_intent(theme: Path, country_file: Path) -> None:
    (theme / "styles" / "icc" / "own.icc").write_bytes(own_profile())
    made = make(Order(country_file, PRESS), Workshop(assets(theme)), perf_counter)
    with pikepdf.open(BytesIO(made.files[0].data)) as pdf:
        (intent,) = pdf.Root.OutputIntents
        assert str(intent.OutputConditionIdentifier) == "OWN12"
        assert intent.DestOutputProfile.read_bytes() == own_profile()


def test_a_profile_of_a_screen_in_the_theme_is_refused_by_its_name(theme: Path) -> None:
    unfit = own_profile().replace(b"prtrCMYK", b"mntrRGB ", 1)
    (theme / "styles" / "icc" / "own.icc").write_bytes(unfit)
    with pytest.raises(ProblemsFound) as caught:
        PressRoom(assets(theme)).settings(PRESS)
    (problem,) = caught.value.problems
    assert problem.code == "icc-profile"
    assert problem.message.startswith("styles/icc/own.icc is a profile of a screen")


def test_a_profile_that_is_not_there_is_a_fault_of_the_design(theme: Path) -> None:
    with pytest.raises(ProblemsFound) as caught:
        PressRoom(assets(theme)).settings(PRESS)
    (problem,) = caught.value.problems
    assert problem.code == "design"
    assert "styles/icc/own.icc" in problem.message


@pytest.fixture
def country_file(tmp_path: Path, minimal_profile_text: str) -> Path:
    path = tmp_path / "profile.yaml"
    path.write_text(minimal_profile_text, encoding="utf-8")
    return path

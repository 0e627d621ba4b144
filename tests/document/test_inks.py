"""Every colour of the design has its build, near enough to the screen's, with ink to spare."""

import shutil
from pathlib import Path

import pytest

from colours import BEGIN, END, LIMIT, PAGE, as_text, ciede2000, rows
from mgi_report.document.assets import Assets
from mgi_report.document.tokens import TokenError, read_tokens
from mgi_report.pdf.press.inks import BLACK, Ink, Rgb, read_press_table

ROOT = Path(__file__).parents[2]
BUILDS_OF_THE_SPECIFICATION = {
    "d1-base": (90, 60, 0, 0),
    "d2-base": (0, 20, 80, 5),
    "d3-base": (85, 0, 90, 60),
    "d4-base": (70, 0, 20, 0),
    "d5-base": (5, 90, 40, 0),
    "d6-base": (45, 100, 0, 60),
    "d1-deep": (95, 65, 0, 0),
    "d2-deep": (0, 50, 100, 60),
    "d4-deep": (75, 0, 20, 60),
    "d5-deep": (0, 100, 40, 30),
    "night": (100, 50, 0, 90),
    "field": (80, 30, 10, 95),
    "ink": (0, 0, 0, 100),
}


def test_the_builds_are_those_of_the_specification() -> None:
    builds = read_press_table(Assets()).builds
    for name, build in BUILDS_OF_THE_SPECIFICATION.items():
        assert tuple(round(100 * part) for part in builds[name]) == build


def test_every_colour_of_the_design_has_a_build() -> None:
    table, tokens = read_press_table(Assets()), read_tokens(Assets())
    colours = {name for name in tokens.values if tokens.text(name).startswith("#")}
    assert colours
    assert colours <= set(table.builds)
    assert table.inks[Rgb(0x14, 0x21, 0x2B)] == BLACK
    assert table.inks[Rgb(255, 255, 255)] == Ink(0, 0, 0, 0)


def test_no_build_takes_more_ink_than_the_paper() -> None:
    table = read_press_table(Assets())
    assert table.ink_limit == 300
    assert max(ink.total for ink in table.builds.values()) <= table.ink_limit


def test_every_build_comes_near_its_colour_on_the_screen() -> None:
    far = {row.name: row.difference for row in rows() if row.is_held and row.difference > LIMIT}
    assert not far


def test_the_page_shows_the_present_table() -> None:
    shown = PAGE.read_text(encoding="utf-8").partition(BEGIN)[2].partition(END)[0]
    assert shown.strip() == as_text(list(rows())).strip()


@pytest.mark.parametrize(
    ("one", "two", "difference"),
    [
        # From the test data of Sharma, Wu and Dalal (2005).
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, -1.0, 2.0), (50.0, 0.0, 0.0), 2.3669),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_the_difference_is_ciede2000(
    one: tuple[float, float, float], two: tuple[float, float, float], difference: float
) -> None:
    assert ciede2000(one, two) == pytest.approx(difference, abs=0.0001)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("--night: device-cmyk(1 0.5 0 0.9);", "", "no --night"),
        ("device-cmyk(1 0.5 0 0.9)", "device-cmyk(1.5 0.5 0 0.9)", "--night"),
        ("--d4-on: device-cmyk(0 0 0 1)", "--d4-on: device-cmyk(0 0 0 0)", "differently"),
        ("url(../icc/ISOcoated_v2_300_bas.icc)", '"ISO Coated"', "--output-profile"),
    ],
)
def test_a_table_with_a_fault_is_refused(tmp_path: Path, old: str, new: str, words: str) -> None:
    sheet = tmp_path / "styles" / "formats" / "press.css"
    sheet.parent.mkdir(parents=True)
    for name in ("tokens.css", "formats/press.css"):
        shutil.copyfile(ROOT / "styles" / name, tmp_path / "styles" / name)
    text = sheet.read_text(encoding="utf-8")
    assert old in text
    sheet.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(TokenError, match=words):
        _ = read_press_table(Assets(root=tmp_path)).output_profile

"""The pages that say what a change does, in a real browser."""

from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest

from mgi_report.document.assets import Assets
from mgi_report.run.changes.report import report_changes
from mgi_report.run.changes.sides import read_side
from mgi_report.run.crew import local_crew

SIZES = [{"viewport": {"width": width, "height": 800}} for width in (1280, 320)]


@pytest.fixture(scope="module")
def report(
    tmp_path_factory: pytest.TempPathFactory, country_text: Callable[[str], str], sheets: Assets
) -> Path:
    """Return a report of a profile that changed, one that is new, and one with errors."""
    folder = tmp_path_factory.mktemp("report")
    sides = folder / "old", folder / "new"
    for side, word in zip(sides, ("no", "one"), strict=True):
        side.mkdir()
        text = country_text("XAA").replace("no agreement", f"{word} agreement")
        (side / "xaa.yaml").write_text(text, "utf-8")
    (sides[1] / "xab.yaml").write_text(country_text("XAB"), "utf-8")
    (sides[1] / "xac.yaml").write_text("language: en\n", "utf-8")
    old, new = (read_side(side, sheets.theme) for side in sides)
    with local_crew(2, perf_counter) as crew:
        report_changes(old, new, folder / "changes", crew, sheets)
    return folder / "changes"


@pytest.mark.parametrize("size", SIZES, ids=["wide", "phone"])
@pytest.mark.parametrize("name", ["index.html", "mgi-xaa-2021-en.html", "mgi-xab-2021-en.html"])
def test_axe_finds_no_violation_on_any_page(visit: Any, report: Path, name: str, size: Any) -> None:
    here = visit(report, name=name, **size)
    assert here.violations() == ""
    assert here.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_reviewer_goes_from_the_list_to_words_and_pictures_by_keyboard(
    visit: Any, report: Path
) -> None:
    page = visit(report, viewport={"width": 1280, "height": 800}).page
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/mgi-xaa-2021-en.html")
    assert page.locator("del").all_inner_texts()[0].split() == ["[removed:", "no", "end]"]
    pictures = page.get_by_role("img")
    assert [each.get_attribute("alt") for each in pictures.all()] == [
        "Picture of page 2 before the change, larger",
        "Picture of page 2 after the change, larger",
    ]
    # Side by side, and really there.
    before, after = (each.bounding_box() for each in pictures.all())
    assert before["y"] == after["y"]
    assert before["x"] < after["x"]
    for each in pictures.all():
        each.scroll_into_view_if_needed()
        page.wait_for_function("(image) => image.naturalWidth > 200", arg=each.element_handle())
    page.get_by_role("link", name="after the change, larger").press("Enter")
    page.wait_for_url("**/mgi-xaa-2021-en/0002-after.png")

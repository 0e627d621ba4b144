"""Which pages look different is seen in finished files, also where pages were put in."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from built import build
from mgi_report.document.assets import Assets
from mgi_report.review.page_changes import PageChange, PageFate, SeenPages, page_changes
from mgi_report.run.formats import Workshop
from mgi_report.run.theme import read_theme
from sheets import write_sheets

FIRST = "The invented Office has a register of residents."
SECOND = "The invented Ministry trains its staff each spring."
THIRD = "The invented Council meets in the town of Example."
OTHER = "Nobody has yet counted how many lighthouses stand there."
Made = Callable[..., SeenPages]


@pytest.fixture(scope="module")
def sheets_workshop(sheets: Assets) -> Workshop:
    return Workshop(sheets)


@pytest.fixture
def made(tmp_path: Path, minimal_profile_text: str, sheets_workshop: Workshop) -> Made:
    """Return a function from findings to their pages, one for each, and one more after them."""

    def pages(*findings: str, by: Workshop = sheets_workshop) -> SeenPages:
        listed = "".join(f"      - {each}\n" for each in findings)
        text = re.sub(r"      - The invented Example Residence.*\n", listed, minimal_profile_text)
        file = tmp_path / "profile.yaml"
        file.write_text(text, "utf-8")
        return SeenPages(build(file, by).files[0].data)

    return pages


def told(old: SeenPages, new: SeenPages) -> list[tuple[str, int | None, int | None]]:
    return [(each.fate.value, each.old, each.new) for each in page_changes(old, new)]


def test_pages_that_look_alike_are_left_out(made: Made) -> None:
    old = made(FIRST, SECOND, THIRD)
    assert len(old.looks) == 4
    assert told(old, made(FIRST, SECOND, THIRD)) == []
    new = made(FIRST, SECOND.replace("spring", "autumn"), THIRD)
    assert page_changes(old, new) == (PageChange(PageFate.CHANGED, 2, 2),)


def test_a_page_put_in_or_taken_out_leaves_the_others_the_same(made: Made) -> None:
    short, long = made(FIRST, THIRD), made(FIRST, SECOND, THIRD)
    assert told(short, long) == [
        ("added", None, 2),
        ("renumbered", 2, 3),
        ("renumbered", 3, 4),
    ]
    assert told(long, short) == [
        ("removed", 2, None),
        ("renumbered", 3, 2),
        ("renumbered", 4, 3),
    ]


def test_a_page_that_is_written_anew_is_the_one_in_whose_place_it_stands(made: Made) -> None:
    assert told(made(FIRST, SECOND, THIRD), made(FIRST, OTHER, THIRD)) == [("changed", 2, 2)]


def test_a_page_that_changes_and_moves_is_not_called_renumbered(made: Made) -> None:
    old, new = made(FIRST, THIRD), made(FIRST, SECOND, THIRD.replace("town", "city"))
    assert ("changed", 2, 3) in told(old, new)


def test_a_page_that_moves_and_has_another_number_in_its_text_is_shown(made: Made) -> None:
    year = "The invented Act has been in force since {}."
    old, new = made(FIRST, year.format(2019)), made(FIRST, SECOND, year.format(2020))
    assert ("changed", 2, 3) in told(old, new)


def test_a_page_that_moves_and_is_set_in_another_way_is_shown(made: Made, tmp_path: Path) -> None:
    theme = read_theme(write_sheets(tmp_path / "theme", "color: #a00; "))
    new = made(FIRST, SECOND, THIRD, by=Workshop(Assets(theme=theme)))
    assert ("changed", 2, 3) in told(made(FIRST, THIRD), new)


def test_another_number_at_the_foot_beside_that_of_the_page_is_shown(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    # All of a page counts as its foot: the numbers alone decide.
    monkeypatch.setattr("mgi_report.review.page_changes.FOOT", 0)
    year = "The invented Act has been in force since {}."
    old, new = made(FIRST, year.format(2019)), made(FIRST, SECOND, year.format(2020))
    assert ("changed", 2, 3) in told(old, new)
    assert ("renumbered", 3, 4) in told(old, new)


def test_a_profile_on_one_side_has_all_its_pages(made: Made) -> None:
    pages = made(FIRST)
    assert told(SeenPages(), pages) == [("added", None, 1), ("added", None, 2)]
    assert told(pages, SeenPages()) == [("removed", 1, None), ("removed", 2, None)]

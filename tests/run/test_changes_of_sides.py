"""Both sides of a change are compared profile by profile: what they say, and how they look."""

from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import pytest
from PIL import Image

from mgi_report.document.assets import Assets
from mgi_report.problems.problem import ProblemsFound
from mgi_report.review.profile_changes import ProfileFate
from mgi_report.run.batch import Batch
from mgi_report.run.changes.matching import matched
from mgi_report.run.changes.report import ChangesReport, report_changes
from mgi_report.run.changes.sides import read_side
from mgi_report.run.crew import Crew
from mgi_report.run.profiles import find_profiles

Country = Callable[[str], str]
Report = Callable[..., ChangesReport]


@pytest.fixture
def sides(tmp_path: Path, country_text: Country) -> tuple[Path, Path]:
    """Return two folders of the same three countries."""
    folders = tmp_path / "old", tmp_path / "new"
    for folder in folders:
        folder.mkdir()
        for code in ("XAA", "XAB", "XAC"):
            (folder / f"{code.lower()}.yaml").write_text(country_text(code), encoding="utf-8")
    return folders


@pytest.fixture
def report(tmp_path: Path, crew: Crew, sheets: Assets) -> Report:
    def made(old: Path, new: Path, name: str = "changes") -> ChangesReport:
        read = read_side(old, sheets.theme), read_side(new, sheets.theme)
        return report_changes(*read, tmp_path / name, crew, sheets)

    return made


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def names(folder: Path) -> list[str]:
    return sorted(each.relative_to(folder).as_posix() for each in folder.rglob("*.*"))


def test_what_is_changed_new_or_gone_has_a_page_with_its_pictures(
    sides: tuple[Path, Path], report: Report, tmp_path: Path, country_text: Country
) -> None:
    old, new = sides
    edit(new / "xaa.yaml", "no agreement", "one agreement")
    (old / "xab.yaml").unlink()
    (new / "xac.yaml").unlink()
    for side in sides:
        (side / "xad.yaml").write_text(country_text("XAD"), "utf-8")
    found = report(old, new)
    assert (found.ok, found.same) == (True, 1)
    assert [(each.name, each.fate) for each in found.changes] == [
        ("mgi-xaa-2021-en", ProfileFate.CHANGED),
        ("mgi-xab-2021-en", ProfileFate.NEW),
        ("mgi-xac-2021-en", ProfileFate.GONE),
    ]
    changes = tmp_path / "changes"
    assert names(changes) == [
        "index.html",
        "mgi-xaa-2021-en.html",
        "mgi-xaa-2021-en/0002-after.png",
        "mgi-xaa-2021-en/0002-before.png",
        "mgi-xab-2021-en.html",
        "mgi-xab-2021-en/0001-after.png",
        "mgi-xab-2021-en/0002-after.png",
        "mgi-xac-2021-en.html",
        "mgi-xac-2021-en/0001-before.png",
        "mgi-xac-2021-en/0002-before.png",
    ]
    pictures = [
        Image.open(changes / "mgi-xaa-2021-en" / f"0002-{side}.png") for side in ("before", "after")
    ]
    assert pictures[0].size == pictures[1].size
    assert pictures[0].tobytes() != pictures[1].tobytes()
    page = (changes / "mgi-xaa-2021-en.html").read_text("utf-8")
    assert "[removed: </span>no<span" in page
    # Nothing of one country is told of another.
    assert "XAB" not in page
    assert "Land XAA" not in (changes / "mgi-xab-2021-en.html").read_text("utf-8")


def test_the_summary_tells_findings_in_words_and_pages_in_numbers(
    sides: tuple[Path, Path], report: Report
) -> None:
    old, new = sides
    edit(new / "xaa.yaml", "no agreement", "one agreement")
    (old / "xab.yaml").unlink()
    summary = report(old, new).summary()
    assert "Profiles in which nothing changes that is read or seen: 1." in summary
    assert "has <del>no</del><ins>one</ins> agreement" in summary
    assert "- To: xaa.yaml (The Republic of Land XAA · First Profile, 2021 · Draft)\n" in summary
    assert "- Pages that look different (1): 2.\n" in summary
    assert "- This profile is new.\n- New pages (2): 1, 2.\n" in summary
    assert "- From: xab" not in summary
    # Every finding of a new profile was added, and nothing is told twice.
    assert summary.count("- **1.W.1** Added\n\n  <ins>The invented Land XAB") == 1


def test_a_summary_has_a_limit_and_says_what_has_no_room(
    sides: tuple[Path, Path], report: Report
) -> None:
    old, new = sides
    for name in ("xaa", "xab", "xac"):
        edit(new / f"{name}.yaml", "no agreement", "agreed " + "much " * 300)
    found = report(old, new)
    whole, cut = found.summary(), found.summary(8 * 1024)
    assert "no room" not in whole
    assert len(cut.encode()) <= 8 * 1024 < len(whole.encode()) + 4096
    assert "**So many entries have no room here, and are in the report alone: 1.**" in cut
    assert "XAB" in cut
    assert "XAC" not in cut


def test_the_same_sides_give_the_same_bytes_and_no_change_is_told_as_none(
    sides: tuple[Path, Path], report: Report, tmp_path: Path
) -> None:
    old, new = sides
    edit(new / "xaa.yaml", "language: en", "# A comment.\nlanguage: en")
    found = report(old, new)
    assert (found.changes, found.same) == ((), 3)
    assert found.summary() == "# What changes\n\nNothing changes that is read or seen.\n"
    assert names(tmp_path / "changes") == ["index.html"]
    edit(new / "xab.yaml", "no agreement", "one agreement")
    report(old, new, "one")
    report(old, new, "two")
    assert names(tmp_path / "one") == names(tmp_path / "two")
    assert len(names(tmp_path / "one")) == 4
    for name in names(tmp_path / "one"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_a_profile_that_cannot_be_read_is_told_at_its_place_and_stops_no_other(
    sides: tuple[Path, Path], report: Report
) -> None:
    old, new = sides
    edit(new / "xaa.yaml", "status: draft", "status: drafty")
    edit(new / "xab.yaml", "no agreement", "one agreement")
    found = report(old, new)
    assert not found.ok
    assert [(str(each.location), each.code) for each in found.problems] == [
        (f"{new / 'xaa.yaml'}:2:9", "unknown-word")
    ]
    # It is neither new nor gone: nobody knows.
    assert [each.name for each in found.changes] == ["mgi-xab-2021-en"]
    assert found.same == 1
    assert "drafty" in found.index.read_text("utf-8")
    assert "drafty" in found.summary()


def test_of_a_profile_that_cannot_be_made_the_words_are_told_all_the_same(
    sides: tuple[Path, Path], report: Report
) -> None:
    for side in sides:
        edit(side / "xaa.yaml", "language: en", "language: sw")
    edit(sides[1] / "xaa.yaml", "no agreement", "one agreement")
    found = report(*sides)
    assert not found.ok
    assert {each.code for each in found.problems} == {"no-catalogue"}
    assert found.changes[0].pages is None
    assert "has <del>no</del><ins>one</ins> agreement" in found.summary()
    assert "so they are not compared" in found.summary()
    assert "so they are not compared" in found.index.read_text("utf-8")


def test_profiles_are_known_by_what_they_are_about(
    sides: tuple[Path, Path], country_text: Country
) -> None:
    old, new = sides
    (new / "xaa.yaml").rename(new / "renamed.yaml")
    edit(new / "xab.yaml", "2021-12", "2022-12")
    # Another country in the same place is another profile.
    (new / "xac.yaml").write_text(country_text("XAD"), "utf-8")
    pairs = matched(read_side(old), read_side(new))
    assert [
        (pair.old and pair.old.place, pair.new and pair.new.place, pair.is_same) for pair in pairs
    ] == [
        ("xaa.yaml", "renamed.yaml", True),
        ("xab.yaml", "xab.yaml", False),
        ("xac.yaml", None, False),
        (None, "xac.yaml", False),
    ]


def test_output_folders_are_compared_by_what_lies_in_them(
    sides: tuple[Path, Path], report: Report, crew: Crew, sheets: Assets, tmp_path: Path
) -> None:
    old, new = sides
    edit(new / "xaa.yaml", "no agreement", "one agreement")
    folders = []
    for side in sides:
        output = tmp_path / f"{side.name}-output"
        Batch(output, crew, perf_counter, sheets, inspects=False).run(find_profiles([side]))
        folders.append(output)
    found = report(*folders)
    assert [each.name for each in found.changes] == ["mgi-xaa-2021-en"]
    assert [(each.old, each.new) for each in found.changes[0].pages or ()] == [(2, 2)]
    assert found.changes[0].new == "mgi-xaa-2021-en.pdf"
    # An output folder may be compared with data.
    assert report(old, folders[1], "mixed").changes[0].difference == found.changes[0].difference
    # What has been tampered with, or is gone, stops no other.
    (folders[0] / "mgi-xab-2021-en.pdf").write_bytes(b"%PDF-1.7 broken")
    (folders[1] / "mgi-xac-2021-en.pdf").unlink()
    found = report(*folders, "damaged")
    assert [(each.location and each.location.file, each.code) for each in found.problems] == [
        (folders[1] / "mgi-xac-2021-en.pdf", "file-missing"),
        (folders[0] / "mgi-xab-2021-en.pdf", "not-a-pdf"),
    ]
    assert [each.name for each in found.changes] == ["mgi-xaa-2021-en"]


def test_a_profile_that_an_output_folder_lacks_is_told(
    sides: tuple[Path, Path], report: Report, crew: Crew, sheets: Assets, tmp_path: Path
) -> None:
    old, new = sides
    folders = tmp_path / "old-output", tmp_path / "new-output"
    Batch(folders[0], crew, perf_counter, sheets, inspects=False).run(find_profiles([old]))
    edit(new / "xab.yaml", "status: draft", "status: drafty")
    Batch(folders[1], crew, perf_counter, sheets, inspects=False).run(find_profiles([new]))
    found = report(*folders, "failed")
    assert [each.code for each in found.problems] == ["not-current"]
    assert not found.ok
    # It is not gone: nobody knows.
    assert (found.changes, found.same) == ((), 2)


def test_a_side_may_be_empty_but_must_be_there(
    sides: tuple[Path, Path], report: Report, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    found = report(tmp_path / "empty", sides[1])
    assert {each.fate for each in found.changes} == {ProfileFate.NEW}
    with pytest.raises(ProblemsFound, match="there is no such folder"):
        read_side(tmp_path / "nowhere")
    with pytest.raises(ProblemsFound, match="there is something in this folder"):
        report(*sides)

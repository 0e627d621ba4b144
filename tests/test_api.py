"""Python programs get what docs/api.md says, and nothing heavy before they ask for it."""

import doctest
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import mgi_report
from mgi_report import Options, ProblemsFound, Severity, api, build, changes, check, render

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "api.md"
LESOTHO = ROOT / "data" / "lso-2021.en.yaml"


def test_the_exported_names_are_those_of_the_page() -> None:
    rows = re.findall(r"^\| (`.*?`) \| ", PAGE.read_text("utf-8"), re.MULTILINE)
    table = {name for row in rows for name in re.findall(r"`(\w+)[(`]", row)}
    exported = set(mgi_report.__all__) - {"__version__"}
    assert exported <= table
    for name in exported:
        assert getattr(mgi_report, name).__doc__
    assert set(api.__all__) - {"assets_of"} <= exported
    for name in api.__all__:
        assert getattr(api, name) is getattr(mgi_report, name, api.assets_of)
    assert set(mgi_report.__all__) <= set(dir(mgi_report))
    assert set(api.__all__) <= set(dir(api))
    assert re.fullmatch(r"\d+\.\d+\.\d+.*", mgi_report.__version__)
    with pytest.raises(AttributeError, match="nosuch"):
        _ = mgi_report.nosuch
    with pytest.raises(AttributeError, match="nosuch"):
        _ = api.nosuch


def test_importing_the_package_imports_nothing_heavy() -> None:
    code = (
        "import sys, mgi_report; print([n for n in ('pydantic', 'weasyprint') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_the_examples_of_the_page_are_true(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data").mkdir()
    shutil.copy(LESOTHO, tmp_path / "data")
    blocks = re.findall(r"^```pycon\n(.*?)^```", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    told: list[str] = []
    examples = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, "api.md", str(PAGE), 0)
    result = doctest.DocTestRunner(verbose=False).run(examples, out=told.append)
    assert result.attempted > 20
    assert result.failed == 0, "".join(told)


def test_a_folder_without_profiles_and_a_lost_theme_are_problems(tmp_path: Path) -> None:
    assert [problem.code for problem in check(tmp_path)] == ["no-profiles"]
    assert [problem.code for problem in check(LESOTHO, theme=tmp_path / "nosuch")] == ["theme"]
    with pytest.raises(ProblemsFound):
        build(tmp_path, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_an_unknown_format_says_which_there_are() -> None:
    with pytest.raises(ValueError, match="the formats are download, press"):
        render(LESOTHO, Options(formats=("downlod",)))


def test_errors_and_warnings_come_together(tmp_path: Path, minimal_profile_text: str) -> None:
    text = minimal_profile_text.replace("schools.", "schools  .").replace("code: XXA", "code: X")
    path = tmp_path / "profile.yaml"
    path.write_text(text, encoding="utf-8")
    assert {problem.severity for problem in check(path)} == {Severity.ERROR, Severity.WARNING}


def test_changes_takes_the_theme_of_each_side_and_tells_what_it_cannot_make(
    sides: tuple[Path, Path], leaflet_theme: Path, sheets_theme: Path, tmp_path: Path
) -> None:
    old, new = map(str, sides)
    (sides[1] / "xab.yaml").write_text("language: en\n", "utf-8")
    for side, theme in zip(sides, (leaflet_theme, sheets_theme), strict=True):
        (side.parent / "mgi-report.toml").write_text(f'theme = "{theme}"\n', "utf-8")
    report = changes(old, new, tmp_path / "own")
    assert report.index == tmp_path / "own" / "index.html"
    assert (report.ok, {each.code for each in report.problems}) == (False, {"missing-key"})
    (change,) = report.changes
    assert [row.kinds for each in change.difference.lists for row in each.changed] == [("changed",)]
    # One page became two.
    assert [each.new for each in change.pages or ()][-1] == 2
    (sides[1] / "xab.yaml").unlink()
    report = changes(old, new, str(tmp_path / "named"), Options(theme=leaflet_theme, jobs=1))
    assert (report.ok, report.problems, report.same) == (True, (), 0)
    (change,) = report.changes
    assert [(each.old, each.new) for each in change.pages or ()] == [(1, 1)]


def test_what_keeps_changes_from_its_work_is_raised(
    sides: tuple[Path, Path], leaflet_theme: Path, tmp_path: Path
) -> None:
    output = tmp_path / "changes"
    full = tmp_path / "full"
    full.mkdir()
    (full / "file").touch()
    for old, target, options, code in (
        (tmp_path / "nosuch", output, None, "no-profiles"),
        (sides[0], full, None, "file-exists"),
        (sides[0], full / "file", Options(theme=leaflet_theme, jobs=1), "cannot-write"),
        (sides[0], output, Options(theme=tmp_path / "nosuch"), "theme"),
    ):
        with pytest.raises(ProblemsFound) as caught:
            changes(old, sides[1], target, options)
        assert [each.code for each in caught.value.problems] == [code]
    (sides[0].parent / "mgi-report.toml").write_text("colour = 1\n", "utf-8")
    with pytest.raises(ProblemsFound) as caught:
        changes(*sides, output)
    assert [each.code for each in caught.value.problems] == ["configuration"]
    (sides[0].parent / "mgi-report.toml").unlink()
    (sides[0] / "manifest.json").write_text("{", "utf-8")
    with pytest.raises(ProblemsFound) as caught:
        changes(*sides, output)
    assert [each.code for each in caught.value.problems] == ["bad-manifest"]
    assert not output.exists()

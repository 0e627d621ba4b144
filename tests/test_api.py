"""Python programs get what docs/api.md says, and nothing heavy before they ask for it."""

import doctest
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import mgi_report
from mgi_report import Options, ProblemsFound, Severity, build, check, render

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
    assert set(mgi_report.__all__) <= set(dir(mgi_report))
    assert re.fullmatch(r"\d+\.\d+\.\d+.*", mgi_report.__version__)
    with pytest.raises(AttributeError, match="nosuch"):
        _ = mgi_report.nosuch


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

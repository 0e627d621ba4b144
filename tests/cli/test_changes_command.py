"""mgi-report changes: what it prints, writes and returns."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mgi_report.cli import cli


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(each) for each in arguments], standalone_mode=False)


def test_a_change_is_no_problem(
    sides: tuple[Path, Path], leaflet_theme: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    summary, output = tmp_path / "summary.md", tmp_path / "changes"
    said = "-o", output, "--summary", summary, "--theme", leaflet_theme, "-j", 2
    done = run("changes", *sides, *said)
    assert (done.stdout, done.return_value) == (f"{output / 'index.html'}\n", 0)
    assert (output / "mgi-xaa-2021-en" / "0001-after.png").is_file()
    assert "<del>no</del><ins>one</ins>" in summary.read_text("utf-8")
    # What other steps wrote to the summary of the job stays.
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    summary.write_text("# Before\n", "utf-8")
    said = "-o", tmp_path / "again", "--summary", summary, "--theme", leaflet_theme, "-j", 2
    assert run("changes", *sides, *said).return_value == 0
    assert summary.read_text("utf-8").startswith("# Before\n# What changes\n")
    done = run("changes", *sides, "-o", output)
    assert (done.stdout, done.return_value) == ("", 1)
    assert "[file-exists]" in done.stderr


def test_errors_on_one_side_are_told_and_the_others_reported(
    sides: tuple[Path, Path], leaflet_theme: Path, tmp_path: Path
) -> None:
    (sides[0] / "bad.yaml").write_text("language: en\n", "utf-8")
    done = run("changes", *sides, "-o", tmp_path / "changes", "--theme", leaflet_theme, "-j", 2)
    assert (done.stdout, done.return_value) == (f"{tmp_path / 'changes' / 'index.html'}\n", 1)
    assert f"{sides[0] / 'bad.yaml'}:1:1: error [missing-key]" in done.stderr
    assert (tmp_path / "changes" / "mgi-xaa-2021-en.html").is_file()
    done = run("changes", tmp_path / "nowhere", sides[1], "-o", tmp_path / "none")
    assert (done.stdout, done.return_value) == ("", 1)
    assert "[no-profiles] there is no such folder" in done.stderr
    assert not (tmp_path / "none").exists()


def test_each_side_has_the_theme_of_its_own_configuration(
    sides: tuple[Path, Path], leaflet_theme: Path, sheets_theme: Path, tmp_path: Path
) -> None:
    (sides[0] / "xaa.yaml").write_bytes((sides[1] / "xaa.yaml").read_bytes())
    for side, theme in zip(sides, (leaflet_theme, sheets_theme), strict=True):
        (side.parent / "mgi-report.toml").write_text(f'theme = "{theme}"\n', "utf-8")
    assert run("changes", *sides, "-o", tmp_path / "changes", "-j", 2).return_value == 0
    page = (tmp_path / "changes" / "mgi-xaa-2021-en.html").read_text("utf-8")
    assert "Both say the same." in page
    # One page became two.
    assert "0001-before.png" in page
    assert "0002-after.png" in page

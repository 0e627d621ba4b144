"""The press format on the command line."""

import re
from pathlib import Path

import click
import pikepdf
import pytest
from click.testing import CliRunner, Result

from mgi_report.cli import cli
from mgi_report.output.manifest import read_manifest

ROOT = Path(__file__).parents[2]
ICC = ROOT / "styles" / "icc" / "ISOcoated_v2_300_bas.icc"


def run(*arguments: object) -> Result:
    """Run a command in this process; its exit code is what it returns."""
    return CliRunner().invoke(cli, [str(each) for each in arguments], standalone_mode=False)


@pytest.fixture
def profile(tmp_path: Path, minimal_profile_text: str) -> Path:
    path = tmp_path / "profile.yaml"
    path.write_text(minimal_profile_text, encoding="utf-8")
    return path


@pytest.fixture
def quick(leaflet_theme: Path) -> tuple[object, ...]:
    """Return a build that lays out one page and inspects none: which files are made is the same."""
    return "build", "--no-inspect", "--theme", leaflet_theme


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*.pdf"))


def test_download_is_the_default_and_press_can_be_had_alone(
    quick: tuple[object, ...], profile: Path, tmp_path: Path
) -> None:
    assert run(*quick, profile, "-o", tmp_path / "a").return_value == 0
    (download,) = names(tmp_path / "a")
    done = run(*quick, "--format", "press", profile, "-o", tmp_path / "b")
    assert done.return_value == 0
    assert names(tmp_path / "b") == [download.replace(".pdf", ".press.pdf")]
    assert done.stdout == f"{tmp_path / 'b' / names(tmp_path / 'b')[0]}\n"


def test_both_are_made_together_and_inspected_each_in_its_way(
    profile: Path, tmp_path: Path
) -> None:
    output = tmp_path / "out"
    done = run("build", "-f", "press", "-f", "download", profile, "-o", output)
    assert (done.stderr, done.return_value) == ("", 0)
    download, press = names(output)
    assert done.stdout == f"{output / download}\n{output / press}\n"
    records = {file.format: file for file in read_manifest(output).files}
    assert records["download"].conformance.claimed == ("PDF/A-3a", "PDF/UA-1")
    assert records["press"].conformance.claimed == ("PDF/X-4",)
    assert records["press"].pages % 4 == 0
    told = run("inspect", "-v", output / press)
    assert told.stdout == f"{output / press}: fine\n"
    assert "printing condition" in told.stderr
    assert "FOGRA39" in told.stderr


def test_marks_and_profile_make_the_file_anew(
    quick: tuple[object, ...], profile: Path, tmp_path: Path
) -> None:
    output = tmp_path / "out"
    seen = []
    for options in ((), ("--marks",), ("--icc", ICC)):
        done = run(*quick, "--format", "press", *options, profile, "-o", output)
        assert done.return_value == 0, done.stderr
        (name,) = names(output)
        with pikepdf.open(output / name) as pdf:
            page = pdf.pages[0]
            slug = float(page.BleedBox[0]) - float(page.MediaBox[0])
            condition = str(pdf.Root.OutputIntents[0].OutputConditionIdentifier)
        seen.append((round(slug * 25.4 / 72), condition))
    assert seen == [(0, "FOGRA39"), (9, "FOGRA39"), (0, "Custom")]


def test_a_file_without_a_date_has_that_of_the_environment(
    profile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    undated = re.sub(r"(?m)^ +(date|year):.*\n", "", profile.read_text(encoding="utf-8"))
    profile.write_text(undated, encoding="utf-8")
    output = tmp_path / "out"

    def built() -> tuple[str, Result]:
        done = run("build", "-f", "press", profile, "-o", output)
        (press,) = output.glob("*.press.pdf")
        with pikepdf.open(press) as pdf:
            return str(pdf.docinfo.get("/CreationDate", "")), done

    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    without, told = built()
    assert (without, told.return_value) == ("", 0)
    assert "warning [press-date]" in told.stderr
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1714521600")
    dated, done = built()
    assert (dated, done.stderr) == ("D:20240501000000Z", "")
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert run("verify", "--rerender", output).return_value == 0
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    refused = run("build", "-f", "press", profile, "-o", output)
    assert isinstance(refused.exception, click.UsageError)
    assert "“yesterday”" in refused.exception.message


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (None, "No such file"),
        (b"not a profile", "is no ICC profile"),
        (ICC.read_bytes().replace(b"prtrCMYK", b"mntrRGB ", 1), "is a profile of a screen"),
    ],
)
def test_another_file_than_a_press_profile_is_refused_with_the_reason(
    profile: Path, tmp_path: Path, content: bytes | None, reason: str
) -> None:
    file = tmp_path / "own.icc"
    if content is not None:
        file.write_bytes(content)
    done = run("build", "--format", "press", "--icc", file, profile, "-o", tmp_path / "out")
    assert done.return_value == 1
    assert reason in done.stderr
    assert "icc-profile" in done.stderr
    assert not names(tmp_path / "out")


@pytest.mark.parametrize("option", [("--marks",), ("--icc", ICC)])
def test_marks_without_the_press_edition_are_a_mistake(
    profile: Path, tmp_path: Path, option: tuple[object, ...]
) -> None:
    done = run("build", *option, profile, "-o", tmp_path)
    assert isinstance(done.exception, click.UsageError)
    assert done.exception.exit_code == 2
    assert "--format press" in done.exception.message


def test_an_edition_made_later_stands_beside_the_other(
    quick: tuple[object, ...], leaflet_theme: Path, profile: Path, tmp_path: Path
) -> None:
    output = tmp_path / "out"
    assert run(*quick, profile, "-o", output).return_value == 0
    done = run(*quick, "--format", "press", profile, "-o", output)
    assert done.stdout.count(".pdf") == 1
    assert {file.format for file in read_manifest(output).files} == {"download", "press"}
    assert run("verify", output).return_value == 0
    again = run("verify", "--rerender", "--theme", leaflet_theme, output)
    assert again.return_value == 0, again.stdout + again.stderr
    # With the data changed, the edition that was not made again is of another time.
    text = profile.read_text(encoding="utf-8").replace("an invented country", "invented")
    profile.write_text(text, encoding="utf-8")
    again = run(*quick, "--format", "press", profile, "-o", output)
    assert again.return_value == 0
    found = {file.format: file.current for file in read_manifest(output).files}
    assert found == {"download": False, "press": True}

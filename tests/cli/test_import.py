"""From a manuscript to the PDF, by the commands a publications officer types."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from built import LESOTHO, ROOT
from mgi_report.cli import cli
from mgi_report.profile.loading import load
from mgi_report.proof.reader import PdfReader

SOURCE = ROOT / "tests" / "seed" / "lesotho-second-profile-2021.txt"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(each) for each in arguments], standalone_mode=False)


def shell(*arguments: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mgi_report", *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        stdin=subprocess.DEVNULL,
        check=False,
    )


def test_from_the_source_text_to_a_proven_pdf(tmp_path: Path) -> None:
    done = shell("import", SOURCE, "-o", "data", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "data/lso-2021.en.yaml\n")
    assert "  59 -> domains.migrants-rights.well_developed[0]\n" in done.stderr
    assert "  135 -> subject.name, edition.ordinal\n" in done.stderr
    assert "3 warnings" in done.stderr
    page = (ROOT / "docs" / "import.md").read_text("utf-8")
    examples = re.findall(r"^  [0-9]+ -> .*$", page, re.M)
    assert len(examples) == 5
    assert set(examples) <= set(done.stderr.splitlines())
    profile = tmp_path / "data" / "lso-2021.en.yaml"
    done = shell("check", "data", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "data/lso-2021.en.yaml: fine\n")
    # Build reads the file back: the inspector finds each finding at its places, word for word.
    done = shell("build", "data", "-o", "out", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "out/mgi-lso-2021-en.pdf\n"), done.stderr
    pdf = PdfReader((tmp_path / "out" / "mgi-lso-2021-en.pdf").read_bytes())
    assert profile.read_bytes() in [each.data for each in pdf.embedded_files]
    ours, theirs = load(LESOTHO).profile, load(profile).profile
    assert [(each.number, each.finding.text) for each in theirs.all_findings()] == [
        (each.number, each.finding.text) for each in ours.all_findings()
    ]


def test_a_file_that_is_there_is_not_overwritten(tmp_path: Path) -> None:
    there = tmp_path / "lso-2021.en.yaml"
    there.write_text("mine", "utf-8")
    done = run("import", SOURCE, "-o", tmp_path)
    assert (done.return_value, done.stdout) == (1, "")
    assert "error [file-exists]" in done.stderr
    assert there.read_text("utf-8") == "mine"
    assert [each.name for each in tmp_path.iterdir()] == [there.name]


def test_each_text_that_can_be_read_is_imported(tmp_path: Path) -> None:
    (tmp_path / "a.odt").write_bytes(b"PK\x03\x04")
    pdf = tmp_path / "b.txt"
    pdf.write_bytes(b"%PDF-1.7")
    done = run("import", tmp_path / "a.odt", pdf, tmp_path / "no.txt", SOURCE, "-o", tmp_path / "d")
    assert (done.return_value, done.stdout) == (1, f"{tmp_path / 'd' / 'lso-2021.en.yaml'}\n")
    for code in ("manuscript-form", "file-not-text", "file-missing"):
        assert f"error [{code}]" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_ledger_goes_to_a_file(tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.txt"
    done = run("import", SOURCE, "-o", tmp_path, "--ledger", ledger)
    assert done.return_value == 0
    assert " -> " not in done.stderr
    lines = ledger.read_text("utf-8").splitlines()
    assert len(lines) == sum(bool(line.strip()) for line in SOURCE.read_text("utf-8").splitlines())
    assert lines[-2] == f"{SOURCE}:133 -> edition.date: 2021 December"
    again = run("import", SOURCE, "-o", tmp_path / "b", "--ledger", ledger)
    assert "error [file-exists]" in again.stderr
    assert "choose another place with --ledger" in again.stderr
    assert not (tmp_path / "b").exists()


def test_what_is_said_goes_before_what_is_told(tmp_path: Path) -> None:
    said = ("--code", "sle", "--subject", "The Republic of Sierra Leone", "--edition", 3)
    done = run("import", SOURCE, "-o", tmp_path, *said, "--date", "2022-05", "--language", "fr")
    assert done.return_value == 0, done.stderr
    text = (tmp_path / "sle-2022.fr.yaml").read_text("utf-8")
    for line in ("code: SLE", "short_name: Sierra Leone", "ordinal: 3", "date: 2022-05"):
        assert f"  {line}\n" in text
    # What is overruled is kept.
    assert "# line 133, --date says another edition.date:\n#   2021 December\n" in text
    assert "#   Migration Governance Indicators: The Kingdom of Lesotho Second Profile\n" in text
    assert "133 -> edition.date; kept as a comment" in done.stderr


@pytest.mark.parametrize(
    ("option", "value", "hint"),
    [
        ("--code", "LS", "LSO (Lesotho)"),
        ("--date", "2021-13", "calendar"),
        ("--language", "French", "did you mean fr?"),
        ("--edition", "0", "not in the range 1<=x<=20"),
        ("--form", "odt", "text"),
    ],
)
def test_a_wrong_option_is_usage(option: str, value: str, hint: str, tmp_path: Path) -> None:
    done = CliRunner().invoke(cli, ["import", str(SOURCE), "-o", str(tmp_path), option, value])
    assert (done.exit_code, option in done.stderr, hint in done.stderr) == (2, True, True)
    assert not list(tmp_path.iterdir())


def test_spaces_are_kept_and_quotes_made_curly_on_request(tmp_path: Path) -> None:
    text = tmp_path / "x.txt"
    text.write_text(
        'Partnerships\nExamples of well-developed areas\n• Lesotho\'s "Act"\u00a0holds.\n', "utf-8"
    )
    run("import", text, "-o", tmp_path / "a", "--keep", "spaces")
    run("import", text, "-o", tmp_path / "b", "--quotes")
    assert 'Lesotho\'s "Act"\u00a0holds.' in (tmp_path / "a" / "x.en.yaml").read_text("utf-8")
    assert "Lesotho’s “Act” holds." in (tmp_path / "b" / "x.en.yaml").read_text("utf-8")


def test_the_same_text_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in "ab":
        run("import", SOURCE, "-o", tmp_path / name)
    first, second = (tmp_path / name / "lso-2021.en.yaml" for name in "ab")
    assert first.read_bytes() == second.read_bytes()

"""The command line: results on stdout, words on stderr, exit codes one can trust."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner, Result

from built import LESOTHO, ROOT, Build
from mgi_report import __version__
from mgi_report.cli import cli

# Has no warnings: its imprint is complete.
COMPLETE = ROOT / "tests" / "profiles" / "compared.en.yaml"


def run(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mgi_report", *map(str, arguments)],
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        check=False,
    )


def run_here(*arguments: object) -> Result:
    """Run a command in this process, which has warm workers; its exit code is what it returns."""
    return CliRunner().invoke(cli, [str(each) for each in arguments], standalone_mode=False)


def test_build_prints_the_path_and_nothing_else_when_piped(tmp_path: Path) -> None:
    done = run("build", COMPLETE, "-o", tmp_path)
    assert done.stdout == f"{tmp_path / 'mgi-xxc-2023-en.pdf'}\n"
    assert done.stderr == ""
    assert done.returncode == 0


@pytest.fixture
def small(tmp_path: Path, minimal_profile_text: str) -> Path:
    path = tmp_path / "small.yaml"
    path.write_text(minimal_profile_text, encoding="utf-8")
    return path


SMALL = "mgi-xxa-2021-en.pdf"


@pytest.fixture
def lesotho(finished: Build, tmp_path: Path) -> Path:
    """Return a copy of a finished file."""
    return Path(shutil.copy(finished(LESOTHO)[0].file, tmp_path))


def test_verbose_tells_the_time_of_each_step(small: Path, tmp_path: Path) -> None:
    done = run_here("build", "-v", small, "-o", tmp_path)
    assert done.return_value == 0
    for step in ("load", "import", "html", "layout", "finish", "inspect", "total"):
        assert step in done.stderr
    assert "kept" not in done.stderr


def test_verbose_tells_why_nothing_was_made(
    small: Path, tmp_path: Path, leaflet_theme: Path
) -> None:
    command = ("build", small, "-o", tmp_path, "--theme", leaflet_theme, "--no-inspect")
    made = run_here(*command)
    done = run_here(*command, "-v")
    assert (done.return_value, done.stdout) == (0, made.stdout)
    assert done.stderr == f"{small}: kept, since nothing that shapes its files has changed\n"
    assert "kept" not in run_here(*command).stderr
    assert "kept" not in run_here(*command, "-v", "--force").stderr


def test_no_inspect_leaves_the_inspection_out(
    small: Path, tmp_path: Path, leaflet_theme: Path
) -> None:
    done = run_here("build", "-v", "--no-inspect", "--theme", leaflet_theme, small, "-o", tmp_path)
    assert done.return_value == 0
    assert "layout" in done.stderr
    assert "inspect" not in done.stderr


def test_inspect_says_fine_and_tells_the_facts(lesotho: Path) -> None:
    done = run("inspect", lesotho)
    assert (done.stdout, done.stderr, done.returncode) == (f"{lesotho}: fine\n", "", 0)
    told = run_here("inspect", "-v", lesotho).stderr
    for words in ("pages", "findings", "30", "Source-Sans-3", "free at the foot", "lonely"):
        assert words in told


def test_inspect_tells_every_file_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "text.pdf").write_text("no PDF", encoding="utf-8")
    text = tmp_path / "text.pdf"
    done = run_here("inspect", tmp_path / "nosuch.pdf", tmp_path, text, text / "below.pdf")
    assert done.return_value == 1
    assert done.stdout == ""
    for code in ("file-missing", "file-is-folder", "not-a-pdf"):
        assert f"error [{code}]" in done.stderr
    assert "hint: name the PDF file in it" in done.stderr
    assert f"{text}: error" in done.stderr
    assert f"{text / 'below.pdf'}: error [file-missing]" in done.stderr
    assert "4 errors" in done.stderr


def test_inspect_names_the_file_and_the_place_in_the_data(lesotho: Path) -> None:
    with pikepdf.open(lesotho, allow_overwriting_input=True) as pdf:
        data = pdf.Root.AF[0].EF.F
        data.write(
            data.read_bytes().replace(b"There are no integration", b"There were integration")
        )
        pdf.save(lesotho)
    done = run_here("inspect", lesotho)
    assert (done.return_value, done.stdout) == (1, "")
    assert re.search(
        rf"{re.escape(str(lesotho))}: error \[finding-altered\] page \d+, ", done.stderr
    )
    assert "in domains.migrants-rights.potential[2]" in done.stderr


def test_a_bad_profile_stops_no_neighbour(small: Path, tmp_path: Path, leaflet_theme: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text(LESOTHO.read_text(encoding="utf-8").replace("code: LSO", "code: LSX"), "utf-8")
    paths = (bad, small, tmp_path / "nosuch.yaml")
    done = run("build", *paths, "-o", tmp_path, "--theme", leaflet_theme, "--no-inspect")
    assert done.returncode == 1
    assert done.stdout == f"{tmp_path / SMALL}\n"
    assert f"{bad}:12:9: error [country-code]" in done.stderr
    assert "^" in done.stderr
    assert "nosuch.yaml" in done.stderr
    assert "2 errors" in done.stderr
    assert "Traceback" not in done.stderr


def test_two_profiles_of_one_name_are_refused(tmp_path: Path) -> None:
    copy = tmp_path / "copy.yaml"
    copy.write_bytes(LESOTHO.read_bytes())
    done = run_here("build", LESOTHO, copy, "-o", tmp_path)
    assert done.return_value == 1
    assert done.stderr.count("[same-output]") == 2
    assert done.stdout == ""
    assert not list(tmp_path.glob("*.pdf"))


def test_check_says_fine_or_what_is_wrong(tmp_path: Path) -> None:
    assert run_here("check", LESOTHO).stdout == f"{LESOTHO}: fine\n"
    bad = tmp_path / "bad.yaml"
    bad.write_text("language: en\n", encoding="utf-8")
    done = run("check", bad)
    assert done.returncode == 1
    assert done.stdout == ""
    assert "[missing-key]" in done.stderr


def test_doctor_looks_for_every_package_that_some_command_needs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lines = ["click>=8.1", "no-such-reader>=1", "no-such-cluster>=1; extra == 'cluster'"]
    monkeypatch.setattr("mgi_report.run.machine.requires", lambda _: lines)
    done = CliRunner().invoke(cli, ["doctor"], standalone_mode=False)
    assert done.return_value == 1
    assert "no-such-reader is not installed: run pip install no-such-reader" in done.stderr
    assert "no-such-cluster" not in done.stderr
    assert done.stdout.endswith("\n1 problem\n")


def test_doctor_finds_everything_here() -> None:
    done = run("doctor")
    assert done.returncode == 0
    for word in ("Pango 1.", "HarfBuzz ", "weasyprint 70", "font files", "Everything is there"):
        assert word in done.stdout


@pytest.mark.parametrize("arguments", [["build"], ["nosuch"], ["build", "--nosuch", "x"]])
def test_a_wrong_command_line_is_usage(arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert "Usage:" in done.stderr


def test_help_names_commands_and_exit_codes_without_weasyprint() -> None:
    done = run("--help")
    assert done.returncode == 0
    for word in ("build", "check", "doctor", "inspect", "Exit codes"):
        assert word in done.stdout
    probe = "import mgi_report.cli, sys; sys.exit('weasyprint' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", probe], check=False).returncode == 0


@pytest.mark.parametrize("command", ["build", "check", "doctor", "inspect"])
def test_each_command_explains_itself(command: str) -> None:
    done = CliRunner().invoke(cli, [command, "--help"])
    assert done.exit_code == 0
    assert "Usage:" in done.stdout


def test_version() -> None:
    assert run("--version").stdout == f"mgi-report, version {__version__}\n"


def test_an_error_nobody_foresaw_is_no_traceback(tmp_path: Path) -> None:
    code = (
        "import mgi_report.profile.loading as check, mgi_report.cli as c, sys\n"
        "def broken(*a, **b): raise ZeroDivisionError('boom')\n"
        "check.load = broken\n"
        f"sys.argv = ['mgi-report', 'check', {str(LESOTHO)!r}]\n"
        "c.main()"
    )
    temporary, victim = tmp_path / "tmp", tmp_path / "victim"
    temporary.mkdir()
    victim.write_text("mine", encoding="utf-8")
    (temporary / "mgi-report-crash.log").symlink_to(victim)
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "TMPDIR": str(temporary)},
    )
    assert done.returncode == 3
    assert "internal error: ZeroDivisionError: boom" in done.stderr
    assert "Traceback" not in done.stderr
    (log,) = temporary.glob("mgi-report-crash-*.log")
    assert str(log) in done.stderr
    assert "boom" in log.read_text(encoding="utf-8")
    assert log.stat().st_mode & 0o777 == 0o600
    assert victim.read_text(encoding="utf-8") == "mine"


def test_colours_come_on_a_terminal_and_go_with_no_color(tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("language: en\n", encoding="utf-8")
    coloured = run("check", bad, FORCE_COLOR="1", TERM="xterm-256color")
    plain = run("check", bad, FORCE_COLOR="1", NO_COLOR="1", TERM="xterm-256color")
    assert "\x1b[1;31m" in coloured.stderr
    assert "31m" not in plain.stderr


def test_lists_of_commands_are_complete() -> None:
    result = CliRunner().invoke(cli, ["--help"])
    assert result.exit_code == 0
    for name in cli.commands:
        assert name in result.output


def test_results_nobody_reads_stop_nothing(
    tmp_path: Path, leaflet_theme: Path, country_text: Callable[[str], str]
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    for code in ("XAA", "XAB"):
        (data / f"{code}.yaml").write_text(country_text(code), encoding="utf-8")
    command = [sys.executable, "-m", "mgi_report", "build", data, "-o", tmp_path / "out"]
    command += ["--theme", leaflet_theme, "--no-inspect"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        process.stderr.read()
    assert process.returncode == 0
    assert len(list(tmp_path.glob("out/*.pdf"))) == 2


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="Linux has this device")
def test_results_that_find_no_room_are_told_of(
    small: Path, leaflet_theme: Path, tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "mgi_report", "build", small, "-o", tmp_path / "out"]
    command += ["--theme", leaflet_theme, "--no-inspect"]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert "Standard output cannot be written: No space left" in done.stderr
    assert done.returncode == 0
    assert (tmp_path / "out" / SMALL).is_file()


@pytest.mark.parametrize(
    ("option", "value"),
    [("--timeout", "inf"), ("--timeout", "nan"), ("--timeout", "1e12"), ("--memory", "10")],
)
def test_limits_that_make_no_sense_are_refused(option: str, value: str, tmp_path: Path) -> None:
    words = ["build", str(LESOTHO), "-o", str(tmp_path / "out"), option, value]
    done = CliRunner().invoke(cli, words)
    assert (done.exit_code, option in done.stderr) == (2, True)
    assert not (tmp_path / "out").exists()


def test_a_file_name_that_is_no_text_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    os.close(os.open(os.fsencode(tmp_path / "data") + b"/caf\xe9.yaml", os.O_CREAT))
    done = run("build", tmp_path / "data", "-o", tmp_path / "out")
    assert (done.returncode, "[file-name]" in done.stderr) == (1, True)
    assert "caf\\xe9.yaml" in done.stderr

"""`check` tells in the form that is asked for, reads standard input, and mends what is safe."""

import json
import os
import pty
import subprocess
import sys
from contextlib import chdir
from pathlib import Path
from typing import NamedTuple

import click
import pytest
from click.testing import CliRunner

from built import LESOTHO
from mgi_report.cli import cli

FINDING = (
    "- The invented Example Residence Act (2019) gives residents of Example access to schools."
)
WRONG = FINDING.replace("gives residents", "gives  residents")


class Done(NamedTuple):
    """Hold how a command ended and what it said."""

    returncode: int
    stdout: bytes
    stderr: bytes


def check(*words: object, data: bytes = b"", cwd: Path | None = None) -> Done:
    """Run the command in this process."""
    with chdir(cwd or Path.cwd()):
        arguments = ["check", *map(str, words)]
        done = CliRunner().invoke(cli, arguments, input=data, standalone_mode=False)
    if done.exception is not None:
        assert isinstance(done.exception, click.UsageError)
        return Done(done.exception.exit_code, done.stdout_bytes, b"")
    return Done(done.return_value or 0, done.stdout_bytes, done.stderr_bytes)


def started(*words: object, data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run it in a process of its own, for what Python gives a process: streams and exit codes."""
    command = [sys.executable, "-m", "mgi_report", "check", *map(str, words)]
    return subprocess.run(command, input=data, capture_output=True, check=False)


@pytest.fixture
def wrong(tmp_path: Path, minimal_profile_text: str) -> Path:
    file = tmp_path / "xxa.yaml"
    file.write_text(minimal_profile_text.replace(FINDING, WRONG))
    return file


def test_a_form_for_programs_goes_to_standard_output_and_nothing_else_is_said(
    tmp_path: Path, wrong: Path
) -> None:
    lost = tmp_path / "nosuch.yaml"
    done = check("--format", "json", wrong, lost)
    assert (done.returncode, done.stderr) == (1, b"")
    told = json.loads(done.stdout)
    assert [each["file"] for each in told["files"]] == [str(wrong), str(lost)]
    assert [p["code"] for each in told["files"] for p in each["problems"]] == [
        "suspicious-text",
        "file-missing",
    ]
    empty = tmp_path / "empty"
    empty.mkdir()
    told = json.loads(check("--format", "json", empty).stdout)
    assert told["files"][0]["problems"][0]["code"] == "no-profiles"


@pytest.mark.parametrize("form", ["sarif", "github", "junit"])
def test_other_forms_keep_the_exit_codes(form: str, tmp_path: Path, wrong: Path) -> None:
    done = started("--format", form, wrong)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"two spaces follow" in done.stdout
    assert check("--format", form, tmp_path / "nosuch.yaml").returncode == 1


def test_standard_input_is_a_profile_with_a_name(tmp_path: Path) -> None:
    done = started("-", data=LESOTHO.read_bytes())
    assert (done.returncode, done.stdout) == (0, b"<stdin>: fine\n")
    done = started("-", "--name", "draft.yaml", data=b"language: en\nstatus: [")
    assert done.returncode == 1
    assert b"draft.yaml:2:10: error [unclosed-bracket]" in done.stderr
    assert b"error [json-syntax]" in check("-", "--name", "a.json", data=b"{'a'}").stderr
    assert b"error [file-too-large]" in check("-", data=b"#" * 10_000_001).stderr


def test_what_standard_input_refers_to_is_looked_for_in_the_current_folder(
    tmp_path: Path, minimal_profile_text: str
) -> None:
    text = minimal_profile_text.replace("ordinal: 1", "ordinal: 2")
    data = text.replace("domains:", "compares_with: earlier.yaml\ndomains:").encode()
    assert b"earlier-has-problems" in check("-", data=data, cwd=tmp_path).stderr
    (tmp_path / "earlier.yaml").write_text(minimal_profile_text)
    assert check("-", data=data, cwd=tmp_path).returncode == 0
    assert check("-", "--name", tmp_path / "x.yaml", data=data).returncode == 0


def test_fix_shows_and_does_not_write_unasked(wrong: Path) -> None:
    before = wrong.read_bytes()
    done = check("--fix", wrong)
    assert done.returncode == 0
    assert f"-      {WRONG}\n+      {FINDING}\n".encode() in done.stdout
    assert b"nothing was written; --yes writes without asking" in done.stderr
    assert wrong.read_bytes() == before


def test_fix_writes_where_it_is_agreed_and_checks_again(wrong: Path) -> None:
    wrong.chmod(0o640)
    link = wrong.with_name("link.yaml")
    link.symlink_to(wrong)
    done = check("--fix", "--yes", link)
    assert done.returncode == 0
    assert done.stdout.endswith(f"{link}: fine\n".encode())
    assert done.stderr == f"{link}: mended\n".encode()
    assert FINDING in wrong.read_text()
    assert (link.is_symlink(), wrong.stat().st_mode & 0o777) == (True, 0o640)
    assert check("--fix", "--yes", wrong).stdout == f"{wrong}: fine\n".encode()


@pytest.mark.parametrize(("answer", "is_written"), [(b"y\n", True), (b"n\n", False)])
def test_fix_asks_at_a_terminal(wrong: Path, answer: bytes, is_written: bool) -> None:
    ours, theirs = pty.openpty()
    os.write(ours, answer)
    command = [sys.executable, "-m", "mgi_report", "check", "--fix", str(wrong)]
    done = subprocess.run(command, stdin=theirs, capture_output=True, check=False)
    os.close(ours)
    os.close(theirs)
    assert f"Write {wrong}? [y/N]".encode() in done.stderr
    assert (FINDING in wrong.read_text()) == is_written


def test_fix_lists_other_forms_of_names_where_they_are_asked_for(wrong: Path) -> None:
    text = wrong.read_text().replace("language: en", "language: fr")
    wrong.write_text(f"{text}bodies:\n  - name: residents of example\n")
    assert check("--fix", "--yes", "--spellings", wrong).returncode == 0
    assert FINDING in wrong.read_text()
    assert wrong.read_text().endswith('example\n    named_as: ["residents of Example"]\n')


def test_fix_mends_what_keeps_a_file_from_being_read(wrong: Path) -> None:
    wrong.write_text(wrong.read_text().replace(f"      {WRONG}", f"   \u00a0  {FINDING}"))
    assert check(wrong).returncode == 1
    assert check("--fix", "--yes", wrong).returncode == 0


@pytest.mark.parametrize(
    "words",
    [
        ("--name", "a.yaml", LESOTHO),
        ("--fix", "-"),
        ("--fix", "--format", "json", LESOTHO),
        ("--yes", LESOTHO),
        ("--quotes", LESOTHO),
        ("--spellings", LESOTHO),
        ("--digests", LESOTHO),
        ("--fix", "--renew", "1.X.1", LESOTHO),
    ],
)
def test_options_that_do_not_go_together_are_refused(words: tuple[object, ...]) -> None:
    done = check(*words)
    assert (done.returncode, done.stdout) == (2, b"")

"""mgi-report extract, diff, review and comments: what they print, write and return."""

import json
import os
import pty
import re
import shlex
import subprocess
import sys
from pathlib import Path
from shutil import copy

import pytest
from click import UsageError
from click.testing import CliRunner, Result
from docx import Document

from built import LESOTHO, ROOT, Build
from editions import edited, lesotho
from mgi_report.cli import cli


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(each) for each in arguments], standalone_mode=False)


@pytest.fixture
def new(tmp_path: Path) -> Path:
    file = tmp_path / "new.yaml"
    file.write_text(edited(lesotho(), ("the same access as", "access as")), "utf-8")
    return file


def test_extract_prints_each_file_or_the_data(finished: Build, tmp_path: Path) -> None:
    pdf = finished(LESOTHO)[0].file
    done = run("extract", pdf, "-o", tmp_path / "out")
    file = tmp_path / "out" / "profile.yaml"
    assert (done.stdout, done.stderr, done.return_value) == (f"{file}\n", "", 0)
    done = run("extract", pdf, "-o", "-")
    assert (done.stdout_bytes, done.return_value) == (LESOTHO.read_bytes(), 0)
    file.write_text("mine")
    done = run("extract", pdf, "-o", tmp_path / "out")
    assert (done.stdout, done.return_value, file.read_text()) == ("", 1, "mine")
    assert "[file-exists]" in done.stderr


def test_extract_of_a_file_for_the_printer_says_why_not(finished: Build, tmp_path: Path) -> None:
    done = run("extract", finished(LESOTHO)[1].file, "-o", tmp_path)
    assert (done.stdout, done.return_value) == ("", 1)
    assert "such files carry no data" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_diff_compares_a_pdf_with_a_file(finished: Build, new: Path) -> None:
    done = run("diff", finished(LESOTHO)[0].file, new)
    assert (done.stderr, done.return_value) == ("", 0)
    assert "    1.W.2  Changed\n      Migrants have[- the same-] access as" in done.stdout
    done = run("diff", LESOTHO, LESOTHO)
    assert done.return_value == 0
    assert done.stdout.endswith("Both say the same.\n")


def test_diff_writes_each_form_and_overwrites_none(new: Path, tmp_path: Path) -> None:
    for form, name in (("html", "x.html"), ("markdown", "x.md"), ("word", "x.docx")):
        done = run("diff", LESOTHO, new, "--format", form, "-o", tmp_path / name)
        assert (done.stdout, done.return_value) == (f"{tmp_path / name}\n", 0)
        assert (tmp_path / name).stat().st_size > 200
    assert run("diff", LESOTHO, new, "--format", "html").stdout.startswith("<!DOCTYPE html>")
    (tmp_path / "x.md").write_text("mine")
    done = run("diff", LESOTHO, new, "--format", "markdown", "-o", tmp_path / "x.md")
    assert (done.return_value, (tmp_path / "x.md").read_text()) == (1, "mine")
    done = CliRunner().invoke(cli, ["diff", str(LESOTHO), str(new), "--format", "word"])
    assert done.exit_code == 2
    assert "add --output FILE.docx" in done.stderr


def test_a_day_that_is_none_is_usage() -> None:
    done = CliRunner().invoke(cli, ["diff", str(LESOTHO), str(LESOTHO), "--date", "31.1.2022"])
    assert (done.exit_code, done.stdout) == (2, "")
    assert "for '--date': “31.1.2022” is no day; write it as 2022-01-31" in done.stderr


def test_diff_tells_the_problems_of_both(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("language: en\n")
    done = run("diff", tmp_path / "none.yaml", tmp_path / "bad.yaml")
    assert (done.stdout, done.return_value) == ("", 1)
    assert "[file-missing]" in done.stderr
    assert "[missing-key]" in done.stderr


def test_colours_are_for_terminals(new: Path) -> None:
    command = [sys.executable, "-m", "mgi_report", "diff", str(LESOTHO), str(new)]
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "80"}
    environment.pop("NO_COLOR", None)
    piped = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    assert "\x1b" not in piped.stdout
    parent, child = pty.openpty()
    shown = subprocess.Popen(command, stdout=child, stderr=child, env=environment)
    os.close(child)
    told = b""
    while True:
        try:
            part = os.read(parent, 4096)
        except OSError:  # How Linux tells that the other end is closed.
            break
        if not part:
            break
        told += part
    os.close(parent)
    assert shown.wait() == 0
    assert b"[- the same-]" in told
    assert b"\x1b[" in told


def test_review_writes_a_word_file_and_comments_reads_it(tmp_path: Path) -> None:
    word = tmp_path / "draft.docx"
    done = run("review", LESOTHO, "-o", word)
    assert (done.stdout, done.stderr, done.return_value) == (f"{word}\n", "", 0)
    document = Document(str(word))
    document.tables[0].rows[2].cells[3].text = "Since *when*?"
    document.save(str(tmp_path / "back.docx"))
    done = run("comments", tmp_path / "back.docx", "--data", LESOTHO)
    assert (done.stdout, done.return_value) == (
        f"1.W.2  {LESOTHO}:44:15\n  Comment column\n    Since *when*?\n",
        0,
    )
    done = run("comments", tmp_path / "back.docx", "--data", LESOTHO, "--format", "json")
    (told,) = json.loads(done.stdout)
    assert told == {
        "kind": "Comment column",
        "author": "",
        "text": "Since *when*?",
        "marked": "",
        "page": None,
        "finding": "1.W.2",
        "finding_in_data": "1.W.2",
        "file": str(LESOTHO),
        "line": 44,
        "column": 15,
        "path": "domains.migrants-rights.well_developed[1].text",
        "replies": [],
    }
    done = run("comments", tmp_path / "back.docx", "--format", "markdown")
    assert done.stdout == "### 1.W.2\n\n- [ ] Comment column\n\n  Since \\*when\\*?\n\n"
    assert run("comments", word).stdout == "There are no remarks.\n"


def test_comments_of_what_is_neither_is_a_problem(tmp_path: Path) -> None:
    done = run("comments", LESOTHO)
    assert (done.stdout, done.return_value) == ("", 1)
    assert "[not-a-word-file]" in done.stderr
    (tmp_path / "x.pdf").write_bytes(b"%PDF-1.7\nbroken")
    done = run("comments", tmp_path / "x.pdf")
    assert (done.stdout, done.return_value) == ("", 1)
    assert "[not-a-pdf]" in done.stderr
    assert "0x" not in done.stderr


def test_the_words_of_a_theme_are_said(new: Path, tmp_path: Path) -> None:
    words = tmp_path / "theme" / "templates" / "review" / "en.toml"
    words.parent.mkdir(parents=True)
    words.write_text('[diff]\nchanged = "Revised"\n', "utf-8")
    done = run("diff", LESOTHO, new, "--theme", tmp_path / "theme")
    assert (done.stderr, done.return_value) == ("", 0)
    assert "1.W.2  Revised" in done.stdout
    words.write_text('[diff]\nchangd = "Revised"\n', "utf-8")
    done = run("review", LESOTHO, "-o", tmp_path / "x.docx", "--theme", tmp_path / "theme")
    assert (done.stdout, done.return_value) == ("", 1)
    assert "hint: did you mean diff.changed?" in done.stderr
    assert not (tmp_path / "x.docx").exists()


def test_the_examples_of_the_page_are_true(
    finished: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = (ROOT / "docs" / "review.md").read_text("utf-8")
    monkeypatch.chdir(tmp_path)
    for folder, file in (("data", LESOTHO), ("output", finished(LESOTHO)[0].file)):
        (tmp_path / folder).mkdir()
        copy(file, tmp_path / folder)
    edits = ("status: final", "status: draft"), ("the same access as nationals", "equal access")
    (tmp_path / "draft.yaml").write_text(edited(lesotho(), *edits), "utf-8")
    examples = 0
    for block in re.findall(r"^```console\n(.*?)^```", page, re.M | re.S):
        for example in re.split(r"^\$ mgi-report ", block, flags=re.M)[1:]:
            command, _, wanted = example.partition("\n")
            done = run(*shlex.split(command))
            assert (done.stdout, done.stderr, done.return_value) == (wanted, "", 0), command
            examples += 1
    assert examples == 6


@pytest.mark.parametrize("author", ["", " ", "A.\x01", os.fsdecode(b"\xff")])
def test_who_changed_it_is_a_name(author: str, new: Path, tmp_path: Path) -> None:
    said = "--format", "word", "--author", author, "-o", tmp_path / "changes.docx"
    done = run("diff", LESOTHO, new, *said)
    assert isinstance(done.exception, UsageError)
    assert "--author is a name" in str(done.exception)
    assert list(tmp_path.iterdir()) == [new]


def test_names_of_files_need_not_be_text(new: Path, tmp_path: Path) -> None:
    odd = new.rename(tmp_path / os.fsdecode(b"\xff.yaml"))
    for form in ("text", "html", "markdown", "word"):
        done = run("diff", LESOTHO, odd, "--format", form, "-o", tmp_path / form)
        assert (done.exception, done.return_value) == (None, 0)
    assert "/\ufffd.yaml" in (tmp_path / "html").read_text("utf-8")
    draft = tmp_path / "draft.docx"
    run("review", LESOTHO, "-o", draft)
    done = run("comments", draft, "--data", odd, "--format", "json")
    assert json.loads(done.stdout)[0]["file"].endswith("/\ufffd.yaml")

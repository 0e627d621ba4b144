"""The options of reports write what they are asked for, and nothing else."""

import json
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from junitparser import JUnitXml

from mgi_report.cli.console import Screen
from mgi_report.cli.reporting import Reports, Wishes, report_options
from mgi_report.problems.problem import ProblemsFound
from mgi_report.run.watchers import Silent
from runs import a_run, failed, rendered


def report(*words: object, **environment: str) -> Result:
    @click.command()
    @report_options
    def command(**options: object) -> None:
        wishes = Wishes(**options)
        result = a_run(rendered(), failed())
        now = "2021-12-01T10:00:00Z"
        with Reports(wishes, Screen(), lambda: now, environment, Path("output")) as reports:
            watcher = reports.watcher(Silent())
            watcher.planned(2, 2)
            for outcome in result.outcomes:
                watcher.finished(outcome)
            watcher.ended(result)
            reports.write(result)

    return CliRunner().invoke(command, [str(word) for word in words])


def test_nothing_is_written_unasked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = report()
    assert (done.exit_code, done.output) == (0, "")
    assert list(tmp_path.iterdir()) == []


def test_every_report_is_written(tmp_path: Path) -> None:
    junit, summary, log = (tmp_path / name for name in ("new/j.xml", "s.md", "l.jsonl"))
    done = report("--junit", junit, "--summary", summary, "--log", log, "--annotations", "github")
    assert done.exit_code == 0, done.output
    (suite,) = JUnitXml.fromfile(str(junit))
    assert (suite.tests, suite.timestamp) == (2, "2021-12-01T10:00:00Z")
    assert summary.read_text(encoding="utf-8").startswith("## Country profiles")
    assert len([json.loads(line) for line in log.read_text().splitlines()]) == 4
    assert done.stderr.startswith("::error file=data/bad.yaml,line=12,col=9,title=country-code::")
    assert done.stdout == ""


def test_the_summary_of_a_step_is_added_to_and_others_are_written_anew(tmp_path: Path) -> None:
    file = tmp_path / "summary"
    file.write_text("before\n", encoding="utf-8")
    report("--summary", file, GITHUB_STEP_SUMMARY=str(file))
    assert file.read_text(encoding="utf-8").startswith("before\n## Country profiles")
    report("--summary", file)
    assert file.read_text(encoding="utf-8").startswith("## Country profiles")


@pytest.mark.parametrize("option", ["--junit", "--summary", "--log"])
def test_a_report_that_cannot_be_written_is_a_problem(option: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    done = report(option, tmp_path / "file" / "report")
    assert isinstance(done.exception, ProblemsFound)
    assert done.exception.problems[0].code == "cannot-write"


@pytest.mark.parametrize("record", ["manifest.json", "SHA256SUMS", ".mgi-report.jsonl"])
def test_records_of_the_folder_are_not_overwritten(
    record: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = report("--junit", f"output/{record}")
    assert done.exit_code == 2
    assert "record of the output folder" in done.output


def test_a_pipe_is_written_to_and_stays_one(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with ThreadPoolExecutor() as threads:
        read = threads.submit(pipe.read_text)
        assert report("--summary", pipe).exit_code == 0
        assert read.result(10).startswith("## Country profiles")
    assert pipe.is_fifo()


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="Linux has this device")
def test_a_log_that_finds_no_room_is_told_of_at_the_end(tmp_path: Path) -> None:
    junit = tmp_path / "j.xml"
    done = report("--log", "/dev/full", "--junit", junit)
    assert isinstance(done.exception, ProblemsFound)
    assert "No space left" in done.exception.problems[0].message
    assert junit.is_file()

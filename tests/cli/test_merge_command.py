"""mgi-report merge tells of joined shards as build tells of a run."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from junitparser import Failure, JUnitXml

from manifests import GENERATOR, failure, fill, record, small_pdf
from mgi_report.cli import cli
from mgi_report.output.manifest import Manifest, Shard

ALPHA, BETA = record("Alpha", code="xal"), record("Beta", code="xbe")


def run(*words: object) -> Result:
    arguments = ["merge", *map(str, words)]
    return CliRunner().invoke(cli, arguments, standalone_mode=False)


@pytest.fixture
def shards(tmp_path: Path) -> tuple[Path, Path]:
    """Return two folders: one with a file, one with a file and a failure."""
    folders = (tmp_path / "one", tmp_path / "two")
    for number, (folder, file) in enumerate(zip(folders, (ALPHA, BETA), strict=True), 1):
        manifest = Manifest(
            generator=GENERATOR,
            shard=Shard(number=number, of=2, list="0" * 64),
            files=(file,),
            failures=(failure(),) if number == 2 else (),
        )
        fill(folder, manifest, [small_pdf((number / 2, 0, 0))])
    return folders


def test_merge_prints_files_and_sums_up_for_a_person(
    shards: tuple[Path, Path], tmp_path: Path
) -> None:
    merged = tmp_path / "merged"
    done = run(*shards, "-o", merged)
    assert done.return_value == 1
    assert done.stdout == f"{merged / ALPHA.name}\n{merged / BETA.name}\n"
    failed, summed = done.stderr.splitlines()
    assert failed.startswith("broken.en.yaml could not be made: there is no key")
    assert summed == "2 shards joined: 2 rendered, 1 failed"
    again = run(*shards, "-o", merged, "-q")
    assert (again.stdout, again.stderr) == (done.stdout, f"{failed}\n")


def test_merge_writes_the_reports_of_a_run(shards: tuple[Path, Path], tmp_path: Path) -> None:
    junit, summary, log = (tmp_path / name for name in ("j.xml", "s.md", "l.jsonl"))
    wishes = ("--junit", junit, "--summary", summary, "--log", log, "--annotations", "github")
    done = run(*shards, "-q", "-o", tmp_path / "merged", *wishes)
    assert done.return_value == 1
    (suite,) = JUnitXml.fromfile(str(junit))
    assert {case.name: [type(each) for each in case.result] for case in suite} == {
        "broken.en.yaml": [Failure],
        ALPHA.source: [],
        BETA.source: [],
    }
    assert "**2 rendered, 1 failed**" in summary.read_text("utf-8")
    events = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    assert [each["event"] for each in events] == [
        "run-started",
        *["profile-finished"] * 3,
        "run-finished",
    ]
    assert (events[0]["total"], events[-1]["failed"]) == (3, 1)
    assert "::error file=broken.en.yaml,line=12,col=5,title=unknown-key::" in done.stderr


def test_nothing_is_reported_of_shards_that_cannot_be_joined(
    shards: tuple[Path, Path], tmp_path: Path
) -> None:
    junit = tmp_path / "j.xml"
    done = run(shards[0], "-o", tmp_path / "merged", "--junit", junit)
    assert (done.return_value, done.stdout) == (1, "")
    assert "[shard-missing]" in done.stderr
    assert not junit.exists()
    done = run(*shards, "-o", tmp_path / "merged", "--junit", tmp_path / "merged" / "SHA256SUMS")
    assert "record of the output folder" in str(done.exception)

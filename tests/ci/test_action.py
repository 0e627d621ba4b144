"""The scripts of the action are run as GitHub runs them, with the inputs of a caller."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ci_files import ACTION, read

STAND_IN = """\
#!{python}
import json, os, pathlib, sys
words = sys.argv[1:]
with open({calls!r}, "a") as calls:
    print(json.dumps(words), file=calls)
if words[0] == "build":
    output = pathlib.Path(words[words.index("--output") + 1])
    output.mkdir(exist_ok=True)
    if {code} < 2:
        told = {{"files": [{{"current": True}}, {{"current": False}}], "failures": [{{}}]}}
        (output / "manifest.json").write_text(json.dumps(told))
        pathlib.Path(words[words.index("--summary") + 1]).write_text("told")
    sys.exit({code})
if words[0] == "bundle":
    print("output/profiles.zip")
"""


def step(name: str) -> dict[str, Any]:
    (found,) = [one for one in read(ACTION)["runs"]["steps"] if one.get("name") == name]
    return found


class Runner:
    """Run steps of the action in a folder, as GitHub's runner does."""

    def __init__(self, folder: Path, **inputs: str) -> None:
        self.folder = folder
        self.inputs = {
            name.replace("-", "_"): told["default"] for name, told in read(ACTION)["inputs"].items()
        } | inputs
        self.outputs: dict[str, str] = {}
        (folder / "bin").mkdir()

    def commands(self, text: str) -> None:
        file = self.folder / "bin" / "mgi-report"
        file.write_text(text, encoding="utf-8")
        file.chmod(0o755)

    def run(self, name: str) -> subprocess.CompletedProcess[str]:
        """Run a step; its expressions are those of inputs and of outputs of earlier steps."""
        todo = step(name)
        files = {key: self.folder / key.lower() for key in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", todo["run"]],
            cwd=self.folder,
            env={
                **os.environ,
                **{key: str(file) for key, file in files.items()},
                **{key: self._value(text) for key, text in todo.get("env", {}).items()},
                "RUNNER_TEMP": str(self.folder),
            },
            capture_output=True,
            text=True,
            check=False,
        )
        told = files["GITHUB_OUTPUT"].read_text() if files["GITHUB_OUTPUT"].exists() else ""
        self.outputs |= dict(line.split("=", 1) for line in told.splitlines())
        return done

    def _value(self, expression: str) -> str:
        kind, *names = expression.removeprefix("${{ ").removesuffix(" }}").split(".")
        if kind == "inputs":
            return self.inputs[names[0].replace("-", "_")]
        return str(self.folder / "bin") if names[-1] == "bin" else self.outputs[names[-1]]

    @property
    def calls(self) -> list[list[str]]:
        return [json.loads(line) for line in (self.folder / "calls").read_text().splitlines()]

    @property
    def summary(self) -> str:
        file = self.folder / "github_step_summary"
        return file.read_text(encoding="utf-8") if file.exists() else ""


def stand_in(folder: Path, code: int = 0, **inputs: str) -> Runner:
    runner = Runner(folder, **inputs)
    runner.commands(STAND_IN.format(python=sys.executable, calls=str(folder / "calls"), code=code))
    return runner


def test_inputs_become_arguments(tmp_path: Path) -> None:
    runner = stand_in(
        tmp_path,
        profiles="data/\nmore data/lso 2021.en.yaml\n",
        output="made here",
        formats="download, press",
        jobs="3",
        extra_args="--force --timeout '60' --shard 1/4",
    )
    assert runner.run("Build").returncode == 0
    ((_, *words),) = runner.calls
    reports = runner.outputs["reports"]
    assert words == [
        *("--prune", "--output", "made here", "--annotations", "github"),
        *("--junit", f"{reports}/junit.xml"),
        *("--summary", f"{reports}/summary.md", "--log", f"{reports}/log.jsonl"),
        *("--format", "download", "--format", "press", "--jobs", "3"),
        *("--force", "--timeout", "60", "--shard", "1/4"),
        *("--", "data/", "more data/lso 2021.en.yaml"),
    ]
    assert runner.outputs["output"] == "made here"
    assert runner.outputs["manifest"] == "made here/manifest.json"
    assert (runner.outputs["files"], runner.outputs["failed"]) == ("1", "1")
    assert runner.summary == "told"


def test_a_quotation_without_its_end_is_told_of(tmp_path: Path) -> None:
    done = stand_in(tmp_path, extra_args='--timeout "120').run("Build")
    assert done.returncode == 2
    assert "::error title=mgi-report::extra-args" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_profiles_may_be_indented_and_end_as_on_windows(tmp_path: Path) -> None:
    runner = stand_in(tmp_path, profiles="  data/\r\n\tmore data/a.yaml \r\n\r\n")
    assert runner.run("Build").returncode == 0
    ((_, *words),) = runner.calls
    assert words[words.index("--") + 1 :] == ["data/", "more data/a.yaml"]


def test_inputs_do_not_become_code(tmp_path: Path) -> None:
    evil = "a\"; touch pwned; $(touch pwned) `touch pwned` ' && touch pwned"
    runner = stand_in(
        tmp_path,
        profiles=f"{evil}\n--force",
        output="out\nfiles=99",
        jobs="$(touch pwned)",
        extra_args="'$(touch pwned)' \";\" touch pwned",
    )
    assert runner.run("Build").returncode == 0
    assert not (tmp_path / "pwned").exists()
    ((_, *words),) = runner.calls
    assert words[words.index("--") + 1 :] == [evil, "--force"]
    assert words.count("$(touch pwned)") == 2
    assert runner.outputs["files"] == "1"


@pytest.mark.parametrize("code", [0, 1])
def test_the_outcome_is_that_of_build(tmp_path: Path, code: int) -> None:
    runner = stand_in(tmp_path, code)
    assert runner.run("Build").returncode == 0
    assert runner.run("Download page and bundle").returncode == 0
    # A bundle of what is not complete would deceive.
    bundles = [] if code else ["bundle"]
    assert [words[0] for words in runner.calls] == ["build", "index", *bundles]
    assert runner.outputs.get("bundle") == (None if code else "output/profiles.zip")
    assert runner.run("Outcome").returncode == code


def test_a_build_that_never_began_fails_at_the_end_only(tmp_path: Path) -> None:
    runner = stand_in(tmp_path, 2, summary="false")
    assert runner.run("Build").returncode == 0
    assert (runner.outputs["manifest"], runner.outputs["files"]) == ("", "0")
    assert runner.summary == ""
    assert runner.run("Outcome").returncode == 2


@pytest.mark.parametrize("complete", [True, False])
def test_the_real_command_makes_files_page_bundle_and_reports(
    tmp_path: Path, minimal_profile_text: str, complete: bool
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "good one.yaml").write_text(minimal_profile_text, encoding="utf-8")
    if not complete:
        (data / "bad.yaml").write_text("language: en\n", encoding="utf-8")
    runner = Runner(tmp_path, profiles="data/\n", extra_args="--no-inspect")
    runner.commands(f'#!/bin/sh\nexec "{sys.executable}" -m mgi_report "$@"\n')
    built = runner.run("Build")
    assert built.returncode == 0, built.stderr
    assert runner.outputs["code"] == str(int(not complete)), built.stderr
    assert (runner.outputs["files"], runner.outputs["failed"]) == ("1", str(int(not complete)))
    assert ("::error file=" in built.stdout + built.stderr) is not complete
    assert ("missing-key" in runner.summary) is not complete
    reports = Path(runner.outputs["reports"])
    assert {file.name for file in reports.iterdir()} == {"junit.xml", "log.jsonl", "summary.md"}
    events = [json.loads(line) for line in (reports / "log.jsonl").read_text().splitlines()]
    assert events[-1]["event"] == "run-finished"
    shelved = runner.run("Download page and bundle")
    assert shelved.returncode == 0, shelved.stderr
    assert (tmp_path / "output" / "index.html").exists()
    assert ("bundle" in runner.outputs) is complete
    if complete:
        assert (tmp_path / runner.outputs["bundle"]).exists()
    assert runner.run("Outcome").returncode == int(not complete)

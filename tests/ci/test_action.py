"""The scripts of the action are run as GitHub runs them, with the inputs of a caller."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ci_files import ACTION, read
from github_runner import fill, run_script

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
        log = pathlib.Path(words[words.index("--log") + 1])
        log.write_text('{{"event": "run-started"}}\\n{{"event": "run-finished", "rendered": 7}}\\n')
        told = {{"files": [{{"current": True}}, {{"current": False}}], "failures": [{{}}]}}
        (output / "manifest.json").write_text(json.dumps(told))
        pathlib.Path(words[words.index("--summary") + 1]).write_text("told")
    sys.exit({code})
if words[0] == "changes":
    output = pathlib.Path(words[words.index("--output") + 1])
    output.mkdir()
    (output / "index.html").write_text("page")
    pathlib.Path(words[words.index("--summary") + 1]).write_text("what changes")
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
        self.inputs = {name: told["default"] for name, told in read(ACTION)["inputs"].items()}
        self.inputs |= {name.replace("_", "-"): value for name, value in inputs.items()}
        self.outputs: dict[str, str] = {}
        (folder / "bin").mkdir()

    def commands(self, text: str) -> None:
        file = self.folder / "bin" / "mgi-report"
        file.write_text(text, encoding="utf-8")
        file.chmod(0o755)

    def run(self, name: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run a step; its expressions are those of inputs and of outputs of earlier steps."""
        todo = step(name)
        before = {"outputs": {"bin": str(self.folder / "bin")} | self.outputs}
        known = {
            "inputs": self.inputs,
            "steps": dict.fromkeys(("install", "build", "shelf"), before),
        }
        own = {key: fill(text, known) for key, text in todo.get("env", {}).items()}
        done, outputs = run_script(todo, self.folder, self.folder, own | environment)
        self.outputs |= outputs
        return done

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
        data="data/\nmore data/lso 2021.en.yaml\n",
        output="made here",
        formats="download, press",
        jobs="3",
        theme="our theme",
        shard="1/4",
        extra_args="--force --timeout '60'",
    )
    assert runner.run("Build, merge or compare").returncode == 0
    ((_, *words),) = runner.calls
    reports = runner.outputs["reports"]
    assert words == [
        *("--prune", "--output", "made here", "--junit", f"{reports}/junit.xml"),
        *("--summary", f"{reports}/summary.md", "--log", f"{reports}/log.jsonl"),
        *("--annotations", "github", "--theme", "our theme"),
        *("--format", "download", "--format", "press", "--shard", "1/4", "--jobs", "3"),
        *("--force", "--timeout", "60"),
        *("--", "data/", "more data/lso 2021.en.yaml"),
    ]
    assert runner.outputs["output"] == "made here"
    assert runner.outputs["manifest"] == "made here/manifest.json"
    assert (runner.outputs["files"], runner.outputs["failed"]) == ("1", "1")
    assert (runner.outputs["rendered"], runner.outputs["artifact"]) == (
        "7",
        "profiles-shard-1-of-4",
    )
    assert runner.summary == "told"


def test_what_mgi_report_toml_says_is_left_to_it(tmp_path: Path) -> None:
    runner = stand_in(tmp_path)
    assert runner.run("Build, merge or compare").returncode == 0
    ((_, *words),) = runner.calls
    assert {"--format", "--theme", "--shard", "--jobs"}.isdisjoint(words)
    assert runner.outputs["artifact"] == "profiles"


@pytest.mark.parametrize("code", [0, 1])
def test_two_sides_are_compared_and_the_report_is_uploaded(tmp_path: Path, code: int) -> None:
    runner = stand_in(
        tmp_path, code, mode="changes", before="before/data", data="data\n", output="changes"
    )
    assert runner.run("Build, merge or compare").returncode == 0
    summary = f"{runner.outputs['reports']}/summary.md"
    told = ["--output", "changes", "--summary", summary, "--", "before/data", "data"]
    assert runner.calls == [["changes", *told]]
    assert (tmp_path / "before" / "data").is_dir()
    assert (runner.outputs["made"], runner.outputs["manifest"]) == ("changes/index.html", "")
    assert runner.summary == "what changes"
    assert runner.run("Outcome").returncode == code


def test_another_mode_is_told_of(tmp_path: Path) -> None:
    done = stand_in(tmp_path, mode="publish").run("Build, merge or compare")
    assert done.returncode == 2
    assert "mode is build, merge, or changes with before, not publish" in done.stdout


def test_what_is_installed_can_be_taken(tmp_path: Path) -> None:
    runner = stand_in(tmp_path, version="installed")
    path = f"{tmp_path / 'bin'}:/usr/bin:/bin"
    assert runner.run("Install mgi-report", PATH=path).returncode == 0
    assert runner.outputs["bin"] == str(tmp_path / "bin")
    (tmp_path / "bin" / "mgi-report").unlink()
    done = runner.run("Install mgi-report", PATH=path)
    assert done.returncode == 1
    assert "there is no mgi-report here" in done.stdout


@pytest.mark.parametrize("version", ["", "0.1.0"])
def test_what_is_installed_has_the_versions_of_the_constraints(
    tmp_path: Path, version: str
) -> None:
    """pip is a stand-in: what it would fetch is not there before a release."""
    runner = stand_in(tmp_path, version=version)
    python = tmp_path / "bin" / "python3"
    python.write_text(
        '#!/bin/sh\nmkdir -p "$3/bin"\ncp "$0" "$3/bin/python"\necho "$@" >>"$CALLS"\n'
    )
    python.chmod(0o755)
    environment = {"PATH": f"{tmp_path / 'bin'}:/usr/bin:/bin", "CALLS": str(tmp_path / "pip")}
    done = runner.run("Install mgi-report", GITHUB_ACTION_PATH="/action", **environment)
    assert done.returncode == 0, done.stderr
    _, *installs = (tmp_path / "pip").read_text().splitlines()
    assert all(line.endswith("--constraint /action/constraints.txt") for line in installs)
    what = ["mgi-report==0.1.0"] if version else ["hatchling editables", "/action"]
    assert [each in line for each, line in zip(what, installs, strict=True)] == [True] * len(what)


def test_a_quotation_without_its_end_is_told_of(tmp_path: Path) -> None:
    done = stand_in(tmp_path, extra_args='--timeout "120').run("Build, merge or compare")
    assert done.returncode == 2
    assert "::error title=mgi-report::extra-args" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_profiles_may_be_indented_and_end_as_on_windows(tmp_path: Path) -> None:
    runner = stand_in(tmp_path, data="  data/\r\n\tmore data/a.yaml \r\n\r\n")
    assert runner.run("Build, merge or compare").returncode == 0
    ((_, *words),) = runner.calls
    assert words[words.index("--") + 1 :] == ["data/", "more data/a.yaml"]


def test_inputs_do_not_become_code(tmp_path: Path) -> None:
    evil = "a\"; touch pwned; $(touch pwned) `touch pwned` ' && touch pwned"
    runner = stand_in(
        tmp_path,
        data=f"{evil}\n--force",
        output="out\nfiles=99",
        jobs="$(touch pwned)",
        extra_args="'$(touch pwned)' \";\" touch pwned",
    )
    assert runner.run("Build, merge or compare").returncode == 0
    assert not (tmp_path / "pwned").exists()
    ((_, *words),) = runner.calls
    assert words[words.index("--") + 1 :] == [evil, "--force"]
    assert words.count("$(touch pwned)") == 2
    assert runner.outputs["files"] == "1"


@pytest.mark.parametrize("code", [0, 1])
def test_the_outcome_is_that_of_build(tmp_path: Path, code: int) -> None:
    runner = stand_in(tmp_path, code, bundle="all")
    assert runner.run("Build, merge or compare").returncode == 0
    assert runner.run("Verify, download page and bundle").returncode == 0
    # A bundle of what is not complete would deceive.
    then = ["index"] if code else ["verify", "index", "bundle"]
    assert [words[0] for words in runner.calls] == ["build", *then]
    assert runner.outputs["bundle"] == ("" if code else "output/profiles.zip")
    assert runner.run("Outcome").returncode == code


def test_a_build_that_never_began_fails_at_the_end_only(tmp_path: Path) -> None:
    runner = stand_in(tmp_path, 2, summary="false")
    assert runner.run("Build, merge or compare").returncode == 0
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
    runner = Runner(tmp_path, data="data/\n", extra_args="--no-inspect", bundle="all")
    runner.commands(f'#!/bin/sh\nexec "{sys.executable}" -m mgi_report "$@"\n')
    built = runner.run("Build, merge or compare")
    assert built.returncode == 0, built.stderr
    assert runner.outputs["code"] == str(int(not complete)), built.stderr
    assert (runner.outputs["files"], runner.outputs["failed"]) == ("1", str(int(not complete)))
    assert ("::error file=" in built.stdout + built.stderr) is not complete
    assert ("missing-key" in runner.summary) is not complete
    reports = Path(runner.outputs["reports"])
    assert {file.name for file in reports.iterdir()} == {"junit.xml", "log.jsonl", "summary.md"}
    events = [json.loads(line) for line in (reports / "log.jsonl").read_text().splitlines()]
    assert events[-1]["event"] == "run-finished"
    shelved = runner.run("Verify, download page and bundle")
    assert shelved.returncode == 0, shelved.stderr
    assert (tmp_path / "output" / "index.html").exists()
    assert bool(runner.outputs["bundle"]) is complete
    if complete:
        assert (tmp_path / runner.outputs["bundle"]).exists()
    assert runner.run("Outcome").returncode == int(not complete)

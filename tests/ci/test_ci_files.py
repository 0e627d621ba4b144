"""What runs in CI is well formed, pinned, and lets nobody's text become code."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from ci_files import (
    ACTION,
    DEPENDABOT,
    EXAMPLE,
    GITLAB,
    ROOT,
    WORKFLOWS,
    Script,
    read,
    scripts,
    shown_workflows,
)

TOOLS = Path(sys.executable).parent
DOCS = ROOT / "docs" / "ci.md"
LINT = (TOOLS / "jactionlint", "--strict-exit", f"--shellcheck={TOOLS / 'shellcheck'}")


def run(*words: object, text: str | None = None) -> None:
    done = subprocess.run(
        [str(word) for word in words], input=text, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("github-actions", [ACTION]),
        ("github-workflows", WORKFLOWS),
        ("gitlab-ci", [GITLAB]),
        ("dependabot", DEPENDABOT),
    ],
)
def test_files_follow_their_schema(schema: str, files: list[Path]) -> None:
    transform = ["--data-transform", "gitlab-ci"] if schema == "gitlab-ci" else []
    check = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}"]
    run(*check, *transform, *files)


def test_an_attacker_finds_no_way_in() -> None:
    # Everything it has to say, also of style.
    pedantic = ("--persona", "pedantic", "--offline", "--no-progress", "--quiet")
    run(TOOLS / "zizmor", *pedantic, ACTION, *WORKFLOWS, *DEPENDABOT)


def test_github_would_run_them_as_they_are_meant() -> None:
    run(*LINT, ACTION, *WORKFLOWS, *DEPENDABOT)


@pytest.mark.parametrize("place", shown_workflows())
def test_workflows_that_pages_show_would_run(place: str) -> None:
    # Pages show a part, and versions by their tag. The name leads to the action that it uses.
    part = ("--profile", "correctness", f"--stdin-filename={WORKFLOWS[0]}", "-")
    run(*LINT, *part, text=shown_workflows()[place])


@pytest.mark.parametrize("script", scripts(), ids=lambda script: script.place)
def test_scripts_are_sound(script: Script) -> None:
    # $FORCE may be no word at all; and PROFILES, the input, is no slip for profiles, the array.
    leave = "SC2086" if script.shell == "sh" else "SC2153"
    text = f"#!/usr/bin/env {script.shell}\nset -e\n{script.text}"
    run(TOOLS / "shellcheck", "--exclude", leave, "-", text=text)


@pytest.mark.parametrize(
    "name", ["constraints", "run", "same-bytes", "sbom", "setup", "try-image", "try-installed"]
)
def test_the_scripts_of_the_repository_are_sound(name: str) -> None:
    # Words of a list are meant to be split.
    run(TOOLS / "shellcheck", "--exclude", "SC2086", ROOT / ".ci" / name)


@pytest.mark.parametrize("script", scripts(), ids=lambda script: script.place)
def test_no_script_has_text_put_into_it(script: Script) -> None:
    assert "${{" not in script.text


@pytest.mark.parametrize("file", [ACTION, *WORKFLOWS], ids=lambda file: file.name)
def test_actions_of_others_are_pinned_and_their_version_is_told(file: Path) -> None:
    for used in re.findall(r"uses: (.*)", file.read_text(encoding="utf-8")):
        assert re.match(r"\./( |$)|[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", used), used


def test_one_version_of_an_action_everywhere() -> None:
    texts = "".join(file.read_text(encoding="utf-8") for file in (ACTION, *WORKFLOWS))
    pins = set(re.findall(r"uses: ([\w/-]+)@(\w{40} # v[\d.]+)", texts))
    assert len(pins) == len({action for action, _ in pins})


def test_the_action_installs_what_the_setup_installs() -> None:
    setup = (ROOT / ".ci" / "setup").read_text(encoding="utf-8")
    needed = set(re.findall(r"debian:.*(lib(?:pango|fontconfig|harfbuzz)[\w.-]+) ;;", setup))
    action = ACTION.read_text(encoding="utf-8")
    assert needed
    assert {package for package in needed if package not in action} == set()


def test_workflows_may_do_little_and_not_for_ever() -> None:
    for file in WORKFLOWS:
        workflow = read(file)
        assert workflow["permissions"] in ({}, {"contents": "read"})
        assert "concurrency" in workflow
        for name, job in workflow["jobs"].items():
            assert job["timeout-minutes"] <= 60
            may_write = {k for k, v in job.get("permissions", {}).items() if v == "write"}
            assert not may_write or name == "release"


def test_the_shards_of_the_workflow_are_all_of_them() -> None:
    job = read(EXAMPLE / ".github" / "workflows" / "profiles.yml")["jobs"]["build"]
    shards = job["strategy"]["matrix"]["shard"]
    assert shards == list(range(1, len(shards) + 1))


def test_nothing_that_is_released_comes_from_a_cache() -> None:
    for step in read(EXAMPLE / ".github" / "workflows" / "profiles.yml")["jobs"]["build"]["steps"]:
        if "cache" in step.get("uses", ""):
            assert "github.ref_type != 'tag'" in step["if"]


def test_the_documentation_has_every_input_and_output() -> None:
    text = DOCS.read_text(encoding="utf-8")
    action = read(ACTION)
    for kind in ("inputs", "outputs"):
        for name in action[kind]:
            assert f"| `{name}` |" in text
    for name, told in action["inputs"].items():
        default = re.search(rf"^\| `{name}` \|.*\|\s*(\S*)\s*\|$", text, re.MULTILINE)
        assert default is not None
        assert default[1] == (f"`{told['default']}`" if told["default"] else "")

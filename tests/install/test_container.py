"""The image holds what the tool needs, and is built and used where that can be done."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
IMAGE = ROOT / "Containerfile"
DEVELOPMENT = ROOT / ".devcontainer" / "Containerfile"
SETUP = (ROOT / ".ci" / "setup").read_text("utf-8")


def words(file: Path) -> set[str]:
    return set(re.findall(r"[\w.+-]+", file.read_text("utf-8")))


def packages(*things: str) -> set[str]:
    """Return the packages of Debian by which .ci/setup brings these things."""
    found = set()
    for thing in things:
        [told] = re.findall(rf"(?:debian|\*):{thing}(?: \|[^)]*)?\) echo \"?([^\"\n;]+)", SETUP)
        found |= set(told.strip().replace("python$version", "python3").split())
    return found


def test_the_linter_finds_nothing() -> None:
    linter = Path(sys.executable).with_name("hadolint")
    done = subprocess.run([linter, IMAGE, DEVELOPMENT], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_it_has_the_packages_that_the_setup_installs() -> None:
    libraries = packages("pangoft2", "fontconfig", "harfbuzz", "harfbuzz-subset")
    assert libraries | {"libpango-1.0-0"} | packages("javac", "venv") <= words(IMAGE)


def test_the_container_for_development_has_those_of_development() -> None:
    tools = packages("javac", "gs", "softhsm", "npm", "chromium", "atomic", "venv")
    libraries = packages("pangoft2", "fontconfig", "harfbuzz", "harfbuzz-subset")
    assert tools | libraries <= words(DEVELOPMENT)
    told = json.loads((DEVELOPMENT.with_name("devcontainer.json")).read_text("utf-8"))
    assert (DEVELOPMENT.parent / told["build"]["dockerfile"]).is_file()
    assert f"useradd --uid 1000 --create-home --shell /bin/bash {told['remoteUser']}" in (
        DEVELOPMENT.read_text("utf-8")
    )


def test_it_copies_what_is_let_through() -> None:
    text = IMAGE.read_text("utf-8")
    copied = {
        source
        for sources in re.findall(r"^COPY (?!--from)(.*) \S+$", text, re.MULTILINE)
        for source in sources.split()
    }
    let = set(re.findall(r"^!(.*)", (ROOT / ".dockerignore").read_text("utf-8"), re.MULTILINE))
    assert copied == let
    assert [each for each in copied if not (ROOT / each).exists()] == []


def test_nobody_runs_it() -> None:
    users = re.findall(r"^USER (.*)", IMAGE.read_text("utf-8"), re.MULTILINE)
    assert users[-1:] == ["65534:65534"]


def can_build() -> bool:
    builders = filter(shutil.which, ("podman", "docker"))
    asked = (subprocess.run([each, "info"], capture_output=True, check=False) for each in builders)
    return any(done.returncode == 0 for done in asked)


@pytest.mark.skipif("CI" in os.environ, reason="the job image of the workflow test does it")
def test_it_makes_a_profile_on_a_read_only_root() -> None:
    if not can_build():
        pytest.skip("neither podman nor docker works here")
    done = subprocess.run(
        [ROOT / ".ci" / "try-image"], capture_output=True, text=True, timeout=1800, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "fine, PDF/UA-1 and PDF/A-3a by veraPDF" in done.stdout

"""The files that describe the repository to others follow their schemas and agree with it."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).parents[2]
DEPENDABOT = ROOT / ".github" / "dependabot.yml"
CITATION = ROOT / "CITATION.cff"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


@pytest.mark.parametrize(
    ("schema", "file"), [("dependabot", DEPENDABOT), ("citation-file-format", CITATION)]
)
def test_they_follow_their_schema(schema: str, file: Path) -> None:
    check = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}"]
    done = subprocess.run(
        [*check, "--default-filetype", "yaml", file], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_citation_is_of_this_version() -> None:
    told = YAML(typ="safe").load(CITATION)
    assert told["version"] == PROJECT["version"]
    assert told["license"] == PROJECT["license"]
    assert told["title"] == PROJECT["name"]


def test_dependabot_looks_where_versions_are_written() -> None:
    told = YAML(typ="safe").load(DEPENDABOT)
    looks = {
        (each["package-ecosystem"], directory)
        for each in told["updates"]
        for directory in each.get("directories", [each.get("directory")])
    }
    files = {
        ("pip", "/"): "constraints.txt",
        ("github-actions", "/"): ".github/workflows/test.yml",
        ("npm", "/tests/editor"): "tests/editor/package-lock.json",
        ("docker", "/"): "Containerfile",
        ("docker", "/.devcontainer"): ".devcontainer/Containerfile",
    }
    assert looks == set(files)
    assert [file for file in files.values() if not (ROOT / file).is_file()] == []


def test_the_pythons_served_are_the_pythons_tried() -> None:
    served = [
        word for each in PROJECT["classifiers"] for word in re.findall(r"Python :: (3\.\d+)", each)
    ]
    workflow = YAML(typ="safe").load(ROOT / ".github" / "workflows" / "test.yml")
    assert workflow["jobs"]["wheel"]["strategy"]["matrix"]["python"] == served
    assert PROJECT["requires-python"] == f">={served[0]}"

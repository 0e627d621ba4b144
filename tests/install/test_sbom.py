"""The list of parts that a release carries names what is installed, and nothing of this machine."""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import distribution, version
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
# A few, since each costs the check against the schema a tenth of a second.
INSTALLED = ("weasyprint", "pydyf", "pikepdf", "segno")


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the list as a release makes it; the script checks it against CycloneDX's schema."""
    venv = tmp_path_factory.mktemp("venv")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", venv], check=True)
    [site] = venv.glob("lib/python*/site-packages")
    for name in (*INSTALLED, "mgi-report"):
        packages = Path(str(distribution(name).locate_file("")))
        [metadata] = packages.glob(f"{name.replace('-', '_')}-*.dist-info")
        shutil.copytree(metadata, site / metadata.name)
    file = venv / "parts.json"
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    done = subprocess.run(
        [ROOT / ".ci" / "sbom", venv / "bin" / "python", file],
        env=os.environ | {"PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return file.read_text("utf-8")


@pytest.fixture(scope="module")
def listed(told: str) -> Any:
    return json.loads(told)


def test_it_names_every_package_with_its_version(listed: Any) -> None:
    parts = {part["name"]: part["purl"] for part in listed["components"]}
    assert parts == {name: f"pkg:pypi/{name}@{version(name)}" for name in INSTALLED}


def test_it_is_about_this_version_which_needs_them(listed: Any) -> None:
    about = listed["metadata"]["component"]
    assert (about["name"], about["version"]) == (PROJECT["name"], PROJECT["version"])
    [needed] = [each for each in listed["dependencies"] if each["ref"] == about["bom-ref"]]
    assert {part["bom-ref"] for part in listed["components"]} == set(needed["dependsOn"])


def test_it_has_no_time_and_no_place(told: str, listed: Any) -> None:
    assert "timestamp" not in listed["metadata"]
    assert "serialNumber" not in listed
    assert not re.search(r"file:|\"/", told)

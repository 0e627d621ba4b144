"""The script that compares the bytes of several Pythons finds what differs."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from built import ROOT

SCRIPT = ROOT / ".ci" / "same-bytes"
OTHERS = ("python3.11", "python3.12", "python3.13", "python3.14", "python3.15")

# It adds a byte to each PDF of the folder after -o, as another library would.
ALTERING = """\
#!/bin/sh
"{python}" "$@" || exit
while [ $# -gt 0 ]; do
    if [ "$1" = -o ]; then for file in "$2"/*.pdf; do echo >>"$file"; done; fi
    shift
done
"""


@pytest.fixture
def profile(minimal_profile_text: str, tmp_path: Path) -> Path:
    path = tmp_path / "xxa-2021.en.yaml"
    path.write_text(minimal_profile_text, "utf-8")
    return path


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [SCRIPT, *map(str, arguments)], capture_output=True, text=True, timeout=300, check=False
    )


def has_packages(python: str) -> bool:
    asked = [python, "-c", "import weasyprint, deflate, mgi_report"]
    return subprocess.run(asked, capture_output=True, check=False).returncode == 0


def test_this_python_and_others_that_are_ready_make_the_same_bytes(
    profile: Path, leaflet_theme: Path
) -> None:
    found = [each for name in OTHERS if (each := shutil.which(name)) and has_packages(each)]
    pythons = [sys.executable, sys.executable, *found]
    told = run(*pythons, "--", profile, "--theme", leaflet_theme, "--no-inspect")
    assert told.returncode == 0, told.stderr
    assert told.stderr.count("made 1 files") == len(pythons)
    assert "all are the same to the byte" in told.stderr


def test_a_file_with_another_sum_is_named(
    profile: Path, leaflet_theme: Path, tmp_path: Path
) -> None:
    other = tmp_path / "python"
    other.write_text(ALTERING.format(python=sys.executable))
    other.chmod(0o755)
    told = run(sys.executable, other, "--", profile, "--theme", leaflet_theme, "--no-inspect")
    assert told.returncode == 1
    assert told.stdout == "mgi-xxa-2021-en.pdf\n"


def test_a_profile_that_cannot_be_built_fails(profile: Path) -> None:
    profile.write_text("language: en\n", "utf-8")
    told = run(sys.executable, "--", profile)
    assert told.returncode == 1
    assert "cannot build every profile" in told.stderr


def test_nothing_to_compare_is_a_mistake() -> None:
    assert run().returncode == 2

"""bash completes commands, options and values as docs/completion.md says."""

import os
import subprocess
from pathlib import Path

import pytest
from console import program_on_path

from mgi_report.output.formats import FORMATS

ASKED = """
eval "$(_MGI_REPORT_COMPLETE=bash_source mgi-report)"
COMP_WORDS=(mgi-report "$@")
COMP_CWORD=$#
_mgi_report_completion mgi-report
printf '%s\\n' "${COMPREPLY[@]}"
"""


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return program_on_path(tmp_path_factory.mktemp("path") / "bin")


@pytest.mark.parametrize(
    ("words", "completed"),
    [
        (["in"], ["index", "inspect"]),
        (["build", "--fo"], ["--format", "--force"]),
        (["build", "--format", ""], [each.name for each in FORMATS]),
    ],
)
def test_bash_completes(words: list[str], completed: list[str], programs: Path) -> None:
    done = subprocess.run(
        ["bash", "-c", ASKED, "bash", *words],
        env={**os.environ, "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == completed

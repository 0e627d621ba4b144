"""A command imports what it needs and no more: an editor waits for `check` at every look."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from built import Build
from themes import write_theme

ROOT = Path(__file__).parents[2]
LESOTHO = ROOT / "data" / "lso-2021.en.yaml"
COMPLETE = ROOT / "tests" / "profiles" / "compared.en.yaml"
FOR_BUILDING = {
    "PIL",
    "babel",
    "fontTools",
    "jinja2",
    "pikepdf",
    "pydyf",
    "pypdfium2",
    "tinycss2",
    "weasyprint",
}
CODE = """\
import json, sys
from mgi_report.cli import cli
try:
    cli.main(sys.argv[1:], standalone_mode=False)
finally:
    print(json.dumps(sorted(sys.modules)))
"""
# What only some profiles, or other commands, need.
FOR_FEW = {
    "mgi_report.api.files",
    "mgi_report.editorial.digests",
    "mgi_report.editorial.structure",
    "mgi_report.output",
    "mgi_report.profile.blocks",
    "mgi_report.profile.markdown",
    "mgi_report.profile.shape",
    "mgi_report.profile.validation",
    "mgi_report.run.options",
    "mgi_report.run.theme",
    "pycountry",
}


def imported(*arguments: object) -> set[str]:
    command = [sys.executable, "-c", CODE, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_help_imports_no_command() -> None:
    found = imported("--help")
    assert not found & (FOR_BUILDING | {"pydantic", "rich", "ruamel", "markdown_it"})


@pytest.mark.parametrize("profile", [COMPLETE, LESOTHO], ids=["sound", "with a warning"])
def test_check_imports_only_what_reads_and_checks(profile: Path) -> None:
    found = imported("check", profile)
    assert {"pydantic", "ruamel"} <= found
    assert not found & (FOR_BUILDING | {"rich", "markdown_it", "multiprocessing", "tomllib"})


def test_check_of_a_plain_profile_imports_nothing_that_only_some_need() -> None:
    found = imported("check", LESOTHO)
    assert "mgi_report.profile.model" in found
    assert not found & FOR_FEW


def test_the_schema_needs_no_engine() -> None:
    found = imported("schema")
    assert "pydantic" in found
    assert not found & (FOR_BUILDING | {"rich", "markdown_it", "multiprocessing"})


def test_check_of_a_theme_loads_no_engine(tmp_path: Path) -> None:
    found = imported("check", LESOTHO, "--theme", write_theme(tmp_path / "theme"))
    assert {"jinja2", "tinycss2"} <= found
    assert not found & {"weasyprint", "pydyf", "pikepdf", "pypdfium2"}


HELPS = """\
import json, sys
from mgi_report.cli import cli
for command in sys.argv[1:]:
    cli.main([command, "--help"], standalone_mode=False)
    print(json.dumps([command, sorted({name.partition(".")[0] for name in sys.modules})]))
"""
COMMANDS = (
    "build",
    "bundle",
    "changes",
    "comments",
    "diff",
    "extract",
    "import",
    "index",
    "inspect",
    "merge",
    "new",
    "preview",
    "review",
    "verify",
)
ENGINES = {"weasyprint", "pydyf", "fontTools", "pikepdf", "pypdfium2", "docx", "watchfiles"}


def test_the_help_of_a_command_loads_no_engine() -> None:
    """One process shows it of all: what none of them has imported, each of them has not."""
    done = subprocess.run(
        [sys.executable, "-c", HELPS, *COMMANDS], capture_output=True, text=True, check=True
    )
    told = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("[")]
    assert [command for command, _ in told] == list(COMMANDS)
    assert [command for command, found in told if ENGINES & set(found)] == []


def test_what_is_for_reviewers_loads_no_engine(finished: Build, tmp_path: Path) -> None:
    pdf = finished(LESOTHO)[0].file
    found = imported("extract", pdf, "-o", tmp_path)
    assert "pikepdf" in found
    assert not found & {"weasyprint", "pydyf"}
    found = imported("diff", LESOTHO, tmp_path / "profile.yaml", "-o", tmp_path / "diff.txt")
    assert not found & {"weasyprint", "pydyf", "pikepdf", "pypdfium2", "docx"}
    word = tmp_path / "draft.docx"
    found = imported("review", LESOTHO, "-o", word) | imported("comments", word)
    assert "docx" in found
    assert not found & {"weasyprint", "pydyf", "pikepdf", "pypdfium2"}

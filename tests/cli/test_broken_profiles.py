"""Whatever is done to a whole profile, `check` tells problems with their places, and fails never.

`make nightly` tries 10,000 others.
"""

import json
import re
from pathlib import Path
from time import perf_counter
from typing import Any
from xml.etree import ElementTree as ET

from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from any_text import NIGHTLY, in_cases
from broken_profiles import BROKEN, BY_DAY, BY_NIGHT, GENTLY_BROKEN, Broken, write_beside
from built import ROOT
from mgi_report.cli import cli
from mgi_report.document.assets import Assets
from mgi_report.problems.problem import ProblemsFound, has_errors
from mgi_report.run.formats import Workshop
from mgi_report.run.job import make
from mgi_report.run.orders import Order
from mgi_report.run.profiles import check

CASES, BUILT = BY_NIGHT if NIGHTLY else BY_DAY
FORMS = ("json", "json", "json", "json", "text", "github", "sarif", "junit")
ROW = re.compile(r"^\| `([a-z0-9-]+)` \|.*\| (.*?) \|$", re.MULTILINE)
REGISTER = dict(ROW.findall((ROOT / "docs" / "problems.md").read_text("utf-8")))
DOCUMENTED = {0, 1}
"""Those of a check whose command line is understood, by the table of the README; never 3."""

# They are about the whole file, and no line is to blame.
OF_THE_FILE = {"file-empty", "file-too-large"}


def told(form: str, file: Path) -> str:
    """Return what a check prints; its exit code says whether there is an error."""
    done = CliRunner().invoke(cli, ["check", "--format", form, str(file)], standalone_mode=False)
    assert done.exception is None, done.exc_info
    assert done.return_value in DOCUMENTED
    assert "Traceback" not in done.output
    return done.stdout if form != "text" else done.output


def problems_of(file: Path) -> list[dict[str, Any]]:
    report = json.loads(told("json", file))
    (only,) = report["files"]
    assert only["fine"] == (report["errors"] == 0)
    problems: list[dict[str, Any]] = only["problems"]
    return problems


def hold(problem: dict[str, Any], file: Path) -> None:
    """Hold that a problem has a code of the register, a hint, and a place within its file."""
    assert problem["code"] in REGISTER, problem
    assert problem["message"], problem
    assert problem["hint"] or not REGISTER[problem["code"]], problem
    for place in (problem["place"], *problem["also"]):
        assert place is not None, problem
        if place["line"] is None:
            assert problem["code"] in OF_THE_FILE, problem
            continue
        lines = lines_of(Path(place["file"]))
        assert 1 <= place["line"] <= len(lines), problem
        assert 1 <= place["column"] <= len(lines[place["line"] - 1]) + 1, problem
    assert Path(problem["place"]["file"]).parent.is_relative_to(file.parent), problem


def lines_of(file: Path) -> list[str]:
    """Return the lines as editors count them; a byte that is no UTF-8 is a character there."""
    text = file.read_bytes().decode("utf-8-sig", "replace")
    return re.split(r"\r\n|\n|\r", text)


def test_a_broken_profile_has_problems_with_places_and_never_a_fault(tmp_path: Path) -> None:
    @in_cases(CASES)
    @given(BROKEN)
    def holds(broken: Broken) -> None:
        file = write_beside(broken, tmp_path)
        form = FORMS[len(broken.data) % len(FORMS)]
        if form != "json":
            text = told(form, file)
            text.encode()
            if form == "junit":
                ET.fromstring(text)
            elif form == "sarif":
                json.loads(text)
            return
        for problem in problems_of(file):
            hold(problem, file)

    holds()


def test_what_passes_the_check_can_be_built(tmp_path: Path, leaflet: Assets) -> None:
    workshop = Workshop(leaflet)
    made = []

    @in_cases(BUILT)
    @given(st.one_of(GENTLY_BROKEN, BROKEN))
    def holds(broken: Broken) -> None:
        file = write_beside(broken, tmp_path)
        try:
            check(file, leaflet)
        except ProblemsFound:
            return
        try:
            (pdf,) = make(Order(file, inspects=False), workshop, perf_counter).files
        except ProblemsFound as found:
            # The one thing a check does not know: what the fonts of a design hold.
            assert {each.code for each in found.problems if has_errors([each])} == {"missing-glyph"}
        else:
            made.append(pdf.data[:5])

    holds()
    assert set(made) == {b"%PDF-"}
    assert len(made) > BUILT // 4

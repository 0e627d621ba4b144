"""JUnit XML is read back with the parser of others."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from junitparser import Failure, JUnitXml, Skipped, TestSuite

from mgi_report.problems.problem import Problem
from mgi_report.run.outcomes import Outcome, State
from mgi_report.run.reports.junit import junit_xml
from runs import a_run, a_warning, an_error, failed, rendered, stopped, unchanged


def read(text: str) -> TestSuite:
    (suite,) = JUnitXml.fromstring(text.encode())
    return suite


def test_a_case_for_every_profile_in_the_order_of_the_list() -> None:
    suite = read(junit_xml(a_run(), timestamp="2021-12-01T10:00:00+00:00"))
    assert (suite.tests, suite.failures, suite.errors, suite.skipped) == (4, 1, 0, 1)
    assert (suite.time, suite.timestamp) == (41.2, "2021-12-01T10:00:00+00:00")
    cases = list(suite)
    assert [case.name for case in cases] == [
        "data/lso-2021-en.yaml",
        "data/old.yaml",
        "data/bad.yaml",
        "data/late.yaml",
    ]
    assert [case._elem.get("file") for case in cases] == [case.name for case in cases]
    assert [case.time for case in cases] == [1.9, 0.0, 0.2, 0.0]
    assert [[type(one) for one in case.result] for case in cases] == [[], [], [Failure], [Skipped]]
    assert "26 pages" in (cases[0].system_out or "")
    assert "unchanged" in (cases[1].system_out or "")


def test_the_numbers_are_those_the_reader_counts() -> None:
    text = junit_xml(a_run(rendered(), failed(), failed("data/b.yaml"), stopped()))
    told = read(text)
    stated = (told.tests, told.failures, told.errors, told.skipped)
    told.update_statistics()
    assert (told.tests, told.failures, told.errors, told.skipped) == stated


def test_a_failure_has_every_problem_as_it_is_printed() -> None:
    outcome = failed("data/bad.yaml", a_warning(), an_error(), an_error(line=40, message="another"))
    (case,) = read(junit_xml(a_run(outcome)))
    (failure,) = case.result
    assert failure.type == "country-code"
    assert failure.message == "no such country (and 1 more)"
    for words in (
        "data/odd.yaml:3: warning [dash] an odd dash",
        "data/bad.yaml:12:9: error [country-code] no such country",
        "data/bad.yaml:40:9: error [country-code] another",
        "hint: use a code of ISO 3166-1",
    ):
        assert words in (failure.text or "")


def test_warnings_of_a_good_profile_are_no_failure() -> None:
    (case,) = read(junit_xml(a_run(rendered(problems=(a_warning(),)))))
    assert case.is_passed
    assert "warning [dash] an odd dash" in (case.system_out or "")


@pytest.mark.parametrize(
    ("char", "written"),
    [
        ("\x00", r"\x00"),
        ("\x1b", r"\x1b"),
        ("\r", r"\x0d"),
        ("\ufffe", r"\ufffe"),
        ("\udcff", r"\udcff"),
    ],
)
def test_what_xml_cannot_hold_is_written_out(char: str, written: str) -> None:
    outcome = Outcome(Path(f"a{char}b.yaml"), State.FAILED, problems=(Problem("c", f"m{char}n"),))
    text = junit_xml(a_run(outcome))
    (case,) = read(text)
    assert case.name == f"a{written}b.yaml"
    assert case.result[0].message == f"m{written}n"
    text.encode()


def test_markup_and_line_ends_survive() -> None:
    message = "]]> <b>&\"' \U0001f600 \n\t end"
    outcome = Outcome(Path("a.yaml"), State.FAILED, problems=(Problem("c", message),))
    (case,) = read(junit_xml(a_run(outcome)))
    assert case.result[0].message == message


def test_the_shape_is_the_common_one() -> None:
    root = ET.fromstring(junit_xml(a_run(rendered(problems=(a_warning(),)), failed(), stopped())))
    allowed = {
        "testsuites": {"testsuite"},
        "testsuite": {"testcase"},
        "testcase": {"failure", "skipped", "system-out"},
        "failure": set(),
        "skipped": set(),
        "system-out": set(),
    }
    for element in root.iter():
        assert {child.tag for child in element} <= allowed[element.tag]
        if element.tag == "testcase":
            assert {"name", "classname", "time"} <= set(element.attrib)


def test_a_run_of_nothing_and_a_failure_without_problems_are_told() -> None:
    assert read(junit_xml(a_run(unchanged()))).tests == 1
    (case,) = read(junit_xml(a_run(Outcome(Path("a.yaml"), State.FAILED))))
    assert case.result[0].message == "no reason is known"

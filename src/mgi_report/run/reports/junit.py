"""Tell of a run as JUnit XML, which test dashboards show: one test case per profile."""

# Nothing is parsed here, so the attacks that defusedxml keeps out cannot happen.
from xml.etree import ElementTree as ET

from mgi_report.problems.problem import Problem, Severity, render_problem
from mgi_report.run.outcomes import Outcome, RunResult, State
from mgi_report.run.reports.words import writable

__all__ = ["junit_xml"]

_STOPPED = "the run ended before this profile's turn"


def junit_xml(result: RunResult, suite: str = "profiles", timestamp: str = "") -> str:
    """Return the run as JUnit XML: one suite, one case per profile, in the order of the list.

    A failed profile carries all its problems as printed, others their warnings as system-out.
    ``timestamp`` is the start of the run in ISO 8601, and is left out if empty.
    """
    numbers = {
        "tests": str(len(result.outcomes)),
        "failures": str(len(result.in_state(State.FAILED))),
        "errors": "0",
        "skipped": str(len(result.in_state(State.STOPPED))),
        "time": _time(result.seconds),
    }
    root = ET.Element("testsuites", {"name": "mgi-report", **numbers})
    cases = ET.SubElement(root, "testsuite", {"name": writable(suite), **numbers})
    if timestamp:
        cases.set("timestamp", timestamp)
    for outcome in result.outcomes:
        cases.append(_case(outcome, suite))
    ET.indent(root)
    text = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _case(outcome: Outcome, suite: str) -> ET.Element:
    source = writable(str(outcome.source))
    case = ET.Element(
        "testcase",
        {
            "name": source,
            "classname": writable(suite),
            "file": source,
            "time": _time(outcome.seconds),
        },
    )
    if outcome.state is State.FAILED:
        case.append(_failure(outcome.problems))
    elif outcome.state is State.STOPPED:
        ET.SubElement(case, "skipped", {"message": _STOPPED})
    notes = [_name(file.name, file.pages, file.sha256) for file in outcome.files]
    if outcome.state is State.UNCHANGED:
        notes.append("unchanged")
    if outcome.state is not State.FAILED and outcome.problems:
        notes.append(_printed(outcome.problems))
    if notes:
        ET.SubElement(case, "system-out").text = writable("\n".join(notes))
    return case


def _failure(problems: tuple[Problem, ...]) -> ET.Element:
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    first = errors[0] if errors else None
    more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
    failure = ET.Element(
        "failure",
        {
            "type": writable(first.code) if first else "unknown",
            "message": writable(first.message) + more if first else "no reason is known",
        },
    )
    failure.text = writable(_printed(problems))
    return failure


def _name(name: str, pages: int, digest: str) -> str:
    return f"{name}: {pages} pages, sha256 {digest}"


def _printed(problems: tuple[Problem, ...]) -> str:
    return "\n\n".join(map(render_problem, problems))


def _time(seconds: float) -> str:
    return f"{seconds:.3f}"

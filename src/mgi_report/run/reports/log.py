"""Tell of a run as JSON lines, an event each, for programs that follow along or look back.

Times are ISO 8601 texts of the caller. Keys are sorted, and everything is ASCII, so that a line can
neither break in two nor fail to be written.
"""

import json
from typing import Any

from mgi_report.output.manifest import Notice
from mgi_report.problems.problem import Severity
from mgi_report.run.outcomes import Outcome, RunResult, State

__all__ = ["profile_finished", "profile_started", "run_finished", "run_started"]

VERSION = 1
"""Raised when an event loses a key or a key changes its meaning."""


def run_started(time: str, total: int, to_do: int) -> str:
    """Return the event of a planned run: how many profiles there are, and how many need work."""
    return _line("run-started", time, {"log": VERSION, "total": total, "to_do": to_do})


def profile_started(time: str, source: str, step: str = "") -> str:
    """Return the event of a profile whose work, or a step of it, begins."""
    return _line("profile-started", time, {"source": source, "step": step})


def profile_finished(time: str, outcome: Outcome) -> str:
    """Return the event of an outcome, with its files and problems."""
    files = [
        {"name": file.name, "pages": file.pages, "bytes": file.bytes, "sha256": file.sha256}
        for file in outcome.files
    ]
    problems = [Notice.of(problem).model_dump(mode="json") for problem in outcome.problems]
    return _line(
        "profile-finished",
        time,
        {
            "source": str(outcome.source),
            "state": outcome.state.value,
            "seconds": round(outcome.seconds, 3),
            "attempts": outcome.attempts,
            "files": files,
            "problems": problems,
        },
    )


def run_finished(time: str, result: RunResult) -> str:
    """Return the event of a run's end: profiles by state, files, problems by severity, seconds."""
    severities = [problem.severity for problem in result.problems]
    return _line(
        "run-finished",
        time,
        {
            **{state.value: len(result.in_state(state)) for state in State},
            **{f"{severity.value}s": severities.count(severity) for severity in Severity},
            "files": len(result.files),
            "seconds": round(result.seconds, 3),
        },
    )


def _line(event: str, time: str, values: dict[str, Any]) -> str:
    whole = {"event": event, "time": time, **values}
    return json.dumps(whole, sort_keys=True, allow_nan=False) + "\n"

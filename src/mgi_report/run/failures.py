"""Say in words why a profile has no files, where that is not a problem of its data."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from mgi_report.problems.problem import Location, Problem
from mgi_report.run.crew import Accident, Reply
from mgi_report.run.orders import Order
from mgi_report.run.outcomes import Outcome, State

__all__ = ["accident_problem", "failed", "same_output"]

ACCIDENTS = {
    Accident.TIMEOUT: (
        "took-too-long",
        "rendering took longer than {detail} and was stopped",
        "give it more time with --timeout; if that does not help, look for a very long paragraph",
    ),
    Accident.CRASH: (
        "worker-crashed",
        "the process that rendered it ended with {detail}",
        "build it alone, with more --memory; else please report it with the profile",
    ),
    Accident.MEMORY: (
        "out-of-memory",
        "rendering took more memory than it may",
        "allow more with --memory, or look for very large pictures",
    ),
    Accident.FAULT: (
        "internal-error",
        "an error nobody foresaw: {detail}",
        "this is a fault of mgi-report; please report it with the profile",
    ),
}


def accident_problem(reply: Reply[Any, Any]) -> Problem:
    """Return the problem of an order, or of reading a profile, that came to grief."""
    assert reply.accident is not None  # noqa: S101 - a reply has a result or an accident
    code, message, hint = ACCIDENTS[reply.accident]
    return Problem(code, message.format(detail=reply.detail), hint, Location(_path(reply)))


def failed(reply: Reply[Any, Any], problems: tuple[Problem, ...]) -> Outcome:
    """Return the outcome of a reply without files."""
    return Outcome(_path(reply), State.FAILED, (), problems, reply.seconds, reply.attempts)


def same_output(path: Path, name: str, others: Sequence[str]) -> Problem:
    """Return the problem of a profile that would write the file others would write too."""
    message = f"{' and '.join(others)} would make the same file, {name}"
    hint = "give one of them another edition, language or subject id, or leave one out"
    return Problem("same-output", message, hint, Location(path))


def _path(reply: Reply[Any, Any]) -> Path:
    return reply.item.path if isinstance(reply.item, Order) else reply.item

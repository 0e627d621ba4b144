"""Say what became of the profiles of a run, and why one has no files."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from mgi_report.output.manifest import FileRecord
from mgi_report.problems.problem import Location, Problem, Severity
from mgi_report.run.crew import Accident, Reply
from mgi_report.run.orders import Order

__all__ = ["Outcome", "RunResult", "State", "accident_problem", "failed", "unsigned_again"]


class State(StrEnum):
    """Tell what became of a profile.

    Unchanged: everything that shapes its files is as it was when they were made. Stopped: the run
    ended before the profile's turn.
    """

    RENDERED = "rendered"
    UNCHANGED = "unchanged"
    FAILED = "failed"
    STOPPED = "stopped"


@dataclass(frozen=True)
class Outcome:
    """Hold what became of one profile: its files, and every error and warning.

    ``source`` is the profile's path as it was given; ``seconds`` is what making the files took,
    in the last of its ``attempts``, and ``steps`` tells the seconds of each step of it.
    """

    source: Path
    state: State
    files: tuple[FileRecord, ...] = ()
    problems: tuple[Problem, ...] = ()
    seconds: float = 0.0
    attempts: int = 1
    steps: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class RunResult:
    """Hold the outcomes of a run in the order of its list, and its seconds on the clock.

    ``stale`` are the names of files in the folder that no profile makes any more, ``pruned`` those
    of such files that were removed.
    """

    outcomes: tuple[Outcome, ...]
    seconds: float
    stale: tuple[str, ...] = ()
    pruned: tuple[str, ...] = ()

    def in_state(self, state: State) -> tuple[Outcome, ...]:
        """Return the outcomes of one state."""
        return tuple(outcome for outcome in self.outcomes if outcome.state is state)

    @property
    def ok(self) -> bool:
        """Return whether every profile has all its files."""
        return all(each.state in (State.RENDERED, State.UNCHANGED) for each in self.outcomes)

    @property
    def files(self) -> tuple[FileRecord, ...]:
        """Return the records of all files that are as they should be."""
        return tuple(file for outcome in self.outcomes for file in outcome.files)

    @property
    def problems(self) -> Iterable[Problem]:
        """Return all errors and warnings."""
        return [problem for outcome in self.outcomes for problem in outcome.problems]


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
    Accident.DESERTION: (
        "cluster-lost",
        "the cluster cannot be used any more: {detail}",
        "start again what is gone of it, and then the run; its logs say why it ended",
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


def unsigned_again(
    files: Iterable[FileRecord], signed: Collection[str], folder: Path
) -> Iterator[Problem]:
    """Yield a warning for each new file of a folder that took the place of a signed one."""
    message = "this file was signed, and is made anew: its signature is gone"
    hint = "sign it with mgi-report sign before it is published"
    for file in files:
        if file.name in signed:
            place = Location(folder / file.name)
            yield Problem("signature-gone", message, hint, place, Severity.WARNING)


def failed(reply: Reply[Any, Any], problems: tuple[Problem, ...]) -> Outcome:
    """Return the outcome of a reply without files."""
    return Outcome(_path(reply), State.FAILED, (), problems, reply.seconds, reply.attempts)


def _path(reply: Reply[Any, Any]) -> Path:
    return reply.item.path if isinstance(reply.item, Order) else reply.item

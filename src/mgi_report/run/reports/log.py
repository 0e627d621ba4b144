"""Tell of a run as JSON lines, an event each, for programs that follow along or look back.

What differs from run to run is here and not in the manifest: times, seconds, attempts, and paths as
they were given. Times are those of the caller, in ISO 8601 and UTC. Keys are sorted, and everything
is ASCII, so that a line can neither break in two nor fail to be written. The JSON Schema in
docs/log.schema.json is made from the events here.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter, WithJsonSchema

from mgi_report.output.manifest import FileRecord
from mgi_report.output.notices import Notice
from mgi_report.problems.problem import Severity
from mgi_report.run.outcomes import Outcome, RunResult, State

__all__ = ["log_schema", "profile_finished", "profile_started", "run_finished", "run_started"]

VERSION = 1
"""Raised when an event loses a key or a key changes its meaning."""

Time = Annotated[str, WithJsonSchema({"type": "string", "format": "date-time"})]


@dataclass(frozen=True)
class RunStarted:
    """Tell how many profiles there are, and how many need work; ``log`` is the version."""

    time: Time
    total: int
    to_do: int
    event: Literal["run-started"] = "run-started"
    log: int = VERSION


@dataclass(frozen=True)
class ProfileStarted:
    """Tell that work on a profile, or a ``step`` of it, begins."""

    time: Time
    source: str
    step: str
    event: Literal["profile-started"] = "profile-started"


@dataclass(frozen=True)
class FinishedFile:
    """Name a file that is as it should be."""

    name: str
    pages: int
    bytes: int
    sha256: str

    @classmethod
    def of(cls, file: FileRecord) -> "FinishedFile":
        """Return what is told of a record."""
        return cls(file.name, file.pages, file.bytes, file.sha256)


@dataclass(frozen=True)
class ProfileFinished:
    """Tell what became of a profile, with its files and problems.

    ``seconds`` is the time of the last of its ``attempts``, ``steps`` that of each step of it.
    """

    time: Time
    source: str
    state: State
    seconds: float
    attempts: int
    files: tuple[FinishedFile, ...]
    problems: tuple[Notice, ...]
    steps: Mapping[str, float]
    event: Literal["profile-finished"] = "profile-finished"


@dataclass(frozen=True)
class RunFinished:
    """Tell the end of a run: profiles by state, problems by severity, files, seconds."""

    time: Time
    rendered: int
    unchanged: int
    failed: int
    stopped: int
    errors: int
    warnings: int
    files: int
    seconds: float
    event: Literal["run-finished"] = "run-finished"


Event = RunStarted | ProfileStarted | ProfileFinished | RunFinished


def run_started(time: str, total: int, to_do: int) -> str:
    """Return the event of a planned run: how many profiles there are, and how many need work."""
    return _line(RunStarted(time, total, to_do))


def profile_started(time: str, source: str, step: str = "") -> str:
    """Return the event of a profile whose work, or a step of it, begins."""
    return _line(ProfileStarted(time, source, step))


def profile_finished(time: str, outcome: Outcome) -> str:
    """Return the event of an outcome, with its files and problems."""
    event = ProfileFinished(
        time,
        str(outcome.source),
        outcome.state,
        round(outcome.seconds, 3),
        outcome.attempts,
        tuple(map(FinishedFile.of, outcome.files)),
        tuple(map(Notice.of, outcome.problems)),
        {step: round(seconds, 3) for step, seconds in outcome.steps.items()},
    )
    return _line(event)


def run_finished(time: str, result: RunResult) -> str:
    """Return the event of a run's end: profiles by state, files, problems by severity, seconds."""
    severities = [problem.severity for problem in result.problems]
    event = RunFinished(
        time,
        rendered=len(result.in_state(State.RENDERED)),
        unchanged=len(result.in_state(State.UNCHANGED)),
        failed=len(result.in_state(State.FAILED)),
        stopped=len(result.in_state(State.STOPPED)),
        errors=severities.count(Severity.ERROR),
        warnings=severities.count(Severity.WARNING),
        files=len(result.files),
        seconds=round(result.seconds, 3),
    )
    return _line(event)


def log_schema() -> str:
    """Return the JSON Schema (draft 2020-12) of a line of the log as text."""
    lines: TypeAdapter[Event] = TypeAdapter(Annotated[Event, Field(discriminator="event")])
    schema = lines.json_schema(mode="serialization")
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _line(event: Event) -> str:
    # By hand: a name of a file may hold what is no text, which pydantic would refuse.
    return json.dumps(vars(event), default=_plain, sort_keys=True, allow_nan=False) + "\n"


def _plain(value: Any) -> Any:
    return value.model_dump(mode="json") if isinstance(value, Notice) else vars(value)

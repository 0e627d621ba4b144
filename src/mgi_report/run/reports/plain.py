"""Tell of problems as plain data: the JSON that check, inspect, verify and doctor print.

That of changes is built on the same models. The JSON Schemas in docs/ are made from all of them.
"""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from mgi_report.problems.problem import Location, Problem, Severity, has_errors
from mgi_report.run.reports.words import writable

__all__ = [
    "CheckReport",
    "CheckedFile",
    "DoctorReport",
    "InspectReport",
    "InspectedFile",
    "LibraryFound",
    "PackageFound",
    "PlainData",
    "PlainPlace",
    "PlainProblem",
    "PlainProblems",
    "Report",
    "VerifiedFolder",
    "VerifyReport",
    "Words",
    "counts_of",
    "report_text",
    "verdict_on",
]

Count = Annotated[int, Field(ge=1)]
Version = Annotated[
    Literal[1],
    Field(description="Raised when a key goes or changes its meaning; new keys may come any time."),
]


Words = Annotated[str, BeforeValidator(writable)]
"""Text of whoever wrote a profile or a PDF, which may hold what no file can."""


class PlainData(BaseModel):
    """Hold a part of a report, of which nothing is left out and nothing is unknown."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class PlainPlace(PlainData):
    """A place in a file; lines and columns count from 1, columns in characters."""

    file: Words
    line: Count | None
    column: Count | None
    path: Annotated[Words, Field(description="The place in the data; empty if there is none.")]

    @classmethod
    def of(cls, where: Location) -> Self:
        """Return a place as plain data."""
        return cls(file=str(where.file), line=where.line, column=where.column, path=where.path)


class PlainProblem(PlainData):
    """What is wrong, how to mend it, and where it is."""

    code: Annotated[
        str, Field(pattern="^[a-z0-9-]+$", description="One of docs/problems.md; never changes.")
    ]
    severity: Literal["error", "warning"]
    message: Words
    hint: Annotated[Words, Field(description="How to mend it; may be empty.")]
    place: PlainPlace | None
    also: Annotated[
        tuple[PlainPlace, ...], Field(description="Other places that belong to the problem.")
    ]

    @classmethod
    def of(cls, problem: Problem) -> Self:
        """Return a problem as plain data."""
        return cls(
            code=problem.code,
            severity="error" if problem.severity is Severity.ERROR else "warning",
            message=problem.message,
            hint=problem.hint,
            place=None if problem.location is None else PlainPlace.of(problem.location),
            also=tuple(PlainPlace.of(other) for other in problem.also),
        )


Fine = Annotated[bool, Field(description="Whether there is no error; there may be warnings.")]
PlainProblems = tuple[PlainProblem, ...]


class CheckedFile(PlainData):
    """A profile, or what else was named, and what is wrong with it."""

    file: Words
    fine: Fine
    problems: PlainProblems


class InspectedFile(PlainData):
    """A PDF and what is wrong with it."""

    file: Words
    fine: Fine
    problems: PlainProblems
    facts: Annotated[
        dict[str, Words],
        Field(description="What is worth knowing, in words; empty if it could not be read."),
    ]
    validated: Annotated[
        tuple[str, ...], Field(description="The standards that veraPDF was asked about.")
    ]


class VerifiedFolder(PlainData):
    """An output folder and what is wrong with it."""

    folder: Words
    fine: Fine
    problems: PlainProblems


class Report(PlainData):
    """Count what was found."""

    version: Version
    errors: Annotated[int, Field(ge=0)]
    warnings: Annotated[int, Field(ge=0)]


class CheckReport(Report):
    """What mgi-report check --format json prints."""

    files: Annotated[tuple[CheckedFile, ...], Field(description="In the order of the check.")]


class InspectReport(Report):
    """What mgi-report inspect --json prints."""

    files: Annotated[tuple[InspectedFile, ...], Field(description="In the order given.")]


class VerifyReport(Report):
    """What mgi-report verify --json prints."""

    folders: Annotated[tuple[VerifiedFolder, ...], Field(description="In the order given.")]


class PackageFound(PlainData):
    """A Python package that is needed."""

    name: str
    version: Annotated[str | None, Field(description="null if it is not installed.")]


class LibraryFound(PlainData):
    """A library of the system."""

    name: str
    found: bool
    version: Annotated[str, Field(description="Empty if it is missing, or tells none.")]
    optional: Annotated[bool, Field(description="Without it files are the same, but take longer.")]


class DoctorReport(PlainData):
    """What mgi-report doctor --json prints."""

    version: Version
    fine: Annotated[bool, Field(description="Whether everything is there.")]
    python: str
    system: str
    packages: tuple[PackageFound, ...]
    libraries: tuple[LibraryFound, ...]
    assets: Annotated[Words | None, Field(description="The folder of templates and styles.")]
    fonts: Annotated[int, Field(ge=0, description="Font files that can be read.")]
    validator: Annotated[
        Words | None, Field(description="What inspect --verapdf would use; null if there is none.")
    ]
    problems: Annotated[tuple[str, ...], Field(description="What is missing, and how to get it.")]


def counts_of(found: Iterable[Sequence[Problem]]) -> dict[str, Any]:
    """Return what every report begins with: its version, and how many problems there are."""
    severities = [problem.severity for problems in found for problem in problems]
    return {
        "version": 1,
        "errors": severities.count(Severity.ERROR),
        "warnings": severities.count(Severity.WARNING),
    }


def verdict_on(problems: Sequence[Problem], **named: Path) -> dict[str, Any]:
    """Return what every report says of one file or folder, which is named by its key."""
    return {
        **{key: str(path) for key, path in named.items()},
        "fine": not has_errors(problems),
        "problems": tuple(PlainProblem.of(problem) for problem in problems),
    }


def report_text(report: BaseModel) -> str:
    """Return a report as JSON, without a line break at its end."""
    return json.dumps(report.model_dump(mode="json"), ensure_ascii=False, indent=2)

"""Invent outcomes and results of runs, for tests of whatever tells of them."""

from hashlib import sha256
from pathlib import Path

from mgi_report.output.manifest import (
    Conformance,
    EditionRecord,
    FileRecord,
    SubjectRecord,
)
from mgi_report.problems.problem import Location, Problem, Severity
from mgi_report.run.outcomes import Outcome, RunResult, State

HOSTILE = (
    "a|b `c` *d* _e_ <script>alert('x')</script> &amp; [f](http://g.example) ![h](i) # j $k$ ~l~ \\"
)
"""Text that means something to Markdown and HTML."""


def a_file(name: str = "mgi-lso-2021-en.pdf", pages: int = 26) -> FileRecord:
    return FileRecord(
        name=name,
        source="lso-2021.en.yaml",
        subject=SubjectRecord(id="lso", name="Lesotho", level="national", country_code="LSO"),
        edition=EditionRecord(ordinal=2, year=2021, date="2021-12"),
        language="en",
        format="download",
        status="final",
        title="Lesotho",
        pages=pages,
        bytes=412_345,
        sha256=sha256(name.encode()).hexdigest(),
        fingerprint=sha256(b"all that shapes it").hexdigest(),
        conformance=Conformance(claimed=("PDF/A-3a", "PDF/UA-1")),
    )


def an_error(file: str | Path = "data/bad.yaml", line: int = 12, message: str = "no such country"):
    return Problem(
        "country-code", message, "use a code of ISO 3166-1", Location(file, line, 9, "subject.code")
    )


def a_warning(file: str | Path = "data/odd.yaml", line: int = 3, message: str = "an odd dash"):
    return Problem("dash", message, location=Location(file, line), severity=Severity.WARNING)


def rendered(name: str = "mgi-lso-2021-en.pdf", seconds: float = 1.9, **more) -> Outcome:
    source = Path("data") / f"{name.removeprefix('mgi-').removesuffix('.pdf')}.yaml"
    return Outcome(source, State.RENDERED, (a_file(name),), seconds=seconds, **more)


def unchanged(name: str = "mgi-old-2020-en.pdf") -> Outcome:
    return Outcome(Path("data/old.yaml"), State.UNCHANGED, (a_file(name),))


def failed(file: str = "data/bad.yaml", *problems: Problem, **more) -> Outcome:
    return Outcome(
        Path(file), State.FAILED, problems=problems or (an_error(file),), seconds=0.2, **more
    )


def stopped(file: str = "data/late.yaml") -> Outcome:
    return Outcome(Path(file), State.STOPPED)


def a_run(*outcomes: Outcome, seconds: float = 41.2) -> RunResult:
    return RunResult(outcomes or (rendered(), unchanged(), failed(), stopped()), seconds)

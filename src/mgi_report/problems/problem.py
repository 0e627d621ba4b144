"""Say what is wrong, where, and how to mend it; and draw the tree of all errors.

::

    MgiReportError
    ├── ProblemsFound             problems of a profile, a file or a folder; exit code 1
    ├── DesignFault               a fault of templates or styles; told as a problem, exit code 1
    │   ├── AssetNotFound         a template, style, font or picture is not there
    │   ├── MissingWord           a catalogue lacks a word
    │   └── TokenError            a style sheet lacks a token, or holds one that cannot be read
    │       └── IconError         an icon cannot be drawn
    ├── NoCatalogue               no interface words for a language; told as a problem
    ├── UnknownFormat             no format of this name
    ├── NoRegularFile            a pipe, a device or a socket, where a file is wanted
    ├── FileTooLarge             a file is larger than it may be
    ├── TomlFault                 a text is no TOML; told as a problem
    ├── Refused                   an address that pages may not read; told as a problem
    ├── OutputProfileRefused      an ICC file that is no output profile; told as a problem
    ├── UnreadableData            no profile in a finished file; told as a problem
    ├── ValidatorFailed           veraPDF came to no verdict; told as a problem
    ├── Overtaken                 a newer save has come while the preview made pages; told to nobody
    └── EngineUnavailable         WeasyPrint cannot be loaded; exit code 3

Whatever else is raised is an error nobody foresaw: exit code 3.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from mgi_report.problems.excerpt import excerpt_with_caret, visible

__all__ = [
    "DataPath",
    "DesignFault",
    "Fault",
    "Location",
    "MgiReportError",
    "Part",
    "Problem",
    "ProblemsFound",
    "Role",
    "Severity",
    "at_most",
    "counted",
    "has_errors",
    "in_file_order",
    "read_path",
    "render_problem",
    "render_problem_parts",
    "shown",
    "write_path",
]


class MgiReportError(Exception):
    """Be the root of all errors that this program raises itself."""


class DesignFault(MgiReportError):  # noqa: N818 - reads as what happened
    """Say that templates or styles have a fault."""


LONGEST_QUOTE = 60
LONGEST_PATH = 200


DataPath = tuple[str | int, ...]
"""Keys and positions from the top of the data; positions count from 0."""

_PLAIN_KEY = re.compile(r"[\w-]+")
_STEP = re.compile(
    r'\[(?P<position>\d{1,9})\]|\[(?P<quoted>"(?:[^"\\]|\\["\\/bfnrt])*")\]|\.?(?P<key>[\w-]+)'
)


class Severity(StrEnum):
    """Tell whether a problem stops the work."""

    ERROR = "error"
    WARNING = "warning"


class Fault(NamedTuple):
    """Hold what a problem says before its place is known: code, message and hint."""

    code: str
    message: str
    hint: str = ""


class Location(NamedTuple):
    """Point at a place in a file: line and column count from 1, ``path`` is the place in the data.

    ``path`` reads like ``domains.partnerships.potential[0].text``. ``excerpt`` is the source line
    the caret goes under. Everything but ``file`` may be missing.
    """

    file: Path | str
    line: int | None = None
    column: int | None = None
    path: str = ""
    excerpt: str | None = None

    def __str__(self) -> str:
        parts = [str(self.file), *(str(n) for n in (self.line, self.column) if n is not None)]
        return ":".join(parts)


class Problem(NamedTuple):
    """Hold one problem: a stable code, what is wrong, how to mend it, and where it is.

    ``also`` points at other places that belong to it, such as the first of two equal keys.
    """

    code: str
    message: str
    hint: str = ""
    location: Location | None = None
    severity: Severity = Severity.ERROR
    also: tuple[Location, ...] = ()


class ProblemsFound(MgiReportError):  # noqa: N818 - it carries problems, which are data, not one error
    """Stop the work on one profile, carrying every problem that was found."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        # The problems, not their text, are the argument: worker processes pickle exceptions.
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "; ".join(f"{p.location}: {p.message}" for p in self.problems)


def has_errors(problems: Iterable[Problem]) -> bool:
    """Return whether one of the problems stops the work."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def counted(problems: Iterable[Problem]) -> str:
    """Return how many errors and warnings there are, such as 1 error and 2 warnings."""
    severities = [problem.severity for problem in problems]
    return " and ".join(
        f"{number} {severity.value}{'s' if number > 1 else ''}"
        for severity in Severity
        if (number := severities.count(severity))
    )


def in_file_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems by line and column; those without a line come first."""

    def place(problem: Problem) -> tuple[int, int]:
        where = problem.location
        return (0, 0) if where is None else (where.line or 0, where.column or 0)

    return tuple(sorted(problems, key=place))


def at_most(most: int, problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Return so many of the problems, errors before warnings, and one that counts the others.

    They stay in their order.
    """
    if len(problems) <= most:
        return tuple(problems)
    worst = sorted(range(len(problems)), key=lambda at: problems[at].severity is Severity.WARNING)
    kept, left = sorted(worst[:most]), sorted(worst[most:])
    first = problems[left[0]]
    message = (
        f"{counted(problems[at] for at in left)} more are not told one by one; here is the first"
    )
    hint = "mend those that are told, and check again"
    more = Problem("more-problems", message, hint, first.location, first.severity)
    return (*(problems[at] for at in kept), more)


def shown(text: object) -> str:
    """Return a text of the user in quotation marks, cut short, for use in a message."""
    whole = " ".join(str(text)[: LONGEST_QUOTE * 4].split())
    return f"“{whole}”" if len(whole) <= LONGEST_QUOTE else f"“{whole[:LONGEST_QUOTE]}…”"


def write_path(path: Iterable[str | int]) -> str:
    """Return the path as text; a key that is not a plain word stands in brackets and quotes."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        elif _PLAIN_KEY.fullmatch(step):
            text += f".{step}" if text else step
        else:
            text += f"[{json.dumps(step, ensure_ascii=False)}]"
    return text


def read_path(text: str) -> DataPath:
    """Return the steps of a written path; what is not understood ends it."""
    path: list[str | int] = []
    end = 0
    while match := _STEP.match(text, end):
        end = match.end()
        if match["position"] is not None:
            path.append(int(match["position"]))
        elif match["quoted"] is not None:
            path.append(json.loads(match["quoted"], strict=False))
        else:
            path.append(match["key"])
    return tuple(path)


class Role(StrEnum):
    """Name the parts of a printed problem, for a command line that sets them in colour."""

    PLACE = "place"
    SEVERITY = "severity"
    CODE = "code"
    MESSAGE = "message"
    PATH = "path"
    EXCERPT = "excerpt"
    CARET = "caret"
    ALSO = "also"
    HINT = "hint"


class Part(NamedTuple):
    """Hold a piece of a printed problem and its role."""

    role: Role
    text: str


def render_problem_parts(problem: Problem) -> tuple[tuple[Part, ...], ...]:
    """Return the lines of a printed problem, each as parts to be joined without a separator."""
    return tuple(_lines(problem))


def render_problem(problem: Problem) -> str:
    """Return the problem as plain text: place and message, path, excerpt with a caret, hint."""
    lines = ("".join(part.text for part in line) for line in render_problem_parts(problem))
    return "\n".join(line.rstrip() for line in lines)


def _lines(problem: Problem) -> Iterator[tuple[Part, ...]]:
    where = problem.location
    yield (
        *((Part(Role.PLACE, f"{visible(str(where))}: "),) if where else ()),
        Part(Role.SEVERITY, problem.severity.value),
        Part(Role.CODE, f" [{problem.code}] "),
        Part(Role.MESSAGE, visible(problem.message)),
    )
    if where:
        yield from _place_lines(where)
    for other in problem.also:
        yield (Part(Role.ALSO, f"  also {visible(str(other))}"),)
        yield from _place_lines(other)
    if problem.hint:
        yield (Part(Role.HINT, f"  hint: {visible(problem.hint)}"),)


def _place_lines(where: Location) -> Iterator[tuple[Part, ...]]:
    if where.path:
        yield (Part(Role.PATH, f"  in {visible(where.path)[:LONGEST_PATH]}"),)
    if where.excerpt is not None and where.line is not None:
        margin = f"  {where.line} | "
        line, caret = excerpt_with_caret(where.excerpt, where.column)
        yield (Part(Role.EXCERPT, margin + line),)
        if caret:
            yield (Part(Role.CARET, " " * len(margin) + caret),)

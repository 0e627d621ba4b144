"""Read which warnings a file has looked at and silences, in comments of its own.

::

    # mgi: silence imprint            before the first key: in the whole file
    domains:
      partnerships:
        potential:
          # mgi: silence no-full-stop, straight-quote
          - The finding below the comment, and nothing else.

A comment on a line of its own is about the entry or the key below it, with all that is in it.
Errors cannot be silenced.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mgi_report.problems.problem import Fault, Location, Problem, Severity, shown
from mgi_report.profile.file.data_file import DataFile
from mgi_report.profile.file.tree import Node

__all__ = ["SILENCEABLE", "Silence", "silence_problems", "silences_of", "unsilenced"]

SILENCEABLE = (
    *("abbreviation-early", "citation-author", "country-differs", "doubtful-signs"),
    *("duplicate-finding", "edition-year", "imprint", "instrument-not-named", "instrument-year"),
    *("invisible-character", "name-inflected", "no-full-stop", "not-normalized", "straight-quote"),
    *("suspicious-text", "translation-behind", "translation-differs", "unofficial-wording"),
    *("unusual-character",),
)
"""The codes of all warnings about the data."""

_SIGN = "mgi: silence"
_COMMENT = re.compile(rf"(?<![^\r\n])[ \t]*#[ \t]*{_SIGN}(?P<codes>[^\r\n]*)")
_CODE = re.compile(r"[^\s,]+")
# What is neither blank nor a comment.
_CONTENT = re.compile(r"(?<![^\r\n])[ \t]*(?P<sign>[^\s#])")


@dataclass(frozen=True, slots=True)
class Silence:
    """Hold one code in a comment, its place, and the lines it is about, both included."""

    code: str
    place: Location
    first: int
    last: int

    def covers(self, problem: Problem) -> bool:
        """Return whether this is a warning of the code, in these lines of the file."""
        where = problem.location
        is_meant = problem.severity is Severity.WARNING and problem.code == self.code
        if not is_meant or where is None or where.file != self.place.file:
            return False
        return self.first <= (where.line or 1) <= self.last


def silences_of(source: DataFile) -> tuple[Silence, ...]:
    """Return the silences of a file; what looks like one inside a text is text."""
    if _SIGN not in source.text.text:
        return ()
    return tuple(_silences(source))


def unsilenced(
    problems: Iterable[Problem], silences: Sequence[Silence]
) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """Return the problems that are to be told, and those that are silenced."""
    kept: list[Problem] = []
    silenced: list[Problem] = []
    for problem in problems:
        is_silenced = any(each.covers(problem) for each in silences)
        (silenced if is_silenced else kept).append(problem)
    return tuple(kept), tuple(silenced)


def silence_problems(silences: Iterable[Silence], silenced: Sequence[Problem]) -> Iterator[Problem]:
    """Yield a warning for each silence of no warning there is, or of none that was found."""
    for each in silences:
        if each.code not in SILENCEABLE:
            yield _warning(_unknown(each.code), each.place)
        elif not any(map(each.covers, silenced)):
            fault = Fault(
                "silence-unused",
                f"no warning {each.code} is silenced here",
                "delete it; a comment before the first key silences in the whole file, others "
                "in the entry or key below them",
            )
            yield _warning(fault, each.place)


def _unknown(code: str) -> Fault:
    from mgi_report.profile.shape import nearest_word  # noqa: PLC0415 - few files need it

    near = nearest_word(code, SILENCEABLE)
    return Fault(
        "silence-unknown",
        f"there is no warning about the data {shown(code)}; errors cannot be silenced",
        f"did you mean {near}?" if near else "docs/problems.md lists the warnings about the data",
    )


def _warning(fault: Fault, place: Location) -> Problem:
    return Problem(*fault, location=place, severity=Severity.WARNING)


def _silences(source: DataFile) -> Iterator[Silence]:
    text = source.text
    leaves, starts = _spans(source)
    first_content = _line(source, min(starts.values(), default=0))
    for comment in _COMMENT.finditer(text.text):
        if any(start <= comment.end() - 1 < end for start, end in leaves):
            continue
        below = _CONTENT.search(text.text, comment.end())
        line = _line(source, below.start("sign")) if below else 0
        first, last = line, _last_line(source, line, leaves, starts)
        if line == first_content:
            first, last = 1, text.text.count("\n") + text.text.count("\r") + 1
        for code in _CODE.finditer(text.text, *comment.span("codes")):
            yield Silence(code[0], text.location(code.start()), first, last)


def _spans(source: DataFile) -> tuple[list[tuple[int, int]], dict[int, int]]:
    """Return start and end of every text and number, and the starts of nodes by their identity."""
    leaves: list[tuple[int, int]] = []
    starts: dict[int, int] = {}
    waiting: list[Node] = list(source.root.items.values())
    while waiting:
        node = waiting.pop()
        starts[id(node)] = node.place
        if not node.items:
            leaves.append((node.at, max(node.at + 1, node.end)))
        waiting.extend(node.items.values())
    return leaves, starts


def _last_line(
    source: DataFile, line: int, leaves: list[tuple[int, int]], starts: dict[int, int]
) -> int:
    """Return the last line of the outermost node that begins on a line."""
    waiting: list[Node] = list(source.root.items.values())
    while waiting:
        node = waiting.pop(0)
        if _line(source, starts[id(node)]) == line:
            end = max(node.at + 1, node.end)
            inside = [leaf[1] for leaf in leaves if node.at <= leaf[0] < end]
            return _line(source, max(inside, default=end) - 1)
        waiting.extend(node.items.values())
    return line


def _line(source: DataFile, at: int) -> int:
    return source.text.location(at).line or 1

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
from bisect import bisect_left, bisect_right
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from mgi_report.problems.problem import Fault, Location, Problem, Severity, shown
from mgi_report.profile.file.data_file import DataFile
from mgi_report.profile.file.tree import Node

__all__ = ["SILENCEABLE", "Silence", "silence_problems", "silences_of", "unsilenced"]

SILENCEABLE = (
    *("abbreviation-early", "citation-author", "country-differs", "doubtful-signs"),
    *("duplicate-finding", "edition-year", "imprint", "instrument-not-named", "instrument-year"),
    *("invisible-character", "name-inflected", "no-full-stop", "not-normalized", "own-language"),
    *("straight-quote", "suspicious-text", "translation-behind", "translation-differs"),
    *("unofficial-wording", "unusual-character"),
)
"""The codes of all warnings about the data."""

_SIGN = "mgi: silence"
_COMMENT = rf"(?<![^\r\n])[ \t]*#[ \t]*{_SIGN}(?P<codes>[^\r\n]*)"
_CODE = r"[^\s,]+"
# What is neither blank nor a comment.
_CONTENT = r"(?<![^\r\n])[ \t]*(?P<sign>[^\s#])"


class Silence(NamedTuple):
    """Hold one code in a comment, its place, and the lines it is about, both included."""

    code: str
    place: Location
    first: int
    last: int


def silences_of(source: DataFile) -> tuple[Silence, ...]:
    """Return the silences of a file; what looks like one inside a text is text."""
    if _SIGN not in source.text.text:
        return ()
    return tuple(_silences(source))


def unsilenced(
    problems: Iterable[Problem], silences: Sequence[Silence]
) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """Return the problems that are to be told, and those that are silenced."""
    reach = _reach_of(silences)
    kept: list[Problem] = []
    silenced: list[Problem] = []
    for problem in problems:
        (silenced if _is_silenced(problem, reach) else kept).append(problem)
    return tuple(kept), tuple(silenced)


class _Reach(NamedTuple):
    """Hold the first lines of silences in their order, and how far those up to each one go."""

    firsts: list[int]
    lasts: list[int]


_Kind = tuple[str, str]
"""A file and a code."""


def _reach_of(silences: Sequence[Silence]) -> dict[_Kind, _Reach]:
    kinds: defaultdict[_Kind, _Reach] = defaultdict(lambda: _Reach([], []))
    for each in sorted(silences, key=lambda silence: silence.first):
        firsts, lasts = kinds[str(each.place.file), each.code]
        firsts.append(each.first)
        lasts.append(max(each.last, lasts[-1] if lasts else 0))
    return kinds


def _is_silenced(problem: Problem, reach: Mapping[_Kind, _Reach]) -> bool:
    where = problem.location
    if where is None or problem.severity is not Severity.WARNING:
        return False
    found = reach.get((str(where.file), problem.code))
    if found is None:
        return False
    before = bisect_right(found.firsts, where.line or 1)
    return before > 0 and (where.line or 1) <= found.lasts[before - 1]


def silence_problems(silences: Iterable[Silence], silenced: Sequence[Problem]) -> Iterator[Problem]:
    """Yield a warning for each silence of no warning there is, or of none that was found."""
    lines: defaultdict[_Kind, list[int]] = defaultdict(list)
    for problem in silenced:
        if problem.location:
            lines[str(problem.location.file), problem.code].append(problem.location.line or 1)
    for found in lines.values():
        found.sort()
    for each in silences:
        found = lines[str(each.place.file), each.code]
        next_line = bisect_left(found, each.first)
        if each.code not in SILENCEABLE:
            yield _warning(_unknown(each.code), each.place)
        elif next_line == len(found) or found[next_line] > each.last:
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
    spans = _Spans.of(source)
    first_content = _line(source, spans.first)
    end = text.text.count("\n") + text.text.count("\r") + 1
    # From the end: what is below a comment is found before the next one, or is below that too.
    below, next_comment = 0, len(text.text)
    found: list[Silence] = []
    for comment in reversed(tuple(re.finditer(_COMMENT, text.text))):
        if spans.is_inside(comment.end() - 1):
            continue
        if content := re.compile(_CONTENT).search(text.text, comment.end(), next_comment):
            below = content.start("sign")
        next_comment = comment.start()
        line = _line(source, below) if below else 0
        first, last = line, spans.last_line(source, line)
        if line == first_content:
            first, last = 1, end
        found += (
            Silence(code[0], text.location(code.start()), first, last)
            for code in re.compile(_CODE).finditer(text.text, *comment.span("codes"))
        )
    yield from sorted(found, key=lambda each: (each.place.line or 0, each.place.column or 0))


class _Spans(NamedTuple):
    """Know where texts and numbers begin and end, and which node begins on a line.

    ``leaves`` are starts and ``ends`` the ends of the same ones, in the order of the file.
    """

    first: int
    leaves: tuple[int, ...]
    ends: tuple[int, ...]
    outermost: Mapping[int, Node]

    @classmethod
    def of(cls, source: DataFile) -> "_Spans":
        """Return the spans of a file."""
        leaves: list[tuple[int, int]] = []
        outermost: dict[int, Node] = {}
        waiting = deque(source.root.items.values())
        first = min((node.place for node in waiting), default=0)
        while waiting:
            node = waiting.popleft()
            outermost.setdefault(_line(source, node.place), node)
            if not node.items:
                leaves.append((node.at, max(node.at + 1, node.end)))
            waiting.extend(node.items.values())
        leaves.sort()
        return cls(
            first, tuple(start for start, _ in leaves), tuple(end for _, end in leaves), outermost
        )

    def is_inside(self, at: int) -> bool:
        """Return whether a character belongs to a text or a number."""
        before = bisect_right(self.leaves, at)
        return before > 0 and at < self.ends[before - 1]

    def last_line(self, source: DataFile, line: int) -> int:
        """Return the last line of the outermost node that begins on a line."""
        node = self.outermost.get(line)
        if node is None:
            return line
        end = max(node.at + 1, node.end)
        after = bisect_left(self.leaves, end)
        inside = after > 0 and self.leaves[after - 1] >= node.at
        return _line(source, (self.ends[after - 1] if inside else end) - 1)


def _line(source: DataFile, at: int) -> int:
    return source.text.location(at).line or 1

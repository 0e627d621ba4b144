"""Tell of a run in Markdown, for the summary page of a job: failures first, then every file."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from mgi_report.output.manifest import FileRecord
from mgi_report.problems.excerpt import visible
from mgi_report.problems.problem import Problem, Severity
from mgi_report.run.outcomes import Outcome, RunResult, State
from mgi_report.run.reports.words import counts, duration, size, writable

__all__ = ["markdown_summary"]

LIMIT = 1024 * 1024
"""GitHub shows no summary of a step that is larger, in bytes."""

# Cut notes, headings and a byte counted twice do not fill this.
_MARGIN = 4 * 1024
_LONGEST_TEXT = 500
_MOST_PROBLEMS = 20
_SHOWN_OF_DIGEST = 12


def markdown_summary(result: RunResult, title: str = "Country profiles", limit: int = LIMIT) -> str:
    """Return the run in Markdown, in no more bytes than ``limit`` (8 kB or more).

    What does not fit is left out with a line that says so: first unchanged files, then stopped
    profiles, new files, warnings, and failures last of all.
    """
    head = f"## {_text(title)}\n\n**{counts(result)}** in {duration(result.seconds)}\n"
    failures = _Section(
        "### Failed\n\n", tuple(map(_failed, result.in_state(State.FAILED))), "failed profiles"
    )
    warned = [outcome for outcome in result.outcomes if outcome.state is not State.FAILED]
    warnings = _Section("### Warnings\n\n", tuple(_warned(warned)), "profiles with warnings")
    rendered = _files("### Rendered\n\n", result.in_state(State.RENDERED), "rendered files")
    unchanged = _files("### Unchanged\n\n", result.in_state(State.UNCHANGED), "unchanged files")
    stopped = _Section(
        "### Not finished when the run ended\n\n",
        tuple(f"- {_code(str(outcome.source))}\n" for outcome in result.in_state(State.STOPPED)),
        "stopped profiles",
    )
    room = limit - _MARGIN - len(head.encode())
    kept: dict[str, str] = {}
    for section in (failures, warnings, rendered, stopped, unchanged):
        kept[section.heading] = section.within(room)
        room -= len(kept[section.heading].encode())
    order = (failures, warnings, rendered, unchanged, stopped)
    return "\n".join([head, *(text for s in order if (text := kept[s.heading]))])


@dataclass(frozen=True)
class _Section:
    heading: str
    rows: tuple[str, ...]
    what: str

    def within(self, room: int) -> str:
        """Return the section with as many of its first rows as fit, and a word on the others."""
        if not self.rows:
            return ""
        used = len(self.heading.encode())
        kept = 0
        for row in self.rows:
            used += len(row.encode())
            if used > room:
                break
            kept += 1
        left_out = len(self.rows) - kept
        if not left_out:
            return self.heading + "".join(self.rows)
        note = f"… {left_out} of {len(self.rows)} {self.what} have no room here.\n"
        # A table without rows would show its heading alone.
        heading = self.heading if kept else self.heading.partition("\n")[0] + "\n\n"
        return heading + "".join(self.rows[:kept]) + f"\n{note}"


def _failed(outcome: Outcome) -> str:
    tried = f" ({outcome.attempts} attempts)" if outcome.attempts > 1 else ""
    return f"- {_code(str(outcome.source))}{tried}\n{_problems(outcome.problems)}"


def _warned(outcomes: Iterable[Outcome]) -> Iterable[str]:
    for outcome in outcomes:
        if outcome.problems:
            yield f"- {_code(str(outcome.source))}\n{_problems(outcome.problems)}"


def _problems(problems: Iterable[Problem]) -> str:
    lines = []
    # Errors first; the order is theirs otherwise.
    ordered = sorted(problems, key=lambda problem: problem.severity is not Severity.ERROR)
    for problem in ordered[:_MOST_PROBLEMS]:
        place = f"{_code(str(problem.location))}: " if problem.location else ""
        word = "" if problem.severity is Severity.ERROR else "warning: "
        line = f"  - {place}{word}[{_code(problem.code)}] {_text(problem.message)}"
        # A backslash at the end of a line is a line break.
        hint = f"\\\n    hint: {_text(problem.hint)}" if problem.hint else ""
        lines.append(f"{line}{hint}\n")
    if hidden := ordered[_MOST_PROBLEMS:]:
        lines.append(f"  - … and {len(hidden)} more\n")
    return "".join(lines)


def _files(heading: str, outcomes: Iterable[Outcome], what: str) -> _Section:
    table = heading + (
        "| File | Profile | Pages | Size | SHA-256 | Time |\n|---|---|--:|--:|---|--:|\n"
    )
    return _Section(table, tuple(_row(file, o.seconds) for o in outcomes for file in o.files), what)


def _row(file: FileRecord, seconds: float) -> str:
    took = duration(seconds) if seconds else ""
    return (
        f"| {_code(file.name)} | {_code(file.source)} | {file.pages} | {size(file.bytes)} "
        f"| `{file.sha256[:_SHOWN_OF_DIGEST]}` | {took} |\n"
    )


def _code(text: str) -> str:
    return f"<code>{_text(text)}</code>"


def _text(text: str) -> str:
    """Return a text of the user that shows as it is: no markup, no HTML, on one line."""
    line = " ".join(writable(visible(text)).split())
    cut = line if len(line) <= _LONGEST_TEXT else line[:_LONGEST_TEXT] + "…"
    return "".join(map(_literal, cut))


def _literal(char: str) -> str:
    # What has a meaning only at the start of a line, such as a dash, never stands there.
    return f"\\{char}" if char in "\\`*_[]|~$#!:@" else escape(char, quote=False)

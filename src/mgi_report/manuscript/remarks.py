"""Warn of what a manuscript holds besides its words."""

from collections.abc import Sequence
from pathlib import Path

from mgi_report.problems.problem import Fault, Location, Problem, Severity, shown

__all__ = ["encoding_guessed", "hidden", "left_out", "numbers_named", "remark"]

MOST_NUMBERS = 12
"""So many lines are named in a warning, then no more."""


def remark(
    fault: Fault, path: Path, number: int | None = None, excerpt: str | None = None
) -> Problem:
    """Return a warning about a manuscript, or about one of its lines; ``excerpt`` is its text."""
    where = Location(path, number, excerpt=excerpt)
    return Problem(*fault, location=where, severity=Severity.WARNING)


def numbers_named(unit: str, numbers: Sequence[int]) -> str:
    """Return the numbers of lines for a warning, such as ``rows 2, 3 and 40 more``."""
    named = ", ".join(map(str, numbers[:MOST_NUMBERS]))
    more = len(numbers) - MOST_NUMBERS
    others = f" and {more} more" if more > 0 else ""
    return f"{unit}{'s' * (len(numbers) > 1)} {named}{others}"


def left_out(path: Path, what: str, text: str = "", number: int | None = None) -> Problem:
    """Warn of something that is no line of the manuscript: a page header, a deleted text."""
    said = f"{what} is left out" + (f": {shown(text)}" if text else "")
    hint = "if it belongs to the profile, write it into the text of the manuscript"
    return remark(Fault("manuscript-left-out", said, hint), path, number)


def encoding_guessed(path: Path, why: str, number: int | None = None) -> Problem:
    """Warn of a text whose encoding nobody told."""
    said = f"{why}; it was read as Windows-1252"
    hint = "look at accents and quotation marks; saved with the encoding UTF-8, nothing is guessed"
    return remark(Fault("manuscript-encoding", said, hint), path, number)


def hidden(path: Path, what: str, number: int | None = None) -> Problem:
    """Warn of something that was read although nobody sees it."""
    hint = "delete it in the manuscript if it does not belong to the profile"
    fault = Fault("manuscript-hidden", f"{what} is hidden, and was read like the others", hint)
    return remark(fault, path, number)

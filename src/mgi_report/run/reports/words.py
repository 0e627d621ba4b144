"""Put the numbers of a run into words, and make the text of users fit for files."""

import re

from mgi_report.run.outcomes import Outcome, RunResult, State

__all__ = ["counts", "duration", "outcome_in_words", "run_in_words", "size", "writable"]

_MINUTE = 60
_HOUR = 60 * _MINUTE
_EXACT_BELOW = 10
_KILO = 1000

# What XML 1.0 does not allow, and the lone surrogates that stand for undecodable file names. CR is
# allowed but does not survive a reader.
_UNWRITABLE = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def writable(text: str) -> str:
    r"""Return the text with what no XML or UTF-8 file can hold written out, as in ``\x1b``."""
    return _UNWRITABLE.sub(_written_out, text)


def _written_out(match: re.Match[str]) -> str:
    number = ord(match[0])
    return rf"\x{number:02x}" if number <= 0xFF else rf"\u{number:04x}"  # noqa: PLR2004 - a byte


def duration(seconds: float, *, rough: bool = False) -> str:
    """Return seconds in words as exact as a person needs: 3.1 s, 41 s, 2 min 5 s, 1 h 2 min.

    A rough one has no tenths.
    """
    if seconds < _EXACT_BELOW - 0.05 and not rough:  # 9.96 would read 10.0
        return f"{seconds:.1f} s"
    whole = round(seconds)
    if whole < _MINUTE:
        return f"{whole} s"
    if whole < _HOUR:
        return f"{whole // _MINUTE} min {whole % _MINUTE} s"
    return f"{whole // _HOUR} h {whole % _HOUR // _MINUTE} min"


def size(count: int) -> str:
    """Return a number of bytes in words: 980 B, 412 kB, 3.1 MB."""
    if count < _KILO:
        return f"{count} B"
    if count < 999_500:  # noqa: PLR2004 - from here on it would read 1000 kB
        return f"{count / _KILO:.0f} kB"
    return f"{count / _KILO**2:.1f} MB"


def counts(result: RunResult) -> str:
    """Return how many profiles came to which end, such as ``12 rendered, 1 failed``."""
    numbers = [f"{n} {state.value}" for state in State if (n := len(result.in_state(state)))]
    return ", ".join(numbers) or "no profiles"


def run_in_words(result: RunResult) -> str:
    """Return one line about a run: counts, time, and the profile that took longest."""
    line = f"{counts(result)} in {duration(result.seconds)}"
    rendered = result.in_state(State.RENDERED)
    if len(rendered) > 1:
        slowest = max(rendered, key=lambda outcome: outcome.seconds)
        line += f"; slowest: {slowest.source.name} {duration(slowest.seconds)}"
    return line


def outcome_in_words(outcome: Outcome) -> str:
    """Return one line about a profile: its files with pages and time, or that it failed."""
    if outcome.state in (State.FAILED, State.STOPPED) or not outcome.files:
        words = [str(outcome.source), outcome.state.value]
    else:
        pages = list(dict.fromkeys(str(file.pages) for file in outcome.files))
        words = [", ".join(file.name for file in outcome.files), f"{'/'.join(pages)} pages"]
    if outcome.state is State.UNCHANGED:
        words.append("unchanged")
    elif outcome.state is not State.STOPPED:
        words.append(duration(outcome.seconds))
    if outcome.attempts > 1:
        words.append(f"{outcome.attempts} attempts")
    return "  ".join(words)

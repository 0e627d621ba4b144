"""Keep codes, addresses and Latin words in their order where text runs from right to left."""

import re
from collections.abc import Iterator
from typing import NamedTuple
from unicodedata import bidirectional

from markupsafe import Markup, escape

__all__ = [
    "Span",
    "begins_from_the_right",
    "is_from_the_right",
    "isolated",
    "latin_runs",
    "left_to_right",
]

LEFT_TO_RIGHT_ISOLATE, END_OF_ISOLATE = "\u2066", "\u2069"
RIGHT_TO_LEFT = frozenset({"R", "AL"})
BRACKETS = {")": "(", "]": "["}


class Span(NamedTuple):
    """Hold the start and end of a part of a plain text."""

    start: int
    end: int


def is_from_the_right(text: str) -> bool:
    """Return whether a text has letters that are read from the right (Unicode UAX #9, 3.2)."""
    return any(bidirectional(sign) in RIGHT_TO_LEFT for sign in text)


def begins_from_the_right(text: str) -> bool:
    """Return whether the first letter of a text is read from the right (UAX #9, P2 and P3)."""
    kinds = (bidirectional(sign) for sign in text)
    return next((kind for kind in kinds if kind in {"L", *RIGHT_TO_LEFT}), "L") in RIGHT_TO_LEFT


def isolated(text: str, *, mirrored: bool) -> str:
    """Return a plain text that keeps its order within another one, as 1.W.3 does.

    It stays on one line: on a second one it would be read from the right.
    """
    return f"{LEFT_TO_RIGHT_ISOLATE}{text}{END_OF_ISOLATE}" if _needs(text, mirrored) else text


def left_to_right(text: str, *, mirrored: bool) -> Markup:
    """Return the HTML of a text that keeps its order; one of right-to-left letters has its own."""
    # Our engine knows nothing of unicode-bidi, nor of <bdi>.
    return (
        Markup('<span dir="ltr">{}</span>').format(text) if _needs(text, mirrored) else escape(text)
    )


def _needs(text: str, mirrored: bool) -> bool:  # noqa: FBT001 - our own
    return mirrored and not is_from_the_right(text)


def latin_runs(text: str) -> Iterator[Span]:
    """Yield the parts of a text from the right that are read from the left.

    Each goes from one letter to the last letter, digit or closing bracket before a letter that is
    read from the right (Unicode Standard Annex 9, W7, N0 and N1). The engine heeds that within one
    box, and puts boxes beside each other from the right.
    """
    kinds = "".join(_kind(sign) for sign in text)
    for match in re.finditer(r"L(?:[^R]*[LN])?", kinds):
        start, end = match.span()
        while end < len(text) and _closes(text[start:end], text[end]):
            end += 1
        yield Span(start, end)


def _kind(sign: str) -> str:
    """Return L or R for a letter by its direction, N for a digit, - for any other sign."""
    kind = bidirectional(sign)
    return "R" if kind in RIGHT_TO_LEFT else {"L": "L", "EN": "N"}.get(kind, "-")


def _closes(text: str, sign: str) -> bool:
    """Return whether a sign is the bracket that closes one of the text."""
    return sign in BRACKETS and text.count(BRACKETS[sign]) > text.count(sign)

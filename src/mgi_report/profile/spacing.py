"""Find spaces that nobody meant: two in a row, and one before a comma or a full stop."""

import re
from collections.abc import Iterator

from mgi_report.problems.problem import shown
from mgi_report.profile.file.text import is_plain

__all__ = ["TWO_SPACES", "spacing_faults"]

TWO_SPACES = r"(?<=\S)[ \u00a0]{2,}(?=\S)"
# No language sets one there, as French does before other signs; .5 and ". . ." are something else.
_BEFORE_SIGN = r"(?<=\w)[ \u00a0\u202f]+[,.\u060c](?!\s?\.)(?=\s|$)"
_LINE_END = r"(?<=\S)[ \t]+(?=\r?\n)"
# One of these is in each such text, if its spaces are plain.
_LIKELY = ("  ", " ,", " .", " \u060c")


def spacing_faults(text: str, written: str) -> Iterator[tuple[str, str, int]]:
    """Yield what is wrong, how to mend it, and its place in what is ``written`` in the file."""
    if is_plain(text) and not any(signs in text for signs in _LIKELY):
        return
    if spaces := re.search(TWO_SPACES, text):
        yield "two spaces follow each other", "delete one of them", _place(spaces, written)
    if before := re.search(_BEFORE_SIGN, text):
        message = f"a space stands before the sign {shown(before[0][-1])}"
        yield message, "delete the space", _place(before, written)


def _place(found: re.Match[str], written: str) -> int:
    """Return where the spaces are in the file, whose lines begin with spaces too.

    A block that is folded makes two spaces of one at the end of a line and its line break.
    """
    letter = found.start() - 1
    at = written.find(found.string[letter : found.end() + 1])
    if at >= 0:
        return at + 1
    ending = re.search(_LINE_END, written)
    return ending.start() if ending else 0

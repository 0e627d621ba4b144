"""Show a source line with a caret under one character, in a terminal of fixed-width cells.

A tab shows as four spaces, a wide character (Chinese, an emoji) takes two cells, a combining mark
none. A line longer than the width is clipped around the caret. Characters that could steer a
terminal are shown as a replacement character.
"""

import unicodedata

__all__ = ["excerpt_with_caret", "visible"]

WIDTH = 100
_TAB = "    "
_CUT = "…"
_STEERS_DIRECTION = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def visible(text: str) -> str:
    """Return the text with tabs as spaces and nothing in it that could steer a terminal."""
    return "".join(map(_visible, text))


def _visible(char: str) -> str:
    if char == "\t":
        return _TAB
    if unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") or char in _STEERS_DIRECTION:
        return "\ufffd"
    return char


def _cells(char: str) -> int:
    if char == "\t":
        return len(_TAB)
    if char in _STEERS_DIRECTION:
        return 1
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def excerpt_with_caret(line: str, column: int | None, width: int = WIDTH) -> tuple[str, str]:
    """Return the line as shown and the line with the caret, which is empty without a column.

    ``column`` counts characters from 1 and may lie one past the end.
    """
    caret = min(max(column or 1, 1) - 1, len(line))
    left, right = _window(line, caret, width)
    before = _CUT if left else ""
    shown = before + visible(line[left:right]) + (_CUT if right < len(line) else "")
    if column is None:
        return shown, ""
    return shown, " " * (len(before) + sum(map(_cells, line[left:caret]))) + "^"


def _window(line: str, caret: int, width: int) -> tuple[int, int]:
    left = right = caret
    used = 0
    while left > 0 and used + _cells(line[left - 1]) <= width // 2:
        left -= 1
        used += _cells(line[left])
    while right < len(line) and used + _cells(line[right]) <= width:
        used += _cells(line[right])
        right += 1
    while left > 0 and used + _cells(line[left - 1]) <= width:
        left -= 1
        used += _cells(line[left])
    return left, right

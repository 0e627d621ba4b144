"""Read unquoted words as the YAML 1.2 core schema does.

``NO``, ``yes`` and ``on`` stay text, and so does ``2021-12``. JSON's numbers and words are among
those of the core schema, so that JSON files are read by the same rules.
"""

import math
import re
from collections.abc import Callable

__all__ = ["Scalar", "resolve"]

Scalar = str | int | float | bool | None

_WORDS: dict[str, bool | float | None] = {
    "": None,
    "~": None,
    **dict.fromkeys(("null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys((".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"), math.inf),
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), -math.inf),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), math.nan),
}
# Longer numbers stay text: no profile has them, and Python refuses to read some thousand digits.
_NUMBERS: tuple[tuple[re.Pattern[str], Callable[[str], int | float]], ...] = (
    (re.compile(r"[-+]?[0-9]{1,18}"), int),
    (re.compile(r"0o[0-7]{1,18}"), lambda written: int(written[2:], 8)),
    (re.compile(r"0x[0-9a-fA-F]{1,15}"), lambda written: int(written[2:], 16)),
    (
        re.compile(
            r"(?![-+]?[0-9]+\Z)[-+]?(\.[0-9]{1,40}|[0-9]{1,40}(\.[0-9]{0,40})?)([eE][-+]?[0-9]{1,4})?"
        ),
        float,
    ),
)


def resolve(written: str) -> Scalar:
    """Return the value of an unquoted word."""
    if written in _WORDS:
        return _WORDS[written]
    # Most words are sentences; only these characters can begin a number.
    if written[0] not in "+-.0123456789":
        return written
    for pattern, read in _NUMBERS:
        if pattern.fullmatch(written):
            return read(written)
    return written

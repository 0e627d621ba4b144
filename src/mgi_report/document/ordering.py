"""Order names as a reader of an index looks for them."""

import re
from unicodedata import combining, normalize

__all__ = ["Order", "in_order"]

Order = tuple[tuple[tuple[bool, int, str], ...], str]

_PARTS = re.compile(r"\d+|\D+")


def in_order(name: str) -> Order:
    """Return what names are sorted by: letters without accents or case, numbers by their value
    and before letters.

    Names that are alike in that are sorted as they are written.
    """
    plain = "".join(sign for sign in normalize("NFKD", name) if not combining(sign)).casefold()
    parts = (
        (False, int(part), "") if part.isdecimal() else (True, 0, part)
        for part in _PARTS.findall(plain)
    )
    return tuple(parts), name

"""Know the titles of what stands beside the findings: sections, sources, abbreviations."""

import re
from enum import Enum
from functools import cache, lru_cache

from mgi_report.manuscript.bullets import ends_a_sentence
from mgi_report.manuscript.headings import folded, vocabulary

__all__ = ["ApartKind", "abbreviation_in", "begins_like_annex", "known_title"]

LONGEST_TITLE = 120  # characters
_NUMBER = re.compile(r"(?:[0-9]{1,2}|[ivx]{1,4}) (?:[0-9]{1,2} )*(?=[^\W\d_])")
_ANNEX_NUMBER = re.compile(r"\s+(?:[0-9]{1,2}|[IVX]{1,4}|[A-H])(?:\s*[.:\u2013\u2014-]\s*\S|\s*$)")
# After a colon, a dash, or in a column of its own.
_ABBREVIATION = re.compile(
    r"(?P<short>\S{1,20}(?: \S{1,20}){0,2}?)"
    r"(?:\s*:\s+|\s+[\u2013\u2014=-]\s+|\t\s*| {2,})(?P<long>\S.*)"
)
_SPACED = re.compile(r"(?P<short>\S{2,20}) (?P<long>\S.*)")
FEWEST_CAPITALS = 2


class ApartKind(Enum):
    """Name what a title stands above; contents belong to no profile."""

    SECTION = "section"
    SOURCES = "sources"
    ABBREVIATIONS = "abbreviations"
    CONTENTS = "contents"


@lru_cache(maxsize=1000)
def known_title(text: str) -> ApartKind | None:
    """Return what a line is the well-known title of, or None; “Annex 1. Indicators” is one."""
    if len(text) > LONGEST_TITLE or ends_a_sentence(text):
        return None
    words = folded(text)
    found = _titles().get(words) or _titles().get(_NUMBER.sub("", words, count=1))
    return ApartKind.SECTION if found is None and begins_like_annex(text) else found


def begins_like_annex(text: str) -> bool:
    """Return whether a line begins like the title of an annex, with its number."""
    first = text.split(maxsplit=1)[:1]
    return bool(
        first
        and folded(first[0]) in _annexes()
        and first[0][:1].isupper()
        and _ANNEX_NUMBER.match(text.lstrip(), len(first[0]))
        and not ends_a_sentence(text)
    )


def abbreviation_in(text: str, *, is_raw: bool = False) -> tuple[str, str] | None:
    """Return an abbreviation and what it stands for, or None if a line is no such pair.

    Where the two are parted by one space only, the first word must have capitals, and the next
    must not be like it; ``is_raw`` does not take those.
    """
    found = _ABBREVIATION.fullmatch(text.strip())
    if found is None and not is_raw:
        found = _SPACED.fullmatch(text.strip())
        if found and (_is_short(found["long"].split()[0]) or not _is_short(found["short"])):
            return None
    if found is None or not (_is_short(found["short"]) and any(map(str.isalpha, found["long"]))):
        return None
    return found["short"], found["long"]


def _is_short(word: str) -> bool:
    return sum(map(str.isupper, word)) >= FEWEST_CAPITALS


@cache
def _titles() -> dict[str, ApartKind]:
    kinds = {
        "titles": ApartKind.SECTION,
        "sources": ApartKind.SOURCES,
        "abbreviations": ApartKind.ABBREVIATIONS,
        "contents": ApartKind.CONTENTS,
    }
    return {
        folded(title): kind
        for table in vocabulary().values()
        for key, kind in kinds.items()
        for title in table["sections"][key]
    }


@cache
def _annexes() -> frozenset[str]:
    return frozenset(
        folded(word) for table in vocabulary().values() for word in table["sections"]["annex"]
    )

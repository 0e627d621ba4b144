"""Read the lines that name a profile: its subject, which edition it is, and its date.

“Migration Governance Indicators: The Kingdom of Lesotho Second Profile” and “Local Migration
Governance Indicators | Profile 2022 | City of Kenema” are such lines; so is “2021 December”.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from babel import Locale

from mgi_report.manuscript.bullets import ends_a_sentence
from mgi_report.manuscript.countries import country_named
from mgi_report.manuscript.headings import folded, vocabulary
from mgi_report.profile.framework import Level
from mgi_report.profile.values import PartialDate

__all__ = ["TitleLine", "is_title", "read_title"]

LONGEST_TITLE = 150  # characters
_SEPARATORS = " \t:|/,;.\u00b7\u2013\u2014-\u00a0"
_SMALL = frozenset(
    word
    for table in (
        "the of and for",
        "la le les de du des et l d",
        "el los las del y",
        "a o da do dos e",
    )
    for word in table.split()
)
_YEAR = re.compile(r"(?<!\d)(?P<year>(?:19|20)[0-9]{2})(?!\d)")
_DAY_FIRST = re.compile(
    r"(?:(?P<day>[0-9]{1,2})(?:er|st|nd|rd|th)? )?(?:de |of )?"
    r"(?P<month>[a-z]+)(?: de)? (?P<year>[0-9]{4})"
)
_YEAR_FIRST = re.compile(r"(?P<year>[0-9]{4}) (?P<month>[a-z]+)(?: (?P<day>[0-9]{1,2}))?")
_MONTH_FIRST = re.compile(r"(?P<month>[a-z]+) (?P<day>[0-9]{1,2}) (?P<year>[0-9]{4})")
_FIGURES = re.compile(r"(?P<year>[0-9]{4}) (?P<month>[0-9]{2})(?: (?P<day>[0-9]{2}))?")


@dataclass(frozen=True)
class TitleLine:
    """Hold what a title says; what it does not say is None.

    ``kind`` and ``place`` are those of a local subject: “City” and “Kenema”.
    """

    level: Level | None = None
    name: str | None = None
    kind: str | None = None
    place: str | None = None
    ordinal: int | None = None
    year: int | None = None
    date: PartialDate | None = None

    @property
    def is_place_only(self) -> bool:
        """Return whether it says no more than “City of Kenema”, which may be no title."""
        return self.kind is not None and self.level is None


class _Found(NamedTuple):
    rest: str
    value: int | None


def is_title(text: str, *, is_alone: bool) -> bool:
    """Return whether a line names a profile; the bare name of a country does only if it is alone.

    “The Lesotho” may be the rest of a line that was wrapped behind it.
    """
    title = read_title(text)
    told = title and (title.ordinal or title.year or title.date or title.name is None)
    return bool(told or (title and (is_alone or _without_series(text)[0])))


@lru_cache(maxsize=1000)
def read_title(text: str) -> TitleLine | None:
    """Return what a title says, or None if the line is none."""
    text = " ".join(text.split())
    if len(text) > LONGEST_TITLE or ends_a_sentence(text):
        return None
    if date := _date(folded(text)):
        return TitleLine(date=date)
    return _name_and_edition(text)


def _name_and_edition(text: str) -> TitleLine | None:
    level, rest = _without_series(text)
    ordinal = _cut(rest, _ordinals())
    year = _cut(ordinal.rest, _year_forms())
    name = year.rest.strip(_SEPARATORS)
    is_told = level is not None or ordinal.value is not None or year.value is not None
    if not name:
        return TitleLine(level, ordinal=ordinal.value, year=year.value) if is_told else None
    if not _is_name(name):
        return None
    kind, place = _kind(name)
    if is_told:
        told = Level.LOCAL if kind else level
        return TitleLine(told, name, kind, place, ordinal.value, year.value)
    if kind:
        return TitleLine(None, name, kind, place)
    country = country_named(name, "en")
    if country is not None and not country.is_guess:
        return TitleLine(Level.NATIONAL, name)
    return None


def _date(words: str) -> PartialDate | None:
    for pattern in (_YEAR_FIRST, _DAY_FIRST, _MONTH_FIRST, _FIGURES):
        found = pattern.fullmatch(words)
        if found is None:
            continue
        written = found["month"]
        month = int(written) if written.isdigit() else _months().get(written)
        day = int(found["day"]) if found["day"] else None
        if month is not None:
            date = PartialDate(int(found["year"]), month, day)
            try:
                date.first_day  # noqa: B018 - the property checks the calendar
            except ValueError:
                return None
            return date
    return None


@cache
def _months() -> dict[str, int]:
    months: dict[str, int] = {}
    for tag in vocabulary():
        for form in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in Locale(tag).months[form][width].items():
                    months.setdefault(folded(name), number)
    return months


def _without_series(text: str) -> tuple[Level | None, str]:
    """Return a title without the name of the series, and the level that tells."""
    for level, pattern in _series():
        if found := pattern.match(text):
            return level, text[found.end() :]
        if found := pattern.search(text):
            return level, f"{text[: found.start()]}|{text[found.end() :]}"
    return None, text


@cache
def _series() -> tuple[tuple[Level, re.Pattern[str]], ...]:
    found: list[tuple[str, Level]] = []
    for table in vocabulary().values():
        found += ((name, Level.LOCAL) for name in table["local_series"])
        found += ((name, Level.NATIONAL) for name in table["series"])
    longest_first = sorted(found, key=lambda each: -len(each[0]))
    return tuple(
        (level, re.compile(rf"(?<!\w){_spaced(name)}(?:\s*\([A-Z]{{2,4}}\))?(?!\w)", re.I))
        for name, level in longest_first
    )


def _spaced(words: str) -> str:
    return r"\s+".join(re.escape(word) for word in words.split())


def _cut(text: str, forms: Sequence[tuple[re.Pattern[str], int | None]]) -> _Found:
    """Return a text without the first form that is found in it, and what that form says."""
    for pattern, value in forms:
        if found := pattern.search(text):
            said = value if value is not None else int(found["year"])
            return _Found(f"{text[: found.start()]}|{text[found.end() :]}", said)
    return _Found(text, None)


@cache
def _ordinals() -> tuple[tuple[re.Pattern[str], int | None], ...]:
    return tuple(_ordinal_forms())


def _ordinal_forms() -> Iterator[tuple[re.Pattern[str], int | None]]:
    for table in vocabulary().values():
        profile = "|".join(table["profile"])
        for number, word in enumerate(table["ordinals"], start=1):
            figure = rf"{number}(?:st|nd|rd|th|e|er|\u00ba|\.\u00ba)"
            pattern = rf"(?<!\w)(?:{word}|{figure})\s+(?:{profile})(?!\w)"
            yield re.compile(pattern, re.I), number


@cache
def _year_forms() -> tuple[tuple[re.Pattern[str], int | None], ...]:
    profile = "|".join(word for table in vocabulary().values() for word in table["profile"])
    before = re.compile(rf"(?<!\w)(?:{profile})\s+{_YEAR.pattern}", re.I)
    after = re.compile(rf"{_YEAR.pattern}\s+(?:{profile})(?!\w)", re.I)
    # Behind an edition or a name the year stands alone.
    alone = re.compile(rf"(?<=\|)\W*{_YEAR.pattern}\W*(?=$|\|)")
    return (before, None), (after, None), (alone, None)


def _is_name(text: str) -> bool:
    """Return whether every word begins as a name does; a bar parts the names of two things."""
    words = re.findall(r"[^\W_]+", text)
    return (
        bool(words)
        and "|" not in text
        and all(
            word[:1].isupper() or not word[:1].islower() or word.lower() in _SMALL for word in words
        )
    )


def _kind(name: str) -> tuple[str | None, str | None]:
    for table in vocabulary().values():
        for kind in table["kinds"]:
            for of in table["of"]:
                start = f"{kind} {of}"
                if name.casefold().startswith(start.casefold()):
                    place = name[len(start) :].strip()
                    if place and (
                        of.endswith("\u2019") or name[len(start) : len(start) + 1] == " "
                    ):
                        return name[: len(kind)], place
    return None, None

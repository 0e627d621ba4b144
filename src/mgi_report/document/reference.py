"""Make the views of the reference pages: laws and policies by year, and the indexes.

Names stand in the order in which a reader of an index looks for them.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from unicodedata import combining, normalize

from mgi_report.document.language import Language
from mgi_report.document.strip import Bar, Statement, Strip, draw_strip, majority
from mgi_report.document.tokens import Tokens
from mgi_report.profile.model import Instrument
from mgi_report.profile.naming import NamedEntry, Names

__all__ = [
    "IndexEntry",
    "Reference",
    "Timeline",
    "TimelineEntry",
    "Year",
    "by_year_then_name",
    "in_order",
]

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


def by_year_then_name(entry: NamedEntry) -> tuple[bool, bool, int, Order]:
    """Sort instruments by year, then those without one, then bodies; each by name."""
    return (not entry.is_instrument, entry.year is None, entry.year or 0, in_order(entry.name))


@dataclass(frozen=True)
class TimelineEntry:
    """Show an instrument: the domains it serves, its kind, and the findings that name it."""

    name: str
    kind: str
    domains: tuple[int, ...]
    numbers: tuple[str, ...]


@dataclass(frozen=True)
class Year:
    """Show the instruments of one year."""

    year: int
    entries: tuple[TimelineEntry, ...]


@dataclass(frozen=True)
class Timeline:
    """Show instruments by year: in a list, and on a strip where there is more than one year."""

    strip: Strip | None
    years: tuple[Year, ...]
    undated: tuple[TimelineEntry, ...]


@dataclass(frozen=True)
class IndexEntry:
    """Show a name in an index, with the findings that name it."""

    name: str
    numbers: tuple[str, ...]


@dataclass(frozen=True)
class Reference:
    """Make the reference views of one profile."""

    names: Names
    language: Language
    tokens: Tokens

    @property
    def _entries(self) -> tuple[NamedEntry, ...]:
        return self.names.in_profile()

    def instruments(self) -> tuple[IndexEntry, ...]:
        """Return the index of instruments by name; the year follows the name."""
        found = [
            IndexEntry(
                entry.name if entry.year is None else f"{entry.name}, {entry.year}", entry.numbers
            )
            for entry in self._entries
            if entry.is_instrument
        ]
        return _by_name(found)

    def bodies(self) -> tuple[IndexEntry, ...]:
        """Return the index of bodies by name."""
        found = [
            IndexEntry(entry.name, entry.numbers)
            for entry in self._entries
            if not entry.is_instrument
        ]
        return _by_name(found)

    def timeline(self) -> Timeline | None:
        """Return instruments by year; None if no dated instrument is named."""
        instruments = (entry for entry in self._entries if entry.is_instrument)
        in_years = groupby(sorted(instruments, key=by_year_then_name), key=attrgetter("year"))
        shown = {year: tuple(map(_timeline_entry, group)) for year, group in in_years}
        undated = shown.pop(None, ())
        years = tuple(Year(year, entries) for year, entries in shown.items())
        if not years:
            return None
        strip = self._strip(years) if len(years) > 1 else None
        return Timeline(strip, years, undated)

    def _strip(self, years: Sequence[Year]) -> Strip:
        bars = [Bar(year.year, tuple(entry.domains for entry in year.entries)) for year in years]
        alternative = self.language("timeline.alt", first=years[0].year, last=years[-1].year)
        cut = majority(bars)
        if cut is None:
            return draw_strip(bars, self.tokens, alternative)
        total = sum(len(bar.units) for bar in bars)
        words = self.language("timeline.sentence", count=cut.count, total=total, year=cut.year)
        return draw_strip(bars, self.tokens, alternative, Statement(words, cut.year))


def _by_name(entries: Iterable[IndexEntry]) -> tuple[IndexEntry, ...]:
    return tuple(sorted(entries, key=lambda entry: in_order(entry.name)))


def _timeline_entry(entry: NamedEntry) -> TimelineEntry:
    instrument = entry.entry
    kind = instrument.kind if isinstance(instrument, Instrument) else None
    domains = tuple(sorted({finding.domain.number for finding in entry.findings}))
    return TimelineEntry(entry.name, kind or "", domains, entry.numbers)

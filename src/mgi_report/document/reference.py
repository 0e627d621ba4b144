"""Make the views of the reference pages: laws and policies by year, and the indexes."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from mgi_report.document.language import Language
from mgi_report.document.ordering import in_order
from mgi_report.document.strip import Bar, Statement, Strip, draw_strip, majority
from mgi_report.document.tokens import Tokens
from mgi_report.profile.model import Instrument
from mgi_report.profile.naming import NamedEntry, Names

__all__ = ["IndexEntry", "Reference", "Timeline", "TimelineEntry", "Year"]


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
        return tuple(sorted(found, key=lambda entry: in_order(entry.name)))

    def bodies(self) -> tuple[IndexEntry, ...]:
        """Return the index of bodies by name."""
        found = [
            IndexEntry(entry.name, entry.numbers)
            for entry in self._entries
            if not entry.is_instrument
        ]
        return tuple(sorted(found, key=lambda entry: in_order(entry.name)))

    def timeline(self) -> Timeline | None:
        """Return instruments by year; None if no dated instrument is named."""
        instruments = [entry for entry in self._entries if entry.is_instrument]
        dated = [entry for entry in instruments if entry.year is not None]
        if not dated:
            return None
        dated.sort(key=lambda entry: (entry.year or 0, in_order(entry.name)))
        years = tuple(
            Year(year or 0, tuple(map(_timeline_entry, group)))
            for year, group in groupby(dated, key=lambda entry: entry.year)
        )
        undated = [entry for entry in instruments if entry.year is None]
        undated.sort(key=lambda entry: in_order(entry.name))
        return Timeline(
            strip=self._strip(years) if len(years) > 1 else None,
            years=years,
            undated=tuple(map(_timeline_entry, undated)),
        )

    def _strip(self, years: Sequence[Year]) -> Strip:
        bars = [Bar(year.year, tuple(entry.domains for entry in year.entries)) for year in years]
        alternative = self.language("timeline.alt", first=years[0].year, last=years[-1].year)
        cut = majority(bars)
        if cut is None:
            return draw_strip(bars, self.tokens, alternative)
        total = sum(len(bar.units) for bar in bars)
        words = self.language("timeline.sentence", count=cut.count, total=total, year=cut.year)
        return draw_strip(bars, self.tokens, alternative, Statement(words, cut.year))


def _timeline_entry(entry: NamedEntry) -> TimelineEntry:
    instrument = entry.entry
    kind = instrument.kind if isinstance(instrument, Instrument) else None
    domains = tuple(sorted({finding.domain.number for finding in entry.findings}))
    return TimelineEntry(entry.name, kind or "", domains, entry.numbers)

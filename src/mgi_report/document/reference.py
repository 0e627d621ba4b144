"""Make the views of the reference pages: laws and policies by year, and the indexes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from mgi_report.document.language import Language
from mgi_report.document.tokens import Tokens
from mgi_report.document.wheel import mm
from mgi_report.profile.model import Instrument
from mgi_report.profile.naming import NamedEntry, Names

__all__ = ["IndexEntry", "Reference", "Timeline", "TimelineEntry", "Year"]

TALLEST = 7  # units in one column of the strip
UNIT_WIDTH = 2.1


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
    """Show instruments by year, on a strip of true scale and in a list."""

    strip: str
    decades: tuple[tuple[int, float], ...]
    sentence: str | None
    sentence_width: float
    sentence_top: float
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
        return tuple(sorted(found, key=lambda entry: entry.name.casefold()))

    def bodies(self) -> tuple[IndexEntry, ...]:
        """Return the index of bodies by name."""
        found = [
            IndexEntry(entry.name, entry.numbers)
            for entry in self._entries
            if not entry.is_instrument
        ]
        return tuple(sorted(found, key=lambda entry: entry.name.casefold()))

    def timeline(self) -> Timeline | None:
        """Return instruments by year; None if no dated instrument is named."""
        instruments = [entry for entry in self._entries if entry.is_instrument]
        dated = [entry for entry in instruments if entry.year is not None]
        if not dated:
            return None
        dated.sort(key=lambda entry: (entry.year or 0, entry.name))
        years = tuple(
            Year(year or 0, tuple(map(_timeline_entry, group)))
            for year, group in groupby(dated, key=lambda entry: entry.year)
        )
        undated = sorted((e for e in instruments if e.year is None), key=lambda entry: entry.name)
        strip = _Strip(years, self.tokens)
        cut = _majority(years)
        sentence = cut and self.language(
            "timeline.sentence", count=cut.count, total=len(dated), year=cut.year
        )
        return Timeline(
            strip=strip.svg(
                self.language("timeline.alt", first=years[0].year, last=years[-1].year),
                cut.year if cut else None,
            ),
            decades=strip.decades(),
            sentence=sentence or None,
            sentence_width=strip.x(cut.year) - 2.6 if cut else 0,
            sentence_top=strip.bracket_top(cut.year) - 1.6 if cut else 0,
            years=years,
            undated=tuple(map(_timeline_entry, undated)),
        )


def _timeline_entry(entry: NamedEntry) -> TimelineEntry:
    instrument = entry.entry
    kind = instrument.kind if isinstance(instrument, Instrument) else None
    domains = tuple(sorted({finding.domain.number for finding in entry.findings}))
    return TimelineEntry(entry.name, kind or "", domains, entry.numbers)


@dataclass(frozen=True)
class _Cut:
    year: int
    count: int


def _majority(years: Sequence[Year]) -> _Cut | None:
    """Find the latest year since which more than half of the instruments are.

    None when that says nothing: when it is the first year, so that all of them are.
    """
    total = sum(len(year.entries) for year in years)
    count = 0
    for year in reversed(years[1:]):
        count += len(year.entries)
        if count * 2 > total:
            return _Cut(year.year, count)
    return None


@dataclass(frozen=True)
class _Strip:
    """Draw the strip: one unit per instrument, in the colours of the domains it serves."""

    years: Sequence[Year]
    tokens: Tokens

    @property
    def _first(self) -> int:
        return self.years[0].year // 10 * 10

    @property
    def _last(self) -> int:
        return -(-(self.years[-1].year + 1) // 5) * 5

    def x(self, year: int) -> float:
        """Return the place of a year on the strip in mm."""
        width = self.tokens.mm("text-width")
        return (year - self._first) / (self._last - self._first) * (width - 1) + 0.5

    @property
    def _step(self) -> float:
        tallest = max(len(year.entries) for year in self.years)
        return self.tokens.mm("strip-unit") * min(1, TALLEST / tallest)

    def bracket_top(self, since: int) -> float:
        """Return the height of the bracket over the years since one, in mm from the top."""
        tallest = max(len(year.entries) for year in self.years if year.year >= since)
        return self.tokens.mm("strip-axis") - 2.4 - tallest * self._step - 2.6

    def svg(self, title: str, since: int | None) -> str:
        """Return the strip as inline SVG; its title is the alternative text."""
        width, height = self.tokens.mm("text-width"), self.tokens.mm("strip-height")
        axis = self.tokens.mm("strip-axis")
        shapes = [
            f'<path d="M0 {mm(axis)}H{mm(width)}" fill="none"'
            f' stroke="{self.tokens.text("ink")}" stroke-width=".35"/>',
            *self._ticks(axis),
            *self._units(axis),
        ]
        if since is not None:
            top = self.bracket_top(since)
            left = self.x(since) - UNIT_WIDTH / 2
            right = self.x(self.years[-1].year) + UNIT_WIDTH / 2
            shapes.append(
                f'<path d="M{mm(left)} {mm(top + 1.2)}v-1.2H{mm(right)}v1.2" fill="none"'
                f' stroke="{self.tokens.text("slate")}" stroke-width=".25"/>'
            )
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{mm(width)}mm" height="{mm(height)}mm"'
            f' viewBox="0 0 {mm(width)} {mm(height)}"><title>{escape(title)}</title>'
            f"{''.join(shapes)}</svg>"
        )

    def decades(self) -> tuple[tuple[int, float], ...]:
        """Return the years to write below the axis, with their places in mm."""
        step = 10 * max(1, (self._last - self._first) // 100)
        return tuple((year, self.x(year)) for year in range(self._first, self._last + 1, step))

    def _ticks(self, axis: float) -> Iterator[str]:
        for _, x in self.decades():
            yield (
                f'<path d="M{mm(x)} {mm(axis)}v1.6" fill="none"'
                f' stroke="{self.tokens.text("slate")}" stroke-width=".25"/>'
            )

    def _units(self, axis: float) -> Iterator[str]:
        height = self._step * 0.79
        for year in self.years:
            left = self.x(year.year) - UNIT_WIDTH / 2
            for position, entry in enumerate(year.entries):
                top = axis - 2.4 - position * self._step - height
                part = height / len(entry.domains)
                for place, domain in enumerate(entry.domains):
                    yield (
                        f'<path d="M{mm(left)} {mm(top + place * part)}h{UNIT_WIDTH}v{mm(part)}'
                        f'h-{UNIT_WIDTH}Z" fill="{self.tokens.text(f"d{domain}-base")}"/>'
                    )

"""Make the view of the register: laws and policies by year, and many by name; bodies."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil, fsum
from typing import NamedTuple

from mgi_report.document.artwork import Artist
from mgi_report.document.fitting import line_count
from mgi_report.document.kinds import Kinds
from mgi_report.document.language import Language
from mgi_report.document.ordering import Ordering
from mgi_report.document.strip import draw_strip
from mgi_report.document.titles import Typesetter
from mgi_report.document.views import Dated, LaneMark, Strip
from mgi_report.profile.framework import FindingList
from mgi_report.profile.model import Instrument
from mgi_report.profile.naming import NamedEntry, Names

__all__ = [
    "Cut",
    "Law",
    "Named",
    "Reference",
    "Register",
    "majority",
]


class Law(NamedTuple):
    """Show an instrument, and the findings that name it; an empty year is not known.

    The kind is empty where it is not known, and where the title says it.
    """

    year: str
    name: str
    kind: str
    numbers: tuple[str, ...]


class Named(NamedTuple):
    """Show a name, and the findings that name it."""

    name: str
    numbers: tuple[str, ...]


@dataclass(frozen=True)
class Register:
    """Show what findings name; what there is none of is empty or None."""

    strip: Strip | None
    sentence: str | None
    laws: tuple[Law, ...]
    beside: int
    """How many numbers stand in a line of the table of laws."""
    index: tuple[Named, ...]
    bodies: tuple[Named, ...]


@dataclass(frozen=True)
class Cut:
    """Say how many instruments are of a year or later."""

    year: int
    count: int


def majority(years: Sequence[int]) -> Cut | None:
    """Find the latest year since which more than half of the instruments are, of sorted years.

    None when that says nothing: when it is the first year, so that all of them are.
    """
    if not years:
        return None
    middle = years[(len(years) - 1) // 2]
    count = sum(1 for year in years if year >= middle)
    return Cut(middle, count) if middle > years[0] else None


@dataclass(frozen=True)
class Reference:
    """Make the register of one profile."""

    names: Names
    language: Language
    artist: Artist

    @cached_property
    def _entries(self) -> tuple[NamedEntry, ...]:
        return tuple(sorted(self.names.in_profile(), key=self._order.by_year_then_name))

    @cached_property
    def _order(self) -> Ordering:
        return Ordering.of(self.language)

    @cached_property
    def _kinds(self) -> Kinds:
        return Kinds.of(self.language)

    @property
    def _instruments(self) -> tuple[NamedEntry, ...]:
        return tuple(entry for entry in self._entries if entry.is_instrument)

    def register(self) -> Register | None:
        """Return the register; None if findings name nothing and nothing is abbreviated."""
        if not self._entries and not self.names.profile.abbreviations:
            return None
        laws = tuple(map(self._law, self._instruments))
        many = len(laws) > self.artist.tokens.count("index-above")
        return Register(
            strip=self._strip(),
            sentence=self._sentence(),
            laws=laws,
            beside=self._beside(laws),
            index=self._by_name(map(self._dated_name, self._instruments)) if many else (),
            bodies=self._by_name(
                Named(each.name, each.numbers) for each in self._entries if not each.is_instrument
            ),
        )

    def _sentence(self) -> str | None:
        years = [entry.year for entry in self._instruments if entry.year is not None]
        cut = majority(years)
        if cut is None:
            return None
        total = len(years)
        return self.language.count("register.sentence", cut.count, total=total, year=cut.year)

    def _strip(self) -> Strip | None:
        dated = [
            Dated(entry.year, _marks(entry))
            for entry in self._instruments
            if entry.year is not None
        ]
        if not dated:
            return None
        first, last = dated[0].year, dated[-1].year
        alternative = self.language("register.alt", first=first, last=last)
        return draw_strip(dated, self.artist, alternative, self._times)

    def _beside(self, laws: Sequence[Law]) -> int:
        """Return how many numbers stand in a line so that the table is lowest; the fewer, the
        wider are the names.
        """
        tokens, setter = self.artist.tokens, Typesetter(self.artist.tokens, self.artist.fonts)
        mm = tokens.mm
        room = mm("text-width") - mm("law-year") - mm("law-gap")

        def height(beside: int) -> float:
            width = room - beside * mm("paged-width")
            return fsum(
                max(
                    line_count(self._shown(law), "type-table", width, setter) * mm("leading-table"),
                    ceil(len(law.numbers) / beside) * mm("unit"),
                )
                for law in laws
            )

        # The head of the column needs the room of two.
        fullest = max((len(law.numbers) for law in laws), default=2)
        most = max(2, min(fullest, tokens.count("paged-most")))
        return min(range(2, most + 1), key=height)

    def _shown(self, law: Law) -> str:
        """Return the words of a law's cell."""
        named = {"name": law.name, "kind": law.kind}
        return self.language("register.with_kind", **named) if law.kind else law.name

    def _law(self, entry: NamedEntry) -> Law:
        instrument = entry.entry
        kind = instrument.kind if isinstance(instrument, Instrument) else None
        year = "" if entry.year is None else str(entry.year)
        if kind is None or self._kinds.says(entry.name, kind):
            kind = ""
        return Law(year, entry.name, kind, entry.numbers)

    def _dated_name(self, entry: NamedEntry) -> Named:
        if entry.year is None:
            return Named(entry.name, entry.numbers)
        dated = self.language("register.dated", name=entry.name, year=entry.year)
        return Named(dated, entry.numbers)

    def _by_name(self, entries: Iterable[Named]) -> tuple[Named, ...]:
        return tuple(sorted(entries, key=lambda entry: self._order.key(entry.name)))

    def _times(self, count: int) -> str:
        return self.language("register.times", count=count)


def _marks(entry: NamedEntry) -> tuple[LaneMark, ...]:
    marks = {
        LaneMark(finding.domain.number, finding.list is FindingList.POTENTIAL)
        for finding in entry.findings
    }
    return tuple(sorted(marks))

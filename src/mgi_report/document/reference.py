"""Make the view of the register: laws and policies by year, and many by name; bodies."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil, fsum
from typing import NamedTuple

from mgi_report.document.artwork import Artist
from mgi_report.document.fitting import line_count
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
    """Show an instrument, and the findings that name it; an empty year or kind is not known."""

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
    kind_width: float
    """How wide the column of kinds is, in mm."""
    beside: int
    """How many numbers stand in a line of the table of laws."""
    index: tuple[Named, ...]
    bodies: tuple[Named, ...]

    @property
    def kinds(self) -> bool:
        """Return whether the kind of any instrument is known."""
        return any(law.kind for law in self.laws)


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

    @property
    def _instruments(self) -> tuple[NamedEntry, ...]:
        return tuple(entry for entry in self._entries if entry.is_instrument)

    def register(self) -> Register | None:
        """Return the register; None if findings name nothing and nothing is abbreviated."""
        if not self._entries and not self.names.profile.abbreviations:
            return None
        laws = tuple(map(_law, self._instruments))
        many = len(laws) > self.artist.tokens.count("index-above")
        return Register(
            strip=self._strip(),
            sentence=self._sentence(),
            laws=laws,
            kind_width=self._kind_width(laws),
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

    def _kind_width(self, laws: Sequence[Law]) -> float:
        """Return a width in mm that leaves two gaps beside each word of a kind, and of the head."""
        tokens, fonts = self.artist.tokens, self.artist.fonts
        kind, head = tokens.font("type-small"), tokens.font("type-label")
        widths = [fonts.width(word, kind) for law in laws for word in law.kind.split()]
        widths += [fonts.width(word, head) for word in self.language("register.kind").split()]
        wide = max(widths) * tokens.number("measure-safety") + 2 * tokens.mm("law-gap")
        return min(max(tokens.mm("law-kind"), wide), tokens.mm("law-kind-most"))

    def _beside(self, laws: Sequence[Law]) -> int:
        """Return how many numbers stand in a line so that the table is lowest; the fewer, the
        wider are the names.
        """
        tokens, setter = self.artist.tokens, Typesetter(self.artist.tokens, self.artist.fonts)
        mm = tokens.mm
        kind = self._kind_width(laws) if any(law.kind for law in laws) else 0.0
        room = mm("text-width") - mm("law-year") - kind - mm("law-gap")

        def height(beside: int) -> float:
            width = room - beside * mm("paged-width")
            return fsum(
                max(
                    line_count(law.name, "type-table", width, setter) * mm("leading-table"),
                    ceil(len(law.numbers) / beside) * mm("unit"),
                )
                for law in laws
            )

        # The head of the column needs the room of two.
        fullest = max((len(law.numbers) for law in laws), default=2)
        most = max(2, min(fullest, tokens.count("paged-most")))
        return min(range(2, most + 1), key=height)

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


def _law(entry: NamedEntry) -> Law:
    instrument = entry.entry
    kind = instrument.kind if isinstance(instrument, Instrument) else None
    year = "" if entry.year is None else str(entry.year)
    return Law(year, entry.name, kind or "", entry.numbers)

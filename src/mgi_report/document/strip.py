"""Draw instruments by year: an axis of true scale below a lane for each domain.

An instrument has a mark in each domain whose findings name it. The marks of one year stand on one
band, and a line leads to its year: bands are wider than years, and move aside as little as can be,
never further than a token allows. What that has no room for is counted.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby, pairwise
from math import fsum
from typing import NamedTuple

from mgi_report.document.artwork import Artist
from mgi_report.document.fitting import Scale, in_columns, in_place, scales
from mgi_report.document.svg import filled, mm, picture, ring, square, stroked
from mgi_report.document.tokens import MM_PER_PT
from mgi_report.document.views import Dated, Label, LaneMark, Strip
from mgi_report.document.wheel import Point
from mgi_report.profile.framework import Domain

__all__ = ["draw_strip"]

# The axis begins with a half of a decade; labels, and bands of several years, have such steps.
HALF_DECADE = 5
STEPS = (5, 10, 20, 50, 100, 200, 500, 1000)


def draw_strip(
    dated: Sequence[Dated], artist: Artist, title: str, times: Callable[[int], str]
) -> Strip | None:
    """Draw instruments in the order of their years; the title is the alternative text.

    Where a band would be too far from its year, the fullest years have one mark of a kind in each
    lane, with a count that ``times`` writes; where that does not help, so have bands of several
    years. None when all instruments are of one year.
    """
    by_year = [tuple(group) for _, group in groupby(dated, key=lambda each: each.year)]
    if len(by_year) <= 1:
        return None
    earliest, latest, mm_of = dated[0].year, dated[-1].year, artist.tokens.mm
    bands = [_Band.of(each, artist, times) for each in by_year]
    start, end = mm_of("strip-start"), mm_of("text-width") - mm_of("strip-label") / 2
    axes = [_Axis(artist, e) for e in scales(earliest, latest, HALF_DECADE, (start, end))]
    fullest = sorted(range(len(bands)), key=lambda at: -bands[at].spared)
    for position in (None, *(at for at in fullest if bands[at].spared)):
        if position is not None:
            bands[position] = bands[position].counted
        for axis in axes:
            if axis.middles(bands):
                return axis.strip(bands, title)
    for years in STEPS:
        first, last = earliest // years * years, (latest // years + 1) * years
        axis = _Axis(artist, Scale(first, last, start, end), years)
        periods = groupby(dated, key=lambda each: each.year // years * years)
        bands = [
            replace(_Band.of(tuple(group), artist, times).counted, year=since + years / 2)
            for since, group in periods
        ]
        if max(band.width for band in bands) <= axis.scale.length(years):
            return axis.strip(bands, title)
    return None


@dataclass(frozen=True)
class _Placed:
    """Hold a mark, its middle in mm from that of the first of its band, and the count beside it,
    which reaches so ``wide`` beyond the mark.
    """

    mark: LaneMark
    left: float
    count: str = ""
    wide: float = 0.0


class _Tie(NamedTuple):
    """Join two marks of an instrument by a line, from one place and lane to another."""

    left: float
    right: float
    top: int
    foot: int


@dataclass(frozen=True)
class _Band:
    """Hold the marks of one year, and the ties of each instrument."""

    artist: Artist
    times: Callable[[int], str]
    year: float
    """The year, or the middle of several."""
    placed: tuple[_Placed, ...]
    ties: tuple[_Tie, ...] = ()

    @classmethod
    def of(cls, dated: Sequence[Dated], artist: Artist, times: Callable[[int], str]) -> "_Band":
        """Place the marks of each instrument, those of most lanes first: the others fill gaps."""
        step = artist.tokens.mm("strip-step")
        placed: list[_Placed] = []
        ties: list[_Tie] = []
        ordered = sorted(dated, key=lambda each: -len(each.tied))
        columns = in_columns((each.tied, each.wide) for each in ordered)
        for instrument, column in zip(ordered, columns, strict=True):
            left, tied = column * step, instrument.tied
            ties.append(_Tie(left, left, tied[0], tied[-1]))
            for lane, marks in groupby(instrument.marks, key=lambda mark: mark.domain):
                row = [_Placed(mark, left + at * step) for at, mark in enumerate(marks)]
                ties.append(_Tie(left, row[-1].left, lane, lane))
                placed += row
        return cls(artist, times, dated[0].year, tuple(placed), tuple(ties))

    @cached_property
    def counted(self) -> "_Band":
        """Return the band with one mark of a kind in each lane, and counts."""
        tokens, fonts = self.artist.tokens, self.artist.fonts
        face = fonts.face(tokens.text("sans").strip('"'), tokens.count("number-weight"))
        placed: list[_Placed] = []
        marks = sorted(each.mark for each in self.placed)
        for _, lane in groupby(marks, key=lambda mark: mark.domain):
            left = 0.0
            for mark, same in groupby(lane):
                number, wide = sum(1 for _ in same), 0.0
                count = self.times(number) if number > 1 else ""
                if count:
                    wide = face.width(count, tokens.mm("strip-count") / MM_PER_PT)
                    wide += tokens.mm("strip-count-gap")
                placed.append(_Placed(mark, left, count, wide))
                left += (
                    wide + tokens.mm("strip-step") + (tokens.mm("strip-count-gap") if count else 0)
                )
        return _Band(self.artist, self.times, self.year, tuple(placed))

    @cached_property
    def reach(self) -> float:
        """Return how far the last mark, or its count, is from the middle of the first."""
        return max(each.left + each.wide for each in self.placed)

    @property
    def inside(self) -> float:
        """Return the width of the band itself."""
        token = self.artist.tokens.mm
        return self.reach + token("strip-mark") + 2 * token("strip-band-inset")

    @property
    def width(self) -> float:
        """Return how much room the band takes."""
        return self.inside + self.artist.tokens.mm("strip-gap")

    @cached_property
    def spared(self) -> float:
        """Return how much narrower the band is with counts, at least nothing."""
        return max(0.0, self.width - self.counted.width)

    def draw(self, middle: float, at: Callable[[float, int], Point]) -> Iterator[str]:
        """Draw the marks around a middle; ``at`` gives the point of a length in a lane."""
        tokens = self.artist.tokens
        first = middle - self.reach / 2
        for tie in self.ties:
            start, end = at(first + tie.left, tie.top), at(first + tie.right, tie.foot)
            if start != end:
                path = f"M{mm(start.x)} {mm(start.y)}L{mm(end.x)} {mm(end.y)}"
                yield stroked(path, tokens.text("slate"), tokens.mm("strip-tie-weight"))
        for each in self.placed:
            lane = each.mark.domain
            centre, size = at(first + each.left, lane), tokens.mm("strip-mark")
            colour = tokens.text(f"d{lane}-deep")
            if each.mark.potential:
                weight = tokens.mm("strip-ring-weight")
                yield ring(centre, size, weight, colour, tokens.text("paper"))
            else:
                yield square(centre, size, colour)
            if each.count:
                beside = (tokens.mm("strip-mark") + tokens.mm("strip-count-gap") + each.wide) / 2
                place = at(first + each.left + beside, lane)
                outline = self.artist.outline(each.count, place, "strip-count", "number-weight")
                yield filled(outline, tokens.text("ink"))


@dataclass(frozen=True)
class _Axis:
    """Draw the lanes and, below them, the years; right to left it is mirrored."""

    artist: Artist
    scale: Scale
    years: int = 1
    """How many years a band holds."""

    def _mm(self, name: str) -> float:
        return self.artist.tokens.mm(name)

    def middles(self, bands: Sequence[_Band]) -> list[float]:
        """Return where bands stand; nothing if they have no room, or one is too far aside."""
        start, end = self.scale.start - self._mm("strip-before"), self._mm("text-width")
        widths = [band.width for band in bands]
        if fsum(widths) > end - start:
            return []
        middles = in_place([self.scale.x(band.year) for band in bands], widths, start, end)
        asides = map(self._aside, bands, middles)
        return middles if max(asides) <= self._mm("strip-aside") else []

    def _aside(self, band: _Band, middle: float) -> float:
        return abs(middle - self.scale.x(band.year))

    def labels(self) -> tuple[Label, ...]:
        """Return the years to write: as many as have room, in round steps."""
        labels, end, wide = [], 0.0, self._mm("strip-label")
        for year in self.scale.round_years(wide, STEPS):
            left = self.scale.x(year) - wide / 2
            labels.append(Label(year, left - end))
            end = left + wide
        return tuple(labels)

    @property
    def _foot(self) -> float:
        """Return the foot of the lanes."""
        return len(Domain) * self._mm("strip-lane")

    def at(self, left: float, lane: int) -> Point:
        """Return the point of a length in the middle of a lane."""
        return Point(self._turned(left), (lane - 1 / 2) * self._mm("strip-lane"))

    def _turned(self, left: float) -> float:
        return self._mm("text-width") - left if self.artist.mirrored else left

    def strip(self, bands: Sequence[_Band], title: str) -> Strip:
        """Return the strip; the further a band stands from its year, the lower is the axis."""
        placed = list(zip(bands, self.middles(bands), strict=True))
        aside = max(self._aside(*each) for each in placed)
        named = self._named(placed)
        deep = self._foot + max(named.values(), default=0) * self._mm("strip-year-line")
        base = deep + self._mm("strip-lead") + aside * self.artist.tokens.number("strip-lead-share")
        shapes = [
            *(self._ground(band, middle) for band, middle in placed),
            *(shape for domain in Domain for shape in self._lane(domain)),
            *(shape for each in placed for shape in self._lead(*each, named, deep, base)),
            *self._years(base),
            *(shape for band, middle in placed for shape in band.draw(middle, self.at)),
        ]
        size = self._mm("text-width"), base + self._mm("strip-tick")
        counted = any(each.count for band in bands for each in band.placed)
        return Strip(picture(*size, title, shapes), self.labels(), counted, self.years)

    def _named(self, placed: Sequence[tuple[_Band, float]]) -> dict[float, int]:
        """Return the years of bands that stand aside, each with its line: two where one is full."""
        far = [each for each in placed if self._aside(*each) > self._mm("strip-near")]
        room = min((right - left for (_, left), (_, right) in pairwise(far)), default=0.0)
        rows = 1 if room >= self._mm("strip-year-width") else min(2, len(far))
        return {band.year: at % rows + 1 for at, (band, _) in enumerate(far)}

    def _ground(self, band: _Band, middle: float) -> str:
        period = self.scale.length(self.years) - self._mm("strip-gap")
        wide = band.inside if self.years == 1 else period
        left, right = (self._turned(middle + side * wide / 2) for side in (-1, 1))
        path = f"M{mm(left)} 0H{mm(right)}V{mm(self._foot)}H{mm(left)}Z"
        return filled(path, self.artist.tokens.text("mist"))

    def _lane(self, domain: Domain) -> Iterator[str]:
        """Draw the number, the icon and the line of a lane."""
        edge = self._mm("text-width")
        colour = self.artist.tokens.text(f"d{domain.number}-deep")
        number, icon, start, end = (
            self.at(left, domain.number)
            for left in (*map(self._mm, ("strip-number-x", "strip-icon-x", "strip-start")), edge)
        )
        outline = self.artist.outline(str(domain.number), number, "strip-number", "number-weight")
        yield filled(outline, colour)
        yield self.artist.icon_at(domain, icon, "strip", colour)
        yield self._fine(f"M{mm(start.x)} {mm(start.y)}H{mm(end.x)}", "line")

    def _fine(self, path: str, colour: str) -> str:
        return stroked(path, self.artist.tokens.text(colour), self._mm("strip-line-weight"))

    def _lead(
        self, band: _Band, middle: float, named: dict[float, int], deep: float, base: float
    ) -> Iterator[str]:
        """Draw the line from a band to its year, which it names where that is not below it."""
        if self.years > 1:
            return
        line, x, top = self._mm("strip-year-line"), self._turned(middle), self._foot
        if row := named.get(band.year):
            top += row * line
            if row > 1:
                yield self._fine(f"M{mm(x)} {mm(self._foot)}V{mm(top - line)}", "slate")
            inside = min(middle, self._mm("text-width") - self._mm("strip-year-width") / 2)
            place = Point(self._turned(inside), top - line / 2)
            year = self.artist.outline(str(band.year), place, "strip-year", "number-weight-faint")
            yield filled(year, self.artist.tokens.text("slate"))
        slant = f"V{mm(deep)}L{mm(self._turned(self.scale.x(band.year)))} {mm(base)}"
        yield self._fine(f"M{mm(x)} {mm(top)}{slant}", "slate")

    def _years(self, base: float) -> Iterator[str]:
        start, end = (mm(self._turned(each)) for each in (self.scale.start, self.scale.end))
        axis = f"M{start} {mm(base)}H{end}"
        yield stroked(axis, self.artist.tokens.text("ink"), self._mm("rule-weight"))
        for label in self.labels():
            tick = f"M{mm(self._turned(self.scale.x(label.year)))} {mm(base)}"
            yield self._fine(f"{tick}v{mm(self._mm('strip-tick'))}", "slate")

"""Draw instruments by year: an axis of true scale below a lane for each domain.

An instrument has a mark in each domain whose findings name it. The marks of one year stand on one
band, and a line leads to its year: bands are wider than years, and move aside as little as can be.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from mgi_report.document.artwork import Artist
from mgi_report.document.fitting import in_place
from mgi_report.document.svg import filled, mm, picture, ring, square, stroked
from mgi_report.document.tokens import MM_PER_PT
from mgi_report.document.wheel import Point
from mgi_report.profile.framework import Domain

__all__ = ["Dated", "Label", "LaneMark", "Strip", "draw_strip"]

# The axis begins with a decade and ends with a half of one; it is labelled in one of these steps.
DECADE, HALF_DECADE = 10, 5
STEPS = (5, 10, 20, 50, 100, 200, 500, 1000)


class LaneMark(NamedTuple):
    """Say that a domain names an instrument, as an area with potential or not."""

    domain: int
    potential: bool


class Dated(NamedTuple):
    """Hold an instrument of a year with its marks, by domain; well-developed areas come first."""

    year: int
    marks: tuple[LaneMark, ...]


class Label(NamedTuple):
    """Write a year below the axis, ``gap`` mm after the label before it."""

    year: int
    gap: float


@dataclass(frozen=True)
class Strip:
    """Show instruments by year: a drawing, and the years to write below it."""

    svg: str
    labels: tuple[Label, ...]
    counted: bool
    """Whether marks have counts."""


def draw_strip(
    dated: Sequence[Dated], artist: Artist, title: str, times: Callable[[int], str]
) -> Strip | None:
    """Draw instruments in the order of their years; the title is the alternative text.

    A year of too many marks has one of a kind in each lane, with a count that ``times`` writes.
    None when not even that has room, or when all instruments are of one year.
    """
    by_year = [tuple(group) for _, group in groupby(dated, key=lambda each: each.year)]
    if len(by_year) <= 1:
        return None
    axis = _Axis(artist, by_year[0][0].year, by_year[-1][0].year)
    bands = [_Band.of(each, artist, times) for each in by_year]
    over = sum(band.width for band in bands) - (axis.end - axis.start)
    # The fullest years first.
    for position in sorted(range(len(bands)), key=lambda at: -bands[at].spared):
        if over > 0:
            over -= bands[position].spared
            bands[position] = bands[position].counted
    if over > 0:
        return None
    counted = any(each.count for band in bands for each in band.placed)
    return Strip(axis.svg(bands, title), axis.labels(), counted)


@dataclass(frozen=True)
class _Placed:
    """Hold a mark, its middle in mm from that of the first of its band, and the count beside it.

    ``wide`` is how far the count reaches beyond the mark.
    """

    mark: LaneMark
    left: float
    count: str = ""
    wide: float = 0.0


@dataclass(frozen=True)
class _Band:
    """Hold the marks of one year, and the ties of each instrument: place, first and last lane."""

    artist: Artist
    times: Callable[[int], str]
    year: int
    placed: tuple[_Placed, ...]
    ties: tuple[tuple[float, int, int], ...] = ()

    @classmethod
    def of(cls, dated: Sequence[Dated], artist: Artist, times: Callable[[int], str]) -> "_Band":
        """Place the marks of each instrument in one column, right of those in the same lanes."""
        step = artist.tokens.mm("strip-step")
        free = dict.fromkeys((domain.number for domain in Domain), 0)
        placed: list[_Placed] = []
        ties: list[tuple[float, int, int]] = []
        for instrument in dated:
            lanes = [mark.domain for mark in instrument.marks]
            tied = range(min(lanes), max(lanes) + 1)
            column = max(free[lane] for lane in tied)
            free.update(dict.fromkeys(tied, column + 1))
            ties.append((column * step, tied[0], tied[-1]))
            for lane, marks in groupby(instrument.marks, key=lambda mark: mark.domain):
                for beside, mark in enumerate(marks):
                    placed.append(_Placed(mark, (column + beside) * step))
                    free[lane] = column + beside + 1
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
                left += wide + tokens.mm("strip-step")
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
        for left, *lanes in self.ties:
            top, end = (at(first + left, lane) for lane in lanes)
            if top != end:
                path = f"M{mm(top.x)} {mm(top.y)}V{mm(end.y)}"
                yield stroked(path, tokens.text("slate"), tokens.mm("strip-tie-weight"))
        for each in self.placed:
            lane = each.mark.domain
            centre, size = at(first + each.left, lane), tokens.mm("strip-mark")
            if each.mark.potential:
                colours = tokens.text(f"d{lane}-deep"), tokens.text("paper")
                yield ring(centre, size, tokens.mm("strip-ring-weight"), *colours)
            else:
                yield square(centre, size, tokens.text(f"d{lane}-base"))
            if each.count:
                beside = (tokens.mm("strip-mark") + tokens.mm("strip-count-gap") + each.wide) / 2
                place = at(first + each.left + beside, lane)
                outline = self.artist.outline(each.count, place, "strip-count", "number-weight")
                yield filled(outline, tokens.text("ink"))


@dataclass(frozen=True)
class _Axis:
    """Draw the lanes and, below them, the years; right to left it is mirrored."""

    artist: Artist
    earliest: int
    latest: int

    def _mm(self, name: str) -> float:
        return self.artist.tokens.mm(name)

    @property
    def start(self) -> float:
        """Return where the axis starts."""
        return self._mm("strip-start")

    @property
    def end(self) -> float:
        """Return where the axis ends, far enough from the edge for the last label."""
        return self._mm("text-width") - self._mm("strip-label") / 2

    @property
    def _first(self) -> int:
        return self.earliest // DECADE * DECADE

    @property
    def _last(self) -> int:
        return -(-(self.latest + 1) // HALF_DECADE) * HALF_DECADE

    def x(self, year: int) -> float:
        """Return the place of a year."""
        share = (year - self._first) / (self._last - self._first)
        return self.start + share * (self.end - self.start)

    def labels(self) -> tuple[Label, ...]:
        """Return the years to write: as many as have room, in round steps."""
        room, wide = self.end - self.start, self._mm("strip-label")
        years = self._last - self._first
        step = next((each for each in STEPS if room * each >= wide * years), years)
        first = -(-self._first // step) * step
        labels, end = [], 0.0
        for year in range(first, self._last + 1, step):
            left = self.x(year) - wide / 2
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

    def svg(self, bands: Sequence[_Band], title: str) -> str:
        """Return the drawing; the further a band stands from its year, the lower is the axis."""
        widths = [band.width for band in bands]
        middles = in_place([self.x(band.year) for band in bands], widths, self.start, self.end)
        placed = list(zip(bands, middles, strict=True))
        aside = max(abs(middle - self.x(band.year)) for band, middle in placed)
        lead = self._mm("strip-lead") + aside * self.artist.tokens.number("strip-lead-share")
        base = self._foot + lead
        shapes = [
            *(self._ground(band, middle) for band, middle in placed),
            *(shape for domain in Domain for shape in self._lane(domain)),
            *(self._lead(band, middle, base) for band, middle in placed),
            *self._years(base),
            *(shape for band, middle in placed for shape in band.draw(middle, self.at)),
        ]
        height = base + self._mm("strip-tick")
        return picture(self._mm("text-width"), height, title, shapes)

    def _ground(self, band: _Band, middle: float) -> str:
        left, right = (self._turned(middle + side * band.inside / 2) for side in (-1, 1))
        path = f"M{mm(left)} 0H{mm(right)}V{mm(self._foot)}H{mm(left)}Z"
        return filled(path, self.artist.tokens.text("mist"))

    def _lane(self, domain: Domain) -> Iterator[str]:
        """Draw the number, the icon and the line of a lane."""
        colour = self.artist.tokens.text(f"d{domain.number}-deep")
        number, icon, start, end = (
            self.at(left, domain.number)
            for left in (self._mm("strip-number-x"), self._mm("strip-icon-x"), self.start, self.end)
        )
        outline = self.artist.outline(str(domain.number), number, "strip-number", "number-weight")
        yield filled(outline, colour)
        yield self.artist.icon_at(domain, icon, "strip", colour)
        yield self._fine(f"M{mm(start.x)} {mm(start.y)}H{mm(end.x)}", "line")

    def _fine(self, path: str, colour: str) -> str:
        return stroked(path, self.artist.tokens.text(colour), self._mm("strip-line-weight"))

    def _lead(self, band: _Band, middle: float, base: float) -> str:
        """Draw the line from a band to its year."""
        top = f"M{mm(self._turned(middle))} {mm(self._foot)}"
        return self._fine(f"{top}L{mm(self._turned(self.x(band.year)))} {mm(base)}", "slate")

    def _years(self, base: float) -> Iterator[str]:
        axis = f"M{mm(self._turned(self.start))} {mm(base)}H{mm(self._turned(self.end))}"
        yield stroked(axis, self.artist.tokens.text("ink"), self._mm("rule-weight"))
        for label in self.labels():
            tick = f"M{mm(self._turned(self.x(label.year)))} {mm(base)}"
            yield self._fine(f"{tick}v{mm(self._mm('strip-tick'))}", "slate")

"""Draw instruments by year on a strip of true scale, with a sentence about most of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mgi_report.document.svg import filled, mm, picture, stroked
from mgi_report.document.tokens import Tokens

__all__ = ["Bar", "Cut", "Decade", "Sentence", "Statement", "Strip", "draw_strip", "majority"]

# The axis begins with a decade and ends with a half of one, and decades are written below it.
DECADE, HALF_DECADE = 10, 5


@dataclass(frozen=True)
class Bar:
    """Hold the instruments of one year, each as the numbers of the domains it serves."""

    year: int
    units: tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Cut:
    """Say how many instruments are of a year or later."""

    year: int
    count: int


@dataclass(frozen=True)
class Statement:
    """Hold the words about the instruments since a year."""

    words: str
    since: int


@dataclass(frozen=True)
class Sentence:
    """Place a statement beside its bracket or above it; lengths in mm."""

    text: str
    left: float
    top: float
    width: float
    above: bool


@dataclass(frozen=True)
class Decade:
    """Place a year below the axis, in mm; ``last`` where it would reach over the end of it."""

    year: int
    left: float
    last: bool


@dataclass(frozen=True)
class Strip:
    """Show years at true scale: a drawing, the years below it, and a sentence; lengths in mm."""

    svg: str
    height: float
    years_top: float
    decades: tuple[Decade, ...]
    sentence: Sentence | None


def majority(bars: Sequence[Bar]) -> Cut | None:
    """Find the latest year since which more than half of the instruments are.

    None when that says nothing: when it is the first year, so that all of them are.
    """
    total = sum(len(bar.units) for bar in bars)
    count = 0
    for bar in reversed(bars[1:]):
        count += len(bar.units)
        if count * 2 > total:
            return Cut(bar.year, count)
    return None


def draw_strip(
    bars: Sequence[Bar], tokens: Tokens, title: str, statement: Statement | None = None
) -> Strip:
    """Draw a strip, no higher than it needs; its title is the alternative text."""
    drawing = _Drawing(bars, tokens)
    return Strip(
        svg=drawing.svg(title, statement.since if statement else None),
        height=drawing.axis + tokens.mm("strip-below-axis"),
        years_top=drawing.axis + tokens.mm("strip-years-gap"),
        decades=drawing.decades(),
        sentence=drawing.sentence(statement) if statement else None,
    )


@dataclass(frozen=True)
class _Drawing:
    """Draw one unit per instrument, in the colours of the domains it serves."""

    bars: Sequence[Bar]
    tokens: Tokens

    @property
    def _first(self) -> int:
        return self.bars[0].year // DECADE * DECADE

    @property
    def _last(self) -> int:
        return -(-(self.bars[-1].year + 1) // HALF_DECADE) * HALF_DECADE

    @property
    def _tallest(self) -> int:
        return max(len(bar.units) for bar in self.bars)

    @property
    def _step(self) -> float:
        """Return the height of a unit and its gap, low enough for what stands above the tallest."""
        token = self.tokens.mm
        room = token("strip-axis") - token("strip-axis-gap") - token("strip-bracket-gap")
        room -= token("strip-sentence-height")
        return min(token("strip-unit"), room / self._tallest)

    @property
    def axis(self) -> float:
        """Return the place of the axis."""
        token = self.tokens.mm
        units = token("strip-axis-gap") + self._tallest * self._step
        return units + token("strip-bracket-gap") + token("strip-sentence-height")

    def x(self, year: int) -> float:
        """Return the place of a year on the strip."""
        width, inset = self.tokens.mm("text-width"), self.tokens.mm("strip-inset")
        return (year - self._first) / (self._last - self._first) * (width - 2 * inset) + inset

    def _unit_left(self, year: int) -> float:
        return self.x(year) - self.tokens.mm("strip-unit-width") / 2

    def _bracket_top(self, since: int) -> float:
        token = self.tokens.mm
        tallest = max(len(bar.units) for bar in self.bars if bar.year >= since)
        return (
            self.axis - token("strip-axis-gap") - tallest * self._step - token("strip-bracket-gap")
        )

    def sentence(self, statement: Statement) -> Sentence:
        """Place a statement at the bracket over its years."""
        token = self.tokens.mm
        top, left = self._bracket_top(statement.since), self._unit_left(statement.since)
        gap = token("strip-sentence-gap")
        if left - gap >= token("strip-sentence-width"):
            return Sentence(statement.words, 0, top - gap, left - gap, above=False)
        top -= token("strip-sentence-height")
        return Sentence(statement.words, left, top, token("text-width") - left, above=True)

    def svg(self, title: str, since: int | None) -> str:
        """Return the strip as inline SVG, with a bracket over the years since one."""
        width = self.tokens.mm("text-width")
        height = self.axis + self.tokens.mm("strip-ticks-height")
        axis, ink = f"M0 {mm(self.axis)}H{mm(width)}", self.tokens.text("ink")
        shapes = [
            stroked(axis, ink, self.tokens.mm("rule-weight")),
            *self._ticks(),
            *self._units(),
        ]
        if since is not None:
            shapes.append(self._bracket(since))
        return picture(width, height, title, shapes)

    def _bracket(self, since: int) -> str:
        top, hook = self._bracket_top(since), self.tokens.mm("strip-bracket-hook")
        left = self._unit_left(since)
        right = self.x(self.bars[-1].year) + self.tokens.mm("strip-unit-width") / 2
        return self._fine_line(f"M{mm(left)} {mm(top + hook)}v-{mm(hook)}H{mm(right)}v{mm(hook)}")

    def _fine_line(self, path: str) -> str:
        return stroked(path, self.tokens.text("slate"), self.tokens.mm("strip-line-weight"))

    def decades(self) -> tuple[Decade, ...]:
        """Return the years to write below the axis."""
        decades = (self._last - self._first) // DECADE
        step = DECADE * max(1, decades // self.tokens.count("strip-decades"))
        end = self.tokens.mm("text-width") - self.tokens.mm("strip-year-reach")
        places = ((year, self.x(year)) for year in range(self._first, self._last + 1, step))
        return tuple(Decade(year, x, last=x > end) for year, x in places)

    def _ticks(self) -> Iterator[str]:
        tick = mm(self.tokens.mm("strip-tick"))
        for decade in self.decades():
            yield self._fine_line(f"M{mm(decade.left)} {mm(self.axis)}v{tick}")

    def _units(self) -> Iterator[str]:
        step, width = self._step, mm(self.tokens.mm("strip-unit-width"))
        height = step * self.tokens.number("strip-unit-share")
        bottom = self.axis - self.tokens.mm("strip-axis-gap")
        for bar in self.bars:
            left = mm(self._unit_left(bar.year))
            for position, domains in enumerate(bar.units):
                top = bottom - position * step - height
                part = height / len(domains)
                for place, domain in enumerate(domains):
                    path = f"M{left} {mm(top + place * part)}h{width}v{mm(part)}h-{width}Z"
                    yield filled(path, self.tokens.text(f"d{domain}-base"))

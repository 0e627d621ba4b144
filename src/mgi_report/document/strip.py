"""Draw instruments by year on a strip of true scale, with a sentence about most of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from mgi_report.document.tokens import Tokens
from mgi_report.document.wheel import mm

__all__ = ["Bar", "Cut", "Decade", "Sentence", "Statement", "Strip", "draw_strip", "majority"]

UNIT_WIDTH = 2.1
UNITS_ABOVE_AXIS = 2.4
BRACKET_ABOVE_UNITS = 2.6
SENTENCE_ABOVE_BRACKET = 1.6  # its middle is at the bracket
SENTENCE_HEIGHT = 5.0
LEAST_SENTENCE = 74.0  # mm left of the bracket; with less the sentence stands above it
TICKS = 2.0
YEARS_BELOW_AXIS = 2.6
BELOW_AXIS = 13.0
HALF_YEAR = 4.0  # of the width of a year in figures


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
        height=drawing.axis + BELOW_AXIS,
        years_top=drawing.axis + YEARS_BELOW_AXIS,
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
        return self.bars[0].year // 10 * 10

    @property
    def _last(self) -> int:
        return -(-(self.bars[-1].year + 1) // 5) * 5

    @property
    def _tallest(self) -> int:
        return max(len(bar.units) for bar in self.bars)

    @property
    def _step(self) -> float:
        """Return the height of a unit and its gap, low enough for what stands above the tallest."""
        room = self.tokens.mm("strip-axis") - UNITS_ABOVE_AXIS - BRACKET_ABOVE_UNITS
        room -= SENTENCE_HEIGHT
        return min(self.tokens.mm("strip-unit"), room / self._tallest)

    @property
    def axis(self) -> float:
        """Return the place of the axis."""
        units = UNITS_ABOVE_AXIS + self._tallest * self._step
        return units + BRACKET_ABOVE_UNITS + SENTENCE_HEIGHT

    def x(self, year: int) -> float:
        """Return the place of a year on the strip."""
        width = self.tokens.mm("text-width")
        return (year - self._first) / (self._last - self._first) * (width - 1) + 0.5

    def _bracket_top(self, since: int) -> float:
        tallest = max(len(bar.units) for bar in self.bars if bar.year >= since)
        return self.axis - UNITS_ABOVE_AXIS - tallest * self._step - BRACKET_ABOVE_UNITS

    def sentence(self, statement: Statement) -> Sentence:
        """Place a statement at the bracket over its years."""
        top = self._bracket_top(statement.since)
        left = self.x(statement.since) - UNIT_WIDTH / 2
        beside = left - SENTENCE_ABOVE_BRACKET
        if beside >= LEAST_SENTENCE:
            return Sentence(statement.words, 0, top - SENTENCE_ABOVE_BRACKET, beside, above=False)
        width = self.tokens.mm("text-width") - left
        return Sentence(statement.words, left, top - SENTENCE_HEIGHT, width, above=True)

    def svg(self, title: str, since: int | None) -> str:
        """Return the strip as inline SVG, with a bracket over the years since one."""
        width, height = self.tokens.mm("text-width"), self.axis + TICKS
        shapes = [
            f'<path d="M0 {mm(self.axis)}H{mm(width)}" fill="none"'
            f' stroke="{self.tokens.text("ink")}" stroke-width=".35"/>',
            *self._ticks(),
            *self._units(),
        ]
        if since is not None:
            top = self._bracket_top(since)
            left = self.x(since) - UNIT_WIDTH / 2
            right = self.x(self.bars[-1].year) + UNIT_WIDTH / 2
            shapes.append(
                f'<path d="M{mm(left)} {mm(top + 1.2)}v-1.2H{mm(right)}v1.2" fill="none"'
                f' stroke="{self.tokens.text("slate")}" stroke-width=".25"/>'
            )
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{mm(width)}mm" height="{mm(height)}mm"'
            f' viewBox="0 0 {mm(width)} {mm(height)}"><title>{escape(title)}</title>'
            f"{''.join(shapes)}</svg>"
        )

    def decades(self) -> tuple[Decade, ...]:
        """Return the years to write below the axis."""
        step = 10 * max(1, (self._last - self._first) // 100)
        end = self.tokens.mm("text-width") - HALF_YEAR
        places = ((year, self.x(year)) for year in range(self._first, self._last + 1, step))
        return tuple(Decade(year, x, last=x > end) for year, x in places)

    def _ticks(self) -> Iterator[str]:
        for decade in self.decades():
            yield (
                f'<path d="M{mm(decade.left)} {mm(self.axis)}v1.6" fill="none"'
                f' stroke="{self.tokens.text("slate")}" stroke-width=".25"/>'
            )

    def _units(self) -> Iterator[str]:
        height = self._step * 0.79
        for bar in self.bars:
            left = self.x(bar.year) - UNIT_WIDTH / 2
            for position, domains in enumerate(bar.units):
                top = self.axis - UNITS_ABOVE_AXIS - position * self._step - height
                part = height / len(domains)
                for place, domain in enumerate(domains):
                    yield (
                        f'<path d="M{mm(left)} {mm(top + place * part)}h{UNIT_WIDTH}v{mm(part)}'
                        f'h-{UNIT_WIDTH}Z" fill="{self.tokens.text(f"d{domain}-base")}"/>'
                    )

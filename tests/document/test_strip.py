"""The strip of years is true to scale, and nothing of it leaves the strip or the text block."""

import re

import pytest

from mgi_report.document.assets import Assets
from mgi_report.document.strip import Bar, Statement, Strip, draw_strip, majority
from mgi_report.document.tokens import Tokens, read_tokens

WORDS = "3 of 4 dated instruments are from 2010 or later"


@pytest.fixture(scope="module")
def tokens() -> Tokens:
    return read_tokens(Assets())


def bars(**counts: int) -> list[Bar]:
    """Return a bar per year, named y2004 and so on, with so many instruments of domain 1."""
    return [Bar(int(year[1:]), ((1,),) * count) for year, count in counts.items()]


def heights(strip: Strip) -> list[float]:
    """Return the y of every line and unit that is drawn."""
    return [float(y) for y in re.findall(r'<path d="M[\d.]+ (-?[\d.]+)', strip.svg)]


def test_the_scale_is_true(tokens: Tokens) -> None:
    strip = draw_strip(bars(y1966=1, y2021=1), tokens, "Strip")
    places = {decade.year: decade.left for decade in strip.decades}
    assert places[1970] - places[1960] == pytest.approx(places[2020] - places[2010])


@pytest.mark.parametrize("tallest", [1, 5, 6, 9, 40])
def test_bracket_and_sentence_stay_in_the_strip(tokens: Tokens, tallest: int) -> None:
    drawn = bars(y1990=1, y2015=tallest, y2020=1)
    strip = draw_strip(drawn, tokens, "Strip", Statement(WORDS, 2015))
    assert min(heights(strip)) >= 0
    assert strip.sentence is not None
    assert strip.sentence.top >= 0
    assert strip.years_top <= tokens.mm("strip-axis") + 3


def test_a_low_strip_takes_little_room(tokens: Tokens) -> None:
    low, high = (draw_strip(bars(y2001=1, y2020=n), tokens, "Strip") for n in (1, 5))
    assert high.height - low.height == pytest.approx(4 * tokens.mm("strip-unit"))


@pytest.mark.parametrize(("since", "above"), [(2005, True), (2019, False)])
def test_a_sentence_stands_beside_its_bracket_or_else_above(
    tokens: Tokens, since: int, above: bool
) -> None:
    drawn = bars(y2001=1, y2005=1, y2019=1, y2021=1)
    sentence = draw_strip(drawn, tokens, "Strip", Statement(WORDS, since)).sentence
    assert sentence is not None
    assert sentence.above is above
    assert sentence.width >= 70
    assert sentence.left + sentence.width <= tokens.mm("text-width")


def test_a_year_at_the_end_of_the_axis_ends_with_it(tokens: Tokens) -> None:
    decades = draw_strip(bars(y2010=1, y2019=1), tokens, "Strip").decades
    assert [(decade.year, decade.last) for decade in decades] == [(2010, False), (2020, True)]


def test_a_majority_says_something_or_is_none() -> None:
    assert majority(bars(y2001=2)) is None
    assert majority(bars(y2001=3, y2002=1)) is None
    cut = majority(bars(y2001=1, y2002=1, y2003=2))
    assert cut is not None
    assert (cut.year, cut.count) == (2002, 3)

"""The strip of years is true to scale, says by shape what it says by colour; nothing overlaps."""

import re
from itertools import combinations, pairwise

import pytest
from fontTools.pens.boundsPen import BoundsPen
from fontTools.svgLib.path import parse_path

from mgi_report.document.artwork import Artist
from mgi_report.document.assets import Assets
from mgi_report.document.fitting import in_place
from mgi_report.document.fonts import Fonts
from mgi_report.document.strip import draw_strip
from mgi_report.document.tokens import read_tokens
from mgi_report.document.views import Dated, LaneMark, Strip
from mgi_report.profile.framework import Domain
from mgi_report.proof.download.contrast import contrast_ratio

ASSETS = Assets()
TOKENS = read_tokens(ASSETS)
ARTIST = Artist(ASSETS, TOKENS, Fonts(ASSETS))
mm = TOKENS.mm
W, P = False, True

SQUARE = re.compile(r'<path d="M([\d.]+) ([\d.]+)h2\.6v2\.6h-2\.6Z" fill="(#\w+)"/>')
RING = re.compile(r'<path d="M([\d.]+) ([\d.]+)a1\.05 1\.05 [^"]*" fill="none" stroke="(#\w+)"')
TIE = re.compile(r'<path d="M([\d.]+) ([\d.]+)L([\d.]+) ([\d.]+)" fill="none"')
BAND = re.compile(r'<path d="M([\d.]+) 0H([\d.]+)V33H[\d.]+Z"')
COUNT = re.compile(rf'<path d="([^"]*)" fill="{TOKENS.text("ink")}"/>')
LEAD = re.compile(r'<path d="M([\d.]+) [\d.]+V[\d.]+L([\d.]+) ([\d.]+)"')
NAMED = re.compile(rf'<path d="([^"]*)" fill="{TOKENS.text("slate")}"/>')


def dated(year: int, *marks: tuple[int, bool]) -> Dated:
    return Dated(year, tuple(LaneMark(*mark) for mark in marks))


def drawn(*instruments: Dated, artist: Artist = ARTIST) -> Strip:
    strip = draw_strip(instruments, artist, "Strip", lambda count: f"×{count}")
    assert strip is not None
    return strip


def marks(strip: Strip) -> list[tuple[float, float]]:
    """Return the middles of all squares and rings."""
    squares = [(float(x) + 1.3, float(y) + 1.3) for x, y, _ in SQUARE.findall(strip.svg)]
    return squares + [(float(x) + 1.05, float(y)) for x, y, _ in RING.findall(strip.svg)]


def ties(strip: Strip) -> list[tuple[float, ...]]:
    """Return the ends of the ties: two of each that is upright, or that lies."""
    return [tuple(map(float, tie)) for tie in TIE.findall(strip.svg)]


def counts(strip: Strip, of: re.Pattern[str] = COUNT) -> list[tuple[float, float, float, float]]:
    """Return the left, top, right and bottom of the counts, or of the years below bands."""
    found = []
    for path in of.findall(strip.svg):
        pen = BoundsPen(None)
        parse_path(path, pen)
        assert pen.bounds is not None
        found.append(pen.bounds)
    return found


def crowd(year: int, count: int) -> list[Dated]:
    """Return instruments of one year, each named in three domains."""
    lanes = ((1, 3, 6), (2, 4, 5), (1, 4, 6), (2, 3, 5))
    return [
        dated(year, *((lane, number % 2 == 1) for lane in lanes[number % 4]))
        for number in range(count)
    ]


def nothing_overlaps(strip: Strip) -> None:
    for (x, y), (other_x, other_y) in combinations(marks(strip), 2):
        assert abs(x - other_x) > mm("strip-mark") or abs(y - other_y) > mm("strip-mark")
    edges = [(float(left), float(right)) for left, right in BAND.findall(strip.svg)]
    for (_, right), (left, _) in pairwise(edges):
        assert right < left
    assert edges[0][0] >= mm("strip-start") - mm("strip-before")
    assert edges[-1][1] <= mm("text-width")
    if strip.years == 1:
        for middle, end, _ in LEAD.findall(strip.svg):
            assert abs(float(middle) - float(end)) <= mm("strip-aside") + 0.001
    for one, other in combinations(counts(strip, NAMED), 2):
        assert one[2] < other[0] or other[2] < one[0] or one[3] < other[1] or other[3] < one[1]
    assert all(
        left >= 0 and right <= mm("text-width") for left, _, right, _ in counts(strip, NAMED)
    )
    for x, _ in marks(strip):
        assert any(left <= x - 1.3 and x + 1.3 <= right for left, right in edges)
    for start, top, end, bottom in counts(strip):
        assert any(left < start and end < right for left, right in edges)
        for x, y in marks(strip):
            assert x + 1.3 < start or x - 1.3 > end or y + 1.3 < top or y - 1.3 > bottom


def test_a_mark_stands_in_the_lane_of_its_domain_and_says_its_list_by_shape() -> None:
    strip = drawn(dated(1966, (2, W), (5, P)), dated(2021, (1, P)))
    (square,) = SQUARE.findall(strip.svg)
    assert float(square[1]) + 1.3 == pytest.approx(1.5 * 5.5)
    assert square[2] == TOKENS.text("d2-deep")
    rings = RING.findall(strip.svg)
    assert [float(y) for _, y, _ in rings] == pytest.approx([4.5 * 5.5, 0.5 * 5.5])
    assert [colour for _, _, colour in rings] == [TOKENS.text("d5-deep"), TOKENS.text("d1-deep")]


def test_a_tie_joins_the_marks_of_one_instrument_only() -> None:
    strip = drawn(dated(1966, (2, W), (5, P)), dated(2021, (1, P)), dated(2021, (6, W)))
    ((x, top, foot_x, end),) = ties(strip)
    assert (top, end) == pytest.approx((1.5 * 5.5, 4.5 * 5.5))
    assert [x, foot_x] == pytest.approx([x for x, y in marks(strip) if y in {top, end}])


def test_an_instrument_of_both_lists_has_both_marks_side_by_side() -> None:
    strip = drawn(dated(1966, (3, W), (3, P)), dated(2021, (1, W)))
    (square,), (ring,) = ([m for m in marks(strip) if m[1] == 2.5 * 5.5][i : i + 1] for i in (0, 1))
    assert ring[0] - square[0] == pytest.approx(mm("strip-step"))
    assert ties(strip) == [pytest.approx((*square, *ring))]


def test_no_other_mark_stands_above_or_below_one_of_two_side_by_side() -> None:
    """Else the ring of one would stand over the square of another, as if they were one."""
    both = dated(2021, (2, W), (2, P), (6, W))
    strip = drawn(dated(1966, (1, W)), *[dated(2021, (6, W))] * 3, both)
    columns = [round(x, 2) for x, _ in marks(strip)]
    of_both = {round(x, 2) for x, y in marks(strip) if y == 1.5 * 5.5}
    assert len(of_both) == 2
    assert [columns.count(x) for x in sorted(of_both)] == [2, 1]


def test_an_instrument_stands_in_the_first_column_that_is_free_in_its_lanes() -> None:
    first, last = dated(1966, (1, W)), dated(2021, (1, W))
    year = [dated(2000, (4, P)), dated(2000, (1, W), (3, W)), dated(2000, (4, W), (6, W))]
    strip = drawn(first, *year, last)
    (x, _, _, _), (other_x, _, _, _) = ties(strip)
    assert x == other_x
    assert len({round(x, 2) for x, y in marks(strip) if y == 3.5 * 5.5}) == 2
    assert len({round(x, 2) for x, _ in marks(strip)}) == 4


@pytest.mark.parametrize("domain", Domain)
def test_a_mark_is_told_from_its_ground_without_its_colour(domain: Domain) -> None:
    strip = drawn(dated(1966, (domain.number, W)), dated(2021, (domain.number, P)))
    ground = rgb(TOKENS.text("mist"))
    colours = {SQUARE.findall(strip.svg)[0][2], RING.findall(strip.svg)[0][2]}
    assert all(contrast_ratio(rgb(colour), ground) >= 3 for colour in colours)


def rgb(colour: str) -> tuple[int, int, int]:
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red, green, blue


def test_marks_of_a_year_stand_side_by_side_where_they_would_meet() -> None:
    strip = drawn(
        dated(1966, (3, W)), dated(1966, (3, W)), dated(1966, (6, W)), dated(2021, (1, W))
    )
    first, second, third, _ = marks(strip)
    assert second[0] - first[0] == pytest.approx(mm("strip-step"))
    assert third[0] == pytest.approx(first[0])


def test_no_mark_stands_on_the_tie_of_another() -> None:
    strip = drawn(dated(1966, (1, W), (6, P)), dated(1966, (3, W)), dated(2021, (1, W)))
    ((x, *_),) = ties(strip)
    (middle,) = [m for m in marks(strip) if m[1] == 2.5 * 5.5]
    assert middle[0] - x == pytest.approx(mm("strip-step"))


def test_the_scale_is_true_and_leads_end_at_their_years() -> None:
    years = (1965, 2000, 2001, 2002, 2021)
    strip = drawn(*(dated(year, (1, W)) for year in years))
    ends = [float(end) for _, end, _ in LEAD.findall(strip.svg)]
    per_year = (ends[-1] - ends[0]) / (2021 - 1965)
    for year, end in zip(years, ends, strict=True):
        assert end == pytest.approx(ends[0] + (year - 1965) * per_year, abs=0.01)
    # A mark that is alone stands over its year, also over the first of the axis.
    assert float(LEAD.findall(strip.svg)[0][0]) == pytest.approx(ends[0])


@pytest.mark.parametrize(
    ("years", "first", "last"), [((1966, 2021), 1965, 2022), ((2010, 2014), 2010, 2015)]
)
def test_the_axis_is_no_longer_than_its_years(
    years: tuple[int, ...], first: int, last: int
) -> None:
    strip = drawn(*(dated(year, (1, W)) for year in years))
    places = [float(end) for _, end, _ in LEAD.findall(strip.svg)]
    start, end = mm("strip-start"), mm("text-width") - mm("strip-label") / 2
    per_year = (end - start) / (last - first)
    assert places == pytest.approx([start + (year - first) * per_year for year in years], abs=0.01)


def test_a_band_aside_has_its_year_below_it() -> None:
    every = [dated(1966, (1, W)), *crowd(2020, 5), dated(2021, (1, W))]
    strip = drawn(*every)
    middles = [
        float(start)
        for start, end, _ in LEAD.findall(strip.svg)
        if abs(float(start) - float(end)) > mm("strip-near")
    ]
    assert middles
    named = [(left + right) / 2 for left, _, right, _ in counts(strip, NAMED)]
    assert named == pytest.approx(middles, abs=0.3)


def test_years_too_narrow_for_their_figures_take_two_lines() -> None:
    strip = drawn(dated(1966, (1, W)), *(dated(year, (1, W)) for year in range(2003, 2022)))
    tops = [top for _, top, _, _ in counts(strip, NAMED)]
    assert max(tops) - min(tops) == pytest.approx(mm("strip-year-line"), abs=0.1)


@pytest.mark.parametrize(
    "instruments",
    [
        [dated(1960, (1, W)), dated(2024, (1, W))],
        [dated(year, (1, W)) for year in range(2010, 2025)],
        [*crowd(1960, 12), dated(1961, (2, W)), dated(2023, (4, P)), *crowd(2024, 20)],
        [*crowd(1999, 1), *crowd(2000, 100), *crowd(2001, 100), dated(2024, (1, W), (1, P))],
        [each for year in range(1990, 1999) for each in crowd(year, 5)],
        [dated(1, (1, W)), dated(9999, (1, W))],
    ],
)
def test_nothing_overlaps_or_leaves_the_text_block(instruments: list[Dated]) -> None:
    nothing_overlaps(drawn(*instruments))
    nothing_overlaps(drawn(*reversed_years(instruments)))


def reversed_years(instruments: list[Dated]) -> list[Dated]:
    first, last = instruments[0].year, instruments[-1].year
    return [each._replace(year=first + last - each.year) for each in instruments[::-1]]


def test_counts_stand_beside_the_marks_of_the_fullest_year_only() -> None:
    every = [*crowd(1990, 3), *crowd(2000, 60)]
    strip = drawn(*every)
    assert strip.counted
    # Of the first year, each mark and tie; of the other a square or a ring for each kind and lane.
    assert len(ties(strip)) == 3
    kinds = {(m.domain, m.potential) for each in every[3:] for m in each.marks}
    assert len(marks(strip)) == 9 + len(kinds)
    assert len(counts(strip)) == len(kinds)
    assert not drawn(*crowd(1990, 3), *crowd(2000, 4)).counted


def test_years_that_have_no_room_at_all_stand_in_bands_of_several() -> None:
    every = [dated(year, (1, W)) for year in range(1900, 2000)]
    strip = drawn(*every)
    assert (strip.years, strip.counted) == (5, True)
    assert not LEAD.findall(strip.svg)
    edges = [(float(left), float(right)) for left, right in BAND.findall(strip.svg)]
    start, wide = (
        mm("strip-start"),
        (mm("text-width") - mm("strip-label") / 2 - mm("strip-start")) / 20,
    )
    for at, (left, right) in enumerate(edges):
        assert (left + right) / 2 == pytest.approx(start + (at + 0.5) * wide, abs=0.01)
    nothing_overlaps(strip)


def test_a_single_year_has_no_strip() -> None:
    assert draw_strip([dated(1966, (1, W))] * 2, ARTIST, "Strip", str) is None


def test_right_to_left_the_drawing_is_mirrored() -> None:
    every = [dated(1966, (2, W)), dated(2021, (5, P))]
    ours = drawn(*every)
    theirs = drawn(*every, artist=Artist(ASSETS, TOKENS, Fonts(ASSETS), mirrored=True))
    flipped = [(mm("text-width") - x, y) for x, y in marks(theirs)]
    assert flipped == [pytest.approx(mark, abs=0.01) for mark in marks(ours)]
    assert theirs.labels == ours.labels


@pytest.mark.parametrize(
    ("first", "last", "step"),
    [(2011, 2014, 5), (1966, 2021, 10), (1850, 2021, 20), (1, 9999, 1000)],
)
def test_labels_stand_below_round_years_and_do_not_meet(first: int, last: int, step: int) -> None:
    strip = drawn(dated(first, (1, W)), dated(last, (1, W)))
    years = [label.year for label in strip.labels]
    assert years == list(range(years[0], years[-1] + 1, step))
    assert all(label.gap >= -0.001 for label in strip.labels)
    wide = len(years) * mm("strip-label") + sum(label.gap for label in strip.labels)
    assert wide <= mm("text-width") + 0.001
    end = 0.0
    for label in strip.labels:
        end += label.gap + mm("strip-label")
        assert f"M{round(end - mm('strip-label') / 2, 3):g} " in strip.svg


def test_things_in_a_row_move_aside_as_little_as_they_can() -> None:
    assert in_place([10, 20, 30], [4, 4, 4], 0, 100) == [10, 20, 30]
    assert in_place([10, 11], [4, 4], 0, 100) == pytest.approx([8.5, 12.5])
    assert in_place([0, 0, 50], [4, 4, 4], 0, 100) == pytest.approx([2, 6, 50])
    # None is further than need be: the mean of all would move the last by more.
    assert in_place([10, 10, 10], [4, 4, 4], 0, 100) == pytest.approx([6, 10, 14])
    moved = zip(in_place([20, 20, 20], [4, 4, 20], 0, 100), (20, 20, 20), strict=True)
    assert max(abs(now - wanted) for now, wanted in moved) == pytest.approx(8)
    assert in_place([50, 99, 100], [4, 4, 4], 0, 100) == pytest.approx([50, 94, 98])

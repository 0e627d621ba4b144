"""The wheel is six equal segments in a fixed order, with gaps of one width."""

import re
from itertools import pairwise
from math import atan2, degrees, hypot, isclose

import pytest

from mgi_report.document.artwork import Artist
from mgi_report.document.assets import Assets
from mgi_report.document.fonts import Fonts
from mgi_report.document.tokens import read_tokens
from mgi_report.document.wheel import Point, Wheel, cover_wheel, findings_wheel, label_place
from mgi_report.profile.framework import Domain

NUMBER = r"(-?[\d.]+)"
TOKENS = read_tokens(Assets())
ICON_AT = TOKENS.number("wheel-icon-at")


def corners(path: str) -> list[Point]:
    match = re.fullmatch(
        rf"M{NUMBER} {NUMBER}A[\d.]+ [\d.]+ 0 0 1 {NUMBER} {NUMBER}"
        rf"L{NUMBER} {NUMBER}A[\d.]+ [\d.]+ 0 0 0 {NUMBER} {NUMBER}Z",
        path,
    )
    assert match is not None, path
    values = [float(value) for value in match.groups()]
    return [Point(x, y) for x, y in zip(values[::2], values[1::2], strict=True)]


@pytest.fixture(params=[False, True], ids=["ltr", "rtl"])
def wheel(request: pytest.FixtureRequest) -> Wheel:
    return findings_wheel(TOKENS, mirrored=request.param)


def test_segments_are_congruent(wheel: Wheel) -> None:
    shapes = []
    for domain in Domain:
        a, b, c, d = corners(wheel.segment(wheel.start(domain)))
        shapes.append([hypot(p.x - q.x, p.y - q.y) for p, q in ((a, b), (b, c), (c, d), (d, a))])
    for shape in shapes[1:]:
        assert shape == pytest.approx(shapes[0], abs=0.003)


def test_gap_has_one_width_at_every_radius(wheel: Wheel) -> None:
    order = list(Domain) if not wheel.mirrored else list(reversed(Domain))
    for first, second in pairwise(order):
        _, b, c, _ = corners(wheel.segment(wheel.start(first)))
        a, _, _, d = corners(wheel.segment(wheel.start(second)))
        assert hypot(a.x - b.x, a.y - b.y) == pytest.approx(wheel.gap, abs=0.003)
        assert hypot(c.x - d.x, c.y - d.y) == pytest.approx(wheel.gap, abs=0.003)


def test_order_is_clockwise_from_twelve_and_mirrored_right_to_left(wheel: Wheel) -> None:
    for domain in Domain:
        icon = wheel.between(ICON_AT, wheel.middle(domain))
        angle = degrees(atan2(icon.x - wheel.centre.x, wheel.centre.y - icon.y)) % 360
        expected = 30 + 60 * (domain.number - 1)
        assert isclose(angle, (360 - expected) if wheel.mirrored else expected, abs_tol=1e-6)


def test_icons_and_their_links_stay_inside_their_segments(wheel: Wheel) -> None:
    for domain in Domain:
        icon = wheel.between(ICON_AT, wheel.middle(domain))
        distance = hypot(icon.x - wheel.centre.x, icon.y - wheel.centre.y)
        assert wheel.inner + 6 < distance < wheel.outer - 6


def test_cover_wheel_mirrors_its_centre() -> None:
    assert cover_wheel(TOKENS, mirrored=False).centre == Point(165, 245)
    assert cover_wheel(TOKENS, mirrored=True).centre == Point(45, 245)


def test_labels_stand_beside_their_segments_in_three_rows(wheel: Wheel) -> None:
    places = {domain.number: label_place(wheel, domain, TOKENS) for domain in Domain}
    tops = [TOKENS.mm(f"label-top-{row}") for row in (1, 2, 3)]
    assert [places[number].top for number in range(1, 7)] == [*tops, *reversed(tops)]
    right = [number for number in places if places[number].right]
    assert right == ([4, 5, 6] if wheel.mirrored else [1, 2, 3])
    width = TOKENS.mm("wheel-width")
    for domain in Domain:
        place, icon = places[domain.number], wheel.between(ICON_AT, wheel.middle(domain))
        outer = place.left + place.width if place.right else place.left
        assert outer == (width if place.right else 0)
        # The link covers the icon as well as the label.
        reach = TOKENS.mm("wheel-icon") / 2
        assert place.left - 1e-9 <= icon.x - reach
        assert icon.x + reach <= place.left + place.width + 1e-9
        assert place.top < icon.y - reach
        assert icon.y + reach < place.top + TOKENS.mm("label-height")


def test_a_leader_is_drawn_only_where_it_is_long_enough() -> None:
    leaders = re.findall(
        r"\"M[-\d.]+ ([\d.]+)H[-\d.]+\"", Artist(Assets(), TOKENS, Fonts(Assets())).wheel("-")
    )
    rows = [TOKENS.mm(f"label-top-{row}") + TOKENS.mm("leader-drop") for row in (1, 3)]
    # The names of the second row stand at the rim.
    assert sorted(map(float, leaders)) == pytest.approx([rows[0], rows[0], rows[1], rows[1]])

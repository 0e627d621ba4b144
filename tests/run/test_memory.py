"""A worker holds no more after each order: what it is done with goes before the next one."""

import gc
from pathlib import Path
from time import perf_counter

import pytest

from leaflet import write_leaflet
from mgi_report.document.assets import Theme
from mgi_report.run.crew import local_crew
from mgi_report.run.orders import Order
from mgi_report.run.theme import read_theme
from mgi_report.run.worker import render


def objects_after(order: Order) -> tuple[bool, int]:
    """Do an order; return whether there are files, and how many objects there are."""
    return bool(render(order).files), len(gc.get_objects())


@pytest.fixture
def themes(tmp_path: Path) -> tuple[Theme, ...]:
    ends = write_leaflet(tmp_path / "one"), write_leaflet(tmp_path / "other", "{# another #}")
    return tuple(map(read_theme, ends))


@pytest.mark.parametrize("glyph", ["", "山 "])
@pytest.mark.parametrize("several", [False, True])
def test_what_is_left_is_not_more_with_each_order(
    glyph: str,
    several: bool,
    themes: tuple[Theme, ...],
    tmp_path: Path,
    minimal_profile_text: str,
) -> None:
    path = tmp_path / "profile.yaml"
    path.write_text(minimal_profile_text.replace("  - ", f"  - {glyph}", 1), "utf-8")
    orders = [
        Order(path, inspects=False, theme=themes[number % 2 if several else 0])
        for number in range(6)
    ]
    with local_crew(1, perf_counter) as crew:
        replies = [reply.result or (False, 0) for reply in crew.run(objects_after, orders)]
    assert {is_made for is_made, _ in replies} == {not glyph}
    _, second, *_, last = [objects for _, objects in replies]
    assert last <= second

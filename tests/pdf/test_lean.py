"""Boxes that take less memory are the same boxes, and no page is kept that nobody will see."""

import gc
import json
import logging
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import alone
import pydyf
import pytest
from alone import inside, looks
from bodies import BODIES, LETTERS, WORDS

from mgi_report.pdf.engine.gateway import load_engine

HERE = Path(__file__).parent
NOTES = ".foot { float: footnote }"
FOOTNOTE = "<span class='foot'>A note</span>"


@pytest.fixture(scope="module")
def of_weasyprint(tmp_path_factory) -> dict[str, list[list[str]]]:
    """Return the looks of the boxes of all bodies, as WeasyPrint alone makes them."""
    folder = tmp_path_factory.mktemp("alone")
    paths = os.pathsep.join([str(HERE), str(HERE.parent), *sys.path])
    made = subprocess.run(
        [sys.executable, alone.__file__, folder],
        env=os.environ | {"PYTHONPATH": paths},
        check=True,
        capture_output=True,
        text=True,
    )
    found: dict[str, list[list[str]]] = json.loads(made.stdout)
    return found


@pytest.mark.parametrize("name", BODIES)
def test_boxes_are_those_of_weasyprint_alone(studio, of_weasyprint, name):
    body, css = BODIES[name]
    assert len(of_weasyprint[name]) > 5
    assert looks(studio.lay_out(body, LETTERS + css)) == of_weasyprint[name]


def test_boxes_have_the_names_of_their_attributes_in_common(studio):
    listed = f"<li><a href='#a'>{WORDS}</a><span class='badge'>x</span> <i>{WORDS}</i></li>"
    css = ".badge { display: inline-block; background: red; padding: 1mm } "
    layout = studio.lay_out(f"<h1 id='a'>A</h1><ul>{listed * 30}</ul>", LETTERS + css)
    boxes = [box for page in layout.boxes for box in inside(page)]
    assert {"TextBox", "LineBox", "InlineBox", "InlineBlockBox", "BlockBox"} <= {
        type(box).__name__ for box in boxes
    }
    assert len(boxes) > 200
    alike = [box for box in boxes if sys.getsizeof(vars(box)) < sys.getsizeof(dict(vars(box)))]
    assert len(alike) > 0.9 * len(boxes)


def test_a_box_that_is_changed_leaves_its_copy_as_it_was(studio):
    layout = studio.lay_out(f"<p>{WORDS}</p>")
    box = next(box for page in layout.boxes for box in inside(page) if box.element_tag == "p")
    before = dict(vars(box))
    copy = box.copy()
    copy.width, copy.clearance, copy.leading_collapsible_space = 1, 2, True
    assert vars(box) == before
    assert (copy.clearance, copy.leading_collapsible_space) == (2, True)
    copy.clearance, copy.leading_collapsible_space = None, False
    assert (copy.clearance, copy.leading_collapsible_space) == (None, False)
    assert vars(copy) == before | {"width": 1}


def test_cut_sides_are_kept_where_corners_are_round(studio):
    layout = studio.lay_out(f"<p>{WORDS}</p><p style='border-radius: 3mm'>{WORDS}</p>")
    square, round_one = (
        box
        for page in layout.boxes
        for box in inside(page)
        if box.element_tag == "p" and type(box).__name__ == "BlockBox"
    )
    for box in (square, round_one):
        box.remove_decoration(start=True, end=False)
    assert round_one.remove_decoration_sides == {"top"}
    assert square.remove_decoration_sides == set()
    rounded = square.copy()
    rounded.style = round_one.style
    rounded.remove_decoration(start=False, end=True)
    assert rounded.remove_decoration_sides == {"bottom"}


def test_objects_of_a_file_hold_only_what_is_their_own():
    load_engine()
    inside_another = pydyf.Dictionary({"A": 1})
    assert vars(inside_another) == {}
    pdf, made = pydyf.PDF(), [pydyf.Dictionary({"B": 2}), pydyf.Array([3]), pydyf.Stream([b"q"])]
    for each in made:
        pdf.add_object(each)
    numbers = [each.number for each in made]
    assert numbers == [numbers[0], numbers[0] + 1, numbers[0] + 2]
    assert inside_another.number is None
    assert (made[0].free, made[0].generation, made[0].offset) == ("n", 0, 0)
    assert made[0].reference == b"%d 0 R" % numbers[0]


class AliveAtOnce(logging.Handler):
    """Count the pages there are whenever another one is made."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.most = self.made = 0

    def emit(self, record: logging.LogRecord) -> None:
        if "layout - Page" in record.getMessage():
            self.made += "up-to-date" not in record.getMessage()
            self.most = max(self.most, len(pages_alive()))


def pages_alive() -> list[Any]:
    return [each for each in gc.get_objects() if type(each).__name__ == "PageBox"]


def test_a_page_that_is_made_again_is_let_go_at_once(studio, monkeypatch):
    linked = f"<p><a class='page' href='#end'>{WORDS} on page </a>{FOOTNOTE}</p>"
    body = f"{linked * 30}<h1 id='end'>End</h1>"
    css = f"{NOTES} a.page::after {{ content: target-counter(attr(href), page) }}"
    logger, alive = logging.getLogger("weasyprint.progress"), AliveAtOnce()
    monkeypatch.setattr(logger, "level", logging.INFO)
    monkeypatch.setattr(logger, "handlers", [alive])
    gc.collect()
    before = len(pages_alive())
    layout = studio.lay_out(body, LETTERS + css)
    assert alive.made > 1.5 * layout.page_count > 9
    assert alive.most - before <= layout.page_count + 1

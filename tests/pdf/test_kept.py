"""What is kept from document to document changes nothing that is laid out, to the last bit.

Each body is laid out by an engine that keeps nothing, and by one that has laid it out before: with
another body in between, the numbers of whose pages are others.
"""

import logging
import re
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from alone import inside
from bodies import BODIES, LETTERS, WORDS

from mgi_report.document.document import styles_alone
from mgi_report.pdf.engine import layout as module
from mgi_report.pdf.engine.cascade import is_kept
from mgi_report.pdf.engine.layout import Layout
from mgi_report.profile.loading import load
from mgi_report.run.formats import Workshop
from mgi_report.run.job import compose, workshop_for

ROOT = Path(__file__).parents[2]
LOOKS = ("page", "overflow", "text_decoration_line", "color", "lang")


def coordinates(layout: Layout) -> list[tuple[object, ...]]:
    """Return where each box is, how large it is, its words, and some of its looks."""
    return [_coordinates(box) for page in layout.boxes for box in inside(page)]


def _coordinates(box: Any) -> tuple[object, ...]:
    names = ("position_x", "position_y", "width", "height", "text", "element_tag", "baseline")
    values = vars(box)
    padding = [value for key, value in sorted(values.items()) if key.startswith(("pad", "marg"))]
    looks = [str(box.style[name]) for name in LOOKS]
    placed = (repr(values.get(name)) for name in names)
    return type(box).__name__, *placed, *map(repr, padding), *looks


def lay_out(studio: Any, name: str) -> list[tuple[object, ...]]:
    body, css = BODIES[name]
    return coordinates(studio.lay_out(body, LETTERS + css))


def forget(engine: Any) -> None:
    """Let an engine lay out its next document as WeasyPrint would."""
    engine._fonts = None


class Nothing:
    def let_go(self) -> None: ...


def _keeping_nothing(fonts: Any) -> Any:
    """Return a font configuration that the engine takes for one that is not ours."""
    del fonts.kept
    type(fonts).kept = Nothing()
    return fonts


@pytest.fixture
def without(studio, monkeypatch):
    """Return what lays a body out with nothing kept, nor shared within a document."""

    def lay_out_plainly(name: str) -> list[tuple[object, ...]]:
        make = module.font_configuration

        def plain(lettering: Any) -> Any:
            return _keeping_nothing(make(lettering))

        forget(studio.engine)
        with monkeypatch.context() as patch:
            patch.setattr(module, "font_configuration", plain)
            found = lay_out(studio, name)
        forget(studio.engine)
        return found

    return lay_out_plainly


@pytest.mark.parametrize("name", BODIES)
def test_what_is_kept_moves_nothing(studio, without, name):
    expected = without(name)
    assert len(expected) > 5
    assert lay_out(studio, name) == expected
    assert lay_out(studio, name) == expected
    for other in ("references", "references from afar", "the first page"):
        lay_out(studio, other)
        assert lay_out(studio, name) == expected, other


@pytest.mark.parametrize(
    "names",
    [
        ("the first page", "another first page"),
        ("a share in an attribute", "the same of another page"),
    ],
)
def test_sizes_of_two_first_pages_are_not_mixed_up(studio, without, names):
    expected = {name: without(name) for name in names}
    widths = [next(box[3] for box in boxes if box[6] == "'p'") for boxes in expected.values()]
    assert widths[0] != widths[1]
    for order in permutations(names):
        forget(studio.engine)
        for name in order:
            assert lay_out(studio, name) == expected[name]


def test_a_whole_profile_is_laid_out_to_the_last_bit_alike(monkeypatch):
    loaded = load(ROOT / "data" / "lso-2021.en.yaml")
    shop = workshop_for(loaded, Workshop())
    document = compose(loaded, shop, "profile")
    kept = [coordinates(shop.engine.lay_out(document)) for _ in range(2)]
    make = module.font_configuration

    def plain(lettering: Any) -> Any:
        return _keeping_nothing(make(lettering))

    monkeypatch.setattr(module, "font_configuration", plain)
    forget(shop.engine)
    expected = coordinates(shop.engine.lay_out(document))
    assert len(expected) > 3000
    assert kept == [expected, expected]


def test_style_sheets_read_before_there_is_a_profile_are_those_of_profiles():
    loaded = load(ROOT / "tests" / "profiles" / "all-empty.en.yaml")
    shop = workshop_for(loaded, Workshop())
    shop.engine.get_ready(styles_alone())
    kinds = shop.engine._fonts.kept._kinds
    (read,) = kinds.values()
    shop.engine.lay_out(compose(loaded, shop, "profile"))
    assert [kind is read for kind in kinds.values()] == [True]


class Pages(logging.Handler):
    """Count the pages that the engine makes."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.made = 0

    def emit(self, record: logging.LogRecord) -> None:
        self.made += bool(re.search(r"layout - Page \d+$", record.getMessage()))


def test_each_page_is_made_once_when_its_numbers_are_known(studio, monkeypatch):
    body, css = BODIES["references from afar"]
    longer = body.replace("<h1", '<p style="break-before: page">Between</p><h1')
    logger, pages = logging.getLogger("weasyprint.progress"), Pages()
    monkeypatch.setattr(logger, "level", logging.INFO)
    monkeypatch.setattr(logger, "handlers", [pages])

    def made(body: str) -> tuple[Layout, int]:
        pages.made = 0
        return studio.lay_out(body, LETTERS + css), pages.made

    back = '<p id="a">1</p><p style="break-before: page"><a class="page" href="#a">A </a></p>'
    assert made(back)[1] == 2  # The page before is known.
    assert made(body)[1] == 3  # The second page names itself.
    assert made(body)[1] == 2
    # The number kept is a wrong one now, so the page that has it is made again.
    layout, number = made(longer)
    assert number == 4
    words = [vars(box).get("text", "") for page in layout.boxes for box in inside(page)]
    assert "".join(words).endswith("B 3A 1")


def test_a_style_sheet_that_has_changed_is_read_again(studio):
    narrow, wide = ("p { width: 20mm }", "p { width: 60mm }")
    head = '<link rel="stylesheet" href="styles/own.css">'
    studio.add("styles/own.css", narrow)
    first = coordinates(studio.lay_out(f"<p>{WORDS}</p>", head=head))
    assets = studio.engine._assets
    assets.kept["styles/own.css"] = wide.encode()
    assert coordinates(studio.lay_out(f"<p>{WORDS}</p>", head=head)) != first
    assets.kept["styles/own.css"] = narrow.encode()
    assert coordinates(studio.lay_out(f"<p>{WORDS}</p>", head=head)) == first


def test_a_problem_in_a_style_sheet_is_told_each_time(studio):
    studio.add("styles/own.css", "p { widht: 20mm }")
    head = '<link rel="stylesheet" href="styles/own.css">'
    for _ in range(3):
        problem = studio.problem("<p>x</p>", head=head)
        assert (problem.code, problem.location.line) == ("invalid-style", 1)


def test_a_style_that_the_engine_writes_into_is_not_kept(studio):
    layout = studio.lay_out("<p id='a'>x</p><p>y</p><p>z</p>")
    styles = [box.style for page in layout.boxes for box in inside(page) if box.element_tag == "p"]
    shared = {id(style) for style in styles if is_kept(style)}
    assert shared
    for style in styles:
        assert not is_kept(style.copy())

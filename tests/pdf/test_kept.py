"""What is kept from document to document changes nothing that is laid out, to the last bit.

Each body is laid out by an engine that keeps nothing, and by one that has laid it out before: with
another body in between, the numbers of whose pages are others.
"""

import logging
import re
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from mgi_report.pdf.engine import layout as module
from mgi_report.pdf.engine.cascade import is_kept
from mgi_report.pdf.engine.layout import Layout
from mgi_report.profile.loading import load
from mgi_report.run.formats import Workshop
from mgi_report.run.job import compose, workshop_for

ROOT = Path(__file__).parents[2]
WORDS = "Some words of an invented kind, which go on for more than one line of a narrow page. "
NUMBERS = "a.page::after { content: target-counter(attr(href), page) }"
TURNED = "@page { size: 90mm 70mm } @page tall { size: 70mm 90mm } .tall { page: tall }"
SHARES = f"{TURNED} .wide {{ width: 40vw; margin-left: 5vh }}"
BODIES = {
    "references": (
        '<p><a class="page" href="#b">B, on page </a> <a class="page" href="#a">A </a></p>'
        f'<p id="a">{WORDS * 40}</p><h1 id="b">B</h1><a class="page" href="#a">A </a>',
        NUMBERS,
    ),
    "references from afar": (
        f'<p id="a">{WORDS}</p><h1 id="b" style="break-before: page">B</h1>'
        '<a class="page" href="#b">B </a><a class="page" href="#a">A </a>',
        NUMBERS,
    ),
    "own counters": (
        f'<p class="own" id="a">{WORDS * 40}</p><p class="own"><a href="#a">A</a></p>',
        ".own::before { content: counter(page) ' of ' counter(pages) } "
        "a::after { content: ' ' target-counter(attr(href), page) ' on ' counter(page) }",
    ),
    "tables": (
        "<table class='joined'><tr><td>1<td style='padding: 9px'>2</table>"
        "<table><thead><tr><th>H</thead>" + f"<tr><td style='margin: 9px'>{WORDS}" * 9 + "</table>",
        ".joined { border-collapse: collapse } td { border: 2px solid; width: 40% }",
    ),
    "lists": (
        "<ul><li>1</li><li>2<ul><li>3</li></ul></li></ul><ol><li>4</li></ol>",
        "ul { list-style: square inside } ::marker { color: red } ol { list-style: lower-roman }",
    ),
    "pages": (
        f"<section><p>{WORDS * 30}</p></section><section><p>{WORDS}</p></section>",
        "section { break-before: left; page: named } p:first-of-type { text-align: justify }"
        "@page { @top-left { content: counter(page) } margin: 10% }"
        "@page :first { margin: 12mm } @page :blank { @bottom-right { content: 'blank' } }"
        "@page named { size: 120mm 90mm; counter-increment: page 2 }",
    ),
    "the first page": (f"<div>1</div><p class='wide'>{WORDS}</p>", SHARES),
    "another first page": (f"<div class='tall'>1</div><p class='wide'>{WORDS}</p>", SHARES),
    "a share in an attribute": (f"<div>1</div><p style='width: 50vw'>{WORDS}</p>", TURNED),
    "the same of another page": (
        f"<div class='tall'>1</div><p style='width: 50vw'>{WORDS}</p>",
        TURNED,
    ),
    "heights": (
        "<div class='a'><p>1</p></div><div class='b'><p>2</p></div>",
        ".a { height: 20mm } .b { height: 40mm } p { height: 50%; min-height: 5% }",
    ),
    "overflow": (f"<p>{WORDS}</p>", "html { overflow: hidden }"),
    "flex and floats": (
        f"<div class='row'><p>{WORDS}</p><p>{WORDS}</p></div><b>float</b><p>{WORDS * 3}</p>"
        f"<div class='grid'><p>{WORDS}</p><p>{WORDS}</p></div><i>away</i>",
        ".row { display: flex } .row p { flex: 1; padding: 2%; margin: 1%; border-radius: 4px 50% }"
        "b { float: right; width: 30% } i { position: absolute; top: 10%; right: 5% }"
        ".grid { display: grid; grid-template-columns: 30% 1fr }",
    ),
    "notes": (
        f"<p>{WORDS}<span class='foot'>A note</span>{WORDS}<span class='foot'>Another</span></p>",
        ".foot { float: footnote } ::footnote-call { color: red }",
    ),
    "layers": (
        f"<p class='a b'>{WORDS}</p>",
        "@layer one, two; @layer two { .a { width: 30% } } @layer one { .a.b { width: 60% } }"
        ".b { padding-left: 3% !important } .a { padding-left: 9% }",
    ),
    "inherited": (
        "<div class='a'><section><p>1</p><p class='b'>2</p></section></div>"
        "<div class='c'><section><p>3</p><p class='b'>4 <u>u</u></p></section></div>"
        "<div class='d'><section><p>5</p><p class='b'>6</p></section></div>",
        "html { --x: 1mm } .a { padding: 5mm; text-decoration: underline }"
        ".c { padding: 9mm; --x: 3mm }"
        "section { margin: inherit; padding: inherit } .b { margin-top: var(--x) }"
        ".a section { margin-left: 7mm } .c section { margin-left: 3mm }"
        ".d { page: other }"
        "@page other { margin: 20mm } .b { margin-left: inherit }",
    ),
    "strange anchors": (
        '<p id="a\\b">x</p><a name="c" id="d">y</a><p><a href="#c">to c</a></p>',
        "a { color: blue }",
    ),
    "languages": (
        f'<p lang="fr">{WORDS}</p><p lang="ar" dir="rtl">{WORDS}</p><p>{WORDS}</p>',
        "[dir] { direction: rtl } :lang(fr) { font-style: italic; hyphens: auto }",
    ),
}
LOOKS = ("page", "overflow", "text_decoration_line", "color", "lang")
LETTERS = "h1 { break-before: page } a { color: inherit; text-decoration: none }"


def coordinates(layout: Layout) -> list[tuple[object, ...]]:
    """Return where each box is, how large it is, its words, and some of its looks."""
    return [_coordinates(box) for page in layout.boxes for box in _inside(page)]


def _inside(box: Any) -> Iterator[Any]:
    box = vars(box).get("_box", box)
    yield box
    for child in vars(box).get("children", ()):
        yield from _inside(child)


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
    words = [vars(box).get("text", "") for page in layout.boxes for box in _inside(page)]
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
    styles = [box.style for page in layout.boxes for box in _inside(page) if box.element_tag == "p"]
    shared = {id(style) for style in styles if is_kept(style)}
    assert shared
    for style in styles:
        assert not is_kept(style.copy())

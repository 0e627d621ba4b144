"""The inspector sees text that leaves its place, and lets tight but sound setting pass."""

from io import BytesIO

import pikepdf
import pytest
from forgeries import resealed

from mgi_report.problems.problem import Problem
from mgi_report.proof.inspection import Inspection
from mgi_report.run.inspection import inspect

# The rest of what is wrong with a sample is that it is none of our profiles.
ELSEWHERE = {"source-data", "foreign-font"}


def seen(data: bytes) -> list[Problem]:
    return [problem for problem in inspect(data).problems if problem.code not in ELSEWHERE]


def the_one(data: bytes, code: str) -> Problem:
    problems = seen(data)
    assert [problem.code for problem in problems] == [code], problems
    return problems[0]


def test_text_near_the_edge_of_the_page(studio):
    problem = the_one(studio.write('<p style="margin-left: -6mm">Near'), "text-unsafe")
    assert problem.message.startswith("page 1, 6 mm from the left and ")
    assert "“Near” stands less than 8 mm from the edge" in problem.message
    assert seen(studio.write('<p style="margin-left: -1mm">Not so near')) == []


@pytest.mark.parametrize("side", ["left: -15mm", "right: -15mm; text-align: right", "top: -15mm"])
def test_text_beyond_the_page(studio, side):
    data = studio.write(f'<p style="margin-{side}">Beyond')
    assert "runs off the page" in the_one(data, "text-off-page").message


def test_a_running_line_off_the_page_is_one_problem_for_all_pages(studio):
    line = '@page { @top-left { content: "Running"; margin-left: -15mm } }'
    css = f"{line} p + p {{ break-before: page }}"
    problem = the_one(studio.write("<p>one<p>two<p>three", css), "text-off-page")
    assert "“Running” runs off the page (and in 2 more places)" in problem.message


def test_of_many_problems_the_first_are_told(studio):
    lines = "".join(f'<p style="margin-left: -6mm">Line {number}' for number in range(30))
    problems = seen(studio.write(lines, "@page { size: 200mm 200mm }"))
    assert len(problems) == 20
    assert "10 more problems of this kind are not listed" in problems[-1].message


def test_text_that_a_box_cuts_off(studio):
    style = "width: 20mm; height: 4mm; overflow: hidden; white-space: nowrap"
    data = studio.write(f'<div style="{style}">This is far too long for its box')
    assert "is cut off" in the_one(data, "text-clipped").message
    assert seen(studio.write(f'<div style="{style}">This is not')) == []


def test_text_over_other_text(studio):
    data = studio.write('<p>Below<p style="margin-top: -7mm">Above')
    assert "“Above” stands over “Below”" in the_one(data, "text-overlaps").message
    same = '<p style="position: relative">x<span style="margin-left: -3mm">Wide</span>'
    assert "stands over" in the_one(studio.write(same), "text-overlaps").message


@pytest.mark.parametrize(
    "body",
    [
        '<p style="line-height: 1">Happy gypsy<br>Éblouissant Ålesund<br>jumpy ÇÅ',
        '<p>Fine <b>bold</b><i>f</i>f<i>jf</i> x<sup style="line-height: 0">12</sup>.',
        '<p>A <span style="border: 1pt solid; padding: 0 1mm; font-size: 8pt">1.W.1</span> chip',
        '<p style="opacity: 0.5">Half <p style="transform: rotate(3deg)">Turned</p>',
    ],
    ids=["tight leading", "styles", "chip", "group"],
)
def test_tight_setting_is_no_overlap(studio, body):
    assert seen(studio.write(body)) == []


def test_a_watermark_may_cross_text_and_a_solid_word_may_not(studio):
    css = "div { position: fixed; top: 0; left: 0; font-size: 30pt; color: "
    body = '<div aria-hidden="true">DRAFT</div><p>Some words that it crosses'
    assert seen(studio.write(body, css + "#14212b1f }")) == []
    the_one(studio.write(body, css + "#14212b }"), "text-overlaps")


@pytest.mark.parametrize(
    ("style", "fault"),
    [
        ("color: white", "colour of what is below it"),
        ("color: #f4f4f4", "colour of what is below it"),
        ("color: #00000010", "so transparent"),
        ("font-size: 3pt", "3.0 pt high or wide"),
        ("transform: scale(0.2, 1)", "2.0 pt high or wide"),
    ],
)
def test_text_that_nobody_sees(studio, style, fault):
    data = studio.write(f'<p>Seen<p style="{style}">Text that is there for machines')
    assert fault in the_one(data, "text-hidden").message


@pytest.mark.parametrize(
    "style",
    [
        "background: white; width: 60mm; height: 6mm",
        "background: linear-gradient(white, #eee); width: 60mm; height: 6mm",
        "background: white; width: 9mm; height: 6mm; left: 8mm",
        "border-top: 3mm solid black; width: 60mm; top: 2.5mm",
    ],
    ids=["box", "shade", "box over a word", "line"],
)
def test_text_that_something_covers(studio, style):
    css = "p { margin: 0 } div { position: absolute; top: 0; left: 0 }"
    body = f'<p>Not all of this can be read<div aria-hidden="true" style="{style}"></div>'
    problem = the_one(studio.write(body, css), "text-hidden")
    assert "is painted over" in problem.message


@pytest.mark.parametrize(
    "style",
    [
        "color: white; background: #14212b",
        "color: #767676",
        "border-radius: 4mm; overflow: hidden; padding: 3mm; background: #eee",
        "background: linear-gradient(#eee, #999)",
        "text-decoration: underline; color: #2860ae",
        "outline: 0.5pt solid; border-bottom: 1pt solid",
        "transform: rotate(4deg); margin-top: 20mm",
    ],
    ids=["on dark", "grey", "round", "shade", "underlined", "framed", "turned"],
)
def test_text_that_can_be_seen(studio, style):
    assert seen(studio.write(f'<p>Before<div style="{style}">Text of some length, gyp</div>')) == []


def test_text_that_is_neither_tagged_nor_an_artifact(studio):
    with pikepdf.open(BytesIO(studio.write("<p>Tagged"))) as pdf:
        (name,) = pdf.pages[0].Resources.Font.keys()
        # After a space of its own: the engine's stream turns the page upside down.
        text = f"BT {name} 10 Tf 1 0 0 -1 100 200 Tm <{first_code(pdf)}> Tj ET".encode()
        pdf.pages[0].contents_add(text)
        saved = BytesIO()
        pdf.save(saved)
    data = resealed(saved.getvalue())
    assert "neither tagged" in the_one(data, "text-untagged").message


def first_code(pdf: pikepdf.Pdf) -> str:
    data = pdf.pages[0].Contents.read_bytes()
    at = data.index(b"[<") + 2
    return data[at : at + 4].decode()


def test_a_heading_alone_at_the_foot_of_a_page(studio):
    # The page is full, so that nothing else is wrong with it.
    body = '<h1>Title</h1><p style="height: 50mm; border: 1pt solid">Text<h2>Alone</h2>'
    body += "{}<p>Its text<h2>With</h2><p>text"
    data = studio.write(body.format('<div style="break-before: page"></div>'))
    problem = the_one(data, "heading-alone")
    assert "the heading “Alone”" in problem.message
    assert problem.message.startswith("page 1, ")
    assert seen(studio.write(body.format(""))) == []
    assert "“Last”" in the_one(studio.write("<p>Text<h2>Last</h2>"), "heading-alone").message


def test_a_heading_over_a_picture_is_not_alone(studio):
    picture = '<img src="artwork/square.svg" alt="A square" style="width: 9mm">'
    body = f"<h1>Title</h1><p>Text<h2>With</h2><div>{picture}</div>"
    assert seen(studio.write(body)) == []
    moved = body.replace("<div>", '<div style="break-before: page">')
    problems = seen(studio.write(moved, "h1 + p { height: 50mm; border: 1pt solid }"))
    assert [problem.code for problem in problems] == ["heading-alone"]


SHEET = "@page { size: 210mm 297mm; margin: 27.5mm 23mm 22mm } .next { break-before: page }"


def test_a_page_that_is_mostly_empty_though_its_part_goes_on(studio):
    body = '<h1>Title</h1><p style="height: {}mm">Text</p>{}<p class="next">More'
    problem = the_one(studio.write(body.format(5, ""), SHEET), "page-empty")
    assert problem.message.startswith("page 1: 9")
    assert "what it belongs to goes on" in problem.message
    # What is drawn fills a page as text does, where it can be seen and stands in the text block.
    areas = {
        "margin-top: 60mm; height: 90mm; background: #ddd": True,
        "margin-top: 60mm; height: 90mm; background: #14212b1f": False,
        "margin: 60mm 0 0 -20mm; width: 10mm; height: 90mm; background: #ddd": False,
    }
    for style, fills in areas.items():
        data = studio.write(body.format(5, f'<div style="{style}"></div>'), SHEET)
        assert bool(seen(data)) is not fills, style


def test_the_last_page_of_a_part_may_be_empty(studio):
    body = '<h1>Title</h1><p style="height: 200mm; border: 1pt solid">Text</p>'
    body += '<p class="next">End<h1 class="next">Another</h1><p>Text'
    assert seen(studio.write(body, SHEET)) == []


def test_a_part_does_not_go_on_on_a_page_that_a_picture_fills(studio):
    body = '<h1>Title</h1><p>Text<p class="next" style="page: {}">Cover'
    css = f"{SHEET} @page full {{ background: #ddd }}"
    assert seen(studio.write(body.format("full"), css)) == []
    the_one(studio.write(body.format("plain"), css), "page-empty")


def test_bottom_gaps_and_lonely_words_are_facts(studio):
    def inspected(text: str) -> Inspection:
        item = f"<ol><li><span data-label>1.W.1</span><p>{text}</p></li></ol>"
        return inspect(studio.write(item, "li p { width: 30mm } li { list-style: none }"))

    lonely = inspected("Several words <br>ends.")
    (line,) = lonely.facts.lonely_lines
    assert line == ("1.W.1", 1, "ends.")
    assert "1.W.1, page 1" in lonely.facts.rows()["lonely last words"]
    assert inspected("One line").facts.lonely_lines == ()
    assert inspected("Several words <br>internationally").facts.lonely_lines == ()
    # The page is 100 mm high, the text block ends 22 mm above its foot (styles/tokens.css).
    (gap,) = inspected("One line").facts.bottom_gaps
    assert gap is not None
    assert 50 < gap < 65

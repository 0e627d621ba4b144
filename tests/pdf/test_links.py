"""Links lead somewhere, have words, and are one area for each line; pictures have words."""

import pytest

from mgi_report.problems.problem import Location

PX = 0.75


@pytest.mark.parametrize(
    "target",
    ["#gone", "file:///etc/passwd", "javascript:alert(1)", "page.html", "ftp://x"],
)
def test_links_to_nowhere_are_problems(studio, target):
    problem = studio.problem(f'<p data-path="a"><a href="{target}">words</a>')
    assert (problem.code, problem.location) == ("unresolved-link", Location("profile", path="a"))


def test_web_mail_and_inner_links_are_fine(studio):
    body = (
        '<p id="a"><a href="https://example.org/">w</a> <a href="mailto:a@example.org">m</a> '
        '<a href="#a">i</a>'
    )
    with studio.read(body) as pdf:
        assert [(link.uri, link.anchor, link.target_page) for link in pdf.links] == [
            ("https://example.org/", "", None),
            ("mailto:a@example.org", "", None),
            ("", "a", 1),
        ]


def test_a_link_needs_words(studio):
    box = '<a href="https://example.org/" style="display: block; height: 9px"></a>'
    assert studio.problem(f"<p>x</p>{box}").code == "unnamed-link"


@pytest.mark.parametrize(
    ("attribute", "words"),
    [
        ('aria-label="Domain 1, Partnerships"', "Domain 1, Partnerships"),
        ('title="More"', "More"),
        ("", "Text of the link"),
    ],
)
def test_the_annotation_says_what_a_reader_needs(studio, attribute, words):
    text = 'Text <b>of\n the</b> <i aria-hidden="true">x</i>link'
    body = f'<p id="p"><a href="#p" {attribute}>{text}</a>'
    with studio.read(body) as pdf:
        assert [link.contents for link in pdf.links] == [words]


def test_pictures_and_drawings_name_a_link(studio):
    body = (
        '<p id="p"><a href="#p"><img src="artwork/square.svg" alt="Logo" width="9"></a>'
        '<a href="#p"><svg viewBox="0 0 9 9" width="9"><title>Icon</title></svg></a>'
    )
    with studio.read(body) as pdf:
        assert [link.contents for link in pdf.links] == ["Logo", "Icon"]


def test_what_is_inside_a_link_makes_no_second_area(studio):
    css = "a::before { content: '→ ' } i { display: inline-block; padding: 9px }"
    with studio.read('<p id="p"><a href="#p">one <b>two</b> <i>three</i></a>', css) as pdf:
        (link,) = pdf.links
        left, bottom, right, top = link.corners
        assert left < right
        assert top - bottom > 18 * PX, "the area takes in the padded box"
        assert pdf.pdf.pages[0].Annots[0].F == 4


def test_a_link_over_two_lines_has_two_areas(studio):
    words = "words " * 12
    with studio.read(f'<p id="p"><a href="#p">{words}</a>') as pdf:
        assert len(pdf.links) == 2
        assert {link.contents for link in pdf.links} == {words.strip()}


def test_a_box_placed_away_from_its_link_keeps_its_area(studio):
    css = "a { position: static } b { position: absolute; left: 50mm; top: 50mm }"
    with studio.read('<p id="p"><a href="#p">here <b>there</b></a>', css) as pdf:
        assert len(pdf.links) == 2


@pytest.mark.parametrize(
    ("body", "css"),
    [
        ('<p aria-hidden="true"><a href="#p">x</a></p>', ""),
        ('<div><a href="#p">x</a></div>', "div { position: fixed }"),
        (
            '<div><a href="#p">x</a></div>',
            "div { position: running(line) } @page { @top-left { content: element(line) } }",
        ),
    ],
)
def test_a_link_nobody_can_reach_is_a_problem(studio, body, css):
    assert studio.problem(f'{body}<p id="p">x', css).code == "hidden-link"


@pytest.mark.parametrize(
    "picture",
    ['<img src="artwork/square.svg">', '<svg viewBox="0 0 9 9"><path d="M0 0h9"/></svg>'],
)
def test_a_picture_needs_words(studio, picture):
    problem = studio.problem(f'<p data-path="logos[0]">{picture}')
    assert (problem.code, problem.location) == ("missing-alt", Location("profile", path="logos[0]"))
    assert studio.lay_out(f'<p aria-hidden="true">{picture}').page_count == 1


def test_an_empty_alt_says_decoration(studio):
    assert "Figure" not in studio.tree('<p>x<img src="artwork/square.svg" alt="" width="9">')


@pytest.mark.parametrize(
    ("body", "css"),
    [
        ('<div><a href="#p">x</a></div>', "div { display: flex }"),
        ('<div><a href="#p">x</a></div>', "div { display: grid }"),
        ('<div><a href="#p"><p>x</p></a></div>', ""),
        ('<div>x<a href="#p" aria-label="nothing"></a></div>', ""),
    ],
)
def test_a_link_the_engine_forgets_is_a_problem(studio, body, css):
    end = '<p id="p">x'
    assert studio.problem(body + end, css).code == "lost-link"
    with studio.read(body.replace("></a>", ">y</a>") + end, f"{css} a {{ display: block }}") as pdf:
        assert len(pdf.links) == 1


def test_a_fixed_link_is_out_of_reach(studio):
    css = "a { position: fixed; top: 0 }"
    assert studio.problem('<p id="p">x<a href="#p">y</a>', css).code == "hidden-link"

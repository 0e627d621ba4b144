"""What WeasyPrint forgives stops the work here, and says where to mend it."""

import logging

import pytest

from mgi_report.pdf.engine.messages import captured
from mgi_report.problems.problem import Location, ProblemsFound


def test_a_missing_picture_names_the_template_and_the_place_in_the_data(studio):
    studio.add("templates/cover.html", '<p>\n  <img src="artwork/gone.svg">')
    problem = studio.problem('<div data-path="logos[0]"><img src="artwork/gone.svg" alt="x"></div>')
    assert problem.code == "missing-asset"
    assert problem.message == "artwork/gone.svg is not among the pictures of this profile"
    assert "templates/cover.html:2:21" in problem.hint
    assert problem.location == Location("profile", path="logos[0]")


def test_a_missing_style_sheet_is_the_only_problem_of_its_document(studio):
    problem = studio.problem(
        '<p style="font-family: Unheard">Text',
        head='<link rel="stylesheet" href="styles/gone.css">',
    )
    assert problem.code == "missing-asset"
    assert "styles/gone.css" in problem.message


def test_missing_imports_fonts_and_backgrounds_name_the_style_sheet(studio):
    studio.add(
        "styles/page.css",
        "@import url(gone.css);\n"
        "@font-face { font-family: Gone; src: url(fonts/gone.ttf) }\n"
        "p { background: url(pictures/gone.svg) }\n",
    )
    problems = studio.problems("<p>x", head='<link rel="stylesheet" href="styles/page.css">')
    assert [problem.code for problem in problems] == ["missing-asset"] * 3
    assert [str(problem.location) for problem in problems] == [
        "styles/page.css:1:13",
        "styles/page.css:2:48",
        "styles/page.css:3:30",
    ]


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/hostname",
        "http://127.0.0.1:9/x.png",
        "styles/../../etc/passwd",
        "artwork/%2e%2e/%2e%2e/etc/passwd",
        "data:image/svg+xml;utf8,<svg/>",
    ],
)
def test_addresses_outside_the_assets_are_refused(studio, address):
    problem = studio.problem(f"<p data-path='a'><img alt='x' src='{address}'></p>")
    assert problem.code == "missing-asset"
    assert problem.location == Location("profile", path="a")


def test_a_file_named_inside_a_picture_is_refused_while_writing(studio):
    studio.artwork["outer.svg"] = (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
        b'<image href="file:///etc/hostname" width="5" height="5"/></svg>'
    )
    problem = studio.problem('<img alt="x" src="artwork/outer.svg">')
    assert (problem.code, "file:///etc/hostname" in problem.message) == ("missing-asset", True)


def test_a_base_element_leads_nowhere(studio):
    problems = studio.problems("<p>x", head='<base href="file:///etc/">')
    assert {problem.code for problem in problems} == {"missing-asset"}


def test_attachments_named_in_html_are_not_embedded(studio):
    head = '<link rel="attachment" href="file:///etc/hostname">'
    with studio.read("<p>x", head=head) as pdf:
        assert [file.name for file in pdf.embedded_files] == ["profile.yaml"]


def test_a_broken_picture_names_the_place_in_the_data(studio):
    studio.artwork["broken.svg"] = b"<svg"
    problem = studio.problem('<p data-path="logos[1]"><img alt="x" src="artwork/broken.svg">')
    assert (problem.code, problem.location) == (
        "broken-asset",
        Location("profile", path="logos[1]"),
    )
    assert "assets.invalid" not in problem.message


def test_a_broken_font_is_a_problem_of_every_document(studio):
    studio.add("styles/fonts/junk.ttf", b"junk")
    studio.add("styles/junk.css", "@font-face { font-family: Junk; src: url(fonts/junk.ttf) }")
    head = '<link rel="stylesheet" href="styles/junk.css">'
    for _ in range(2):
        problem = studio.problem("<p>x", head=head)
        assert problem.code == "broken-asset"
        assert str(problem.location) == "styles/junk.css:1:27"


def test_invalid_styles_name_their_line(studio):
    studio.add(
        "styles/page.css",
        "/* a comment */\np { colour: red;\n  color: rod; }\n@unknown x {}\np::: { color: red }\n",
    )
    problems = studio.problems("<p>x", head='<link rel="stylesheet" href="styles/page.css">')
    assert {problem.code for problem in problems} == {"invalid-style"}
    places = [problem.location for problem in problems]
    assert [place and (place.line, place.column) for place in places] == [
        (2, 5),
        (3, 3),
        (4, 1),
        (5, 1),
    ]
    assert places[0] == Location("styles/page.css", 2, 5, excerpt="p { colour: red;")


def test_an_invalid_style_attribute_has_no_style_sheet(studio):
    problem = studio.problem('<p style="font-sized: 3pt">x')
    assert (problem.code, problem.location) == ("invalid-style", None)


def test_an_id_used_twice_is_a_problem(studio):
    problem = studio.problem('<p id="a">x<p id="a" data-path="b">y<a href="#a">z</a>')
    assert (problem.code, problem.location) == ("duplicate-id", Location("profile", path="b"))


def test_a_counter_of_an_unknown_target_is_a_problem(studio):
    problems = studio.problems(
        '<p data-path="a"><a href="#gone">x</a>',
        "a::after { content: target-counter(attr(href), page) }",
    )
    assert {problem.code for problem in problems} == {"unresolved-link"}
    assert {problem.location for problem in problems} == {Location("profile", path="a")}


def test_all_problems_come_at_once_and_nothing_is_written(studio):
    body = '<p data-path="a">中<img src="artwork/gone.svg" alt="x"><a href="#gone">y</a>'
    codes = {problem.code for problem in studio.problems(body, "p { colour: red }")}
    assert codes == {"missing-asset", "invalid-style", "missing-glyph", "unresolved-link"}


def test_logging_is_left_as_it_was(studio):
    logger = logging.getLogger("weasyprint")
    heard: list[logging.LogRecord] = []
    handler = logging.Handler()
    handler.emit = heard.append
    logger.addHandler(handler)
    logger.setLevel(logging.ERROR)
    before = (logger.handlers[:], logger.level, logger.propagate)
    try:
        with pytest.raises(ProblemsFound):
            studio.lay_out("<p>x", "p { colour: red }")
        assert (logger.handlers, logger.level, logger.propagate) == before
        assert heard == []
    finally:
        logger.removeHandler(handler)
        logger.setLevel(logging.NOTSET)


def test_messages_are_heard_even_if_logging_is_switched_off(studio):
    logging.disable(logging.CRITICAL)
    try:
        assert studio.problem("<p>x", "p { colour: red }").code == "invalid-style"
        assert logging.root.manager.disable == logging.CRITICAL
    finally:
        logging.disable(logging.NOTSET)


def test_capturing_ends_with_an_exception():
    logger = logging.getLogger("weasyprint")
    before = logger.handlers[:]
    with pytest.raises(RuntimeError), captured() as messages:
        logger.warning("%s at night", "Light")
        logger.info("quiet")
        raise RuntimeError
    assert [(message.pattern, message.text) for message in messages] == [
        ("%s at night", "Light at night")
    ]
    assert logger.handlers == before

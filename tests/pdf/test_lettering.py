"""Every character is set in a declared font that holds it."""

import pytest

from mgi_report.problems.problem import Location

OPEN_E = "\N{LATIN SMALL LETTER OPEN E}"  # In Source Sans, not in Source Serif Display.


@pytest.mark.parametrize("family", ["Unheard", "sans-serif", "'DejaVu Sans'", "Unheard, Plain"])
def test_text_starts_with_a_declared_family(studio, family):
    body = f'<div data-path="subject.name"><p style="font-family: {family}">Lesotho</p></div>'
    problem = studio.problem(body)
    assert problem.code == "foreign-font"
    assert family.split(",", maxsplit=1)[0].strip("'") in problem.message
    assert "Lesotho" in problem.message
    assert problem.location == Location("profile", path="subject.name")


def test_a_character_without_a_glyph_is_named_with_its_place_and_text(studio):
    body = '<ul><li data-path="domains.partnerships.potential[0].text">Policy 中 of 2021</li></ul>'
    problem = studio.problem(body)
    assert problem.code == "missing-glyph"
    assert "U+4E2D CJK UNIFIED IDEOGRAPH-4E2D" in problem.message
    assert "Policy 中 of 2021" in problem.message
    assert problem.location == Location("profile", path="domains.partnerships.potential[0].text")


def test_missing_characters_are_told_once_a_place(studio):
    body = '<p data-path="a">中 中 文<br>字</p><p data-path="a">中</p><p data-path="b">中</p>'
    found = studio.problems(body)
    assert [p.location.path for p in found] == ["a", "b"]
    assert [p.message.count("U+") for p in found] == [3, 1]
    assert "“中 中 文”" in found[0].message


def test_any_family_of_the_list_may_hold_a_character(studio):
    assert studio.problem(f'<p style="font-family: Fine">{OPEN_E}').code == "missing-glyph"
    with studio.read(f'<p style="font-family: Fine, Plain">{OPEN_E}') as pdf:
        assert OPEN_E in pdf.page_texts[0]


def test_a_unicode_range_takes_characters_away(studio):
    css = (
        "@font-face { font-family: Part; src: url(styles/fonts/SourceSans3-Regular.ttf); "
        "unicode-range: U+41-5A; } p { font-family: Part }"
    )
    assert "U+0061" in studio.problem("<p>Aa", css).message


def test_spaces_and_characters_that_are_not_drawn_need_no_glyph(studio):
    text = "a\u00a0b\u2009c\u202fd\u00ade\u2011f\u200dg\u3000h\u200bi\u2060j\u2066k\u2069l\ufe0fm"
    assert studio.lay_out(f"<p>{text}").page_count == 1


def test_generated_text_and_running_lines_are_checked_too(studio):
    css = '@page { @bottom-left { content: "中" } } p::before { content: "文" }'
    assert sorted(p.message.split("U+")[1][:4] for p in studio.problems("<p>x", css)) == [
        "4E2D",
        "6587",
    ]


def test_text_in_a_picture_is_checked_while_it_is_painted(studio):
    text = '<text y="9" font-family="Plain">中</text>'
    problem = studio.problem(f'<svg viewBox="0 0 99 9"><title>Words</title>{text}</svg>')
    assert (problem.code, "U+4E2D" in problem.message) == ("missing-glyph", True)


@pytest.mark.parametrize("character", ["\u1680", "\u3164", "\ufff9", "\u0600"])
def test_what_looks_like_a_space_or_a_sign_but_is_drawn_as_a_box_is_named_with_its_place(
    studio, character
):
    problem = studio.problem(f'<p data-path="subject.name">a{character}b')
    assert problem.code == "missing-glyph"
    assert f"U+{ord(character):04X}" in problem.message
    assert problem.location == Location("profile", path="subject.name")

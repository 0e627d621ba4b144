"""Titles break into balanced lines and step down in size until they fit."""

import pytest

from mgi_report.document.assets import AssetNotFound, Assets
from mgi_report.document.fonts import Fonts
from mgi_report.document.titles import Typesetter
from mgi_report.document.tokens import TokenError, Tokens, read_tokens

TOKENS = read_tokens(Assets())
FONTS = Fonts(Assets())
SETTER = Typesetter(TOKENS, FONTS)
UNITED_KINGDOM = "The United Kingdom of Great Britain and Northern Ireland"


def test_short_names_stand_large() -> None:
    title = SETTER.cover_title("The Kingdom of Lesotho")
    assert title.lines == ("The Kingdom", "of Lesotho")
    assert title.step == 2
    assert SETTER.cover_title("Lesotho") == (("Lesotho",), 1)


def test_the_longest_name_steps_down() -> None:
    title = SETTER.cover_title(UNITED_KINGDOM)
    assert title.step > 2
    assert " ".join(title.lines) == UNITED_KINGDOM
    font = TOKENS.font(f"cover-title-{title.step}")
    assert all(FONTS.width(line, font) <= 160 for line in title.lines)


def test_lines_are_balanced() -> None:
    title = SETTER.title("About the Migration Governance Indicators", "page-title")
    assert title.lines == ("About the Migration", "Governance Indicators")


def test_a_word_wider_than_the_line_is_kept_whole() -> None:
    word = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
    assert word in SETTER.cover_title(f"The City of {word}").lines


def test_an_opener_of_three_lines_is_smaller() -> None:
    assert SETTER.opener_title("Partnerships").step == 1
    long = "Approche associant l’ensemble du gouvernement et de la société tout entière"
    assert SETTER.opener_title(long).step == 2


def test_labels_of_the_wheel_are_all_smaller_where_one_has_a_long_word() -> None:
    (short,) = SETTER.domain_labels(["Whole of government approach"])
    assert short.step == 1
    label, beside = SETTER.domain_labels(["Общегосударственный подход", "Права мигрантов"])
    assert label == (("Общегосударственный", "подход"), 2)
    assert beside.step == label.step
    font, width = TOKENS.font("domain-label-2"), TOKENS.mm("domain-label-width")
    assert all(FONTS.width(line, font) <= width for line in label.lines)


def test_measures_agree_with_the_font() -> None:
    face = FONTS.face("Source Sans 3", 400)
    assert face.width("0" * 10, 10) == pytest.approx(10 * 0.497 * 10 * 25.4 / 72, rel=0.01)


def test_numbers_are_drawn_as_outlines_around_their_centre() -> None:
    outline = FONTS.face("Source Sans 3", 600).outline("6", 10, 50, 20)
    assert outline.startswith("M")
    assert outline.endswith("Z")


def test_an_undeclared_font_is_named() -> None:
    with pytest.raises(AssetNotFound, match="Source Sans 3 900"):
        FONTS.face("Source Sans 3", 900)


def test_tokens_fill_in_other_tokens() -> None:
    tokens = Tokens({"a": "var(--b) solid", "b": "2mm"})
    assert tokens.text("a") == "2mm solid"
    assert tokens.mm("b") == 2
    with pytest.raises(TokenError, match="has no --c"):
        tokens.text("c")
    with pytest.raises(TokenError, match="no length"):
        tokens.mm("a")

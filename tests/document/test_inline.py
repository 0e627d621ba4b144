"""Inline text prints letter by letter, whatever it holds."""

import re

import pytest
from markupsafe import Markup

from mgi_report.document.inline import Span, inline, paragraphs, typeset
from mgi_report.profile.markup import plain_text


def text_of(html: str) -> str:
    return Markup(html).striptags().replace("\u00a0", " ")


@pytest.mark.parametrize(
    "text",
    [
        "A <script>alert(1)</script> in a finding",
        "Tom & Jerry &amp; &copy; &#65;",
        "5 * 3 * 2 and a_b_c and ~x~ and `code`",
        "# no heading, > no quote, - no list, 1. no list",
        "an <https://example.org> autolink and www.example.org",
        "a footnote[^1] and an image ![x](http://example.org/x.png)",
        "line\\nbreak as typed",
    ],
)
def test_prints_as_written(text: str) -> None:
    html = inline(text)
    assert text_of(html) == " ".join(plain_text(text).split())
    assert "<script" not in html
    assert "<img" not in html


def test_script_is_text() -> None:
    assert "&lt;script&gt;" in inline("A <script> in a finding")


def test_emphasis_strong_and_link() -> None:
    html = inline("one *two* **three** [four](https://example.org/a?b=1&c=2)")
    assert "one <em>two</em> <strong>three</strong> " in html
    assert '<a href="https://example.org/a?b=1&amp;c=2">four</a>' in html


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x"])
def test_only_web_addresses_become_links(url: str) -> None:
    assert "href" not in inline(f"see [this]({url}) page")


def test_bold_instruments_cross_no_markup_border() -> None:
    text = "The *Diaspora* Policy (2021) stands"
    html = inline(text, lambda plain: [Span(plain.index("Diaspora"), plain.index(" (2021)"))])
    assert "<em><b>Diaspora</b></em><b> Policy</b>" in html


def test_lines_never_break_before_a_year_in_brackets() -> None:
    assert "Act\u00a0(2018" in inline("The Amendment to the Act (2018) improved access to benefits")


def test_lines_never_break_between_a_number_and_its_sign() -> None:
    html = inline("It is 5 % of what the Example Act No. 12 gives to everybody who lives here")
    assert "5\u00a0%" in html
    assert "No.\u00a012" in html


@pytest.mark.parametrize("joined", ["and/or", "in-line", "e-services", "2021–2026"])
def test_what_is_joined_stays_on_one_line(joined: str) -> None:
    html = inline(f"A plan of some length, {joined} with what was said before")
    assert f'<span class="together">{joined}</span>' in html


@pytest.mark.parametrize("long", ["policy-benchmarking", "well-being", "a/b-c-d/e-f"])
def test_long_words_may_still_break_at_their_hyphen(long: str) -> None:
    assert "-" not in "".join(re.findall(r"<span[^>]*>([^<]*)</span>", inline(long)))


def test_a_paragraph_never_ends_in_one_short_word() -> None:
    assert inline("one two three four five six").endswith("four\u00a0five\u00a0six")
    assert inline("understand their rights and responsibilities.").endswith(
        "and\u00a0responsibilities."
    )


def test_short_paragraphs_and_long_tails_stay_as_they_are() -> None:
    assert inline("one two three four") == "one two three four"
    tail = f"{'x' * 30} {'y' * 30}"
    assert inline(f"one two three four {tail}").endswith(tail)


def test_slashed_words_stay_together() -> None:
    assert '<span class="together">and/or</span>' in inline("the environment and/or conflict")


def test_paragraphs_split_at_blank_lines_only() -> None:
    assert paragraphs("one\ntwo\n\n  \nthree\n") == ("one two", "three")


def test_plain_text_has_no_markdown() -> None:
    assert typeset("A *plain* name of words, 2021") == "A *plain* name of\u00a0words,\u00a02021"


def test_length_never_changes() -> None:
    text = "The Act (2019) and the Regulations (2020) limit access of non-nationals to work."
    assert len(re.sub("<[^>]+>", "", str(inline(text)))) == len(text)

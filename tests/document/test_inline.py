"""Inline text prints letter by letter, whatever it holds."""

import re

import pytest
from markupsafe import Markup

from mgi_report.document.assets import Assets
from mgi_report.document.direction import Span
from mgi_report.document.fonts import Fonts
from mgi_report.document.inline import Room, inline, paragraphs, typeset
from mgi_report.document.language import read_language
from mgi_report.document.ties import Ties
from mgi_report.document.tokens import read_tokens
from mgi_report.profile.markup import plain_text, runs


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


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a [mot]{fr} b", 'a <span lang="fr">mot</span> b'),
        ("[un *mot*]{fr}", '<span lang="fr">un <em>mot</em></span>'),
        ("*a [mot]{fr}*", '<em>a </em><span lang="fr"><em>mot</em></span>'),
        (
            "[le [lien](https://a.org) *x*]{fr}",
            '<span lang="fr">le <a href="https://a.org">lien</a> <em>x</em></span>',
        ),
        (
            "[the [mot]{fr} *it*](https://a.org)",
            '<a href="https://a.org">the <span lang="fr">mot</span> <em>it</em></a>',
        ),
        (
            "[un [word]{en} dit]{fr}",
            '<span lang="fr">un </span><span lang="en">word</span><span lang="fr"> dit</span>',
        ),
        (r"\[mot]{fr} [sic] {x}", "[mot]{fr} [sic] {x}"),
    ],
)
def test_words_in_another_language_say_which(text: str, html: str) -> None:
    assert inline(text) == html


def test_a_name_set_bold_may_begin_before_another_language() -> None:
    html = inline("The [Loi sur l’eau]{fr} holds", lambda plain: [Span(0, plain.index(" sur"))])
    assert html == '<b>The </b><span lang="fr"><b>Loi</b> sur l’eau</span> holds'


def test_words_from_the_other_side_say_their_direction() -> None:
    assert inline("the [قانون]{ar}") == 'the <span lang="ar" dir="rtl">قانون</span>'
    html = inline("قانون [« Loi *eau* » (2020).]{fr} نافذ", ties=FROM_RIGHT)
    inside = "« Loi <em>eau</em> »\u00a0(2020)."
    assert html == f'قانون <span lang="fr" dir="ltr">{inside}</span> نافذ'


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
    text = "It is 5 % of what the Example Act No. 12 gives to everybody who lives here"
    html = inline(text, ties=Ties.of(read_language("en", Assets())))
    assert "5\u00a0%" in html
    assert "No.\u00a012" in html


@pytest.mark.parametrize(
    "joined",
    ["and/or", "in-line", "policy-benchmarking", "well-being", "Anti–Trafficking", "2021–2026"],
)
def test_what_is_joined_stays_on_one_line(joined: str) -> None:
    html = inline(f"A plan of some length, {joined} with what was said before")
    assert f'<span class="together">{joined}</span>' in html


@pytest.mark.parametrize("long", ["policy-benchmarkings", "a/b-c-d/e-f"])
def test_long_words_may_still_break_at_their_hyphen(long: str) -> None:
    assert "-" not in "".join(re.findall(r"<span[^>]*>([^<]*)</span>", inline(long)))


def test_words_of_more_than_twelve_letters_break_in_narrow_columns() -> None:
    assert "together" in inline("well-being", tied=False)
    assert "together" not in inline("policy-benchmarking", tied=False)


@pytest.mark.parametrize(
    "date",
    [
        "2 April 2020",
        "31 December 2021",
        "April 2020",
        "April 2, 2020",
        "1er avril 2020",
        "2 de abril de 2020",
        "2 апреля 2020",
    ],
)
def test_dates_never_break(date: str) -> None:
    html = inline(f"what was adopted on {date} and changed by other laws after that")
    assert f" {date.replace(' ', chr(0xA0))} " in html


def test_a_paragraph_does_not_end_in_one_very_short_word() -> None:
    assert inline("one two three four five of law.").endswith(" of\u00a0law.")


@pytest.mark.parametrize("end", ["and others.", "migration law.", "their family."])
def test_words_whose_tie_would_make_a_hole_stay_apart(end: str) -> None:
    assert inline(f"one two three four {end}").endswith(f" {end}")


LETTERS = Room(40, len)  # lines of 40 letters, all of the same width


@pytest.mark.parametrize(
    ("text", "tied"),
    [
        # 40 letters with "two", 36 without it: 90 %.
        ("one line of so many letters that end two years.", True),
        # 40 letters with "letters", 32 without it: 80 %.
        ("one line with so many others and letters too.", False),
        ("one line of so many letters that end two decades.", False),
        # The last line holds two words as it is.
        ("one line of so many letters that end with two years.", False),
    ],
)
def test_a_short_last_word_is_tied_where_the_line_before_stays_full(text: str, tied: bool) -> None:
    end = " ".join(text.split()[-2:])
    expected = end.replace(" ", "\u00a0") if tied else end
    assert inline(text, room=LETTERS).endswith(f" {expected}")


@pytest.mark.parametrize(
    ("font", "width"),
    [
        *((f"type-finding-{size}", "measure-finding") for size in (1, 2, 3)),
        ("type-body", "measure-body"),
    ],
)
def test_a_tie_leaves_the_line_before_85_per_cent_full(font: str, width: str) -> None:
    assets = Assets()
    tokens, fonts = read_tokens(assets), Fonts(assets)
    # As broad as seven characters get in words.
    for end in ("on mode.", "at www.", "do good."):
        assert f"four {end.replace(' ', chr(0xA0))}" in inline(f"one two three four {end}")
        assert fonts.width(f" {end} ", tokens.font(font)) <= 0.15 * tokens.mm(width)


def test_short_paragraphs_stay_as_they_are() -> None:
    assert inline("one two is so") == "one two is so"


def test_slashed_words_stay_together() -> None:
    assert '<span class="together">and/or</span>' in inline("the environment and/or conflict")


def test_paragraphs_split_at_blank_lines_only() -> None:
    assert paragraphs("one\ntwo\n\n  \nthree\n") == ("one two", "three")


def test_plain_text_has_no_markdown() -> None:
    assert typeset("A *plain* name of an act") == "A *plain* name of an\u00a0act"


def test_length_never_changes() -> None:
    text = "The Act (2019) and the Regulations (2020) limit access of non-nationals to work."
    assert len(re.sub("<[^>]+>", "", str(inline(text)))) == len(text)


@pytest.mark.parametrize(
    "text",
    [
        "3*4 to 5*6",
        "_all_ and __more__",
        "Act* and Policy*",
        "(*) and (*)",
        "*non*residents",
        "2 * 3",
    ],
)
def test_only_asterisks_at_the_edges_of_words_make_emphasis(text: str) -> None:
    assert plain_text(text) == text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("*one*", ["one"]),
        ("*[un]{fr}* [*deux*]{fr}", ["un", "deux"]),
        ("a *one two*, (*three*) and “*four*”.", ["one two", "three", "four"]),
        ("[*one*](https://example.org)/*two*", ["one", "two"]),
        ("**one *two***", ["one ", "two"]),
        ("*“one”*: *two, three.*", ["“one”", "two, three."]),
        ("*2 * 3*", ["2 * 3"]),
    ],
)
def test_words_between_asterisks_are_emphasis(text: str, words: list[str]) -> None:
    assert [run.text for run in runs(text) if run.tags and run.text] == words


FROM_RIGHT = Ties(mirrored=True)


def test_latin_words_in_several_boxes_run_from_left_to_right_together() -> None:
    text = "شبكة UN-Habitat Programme، وقانون **Welcome** Act (2021)، وخطة Labour Act"
    html = inline(text, ties=FROM_RIGHT)
    joined = '<span class="together">UN-Habitat</span>'
    assert f'<span dir="ltr">{joined} Programme</span>' in html
    assert '<span dir="ltr"><strong>Welcome</strong> Act\u00a0(2021)</span>' in html
    assert html.count("dir=") == 2
    assert text_of(html) == plain_text(text)
    assert "dir=" not in inline(text)


def test_so_do_those_of_names_set_bold_and_of_plain_names() -> None:
    text = "قانون Welcome Act نافذ"
    html = inline(text, lambda plain: [Span(0, plain.index(" Act"))], ties=FROM_RIGHT)
    assert html == '<b>قانون </b><span dir="ltr"><b>Welcome</b> Act</span> نافذ'
    assert typeset("UN-Habitat Office", ties=FROM_RIGHT).startswith('<span dir="ltr"><span')


def test_no_link_is_set_in_two() -> None:
    html = inline("انظر [قانون Labour](https://example.org) Act", ties=FROM_RIGHT)
    assert html.count("<a ") == 1
    assert "dir=" not in html

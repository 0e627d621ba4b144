"""Extra sections on the page: placement, anchors, tables, figures and key figures."""

import re
from pathlib import Path

import pytest

from mgi_report.document.assets import Assets
from mgi_report.document.compose import Composer
from mgi_report.document.fonts import Fonts
from mgi_report.document.sections import set_table
from mgi_report.document.titles import Typesetter
from mgi_report.document.tokens import read_tokens
from mgi_report.profile.blocks import Grid
from mgi_report.profile.loading import load
from mgi_report.profile.model import Profile
from mgi_report.profile.sections import Section

ROOT = Path(__file__).parents[2]
ASSETS = Assets()
SETTER = Typesetter(read_tokens(ASSETS), Fonts(ASSETS))


@pytest.fixture(scope="module")
def profile() -> Profile:
    return load(ROOT / "tests" / "profiles" / "full-city.en.yaml").profile


def html_of(profile: Profile, *sections: dict[str, object]) -> str:
    made = tuple(Section.model_validate(section) for section in sections)
    return Composer().compose(profile.model_copy(update={"sections": made})).html


def section_of(html: str, number: int) -> str:
    return html.split(f'id="section-{number}"')[1].split("</section>", maxsplit=1)[0]


def test_sections_stand_before_and_after_the_findings_in_data_order(profile: Profile) -> None:
    html = html_of(
        profile,
        {"title": "Annex", "body": "1"},
        {"title": "Summary", "placement": "before-findings", "body": "2"},
        {"title": "COVID-19", "placement": "after-findings", "body": "3"},
        {"title": "Context", "placement": "before-findings", "body": "4"},
    )
    anchors = ["imprint", "section-2", "section-4", "wheel", "all-findings", "findings-6",
               "section-1", "section-3", "register", "about", "how-to-read"]  # fmt: skip
    places = [html.index(f'id="{anchor}"') for anchor in anchors]
    assert places == sorted(places)
    contents = html.split('class="contents-list')[1].split("</ol>")[0]
    lines = [
        contents.index(f"#{anchor}")
        for anchor in anchors
        if anchor not in ("imprint", "findings-6")
    ]
    assert lines == sorted(lines)


def test_a_section_begins_no_page_below_another_of_its_place(profile: Profile) -> None:
    html = html_of(
        profile,
        {"title": "Annex", "body": "1"},
        {"title": "Summary", "placement": "before-findings", "body": "2"},
        {"title": "Second annex", "body": "3"},
    )
    found = re.findall(r'<section class="([a-z ]+)" id="(section-\d)"', html)
    assert found == [
        ("sheet prose", "section-2"),
        ("sheet prose", "section-1"),
        ("prose follows", "section-3"),
    ]


def test_without_sections_there_is_no_page_and_no_line(profile: Profile) -> None:
    html = html_of(profile)
    assert "section-1" not in html
    assert "key-figures" not in html


def test_a_body_is_never_html(profile: Profile) -> None:
    html = html_of(
        profile,
        {
            "title": "T",
            "body": (
                "- <script>\n\n### <i>\n\n| <b> |\n|---|\n| <u> |",
                {"figure": {"file": 'a"b & #1.png', "alt": '"<x>"'}},
            ),
        },
    )
    body = section_of(html, 1)
    for tag in ("<script", "<i>", "<b>", "<u>", "<x>"):
        assert tag not in body
    assert 'src="artwork/pictures/a%22b%20%26%20%231.png"' in body
    assert 'alt="&#34;&lt;x&gt;&#34;"' in body


def test_headers_of_a_table_have_their_scope(profile: Profile) -> None:
    html = html_of(profile, {"title": "T", "body": "|  | A |\n|---|--:|\n| b | c |\n|  | d |"})
    body = section_of(html, 1)
    assert '<td></td><th scope="col" class="end">A</th>' in body
    assert '<th scope="row" class="start">b</th><td class="end">c</td>' in body
    assert '<td class="start"></td><td class="end">d</td>' in body


def test_key_figures_print_what_they_have(profile: Profile) -> None:
    figures = ({"value": "7", "label": "Seven"}, {"value": "8", "label": "E", "year": 1999})
    body = section_of(html_of(profile, {"title": "T", "body": ({"key_figures": figures},)}), 1)
    assert body.count("key-value") == 2
    assert body.count("key-source") == 1
    assert '<p class="key-source">1999</p>' in body


def widths(grid: Grid) -> list[float]:
    return [column.width for column in set_table(grid, "", SETTER).columns]


def test_a_table_fills_the_text_or_the_page() -> None:
    narrow = set_table(Grid(("a", "b"), (("c", "d"),), ("start", "end")), "", SETTER)
    assert not narrow.wide
    assert sum(column.width for column in narrow.columns) == pytest.approx(122)
    long = "An invented text that is longer than the line. " * 5
    wide = set_table(Grid(("a", "b"), ((long, long),), ("start", "start")), "", SETTER)
    assert wide.wide
    assert sum(column.width for column in wide.columns) == pytest.approx(164)


def test_short_columns_keep_their_lines_and_numbers_are_equally_wide() -> None:
    long = "An invented text that is longer than the line. " * 5
    row = ("Measure 10", long, "1", "1,000,000")
    measure, text, small, large = widths(
        Grid(("a", "b", "c", "d"), (row,), ("start", "start", "end", "end"))
    )
    assert small == large
    assert text > measure > SETTER.fonts.width("Measure 10", SETTER.tokens.font("type-table"))


def test_words_that_do_not_fit_still_share_the_page() -> None:
    words = tuple("Internationalization" for _ in range(8))
    assert sum(widths(Grid(words, (words,), ("start",) * 8))) == pytest.approx(164)


def test_notes_are_numbered_in_each_domain_and_linked_both_ways(profile: Profile) -> None:
    html = Composer().compose(profile).html
    mark = html.split('id="f-1.W.1-mark"')[1].split("</a>")[0]
    assert 'href="#f-1.W.1-note"' in mark
    assert mark.endswith("1")
    note = html.split('id="f-1.W.1-note"')[1].split("</p>")[0]
    assert "data-note" in note
    assert 'href="#f-1.W.1-mark"' in note
    assert ">Note 1</a>" in note
    marks = re.findall(r'id="f-([^"]*)-mark"', html)
    assert marks == re.findall(r'id="f-([^"]*)-note"', html)
    assert marks == [each.number for each in profile.all_findings() if each.finding.note]

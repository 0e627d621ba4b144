"""The comparison page states what the data state, and counts nothing."""

import re
from pathlib import Path

import pytest

from mgi_report.document.assets import Assets
from mgi_report.document.comparison import arrow
from mgi_report.document.compose import Composer
from mgi_report.document.tokens import read_tokens
from mgi_report.profile.loading import load

PROFILE = Path(__file__).parents[1] / "profiles" / "compared.en.yaml"


@pytest.fixture(scope="module")
def page() -> str:
    loaded = load(PROFILE)
    html = Composer().compose(loaded.profile, earlier=loaded.earlier).html
    return html.split('id="comparison"')[1].split("</section>")[0]


def tables(page: str) -> list[str]:
    return re.findall(r"<table.*?</table>", page, re.DOTALL)


def cells(table: str, tag: str = "t[hd]") -> list[list[str]]:
    """Return the words of the cells in each row below the head."""
    found = []
    for row in re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL)[1:]:
        texts = re.findall(rf"<{tag}[^>]*>(.*?)</{tag}>", row, re.DOTALL)
        found.append([" ".join(re.sub(r"<[^>]+>", "", text).split()) for text in texts])
    return found


def rows(page: str) -> list[list[str]]:
    return [row for table in tables(page) for row in cells(table)]


def test_the_arrow_points_where_the_later_edition_stands() -> None:
    tokens = read_tokens(Assets())
    for mirrored in (False, True):
        path = re.search(rb"M([\d.]+) [\d.]+H([\d.]+)M", arrow(tokens, mirrored=mirrored))
        assert path
        start, end = map(float, path.groups())
        assert (end < start) is mirrored


def test_each_topic_with_both_editions_and_the_change(page: str) -> None:
    law = "Law on family reunification"
    moved = [law, "With potential", "Well-developed", "Now well-developed", "1.W.2"]
    assert rows(page)[:4] == [
        ["Access to schools", "Well-developed", "Well-developed", "Goes on", "1.W.1"],
        moved,
        ["Access to health services", "With potential", "With potential", "Changed", "1.P.1"],
        ["Office for complaints", "Not listed", "With potential", "New in this edition", "1.P.2"],
    ]


def test_a_change_of_list_alone_has_the_arrow(page: str) -> None:
    moved = [row for row in re.findall(r"<tr>.*?</tr>", page, re.DOTALL) if "moved" in row]
    assert len(moved) == 1
    assert "Law on family reunification" in moved[0]


def test_a_table_for_each_domain_has_a_caption_and_heads_for_every_cell(page: str) -> None:
    captions = [re.findall(r"<caption>(.*?)</caption>", table) for table in tables(page)]
    assert captions == [
        ["1. Migrants’ rights"],
        ["2. Whole of government approach"],
        ["3. Partnerships"],
        ["4. Well-being of migrants"],
    ]
    for table in tables(page):
        head, body = table.split("<tbody>")
        assert re.findall(r'<th scope="col"[^>]*>(.*?)</th>', head) == [
            "Topic", "First Profile, 2018", "Second Profile, 2023", "Change", "Finding"
        ]  # fmt: skip
        assert 'scope="col"' not in body
        assert body.count('<th scope="row"') == body.count("<tr>")
        assert [len(row) for row in cells(table)] == [5] * body.count("<tr>")


def test_no_cell_is_empty(page: str) -> None:
    assert all(all(row) for row in rows(page))


def test_what_is_not_taken_up_again_is_shown(page: str) -> None:
    shown = ["National strategy", "With potential", "Not listed", "Not taken up again", "none"]
    assert shown in rows(page)


def test_a_finding_without_a_short_label_is_shown_in_full(page: str) -> None:
    assert any("the agreement on labour is in force." in row[0] for row in rows(page))


def test_editions_head_the_columns_and_empty_domains_are_left_out(page: str) -> None:
    assert "First Profile, 2018</th>" in page
    assert "Second Profile, 2023</th>" in page
    assert "Mobility dimensions" not in page


def test_nothing_is_counted(page: str) -> None:
    # Heads name the editions with their years.
    text = re.sub(r"<[^>]+>", " ", re.sub(r"<thead>.*?</thead>", "", page, flags=re.DOTALL))
    numbers = re.findall(r"(?<![\d.A-Z])\d+(?![\d.]*[WP.])", text)
    assert numbers == []


def test_no_page_without_an_earlier_edition() -> None:
    html = Composer().compose(load(PROFILE).profile).html
    assert 'id="comparison"' not in html

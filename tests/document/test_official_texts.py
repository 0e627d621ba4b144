"""What a profile says of its domains in official words, and how the imprint gives its numbers."""

import re
from pathlib import Path

import pytest

from mgi_report.document.compose import Composer
from mgi_report.document.document import Document
from mgi_report.profile.loading import load
from mgi_report.profile.model import DomainFindings, Profile

ROOT = Path(__file__).parents[2]
COMPOSER = Composer()
RIGHTS = "Adherence to international standards and fulfilment of migrants’ rights"
DIAL = re.compile(rb'<path d="M([\d.]+) ([\d.]+)')


@pytest.fixture(scope="module")
def profile() -> Profile:
    return load(ROOT / "tests" / "profiles" / "quoted-and-titled.en.yaml").profile


@pytest.fixture(scope="module")
def document(profile: Profile) -> Document:
    return COMPOSER.compose(profile)


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", html).replace("\u00a0", " ").split())


def section(html: str, anchor: str) -> str:
    return html.split(f'id="{anchor}"')[1].split("</section>", maxsplit=1)[0]


def with_domain(profile: Profile, field: str, **data: object) -> Profile:
    lists: dict[str, object] = {"well_developed": (), "potential": ()}
    domain = DomainFindings.model_validate(lists | data)
    return profile.model_copy(
        update={"domains": profile.domains.model_copy(update={field: domain})}
    )


def test_the_official_title_stands_below_the_name_on_the_opener_alone(document: Document) -> None:
    opener = words(section(document.html, "domain-1"))
    assert opener.index("Migrants’ rights") < opener.index(RIGHTS) < opener.index("Indicators in")
    assert words(document.html).count(RIGHTS) == 1


def test_the_introduction_stands_before_the_lists(profile: Profile, document: Document) -> None:
    page = section(document.html, "findings-2")
    places = [match.start() for match in re.finditer('<p class="introduction"', page)]
    introduction = profile.domains.whole_of_government.introduction
    assert introduction is not None
    assert len(places) == len(introduction.split("\n\n"))
    assert max(places) < page.index('<h3 class="bar')
    assert " ".join(introduction.split()) in words(page)


def test_an_introduction_keeps_a_domain_without_findings_on_its_pages(document: Document) -> None:
    page = section(document.html, "findings-4")
    assert "this domain was not looked at" in page
    assert page.count('class="empty-list"') == 2


def test_a_title_alone_makes_no_page_and_is_not_lost(document: Document) -> None:
    assert 'id="findings-5"' not in document.html
    absent = words(section(document.html, "domain-5"))
    assert "Effectively address the mobility dimensions of crises" in absent


def opener_top(document: Document, number: int) -> float:
    """Return where the first segment of a dial begins, in mm from the top."""
    return float(DIAL.findall(document.artwork[f"opener-{number}.svg"])[0][1])


def test_a_title_that_needs_the_room_lowers_the_dials_of_all_openers(profile: Profile) -> None:
    short = COMPOSER.compose(with_domain(profile, "whole_of_government", introduction="One."))
    title = "A title of more lines than any, " * 9
    long = COMPOSER.compose(
        with_domain(profile, "whole_of_government", introduction="One.", official_title=title)
    )
    lowered = {
        round(opener_top(long, number) - opener_top(short, number), 1) for number in range(1, 7)
    }
    assert len(lowered) == 1
    # Six lines of 8.25 mm, less what was free.
    assert 20 < lowered.pop() < 50


def test_without_titles_the_dials_stay_where_they_are(profile: Profile) -> None:
    usual = COMPOSER.compose(load(ROOT / "data" / "lso-2021.en.yaml").profile)
    other = COMPOSER.compose(with_domain(profile, "whole_of_government", introduction="One."))
    assert opener_top(usual, 1) == opener_top(other, 1)


def test_the_brief_has_both_over_its_columns(profile: Profile) -> None:
    html = COMPOSER.compose_brief(profile).html
    row = html.split('id="domain-2"')[1].split('id="domain-3"')[0]
    introduction = profile.domains.whole_of_government.introduction or ""
    before = words(row.split('<ol class="well_developed"')[0])
    assert all(" ".join(each.split()) in before for each in introduction.split("\n\n"))
    assert [html.count(f'id="domain-{number}"') for number in range(1, 7)] == [1] * 6
    assert words(html).count(RIGHTS) == 1


def test_a_text_is_never_html(profile: Profile) -> None:
    unsafe = "A <b>title</b> & more"
    changed = with_domain(
        profile, "partnerships", official_title=unsafe, introduction=unsafe, potential=("A.",)
    )
    publisher = profile.publication.publisher
    assert publisher is not None
    for html in (COMPOSER.compose(changed).html, COMPOSER.compose_brief(changed).html):
        assert "<b>title</b>" not in html
        assert html.count("A &lt;b&gt;title&lt;/b&gt; &amp; more") == 2


def test_numbers_stand_between_address_and_mail_in_one_piece(document: Document) -> None:
    imprint = section(document.html, "imprint")
    assert '<span class="together" dir="ltr">+99 22 717 9111</span>' in imprint
    order = ["Port Quotania", "Tel.: +99 22 717 9111", "Fax: +99 (22) 798-6150", "office@example"]
    places = [words(imprint).index(each) for each in order]
    assert places == sorted(places)
    assert "tel:" not in document.html


def test_an_edition_titled_by_its_year_is_so_in_the_title_of_the_file(document: Document) -> None:
    assert document.title.endswith("The Republic of Quotania, Profile 2019")


def test_a_quotation_stands_in_its_box_with_its_source(document: Document) -> None:
    quoted = section(document.html, "section-1").split('<div class="quotation">')[1:]
    assert len(quoted) == 2
    assert words(quoted[0].split("</blockquote>")[0]).startswith("Invented words of one line")
    assert quoted[1].split("</blockquote>")[0].count("<p ") == 3
    assert 'sections[0].body[1].quotation.source">An invented minister' in quoted[0]
    last = section(document.html, "section-2").split("</blockquote>")[1]
    assert 'class="source"' not in last

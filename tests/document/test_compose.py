"""The HTML of a profile is a pure function of the profile and holds every word of it."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from mgi_report.document.compose import Composer
from mgi_report.document.document import Document
from mgi_report.profile.framework import Domain, FindingList
from mgi_report.profile.loading import load
from mgi_report.profile.model import Profile

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def profile() -> Profile:
    return load(ROOT / "data" / "lso-2021.en.yaml").profile


@pytest.fixture(scope="module")
def document(profile: Profile) -> Document:
    return Composer().compose(profile)


class Ids(HTMLParser):
    """Collect ids, internal links, and the text of every element with a data-path."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.targets: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if "id" in values:
            self.ids.append(values["id"] or "")
        for name in ("href", "data-target"):
            if (values.get(name) or "").startswith("#"):
                self.targets.add((values[name] or "")[1:])


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", html).replace("\u00a0", " ").split())


def lists(html: str) -> Iterator[tuple[str, str]]:
    for match in re.finditer(r'<li class="finding[^>]*id="f-([\d.WP]+)".*?</li>', html, re.DOTALL):
        # What the head of another page repeats is no part of it.
        own = re.sub(r'<span class="slim">.*?</span></span>', "", match[0])
        yield match[1], words(own)


def test_same_profile_same_string(profile: Profile, document: Document) -> None:
    assert Composer().compose(profile) == document


def test_every_finding_stands_once_under_its_number(profile: Profile, document: Document) -> None:
    found = dict(lists(document.html))
    expected = {f.number: f"{f.number}{f.finding.text}" for f in profile.all_findings()}
    assert found == expected
    assert len(expected) == 30


def test_every_link_has_a_target(document: Document) -> None:
    page = Ids(document.html)
    assert page.targets <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))


def test_the_wheel_links_once_to_each_domain(document: Document) -> None:
    wheel = document.html.split('class="wheel-box"')[1].split("</section>")[0]
    for domain in Domain:
        assert wheel.count(f'href="#domain-{domain.number}"') == 1


def test_instruments_are_bold_and_listed(document: Document) -> None:
    assert "<b>Eighth Amendment to the Lesotho Constitution Act</b>" in document.html
    named = words(document.html.split('id="findings-5"')[1].split('class="named"')[1])
    assert named.index("1997Disaster Management Act5.P.1") < named.index("2017Climate Change")


def test_title_author_and_date_are_the_data_s(document: Document) -> None:
    assert (
        document.title
        == "Migration Governance Indicators: The Kingdom of Lesotho, Second Profile, 2021"
    )
    assert document.author == "International Organization for Migration (IOM)"
    assert str(document.created) == "2021-12-01"


def test_a_draft_says_so(profile: Profile) -> None:
    draft = profile.model_copy(update={"status": "draft"})
    document = Composer().compose(draft)
    assert document.title.startswith("DRAFT – ")
    plain = Composer().compose(profile)
    assert 'data-series="DRAFT · Migration Governance Indicators"' in document.html
    assert "DRAFT ·" not in plain.html
    for name in ("cover.svg", "tabs.svg", "sheet.svg", "opener-1.svg", "back.svg"):
        assert b"rotate(-35" in document.artwork[name]
        assert b"rotate(-35" not in plain.artwork[name]
    assert "Draft, not signed off" in document.html


def test_a_finding_of_html_is_text(profile: Profile) -> None:
    document = Composer().compose(replaced(profile, "A <script>alert(1)</script> & <b>more</b>"))
    assert "<script" not in document.html
    assert "A &lt;script&gt;alert(1)&lt;/script&gt; &amp; " in document.html


def replaced(profile: Profile, text: str) -> Profile:
    domains = profile.domains
    rights = domains.migrants_rights
    finding = rights.well_developed[0].model_copy(update={"text": text})
    rights = rights.model_copy(update={"well_developed": (finding,)})
    return profile.model_copy(
        update={"domains": domains.model_copy(update={"migrants_rights": rights})}
    )


def test_pages_without_data_vanish_with_their_contents_line(profile: Profile) -> None:
    document = Composer().compose(profile.model_copy(update={"sources": ()}))
    assert 'id="sources"' not in document.html
    assert "#sources" not in document.html


def emptied(profile: Profile, *numbers: int) -> str:
    """Return the HTML of a profile some of whose domains have no finding."""
    nothing = {"well_developed": (), "potential": ()}
    fields = {
        d.field: profile.domains.of(d).model_copy(update=nothing)
        for d in Domain
        if d.number in numbers
    }
    domains = profile.domains.model_copy(update=fields)
    return Composer().compose(profile.model_copy(update={"domains": domains})).html


def sections_of_domains(html: str) -> list[str]:
    """Return the anchors of domains and their findings in order, and what begins their page."""
    return re.findall(r'<section class="(?:full|sheet findings|absent)[^>]*id="([a-z]+-\d)"', html)


@pytest.mark.parametrize(
    ("empty", "expected"),
    [
        ((3, 4), "domain-2 findings-2 domain-3 domain-4 domain-5"),
        # Those before all findings stand below the first.
        ((1,), "domain-2 findings-2 domain-1 domain-3"),
        ((6,), "domain-5 findings-5 domain-6"),
        ((1, 2, 3, 4, 5, 6), "domain-1 domain-2 domain-3 domain-4 domain-5 domain-6"),
    ],
)
def test_a_domain_without_findings_is_a_line_on_the_page_of_another(
    profile: Profile, empty: tuple[int, ...], expected: str
) -> None:
    html = emptied(profile, *empty)
    assert expected in " ".join(sections_of_domains(html))
    for number in empty:
        line = html.split(f'id="domain-{number}"')[1].split("</section>")[0]
        assert f'data-bookmark="{number}. ' in line
        assert "This profile records no finding in this domain." in line
    # With no finding at all the lines have a page of their own.
    assert ("Domains without findings" in html) is (len(empty) == 6)


@pytest.mark.parametrize("empty", [(), (1,), (3, 4), (1, 2, 3, 4, 5, 6)])
def test_the_contents_name_all_domains_in_their_order(
    profile: Profile, empty: tuple[int, ...]
) -> None:
    contents = emptied(profile, *empty).split('class="contents-list')[1].split("</ol>")[0]
    assert re.findall(r"<a href=\"#domain-(\d)", contents) == list("123456")


def test_lists_keep_the_order_of_the_source(profile: Profile, document: Document) -> None:
    numbers = [number for number, _ in lists(document.html)]
    assert numbers == [
        finding.number
        for domain in Domain
        for finding_list in FindingList
        for finding in profile.findings(domain, finding_list)
    ]


def test_a_document_says_what_the_publication_is(document: Document) -> None:
    assert (document.date, document.identifier, document.rights) == ("2021-12", "", "")
    assert document.description.startswith("This country Profile describes examples")
    city = load(ROOT / "tests" / "profiles" / "full-city.en.yaml").profile
    described = Composer().compose(city)
    assert described.identifier == "urn:isbn:9789292681234"
    assert described.date == "2022-11-08"
    assert described.rights.startswith("© 2022 Example Organization\n")
    publication = city.publication.model_copy(update={"isbn": None})
    numbered = Composer().compose(city.model_copy(update={"publication": publication}))
    assert numbered.identifier == "PUB2022/057/EL"


@pytest.mark.parametrize(
    ("email", "is_link"), [("hq@example.org", True), ("on request, or hq @ example", False)]
)
def test_the_address_of_the_publisher_is_a_link(email: str, is_link: bool) -> None:
    city = load(ROOT / "tests" / "profiles" / "full-city.en.yaml").profile
    assert city.publication.publisher is not None
    publisher = city.publication.publisher.model_copy(update={"email": email})
    publication = city.publication.model_copy(update={"publisher": publisher})
    html = Composer().compose(city.model_copy(update={"publication": publication})).html
    assert email in html
    assert (f'<a href="mailto:{email}">' in html) == is_link

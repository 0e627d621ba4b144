"""Cover, imprint and contents, about and how to read: what they say, and what shares a page."""

import re
from dataclasses import replace
from itertools import groupby
from pathlib import Path

import pytest

from mgi_report.document.assets import Assets
from mgi_report.document.book import Sharing, grouped
from mgi_report.document.compose import Composer
from mgi_report.document.front import Front, fit_front
from mgi_report.document.titles import Typesetter
from mgi_report.document.views import ContentsLine, Page
from mgi_report.profile.loading import load
from mgi_report.profile.model import Edition, Profile
from mgi_report.profile.publication import Credits, Logo, Publication, Publisher
from mgi_report.run.theme import read_theme

ROOT = Path(__file__).parents[2]
COMPOSER = Composer()
LEAD = Credits(lead="Office of Leads")
PUBLISHER = Publisher(name="Office of Books", address=("1 Example Street",))


@pytest.fixture(scope="module")
def profile() -> Profile:
    return load(ROOT / "data" / "lso-2021.en.yaml").profile


def html_of(profile: Profile, composer: Composer = COMPOSER, **changes: object) -> str:
    return composer.compose(profile.model_copy(update=changes)).html


def plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", re.sub(r"</?span[^>]*>", "", html)).split())


def section(html: str, anchor: str) -> str:
    return html.split(f'id="{anchor}"')[1].split("</section>", maxsplit=1)[0]


def test_contents_and_imprint_share_a_page_where_both_fit(profile: Profile) -> None:
    html = html_of(profile)
    front = html.split('<div class="sheet front">')[1]
    assert 'class="part contents" id="contents"' in front
    assert 0 < front.index('id="contents"') < front.index('id="imprint"')
    assert front.index('id="imprint"') < front.index('class="sheet')


def test_a_long_imprint_has_its_page_before_the_contents(profile: Profile) -> None:
    publication = Publication(disclaimers=("A disclaimer that goes on for some lines. " * 90,))
    html = html_of(profile, publication=publication)
    assert "sheet front" not in html
    imprint, contents = (html.index(f'id="{name}"') for name in ("imprint", "contents"))
    assert imprint < contents
    assert 'class="sheet contents"' in html


def test_lines_of_contents_are_tight_before_the_page_is_split() -> None:
    setter = Typesetter(COMPOSER.tokens, COMPOSER.fonts)
    imprint = '<div class="imprint-row">' + "<p>A line</p>" * 9
    shapes = [fit_front([ContentsLine("a", "A")] * count, imprint, setter) for count in range(40)]
    assert all(
        shape.space >= COMPOSER.tokens.mm("imprint-space") for shape in shapes if shape.shared
    )
    steps = [shape for shape, _ in groupby(replace(each, space=0.0) for each in shapes)]
    assert steps == [
        Front(shared=True, tight=False),
        Front(shared=True, tight=True),
        Front(shared=False, tight=False),
        Front(shared=False, tight=True),
    ]


def test_about_and_how_to_read_share_a_page_at_the_back(profile: Profile) -> None:
    html = html_of(profile)
    halves = html.split('<div class="sheet halves">')[1]
    assert 0 < halves.index('id="about"') < halves.index('id="how-to-read"')
    assert html.index('id="findings-6"') < html.index('id="about"') < html.index('id="back"')
    for text in profile.introduction.split("\n\n") if profile.introduction else ():
        words = " ".join(text.split())
        assert words in plain(section(html, "about"))


def test_a_long_introduction_has_a_page_of_its_own(profile: Profile) -> None:
    html = html_of(profile, introduction="An invented introduction of several lines. " * 60)
    assert "sheet halves" not in html
    assert 'class="sheet about"' in html
    assert 'class="sheet how ' in html


def test_a_page_between_two_keeps_them_apart() -> None:
    names = ("about", "how-to-read")
    pages = [Page(name, name, name, {}) for name in ("cover", *names, "back")]
    sharing = [Sharing("halves", names)]
    groups = list(grouped(pages, sharing))
    assert [[page.anchor for page in group.pages] for group in groups] == [
        ["cover"],
        ["about", "how-to-read"],
        ["back"],
    ]
    assert [group.style for group in groups] == ["", "halves", ""]
    assert [page.sheet for page in groups[1].pages] == ["part", "part"]
    between = [*pages[:2], Page("thanks", "thanks", None, {}), *pages[2:]]
    assert {len(group.pages) for group in grouped(between, sharing)} == {1}


def test_a_theme_decides_by_its_own_measures(profile: Profile, tmp_path: Path) -> None:
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles/tokens.css").write_text(":root { --text-height: 200mm; }")
    html = html_of(profile, Composer(Assets(theme=read_theme(tmp_path))))
    assert "sheet front" not in html
    assert "sheet halves" not in html


def test_the_number_is_said_before_its_parts_and_is_the_only_example(profile: Profile) -> None:
    how = section(html_of(profile), "how-to-read")
    assert how.index("such as 1.W.1") < how.index('class="specimen"')
    assert set(re.findall(r"\b\d\.[WP]\.\d+", plain(how))) == {"1.W.1"}
    parts = re.findall(r'class="specimen-part">(\w+)<', how)
    assert parts == ["1", "W", "1"]


@pytest.mark.parametrize(
    ("credit", "publisher", "name", "path"),
    [
        (LEAD, PUBLISHER, "Office of Books", "publication.publisher.name"),
        (LEAD, None, "Office of Leads", "credits.lead"),
    ],
)
def test_a_cover_without_a_logo_has_a_name(
    profile: Profile, credit: Credits, publisher: Publisher | None, name: str, path: str
) -> None:
    publication = Publication(publisher=publisher)
    cover = section(html_of(profile, credits=credit, publication=publication), "cover")
    assert f'<p class="cover-name" data-path="{path}">{name}</p>' in cover
    logo = Publication(publisher=publisher, logos=(Logo(file="logo.svg", alt="Logo"),))
    assert "cover-name" not in section(html_of(profile, credits=credit, publication=logo), "cover")


def test_a_cover_without_author_and_logo_has_no_name(profile: Profile) -> None:
    assert "cover-name" not in section(html_of(profile, credits=Credits()), "cover")


@pytest.mark.parametrize(
    ("edition", "cover", "running", "cited"),
    [
        (
            {"date": "2021-12"},
            "Second Profile December 2021",
            "Second Profile, 2021",
            "Office of Leads (2021). Migration Governance Indicators:"
            " The Kingdom of Lesotho, Second Profile .",
        ),
        (
            {"date": "2021-12", "title_form": "year"},
            "Profile 2021 December 2021",
            "Profile 2021",
            "Office of Leads (2021). Migration Governance Indicators:"
            " The Kingdom of Lesotho, Profile 2021 .",
        ),
        (
            {"date": "2022-03", "year": 2021},
            "Second Profile, 2021 March 2022",
            "Second Profile, 2021",
            "Office of Leads (2022). Migration Governance Indicators:"
            " The Kingdom of Lesotho, Second Profile, 2021 .",
        ),
        (
            {"year": 2021},
            "Second Profile, 2021",
            "Second Profile, 2021",
            "Office of Leads (n.d.). Migration Governance Indicators:"
            " The Kingdom of Lesotho, Second Profile, 2021 .",
        ),
        (
            {},
            "Second Profile",
            "Second Profile",
            "Office of Leads (n.d.). Migration Governance Indicators:"
            " The Kingdom of Lesotho, Second Profile .",
        ),
    ],
    ids=["ordinal", "year", "other-year", "year-only", "undated"],
)
def test_the_year_stands_wherever_the_edition_is_named(
    profile: Profile, edition: dict[str, object], cover: str, running: str, cited: str
) -> None:
    given = Edition.model_validate({"ordinal": 2, **edition})
    document = COMPOSER.compose(profile.model_copy(update={"edition": given, "credits": LEAD}))
    html = document.html
    assert plain(section(html, "cover")).endswith(cover)
    assert f'data-place="Lesotho · {running}"' in html
    assert cited in plain(section(html, "imprint")).replace("\u00a0", " ")
    assert document.title == f"Migration Governance Indicators: The Kingdom of Lesotho, {running}"
    assert plain(section(html, "back")).endswith(running)


def test_a_citation_without_an_author_begins_with_the_title(profile: Profile) -> None:
    imprint = plain(section(html_of(profile, credits=Credits()), "imprint"))
    assert "Suggested citation Migration Governance Indicators: The Kingdom" in imprint
    assert "Second Profile (2021)." in imprint

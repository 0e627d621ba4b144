"""Interface words come from one catalogue per language, and from nowhere else."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path

import pytest

from mgi_report.document.assets import Assets
from mgi_report.document.catalogue import NoCatalogue, language_names
from mgi_report.document.language import Language, MissingWord, read_language
from mgi_report.profile.framework import Domain, FindingList, Level
from mgi_report.profile.model import Edition
from mgi_report.profile.values import PartialDate

ROOT = Path(__file__).parents[2]
ASSETS = Assets()


@pytest.fixture(scope="module")
def english() -> Language:
    return read_language("en", ASSETS)


def keys(entry: object, prefix: str = "") -> Iterator[str]:
    if isinstance(entry, Mapping):
        for key, value in entry.items():
            yield from keys(value, f"{prefix}{key}.")
    else:
        yield prefix.rstrip(".")


def test_domain_names_and_definitions_are_the_sources_own(english: Language) -> None:
    names = [english.domain(domain) for domain in Domain]
    assert names == [
        "Migrants’ rights",
        "Whole of government approach",
        "Partnerships",
        "Well-being of migrants",
        "Mobility dimensions of crises",
        "Safe, orderly and regular migration",
    ]
    city = read_language("en", ASSETS, Level.LOCAL)
    for domain in Domain:
        assert english.definition(domain) != city.definition(domain)
        assert "cities" in city.definition(domain).lower() or domain is Domain.MIGRANTS_RIGHTS
        assert "cities" not in english.definition(domain).lower()


def test_list_headings_are_official(english: Language) -> None:
    assert english.list_heading(FindingList.WELL_DEVELOPED) == "Examples of well-developed areas"
    assert (
        english.list_heading(FindingList.POTENTIAL)
        == "Areas with potential for further development"
    )


def test_dates_to_the_month_and_to_the_day(english: Language) -> None:
    assert english.date(PartialDate(2021, 12)) == "December 2021"
    assert english.date(PartialDate(2021, 12, 3)) == "3 December 2021"


def test_editions(english: Language) -> None:
    assert english.edition(2) == "Second Profile"
    assert english.edition(12) == "Profile 12"


@pytest.mark.parametrize(
    ("form", "named", "beside_date"),
    [
        ("ordinal", "Second Profile, 2021", "Second Profile"),
        ("year", "Profile 2021", "Profile 2021"),
        ("both", "Second Profile, 2021", "Second Profile, 2021"),
    ],
)
def test_an_edition_is_named_with_its_year(
    english: Language, form: str, named: str, beside_date: str
) -> None:
    data = {"ordinal": 2, "date": "2021-12", "title_form": form}
    edition = Edition.model_validate(data)
    assert english.dated(edition) == named
    assert english.dated(edition, beside_date=True) == beside_date
    # A date that tells another year, or none, does not stand for it.
    other = Edition.model_validate(data | {"year": 2020})
    assert english.dated(other, beside_date=True) == named.replace("2021", "2020")
    undated = Edition.model_validate({"ordinal": 2, "year": 2021, "title_form": form})
    assert english.dated(undated, beside_date=True) == named


def test_an_edition_without_a_year_is_named_without(english: Language) -> None:
    assert english.dated(Edition(ordinal=2)) == "Second Profile"


def test_counts_follow_the_plural_rules(english: Language) -> None:
    assert english.count("counts.findings", 1) == "finding"
    assert english.count("counts.findings", 0) == "findings"
    assert english.count("wheel.title", 0) == "Six domains, no findings"
    assert english.count("spread.title", 3, subject="Land") == "Land: all 3 findings"


def test_a_language_babel_does_not_know_has_its_tag_for_a_name(english: Language) -> None:
    assert english.language_name("fr") == "Français"
    assert english.language_name("zz") == "zz"


def test_a_missing_word_names_catalogue_and_entry(english: Language) -> None:
    with pytest.raises(MissingWord, match=r"templates/locales/en\.toml has no entry pages\.nosuch"):
        english("pages.nosuch")


def test_a_missing_catalogue_names_those_there_are() -> None:
    with pytest.raises(NoCatalogue) as caught:
        read_language("xx", ASSETS)
    assert "en" in caught.value.known


def test_all_catalogues_have_the_same_entries() -> None:
    def entries(tag: str) -> set[str]:
        return set(keys(tomllib.loads(ASSETS.read_text(f"templates/locales/{tag}.toml"))))

    plural = re.compile(r"\.(zero|one|two|few|many|other)$")
    expected = {plural.sub("", key) for key in entries("en")}
    for tag in language_names(ASSETS):
        assert {plural.sub("", key) for key in entries(tag)} == expected


def test_every_entry_is_used() -> None:
    sources = [*ROOT.glob("templates/**/*.html"), *ROOT.glob("src/mgi_report/document/*.py")]
    used = " ".join(path.read_text(encoding="utf-8") for path in sources)
    for key in keys(tomllib.loads(ASSETS.read_text("templates/locales/en.toml"))):
        parts = key.split(".")
        stems = [".".join(parts[:n]) for n in range(1, len(parts) + 1)]
        assert any(f'"{stem}' in used for stem in stems), key


class Words(HTMLParser):
    """Collect the letters a template prints itself."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        if letters := re.findall(r"[^\W\d_]{2,}", data):
            self.found += letters


@pytest.mark.parametrize("name", ASSETS.names("templates", ".html"))
def test_no_template_has_words_of_its_own(name: str) -> None:
    code = r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|data-\w+=\"[^\"]*\""
    source = re.sub(code, "x ", ASSETS.read_text(name), flags=re.DOTALL)
    words = Words()
    words.feed(source)
    assert words.found == []

"""Interface words come from one catalogue per language, and from nowhere else."""

import re
from html.parser import HTMLParser

import pytest

from mgi_report.document.assets import Assets
from mgi_report.document.catalogue import NoCatalogue, catalogue_for
from mgi_report.document.language import Language, MissingWord, read_language
from mgi_report.profile.framework import Domain, FindingList, Level
from mgi_report.profile.model import Edition
from mgi_report.profile.values import PartialDate

ASSETS = Assets()


@pytest.fixture(scope="module")
def english() -> Language:
    return read_language("en", ASSETS)


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


@pytest.mark.parametrize(
    ("tag", "month", "first", "day"),
    [
        ("en", "December 2021", "1 December 2021", "3 December 2021"),
        ("fr", "décembre 2021", "1er décembre 2021", "3 décembre 2021"),
        ("es", "diciembre de 2021", "1 de diciembre de 2021", "3 de diciembre de 2021"),
        ("pt", "dezembro de 2021", "1 de dezembro de 2021", "3 de dezembro de 2021"),
        ("ru", "декабрь 2021 года", "1 декабря 2021 года", "3 декабря 2021 года"),
        ("ar", "ديسمبر 2021", "1 ديسمبر 2021", "3 ديسمبر 2021"),
    ],
)
def test_dates_to_the_month_and_to_the_day(tag: str, month: str, first: str, day: str) -> None:
    say = read_language(tag, ASSETS)
    assert say.date(PartialDate(2021, 12)) == month
    assert say.date(PartialDate(2021, 12, 1)) == first
    assert say.date(PartialDate(2021, 12, 3)) == day


@pytest.mark.parametrize(
    ("tag", "second", "tenth", "twelfth"),
    [
        ("en", "Second Profile", "Tenth Profile", "Profile 12"),
        ("fr", "Deuxième profil", "Dixième profil", "Profil n°\u00a012"),
        ("es", "Segundo perfil", "Décimo perfil", "Perfil n.º\u00a012"),
        ("pt", "Segundo Perfil", "Décimo Perfil", "Perfil n.º\u00a012"),
        ("ru", "Второй профиль", "Десятый профиль", "Профиль №\u00a012"),
        ("ar", "الملف الثاني", "الملف العاشر", "الملف رقم 12"),
    ],
)
def test_editions(tag: str, second: str, tenth: str, twelfth: str) -> None:
    say = read_language(tag, ASSETS)
    assert [say.edition(ordinal) for ordinal in (2, 10, 12)] == [second, tenth, twelfth]


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


@pytest.mark.parametrize(
    ("tag", "labels"),
    [
        ("fr", ["point fort", "point fort", "points forts", "points forts", "points forts"]),
        ("pt", ["áreas bem desenvolvidas", "área bem desenvolvida"]),
        ("pt-BR", ["área bem desenvolvida", "área bem desenvolvida", "áreas bem desenvolvidas"]),
        (
            "ru",
            [
                *("хорошо развитых областей", "хорошо развитая область"),
                *("хорошо развитые области", "хорошо развитых областей"),
                *("хорошо развитых областей", "хорошо развитая область"),
            ],
        ),
        (
            "ar",
            [
                *("مجال متطور", "مجال متطور", "مجالان متطوران", "مجالات متطورة"),
                *("مجالًا متطورًا", "مجالًا متطورًا", "مجال متطور"),
            ],
        ),
    ],
)
def test_labels_of_counts_have_the_form_of_their_number(tag: str, labels: list[str]) -> None:
    say = read_language(tag, ASSETS)
    counts = (0, 1, 2, 5, 11, 21, 100)[: len(labels)]
    assert [say.count("counts.label.well_developed", count) for count in counts] == labels


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("fr-CA", "fr"),
        ("fr-LS", "fr"),  # Babel does not know it: dates and numbers are those of French.
        ("pt-BR", "pt"),
        ("es-419", "es"),
        ("es-MX", "es"),
        ("ar-EG", "ar"),
        ("ar-Arab-EG", None),
        ("sr-Latn-RS", None),
        ("sw-KE", None),
        ("pt-Latn", None),
    ],
)
def test_a_tag_falls_back_to_the_language_it_is_a_usage_of(tag: str, name: str | None) -> None:
    for folder in ("templates/locales", "templates/web"):
        if name is None:
            with pytest.raises(NoCatalogue):
                catalogue_for(tag, ASSETS, folder)
        else:
            assert catalogue_for(tag, ASSETS, folder) == f"{folder}/{name}.toml"
    if name is not None:
        say = read_language(tag, ASSETS)
        assert say.tag == tag
        assert say.locale.language == name
        assert say("series") == read_language(name, ASSETS)("series")


def test_a_usage_has_its_own_dates_and_numbers() -> None:
    assert read_language("pt", ASSETS).number(12345) == "12\u00a0345"
    assert read_language("pt-BR", ASSETS).number(12345) == "12.345"


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

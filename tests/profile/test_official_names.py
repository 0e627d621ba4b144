"""Countries have the names that the United Nations use, with the article in English."""

import pytest
from pycountry import countries

from mgi_report.profile.official_names import official_names


@pytest.mark.parametrize(
    ("code", "short", "name"),
    [
        ("LSO", "Lesotho", "The Kingdom of Lesotho"),
        ("SLE", "Sierra Leone", "The Republic of Sierra Leone"),
        ("TUR", "Türkiye", "The Republic of Türkiye"),
        (
            *("GBR", "United Kingdom"),
            "The United Kingdom of Great Britain and Northern Ireland",
        ),
        ("CIV", "Côte d'Ivoire", "The Republic of Côte d'Ivoire"),
        # Names that stand turned round in the list of ISO 3166-1.
        ("MDA", "Moldova", "The Republic of Moldova"),
        ("BOL", "Bolivia", "The Plurinational State of Bolivia"),
        ("KOR", "Republic of Korea", "The Republic of Korea"),
        (
            *("COD", "Democratic Republic of the Congo"),
            "The Democratic Republic of the Congo",
        ),
        ("PSE", "State of Palestine", "The State of Palestine"),
        ("SHN", *["Saint Helena, Ascension and Tristan da Cunha"] * 2),
        # Names without an article, and one with it in the list.
        ("HUN", "Hungary", "Hungary"),
        ("UKR", "Ukraine", "Ukraine"),
        ("CAF", "Central African Republic", "The Central African Republic"),
        ("ERI", "Eritrea", "The State of Eritrea"),
    ],
)
def test_names_in_english(code: str, short: str, name: str) -> None:
    found = official_names(code)
    assert found is not None
    assert (found.short_name, found.name) == (short, name)


def test_no_name_is_turned_round_or_has_two_articles() -> None:
    for country in countries:
        found = official_names(country.alpha_3)
        assert found is not None
        assert not found.short_name.endswith((" of", " of the", "British", "U.S."))
        assert "The the" not in str(found.name)
        assert not found.short_name.startswith("The ")


@pytest.mark.parametrize(
    ("code", "language", "short", "name"),
    [
        ("LSO", "fr", "Lesotho", "Royaume du Lesotho"),
        ("LSO", "es", "Lesoto", "Reino de Lesoto"),
        ("LSO", "pt-BR", "Lesoto", "Reino de Lesoto"),
        ("COD", "es", "República Democrática del Congo", None),
        ("TUR", "ar", "تركيا", None),
        # A language without a list of names.
        ("LSO", "tlh", "Lesotho", None),
    ],
)
def test_names_in_other_languages_as_far_as_they_are_known(
    code: str, language: str, short: str, name: str | None
) -> None:
    found = official_names(code, language)
    assert found is not None
    assert (found.short_name, found.name) == (short, name)


def test_a_code_that_iso_leaves_to_users_has_no_name() -> None:
    assert official_names("XAA") is None

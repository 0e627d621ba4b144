"""Titles tell subject, edition and date; sentences do not."""

import pytest

from mgi_report.manuscript.countries import country_by_code, country_named
from mgi_report.manuscript.titles import TitleLine, read_title
from mgi_report.profile.framework import Level
from mgi_report.profile.values import PartialDate

NATIONAL, LOCAL = Level.NATIONAL, Level.LOCAL
MGI = "Migration Governance Indicators"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("2021 December", TitleLine(date=PartialDate(2021, 12))),
        ("December 2021", TitleLine(date=PartialDate(2021, 12))),
        ("3 December 2021", TitleLine(date=PartialDate(2021, 12, 3))),
        ("décembre 2021", TitleLine(date=PartialDate(2021, 12))),
        ("3 de diciembre de 2021", TitleLine(date=PartialDate(2021, 12, 3))),
        (
            f"{MGI}: The Kingdom of Lesotho Second Profile",
            TitleLine(NATIONAL, "The Kingdom of Lesotho", ordinal=2),
        ),
        (
            f"{MGI} | The Kingdom of Lesotho | Second Profile, 2021",
            TitleLine(NATIONAL, "The Kingdom of Lesotho", ordinal=2, year=2021),
        ),
        (
            f"Local {MGI} | Profile 2022 | City of Kenema",
            TitleLine(LOCAL, "City of Kenema", "City", "Kenema", year=2022),
        ),
        (
            "Indicateurs de gouvernance des migrations : Royaume du Lesotho, Deuxième profil",
            TitleLine(NATIONAL, "Royaume du Lesotho", ordinal=2),
        ),
        ("Ville de Kenema", TitleLine(None, "Ville de Kenema", "Ville", "Kenema")),
        (MGI, TitleLine(NATIONAL)),
        ("Second Profile", TitleLine(ordinal=2)),
        ("The Kingdom of Lesotho", TitleLine(NATIONAL, "The Kingdom of Lesotho")),
    ],
)
def test_a_title_is_read(text: str, title: TitleLine) -> None:
    assert read_title(text) == title


@pytest.mark.parametrize(
    "text",
    [
        "Migration Governance Indicators are used in the second profile",
        "The Migration Governance Indicators (MGI) initiative is a programme.",
        "In December 2021",
        "31 February 2021",
        "Partnerships",
        "State of emergency",
        "The Lesotho Leads Network",
        # What a browser shows in its tab has the name of the site too.
        "Second Profile: Lesotho | Migration Data Portal",
        f"{MGI}: The Kingdom of Lesotho Second Profile | Migration Data Portal",
        "2018–2030",
    ],
)
def test_what_is_no_title_is_none(text: str) -> None:
    assert read_title(text) is None


@pytest.mark.parametrize(
    ("name", "code", "is_guess"),
    [
        ("The Kingdom of Lesotho", "LSO", False),
        ("Lesotho", "LSO", False),
        ("Côte d'Ivoire", "CIV", False),
        ("The United Kingdom of Great Britain and Northern Ireland", "GBR", False),
        ("Suiza", "CHE", False),
        ("Royaume du Lesotho", "LSO", True),
    ],
)
def test_a_country_is_known_by_its_names(name: str, code: str, is_guess: bool) -> None:
    found = country_named(name, "en")
    assert found is not None
    assert (found.code, found.is_guess) == (code, is_guess)


def test_no_country_is_made_of_other_words() -> None:
    assert country_named("City of Kenema", "en") is None
    assert country_by_code("XAA", "en") is None


def test_short_names_are_those_of_the_language() -> None:
    found = country_by_code("CHE", "fr")
    assert found is not None
    assert found.short_name == "Suisse"

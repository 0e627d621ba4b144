"""Reference pages: by year on a true scale, by name with every finding; and the spread."""

import re
from pathlib import Path

import pytest

from mgi_report.document.assets import Assets
from mgi_report.document.compose import Composer
from mgi_report.document.language import read_language
from mgi_report.document.reference import Reference, Timeline, in_order
from mgi_report.document.tokens import read_tokens
from mgi_report.profile.loading import load
from mgi_report.profile.model import Finding, Instrument, Profile
from mgi_report.profile.naming import Names

ROOT = Path(__file__).parents[2]
ASSETS = Assets()


@pytest.fixture(scope="module")
def profile() -> Profile:
    return load(ROOT / "data" / "lso-2021.en.yaml").profile


def reference(profile: Profile) -> Reference:
    return Reference(Names.of(profile), read_language("en", ASSETS), read_tokens(ASSETS))


@pytest.fixture(scope="module")
def timeline(profile: Profile) -> Timeline:
    found = reference(profile).timeline()
    assert found is not None
    return found


def test_every_dated_instrument_stands_in_its_year(timeline: Timeline) -> None:
    assert [year.year for year in timeline.years] == [
        1966, 1992, 1997, 2011, 2017, 2018, 2019, 2020, 2021
    ]  # fmt: skip
    assert sum(len(year.entries) for year in timeline.years) == 17
    assert [entry.name for entry in timeline.undated] == [
        "Southern African Development Community Qualifications Framework"
    ]


def test_the_sentence_names_a_majority_of_the_data(timeline: Timeline) -> None:
    assert timeline.strip is not None
    assert timeline.strip.sentence is not None
    text = timeline.strip.sentence.text
    assert text == "11 of 17 dated instruments are from 2018 or later"


def test_the_strip_has_one_unit_per_instrument_split_by_domain(timeline: Timeline) -> None:
    assert timeline.strip is not None
    svg = timeline.strip.svg
    units = re.findall(r'<path d="M([\d.]+) [\d.]+h2\.1v[\d.]+h-2\.1Z"', svg)
    entries = [entry for year in timeline.years for entry in year.entries]
    assert len(units) == sum(len(entry.domains) for entry in entries)
    assert svg.startswith("<svg")
    assert "<title>Strip of the dated instruments by year, from 1966 to 2021" in svg


def with_instruments(profile: Profile, *years: int) -> Profile:
    """Return the profile with a finding that names one instrument per year, and no others."""
    titles = [f"Act {letter}" for letter in "ABCDEFGH"[: len(years)]]
    instruments = tuple(Instrument(title=t, year=y) for t, y in zip(titles, years, strict=True))
    finding = Finding(text="Invented: " + ", ".join(titles) + ".")
    rights = profile.domains.migrants_rights.model_copy(update={"well_developed": (finding,)})
    domains = profile.domains.model_copy(update={"migrants_rights": rights})
    return profile.model_copy(update={"domains": domains, "instruments": instruments})


def test_no_strip_where_all_are_of_one_year(profile: Profile) -> None:
    found = reference(with_instruments(profile, 2001, 2001)).timeline()
    assert found is not None
    assert found.strip is None
    assert len(found.years[0].entries) == 2


def test_no_timeline_without_dated_instruments(profile: Profile) -> None:
    plain = profile.model_copy(update={"instruments": ()})
    assert reference(plain).timeline() is None
    html = Composer().compose(plain).html
    assert 'id="timeline"' not in html
    assert 'id="index-instruments"' not in html


def test_the_index_has_every_finding_that_names_an_entry(profile: Profile) -> None:
    index = {entry.name: entry.numbers for entry in reference(profile).instruments()}
    assert index["National Diaspora Policy, 2021"] == ("2.W.1", "2.W.2", "2.P.1", "6.W.1")
    assert list(index) == sorted(index, key=str.casefold)
    bodies = {entry.name: entry.numbers for entry in reference(profile).bodies()}
    assert bodies["National Consultative Committee on Migration and Development"] == (
        "3.W.3",
        "3.P.1",
    )


@pytest.mark.parametrize(
    "names",
    [
        ("Act No. 2", "Act No. 10", "Act No. 10 on Work"),
        ("Åland Act", "Zambian Act"),
        ("Economic Act", "Économie", "Education Act"),
        ("act", "Act on Work", "Bill"),
        ("2018 Act", "2021 Act", "Act"),
        ("National Act", "National Act"),
    ],
)
def test_names_are_in_the_order_of_their_letters_and_numbers(names: tuple[str, ...]) -> None:
    backwards = names[::-1]
    assert sorted(backwards, key=in_order) == list(names)

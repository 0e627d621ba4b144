"""The register: every law, body and abbreviation once, with every finding; and the spread."""

import re
from pathlib import Path

import pytest

from mgi_report.document.artwork import Artist
from mgi_report.document.assets import Assets
from mgi_report.document.compose import Composer
from mgi_report.document.fonts import Fonts
from mgi_report.document.language import read_language
from mgi_report.document.ordering import Ordering
from mgi_report.document.reference import Reference, Register, majority
from mgi_report.document.tokens import read_tokens
from mgi_report.profile.loading import load
from mgi_report.profile.model import Body, Finding, Instrument, Profile, Source
from mgi_report.profile.naming import Names

ROOT = Path(__file__).parents[2]
ASSETS = Assets()
ARTIST = Artist(ASSETS, read_tokens(ASSETS), Fonts(ASSETS))


@pytest.fixture(scope="module")
def profile() -> Profile:
    return load(ROOT / "data" / "lso-2021.en.yaml").profile


def register_of(profile: Profile) -> Register | None:
    return Reference(Names.of(profile), read_language("en", ASSETS), ARTIST).register()


@pytest.fixture(scope="module")
def register(profile: Profile) -> Register:
    found = register_of(profile)
    assert found is not None
    return found


def page_of(profile: Profile) -> str:
    html = Composer().compose(profile).html
    return html.split('id="register"')[1].split("</section>")[0]


def plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).replace("\u00a0", " ").split())


def test_every_instrument_stands_in_its_year_then_by_name(register: Register) -> None:
    years = [law.year for law in register.laws]
    assert years == [*sorted(filter(None, years)), ""]
    assert len(years) == 18
    of_2018 = [law.name for law in register.laws if law.year == "2018"]
    assert of_2018 == sorted(of_2018)
    assert register.laws[-1].name == (
        "Southern African Development Community Qualifications Framework"
    )


def test_every_finding_that_names_an_entry_stands_beside_it(register: Register) -> None:
    laws = {law.name: law.numbers for law in register.laws}
    assert laws["National Diaspora Policy"] == ("2.W.1", "2.W.2", "2.P.1", "6.W.1")
    bodies = {body.name: body.numbers for body in register.bodies}
    assert list(bodies) == sorted(bodies, key=Ordering().key)
    assert bodies["National Consultative Committee on Migration and Development"] == (
        "3.W.3",
        "3.P.1",
    )


def test_the_sentence_names_a_majority_of_the_data(register: Register) -> None:
    assert register.sentence == "11 of 17 dated instruments are from 2018 or later."


def test_a_majority_says_something_or_is_none() -> None:
    assert majority([]) is None
    assert majority([2001, 2001]) is None
    assert majority([2001, 2001, 2001, 2002]) is None
    assert majority([2001, 2002]) is None
    cut = majority([2001, 2002, 2003, 2003])
    assert cut is not None
    assert (cut.year, cut.count) == (2002, 3)


def test_the_strip_has_a_mark_for_each_instrument_in_each_domain_and_list(
    profile: Profile, register: Register
) -> None:
    assert register.strip is not None
    svg = register.strip.svg
    named = {(law.name, number[:3]) for law in register.laws if law.year for number in law.numbers}
    kinds = [number[2] for _, number in named]
    assert svg.count("h2.6v2.6") == kinds.count("W")
    assert len(re.findall(r'a1\.05 [^"]*" fill="none"', svg)) == kinds.count("P")
    title = "<title>Strip of the dated instruments by year, from 1966 to 2021, with a lane"
    assert svg.startswith("<svg")
    assert title in svg


def test_the_table_has_the_data_of_the_strip_in_cells_with_heads(profile: Profile) -> None:
    page = page_of(profile)
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", page, re.DOTALL)
    assert len(rows) == 19
    assert rows[0].count('<th scope="col"') == 3
    for row in rows[1:]:
        assert row.count('<th scope="row"') == 1
        assert row.count("<td") == 2
        assert all(map(plain, re.findall(r"<t[dh].*?</t[dh]>", row, re.DOTALL)))
    assert plain(rows[1]) == "1966 Aliens Control Act 1.W.3 p."
    assert 'data-target="#f-1.W.3"' in rows[1]
    assert plain(rows[-1]).startswith("no year Southern")


def test_names_have_the_room_that_makes_the_table_lowest(profile: Profile) -> None:
    """Lesotho has one law of four numbers; the longer names are, the fewer stand in a line."""
    for more, beside in (("", 4), (" of the Kingdom", 3), (" of the Kingdom of Lesotho", 2)):
        longer = tuple(
            each.model_copy(
                update={"title": each.title + more, "named_as": (each.title, *each.named_as)}
            )
            for each in profile.instruments
        )
        found = register_of(profile.model_copy(update={"instruments": longer}))
        assert found is not None
        assert max(len(law.numbers) for law in found.laws) == 4
        assert found.beside == beside
    # A kind that the title does not say counts too.
    kinds = tuple(e.model_copy(update={"kind": "Kingdom"}) for e in profile.instruments)
    found = register_of(profile.model_copy(update={"instruments": kinds}))
    assert found is not None
    assert found.beside == 3
    few = register_of(with_instruments(profile, 2001, 2002))
    assert few is not None
    assert few.beside == 2
    mm = ARTIST.tokens.mm
    columns = mm("law-year") + ARTIST.tokens.count("paged-most") * mm("paged-width")
    # What is left is at least as wide as that of names in columns.
    assert mm("text-width") - columns > mm("register-column") - 2 * mm("paged-width")


def test_sources_follow_the_register_and_else_begin_a_page(profile: Profile) -> None:
    sources = (Source(text="A report"),)
    html = Composer().compose(profile.model_copy(update={"sources": sources})).html
    assert '<section class="reference follows" id="sources"' in html
    bare = profile.model_copy(update={**dict.fromkeys(HEADINGS, ()), "sources": sources})
    assert '<section class="sheet reference" id="sources"' in Composer().compose(bare).html


def with_kind(profile: Profile, title: str, kind: str) -> Profile:
    """Return the profile with another title and kind of its first instrument."""
    first = profile.instruments[0]
    other = first.model_copy(update={"title": title, "kind": kind, "named_as": (first.title,)})
    return profile.model_copy(update={"instruments": (other, *profile.instruments[1:])})


def test_a_kind_stands_after_a_title_that_does_not_say_it(profile: Profile) -> None:
    page = page_of(with_kind(profile, "Aliens & Visitors", "Act"))
    cell = '<th scope="row">Aliens &amp; Visitors<span class="law-kind">, Act</span></th>'
    assert cell in page
    # Every other title of Lesotho says it.
    assert page.count("law-kind") == 1
    assert page.count('<th scope="col"') == 3


def with_instruments(profile: Profile, *years: int | None) -> Profile:
    """Return the profile with a finding that names one instrument per year, and no others."""
    titles = [f"Act {number}." for number in range(len(years))]
    instruments = tuple(Instrument(title=t, year=y) for t, y in zip(titles, years, strict=True))
    finding = Finding(text="Invented: " + " ".join(titles))
    rights = profile.domains.migrants_rights.model_copy(update={"well_developed": (finding,)})
    domains = profile.domains.model_copy(update={"migrants_rights": rights})
    return profile.model_copy(update={"domains": domains, "instruments": instruments})


@pytest.mark.parametrize("years", [(2001, 2001), (None, None), (1999, None)])
def test_no_strip_where_there_are_no_two_years(profile: Profile, years: tuple[int, ...]) -> None:
    found = register_of(with_instruments(profile, *years))
    assert found is not None
    assert found.strip is None
    assert len(found.laws) == 2
    assert "<svg" not in page_of(with_instruments(profile, *years))


@pytest.mark.parametrize(("count", "expected"), [(40, 0), (41, 41)])
def test_laws_stand_by_name_too_where_they_are_many(
    profile: Profile, count: int, expected: int
) -> None:
    many = with_instruments(profile, *range(2040, 2040 - count, -1))
    found = register_of(many)
    assert found is not None
    assert [each.name for each in found.index] == [f"Act {n}., {2040 - n}" for n in range(expected)]
    assert ("Laws and policies by name" in page_of(many)) is bool(expected)


HEADINGS = {
    "instruments": "Laws and policies",
    "bodies": "Bodies",
    "abbreviations": "Abbreviations",
}


@pytest.mark.parametrize("left_out", HEADINGS)
def test_a_part_without_data_is_left_out(profile: Profile, left_out: str) -> None:
    page = page_of(profile.model_copy(update={left_out: ()}))
    headings = re.findall(r"<h3[^>]*>([^<]*)</h3>", page)
    expected = [heading for key, heading in HEADINGS.items() if key != left_out]
    assert len(headings) == 2
    assert all(a.startswith(b) for a, b in zip(headings, expected, strict=True))


def test_a_register_of_nothing_is_no_page(profile: Profile) -> None:
    bare = profile.model_copy(update=dict.fromkeys(HEADINGS, ()))
    assert register_of(bare) is None
    html = Composer().compose(bare).html
    assert "register" not in html
    assert Composer().compose(profile).html.count('href="#register"') == 1


def test_lists_too_long_for_columns_stand_in_one(profile: Profile) -> None:
    def columns(count: int) -> bool:
        bodies = tuple(Body(name=f"Office {n}.") for n in range(count))
        finding = Finding(text=" ".join(body.name for body in bodies))
        rights = profile.domains.migrants_rights.model_copy(update={"potential": (finding,)})
        domains = profile.domains.model_copy(update={"migrants_rights": rights})
        update = {"domains": domains, "bodies": bodies, "abbreviations": (), "instruments": ()}
        return 'class="columns"' in page_of(profile.model_copy(update=update))

    assert columns(60)
    assert not columns(61)

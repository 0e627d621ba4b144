"""The table of countries is read as pycountry reads it."""

import pycountry

from mgi_report.profile.iso_countries import countries, country_named, country_with_code


def test_countries_are_those_of_pycountry_in_its_order() -> None:
    assert [dict(each) for each in countries()] == [dict(each) for each in pycountry.countries]
    for each in pycountry.countries:
        assert country_with_code(each.alpha_3) == dict(each)
    assert country_with_code("lso") is country_with_code("XXA") is None


def test_a_name_or_code_finds_the_country_that_pycountry_finds() -> None:
    for each in pycountry.countries:
        for name in dict(each).values():
            for written in (name, name.upper(), name.lower()):
                assert country_named(written) == dict(pycountry.countries.lookup(written)), written
    assert country_named("Atlantis") is None

"""Find the country a manuscript names: by its short or official name, in any language we read.

Names and codes are those of ISO 3166-1 (pycountry) and of CLDR (Babel).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from babel import Locale

from mgi_report.manuscript.headings import folded, vocabulary
from mgi_report.profile.official_names import official_names

__all__ = ["Country", "country_by_code", "country_named"]


@dataclass(frozen=True)
class Country:
    """Hold a country: its alpha-3 code, and its short and official names in a language.

    ``is_guess`` if only the end of a longer name was known.
    """

    code: str
    short_name: str
    official_name: str
    is_guess: bool = False


def country_by_code(code: str, language: str) -> Country | None:
    """Return the country of an ISO 3166-1 alpha-3 code; None if ISO has given it to no country."""
    found = official_names(code.upper(), language)
    if found is None:
        return None
    return Country(code.upper(), found.short_name, found.name or found.short_name)


def country_named(name: str, language: str) -> Country | None:
    """Return the country of a name, with or without its article; None if it is no country's.

    “Royaume du Lesotho” is known by its end, which makes it a guess.
    """
    words = _without_article(folded(name))
    codes = _codes()
    if words in codes:
        return country_by_code(codes[words], language)
    parts = words.split()
    for start in range(1, len(parts)):
        ending = " ".join(parts[start:])
        if ending in codes:
            found = country_by_code(codes[ending], language)
            return found and replace(found, is_guess=True)
    return None


@cache
def _codes() -> dict[str, str]:
    """Return the codes of all names; of two countries of one name, the first has it."""
    codes: dict[str, str] = {}
    for name, code in _all_names():
        codes.setdefault(_without_article(folded(name)), code)
    return codes


def _all_names() -> Iterator[tuple[str, str]]:
    import pycountry  # noqa: PLC0415 - reads its tables on import

    for country in pycountry.countries:
        for key in ("common_name", "name", "official_name"):
            if name := getattr(country, key, None):
                yield name, country.alpha_3
    for tag in vocabulary():
        territories = Locale(tag).territories
        for country in pycountry.countries:
            if name := territories.get(country.alpha_2):
                yield name, country.alpha_3


@cache
def _articles() -> tuple[str, ...]:
    tables = vocabulary().values()
    return tuple(article for table in tables for article in table["articles"])


def _without_article(words: str) -> str:
    first, _, rest = words.partition(" ")
    return rest if rest and first in _articles() else words

"""Define the codes of countries and languages, and guess which one was meant."""

import re
from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator, ValidationInfo

from mgi_report.problems.problem import shown
from mgi_report.profile import written
from mgi_report.profile.iso_countries import countries, country_named, country_with_code
from mgi_report.profile.values import TextRule, reject

__all__ = ["CountryCode", "LanguageTag", "SourceLanguage"]

LONGEST_GUESS = 60
# The name of a country or language, for which somebody took a code, is told with the code.
LONGEST_NAME = 300
_USER_ASSIGNED = r"A(A[A-Z])|Q[M-Z][A-Z]|X[A-Z]{2}|ZZ[A-Z]"


def _is_country(code: str) -> str:
    # Small letters are not forgiven: file names and catalogues would not forgive them either.
    if not country_with_code(code) and not re.fullmatch(_USER_ASSIGNED, code):
        reject(
            "country-code",
            f"{shown(code)} is not an ISO 3166-1 alpha-3 country code",
            _nearest_country(code),
        )
    return code


def _nearest_country(code: str) -> str:
    names = {country["alpha_3"]: country["name"] for country in countries()}
    near = _near_codes(code, names) if len(code) <= LONGEST_GUESS else []
    if not near:
        return "write the three capital letters, such as LSO for Lesotho"
    return "did you mean " + ", ".join(f"{each} ({names[each]})" for each in near) + "?"


def _near_codes(code: str, names: Mapping[str, str]) -> list[str]:
    from difflib import get_close_matches  # noqa: PLC0415 - few files need it

    if meant := country_named(code):
        return [meant["alpha_3"]]
    by_name = {name.lower(): each for each, name in names.items()}
    if near := get_close_matches(code.lower(), by_name, n=3, cutoff=0.7):
        return [by_name[name] for name in near]
    return (
        [each for each in names if each[:2] == code.upper()[:2]] if len(code) == len("LSO") else []
    )


CountryCode = Annotated[str, TextRule(LONGEST_NAME, _is_country, written.COUNTRY_CODE)]
"""ISO 3166-1 alpha-3; the codes ISO leaves to users (XAA to XZZ ...) are accepted too."""


def _is_language(tag: str) -> str:
    if not written.LANGUAGE.match(tag):
        hint = "write an ISO 639 code in lower case, such as en, fr, es or ar"
        if near := tag.lower() if written.LANGUAGE.match(tag.lower()) else _language_named(tag):
            hint = f"did you mean {near}?"
        reject("language-tag", f"{shown(tag)} is not a language tag", hint)
    return tag


def _language_named(name: str) -> str:
    import pycountry  # noqa: PLC0415 - takes long to import, and few files need it

    found = pycountry.languages.get(name=name.capitalize())
    return str(getattr(found, "alpha_2", ""))


LanguageTag = Annotated[str, TextRule(LONGEST_NAME, _is_language, written.LANGUAGE)]
"""BCP 47 language tag, reduced to language, script and region."""


def _is_another_language(tag: str | None, info: ValidationInfo) -> str | None:
    if tag is not None and tag == info.data.get("language"):
        reject(
            "translated-from",
            f"this is the language of the profile itself, {tag}",
            "name the language of the source; in the source itself, delete the key",
        )
    return tag


SourceLanguage = Annotated[LanguageTag | None, AfterValidator(_is_another_language)]
"""The language a profile was translated from; its own language comes before it."""

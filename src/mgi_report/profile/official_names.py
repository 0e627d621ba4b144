"""Name a country as the United Nations do, by ISO 3166-1, in the language of a profile."""

import re
from dataclasses import dataclass
from gettext import GNUTranslations, NullTranslations, translation

__all__ = ["OfficialNames", "official_names"]

ENGLISH = "en"
# “Moldova, Republic of” stands in lists, where the first word counts.
_TURNED = re.compile(r"(?P<core>[^,]+), (?P<lead>.+ of(?: the)?|British|U\.S\.)")
_COMMA = re.compile("[,\u060c]")
_WITH_ARTICLE = re.compile(
    r"\b(?:Republic|Federation|Emirates|Kingdom|States|Islands|Territor\w+|Isle|Commonwealth"
    r"|Holy See|State)\b"
)


@dataclass(frozen=True)
class OfficialNames:
    """Hold the short name of a country, and its full name with its article; None if not known."""

    short_name: str
    name: str | None


def official_names(code: str, language: str = ENGLISH) -> OfficialNames | None:
    """Return the names of the country of an alpha-3 code; None if ISO has given it to no country.

    In other languages than English the full name has no article.
    """
    import pycountry  # noqa: PLC0415 - reads its tables on import

    country = pycountry.countries.get(alpha_3=code)
    if country is None:
        return None
    common = getattr(country, "common_name", country.name)
    official = getattr(country, "official_name", country.name)
    if language.split("-", maxsplit=1)[0] == ENGLISH:
        return _english(country.name, common, official)
    return _translated(country.alpha_2, common, official, language)


def _english(name: str, common: str, official: str) -> OfficialNames:
    turned = _TURNED.fullmatch(name)
    short = name
    if turned:
        straight = f"{turned['lead']} {turned['core']}".removeprefix("The ")
        # The United Nations say Republic of Korea, but Bolivia.
        short = common if common.startswith(turned["core"]) and common != name else straight
        official = straight if official == name else official
    full = official.removeprefix("the ").removeprefix("The ")
    has_article = full != short or _WITH_ARTICLE.search(full)
    return OfficialNames(short, f"The {full}" if has_article else full)


def _translated(alpha_2: str, common: str, official: str, language: str) -> OfficialNames:
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - as above

    words = _words(language)
    short, full = words.gettext(common), words.gettext(official)
    if short == common or _COMMA.search(short):
        try:
            locale = Locale.parse(language, sep="-")
            short = locale.territories.get(alpha_2) or short
        except (UnknownLocaleError, ValueError):
            pass
    return OfficialNames(short, None if full == official or _COMMA.search(full) else full)


def _words(language: str) -> GNUTranslations | NullTranslations:
    import pycountry  # noqa: PLC0415 - as above

    names = [language.replace("-", "_"), language.split("-", maxsplit=1)[0]]
    return translation("iso3166-1", pycountry.LOCALES_DIR, names, fallback=True)

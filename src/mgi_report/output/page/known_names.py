"""Tell the words by which somebody may look for a country or a language, from CLDR.

Names in every language that is an official one somewhere are enough to find what a reader means,
and half of what all languages of CLDR would add to each page.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import zip_longest

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.localedata import locale_identifiers

__all__ = ["folded", "names_of_language", "words_of_countries"]

_REGION = re.compile(r"[A-Z]{2}|\d{3}")
_NO_WORD = re.compile(r"[\W_]+")


def folded(text: str) -> str:
    """Return a text without case, accents and signs, as the script of the page folds what is typed.

    Through capitals, since those spell out letters such as ß.
    """
    parts = unicodedata.normalize("NFKD", text.upper())
    plain = "".join(sign for sign in parts if not unicodedata.category(sign).startswith("M"))
    return _NO_WORD.sub(" ", plain.lower()).strip()


def words_of_countries(codes: Iterable[str]) -> dict[str, str]:
    """Return the folded words of the names of countries by their codes (ISO 3166-1 alpha-3).

    A word that begins another one is left out: who types it finds that one. A country that is
    invented has none.
    """
    import pycountry  # noqa: PLC0415 - reads its tables on import

    known = {code: pycountry.countries.get(alpha_3=code) for code in codes}
    regions = {code: country.alpha_2 for code, country in known.items() if country}
    named = _named(frozenset(regions.values()))
    return {code: " ".join(_longest(named[region])) for code, region in regions.items()}


def names_of_language(tag: str, tongues: Iterable[Locale]) -> tuple[str, ...]:
    """Return the folded names of a language in itself and in some others, and its tag."""
    names = [tag]
    try:
        locale = Locale.parse(tag, sep="-")
    except (ValueError, UnknownLocaleError):
        return (folded(tag),)
    # A usage, such as the French of Canada, is looked for by its language too.
    for named in (locale, Locale(locale.language)):
        names += (named.get_display_name(tongue) or tag for tongue in (locale, *tongues))
    return tuple(dict.fromkeys(map(folded, names)))


def _named(regions: frozenset[str]) -> dict[str, set[str]]:
    """Return the words of the names of regions, in all languages."""
    found: dict[str, set[str]] = defaultdict(set)
    # To read all locales takes half a second, for which a folder of invented countries need not
    # wait.
    for locale in _locales() if regions else ():
        names = locale.territories
        for region in regions & names.keys():
            found[region].update(folded(names[region]).split())
    return found


def _longest(words: set[str]) -> Iterator[str]:
    """Yield words in order without those that another one begins with."""
    ordered = sorted(words)
    for word, following in zip_longest(ordered, ordered[1:], fillvalue=""):
        if not following.startswith(word):
            yield word


@cache
def _locales() -> tuple[Locale, ...]:
    return tuple(Locale.parse(identifier) for identifier in sorted(_identifiers()))


def _identifiers() -> Iterator[str]:
    """Yield the locales of all official languages, in each of their scripts, without regions."""
    used: Mapping[str, Mapping[str, Mapping[str, object]]] = get_global("territory_languages")
    official = {
        tag.partition("_")[0]
        for languages in used.values()
        for tag, use in languages.items()
        if use.get("official_status") == "official"
    }
    for identifier in locale_identifiers():
        language, *rest = identifier.split("_")
        if language in official and not any(map(_REGION.fullmatch, rest)):
            yield identifier

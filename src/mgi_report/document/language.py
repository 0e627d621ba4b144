"""Say things in a profile's language: the catalogue's words, dates, numbers and direction."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from string import Formatter
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_decimal

from mgi_report.document.assets import Assets
from mgi_report.problems.problem import DesignFault, MgiReportError
from mgi_report.profile.file.layers import merged
from mgi_report.profile.framework import Domain, FindingList, Level, TitleForm
from mgi_report.profile.model import Edition
from mgi_report.profile.values import PartialDate

__all__ = [
    "Language",
    "MissingWord",
    "NoCatalogue",
    "Wording",
    "entries_of",
    "entry_at",
    "language_names",
    "leaves",
    "names_in",
    "read_language",
    "read_words",
]

FOLDER = "templates/locales"
LEVELS = frozenset(each.value for each in Level)
FORMS = frozenset({"zero", "one", "two", "few", "many", "other"})
"""The forms of a plural there are in any language (CLDR)."""
SPARING = frozenset({"zero", "one", "two"})
"""The forms that may do without the number: “one finding”."""
COUNTED = 1000
"""No profile counts more of anything than this."""


class NoCatalogue(MgiReportError):  # noqa: N818 - reads as what happened
    """Say that there is no catalogue for a language."""

    def __init__(self, tag: str, known: tuple[str, ...]) -> None:
        self.tag, self.known = tag, known
        super().__init__(f"there is no catalogue for the language {tag}")


class MissingWord(DesignFault):
    """Say that a catalogue lacks an entry that a template asks for, or has one that is no use."""


@dataclass(frozen=True)
class Language:
    """Give the words of one catalogue, for one level of profile (country or city).

    ``catalogue`` names its file in messages.
    """

    tag: str
    words: Mapping[str, Any]
    level: Level = Level.NATIONAL
    catalogue: str = ""

    @cached_property
    def locale(self) -> Locale:
        """Return the locale for dates and numbers."""
        return Locale.parse(self.tag, sep="-")

    @property
    def direction(self) -> str:
        """Return ``ltr`` or ``rtl``."""
        return self("direction")

    def __call__(self, key: str, **values: object) -> str:
        """Return an entry such as ``pages.contents`` with its {places} filled in.

        An entry that differs by level has the keys ``national`` and ``local``. MissingWord if the
        catalogue has no such entry.
        """
        entry = self._entry(key)
        if isinstance(entry, Mapping) and self.level.value in entry:
            entry = entry[self.level.value]
        if not isinstance(entry, str):
            raise self._missing(key)
        try:
            return entry.format_map(values) if values else entry
        except (LookupError, ValueError, AttributeError):
            places = ", ".join(f"{{{name}}}" for name in values)
            message = f"{key} in {self._file} cannot be filled in; it may hold {places}"
            raise MissingWord(message) from None

    @property
    def _file(self) -> str:
        return self.catalogue or f"{FOLDER}/{self.tag}.toml"

    def _missing(self, key: str) -> MissingWord:
        return MissingWord(f"{self._file} has no entry {key}")

    def _entry(self, key: str) -> object:
        entry: Any = self.words
        for part in key.split("."):
            if not isinstance(entry, Mapping) or part not in entry:
                raise self._missing(key)
            entry = entry[part]
        return entry

    def count(self, key: str, number: int, **values: object) -> str:
        """Return the form of an entry that the language's plural rules ask for (CLDR)."""
        forms = self._entry(key)
        form = self.locale.plural_form(number)
        if number == 0 and isinstance(forms, Mapping) and "zero" in forms:
            form = "zero"
        return self(f"{key}.{form}", count=self.number(number), **values)

    def number(self, number: int) -> str:
        """Write a whole number."""
        return format_decimal(number, locale=self.locale)

    def date(self, date: PartialDate) -> str:
        """Write a date to the month or to the day, as far as it is known."""
        pattern = self("dates.month" if date.day is None else "dates.day")
        return format_date(date.first_day, pattern, locale=self.locale)

    def edition(
        self, ordinal: int, year: int | None = None, form: TitleForm = TitleForm.ORDINAL
    ) -> str:
        """Name an edition as it is titled, such as Second Profile or Profile 2021."""
        if form is TitleForm.YEAR and year is not None:
            return self("edition_title.by_year", year=year)
        named = self._entry("edition")
        key = str(ordinal) if isinstance(named, Mapping) and str(ordinal) in named else "other"
        name = self(f"edition.{key}", ordinal=self.number(ordinal))
        if form is TitleForm.ORDINAL or year is None:
            return name
        return self("edition_title.with_year", edition=name, year=year)

    def dated(self, edition: Edition, *, beside_date: bool = False) -> str:
        """Name an edition with its year, if that is known.

        One titled by its ordinal goes without ``beside_date``, where the date tells the same year.
        """
        year, form, date = edition.known_year, edition.title_form, edition.date
        told = beside_date and date is not None and date.year == year
        if form is TitleForm.ORDINAL and not told:
            form = TitleForm.BOTH
        return self.edition(edition.ordinal, year, form)

    def domain(self, domain: Domain) -> str:
        """Name a domain."""
        return self(f"domains.{domain.id}.name")

    def definition(self, domain: Domain) -> str:
        """Define a domain, for countries or for cities by the profile's level."""
        return self(f"domains.{domain.id}")

    def list_heading(self, finding_list: FindingList) -> str:
        """Return the official heading of a list."""
        return self(f"lists.{finding_list.field}")

    def language_name(self, tag: str) -> str:
        """Name another language in that language itself, or give its tag."""
        try:
            other = Locale.parse(tag, sep="-")
        except (ValueError, UnknownLocaleError):
            return tag
        name = other.get_display_name(other) or tag
        return name[:1].upper() + name[1:]


def language_names(assets: Assets) -> tuple[str, ...]:
    """Return the tags of the languages that have a catalogue."""
    names = assets.names(FOLDER, ".toml")
    return tuple(name.removeprefix(f"{FOLDER}/").removesuffix(".toml") for name in names)


def read_language(tag: str, assets: Assets, level: Level = Level.NATIONAL) -> Language:
    """Read the catalogue of a language; NoCatalogue if there is none."""
    name = f"{FOLDER}/{tag}.toml"
    if not assets.has(name):
        raise NoCatalogue(tag, language_names(assets))
    return Language(tag, read_words(name, assets), level, str(assets.place(name).file))


def read_words(name: str, assets: Assets) -> Mapping[str, Any]:
    """Read a catalogue, laid over the one of the language that its entry ``base`` names."""
    words = tomllib.loads(assets.read_text(name))
    base = words.pop("base", None)
    if base is None:
        return words
    below = tomllib.loads(assets.read_text(f"{name.rpartition('/')[0]}/{base}.toml"))
    return merged(below, words)


@dataclass(frozen=True)
class Wording:
    """Hold what an entry must be: its texts in our catalogue by form, an only one by ``""``.

    ``kind`` is ``text``, which may differ by level; ``count``, with the forms of a plural; or
    ``numbered``, for some numbers and all others. ``more`` are names that are filled in beside
    those that our texts have; None says that any may be.
    """

    kind: str
    texts: Mapping[str, str]
    more: frozenset[str] | None = frozenset()

    def allows(self, form: str) -> bool:
        """Return whether an entry of this kind can have such a form."""
        if self.kind == "text":
            return form in LEVELS
        return form in FORMS if self.kind == "count" else form == "other" or form.isdecimal()

    def needs(self, locale: Locale) -> frozenset[str]:
        """Return the forms that a group of this kind must have in a language."""
        if self.kind == "text":
            return LEVELS
        if self.kind == "numbered":
            return frozenset({"other"})
        return _forms_of(locale)

    def may_name(self) -> frozenset[str] | None:
        """Return the names that are filled in; None if that is not known."""
        always = {"text": (), "count": ("count",), "numbered": ("ordinal",)}[self.kind]
        if self.more is None:
            return None
        return self.more.union(always, *(names_in(text) or () for text in self.texts.values()))

    def must_name(self, form: str) -> frozenset[str]:
        """Return the names without which a text would lose what is filled in."""
        if form in SPARING or form.isdecimal():
            return frozenset()
        like = self.texts.get(form) or self.texts.get("other")
        texts = self.texts.values() if like is None else (like,)
        return frozenset.intersection(*(names_in(text) or frozenset() for text in texts or ("",)))


@cache
def _forms_of(locale: Locale) -> frozenset[str]:
    """Return the forms of a plural that the counts of profiles ask for in a language."""
    return frozenset({"other", *map(locale.plural_form, range(COUNTED))})


def entries_of(words: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Wording]]:
    """Yield the entries of our own catalogue."""
    for key, value in words.items():
        if not isinstance(value, Mapping):
            yield prefix + key, Wording("text", {"": value})
        elif value.keys() == LEVELS:
            yield prefix + key, Wording("text", value)
        elif "other" in value:
            yield prefix + key, Wording("count" if value.keys() <= FORMS else "numbered", value)
        else:
            yield from entries_of(value, f"{prefix}{key}.")


def entry_at(words: Mapping[str, Any], key: str) -> object:
    """Return an entry; None if there is none; what stands where its group should be."""
    entry: Any = words
    for part in key.split("."):
        if not isinstance(entry, Mapping) or part not in entry:
            return entry if not isinstance(entry, Mapping) else None
        entry = entry[part]
    return entry


def leaves(
    words: Mapping[str, Any], path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], object]]:
    """Yield what a catalogue says that is no group, with its path."""
    for key, value in words.items():
        if isinstance(value, Mapping):
            yield from leaves(value, (*path, key))
        else:
            yield (*path, key), value


def names_in(text: str) -> frozenset[str] | None:
    """Return what stands in braces, which should be names; None if they are not in order."""
    found = set()
    try:
        for _, name, form, conversion in Formatter().parse(text):
            if name is not None:
                found.add(
                    f"{name}{'!' if conversion else ''}{conversion or ''}{form and ':'}{form}"
                )
    except ValueError:
        return None
    return frozenset(found)

"""Say things in a profile's language: the catalogue's words, dates, numbers and direction."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_decimal

from mgi_report.document.assets import Assets
from mgi_report.document.catalogue import (
    LOCALES,
    catalogue_for,
    language_names,
    read_words,
    tags_from,
)
from mgi_report.problems.problem import DesignFault
from mgi_report.profile.framework import Domain, FindingList, Level, TitleForm
from mgi_report.profile.model import Edition
from mgi_report.profile.values import PartialDate

__all__ = ["Language", "MissingWord", "begun", "domain_definitions", "read_language"]

USAGES = {"pt": "pt-PT"}
"""Where CLDR means another usage than our catalogue: its plain pt is that of Brazil."""


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
        """Return the locale for dates and numbers, of the nearest usage that is known."""
        for tag in tags_from(self.tag):
            try:
                return Locale.parse(USAGES.get(tag, tag), sep="-")
            except UnknownLocaleError:
                continue
        raise UnknownLocaleError(self.tag)

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
        return self.catalogue or f"{LOCALES}/{self.tag}.toml"

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
        kind = "month" if date.day is None else "first" if date.day == 1 else "day"
        return format_date(date.first_day, self(f"dates.{kind}"), locale=self.locale)

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
        return begun(other.get_display_name(other) or tag)

    def language_name_here(self, tag: str) -> str:
        """Name another language in this one, or give its tag."""
        try:
            other = Locale.parse(tag, sep="-")
        except (ValueError, UnknownLocaleError):
            return tag
        return begun(other.get_display_name(self.locale) or tag)


def begun(text: str) -> str:
    """Return a text as it begins a sentence, in languages whose months and languages are small."""
    return text[:1].upper() + text[1:]


def read_language(tag: str, assets: Assets, level: Level = Level.NATIONAL) -> Language:
    """Read the catalogue of a language, or of the one it is a usage of; NoCatalogue if none."""
    name = catalogue_for(tag, assets)
    return Language(tag, read_words(name, assets), level, str(assets.place(name).file))


def domain_definitions(assets: Assets) -> tuple[str, ...]:
    """Return the definitions of the domains, for countries and for cities, in every language."""
    languages = [
        read_language(tag, assets, level) for tag in language_names(assets) for level in Level
    ]
    return tuple(each.definition(domain) for each in languages for domain in Domain)

"""Say what an entry of a catalogue must be, by ours in English: its forms, and what it names."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from string import Formatter
from typing import Any

from babel import Locale

from mgi_report.profile.framework import Level

__all__ = ["Wording", "entries_of", "entry_at", "leaves", "names_in"]

LEVELS = frozenset(each.value for each in Level)
FORMS = frozenset({"zero", "one", "two", "few", "many", "other"})
"""The forms of a plural there are in any language (CLDR)."""
COUNTED = 1000
"""No profile counts more of anything than this."""


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

    def must_name(self, form: str, locale: Locale) -> frozenset[str]:
        """Return the names without which a text would lose what is filled in.

        A form that is said of one number only may do without it: “one finding”.
        """
        if form.isdecimal() or form in _sparing(locale):
            return frozenset()
        like = self.texts.get("other" if self.kind == "count" else form)
        texts = self.texts.values() if like is None else (like,)
        return frozenset.intersection(*(names_in(text) or frozenset() for text in texts or ("",)))


@cache
def _forms_of(locale: Locale) -> frozenset[str]:
    """Return the forms of a plural that the counts of profiles ask for in a language."""
    return frozenset({"other", *map(locale.plural_form, range(COUNTED))})


@cache
def _sparing(locale: Locale) -> frozenset[str]:
    """Return the forms of a plural that are said of one number only, or of that and none."""
    counted = Counter(map(locale.plural_form, range(1, COUNTED)))
    return frozenset({"zero"} | {form for form, times in counted.items() if times == 1})


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

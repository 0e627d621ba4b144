"""Prove a theme's catalogues of words: complete, without strange entries, filled in as ours are."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from pydantic import TypeAdapter, ValidationError

from mgi_report.document.assets import Assets, Theme
from mgi_report.document.catalogue import LOCALES, language_names, read_words
from mgi_report.document.wording import Wording, entries_of, entry_at, leaves, names_in
from mgi_report.problems.problem import Location, Problem, shown
from mgi_report.profile.codes import LanguageTag
from mgi_report.profile.file.text import text_of
from mgi_report.profile.file.toml import TomlFile, read_toml
from mgi_report.profile.shape import nearest_word

__all__ = ["REVIEW", "WEB", "Asked", "Catalogues"]

WEB = "templates/web"
REVIEW = "templates/review"
DIRECTIONS = ("ltr", "rtl")


class Asked(NamedTuple):
    """Hold an entry that pages ask for, where they do, and the names they fill in, if known."""

    key: str
    place: Location
    names: frozenset[str] | None
    counts: bool = False


@dataclass(frozen=True)
class Catalogues:
    """Prove a theme's catalogues of one folder: of profiles, of the download page, for reviewers.

    ``asked`` are the entries that its book and templates ask for; ``texts`` is every text in quotes
    in these templates, of which the name of an entry may be put together; None if some of them
    cannot be read. What is ``unread`` is told of elsewhere.
    """

    folder: str
    theme: Theme
    asked: Sequence[Asked]
    texts: AbstractSet[str] | None
    unread: AbstractSet[str] = frozenset()

    def problems(self) -> Iterator[Problem]:
        """Yield what is wrong with them, or with asking for words where there is none of them."""
        names = [name for name in sorted(self.theme.files) if self._is_ours(name)]
        for name in names:
            if name not in self.unread:
                yield from self._problems(name, PurePosixPath(name).stem)
        if not names:
            yield from self._unanswered()

    def _is_ours(self, name: str) -> bool:
        path = PurePosixPath(name)
        return str(path.parent) == self.folder and path.suffix == ".toml"

    @cached_property
    def _assets(self) -> Assets:
        return Assets(theme=self.theme)

    def _name(self, tag: object) -> str:
        return f"{self.folder}/{tag}.toml"

    @property
    def _first(self) -> str:
        """Return the name of our catalogue that is complete."""
        return self._name("en")

    @cached_property
    def _our_words(self) -> Mapping[str, Any]:
        return read_words(self._first, Assets())

    @cached_property
    def _wanted(self) -> Mapping[str, Wording]:
        """Return what entries a catalogue needs: those of ours, and those that are asked for."""
        found = dict(entries_of(self._our_words))
        for each in self.asked:
            entry = found.get(each.key)
            if entry is None and isinstance(entry_at(self._our_words, each.key), Mapping):
                continue  # A group of ours that differs by level, and has more in it.
            entry = entry or Wording("count" if each.counts else "text", {})
            known = each.names is not None and entry.more is not None
            more = frozenset({*(each.names or ()), *(entry.more or ())}) if known else None
            found[each.key] = Wording(entry.kind, entry.texts, more)
        return found

    def _unanswered(self) -> Iterator[Problem]:
        """Yield each entry that is asked for in a theme without catalogues, and that ours lack."""
        for each in {one.key: one for one in reversed(self.asked)}.values():
            if entry_at(self._our_words, each.key) is None:
                message = f"no catalogue has the entry {each.key}, which is needed here"
                hint = f"write it into {self._first} of the theme"
                yield Problem("theme", message, hint, each.place)

    def _problems(self, name: str, tag: str) -> Iterator[Problem]:
        toml = self._read(name)
        start = Location(toml.text.file, 1, 1, excerpt=toml.text.line_at(0))
        if self.folder == WEB and not self._assets.has(f"{LOCALES}/{tag}.toml"):
            message = "nobody reads this catalogue: profiles have no words in this language"
            yield Problem("theme", message, f"write them into {LOCALES}/{tag}.toml", start)
            return
        locale = _locale(tag)
        if isinstance(locale, str):
            hint = "name it by a language and, if need be, a country: fr.toml, en-ZA.toml"
            yield Problem("theme", f"no profile can be in this language: {locale}", hint, start)
            return
        for path, value in leaves(toml.values):
            if path != ("base",) and path[0] != "seen":
                leaf = _Leaf(path, value, toml.locate(path), locale)
                yield from leaf.problems(self._wanted, self.texts)
        if "base" in toml.values and (fault := self._base_fault(tag, toml.values["base"])):
            yield Problem("theme", *fault, toml.locate(("base",)))
        elif missing := self._missing_here(name, toml.values.get("base"), locale):
            many = f"{len(missing)} entries are" if len(missing) > 1 else "an entry is"
            message = f"{many} missing: {_listed(missing, read_words(name, self._assets))}"
            hint = "add them: book.toml and the templates of the theme ask for them"
            if any(entry_at(self._our_words, key) for key in missing):
                hint = f"copy them from our {self._first} and translate them"
            yield Problem("theme", message, hint, start)

    def _read(self, name: str) -> TomlFile:
        return read_toml(text_of(self.theme.folder / name, self.theme.files[name]))

    def _base_fault(self, tag: str, base: object) -> tuple[str, str] | None:
        """Return why a catalogue cannot be laid over the one it names, and how to mend it."""
        tags = tuple(each for each in language_names(self._assets) if each != tag)
        if Assets().has(self._name(tag)):
            return "this language is here already, and needs no base", "take the line out"
        if not isinstance(base, str) or base not in tags:
            near = nearest_word(base, tags) if isinstance(base, str) else None
            hint = f"did you mean {near}?" if near else f"the catalogues are {', '.join(tags)}"
            return f"there is no catalogue {shown(base)} to lay this one over", hint
        if base.partition("-")[0] != tag.partition("-")[0]:
            hint = "take the line out, and translate every entry"
            return f"{shown(base)} is another language, whose words would stand in {tag}", hint
        below = self._name(base)
        if (
            below in self.theme.files
            and below not in self.unread
            and self._read(below).values.get("base")
        ):
            hint = "name a catalogue that is complete"
            return f"{shown(base)} is laid over another catalogue itself", hint
        return None

    def _missing_here(self, name: str, base: object, locale: Locale) -> list[str]:
        """Return the entries a catalogue lacks, but those that its base in the theme lacks."""
        below = self._name(base)
        if below in self.unread:
            return []
        missing = [*self._missing(name, locale)]
        if below not in self.theme.files:
            return missing
        told = {*self._missing(below, locale)}
        return [key for key in missing if key not in told]

    def _missing(self, name: str, locale: Locale) -> Iterator[str]:
        """Yield the entries, and forms of entries, that are wanted and not there."""
        words = read_words(name, self._assets)
        for key, entry in self._wanted.items():
            found = entry_at(words, key)
            if found is None and entry.kind == "text":
                yield key
            elif found is None or isinstance(found, Mapping):
                yield from (
                    f"{key}.{form}" for form in sorted(entry.needs(locale) - {*(found or ())})
                )


def _listed(missing: Sequence[str], words: Mapping[str, Any]) -> str:
    """Name entries by their groups, as they stand in a file; a group that is missing, as one."""
    groups: dict[str, list[str]] = {}
    for key in missing:
        group, _, last = key.rpartition(".")
        groups.setdefault(group, []).append(last)
    return "; ".join(
        f"[{group}]"
        if group and entry_at(words, group) is None
        else f"[{group}] {', '.join(keys)}".removeprefix("[] ")
        for group, keys in groups.items()
    )


def _locale(tag: str) -> Locale | str:
    """Return the locale of a catalogue, or why no profile can have it."""
    try:
        return Locale.parse(TypeAdapter(LanguageTag).validate_python(tag), sep="-")
    except ValidationError as error:
        return str(error.errors()[0].get("ctx", {}).get("message", tag))
    except (ValueError, UnknownLocaleError):
        return f"nothing is known of {shown(tag)}"


class _Leaf(NamedTuple):
    """Hold a line of a catalogue: its path, what it says, and where."""

    path: tuple[str, ...]
    value: object
    place: Location
    locale: Locale

    @property
    def key(self) -> str:
        return ".".join(self.path)

    def problems(
        self, wanted: Mapping[str, Wording], texts: AbstractSet[str] | None
    ) -> Iterator[Problem]:
        """Yield what is wrong with it, against the entries that are wanted."""
        key, found = self.key, self._entry(wanted)
        if found and isinstance(self.value, str):
            yield from self._text_problems(self.value, *found)
        elif key in wanted and not found:
            forms = ", ".join(sorted(wanted[key].needs(self.locale)))
            message = f"{key} is one text here, but has a text for each of some forms"
            yield self._problem(message, f"write a group of this name with {forms}")
        elif not found and any(each.startswith(f"{key}.") for each in wanted):
            message = f"{key} is one text here, but is a group of entries"
            yield self._problem(message, f"write a line [{key}], and its entries below it")
        elif not isinstance(self.value, str):
            message = f"a text is expected, but this is {shown(self.value)}"
            yield self._problem(message, 'write it in quotes: "…"')
        elif texts is not None and not _may_be_said(key, texts):
            near = nearest_word(key, tuple(wanted))
            hint = f"did you mean {near}?" if near else "take it out, or ask for it in a template"
            yield self._problem(f"nobody asks for an entry {key}", hint)

    def _problem(self, message: str, hint: str) -> Problem:
        return Problem("theme", message, hint, self.place)

    def _entry(self, wanted: Mapping[str, Wording]) -> tuple[Wording, str] | None:
        """Return the entry this is, or is a form of, and the form."""
        if self.key in wanted and wanted[self.key].kind == "text":
            return wanted[self.key], ""
        group = wanted.get(".".join(self.path[:-1]))
        return (group, self.path[-1]) if group and group.allows(self.path[-1]) else None

    def _text_problems(self, text: str, entry: Wording, form: str) -> Iterator[Problem]:
        """Yield what is wrong with a text: what is filled in, and where it must be of a kind."""
        key, names, known = self.key, names_in(text), entry.may_name()
        if key == "direction" and text not in DIRECTIONS:
            yield self._problem(f"{shown(text)} is no direction", "write ltr or rtl")
        elif key.startswith("dates.") and not _is_pattern(text, self.locale):
            hint = "write one such as d MMMM y, with other letters in 'single quotes'"
            yield self._problem(f"{shown(text)} is no pattern of a date", hint)
        elif names is None:
            hint = "a name stands in {braces}; write a brace that is part of the text twice"
            yield self._problem(f"the braces of {key} do not belong together", hint)
        else:
            for name in sorted(names - known) if known is not None else ():
                hint = _hint(name, tuple(sorted(known or ())))
                yield self._problem(f"nobody fills in {{{name}}} in {key}", hint)
            if lost := sorted(entry.must_name(form, self.locale) - names):
                message = f"{key} lacks {_braced(lost)}, which ours has"
                yield self._problem(message, "write it where it belongs in the sentence")


def _braced(names: Sequence[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in names)


def _hint(name: str, known: tuple[str, ...]) -> str:
    if near := nearest_word(name, known):
        return f"did you mean {_braced([near])}?"
    return f"it may hold {_braced(known)}" if known else "write it without braces"


def _may_be_said(key: str, texts: AbstractSet[str]) -> bool:
    """Return whether a template may ask for an entry, also by a name it puts together."""
    return any(
        key == text or key.startswith(f"{text}.") or ("." in text and key.startswith(text))
        for text in texts
    )


def _is_pattern(text: str, locale: Locale) -> bool:
    try:
        return bool(format_date(date.min, text, locale=locale))
    except (AttributeError, LookupError, ValueError):
        return False

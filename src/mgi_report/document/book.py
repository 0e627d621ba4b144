"""Read what a theme adds to the book (templates/book.toml): pages, and logos of the house.

A profile has its pages in a fixed order; added ones stand before or after one of them, also where
the profile has no data for that one.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Annotated, Any, NamedTuple, Self, TypeVar

from pydantic import AfterValidator, ValidationError, model_validator

from mgi_report.document.assets import FOLDERS, Assets
from mgi_report.document.language import Language
from mgi_report.document.views import Page
from mgi_report.problems.problem import (
    DataPath,
    Fault,
    Problem,
    ProblemsFound,
    in_file_order,
    shown,
)
from mgi_report.profile.file.text import SourceText
from mgi_report.profile.file.toml import TomlFault, TomlFile, read_toml
from mgi_report.profile.framework import Domain
from mgi_report.profile.pictures import picture_fault
from mgi_report.profile.settings import read_settings
from mgi_report.profile.shape import nearest_word
from mgi_report.profile.values import Model, WebAddress, reject

__all__ = ["AddedPage", "Book", "Group", "HouseLogo", "LogoView", "Sharing", "grouped", "read_book"]

M = TypeVar("M", bound=Model)
FILE = "templates/book.toml"
ORDER = (
    "cover",
    "imprint",
    "contents",
    "sections-before-findings",
    "wheel",
    "all-findings",
    *(f"domain-{domain.number}" for domain in Domain),
    "sections-after-findings",
    "comparison",
    "register",
    "sources",
    "about",
    "how-to-read",
    "acknowledgements",
    "back",
)
"""The places of a book. The blank pages that fill the last sheet come before its back cover."""

REFUSED = {
    ("before", "cover"): "the cover is the first page",
    ("after", "back"): "the back cover is the last page",
}
NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
# What findings, sections and the blank pages at the end have for anchors.
TAKEN = re.compile(r"(f|findings|domain|section|spare)-.*")
PICTURES = (".svg", ".png", ".jpg", ".jpeg")


def _name(text: str) -> str:
    if not NAME.fullmatch(text):
        hint = "use small letters and digits, with single hyphens between: a-word-before"
        reject("theme", f"{shown(text)} cannot name a template and an anchor", hint)
    return text


def _free_name(text: str) -> str:
    if text in ORDER or TAKEN.fullmatch(text):
        hint = "choose another name; to change a page of ours, put a template of its name in place"
        reject("theme", f"there is a page {shown(text)} already", hint)
    return _name(text)


def _picture(text: str) -> str:
    path = PurePosixPath(text)
    if not path.parts or path.parts[0] not in FOLDERS or ".." in path.parts:
        hint = "write its path in the theme, such as styles/logos/house.svg"
        reject("theme", f"{shown(text)} is no file below {' or '.join(FOLDERS)}", hint)
    if path.suffix.lower() not in PICTURES:
        reject("theme", f"{shown(text)} is no SVG, PNG or JPEG file", "convert it, best into SVG")
    return text


class AddedPage(Model):
    """Add a page: ``templates/pages/NAME.html``, with the heading ``pages.NAME`` of the catalogue.

    It stands ``after`` or ``before`` a page; the contents name it where it is ``listed``.
    """

    name: Annotated[str, AfterValidator(_free_name)]
    after: str | None = None
    before: str | None = None
    listed: bool = True

    @model_validator(mode="after")
    def _has_one_place(self) -> Self:
        if (self.after is None) == (self.before is None):
            hint = 'write one of them, such as after = "imprint"'
            reject("theme", f"the page {shown(self.name)} needs either after or before", hint)
        return self

    @property
    def place(self) -> tuple[str, str]:
        """Return ``after`` or ``before``, and the page it names."""
        return ("before", self.before or "") if self.after is None else ("after", self.after)

    @property
    def word(self) -> str:
        """Return the name of the page in catalogues, where hyphens are underscores."""
        return self.name.replace("-", "_")


class HouseLogo(Model):
    """Show a logo on the cover, before those of the profile; its words are ``logos.NAME``."""

    name: Annotated[str, AfterValidator(_name)]
    file: Annotated[str, AfterValidator(_picture)]
    url: WebAddress | None = None

    @property
    def word(self) -> str:
        """Return the name of the logo in catalogues, where hyphens are underscores."""
        return self.name.replace("-", "_")


class LogoView(NamedTuple):
    """Show a logo of the house."""

    src: str
    alt: str
    url: str | None


@dataclass(frozen=True)
class Sharing:
    """Say that two sections share a page, in which order, and in which style."""

    style: str
    anchors: tuple[str, str]


@dataclass(frozen=True)
class Group:
    """Hold sections that share a page in a style; one by itself has none."""

    pages: tuple[Page, ...]
    style: str = ""


class Book(Model):
    """Hold what is added to the pages of every profile."""

    page: tuple[AddedPage, ...] = ()
    logo: tuple[HouseLogo, ...] = ()

    def logos(self, say: Language) -> tuple[LogoView, ...]:
        """Return the logos in a language."""
        return tuple(LogoView(e.file, say(f"logos.{e.word}"), e.url) for e in self.logo)

    def arrange(self, pages: Iterable[Page], make: Callable[[AddedPage], Page]) -> tuple[Page, ...]:
        """Return the pages of a profile with the added ones, which ``make`` makes, in place."""
        by_place: dict[str, list[Page]] = {}
        for page in pages:
            place = page.place or _place(page.anchor, by_place)
            by_place.setdefault(place, []).append(page)
        for added in self.page:
            by_place[added.name] = [make(added)]
        return tuple(page for place in self._order() for page in by_place.get(place, ()))

    def _order(self) -> list[str]:
        order = list(ORDER)
        last: dict[tuple[str, str], str] = {}
        for page in self.page:
            where, name = page.place
            at = order.index(name if where == "before" else last.get(page.place, name))
            order.insert(at + (where == "after"), page.name)
            last[page.place] = page.name
        return order


def _place(anchor: str, so_far: Mapping[str, object]) -> str:
    """Return the place in the book that a page of ours belongs to."""
    kind, _, number = anchor.rpartition("-")
    if kind == "section":
        return f"sections-{'after' if 'wheel' in so_far else 'before'}-findings"
    if kind == "findings":
        return f"domain-{number}"
    return "back" if kind == "spare" else anchor


def grouped(pages: Sequence[Page], sharing: Sequence[Sharing]) -> Iterator[Group]:
    """Yield the pages in order; neighbours that are to share a page come as one group."""
    waiting = list(pages)
    while waiting:
        pair = {page.anchor: page for page in waiting[:2]}
        shared = next((each for each in sharing if set(each.anchors) == set(pair)), None)
        if shared is None:
            yield Group((waiting.pop(0),))
        else:
            parts = tuple(replace(pair[anchor], shared=True) for anchor in shared.anchors)
            yield Group(parts, shared.style)
            del waiting[:2]


def read_book(assets: Assets) -> Book:
    """Read templates/book.toml; ProblemsFound with everything that is wrong with it."""
    data = assets.read_bytes(FILE)
    text = SourceText.of(Path(assets.place(FILE).file), data, data.decode("utf-8-sig"))
    problems: list[Problem] = []
    try:
        book = read_settings(text, Book, "theme")
    except ProblemsFound as found:
        problems += found.problems
    with suppress(TomlFault):  # Which is among the problems then.
        toml = read_toml(text)
        faults = (
            *_page_faults(dict(_sound(toml, "page", AddedPage)), _named(toml), assets),
            *_logo_faults(dict(_sound(toml, "logo", HouseLogo)), assets),
        )
        problems += [Problem(*fault, location=toml.locate(path)) for path, fault in faults]
    if problems:
        raise ProblemsFound(in_file_order(problems))
    return book


def _entries(toml: TomlFile, key: str) -> Iterator[tuple[int, dict[str, Any]]]:
    entries = toml.values.get(key)
    for number, entry in enumerate(entries if isinstance(entries, list) else ()):
        if isinstance(entry, dict):
            yield number, entry


def _sound(toml: TomlFile, key: str, model: type[M]) -> Iterator[tuple[int, M]]:
    """Yield the entries of a list that are understood, but for strange keys, by their positions."""
    for number, entry in _entries(toml, key):
        known = {name: entry[name] for name in model.model_fields if name in entry}
        with suppress(ValidationError):
            yield number, model.model_validate(known)


def _named(toml: TomlFile) -> dict[int, str]:
    """Return the names of the pages by their positions, also of those with a fault."""
    return {number: str(entry.get("name", "")) for number, entry in _entries(toml, "page")}


def _page_faults(
    pages: Mapping[int, AddedPage], names: Mapping[int, str], assets: Assets
) -> Iterator[tuple[DataPath, Fault]]:
    """Yield what is wrong with the places and templates of pages, and where it stands."""
    known = dict.fromkeys((*ORDER, *(name for at, name in names.items() if at not in pages)))
    for number, page in pages.items():
        where, name = page.place
        path = ("page", number, where)
        if name not in known:
            near = nearest_word(name, tuple(known))
            hint = f"did you mean {near}?" if near else f"the pages are {', '.join(known)}"
            yield path, Fault("theme", f"there is no page {shown(name)}", hint)
        elif (where, name) in REFUSED:
            message = f"no page can stand {where} {name}: {REFUSED[where, name]}"
            yield path, Fault("theme", message, "choose another place")
        if page.name in known:
            message = f"there are two pages {shown(page.name)}"
            yield ("page", number, "name"), Fault("theme", message, "give each its own name")
        known[page.name] = None
        yield from _missing(("page", number, "name"), f"templates/pages/{page.name}.html", assets)


def _logo_faults(
    logos: Mapping[int, HouseLogo], assets: Assets
) -> Iterator[tuple[DataPath, Fault]]:
    """Yield what is wrong with the pictures of logos, as with those of a profile."""
    for number, logo in logos.items():
        path = ("logo", number, "file")
        if not assets.has(logo.file):
            yield from _missing(path, logo.file, assets)
        elif fault := picture_fault(assets.read_bytes(logo.file)):
            yield path, Fault("theme", f"the picture {shown(logo.file)} {fault[0]}", fault[1])


def _missing(path: DataPath, name: str, assets: Assets) -> Iterator[tuple[DataPath, Fault]]:
    if assets.has(name):
        return
    folder, _, suffix = name.rpartition(".")
    near = nearest_word(name, assets.names(folder.split("/")[0], f".{suffix}"))
    hint = f"did you mean {near}?" if near else "add the file"
    yield path, Fault("theme", f"the theme has no file {name}", hint)

"""Find and read the catalogue of a language: its own, or that of the language it is a usage of.

Nothing here knows of plurals or dates, so that a check of a profile need not wait for them.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Any

from mgi_report.document.assets import Assets
from mgi_report.problems.problem import MgiReportError
from mgi_report.profile.framework import Domain, FindingList, Level

__all__ = [
    "LOCALES",
    "NoCatalogue",
    "assets_for",
    "catalogue_for",
    "language_names",
    "read_words",
    "tags_from",
    "unconfirmed_terms",
]

LOCALES = "templates/locales"
_BASE = re.compile(r"^base\b", re.MULTILINE)


class NoCatalogue(MgiReportError):  # noqa: N818 - reads as what happened
    """Say that there is no catalogue for a language."""

    def __init__(self, tag: str, known: tuple[str, ...]) -> None:
        self.tag, self.known = tag, known
        super().__init__(f"there is no catalogue for the language {tag}")


def tags_from(tag: str) -> Iterator[str]:
    """Yield a tag and the tags it is a usage of: fr-CA, fr.

    A language in another script, which a tag names with one capital, is another one: sr-Latn is
    no usage of sr.
    """
    yield tag
    shorter, _, last = tag.rpartition("-")
    if shorter and not last.istitle():
        yield from tags_from(shorter)


def catalogue_for(tag: str, assets: Assets, folder: str = LOCALES) -> str:
    """Return the name of the catalogue for a language; NoCatalogue if there is none."""
    for each in tags_from(tag):
        name = f"{folder}/{each}.toml"
        if assets.has(name):
            return name
    raise NoCatalogue(tag, language_names(assets, folder))


def language_names(assets: Assets, folder: str = LOCALES) -> tuple[str, ...]:
    """Return the tags of the languages that have a catalogue."""
    return tuple(PurePosixPath(name).stem for name in assets.names(folder, ".toml"))


def read_words(name: str, assets: Assets) -> Mapping[str, Any]:
    """Read a catalogue, laid over the one of the language that its entry ``base`` names.

    What it says of its own wording, in the group ``seen``, is none of its words.
    """
    words = _read(name, assets)
    words.pop("seen", None)
    return words


def assets_for(tag: str, assets: Assets) -> Assets:
    """Return the assets for the script of a language; NoCatalogue if it has no words."""
    words = read_words(catalogue_for(tag, assets), assets)
    return assets.in_script(str(words.get("script", "")))


def _may_say(sign: str, text: str) -> bool:
    """Return whether a catalogue, or the one it is laid over, may have a sign in it.

    Most have not, and need not be parsed, which would make checks slower.
    """
    return sign in text or _BASE.search(text) is not None


def _read(name: str, assets: Assets) -> dict[str, Any]:
    words = dict(_parsed(assets.read_text(name)))
    base = words.pop("base", None)
    if base is None:
        return words
    from mgi_report.profile.file.layers import merged  # noqa: PLC0415 - few catalogues need it

    below = _parsed(assets.read_text(f"{name.rpartition('/')[0]}/{base}.toml"))
    return merged(below, words)


# A pure function of a few files, which every profile of a run asks for.
@lru_cache
def _parsed(text: str) -> Mapping[str, Any]:
    import tomllib  # noqa: PLC0415 - most checks of profiles parse no catalogue

    return tomllib.loads(text)


def unconfirmed_terms(tag: str, level: Level, assets: Assets) -> tuple[str, ...]:
    """Return the entries with terms of the MGI whose wording is our own translation.

    A catalogue that has a group ``seen`` names in it those whose wording was seen elsewhere; one
    without speaks for itself, and so does what a theme says. NoCatalogue if there is none.
    """
    name = catalogue_for(tag, assets)
    if not _may_say("[seen]", assets.read_text(name)):
        return ()
    words = _read(name, assets)
    if "seen" not in words:
        return ()
    theirs: Mapping[str, Any] = {}
    if assets.theme is not None and name in assets.theme.files:
        theirs = _parsed(assets.theme.files[name].decode("utf-8-sig"))
    return tuple(
        key
        for key in _terms(level)
        if key not in words["seen"] and not _has(theirs, key.split("."))
    )


def _terms(level: Level) -> Iterator[str]:
    yield f"series.{level.value}"
    yield from (f"lists.{each.field}" for each in FindingList)
    for domain in Domain:
        yield f"domains.{domain.id}.name"
        yield f"domains.{domain.id}.{level.value}"


def _has(words: Mapping[str, Any], path: Sequence[str]) -> bool:
    entry: Any = words
    for part in path:
        if not isinstance(entry, Mapping) or part not in entry:
            return False
        entry = entry[part]
    return True

"""Hold a translation beside the file it was made from, and point at both."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from mgi_report.problems.problem import DataPath, Fault, Location, Problem, ProblemsFound, Severity
from mgi_report.profile.file.data_file import DataFile, read_data_file
from mgi_report.profile.file.tree import Node
from mgi_report.profile.framework import Domain, FindingList
from mgi_report.profile.language_versions import LanguageVersion, VersionFinder

__all__ = ["FindingPair", "TranslationPair", "source_of"]

ENGLISH = "en"


class FindingPair(NamedTuple):
    """Hold a finding of a translation and that of the source at the same place, with its number."""

    number: str
    path: DataPath
    here: Node
    there: Node


class ListPair(NamedTuple):
    """Hold a list of findings of a translation and that of the source, with its number."""

    number: str
    path: DataPath
    here: tuple[Node, ...]
    there: tuple[Node, ...]


class TranslationPair(NamedTuple):
    """Hold a translation, ``here``, and its source, ``there``."""

    here: DataFile
    there: DataFile

    @property
    def name(self) -> str:
        """Return the name of the source's file, as messages have it."""
        return self.there.text.file.name

    def entries(self, path: DataPath) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
        """Return the entries of a list here and there; there are none where it is missing."""
        return _entries(self.here, path), _entries(self.there, path)

    def lists(self) -> Iterator[ListPair]:
        """Yield the lists of findings that both have."""
        for domain in Domain:
            for each in FindingList:
                path = ("domains", domain.id, each.field)
                if all(file.nearest(path)[0] == path for file in (self.here, self.there)):
                    yield ListPair(f"{domain.number}.{each.letter}", path, *self.entries(path))

    def findings(self) -> Iterator[FindingPair]:
        """Yield the findings side by side, of those lists that have as many of them."""
        for each in self.lists():
            if len(each.here) == len(each.there):
                pairs = zip(each.here, each.there, strict=True)
                for position, nodes in enumerate(pairs):
                    number = f"{each.number}.{position + 1}"
                    yield FindingPair(number, (*each.path, position), *nodes)

    def warning(self, fault: Fault, here: Location, there: Location) -> Problem:
        """Return a warning at a place of the translation that points at one of the source too."""
        return Problem(*fault, location=here, severity=Severity.WARNING, also=(there,))


def _entries(file: DataFile, path: DataPath) -> tuple[Node, ...]:
    found, node = file.nearest(path)
    return tuple(node.items.values()) if found == path else ()


def source_of(
    file: Path, own: LanguageVersion, translated_from: str | None, versions: VersionFinder
) -> DataFile | None:
    """Return the source of a translation, None if it is none or its source does not lie beside it.

    Where no file says from which language it is translated, English is the source, or else the
    language that comes first.
    """
    beside = versions.beside(file, own)
    wanted = translated_from
    if wanted is None:
        languages = sorted({own.language, *beside}, key=lambda tag: (not _is_english(tag), tag))
        wanted = languages[0]
    if wanted == own.language or wanted not in beside:
        return None
    try:
        source = read_data_file(beside[wanted])
    except ProblemsFound:
        return None  # Its own check tells.
    said = source.root.items.get("translated_from")
    is_other_way_round = said is not None and said.value == own.language
    return None if translated_from is None and is_other_way_round else source


def _is_english(tag: str) -> bool:
    return tag.partition("-")[0] == ENGLISH

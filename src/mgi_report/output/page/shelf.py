"""Put the files of a manifest in the order in which people look for them.

Subjects are ordered by name, editions newest first. Nothing is ranked.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import quote

from mgi_report.document.ordering import Ordering
from mgi_report.output.formats import FORMATS
from mgi_report.output.manifest import FileRecord
from mgi_report.profile.framework import Level, Status

__all__ = ["Name", "ShelfPublication", "ShelfSubject", "link_to", "publications", "shelve"]

ORDER = [each.name for each in FORMATS]


class Name(NamedTuple):
    """Hold a name and the tag of the language it is in."""

    text: str
    language: str


@dataclass(frozen=True)
class ShelfPublication:
    """Hold the files of one edition in one language: one for each format."""

    files: tuple[FileRecord, ...]

    @property
    def leading(self) -> FileRecord:
        """Return the file that stands for the others: the download format, if there is one."""
        return self.files[0]

    @property
    def is_draft(self) -> bool:
        """Return whether all its files are drafts."""
        return all(file.status is Status.DRAFT for file in self.files)

    @property
    def is_outdated(self) -> bool:
        """Return whether the newest run could make none of its files again."""
        return not any(file.current for file in self.files)

    @property
    def search_text(self) -> str:
        """Return the words of the data under which somebody may look for it."""
        file = self.leading
        words = [
            file.subject.name,
            file.subject.country or "",
            file.subject.country_code,
            file.title,
            str(file.edition.year or ""),
            file.language,
        ]
        return " ".join(dict.fromkeys(word for word in words if word))


@dataclass(frozen=True)
class ShelfSubject:
    """Hold a country or city, its name, and what has been published about it."""

    id: str
    name: Name
    level: Level
    country: str | None
    publications: tuple[ShelfPublication, ...]


def shelve(files: Iterable[FileRecord], language: str, names: Ordering) -> tuple[ShelfSubject, ...]:
    """Return the subjects of files; names are taken from the files in ``language``, if any.

    They stand in the order of ``names``, which is that of the language.
    """
    subjects = [_subject(each, language) for each in _by_subject(files)]
    return tuple(sorted(subjects, key=lambda each: (names.key(each.name.text), each.id)))


def publications(files: Iterable[FileRecord]) -> Iterator[ShelfPublication]:
    """Yield the publications of all subjects."""
    for each in _by_subject(files):
        yield from _publications(each).values()


def _by_subject(files: Iterable[FileRecord]) -> Iterable[list[FileRecord]]:
    found = defaultdict(list)
    for file in files:
        found[file.subject.id].append(file)
    return found.values()


def _publications(files: list[FileRecord]) -> dict[tuple[int, str], ShelfPublication]:
    """Return those of one subject, by how new the edition is, and the language."""
    found = defaultdict(list)
    for file in sorted(files, key=lambda file: (ORDER.index(file.format), file.name)):
        found[-file.edition.ordinal, file.language].append(file)
    return {key: ShelfPublication(tuple(each)) for key, each in found.items()}


def _subject(files: list[FileRecord], language: str) -> ShelfSubject:
    found = _publications(files)

    def order(key: tuple[int, str]) -> tuple[int, bool, str]:
        return key[0], key[1] != language, key[1]

    ordered = tuple(found[key] for key in sorted(found, key=order))
    # The newest edition in the reader's language names the subject, or else the newest one.
    named = min(ordered, key=lambda each: each.leading.language != language).leading
    return ShelfSubject(
        named.subject.id,
        Name(named.subject.name, named.language),
        named.subject.level,
        named.subject.country if named.subject.level is Level.LOCAL else None,
        ordered,
    )


def link_to(name: str) -> str:
    """Return the address of a file beside the page; the dot keeps a colon from naming a scheme."""
    return f"./{quote(name)}"

"""Put the files of a manifest in the order in which people look for them.

Subjects are ordered by name, editions newest first. Nothing is ranked.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import quote

from mgi_report.document.ordering import Ordering
from mgi_report.output.formats import FORMATS
from mgi_report.output.manifest import FileRecord, by_edition
from mgi_report.profile.framework import Level, Status

__all__ = [
    "Name",
    "ShelfEdition",
    "ShelfPublication",
    "ShelfSubject",
    "link_to",
    "pictured",
    "shelve",
]

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
class ShelfEdition:
    """Hold an edition in all its languages, of which the reader's comes first."""

    publications: tuple[ShelfPublication, ...]

    @property
    def leading(self) -> FileRecord:
        """Return the file whose cover stands for the edition."""
        return self.publications[0].leading


@dataclass(frozen=True)
class ShelfSubject:
    """Hold a country or city, its name, and what has been published about it."""

    id: str
    name: Name
    level: Level
    country: str | None
    editions: tuple[ShelfEdition, ...]


def shelve(files: Iterable[FileRecord], language: str, names: Ordering) -> tuple[ShelfSubject, ...]:
    """Return the subjects of files; names are taken from the files in ``language``, if any.

    They stand in the order of ``names``, which is that of the language.
    """
    found: dict[str, list[ShelfEdition]] = defaultdict(list)
    for edition in _editions(files, language):
        found[edition.leading.subject.id].append(edition)
    subjects = [_subject(tuple(each), language) for each in found.values()]
    return tuple(sorted(subjects, key=lambda each: (names.key(each.name.text), each.id)))


def pictured(files: Sequence[FileRecord], languages: Iterable[str]) -> tuple[FileRecord, ...]:
    """Return the files whose covers are shown on the pages in some languages."""
    shown = {
        edition.leading.name: edition.leading
        for language in languages
        for edition in _editions(files, language)
    }
    return tuple(shown.values())


def _editions(files: Iterable[FileRecord], language: str) -> Iterator[ShelfEdition]:
    """Yield the editions of all subjects, the newest first, the reader's language in front."""
    in_order = sorted(files, key=lambda file: (ORDER.index(file.format), file.name))
    editions = by_edition(in_order).items()
    for _, versions in sorted(editions, key=lambda item: (item[0].subject, -item[0].ordinal)):
        tags = sorted(versions, key=lambda tag: (tag != language, tag))
        yield ShelfEdition(tuple(ShelfPublication(versions[tag]) for tag in tags))


def _subject(editions: tuple[ShelfEdition, ...], language: str) -> ShelfSubject:
    # The newest edition in the reader's language names the subject, or else the newest one.
    named = min((each.leading for each in editions), key=lambda file: file.language != language)
    return ShelfSubject(
        named.subject.id,
        Name(named.subject.name, named.language),
        named.subject.level,
        named.subject.country if named.subject.level is Level.LOCAL else None,
        editions,
    )


def link_to(name: str) -> str:
    """Return the address of a file beside the page; the dot keeps a colon from naming a scheme."""
    return f"./{quote(name)}"

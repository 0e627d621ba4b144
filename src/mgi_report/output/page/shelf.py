"""Put the files of a manifest in the order in which people look for them.

Subjects are ordered by name, editions newest first. Nothing is ranked.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple
from urllib.parse import quote

from mgi_report.document.ordering import Ordering
from mgi_report.output.formats import FORMATS
from mgi_report.output.manifest import FileRecord, by_edition
from mgi_report.profile.framework import Level, Status

__all__ = [
    "INTERFACE",
    "Name",
    "ShelfEdition",
    "ShelfGroup",
    "ShelfOffer",
    "ShelfPublication",
    "ShelfSubject",
    "grouped",
    "link_to",
    "pictured",
    "shelve",
]

INTERFACE = "en"
"""The language of the page that everybody comes to over files in several languages."""

ORDER = [each.name for each in FORMATS]
FOR_READERS = [each.name for each in FORMATS if each.is_for_readers]


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


class ShelfOffer(NamedTuple):
    """Hold the files of one edition in a format for readers, one for each language."""

    format: str
    files: tuple[FileRecord, ...]


@dataclass(frozen=True)
class ShelfEdition:
    """Hold an edition in all its languages, of which the reader's comes first.

    ``leading`` is the file whose cover stands for the edition.
    """

    publications: tuple[ShelfPublication, ...]
    leading: FileRecord

    @property
    def offers(self) -> tuple[ShelfOffer, ...]:
        """Return what readers are offered, by format; all there is where nothing is for them."""
        files = [file for each in self.publications for file in each.files]
        shown = [file for file in files if file.format in FOR_READERS] or files
        by_format: dict[str, list[FileRecord]] = defaultdict(list)
        for file in shown:
            by_format[file.format].append(file)
        return tuple(
            ShelfOffer(each, tuple(by_format[each])) for each in ORDER if each in by_format
        )

    @property
    def offered(self) -> frozenset[str]:
        """Return the names of the files that readers are offered."""
        return frozenset(file.name for offer in self.offers for file in offer.files)

    @property
    def is_all_offered(self) -> bool:
        """Return whether readers are offered all of its files."""
        return len(self.offered) == sum(len(each.files) for each in self.publications)

    @property
    def is_draft(self) -> bool:
        """Return whether all its files are drafts."""
        return all(each.is_draft for each in self.publications)

    @property
    def is_outdated(self) -> bool:
        """Return whether the newest run could make none of its files again."""
        return all(each.is_outdated for each in self.publications)


@dataclass(frozen=True)
class ShelfSubject:
    """Hold a country or city, its name, and what has been published about it."""

    id: str
    name: Name
    level: Level
    country: str | None
    editions: tuple[ShelfEdition, ...]

    @property
    def search_text(self) -> str:
        """Return the words of the data under which somebody may look for it."""
        words = [
            word
            for edition in self.editions
            for each in edition.publications
            for word in (
                each.leading.subject.name,
                each.leading.subject.country or "",
                each.leading.subject.country_code,
                each.leading.title,
            )
        ]
        return " ".join(dict.fromkeys(word for word in (self.name.text, *words) if word))


class ShelfGroup(NamedTuple):
    """Hold the subjects whose names begin with a letter."""

    letter: str
    subjects: tuple[ShelfSubject, ...]


def shelve(
    files: Iterable[FileRecord], language: str, names: Ordering, tongues: Mapping[str, str]
) -> tuple[ShelfSubject, ...]:
    """Return the subjects of files; names are taken from the files in ``language``, if any.

    They stand in the order of ``names``, which is that of the language, and so do the languages of
    an edition, whose names ``tongues`` gives by their tags.
    """
    found: dict[str, list[ShelfEdition]] = defaultdict(list)
    for versions in _editions(files):
        tags = sorted(
            versions, key=lambda tag: (tag != language, names.key(tongues.get(tag, tag)), tag)
        )
        publications = tuple(ShelfPublication(versions[tag]) for tag in tags)
        edition = ShelfEdition(publications, _leading(versions, language))
        found[edition.leading.subject.id].append(edition)
    subjects = [_subject(tuple(each), language) for each in found.values()]
    return tuple(sorted(subjects, key=lambda each: (names.key(each.name.text), each.id)))


def grouped(subjects: Iterable[ShelfSubject], names: Ordering) -> tuple[ShelfGroup, ...]:
    """Return subjects, which are in the order of ``names``, by the letter they begin with."""
    return tuple(
        ShelfGroup(letter, tuple(each))
        for letter, each in groupby(subjects, lambda subject: names.initial(subject.name.text))
    )


def pictured(files: Sequence[FileRecord], languages: Iterable[str]) -> tuple[FileRecord, ...]:
    """Return the files whose covers are shown on the pages in some languages."""
    editions = tuple(_editions(files))
    shown = {
        leading.name: leading
        for language in languages
        for leading in (_leading(versions, language) for versions in editions)
    }
    return tuple(shown.values())


def _editions(files: Iterable[FileRecord]) -> Iterator[dict[str, tuple[FileRecord, ...]]]:
    """Yield the editions of all subjects, the newest first, as their files by language."""
    in_order = sorted(files, key=lambda file: (ORDER.index(file.format), file.name))
    editions = by_edition(in_order).items()
    for _, versions in sorted(editions, key=lambda item: (item[0].subject, -item[0].ordinal)):
        yield versions


def _leading(versions: Mapping[str, tuple[FileRecord, ...]], language: str) -> FileRecord:
    return versions[min(versions, key=lambda tag: (tag != language, tag != INTERFACE, tag))][0]


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

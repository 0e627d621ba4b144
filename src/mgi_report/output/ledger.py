"""Remember what was made from what, so that a run makes only what has changed.

One line of JSON for each profile, added when its files are finished: a run that is killed loses
nothing it had finished, and a line it could not finish is passed over.
"""

import json
import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from os.path import realpath
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from mgi_report.output.formats import FORMATS
from mgi_report.output.manifest import LARGEST_RECORD, Failure, FileRecord, Settings
from mgi_report.output.writing import write_atomically
from mgi_report.problems.problem import Location, Problem, ProblemsFound
from mgi_report.problems.regular_file import (
    LARGEST_PDF,
    appended,
    chunks,
    open_regular,
    read_regular,
)

__all__ = [
    "LEDGER",
    "Entry",
    "Ledger",
    "file_sum",
    "fingerprint",
    "prune",
    "signed_files",
    "stale_files",
]

LEDGER = ".mgi-report.jsonl"
"""The name of the file in the output folder."""


class Entry(BaseModel):
    """Say what one profile's files were made from.

    ``source`` is the profile's path from the output folder, ``slug`` its part of the file names,
    ``inputs`` the SHA-256 of the profile and of each file it refers to, by their paths from the
    profile's folder, ``languages`` the others of which its imprint tells, ``tools`` the digest of
    the toolchain. ``failure`` says why the newest run
    could not make the files again. ``former`` are files it was made into earlier and is no more:
    under another name, or of a format that was not made anew. A ``begun`` entry is written before
    its files, and another one after them.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    source: str
    slug: str = ""
    inputs: tuple[tuple[str, str], ...] = ()
    languages: tuple[str, ...] = ()
    tools: str = ""
    files: tuple[FileRecord, ...] = ()
    former: tuple[FileRecord, ...] = ()
    warnings: tuple[Problem, ...] = ()
    failure: Failure | None = None
    begun: bool = False

    @property
    def shaped_by(self) -> tuple[object, ...]:
        """Return what shapes the files of all formats."""
        return self.inputs, self.languages, self.tools


@dataclass
class Ledger:
    """Keep the entries of an output folder, by source."""

    folder: Path
    entries: dict[str, Entry] = field(default_factory=dict)

    @classmethod
    def read(cls, folder: Path) -> "Ledger":
        """Read the ledger of a folder; lines of another version or half written count for nothing.

        The worst that can follow is work done twice. Raises ProblemsFound if what is there is no
        file, or cannot be read.
        """
        ledger = cls(folder)
        try:
            lines = read_regular(folder / LEDGER, LARGEST_RECORD).splitlines()
        except FileNotFoundError:
            return ledger
        except OSError as error:
            raise ProblemsFound([_no_ledger(folder / LEDGER, error)]) from None
        begun: dict[str, Entry] = {}
        for line in lines:
            try:
                entry = Entry.model_validate_json(line)
            except ValidationError:
                continue
            begun.pop(entry.source, None)
            if entry.begun:
                begun[entry.source] = entry
            else:
                ledger._take(entry)
        for entry in begun.values():
            ledger._adopt(entry)
        return ledger

    def key(self, path: Path) -> str:
        """Return how a profile is called here, wherever the folders lie together."""
        # Not Path.resolve, which does not survive a link that leads to itself.
        return Path(os.path.relpath(realpath(path), realpath(self.folder))).as_posix()

    def path(self, entry: Entry) -> Path:
        """Return the path of an entry's profile."""
        return self.folder / entry.source

    def begin(self, entry: Entry) -> None:
        """Write down what is about to be written, in case the run does not come to `add` it."""
        self._write(entry.model_copy(update={"begun": True}))

    def add(self, entry: Entry) -> None:
        """Take an entry in, and write it down at once."""
        self._take(entry)
        self._write(entry)

    def _write(self, entry: Entry) -> None:
        with appended(self.folder / LEDGER) as file:
            file.write(_line(entry))

    def _adopt(self, entry: Entry) -> None:
        """Take in those files of a begun entry that were finished before its run was killed."""
        files = tuple(
            file for file in entry.files if file_sum(self.folder / file.name) == file.sha256
        )
        if files:
            finished = entry.model_copy(update={"files": files, "begun": False})
            self._take(self.following(finished, {file.format for file in files}))

    def following(self, entry: Entry, formats: Collection[str]) -> Entry:
        """Return a new entry, whose files are of these formats, with what stays of the earlier one.

        Those of other formats stay if they are made from the same data by the same toolchain.
        Files the profile is made into no more are former ones.
        """
        earlier = self.entries.get(entry.source)
        if earlier is None:
            return entry
        if earlier.shaped_by == entry.shaped_by:
            others = tuple(
                file
                for file in earlier.files
                if file.format not in formats and file_sum(self.folder / file.name) == file.sha256
            )
            entry = entry.model_copy(update={"files": entry.files + others})
        names = {file.name for file in entry.files}
        former = _without(earlier.files + earlier.former, names)
        return entry.model_copy(update={"former": former})

    def rewrite(self, run: Collection[str] = ()) -> None:
        """Write each entry once; those whose profile and files are all gone are dropped.

        ``run`` are the sources of the newest run, which are kept.
        """
        self.entries = {
            key: entry
            for key, entry in self.entries.items()
            if key in run
            or self.path(entry).exists()
            or any((self.folder / file.name).exists() for file in entry.files + entry.former)
        }
        write_atomically(self.folder / LEDGER, b"".join(map(_line, self.entries.values())))

    def is_current(self, entry: Entry) -> bool:
        """Return whether the newest run left the files of an entry as they should be."""
        return entry.failure is None and self.path(entry).exists()

    def _take(self, entry: Entry) -> None:
        """Keep an entry; the files it has belong to no other entry any more."""
        names = {file.name for file in entry.files}
        for key, other in self.entries.items():
            if key != entry.source and any(
                file.name in names for file in other.files + other.former
            ):
                left, former = _without(other.files, names), _without(other.former, names)
                self.entries[key] = other.model_copy(update={"files": left, "former": former})
        self.entries[entry.source] = entry


def _no_ledger(path: Path, error: OSError) -> Problem:
    message = f"the record of earlier runs cannot be read: {error.strerror}"
    hint = "take it away; then everything is built anew"
    return Problem("bad-ledger", message, hint, Location(path))


def _without(files: Iterable[FileRecord], names: Collection[str]) -> tuple[FileRecord, ...]:
    return tuple(file for file in files if file.name not in names)


def _line(entry: Entry) -> bytes:
    return entry.model_dump_json().encode() + b"\n"


def file_sum(path: Path, largest: int = LARGEST_PDF) -> str | None:
    """Return the SHA-256 of a regular file, or None if it cannot be read or is too large."""
    try:
        with open_regular(path, largest) as file:
            digest = sha256()
            for chunk in chunks(file, largest):
                digest.update(chunk)
            return digest.hexdigest()
    except OSError:
        return None


def fingerprint(  # noqa: PLR0913 - everything that shapes a file
    tools: str,
    format_name: str,
    settings: Settings,
    inputs: Sequence[tuple[str, str]],
    languages: Sequence[str],
    *,
    inspected: bool,
) -> str:
    """Return the SHA-256 of everything that shapes a file.

    ``tools`` is the digest of the toolchain, ``inputs`` are the names and sums of the files that
    the profile is made of, ``languages`` the others of which its imprint tells.
    """
    shaping = [tools, format_name, settings, inspected, inputs, languages]
    everything = json.dumps(shaping, sort_keys=True)
    return sha256(everything.encode()).hexdigest()


def signed_files(ledger: Ledger) -> frozenset[str]:
    """Return the names of the files that are signed."""
    entries = ledger.entries.values()
    return frozenset(file.name for each in entries for file in each.files if file.signature)


def stale_files(ledger: Ledger) -> tuple[str, ...]:
    """Return the names of files whose profile is gone, or is called otherwise now."""
    return tuple(
        sorted(file.name for entry in ledger.entries.values() for file in _stale(ledger, entry))
    )


def prune(ledger: Ledger) -> tuple[str, ...]:
    """Remove the stale files, and return their names; one that somebody has changed stays."""
    removed = []
    for key, entry in tuple(ledger.entries.items()):
        for file in tuple(_stale(ledger, entry)):
            path = ledger.folder / file.name
            if file_sum(path) == file.sha256:
                with suppress(OSError):
                    path.unlink()
                    removed.append(file.name)
        former = tuple(file for file in entry.former if file.name not in removed)
        files = tuple(file for file in entry.files if file.name not in removed)
        ledger.entries[key] = entry.model_copy(update={"files": files, "former": former})
    return tuple(sorted(removed))


def _stale(ledger: Ledger, entry: Entry) -> Iterator[FileRecord]:
    own = set()
    if ledger.path(entry).exists():
        own = {each.file_name(entry.slug) for each in FORMATS}
    for file in entry.files + entry.former:
        if file.name not in own and (ledger.folder / file.name).exists():
            yield file

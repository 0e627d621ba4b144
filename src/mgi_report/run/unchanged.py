"""Find out which profiles need not be made, from what the ledger says of their files."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from mgi_report.output.formats import format_named
from mgi_report.output.ledger import Entry, Ledger, file_sum, fingerprint
from mgi_report.output.manifest import FileRecord
from mgi_report.run.orders import Wanted

__all__ = ["Unchanged", "surely_changed"]


def surely_changed(paths: Sequence[Path], ledger: Ledger, *, force: bool) -> frozenset[Path]:
    """Return the profiles that are made whatever has become of the tools: new ones, and edited."""

    def is_changed(path: Path) -> bool:
        entry = ledger.entries.get(ledger.key(path))
        return entry is None or entry.failure is not None or not _is_as_read(path, entry)

    if force:
        return frozenset(paths)
    changed = _each(is_changed, paths)
    return frozenset(path for path in paths if changed[path])


@dataclass(frozen=True)
class Unchanged:
    """Judge what is there by what would be made now, with ``tools`` and as it is ``wanted``.

    ``changed`` are those that need no look, ``languages`` the others beside each profile.
    """

    output: Path
    ledger: Ledger
    tools: str
    wanted: Wanted
    inspects: bool
    changed: frozenset[Path]
    languages: Mapping[Path, tuple[str, ...]]

    def among(self, paths: Sequence[Path]) -> dict[Path, tuple[Entry, tuple[FileRecord, ...]]]:
        """Return the entries of the profiles whose wanted files are current, with these."""
        same = _each(self._is_unchanged, paths)
        kept = {path: self.ledger.entries[self.ledger.key(path)] for path in paths if same[path]}
        formats = self.wanted.formats
        return {
            path: (entry, tuple(file for file in entry.files if file.format in formats))
            for path, entry in kept.items()
        }

    def _is_unchanged(self, path: Path) -> bool:
        entry = self.ledger.entries.get(self.ledger.key(path))
        if path in self.changed or entry is None or entry.languages != self.languages[path]:
            return False
        made = {file.format: file for file in entry.files}
        return all(
            name in made and self._is_current(made[name], entry) for name in self.wanted.formats
        )

    def _is_current(self, file: FileRecord, entry: Entry) -> bool:
        """Return whether a file is the one that would be made now."""
        mark = fingerprint(
            self.tools,
            file.format,
            self.wanted.settings(format_named(file.format)),
            entry.inputs,
            entry.languages,
            inspected=self.inspects,
        )
        return mark == file.fingerprint and file_sum(self.output / file.name) == file.sha256


def _is_as_read(path: Path, entry: Entry) -> bool:
    return all(file_sum(path.parent / name) == total for name, total in entry.inputs)


def _each(judge: Callable[[Path], bool], paths: Iterable[Path]) -> dict[Path, bool]:
    """Return what is said of each path; several are looked at at a time."""
    paths = tuple(paths)
    if len(paths) == 1:
        # Without a thread beside it this process can be copied for a worker.
        return {paths[0]: judge(paths[0])}
    with ThreadPoolExecutor() as threads:
        return dict(zip(paths, threads.map(judge, paths), strict=True))

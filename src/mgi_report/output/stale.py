"""Find the files of an output folder that no profile makes any more, and remove them."""

from collections.abc import Iterator
from contextlib import suppress

from mgi_report.output.formats import FORMATS
from mgi_report.output.ledger import Entry, Ledger, file_sum
from mgi_report.output.manifest import FileRecord

__all__ = ["prune", "stale_files"]


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

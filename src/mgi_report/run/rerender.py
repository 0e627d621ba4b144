"""Make the files of an output folder again, and see whether they come out the same."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from mgi_report.document.assets import Theme
from mgi_report.output.formats import format_named
from mgi_report.output.ledger import Ledger
from mgi_report.output.manifest import FileRecord, Settings, read_manifest
from mgi_report.output.verify import BUILD_AGAIN
from mgi_report.problems.problem import Location, Problem
from mgi_report.run.crew import Crew
from mgi_report.run.orders import Order, Wanted
from mgi_report.run.worker import INSPECTION, render

__all__ = ["rerender"]


def rerender(
    folder: Path, crew: Crew, icc: bytes = b"", theme: Theme | None = None
) -> Iterator[Problem]:
    """Make every file again without writing it, and yield what did not come out the same.

    ``icc`` is the printer's output profile, for files that were made for one; ``theme`` is the one
    they were made with.
    """
    manifest = read_manifest(folder)
    ledger = Ledger.read(folder)
    makers = {file.name: entry for entry in ledger.entries.values() for file in entry.files}
    expected: dict[Path, list[FileRecord]] = defaultdict(list)
    for file in manifest.files:
        entry, place = makers.get(file.name), Location(folder / file.name)
        if entry is None:
            message = "it is not known from which profile this file was made"
            yield Problem("source-unknown", message, BUILD_AGAIN, place)
        elif file.current:
            wanted = _wanted([file], icc)
            if wanted.settings(format_named(file.format)) == file.settings:
                expected[ledger.path(entry)].append(file)
            else:
                message = f"it was made for the output profile with SHA-256 {file.settings['icc']}"
                yield Problem("icc-needed", message, "name that ICC profile with --icc", place)
    orders = [
        Order(path, _wanted(files, icc), _were_inspected(files), theme=theme)
        for path, files in expected.items()
    ]
    for reply in crew.run(render, orders):
        files = reply.result.files if reply.result else ()
        again = {record.name: record.sha256 for record, _ in files}
        for file in expected[reply.item.path]:
            if again.get(file.name) != file.built_sha256:
                yield _other_bytes(folder / file.name, file, made=bool(files))


def _wanted(files: Sequence[FileRecord], icc: bytes) -> Wanted:
    """Return the formats of files, with the settings they were made with."""
    settings: Settings = {}
    for file in files:
        settings |= file.settings
    undated = str(settings.get("undated", ""))
    return Wanted(
        tuple(file.format for file in files),
        bool(settings.get("marks")),
        icc if settings.get("icc") else b"",
        date.fromisoformat(undated) if undated else None,
    )


def _were_inspected(files: Sequence[FileRecord]) -> bool:
    return any(INSPECTION in file.conformance.proved for file in files)


def _other_bytes(path: Path, file: FileRecord, *, made: bool) -> Problem:
    if not made:
        message = f"{file.source} cannot be made again"
        hint = "mgi-report check tells what is wrong with it"
    else:
        message = f"made again from {file.source}, this file has other bytes"
        hint = "see whether the profile, the design or a library has changed, and build it again"
    return Problem("bytes-differ", message, hint, Location(path))

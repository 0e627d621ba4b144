"""Make the files of an output folder again, and see whether they come out the same."""

from collections.abc import Iterator
from pathlib import Path

from mgi_report.output.formats import FORMATS
from mgi_report.output.ledger import Entry, Ledger
from mgi_report.output.manifest import FileRecord, read_manifest
from mgi_report.output.verify import BUILD_AGAIN
from mgi_report.problems.problem import Location, Problem
from mgi_report.run.crew import Crew
from mgi_report.run.wanted import Wanted
from mgi_report.run.worker import INSPECTION, Order, render

__all__ = ["rerender"]


def rerender(folder: Path, crew: Crew, icc: bytes = b"") -> Iterator[Problem]:
    """Make every file again without writing it, and yield what did not come out the same.

    ``icc`` is the printer's profile, for press editions that were made for one.
    """
    manifest = read_manifest(folder)
    ledger = Ledger.read(folder)
    makers = {file.name: entry for entry in ledger.entries.values() for file in entry.files}
    orders: dict[Order, Entry] = {}
    for file in manifest.files:
        entry = makers.get(file.name)
        if entry is None:
            message = "it is not known from which profile this file was made"
            yield Problem("source-unknown", message, BUILD_AGAIN, Location(folder / file.name))
        elif file.current:
            order = _order(ledger, entry, file, icc)
            if file.format in order.wanted.formats:
                orders[order] = entry
            else:
                message = f"it was made for the printer's profile with SHA-256 {entry.icc}"
                hint = "name that profile with --icc"
                yield Problem("icc-needed", message, hint, Location(folder / file.name))
    for reply in crew.run(render, orders):
        files = reply.result.files if reply.result else ()
        again = {record.name: record.sha256 for record, _ in files}
        for file in orders[reply.item].files:
            if file.format in reply.item.wanted.formats and again.get(file.name) != file.sha256:
                yield _other_bytes(folder / file.name, file, made=bool(files))


def _order(ledger: Ledger, entry: Entry, file: FileRecord, icc: bytes) -> Order:
    """Return the order for all files of an entry; for the press only with the right profile."""
    made = {each.format for each in entry.files}
    wanted = Wanted(
        tuple(name for name in FORMATS if name in made), entry.marks, icc if entry.icc else b""
    )
    if wanted.icc_sum != entry.icc:
        wanted = Wanted(tuple(name for name in wanted.formats if name != "press"))
    return Order(ledger.path(entry), INSPECTION in file.conformance.proved, wanted=wanted)


def _other_bytes(path: Path, file: FileRecord, *, made: bool) -> Problem:
    if not made:
        message = f"{file.source} cannot be made again"
        hint = "mgi-report check tells what is wrong with it"
    else:
        message = f"made again from {file.source}, this file has other bytes"
        hint = "see whether the profile, the design or a library has changed, and build it again"
    return Problem("bytes-differ", message, hint, Location(path))

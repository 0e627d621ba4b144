"""Write what an output folder holds: manifest.json and SHA256SUMS."""

from collections.abc import Collection, Sequence
from hashlib import sha256
from pathlib import Path

from mgi_report.output.ledger import Ledger
from mgi_report.output.manifest import (
    MANIFEST,
    FileRecord,
    Manifest,
    Shard,
    manifest_text,
)
from mgi_report.output.toolchain import Generator
from mgi_report.output.writing import holds, write_output
from mgi_report.problems.problem import Location, Problem

__all__ = ["SUMS", "manifest_of", "read_sums", "same_output", "sums_text", "write_records"]

SUMS = "SHA256SUMS"
"""The name of the file of sums, in the format of sha256sum."""


def manifest_of(
    ledger: Ledger,
    generator: Generator,
    *,
    run: Collection[str] = (),
    shard: Shard | None = None,
    stopped: bool = False,
) -> Manifest:
    """Return the manifest of an output folder: every file the ledger knows that is still there.

    ``run`` are the sources of the newest run. The manifest of a shard has nothing of others: what
    an earlier run left of them here is the business of their own shard now.
    """
    entries = [entry for entry in ledger.entries.values() if not shard or entry.source in run]
    files: list[FileRecord] = []
    for entry in entries:
        current = ledger.is_current(entry)
        files += (
            file.model_copy(update={"current": current and file in entry.files})
            for file in entry.files + entry.former
            if (ledger.folder / file.name).exists()
        )
    return Manifest(
        generator=generator,
        stopped=stopped,
        shard=shard,
        files=tuple(files),
        failures=tuple(
            entry.failure
            for entry in entries
            if entry.failure is not None and (entry.source in run or ledger.path(entry).exists())
        ),
    )


def sums_text(manifest: Manifest, text: str) -> str:
    """Return the sums of the files and of the manifest's own text, for ``sha256sum --check``."""
    sums = {file.name: file.sha256 for file in manifest.files}
    sums[MANIFEST] = sha256(text.encode()).hexdigest()
    return "".join(f"{sums[name]}  {name}\n" for name in sorted(sums))


def read_sums(text: str) -> dict[str, str]:
    """Return the sums of a file in the format of sha256sum, by name."""
    lines = (line.partition("  ") for line in text.splitlines())
    return {name: total for total, _, name in lines}


def write_records(folder: Path, manifest: Manifest) -> None:
    """Write both records, if they have changed; ProblemsFound if they cannot be written."""
    text = manifest_text(manifest)
    for name, content in ((MANIFEST, text), (SUMS, sums_text(manifest, text))):
        file = folder / name
        data = content.encode()
        if not holds(file, data):
            write_output(file, data)


def same_output(name: str, makers: Sequence[str], place: Path | None = None) -> Problem:
    """Return the problem of a file that several profiles would write; ``place`` is one of them."""
    message = f"{' and '.join(makers)} would make the same file, {name}"
    hint = "give one of them another edition, language or subject id, or leave one out"
    return Problem("same-output", message, hint, Location(place) if place else None)

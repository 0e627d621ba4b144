"""Verify an output folder: that its files are those the records speak of, whole and all of them."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from mgi_report.output.ledger import Ledger, file_sum
from mgi_report.output.manifest import (
    LARGEST_RECORD,
    MANIFEST,
    FileRecord,
    Manifest,
    read_manifest,
)
from mgi_report.output.records import SUMS, read_sums
from mgi_report.problems.problem import Location, Problem, ProblemsFound, Severity
from mgi_report.problems.regular_file import LARGEST_PDF, read_regular

__all__ = [
    "BUILD_AGAIN",
    "differs",
    "lost",
    "outdated",
    "run_problems",
    "unlike",
    "verify",
    "whole_file",
]

BUILD_AGAIN = "build the folder again"


def verify(folder: Path) -> tuple[Problem, ...]:
    """Return what is wrong with a folder: sums, completeness, strangers.

    Raises ProblemsFound if it has no manifest that can be read.
    """
    manifest = read_manifest(folder)
    return (
        *_file_problems(folder, manifest),
        *_sums_problems(folder, manifest),
        *_stranger_problems(folder, manifest),
        *run_problems(folder, manifest),
    )


def _file_problems(folder: Path, manifest: Manifest) -> Iterator[Problem]:
    for file in manifest.files:
        path = folder / file.name
        if problem := unlike(path, file):
            yield problem
        elif not file.current:
            yield outdated(path, file)


def unlike(path: Path, file: FileRecord) -> Problem | None:
    """Return the problem of a file that is missing or has other bytes; None of a sound one."""
    found = file_sum(path)
    if found is None:
        return lost(path)
    return differs(path) if found != file.sha256 else None


def lost(path: Path) -> Problem:
    """Return the problem of a file that is not there."""
    message = "the manifest lists this file, but it cannot be read"
    return Problem("file-lost", message, BUILD_AGAIN, Location(path))


def differs(path: Path) -> Problem:
    """Return the problem of a file that has other bytes than it should."""
    message = "this is not the file the manifest lists"
    return Problem("sum-differs", message, BUILD_AGAIN, Location(path))


def whole_file(path: Path, file: FileRecord) -> bytes:
    """Return the bytes of a file; ProblemsFound unless it is the one the manifest lists."""
    try:
        data = read_regular(path, LARGEST_PDF)
    except OSError:
        raise ProblemsFound([lost(path)]) from None
    if sha256(data).hexdigest() != file.sha256:
        raise ProblemsFound([differs(path)])
    return data


def outdated(path: Path, file: FileRecord) -> Problem:
    """Return the problem of a file that the newest run did not make, or find to be as it should."""
    message = f"this file is from an earlier run; the newest made none of it from {file.source}"
    hint = "build all its formats again; build --prune removes files that no profile makes any more"
    return Problem("not-current", message, hint, Location(path))


def _sums_problems(folder: Path, manifest: Manifest) -> Iterator[Problem]:
    path = folder / SUMS
    try:
        sums = read_sums(read_regular(path, LARGEST_RECORD).decode())
    except (OSError, UnicodeDecodeError) as error:
        message = f"it cannot be read: {getattr(error, 'strerror', None) or error}"
        yield Problem("bad-sums", message, BUILD_AGAIN, Location(path))
        return
    expected = {file.name: file.sha256 for file in manifest.files}
    expected[MANIFEST] = file_sum(folder / MANIFEST) or ""
    for name in sorted(sums.keys() | expected.keys()):
        if sums.get(name) != expected.get(name):
            message = f"it does not say of {name} what the manifest says"
            yield Problem("bad-sums", message, BUILD_AGAIN, Location(path))


def _stranger_problems(folder: Path, manifest: Manifest) -> Iterator[Problem]:
    known = {file.name for file in manifest.files}
    strangers = [path for path in sorted(folder.glob("*.pdf")) if path.name not in known]
    finished = set() if not manifest.stopped or not strangers else _recorded(folder)
    for path in strangers:
        if path.name in finished:
            message = "the run that finished this file was stopped before the manifest had it"
            hint = "build the folder again; the file is kept if nothing has changed since"
            yield Problem("not-recorded", message, hint, Location(path))
        else:
            message = "the manifest does not know this file"
            yield Problem("not-listed", message, "move it elsewhere", Location(path))


def _recorded(folder: Path) -> set[str]:
    entries = Ledger.read(folder).entries.values()
    return {file.name for entry in entries for file in entry.files}


def run_problems(folder: Path, manifest: Manifest) -> Iterator[Problem]:
    """Yield what the runs that made a folder left undone."""
    place = Location(folder / MANIFEST)
    if manifest.stopped:
        message = "the last run was stopped before its end"
        yield Problem("run-incomplete", message, BUILD_AGAIN, place)
    for failure in manifest.failures:
        first = failure.problems[0]
        message = f"no file could be made from {failure.source}: {first.message}"
        yield Problem("not-made", message, "see what the build says of it", place)
    if manifest.shard is not None:
        message = f"this is only shard {manifest.shard.number} of {manifest.shard.of}"
        hint = "mgi-report merge joins the shards"
        yield Problem("shard-only", message, hint, place, Severity.WARNING)

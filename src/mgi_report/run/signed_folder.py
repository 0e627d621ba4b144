"""Sign the files of an output folder, and keep its records true."""

from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from mgi_report.output.ledger import Ledger
from mgi_report.output.manifest import FileRecord, Manifest, SignatureRecord, read_manifest
from mgi_report.output.records import write_records
from mgi_report.output.verify import differs, outdated, unlike
from mgi_report.output.writing import only_run, write_output
from mgi_report.problems.problem import Location, Problem, ProblemsFound
from mgi_report.signature.check import examine_signature
from mgi_report.signature.key import SigningKey
from mgi_report.signature.pades import TimeStamper, sign_pdf

__all__ = ["sign_folder"]


def sign_folder(
    folder: Path, key: SigningKey, time: datetime, authority: TimeStamper | None = None
) -> tuple[Path, ...]:
    """Sign each file of a folder that has no signature yet, and return those that were signed.

    Raises ProblemsFound, with nothing signed, if one of them is missing, is another one than the
    manifest lists, or is outdated. What was signed before a later problem stays signed.
    """
    read_manifest(folder)  # Before the lock makes a folder that nobody has.
    with only_run(folder):
        manifest = read_manifest(folder)
        to_sign = [file for file in manifest.files if file.signature is None]
        if problems := [*_unfit(folder, manifest)]:
            raise ProblemsFound(problems)
        ledger = Ledger.read(folder)
        signed: dict[str, FileRecord] = {}
        try:
            for file in to_sign:
                data, record = _signed(folder, file, key, time, authority)
                write_output(folder / file.name, data)
                signed[file.name] = record
                _note(ledger, record)
        finally:
            files = tuple(signed.get(file.name, file) for file in manifest.files)
            write_records(folder, manifest.model_copy(update={"files": files}))
    return tuple(folder / name for name in signed)


def _unfit(folder: Path, manifest: Manifest) -> Iterator[Problem]:
    for file in manifest.files:
        path = folder / file.name
        if problem := unlike(path, file):
            yield problem
        elif not file.current and file.signature is None:
            yield outdated(path, file)


def _signed(
    folder: Path,
    file: FileRecord,
    key: SigningKey,
    time: datetime,
    authority: TimeStamper | None,
) -> tuple[bytes, FileRecord]:
    """Return a signed file, which has been read back, and its record."""
    path = folder / file.name
    unsigned = path.read_bytes()
    if sha256(unsigned).hexdigest() != file.sha256:
        raise ProblemsFound([differs(path)])
    try:
        data = sign_pdf(unsigned, key, time, authority)
    except ProblemsFound as found:
        raise ProblemsFound([_at(path, problem) for problem in found.problems]) from found
    examined = examine_signature(data, (key.certificate,), time)
    if examined.faults or not data.startswith(unsigned):
        reasons = ", ".join(fault.code for fault in examined.faults) or "the file was changed"
        message = f"read back, its new signature is not sound ({reasons}); the file is as it was"
        hint = "see whether the key is weak, such as RSA below 2048 bits; else please report it"
        raise ProblemsFound([Problem("signature-refused", message, hint, Location(path))])
    signature = SignatureRecord(
        signer=key.subject,
        certificate_sha256=key.certificate_sha256,
        time=time.astimezone(UTC).replace(microsecond=0),
        timestamp=examined.stamped is not None,
        unsigned_bytes=len(unsigned),
        unsigned_sha256=file.sha256,
    )
    return data, file.model_copy(
        update={
            "bytes": len(data),
            "sha256": sha256(data).hexdigest(),
            "signature": signature,
        }
    )


def _at(path: Path, problem: Problem) -> Problem:
    return Problem(problem.code, problem.message, problem.hint, Location(path))


def _note(ledger: Ledger, record: FileRecord) -> None:
    """Let the ledger know a signed file, so that a run takes it for the one it made."""
    for entry in tuple(ledger.entries.values()):
        if any(file.name == record.name for file in entry.files):
            files = tuple(_renewed(file, record) for file in entry.files)
            ledger.add(entry.model_copy(update={"files": files}))


def _renewed(file: FileRecord, record: FileRecord) -> FileRecord:
    """Return what the ledger says of a file, with the signature and sum of its signed form."""
    if file.name != record.name:
        return file
    update = {"bytes": record.bytes, "sha256": record.sha256, "signature": record.signature}
    return file.model_copy(update=update)

"""Verify the signatures of an output folder against its manifest, and against whom one trusts."""

from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from mgi_report.output.manifest import MANIFEST, FileRecord, read_manifest
from mgi_report.problems.problem import Location, Problem, Severity
from mgi_report.signature.extra import extra_problem, need_extra

if TYPE_CHECKING:
    from mgi_report.signature.check import Examined

__all__ = ["signature_problems"]

SIGN_AGAIN = "do not use the file; build the folder again, and sign it"


def signature_problems(
    folder: Path, trusted: tuple[Path, ...], moment: datetime
) -> tuple[Problem, ...]:
    """Return what is wrong with the signatures of a folder at a moment.

    With files of certificates in ``trusted``, every file must be signed by somebody they vouch
    for; without, only what the manifest calls signed is looked at, and who signed it is told in a
    warning. Raises ProblemsFound if a file of ``trusted`` holds no certificate.
    """
    files = read_manifest(folder).files
    if trusted:
        need_extra()
    else:
        files = tuple(file for file in files if file.signature is not None)
        if not files:
            return ()
        if missing := extra_problem(Severity.WARNING):
            return (missing,)
    from mgi_report.signature.certificate import read_trusted  # noqa: PLC0415 - needs the extra
    from mgi_report.signature.check import examine_signature  # noqa: PLC0415 - as above

    roots = read_trusted(trusted) if trusted else None
    problems: list[Problem] = []
    signers: set[str] = set()
    for file in files:
        path = folder / file.name
        # One that is not there is told by the sums.
        if path.is_file():
            data = path.read_bytes()
            examined = examine_signature(data, roots, moment)
            problems += (Problem(*fault, Location(path)) for fault in examined.faults)
            problems += _record_problems(path, data, file, examined)
            signers.add(examined.signer)
    if not trusted:
        problems += _untold(folder, signers - {""})
    return tuple(problems)


def _record_problems(
    path: Path, data: bytes, file: FileRecord, examined: "Examined"
) -> Iterator[Problem]:
    """Yield what the manifest says otherwise of a signature; a broken one says nothing."""
    if not examined.signer:
        return
    said, where = file.signature, Location(path)
    if said is None:
        message = f"{examined.signer} signed it, and the manifest knows nothing of that"
        yield Problem("signer-differs", message, SIGN_AGAIN, where)
        return
    if examined.certificate_sha256 != said.certificate_sha256:
        message = f"{examined.signer} signed it, and the manifest names {said.signer}"
        yield Problem("signer-differs", message, SIGN_AGAIN, where)
    if sha256(data[: said.unsigned_bytes]).hexdigest() != said.unsigned_sha256:
        message = "what was signed is not the file that was built"
        yield Problem("signed-other", message, SIGN_AGAIN, where)


def _untold(folder: Path, signers: set[str]) -> Iterator[Problem]:
    """Yield a warning for each signer whom nobody was asked to trust."""
    for signer in sorted(signers):
        message = f"signed by {signer}; whether that is to be trusted was not asked"
        hint = "name the certificate of the signer, or of its authority, with --trust"
        place = Location(folder / MANIFEST)
        yield Problem("trust-not-asked", message, hint, place, Severity.WARNING)

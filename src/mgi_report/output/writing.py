"""Write files so that a reader never meets half of one, and let one run at a time write."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

from filelock import FileLock, Timeout

from mgi_report.problems.problem import Location, Problem, ProblemsFound
from mgi_report.problems.regular_file import read_regular, refuse_special

__all__ = [
    "LOCK",
    "PART",
    "cannot_write",
    "holds",
    "only_run",
    "own_folder",
    "refuse_if_there",
    "replacing",
    "write_atomically",
    "write_new",
    "write_output",
]

OUTPUT = "--output"
PART = ".part"
"""Ends the name of a file that is still being written; it begins with a dot."""


def write_atomically(path: Path, data: bytes) -> None:
    """Write a file beside its place, then move it there in one step.

    An earlier file of that name stays as it was until the new one is complete. OSError if the
    folder cannot be made or written to.
    """
    with replacing(path) as part:
        part.write(data)


@contextmanager
def replacing(path: Path, *, only_new: bool = False) -> Iterator[IO[bytes]]:
    """Give a file to write to, which takes the place of ``path`` when all went well.

    With ``only_new`` there must be no such file: FileExistsError.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(
        dir=path.parent, prefix=f".{path.name}.", suffix=PART, delete=False
    ) as part:
        try:
            yield part
            part.flush()
            os.fsync(part.fileno())
            # NamedTemporaryFile makes files only their owner can read; a PDF is for everyone
            # the umask lets in.
            os.fchmod(part.fileno(), 0o666 & ~_umask())
            if only_new:
                _place_new(Path(part.name), path)
                Path(part.name).unlink()
            else:
                Path(part.name).replace(path)
        except BaseException:
            with suppress(OSError):
                Path(part.name).unlink()
            raise


def _place_new(part: Path, path: Path) -> None:
    """Put a file in a place where there is none; FileExistsError if there is one.

    Unlike with a look beforehand, nobody can come in between.
    """
    try:
        path.hardlink_to(part)
    except FileExistsError:
        raise
    except OSError:
        # Not every disk knows links.
        with path.open("xb") as new:
            new.write(part.read_bytes())


def write_output(file: Path, data: bytes) -> None:
    """Write a file as `write_atomically` does; ProblemsFound if it cannot be written."""
    try:
        write_atomically(file, data)
    except OSError as error:
        raise ProblemsFound([cannot_write(file, error)]) from error


def write_new(file: Path, data: bytes, option: str = OUTPUT) -> None:
    """Write a file where there is none yet; one of the same bytes stays as it is.

    ProblemsFound if there is another file of that name, or if it cannot be written; ``option`` is
    the one that names another place.
    """
    try:
        with replacing(file, only_new=True) as part:
            part.write(data)
    except FileExistsError as error:
        if not os.path.lexists(file):  # A file stands in the place of its folder.
            raise ProblemsFound([cannot_write(file, error, _elsewhere(option))]) from None
        if holds(file, data):
            return
        raise ProblemsFound([_file_exists(file, option)]) from None
    except OSError as error:
        raise ProblemsFound([cannot_write(file, error, _elsewhere(option))]) from error


def holds(file: Path, data: bytes) -> bool:
    """Return whether these are the bytes of a file."""
    try:
        return read_regular(file, len(data)) == data
    except OSError:
        return False


def refuse_if_there(file: Path, option: str = OUTPUT) -> None:
    """Raise ProblemsFound if there is anything of this name; ``option`` is that of `write_new`."""
    if os.path.lexists(file):
        raise ProblemsFound([_file_exists(file, option)])


def _file_exists(file: Path, option: str) -> Problem:
    message = "there is a file or folder of this name already, and it is not overwritten"
    hint = f"rename or move it, or choose another place with {option}"
    return Problem("file-exists", message, hint, Location(file))


def _elsewhere(option: str) -> str:
    return f"choose another folder with {option}, or free the file"


def cannot_write(file: Path, error: OSError, hint: str = _elsewhere(OUTPUT)) -> Problem:
    """Return the problem of a file or folder that cannot be written."""
    message = f"{file} cannot be written: {error.strerror or error}"
    return Problem("cannot-write", message, hint, Location(file))


def own_folder(output: Path, name: str) -> Path:
    """Return a folder of the output folder, which may not be there yet.

    ProblemsFound if something else has its name: through a link we would write elsewhere.
    """
    folder = output / name
    if folder.is_symlink() or (os.path.lexists(folder) and not folder.is_dir()):
        error = NotADirectoryError(errno.ENOTDIR, "this is a link or a file, and not our folder")
        hint = "take it away; a folder is made in its place"
        raise ProblemsFound([cannot_write(folder, error, hint)])
    return folder


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


LOCK = ".mgi-report.lock"
"""Held by the run that writes to an output folder."""


@contextmanager
def only_run(output: Path) -> Iterator[None]:
    """Keep other runs away from the folder, and clear away what a killed one left unfinished."""
    try:
        output.mkdir(parents=True, exist_ok=True)
        _refuse_special_lock(output / LOCK)
        with FileLock(output / LOCK, timeout=0):
            for part in output.glob(f".*{PART}"):
                if not part.is_dir():
                    part.unlink(missing_ok=True)
            yield
    except Timeout:
        message = "another run of mgi-report is writing to this folder"
        hint = "wait for it to end, or choose another folder with --output"
        raise ProblemsFound([Problem("output-busy", message, hint, Location(output))]) from None
    except OSError as error:
        raise ProblemsFound([cannot_write(output, error)]) from error


def _refuse_special_lock(lock: Path) -> None:
    try:
        refuse_special(lock)
    except OSError as error:
        hint = "take it away; it should be an empty file that is made by each run"
        raise ProblemsFound([cannot_write(lock, error, hint)]) from None

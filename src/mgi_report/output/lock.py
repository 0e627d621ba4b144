"""Let one run at a time write to an output folder."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from mgi_report.output.writing import PART
from mgi_report.problems.problem import Location, Problem, ProblemsFound

__all__ = ["LOCK", "only_run"]

LOCK = ".mgi-report.lock"
"""Held by the run that writes to an output folder."""


@contextmanager
def only_run(output: Path) -> Iterator[None]:
    """Keep other runs away from the folder, and clear away what a killed one left unfinished."""
    try:
        output.mkdir(parents=True, exist_ok=True)
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
        message = f"{output} cannot be written: {error.strerror or error}"
        hint = "choose another folder with --output, or free the file"
        raise ProblemsFound([Problem("cannot-write", message, hint, Location(output))]) from error

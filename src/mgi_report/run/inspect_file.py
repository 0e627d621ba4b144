"""Prove finished files that lie on disk."""

from dataclasses import replace
from pathlib import Path

from mgi_report.document.assets import AssetNotFound, Assets
from mgi_report.document.tokens import TokenError
from mgi_report.problems.problem import Location, Problem, ProblemsFound
from mgi_report.proof.inspection import Expected, Inspection, inspect

__all__ = ["inspect_file"]

HINT = "name a PDF file that mgi-report made"


def inspect_file(path: Path, assets: Assets) -> Inspection:
    """Inspect a PDF file by the data inside it; its problems name the file.

    Raises ProblemsFound if the file cannot be read or is no PDF.
    """
    try:
        found = inspect(_read(path), Expected(assets))
    except ProblemsFound as error:
        raise ProblemsFound([_at(path, problem) for problem in error.problems]) from error
    except (AssetNotFound, TokenError) as error:
        hint = "this is a fault in templates/ or styles/, not in the file"
        raise ProblemsFound([Problem("design", str(error), hint)]) from error
    return replace(found, problems=tuple(_at(path, problem) for problem in found.problems))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        problem = Problem("file-missing", "there is no such file", "check the name and the folder")
    except IsADirectoryError:
        problem = Problem("file-is-folder", "this is a folder", HINT)
    except OSError as error:
        reason = error.strerror or str(error)
        problem = Problem("file-unreadable", f"the file cannot be read: {reason}", HINT)
    raise ProblemsFound([problem])


def _at(path: Path, problem: Problem) -> Problem:
    """Name the file; a problem of a style sheet keeps its place there."""
    place = problem.location
    if place is not None and place.line is not None:
        return problem
    return replace(problem, location=Location(path, path=place.path if place else ""))

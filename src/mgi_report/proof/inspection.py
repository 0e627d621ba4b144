"""Open a finished PDF to prove it, and hold what is expected of it and what is found."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

import pikepdf

from mgi_report.document.assets import Assets
from mgi_report.problems.problem import Location, Problem, ProblemsFound
from mgi_report.profile.model import Profile
from mgi_report.proof.reader import PdfReader

__all__ = ["Expected", "Facts", "Inspection", "open_pdf"]


def _inside(path: str) -> Location:
    return Location("the data inside the file", path=path)


@dataclass(frozen=True)
class Expected:
    """Hold what the maker of a file knows of it.

    Without a ``profile`` it is read from the file; without ``source`` the data in the file count.
    ``assets`` say which fonts and colours are allowed; ``locate`` turns a path in the data into a
    place that a person can look at.
    """

    assets: Assets = field(default_factory=Assets)
    profile: Profile | None = None
    source: bytes | None = None
    locate: Callable[[str], Location] = _inside


class Facts(Protocol):
    """Hold what is worth knowing of a file and is neither right nor wrong."""

    def rows(self) -> dict[str, str]:
        """Return the facts in words, by their names."""


@dataclass(frozen=True)
class Inspection:
    """Hold the problems of a file, none of which is one too many, and the facts about it."""

    problems: tuple[Problem, ...]
    facts: Facts


def open_pdf(data: bytes) -> PdfReader:
    """Return a reader of a PDF; ProblemsFound if it cannot be read at all."""
    try:
        reader = PdfReader(data)
    except pikepdf.PasswordError:
        raise ProblemsFound([_encrypted()]) from None
    except pikepdf.PdfError as error:
        hint = "name a PDF file that mgi-report made; if it is one, copy or build it again"
        message = f"this is no whole PDF: {error}"
        raise ProblemsFound([Problem("not-a-pdf", message, hint)]) from None
    if reader.pdf.is_encrypted:
        reader.close()
        raise ProblemsFound([_encrypted()])
    return reader


def _encrypted() -> Problem:
    hint = "ask for a copy without encryption; an archived file has none (ISO 19005-3, 6.1.3)"
    return Problem("pdf-encrypted", "the file is encrypted", hint)

"""Open a finished PDF to prove it, and hold what is expected of it and what is found wrong."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import pikepdf

from mgi_report.document.assets import Assets
from mgi_report.problems.problem import Location, Problem, ProblemsFound, Severity, shown
from mgi_report.problems.regular_file import LARGEST_PDF, read_regular
from mgi_report.profile.file.text import no_pdf, unread
from mgi_report.profile.model import Profile
from mgi_report.proof.circles import circle_problems
from mgi_report.proof.reader import Font, PdfReader

__all__ = [
    "REBUILD",
    "Box",
    "Elsewhere",
    "Expected",
    "Facts",
    "Flaw",
    "Inspection",
    "as_problems",
    "embedding_flaws",
    "in_file",
    "open_pdf",
    "pdf_bytes",
]

REBUILD = "this is a fault of the program that wrote the file; build it again with mgi-report"
MOST = 20  # problems of one code


class Box(NamedTuple):
    """Hold a rectangle in mm from the top left of the page."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        """Return the height in mm."""
        return self.bottom - self.top

    def overlap(self, other: "Box") -> tuple[float, float]:
        """Return width and height in mm of what two boxes share; negative where they are apart."""
        return (
            min(self.right, other.right) - max(self.left, other.left),
            min(self.bottom, other.bottom) - max(self.top, other.top),
        )

    def around(self, other: "Box") -> "Box":
        """Return the smallest box that holds both."""
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )


@dataclass(frozen=True, slots=True)
class Flaw:
    """Hold one fault of a file: code, what is wrong, how to mend it, and where it is.

    ``box`` is a place on the page in mm from its top left; ``path`` a place in the data. Flaws of
    one code and one message are one problem.
    """

    code: str
    message: str
    hint: str
    page: int | None = None
    box: Box | None = None
    path: str = ""
    severity: Severity = Severity.ERROR


def embedding_flaws(fonts: Iterable[Font]) -> Iterator[Flaw]:
    """Yield a flaw for each font that is not inside the file, as every format asks."""
    for font in fonts:
        if not font.is_embedded:
            message = f"the font {shown(font.name)} is not embedded"
            yield Flaw("font-not-embedded", message, REBUILD)


def as_problems(
    flaws: Iterable[Flaw], locate: Callable[[str], Location], most: int = MOST
) -> Iterator[Problem]:
    """Yield a problem for each kind of flaw, with the place of the first and how many there are.

    ``locate`` turns a path in the data into a place. Of one code, which a broken style sheet may
    raise for every line, only the first ``most`` are told.
    """
    alike: dict[tuple[str, str], list[Flaw]] = {}
    for flaw in flaws:
        alike.setdefault((flaw.code, flaw.message), []).append(flaw)
    told: Counter[str] = Counter()
    kinds = Counter(code for code, _ in alike)
    for (code, message), same in alike.items():
        told[code] += 1
        if told[code] > most:
            continue
        first = same[0]
        more = len(same) - 1
        also = f" (and in {more} more place{'s' if more > 1 else ''})" if more else ""
        if told[code] == most < kinds[code]:
            also += f"; {kinds[code] - most} more problems of this kind are not listed"
        location = locate(first.path) if first.path else None
        words = f"{_place(first)}{message}{also}"
        yield Problem(code, words, first.hint, location, first.severity)


def _place(flaw: Flaw) -> str:
    if flaw.page is None:
        return ""
    if flaw.box is None:
        return f"page {flaw.page}: "
    across, down = flaw.box.left, flaw.box.top
    return f"page {flaw.page}, {across:.0f} mm from the left and {down:.0f} mm from the top: "


def _inside(path: str) -> Location:
    return Location("the data inside the file", path=path)


Elsewhere = Callable[[Callable[[Any], Any], Any], Callable[[], Any]]
"""Begin a call; what is returned waits for its answer, None if there is none."""


@dataclass(frozen=True)
class Expected:
    """Hold what the maker of a file knows of it.

    Without a ``profile`` it is read from the file; without ``source`` the data in the file count.
    ``assets`` say which fonts and colours are allowed; ``locate`` turns a path in the data into a
    place that a person can look at. ``elsewhere`` begins a call in another process, if there is
    one for it.
    """

    assets: Assets = field(default_factory=Assets)
    profile: Profile | None = None
    source: bytes | None = None
    locate: Callable[[str], Location] = _inside
    elsewhere: Elsewhere | None = None


class Facts(Protocol):
    """Hold what is worth knowing of a file and is neither right nor wrong."""

    def rows(self) -> dict[str, str]:
        """Return the facts in words, by their names."""


@dataclass(frozen=True)
class Inspection:
    """Hold the problems of a file, none of which is one too many, and the facts about it."""

    problems: tuple[Problem, ...]
    facts: Facts


def pdf_bytes(path: Path) -> bytes:
    """Return the bytes of a PDF file; ProblemsFound if it cannot be read."""
    try:
        return read_regular(path, LARGEST_PDF)
    except (OSError, ValueError) as error:
        raise ProblemsFound([Problem(*unread(error, "PDF file"))]) from None


def in_file(path: Path, problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems; those without a place get that of the file."""
    return tuple(
        problem._replace(location=problem.location or Location(path)) for problem in problems
    )


def open_pdf(data: bytes) -> PdfReader:
    """Return a reader of a PDF; ProblemsFound if it cannot be read at all, or not to an end."""
    try:
        reader = PdfReader(data)
    except pikepdf.PasswordError:
        raise ProblemsFound([_encrypted()]) from None
    except pikepdf.PdfError as error:
        raise ProblemsFound([Problem(*no_pdf(error))]) from None
    if reader.pdf.is_encrypted:
        reader.close()
        raise ProblemsFound([_encrypted()])
    if circles := list(circle_problems(reader.pdf)):
        reader.close()
        raise ProblemsFound(circles)
    return reader


def _encrypted() -> Problem:
    hint = "ask for a copy without encryption; an archived file has none (ISO 19005-3, 6.1.3)"
    return Problem("pdf-encrypted", "the file is encrypted", hint)

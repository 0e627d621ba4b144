"""Hold what a check finds wrong, and tell it as problems: once for what is wrong in many places."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from mgi_report.problems.problem import Location, Problem, Severity

__all__ = ["Box", "Flaw", "as_problems"]

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


def as_problems(flaws: Iterable[Flaw], locate: Callable[[str], Location]) -> Iterator[Problem]:
    """Yield a problem for each kind of flaw, with the place of the first and how many there are.

    ``locate`` turns a path in the data into a place. Of one code, which a broken style sheet may
    raise for every line, only the first are told.
    """
    alike: dict[tuple[str, str], list[Flaw]] = {}
    for flaw in flaws:
        alike.setdefault((flaw.code, flaw.message), []).append(flaw)
    told: Counter[str] = Counter()
    kinds = Counter(code for code, _ in alike)
    for (code, message), same in alike.items():
        told[code] += 1
        if told[code] > MOST:
            continue
        first = same[0]
        more = len(same) - 1
        also = f" (and in {more} more place{'s' if more > 1 else ''})" if more else ""
        if told[code] == MOST < kinds[code]:
            also += f"; {kinds[code] - MOST} more problems of this kind are not listed"
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

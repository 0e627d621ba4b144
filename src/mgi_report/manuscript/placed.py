"""Hold what a manuscript says, each thing at its place in a profile, and where each line went."""

from dataclasses import dataclass, field

from mgi_report.manuscript.lines import LinkTarget, Manuscript, ManuscriptLine
from mgi_report.manuscript.titles import TitleLine
from mgi_report.problems.problem import Problem
from mgi_report.profile.framework import Domain, FindingList

__all__ = ["LedgerEntry", "Placed", "PlacedFinding", "UnplacedLine", "ledger_of"]


@dataclass(frozen=True)
class PlacedFinding:
    """Hold a finding with the notes and links of its line; its text is inline Markdown."""

    text: str
    note: str | None = None
    links: tuple[LinkTarget, ...] = ()


@dataclass(frozen=True)
class UnplacedLine:
    """Hold a line that is kept as a comment, and why it has no place."""

    number: int
    text: str
    why: str


@dataclass(frozen=True)
class LedgerEntry:
    """Say of one line of the manuscript what it holds and where that went."""

    number: int
    text: str
    places: tuple[str, ...]

    def __str__(self) -> str:
        words = " ".join(self.text.split())
        return f"{self.number} -> {'; '.join(self.places)}: {words}"


@dataclass
class Placed:
    """Hold what was placed; ``headed`` are the lists that have a heading of their own.

    ``credits`` are the keys of a profile's credits that the introduction tells.
    """

    manuscript: Manuscript
    language: str = "en"
    title: TitleLine = field(default_factory=TitleLine)
    introduction: list[str] = field(default_factory=list)
    credits: dict[str, str] = field(default_factory=dict)
    findings: dict[tuple[Domain, FindingList], list[PlacedFinding]] = field(default_factory=dict)
    headed: set[tuple[Domain, FindingList]] = field(default_factory=set)
    unplaced: list[UnplacedLine] = field(default_factory=list)
    went: list[tuple[ManuscriptLine, str]] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)


def ledger_of(placed: Placed) -> tuple[LedgerEntry, ...]:
    """Return where each line of the file went, in its order; a line has one entry."""
    texts: dict[int, dict[str, None]] = {}
    places: dict[int, dict[str, None]] = {}
    for line, place in placed.went:
        for source in line.sources:
            texts.setdefault(source.number, {})[source.text] = None
            places.setdefault(source.number, {})[place] = None
    return tuple(
        LedgerEntry(number, " ".join(texts[number]), tuple(places[number]))
        for number in sorted(texts)
    )

"""Hold what a manuscript says, each thing at its place in a profile, and where each line went."""

from dataclasses import dataclass, field

from mgi_report.manuscript.lines import LinkTarget, Manuscript, ManuscriptLine, numbered
from mgi_report.manuscript.titles import TitleLine
from mgi_report.problems.problem import Problem
from mgi_report.profile.framework import Domain, FindingList, Placement
from mgi_report.profile.model import Abbreviation, Source

__all__ = ["LedgerEntry", "Placed", "PlacedFinding", "PlacedSection", "UnplacedLine", "ledger_of"]


@dataclass(frozen=True)
class PlacedFinding:
    """Hold a finding with the notes and links of its line; its text is inline Markdown."""

    text: str
    note: str | None = None
    links: tuple[LinkTarget, ...] = ()


@dataclass(frozen=True)
class PlacedSection:
    """Hold a section: its title, and its body as Markdown."""

    title: str
    placement: Placement
    body: str


@dataclass(frozen=True)
class UnplacedLine:
    """Hold a line that is kept as a comment, and why it has no place."""

    number: int
    text: str
    why: str
    sheet: str = ""

    @property
    def label(self) -> str:
        """Return its number, with its sheet if there are several."""
        return numbered(self.number, self.sheet)


@dataclass(frozen=True)
class LedgerEntry:
    """Say of one line of the manuscript what it holds and where that went."""

    number: int
    text: str
    places: tuple[str, ...]
    sheet: str = ""

    @property
    def label(self) -> str:
        """Return its number, with its sheet if there are several."""
        return numbered(self.number, self.sheet)

    def __str__(self) -> str:
        words = " ".join(self.text.split())
        return f"{self.label} -> {'; '.join(self.places)}: {words}"


@dataclass
class Placed:
    """Hold what was placed; ``headed`` are the lists that have a heading of their own.

    ``introductions`` are those of domains. ``doubtful`` are lists below whose heading a line stands
    that has no place.

    ``credits`` are the keys of a profile's credits that the introduction tells.
    """

    manuscript: Manuscript
    language: str = "en"
    title: TitleLine = field(default_factory=TitleLine)
    introduction: list[str] = field(default_factory=list)
    credits: dict[str, str] = field(default_factory=dict)
    introductions: dict[Domain, list[str]] = field(default_factory=dict)
    sections: list[PlacedSection] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    abbreviations: list[Abbreviation] = field(default_factory=list)
    findings: dict[tuple[Domain, FindingList], list[PlacedFinding]] = field(default_factory=dict)
    headed: set[tuple[Domain, FindingList]] = field(default_factory=set)
    doubtful: set[tuple[Domain, FindingList]] = field(default_factory=set)
    unplaced: list[UnplacedLine] = field(default_factory=list)
    went: list[tuple[ManuscriptLine, str]] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)


def ledger_of(placed: Placed) -> tuple[LedgerEntry, ...]:
    """Return where each line of the file went, in its order; a line has one entry."""
    texts: dict[tuple[int, int], dict[str, None]] = {}
    places: dict[tuple[int, int], dict[str, None]] = {}
    sheets = list(dict.fromkeys(line.sheet for line, _ in placed.went))
    for line, place in placed.went:
        for source in line.sources:
            at = sheets.index(line.sheet), source.number
            texts.setdefault(at, {})[source.text] = None
            places.setdefault(at, {})[place] = None
    return tuple(
        LedgerEntry(at[1], " ".join(texts[at]), tuple(places[at]), sheets[at[0]])
        for at in sorted(texts)
    )

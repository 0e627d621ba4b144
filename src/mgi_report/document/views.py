"""Hold what the pages show: small view objects made from the profile."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from mgi_report.document.titles import Title
from mgi_report.document.wheel import LabelPlace
from mgi_report.profile.model import Link

__all__ = [
    "AboutView",
    "Brief",
    "ContentsLine",
    "Credit",
    "Dated",
    "DomainView",
    "ExplainedView",
    "FindingView",
    "Label",
    "LaneMark",
    "ListView",
    "NamedView",
    "Page",
    "Running",
    "Spread",
    "SpreadRow",
    "Strip",
    "contents_lines",
]


@dataclass(frozen=True)
class Running:
    """Hold the running lines of the white pages: series left, place and edition right."""

    series: str
    place: str


@dataclass(frozen=True)
class FindingView:
    """Show one finding."""

    number: str
    anchor: str
    path: str
    text: Markup
    narrow_text: Markup
    """The text for narrow columns, where other words are kept on one line."""
    short_label: str | None
    note: Markup | None
    note_number: str
    links: tuple[Link, ...]
    long: bool


@dataclass(frozen=True)
class ListView:
    """Show one of the two lists of a domain; ``kind`` is its field name, for style classes."""

    kind: str
    heading: str
    bookmark: str
    """The heading with the number of findings, for the outline."""
    continued: str
    empty: str
    count: str
    counted: str
    label: str
    findings: tuple[FindingView, ...]


@dataclass(frozen=True)
class NamedView:
    """Show an instrument or a body, and the numbers of the findings that name it."""

    year: str
    name: str
    numbers: tuple[str, ...]


@dataclass(frozen=True)
class DomainView:
    """Show one domain: opener, findings page, wheel label, contents line.

    ``size`` is the step of the size of all findings. A domain without findings is named on the
    findings page of another, its ``host``; with no finding at all there is none.
    """

    number: int
    id: str
    anchor: str
    name: str
    kicker: str
    link: str
    link_counts: str
    title: Title
    official_title: tuple[str, ...]
    """The lines of the long title; none where the data give none."""
    introduction: tuple[str, ...]
    label: Title
    place: LabelPlace
    definition: str
    summary: str
    """The first sentence of the definition."""
    lists: tuple[ListView, ...]
    counts: str
    """The numbers of findings in both lists, in words."""
    named: tuple[NamedView, ...]
    empty: bool
    host: int | None
    size: int
    spacing: str
    named_space: float | None
    """Free space in mm above the block of names, or None where it has no room."""
    may_go_on: bool
    """Whether the findings may take another page, so that it repeats the bar of their list."""


@dataclass(frozen=True)
class SpreadRow:
    """Show the two lists of a domain side by side.

    A ``long`` row may go on over the page; one that ``begins`` a page would have room before it.
    """

    domain: DomainView
    long: bool
    begins: bool = False


@dataclass(frozen=True)
class Spread:
    """Show all findings in two columns: in full, or as numbers and an editor's short labels where
    there are so many that nobody would see them at once.
    """

    full: bool
    rows: tuple[SpreadRow, ...]
    small: bool = False


@dataclass(frozen=True)
class Brief:
    """Show what stands above the findings of a brief."""

    heading: Title
    source: str
    spread: Spread
    qr: str | None


@dataclass(frozen=True)
class Credit:
    """Show one line of credits with its place in the data."""

    label: str
    name: str
    path: str


@dataclass(frozen=True)
class ExplainedView:
    """Show what is explained under a label; ``key`` names it, ``parts`` explain drawn examples."""

    key: str
    label: str
    text: str
    parts: tuple[str, ...] = ()


@dataclass(frozen=True)
class AboutView:
    """Show what the page about the programme says: official paragraphs, credits, explanations."""

    paragraphs: tuple[str, ...]
    credits: tuple[Credit, ...]
    rows: tuple[ExplainedView, ...]


@dataclass(frozen=True)
class ContentsLine:
    """Show one line of the contents."""

    anchor: str
    title: str
    domain: DomainView | None = None


@dataclass(frozen=True)
class Page:
    """Name one section of the document: its template, its anchor, and what only it shows.

    ``contents`` is its title in the contents; None leaves it out. ``place`` is its place in the
    book where its anchor does not tell. One that is ``shared`` stands on one page with another.
    """

    template: str
    anchor: str
    contents: str | None
    context: Mapping[str, object]
    domain: DomainView | None = None
    place: str = ""
    shared: bool = False

    @property
    def sheet(self) -> str:
        """Return the class of its section: a page of its own, or a part of one."""
        return "part" if self.shared else "sheet"


class LaneMark(NamedTuple):
    """Say that a domain names an instrument, as an area with potential or not."""

    domain: int
    potential: bool


class Dated(NamedTuple):
    """Hold an instrument of a year with its marks, by domain; well-developed areas come first."""

    year: int
    marks: tuple[LaneMark, ...]

    @property
    def tied(self) -> range:
        """Return its lanes, from the first to the last."""
        return range(self.marks[0].domain, self.marks[-1].domain + 1)

    @property
    def wide(self) -> int:
        """Return how many marks it has in a lane at most."""
        domains = [mark.domain for mark in self.marks]
        return max(map(domains.count, domains))


class Label(NamedTuple):
    """Write a year below the axis, ``gap`` mm after the label before it."""

    year: int
    gap: float


@dataclass(frozen=True)
class Strip:
    """Show instruments by year: a drawing, and the years to write below it."""

    svg: str
    labels: tuple[Label, ...]
    counted: bool
    """Whether marks have counts."""
    years: int = 1
    """How many years a band holds."""


def contents_lines(pages: Sequence[Page]) -> tuple[ContentsLine, ...]:
    """Return the contents: one line per page that has a title there, domains in their order."""
    lines = [
        ContentsLine(page.anchor, page.contents, page.domain)
        for page in pages
        if page.contents is not None
    ]
    domains = [line for line in lines if line.domain]
    ordered = iter(sorted(domains, key=lambda line: line.domain.number if line.domain else 0))
    return tuple(next(ordered) if line.domain else line for line in lines)

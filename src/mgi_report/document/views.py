"""Hold what the pages show: small view objects made from the profile."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from markupsafe import Markup, escape

from mgi_report.document.inline import inline, paragraphs
from mgi_report.document.language import Language
from mgi_report.document.titles import Title
from mgi_report.document.wheel import LabelPlace
from mgi_report.profile.framework import Status
from mgi_report.profile.model import Link, Profile
from mgi_report.profile.publication import Publication

__all__ = [
    "AboutView",
    "Brief",
    "Cited",
    "ContentsLine",
    "Credit",
    "DomainView",
    "ExplainedView",
    "FindingView",
    "Group",
    "ImprintLine",
    "ImprintRow",
    "ListView",
    "NamedView",
    "Page",
    "Running",
    "Sharing",
    "Spread",
    "SpreadRow",
    "contents_lines",
    "grouped",
    "imprint_rows",
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
    label: tuple[str, ...]
    place: LabelPlace
    definition: str
    summary: str
    """The first sentence of the definition."""
    lists: tuple[ListView, ...]
    named: tuple[NamedView, ...]
    empty: bool
    host: int | None
    size: int
    spacing: str
    named_space: float | None
    """Free space in mm above the block of names, or None where it has no room."""


@dataclass(frozen=True)
class SpreadRow:
    """Show the two lists of a domain side by side; a ``long`` row may go on over the page."""

    domain: DomainView
    long: bool


@dataclass(frozen=True)
class Spread:
    """Show all findings in two columns: in full, or as numbers and an editor's short labels where
    there are so many that nobody would see them at once.
    """

    full: bool
    rows: tuple[SpreadRow, ...]


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
class ImprintLine:
    """Show a line of the imprint with its place in the data, ``close`` to the next one or not.

    ``language`` is that of its words, where it is another one.
    """

    text: Markup
    path: str = ""
    close: bool = False
    language: str = ""


@dataclass(frozen=True)
class ImprintRow:
    """Show what the imprint says under one label; a last row may have none."""

    label: str
    lines: tuple[ImprintLine, ...]


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


@dataclass(frozen=True)
class Sharing:
    """Say that two sections share a page, in which order, and in which style."""

    style: str
    anchors: tuple[str, str]


@dataclass(frozen=True)
class Group:
    """Hold sections that share a page in a style; one by itself has none."""

    pages: tuple[Page, ...]
    style: str = ""


def grouped(pages: Sequence[Page], sharing: Sequence[Sharing]) -> Iterator[Group]:
    """Yield the pages in order; neighbours that are to share a page come as one group."""
    waiting = list(pages)
    while waiting:
        pair = {page.anchor: page for page in waiting[:2]}
        shared = next((each for each in sharing if set(each.anchors) == set(pair)), None)
        if shared is None:
            yield Group((waiting.pop(0),))
        else:
            parts = tuple(replace(pair[anchor], shared=True) for anchor in shared.anchors)
            yield Group(parts, shared.style)
            del waiting[:2]


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


class Cited(NamedTuple):
    """Hold how the publication is named and cited, and a finding's number to show how one is."""

    name: str
    citation: str
    number: str


def imprint_rows(
    profile: Profile, say: Language, cited: Cited, data_file: str
) -> tuple[ImprintRow, ...]:
    """Return what the imprint says, row by row; one without data is left out."""
    publication = profile.publication
    about = [ImprintLine(escape(cited.name))]
    if profile.edition.assessment_period:
        period = say("title.assessed", period=profile.edition.assessment_period)
        about.append(ImprintLine(escape(period), "edition.assessment_period"))
    if profile.status is Status.DRAFT:
        about.append(ImprintLine(escape(say("status.draft_note"))))
    citation = "required_citation" if publication.citation else "suggested_citation"
    citing = (
        ImprintLine(inline(cited.citation), "publication.citation"),
        ImprintLine(escape(say("imprint.cite_finding", number=cited.number))),
    )
    made = f"{say('imprint.data', file=data_file)} {say('imprint.made')}"
    rows = (
        ("about", about),
        ("disclaimer", _disclaimers(publication)),
        (citation, citing),
        ("publisher", _publisher(publication)),
        ("identifiers", _identifiers(publication, say)),
        ("languages", _languages(publication, say)),
        ("rights", _rights(publication)),
        ("production", (ImprintLine(escape(made)),)),
    )
    return tuple(
        ImprintRow(say(f"imprint.{label}"), given)
        for label, lines in rows
        if (given := tuple(lines))
    )


def _link(address: str) -> Markup:
    return Markup('<a href="{0}">{0}</a>').format(address)


def _disclaimers(publication: Publication) -> Iterator[ImprintLine]:
    for position, disclaimer in enumerate(publication.disclaimers):
        for text in paragraphs(disclaimer):
            yield ImprintLine(inline(text), f"publication.disclaimers[{position}]")


def _publisher(publication: Publication) -> Iterator[ImprintLine]:
    publisher = publication.publisher
    if publisher is None:
        return
    path = "publication.publisher"
    yield ImprintLine(escape(publisher.name), f"{path}.name", close=True)
    for position, line in enumerate(publisher.address):
        yield ImprintLine(escape(line), f"{path}.address[{position}]", close=True)
    if publisher.email:
        yield ImprintLine(escape(publisher.email), f"{path}.email", close=True)
    if publisher.website:
        yield ImprintLine(_link(publisher.website), f"{path}.website", close=True)


def _identifiers(publication: Publication, say: Language) -> Iterator[ImprintLine]:
    if publication.isbn:
        isbn = escape(say("imprint.isbn", isbn=publication.isbn))
        yield ImprintLine(isbn, "publication.isbn", close=True)
    if publication.pub_number:
        yield ImprintLine(escape(publication.pub_number), "publication.pub_number", close=True)
    if publication.url:
        yield ImprintLine(_link(publication.url), "publication.url", close=True)


def _languages(publication: Publication, say: Language) -> Iterator[ImprintLine]:
    for position, other in enumerate(publication.also_available_in):
        text = escape(say.language_name(other.language))
        if other.title:
            text += f": {other.title}"
        if other.url:
            text += Markup(" · ") + _link(other.url)
        path = f"publication.also_available_in[{position}]"
        yield ImprintLine(text, path, close=True, language=other.language)


def _rights(publication: Publication) -> Iterator[ImprintLine]:
    if publication.copyright:
        yield ImprintLine(escape(publication.copyright), "publication.copyright")
    for text in paragraphs(publication.licence or ""):
        if text:
            yield ImprintLine(inline(text), "publication.licence")

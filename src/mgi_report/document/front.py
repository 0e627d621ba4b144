"""Make what stands around the findings: name, citation, imprint; and find what shares a page.

Estimates decide only whether two pages become one, as those of `fitting` do.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup, escape

from mgi_report.document.fitting import line_count
from mgi_report.document.inline import inline, paragraphs
from mgi_report.document.language import Language
from mgi_report.document.titles import Typesetter
from mgi_report.document.views import AboutView, ContentsLine, Credit, ExplainedView
from mgi_report.profile.framework import Level, Status
from mgi_report.profile.model import Profile
from mgi_report.profile.publication import Publication

__all__ = [
    "Cited",
    "Front",
    "ImprintLine",
    "ImprintRow",
    "columns_fit",
    "fit_front",
    "imprint_rows",
]


@dataclass(frozen=True)
class Cited:
    """Name and cite a profile in its language."""

    profile: Profile
    say: Language

    def titled(self, edition: str) -> str:
        """Return the title of the publication, with a name of the edition."""
        series, name = self.say("series"), self.profile.subject.name
        return self.say("title.document", series=series, subject=name, edition=edition)

    @cached_property
    def _title(self) -> str:
        return self.titled(self.say.dated(self.profile.edition, beside_date=True))

    @cached_property
    def subline(self) -> str | None:
        """Return the kind and country of a local profile."""
        subject = self.profile.subject
        if subject.level is not Level.LOCAL:
            return None
        return self.say("title.subline", kind=subject.kind, country=subject.country)

    @cached_property
    def name(self) -> str:
        """Return what the publication is called in its imprint, with its date."""
        date = self.profile.edition.date
        parts = (self._title, self.subline, self.say.date(date) if date else None)
        return ". ".join(filter(None, parts)) + "."

    @cached_property
    def author(self) -> Credit | None:
        """Return the publisher, or else who leads: the author, who is named on the cover."""
        publisher, lead = self.profile.publication.publisher, self.profile.credits.lead
        if publisher:
            return Credit("", publisher.name, "publication.publisher.name")
        return Credit("", lead, "credits.lead") if lead else None

    @cached_property
    def citation(self) -> str:
        """Return the required citation, or one made from the data, as inline Markdown.

        Its year is that of publication, which the date tells; the title tells any other one.
        """
        if self.profile.publication.citation:
            return self.profile.publication.citation
        date = self.profile.edition.date
        year = str(date.year) if date else self.say("citation.no_date")
        if self.author is None:
            return self.say("citation.anonymous", year=year, title=self._title)
        return self.say("citation.generated", author=self.author.name, year=year, title=self._title)

    @cached_property
    def example(self) -> str:
        """Return the number of a finding to show how one is cited."""
        return next((finding.number for finding in self.profile.all_findings()), "1.W.1")


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


def imprint_rows(cited: Cited, data_file: str) -> tuple[ImprintRow, ...]:
    """Return what the imprint says, row by row; one without data is left out."""
    profile, say = cited.profile, cited.say
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
        ImprintLine(escape(say("imprint.cite_finding", number=cited.example))),
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


@dataclass(frozen=True)
class Front:
    """Say whether contents and imprint share a page, and whether the contents are tight."""

    shared: bool
    tight: bool


def fit_front(
    lines: Sequence[ContentsLine], imprint: Sequence[ImprintRow], setter: Typesetter
) -> Front:
    """Find room for the contents and the imprint: on one page, where the lines may be tight."""
    mm = setter.tokens.mm
    room = mm("text-height") - mm("head-height")
    below = mm("imprint-space") + sum(_imprint_height(row, setter) for row in imprint)
    usual, tight = (
        sum(
            line_count(line.title, "type-body", "contents-width", setter) * mm("unit")
            + (mm("contents-counts") if line.domain else 0)
            + mm(gap)
            for line in lines
        )
        for gap in ("contents-gap", "contents-gap-tight")
    )
    if tight + below <= room:
        return Front(shared=True, tight=usual + below > room)
    return Front(shared=False, tight=usual > room)


def _imprint_height(row: ImprintRow, setter: Typesetter) -> float:
    mm = setter.tokens.mm
    texts = [line.text.striptags() for line in row.lines]
    lines = sum(line_count(text, "type-small", "measure-body", setter) for text in texts)
    spread = sum(1 for line in row.lines[1:] if not line.close)
    return lines * mm("named-line") + spread * mm("imprint-line-gap") + mm("imprint-gap")


def columns_fit(about: AboutView, how: Sequence[ExplainedView], setter: Typesetter) -> bool:
    """Return whether both pages fit on one, each in a column of half its width."""
    mm = setter.tokens.mm

    def height(text: str) -> float:
        return line_count(text, "type-table", "half-width", setter) * mm("leading-table")

    def rows(explained: Iterable[ExplainedView]) -> float:
        return sum(mm("half-label") + height(row.text) + mm("half-gap") for row in explained)

    left = sum(height(text) + mm("half-gap") for text in about.paragraphs) + rows(about.rows)
    if about.credits:
        names = (height(credit.name) for credit in about.credits)
        left += sum(mm("half-credit") + name for name in names) + mm("half-credits")
    lists = (
        max(line_count(part, "type-small", "half-bar", setter) for part in row.parts)
        for row in how
        if row.parts
    )
    right = rows(how) + sum(lists) * mm("named-line") + mm("half-drawn")
    return max(left, right) <= mm("text-height") - mm("head-height")

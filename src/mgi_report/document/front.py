"""Make what stands around the findings: name, citation, imprint; and find what shares a page.

Estimates decide only whether two pages become one, as those of `fitting` do.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from math import fsum

from markupsafe import Markup

from mgi_report.document.fitting import line_count
from mgi_report.document.language import Language, begun
from mgi_report.document.titles import Typesetter
from mgi_report.document.views import AboutView, ContentsLine, Credit, ExplainedView
from mgi_report.profile.framework import Level
from mgi_report.profile.model import Profile

__all__ = [
    "Cited",
    "Front",
    "columns_fit",
    "fit_front",
]


_PARAGRAPH = re.compile(r"<p\b([^>]*)>(.*?)</p>", re.DOTALL)


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
        parts = (self._title, self.subline, begun(self.say.date(date)) if date else None)
        named = reduce(self._beside, filter(None, parts))
        return self.say("imprint.named", name=named)

    def _beside(self, first: str, second: str) -> str:
        return self.say("imprint.named_beside", first=first, second=second)

    @cached_property
    def source(self) -> str:
        """Say where findings come from, on pages that may be read alone."""
        values = {"series": self.say("series"), "subject": self.profile.subject.name}
        edition, date = self.profile.edition, self.profile.edition.date
        if date is None:
            return self.say("spread.source", **values, edition=self.say.dated(edition))
        values["edition"] = self.say.dated(edition, beside_date=True)
        return self.say("spread.source_dated", **values, date=self.say.date(date))

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
class Front:
    """Say whether contents and imprint share a page, and whether the contents are tight.

    ``space`` is what is free between the two, in mm.
    """

    shared: bool
    tight: bool
    space: float = 0.0


def fit_front(lines: Sequence[ContentsLine], imprint: str, setter: Typesetter) -> Front:
    """Find room for the contents and the imprint: on one page, where the lines may be tight.

    ``imprint`` is its HTML, so that an imprint of a theme is measured too.
    """
    mm = setter.tokens.mm
    room = mm("text-height") - mm("head-height")
    rows = imprint.split('class="imprint-row"')[1:]
    below = mm("imprint-space") + fsum(_imprint_height(row, setter) for row in rows)
    usual, tight = (
        fsum(
            line_count(line.title, "type-body", "contents-width", setter) * mm("body-line")
            + (mm("contents-counts") if line.domain else 0)
            + mm(gap)
            for line in lines
        )
        for gap in ("contents-gap", "contents-gap-tight")
    )
    # What the rows of a theme's imprint are called is not known: it has a page of its own then.
    if rows and tight + below <= room:
        filled = below + (tight if usual + below > room else usual)
        space = mm("imprint-space") + room - filled
        return Front(shared=True, tight=usual + below > room, space=space)
    return Front(shared=False, tight=usual > room)


def _imprint_height(row: str, setter: Typesetter) -> float:
    mm = setter.tokens.mm
    found = _PARAGRAPH.findall(row)
    texts = (Markup(text).striptags() for _, text in found)  # noqa: S704 - only measured
    lines = sum(line_count(text, "type-small", "measure-body", setter) for text in texts)
    spread = sum(1 for attributes, _ in found[1:] if 'class="close"' not in attributes)
    return lines * mm("named-line") + spread * mm("imprint-line-gap") + mm("imprint-gap")


def columns_fit(about: AboutView, how: Sequence[ExplainedView], setter: Typesetter) -> bool:
    """Return whether both pages fit on one, each in a column of half its width."""
    mm = setter.tokens.mm

    def height(text: str) -> float:
        return line_count(text, "type-table", "half-width", setter) * mm("leading-table")

    def rows(explained: Iterable[ExplainedView]) -> float:
        return fsum(mm("half-label") + height(row.text) + mm("half-gap") for row in explained)

    left = fsum(height(text) + mm("half-gap") for text in about.paragraphs) + rows(about.rows)
    if about.credits:
        names = (height(credit.name) for credit in about.credits)
        left += fsum(mm("half-credit") + name for name in names) + mm("half-credits")
    lists = (
        max(line_count(part, "type-small", "half-bar", setter) for part in row.parts)
        for row in how
        if row.parts
    )
    right = rows(how) + sum(lists) * mm("named-line") + mm("half-drawn")
    return max(left, right) <= mm("text-height") - mm("head-height")

"""Decide which pages a profile has, in which order, and what each one shows."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from mgi_report.document.artwork import Artist
from mgi_report.document.fitting import fit_findings
from mgi_report.document.inline import Span, inline
from mgi_report.document.language import Language
from mgi_report.document.titles import Title, Typesetter
from mgi_report.document.views import (
    Credit,
    DomainView,
    FindingView,
    ListView,
    NamedView,
    Page,
    Running,
)
from mgi_report.profile.framework import Domain, FindingList, Level
from mgi_report.profile.model import NumberedFinding, Profile
from mgi_report.profile.naming import NamedEntry, Names

__all__ = ["PageMaker", "anchor_of", "data_path"]

LONG_FINDING = 600  # characters: a longer finding may be split over two pages


def anchor_of(domain: Domain) -> str:
    """Return the anchor of a domain's opener."""
    return f"domain-{domain.number}"


def data_path(finding: NumberedFinding) -> str:
    """Return the place of a finding in the data."""
    place = f"domains.{finding.domain.id}.{finding.list.field}"
    return f"{place}[{finding.position - 1}]"


def _by_year_then_name(entry: NamedEntry) -> tuple[bool, bool, int, str]:
    """Sort instruments by year, then those without one, then bodies; each by name."""
    return (not entry.is_instrument, entry.year is None, entry.year or 0, entry.name)


@dataclass(frozen=True)
class PageMaker:
    """Make the pages of one profile in one language."""

    profile: Profile
    language: Language
    artist: Artist
    typesetter: Typesetter

    @cached_property
    def names(self) -> Names:
        """Return the instruments and bodies of the profile, ready to be found in texts."""
        return Names.of(self.profile)

    @cached_property
    def running(self) -> Running:
        """Return the running lines."""
        return Running(self.series, self.language("title.place", **self._subject_edition))

    @cached_property
    def series(self) -> str:
        """Return the name of the series."""
        return self.language("series")

    @cached_property
    def edition(self) -> str:
        """Return the name of the edition, such as Second Profile."""
        return self.language.edition(self.profile.edition.ordinal)

    @property
    def _subject_edition(self) -> dict[str, str]:
        return {"subject": self.profile.subject.short_name, "edition": self.edition}

    @cached_property
    def document_title(self) -> str:
        """Return the title of the file; a draft says so first."""
        named = self.language(
            "title.document",
            series=self.series,
            subject=self.profile.subject.name,
            edition=self.edition,
        )
        if self.profile.status == "draft":
            return self.language("title.draft", title=named)
        return named

    @cached_property
    def subline(self) -> str | None:
        """Return the kind and country of a local profile."""
        subject = self.profile.subject
        if subject.level is not Level.LOCAL:
            return None
        return self.language("title.subline", kind=subject.kind, country=subject.country)

    @cached_property
    def citation(self) -> str:
        """Return the required citation, or one made from the data, as inline Markdown."""
        publication, edition = self.profile.publication, self.profile.edition
        if publication.citation:
            return publication.citation
        author = self.profile.credits.lead
        if publication.publisher:
            author = publication.publisher.name
        year = str(edition.known_year) if edition.known_year else self.language("citation.no_date")
        key = "citation.generated" if author else "citation.anonymous"
        named = self.language(
            "title.document",
            series=self.series,
            subject=self.profile.subject.name,
            edition=self.edition,
        )
        return self.language(key, author=author, year=year, title=named)

    @cached_property
    def first_number(self) -> str:
        """Return the number of a finding to show how one is cited."""
        return next((finding.number for finding in self.profile.all_findings()), "1.W.1")

    @cached_property
    def domains(self) -> tuple[DomainView, ...]:
        """Return the six domains in their fixed order."""
        return tuple(self._domain(domain) for domain in Domain)

    def _domain(self, domain: Domain) -> DomainView:
        language = self.language
        name = language.domain(domain)
        lists = tuple(self._list(domain, finding_list) for finding_list in FindingList)
        named = tuple(self._named(domain))
        fit = fit_findings(
            [self.profile.domains.of(domain).in_list(each) for each in FindingList],
            [entry.name for entry in named],
            self.typesetter,
        )
        return DomainView(
            number=domain.number,
            id=domain.id,
            anchor=anchor_of(domain),
            name=name,
            kicker=language("domain.kicker", number=domain.number, name=name),
            link=language("domain.link", number=domain.number, name=name),
            link_counts=language(
                "domain.link_counts",
                number=domain.number,
                name=name,
                **{view.kind: view.counted for view in lists},
            ),
            title=self.typesetter.opener_title(name),
            label=self.typesetter.balance(name, "type-wheel-label", "label-width"),
            place=self.artist.label(domain),
            definition=language.definition(domain),
            summary=language.definition(domain).split(". ")[0].rstrip(".") + ".",
            lists=lists,
            named=named,
            empty=not any(view.findings for view in lists),
            spacing=fit.spacing,
            named_space=fit.named_space,
        )

    def _list(self, domain: Domain, finding_list: FindingList) -> ListView:
        findings = self.profile.findings(domain, finding_list)
        heading = self.language.list_heading(finding_list)
        kind = finding_list.field
        return ListView(
            kind=kind,
            heading=heading,
            continued=self.language("lists.continued", list=heading),
            empty=self.language(f"empty.{kind}"),
            count=self.language.number(len(findings)),
            counted=self.language.count(f"counts.{kind}", len(findings)),
            label=self.language(f"counts.label.{kind}"),
            findings=tuple(self._finding(finding) for finding in findings),
        )

    def _finding(self, numbered: NumberedFinding) -> FindingView:
        finding = numbered.finding
        return FindingView(
            number=numbered.number,
            anchor=f"f-{numbered.number}",
            path=data_path(numbered),
            text=inline(finding.text, self._instruments_in),
            note=inline(finding.note) if finding.note else None,
            links=finding.links,
            long=len(finding.text) > LONG_FINDING,
        )

    def _instruments_in(self, text: str) -> list[Span]:
        return [Span(m.start, m.end) for m in self.names.find(text) if m.is_instrument]

    def _named(self, domain: Domain) -> Iterator[NamedView]:
        for entry in sorted(self.names.in_domain(domain), key=_by_year_then_name):
            year = "" if entry.year is None else str(entry.year)
            yield NamedView(year, entry.name, entry.numbers)

    @cached_property
    def credits(self) -> tuple[Credit, ...]:
        """Return the credits the data give."""
        given = self.profile.credits
        fields = ("lead", "research_partner", "funding")
        return tuple(
            Credit(self.language(f"credits.{field}"), name, f"credits.{field}")
            for field in fields
            if (name := getattr(given, field))
        )

    def pages(self) -> tuple[Page, ...]:
        """Return the pages in order; a page whose data are absent is left out."""
        return (*self._front(), *self._findings(), *self._after())

    def _page(self, template: str, name: str, *, listed: bool = True, **context: object) -> Page:
        heading = self.language(f"pages.{name}")
        context = {"heading": self._heading(heading), "running_section": heading, **context}
        return Page(template, name.replace("_", "-"), heading if listed else None, context)

    def _heading(self, text: str) -> Title:
        return self.typesetter.title(text, "page-title")

    def _front(self) -> Iterator[Page]:
        subject = self.profile.subject
        yield self._page(
            "cover", "cover", listed=False, title=self.typesetter.cover_title(subject.name)
        )
        yield self._page("imprint", "imprint", listed=False)
        yield self._page("contents", "contents", listed=False)
        running = self.language("pages.about_running")
        yield self._page("about", "about", running_section=running)
        yield self._page("six-domains", "six_domains", running_section=running)
        yield self._page("how-to-read", "how_to_read")
        total = sum(1 for _ in self.profile.all_findings())
        yield self._page(
            "key-findings",
            "key_findings",
            total=self.language.number(total),
            total_label=self.language.count("counts.findings", total),
            lead=self.typesetter.balance(
                self.language.count("counts.sentence", total), "type-lead", "lead-width"
            ),
            wheel=self.artist.wheel(self._wheel_title),
        )

    @property
    def _wheel_title(self) -> str:
        names = (
            self.language("domain.numbered", number=domain.number, name=domain.name)
            for domain in self.domains
        )
        return self.language("wheel.alt", domains="; ".join(names))

    def _findings(self) -> Iterator[Page]:
        heading = self.language("pages.key_findings")
        for domain in self.domains:
            running = self.language("domain.numbered", number=domain.number, name=domain.name)
            context: dict[str, object] = {
                "domain": domain,
                "heading": self._heading(heading),
                "running_section": running,
            }
            yield Page("opener", domain.anchor, domain.name, context, domain)
            if not domain.empty:
                yield Page("findings", f"findings-{domain.number}", None, context, domain)

    def _after(self) -> Iterator[Page]:
        profile = self.profile
        for position, section in enumerate(profile.sections):
            context: dict[str, object] = {
                "section": section,
                "path": f"sections[{position}].body",
                "heading": self._heading(section.title),
                "running_section": section.title,
            }
            yield Page("section", f"section-{position + 1}", section.title, context)
        if profile.abbreviations:
            yield self._page("abbreviations", "abbreviations")
        if profile.sources:
            yield self._page("sources", "sources")
        if profile.publication.acknowledgements:
            yield self._page("acknowledgements", "acknowledgements")
        subject = self.typesetter.title(profile.subject.name, "back-title")
        yield self._page("back", "back", listed=False, subject=subject)

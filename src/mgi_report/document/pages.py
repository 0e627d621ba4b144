"""Decide which pages a profile has, in which order, and what each one shows."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from mgi_report.document.artwork import Artist
from mgi_report.document.book import AddedPage
from mgi_report.document.comparison import comparison
from mgi_report.document.domains import DomainViews, at_a_glance
from mgi_report.document.fitting import cover_excess
from mgi_report.document.language import Language
from mgi_report.document.reference import Reference
from mgi_report.document.sections import section_parts
from mgi_report.document.svg import qr_code
from mgi_report.document.titles import Title, Typesetter
from mgi_report.document.views import Credit, DomainView, Page, Running
from mgi_report.profile.framework import Domain, Level, Placement
from mgi_report.profile.model import Profile
from mgi_report.profile.naming import Names

__all__ = ["PageMaker"]


@dataclass(frozen=True)
class PageMaker:
    """Make the pages of one profile in one language."""

    profile: Profile
    language: Language
    artist: Artist
    typesetter: Typesetter
    earlier: Profile | None = None

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
    def cover_title(self) -> Title:
        """Return the title of the cover."""
        return self.typesetter.cover_title(self.profile.subject.name)

    @cached_property
    def lowered(self) -> float:
        """Return by how many mm the artwork of the cover gives way to a deep block of text."""
        edition, below = self.profile.edition, [self.subline or ""]
        if edition.date:
            below.append(self.language.date(edition.date))
        elif edition.year:
            below.append(str(edition.year))
        if self.profile.status == "draft":
            below.append(self.language("status.draft_note"))
        return cover_excess(self.cover_title, filter(None, below), self.typesetter)

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
    def names(self) -> Names:
        """Return the instruments and bodies of the profile, ready to be found in texts."""
        return Names.of(self.profile)

    @cached_property
    def domains(self) -> tuple[DomainView, ...]:
        """Return the six domains in their fixed order."""
        views = DomainViews(self.profile, self.language, self.artist, self.typesetter, self.names)
        return tuple(views.of(domain) for domain in Domain)

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

    def added(self, page: AddedPage) -> Page:
        """Return a page that a theme adds."""
        return self._page(page.name, page.word, listed=page.listed)

    def _page(self, template: str, name: str, *, listed: bool = True, **context: object) -> Page:
        heading = self.language(f"pages.{name}")
        context = {"heading": self._heading(heading), "running_section": heading, **context}
        return Page(template, name.replace("_", "-"), heading if listed else None, context)

    def _heading(self, text: str) -> Title:
        return self.typesetter.title(text, "page-title")

    def _front(self) -> Iterator[Page]:
        yield self._page("cover", "cover", listed=False, title=self.cover_title)
        yield self._page("imprint", "imprint", listed=False)
        yield self._page("contents", "contents", listed=False)
        running = self.language("pages.about_running")
        yield self._page("about", "about", running_section=running)
        yield self._page("six-domains", "six_domains", running_section=running)
        yield self._page("how-to-read", "how_to_read")
        yield from self._sections(Placement.BEFORE_FINDINGS)
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
        yield from self._glance()

    def _glance(self) -> Iterator[Page]:
        """Yield the spread: well-developed areas left, areas with potential right."""
        glance = at_a_glance(self.domains, self.typesetter.tokens)
        running = self.language("pages.glance")
        for position, name in enumerate(("glance_well_developed", "glance_potential")):
            page = self._page(
                "glance", name, running_section=running, glance=glance, position=position
            )
            yield replace(page, contents=running if position == 0 else None)

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
        yield from self._sections(Placement.AFTER_FINDINGS)
        yield from self._references()
        if profile.sources:
            yield self._page("sources", "sources")
        if profile.publication.acknowledgements:
            yield self._page("acknowledgements", "acknowledgements")
        # As many blank pages at most as fill the last sheet of paper.
        spare = range(1, int(self.artist.tokens.number("sheet-pages")))
        yield from (Page("spare", f"spare-{number}", None, {}) for number in spare)
        subject = self.typesetter.title(profile.subject.name, "back-title")
        yield self._page("back", "back", listed=False, subject=subject, qr=self._qr())

    def _sections(self, placement: Placement) -> Iterator[Page]:
        for position, section in enumerate(self.profile.sections):
            if section.placement is placement:
                context: dict[str, object] = {
                    "path": f"sections[{position}].title",
                    "parts": section_parts(self.profile, position, self.typesetter),
                    "heading": self._heading(section.title),
                    "running_section": section.title,
                }
                yield Page("section", f"section-{position + 1}", section.title, context)

    def _references(self) -> Iterator[Page]:
        if self.earlier is not None:
            view = comparison(self.profile, self.earlier, self.language)
            yield self._page("comparison", "comparison", comparison=view)
        if register := Reference(self.names, self.language, self.artist).register():
            yield self._page("register", "register", register=register)

    def _qr(self) -> str | None:
        url = self.profile.publication.url
        if url is None:
            return None
        tokens = self.typesetter.tokens
        title = self.language("back.qr", address=url)
        colours = tokens.text("ink"), tokens.text("paper")
        return qr_code(url, title, tokens.text("qr-size"), *colours)

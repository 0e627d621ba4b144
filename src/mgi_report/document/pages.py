"""Decide which pages a profile has, in which order, and what each one shows."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from mgi_report.document.all_findings import spread, spread_space
from mgi_report.document.artwork import Artist
from mgi_report.document.book import AddedPage
from mgi_report.document.comparison import comparison
from mgi_report.document.direction import isolated
from mgi_report.document.domains import DomainViews
from mgi_report.document.fitting import cover_excess
from mgi_report.document.front import Cited
from mgi_report.document.inline import paragraphs
from mgi_report.document.language import Language
from mgi_report.document.reference import Reference
from mgi_report.document.sections import section_parts
from mgi_report.document.svg import qr_code
from mgi_report.document.titles import Title, Typesetter
from mgi_report.document.views import (
    AboutView,
    Credit,
    DomainView,
    ExplainedView,
    Page,
    Running,
)
from mgi_report.profile.framework import Domain, FindingList, Placement
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
        subject = self.profile.subject.short_name
        place = self.language("title.place", subject=subject, edition=self.edition)
        if self.profile.status == "draft":
            return Running(self.language("status.running", series=self.series), place)
        return Running(self.series, place)

    @cached_property
    def series(self) -> str:
        """Return the name of the series."""
        return self.language("series")

    @cached_property
    def edition(self) -> str:
        """Return the name of the edition with its year, such as Second Profile, 2021."""
        return self.language.dated(self.profile.edition)

    @cached_property
    def edition_beside_date(self) -> str:
        """Return the name of the edition where its date stands too, such as Second Profile."""
        return self.language.dated(self.profile.edition, beside_date=True)

    @cached_property
    def document_title(self) -> str:
        """Return the title of the file; a draft says so first."""
        named = self.cited.titled(self.edition)
        if self.profile.status == "draft":
            return self.language("title.draft", title=named)
        return named

    @property
    def subline(self) -> str | None:
        """Return the kind and country of a local profile."""
        return self.cited.subline

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
        if self.profile.status == "draft":
            below.append(self.language("status.draft_note"))
        return cover_excess(self.cover_title, filter(None, below), self.typesetter)

    @cached_property
    def cited(self) -> Cited:
        """Return how the profile is named and cited."""
        return Cited(self.profile, self.language)

    @cached_property
    def names(self) -> Names:
        """Return the instruments and bodies of the profile, ready to be found in texts."""
        return Names.of(self.profile)

    @cached_property
    def views(self) -> DomainViews:
        """Return what makes the views of domains."""
        return DomainViews(self.profile, self.language, self.artist, self.typesetter, self.names)

    @cached_property
    def domains(self) -> tuple[DomainView, ...]:
        """Return the six domains in their fixed order."""
        return tuple(self.views.of(domain) for domain in Domain)

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

    @cached_property
    def about(self) -> AboutView:
        """Return what is said about the programme."""
        introduction = self.profile.introduction
        rows = self._explained("about", ("not", "levels", "editions"))
        texts = paragraphs(introduction) if introduction else ()
        return AboutView(texts, self.credits, rows)

    @cached_property
    def how(self) -> tuple[ExplainedView, ...]:
        """Return how the profile is read."""
        keys = ("number", "lists", "domains", "moving")
        instruments = ("instruments",) if self.profile.instruments else ()
        return self._explained("how", keys + instruments)

    def _explained(self, group: str, keys: tuple[str, ...]) -> tuple[ExplainedView, ...]:
        say = self.language
        number = isolated(self.cited.example, mirrored=self.artist.mirrored)
        lists = tuple(say(f"how.{each.field}_text") for each in FindingList)
        return tuple(
            ExplainedView(
                key,
                say(f"{group}.{key}_heading"),
                say(f"{group}.{key}_text", number=number),
                lists if key == "lists" else (),
            )
            for key in keys
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

    def _narrow(self, name: str) -> Title:
        """Return the heading of a page where it shares one with another."""
        return self.typesetter.title(self.language(f"pages.{name}"), "half-title")

    def _front(self) -> Iterator[Page]:
        yield self._page("cover", "cover", listed=False, title=self.cover_title)
        yield self._page("imprint", "imprint", listed=False)
        yield self._page("contents", "contents", listed=False)
        yield from self._sections(Placement.BEFORE_FINDINGS)
        yield from self._overview()

    def _overview(self) -> Iterator[Page]:
        """Yield the wheel, and all findings, which stand on facing pages where they fit on two."""
        total = sum(1 for _ in self.profile.all_findings())
        count = self.language.count
        yield self._page(
            "wheel",
            "wheel",
            heading=self._heading(count("wheel.title", total)),
            total=self.language.number(total),
            total_label=count("counts.findings", total),
            wheel=self.artist.wheel(self.language("wheel.alt")),
        )
        if total:
            title = count("spread.title", total, subject=self.profile.subject.short_name)
            heading = self._heading(title)
            space = spread_space(heading, self.cited.source, self.typesetter)
            yield self._page(
                "all-findings",
                "all_findings",
                heading=heading,
                source=self.cited.source,
                spread=spread(self.domains, space, self.typesetter),
            )

    def _findings(self) -> Iterator[Page]:
        for domain in self.domains:
            if domain.empty:
                continue
            running = self.language("domain.numbered", number=domain.number, name=domain.name)
            context: dict[str, object] = {
                "domain": domain,
                "heading": self._heading(domain.name),
                "running_section": running,
            }
            yield Page("opener", domain.anchor, domain.name, context, domain)
            yield Page("findings", f"findings-{domain.number}", None, context, domain)
            yield from self._absent(domain.number)
        yield from self._absent(None)

    def _absent(self, host: int | None) -> Iterator[Page]:
        """Yield lines for domains without findings, below the findings of another one.

        With no finding at all, the first of them begins a page.
        """
        absent = [each for each in self.domains if each.empty and each.host == host]
        for domain in absent:
            heading = self.language("pages.absent")
            context: dict[str, object] = {
                "heading": self._heading(heading),
                "running_section": heading,
                "opens": host is None and domain is absent[0],
            }
            place = f"domain-{host or domain.number}"
            yield Page("absent", domain.anchor, domain.name, context, domain, place)

    def _after(self) -> Iterator[Page]:
        profile = self.profile
        yield from self._sections(Placement.AFTER_FINDINGS)
        yield from self._references()
        running = self.language("pages.about_running")
        yield self._page("about", "about", narrow=self._narrow("about"), running_section=running)
        yield self._page("how-to-read", "how_to_read", narrow=self._narrow("how_to_read"))
        if profile.publication.acknowledgements:
            yield self._page("acknowledgements", "acknowledgements")
        # As many blank pages at most as fill the last sheet of paper.
        spare = range(1, int(self.artist.tokens.number("sheet-pages")))
        yield from (Page("spare", f"spare-{number}", None, {}) for number in spare)
        subject = self.typesetter.title(profile.subject.name, "back-title")
        yield self._page("back", "back", listed=False, subject=subject, qr=self.qr("qr-size"))

    def _sections(self, placement: Placement) -> Iterator[Page]:
        follows = False
        for position, section in enumerate(self.profile.sections):
            if section.placement is placement:
                context: dict[str, object] = {
                    "path": f"sections[{position}].title",
                    "parts": section_parts(self.profile, position, self.typesetter),
                    "heading": self._heading(section.title),
                    "running_section": section.title,
                    "follows": follows,
                }
                follows = True
                yield Page("section", f"section-{position + 1}", section.title, context)

    def _references(self) -> Iterator[Page]:
        if self.earlier is not None:
            view = comparison(self.profile, self.earlier, self.language)
            yield self._page("comparison", "comparison", comparison=view)
        register = Reference(self.names, self.language, self.artist).register()
        if register:
            yield self._page("register", "register", register=register)
        if self.profile.sources:
            yield self._page("sources", "sources", follows=register is not None)

    def qr(self, size: str) -> str | None:
        """Return the drawing of the code that leads to the profile's page, if it has one."""
        url = self.profile.publication.url
        if url is None:
            return None
        tokens = self.typesetter.tokens
        title = self.language("back.qr", address=url)
        colours = tokens.text("ink"), tokens.text("paper")
        return qr_code(url, title, tokens.text(size), *colours)

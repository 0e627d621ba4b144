"""Make the views of the six domains: names, lists, findings and what findings name."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from mgi_report.document.artwork import Artist
from mgi_report.document.direction import Span
from mgi_report.document.fitting import Filling, finding_size, fit_findings, line_count
from mgi_report.document.inline import Room, inline, paragraphs
from mgi_report.document.language import Language
from mgi_report.document.ordering import Ordering
from mgi_report.document.sentences import first_sentence
from mgi_report.document.titles import Title, Typesetter
from mgi_report.document.tokens import MM_PER_PT
from mgi_report.document.views import (
    DomainView,
    FindingView,
    ListView,
    NamedView,
)
from mgi_report.profile.framework import Domain, FindingList
from mgi_report.profile.model import NumberedFinding, Profile
from mgi_report.profile.naming import Names

__all__ = ["DomainViews"]


def anchor_of(domain: Domain) -> str:
    """Return the anchor of a domain's opener."""
    return f"domain-{domain.number}"


@dataclass(frozen=True)
class DomainViews:
    """Make the views of one profile's domains in one language.

    ``narrow_font`` names the type of findings where all of them stand side by side.
    """

    profile: Profile
    language: Language
    artist: Artist
    typesetter: Typesetter
    names: Names
    narrow_font: str = "type-spread"

    @cached_property
    def hosts(self) -> Mapping[Domain, Domain | None]:
        """Return on whose findings page each domain without pages of its own is named.

        That is the domain with pages before it, or the first one, or none.
        """
        with_pages = [each for each in Domain if self.profile.domains.of(each).has_pages]
        first = with_pages[0] if with_pages else None
        return {
            domain: next((d for d in reversed(with_pages) if d.number < domain.number), first)
            for domain in Domain
            if domain not in with_pages
        }

    @cached_property
    def lowered(self) -> float:
        """Return by how many mm the dial of all openers gives way to the longest official title."""
        mm, setter, excess = self.typesetter.tokens.mm, self.typesetter, [0.0]
        for domain in Domain:
            if domain in self.hosts or not self._official(domain):
                continue
            title = setter.opener_title(self.language.domain(domain))
            leading = setter.tokens.font(f"opener-title-{title.step}").leading * MM_PER_PT
            official = len(self._official(domain)) * setter.tokens.font("type-lead").leading
            text = self.language.definition(domain)
            bottom = (
                mm("opener-top")
                + len(title.lines) * leading
                + official * MM_PER_PT
                + 2 * mm("opener-gap")
                + line_count(text, "type-body", "opener-measure", setter) * mm("body-line")
            )
            excess.append(bottom - mm("opener-depth"))
        return max(excess)

    def _official(self, domain: Domain) -> tuple[str, ...]:
        """Return the lines of a domain's official title."""
        title = self.profile.domains.of(domain).official_title
        return self.typesetter.balance(title, "type-lead", "lead-width") if title else ()

    def _introduction(self, domain: Domain) -> tuple[str, ...]:
        text = self.profile.domains.of(domain).introduction
        return paragraphs(text) if text else ()

    @cached_property
    def order(self) -> Ordering:
        """Return the order of names."""
        return Ordering.of(self.language)

    @cached_property
    def size(self) -> int:
        """Return the step of the size in which all findings are set."""
        filled = [self._filling(domain) for domain in Domain if domain not in self.hosts]
        return finding_size(filled, self.typesetter)

    @cached_property
    def labels(self) -> Mapping[Domain, Title]:
        """Return the names of all domains as they stand beside the wheel."""
        labels = self.typesetter.domain_labels(map(self.language.domain, Domain))
        return dict(zip(Domain, labels, strict=True))

    @cached_property
    def room(self) -> Room:
        """Return how wide the lines of findings are, and how wide words in them."""
        return self._room("measure-finding", f"type-finding-{self.size}")

    @cached_property
    def narrow_room(self) -> Room:
        """Return the same for the spread."""
        return self._room("spread-measure", self.narrow_font)

    def _room(self, width: str, font_name: str) -> Room:
        tokens, fonts = self.typesetter.tokens, self.typesetter.fonts
        font, wider = tokens.font(font_name), tokens.number("tie-safety")
        return Room(tokens.mm(width), lambda words: fonts.width(words, font) * wider)

    def _filling(self, domain: Domain) -> Filling:
        return Filling(
            self.typesetter.title(self.language.domain(domain), "page-title"),
            [self.profile.domains.of(domain).in_list(each) for each in FindingList],
            [(entry.name, len(entry.numbers)) for entry in self._named(domain)],
            [self._small(each) for each, host in self.hosts.items() if host is domain],
            self._introduction(domain),
        )

    def _small(self, absent: Domain) -> tuple[str, ...]:
        """Return the small texts of a domain that is a line on the page of another."""
        title = self.profile.domains.of(absent).official_title
        return (*((title,) if title else ()), self.language.definition(absent))

    def of(self, domain: Domain) -> DomainView:
        """Return the view of one domain."""
        language = self.language
        name = language.domain(domain)
        lists = tuple(self._list(domain, finding_list) for finding_list in FindingList)
        host = self.hosts.get(domain)
        fit = fit_findings(self._filling(domain), self.size, self.typesetter)
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
            official_title=self._official(domain),
            introduction=self._introduction(domain),
            label=self.labels[domain],
            place=self.artist.label(domain),
            definition=language.definition(domain),
            summary=first_sentence(language.definition(domain), language),
            lists=lists,
            counts=language("domain.counts", **{view.kind: view.counted for view in lists}),
            named=tuple(self._named(domain)) if fit.named_space is not None else (),
            empty=domain in self.hosts,
            host=host.number if host else None,
            size=self.size,
            spacing=fit.spacing,
            named_space=fit.named_space,
            may_go_on=fit.may_go_on,
        )

    def _list(self, domain: Domain, finding_list: FindingList) -> ListView:
        findings = self.profile.findings(domain, finding_list)
        notes = self._note_numbers(domain)
        heading = self.language.list_heading(finding_list)
        kind = finding_list.field
        count = self.language.number(len(findings))
        return ListView(
            kind=kind,
            heading=heading,
            bookmark=self.language("lists.bookmark", list=heading, count=count),
            continued=self.language("lists.continued", list=heading),
            empty=self.language(f"empty.{kind}"),
            count=count,
            counted=self.language.count(f"counts.{kind}", len(findings)),
            label=self.language.count(f"counts.label.{kind}", len(findings)),
            findings=tuple(self._finding(each, notes.get(each.number)) for each in findings),
        )

    def _note_numbers(self, domain: Domain) -> dict[str, int]:
        """Number the notes of a domain by the numbers of their findings; each domain begins at 1.

        So a domain can be laid out alone.
        """
        noted = (
            finding.number
            for finding_list in FindingList
            for finding in self.profile.findings(domain, finding_list)
            if finding.finding.note
        )
        return {finding: position for position, finding in enumerate(noted, 1)}

    def _finding(self, numbered: NumberedFinding, note_number: int | None) -> FindingView:
        finding = numbered.finding
        return FindingView(
            number=numbered.number,
            anchor=f"f-{numbered.number}",
            path=numbered.path,
            text=self._set(finding.text, self.room),
            narrow_text=self._set(finding.text, self.narrow_room),
            short_label=finding.short_label,
            note=inline(finding.note, ties=self.typesetter.ties) if finding.note else None,
            note_number=self.language.number(note_number) if note_number else "",
            links=finding.links,
            long=len(finding.text) > self.typesetter.tokens.count("finding-long"),
        )

    def _set(self, text: str, room: Room) -> Markup:
        return inline(text, self._instruments_in, room=room, ties=self.typesetter.ties)

    def _instruments_in(self, text: str) -> list[Span]:
        return [Span(m.start, m.end) for m in self.names.find(text) if m.is_instrument]

    def _named(self, domain: Domain) -> Iterator[NamedView]:
        for entry in sorted(self.names.in_domain(domain), key=self.order.by_year_then_name):
            year = "" if entry.year is None else str(entry.year)
            yield NamedView(year, entry.name, entry.numbers)

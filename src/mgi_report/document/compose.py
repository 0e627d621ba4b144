"""Compose the HTML of a profile from its pages and templates."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from jinja2 import Environment

from mgi_report.document.artwork import Artist
from mgi_report.document.assets import Assets
from mgi_report.document.book import Book, Sharing, grouped, read_book
from mgi_report.document.brief import brief_of
from mgi_report.document.document import Document, PageNames, place_without_file
from mgi_report.document.expansions import with_expansions
from mgi_report.document.fonts import Fonts
from mgi_report.document.front import columns_fit, fit_front
from mgi_report.document.language import begun, read_language
from mgi_report.document.linework import EditionFigure, figure_for
from mgi_report.document.other_versions import other_versions
from mgi_report.document.pages import PageMaker
from mgi_report.document.templating import environment
from mgi_report.document.ties import Ties
from mgi_report.document.titles import Typesetter
from mgi_report.document.tokens import Tokens, read_tokens
from mgi_report.document.views import contents_lines
from mgi_report.problems.problem import Location
from mgi_report.profile.framework import Status
from mgi_report.profile.markup import plain_text
from mgi_report.profile.model import Profile
from mgi_report.profile.publication import Publication

__all__ = ["Composer"]


@dataclass(frozen=True)
class Composer:
    """Compose documents with one set of assets; fonts, tokens and templates are read once."""

    assets: Assets = field(default_factory=Assets)

    @cached_property
    def tokens(self) -> Tokens:
        """Return the design tokens."""
        return read_tokens(self.assets)

    @cached_property
    def fonts(self) -> Fonts:
        """Return the fonts, for measuring."""
        return Fonts(self.assets)

    @cached_property
    def _environments(self) -> dict[str, Environment]:
        """Return the template environment of each language there has been a profile in."""
        return {}

    @cached_property
    def book(self) -> Book:
        """Return what a theme adds to the pages."""
        return read_book(self.assets)

    def compose(  # noqa: PLR0913 - all that a profile is made of
        self,
        profile: Profile,
        pictures: Mapping[str, bytes] | None = None,
        data_file: str = "profile.yaml",
        earlier: Profile | None = None,
        locate: Callable[[str], Location] = place_without_file,
        *,
        languages: tuple[str, ...] = (),
    ) -> Document:
        """Return the document of a profile.

        ``pictures`` holds the bytes of logos and figures by the names the profile gives;
        ``data_file`` is the name under which the data will be attached; ``earlier`` is the edition
        to compare with; ``locate`` turns a data path into a place in the file; ``languages`` are
        the others in which the edition lies beside it. Raises NoCatalogue for a language without
        one, jinja2's errors for a broken template, and ProblemsFound for a broken book.toml.
        """
        maker = self._maker(profile, earlier)
        pages = self.book.arrange(maker.pages(), maker.added)
        contents = contents_lines(pages)
        shown = {
            "date": lambda date: begun(maker.language.date(date)),
            "data_file": data_file,
            "house_logos": self.book.logos(maker.language),
            "other_versions": other_versions(
                profile, languages, maker.language, self.assets, self.fonts
            ),
        }
        imprint = next(page for page in pages if page.anchor == "imprint")
        text = self._render("pages/imprint.html", maker, page=imprint, **shown)
        front = fit_front(contents, text, maker.typesetter)
        sharing = [Sharing("front", ("contents", "imprint"))] if front.shared else []
        if columns_fit(maker.about, maker.how, maker.typesetter):
            sharing.append(Sharing("halves", ("about", "how-to-read")))
        groups = grouped(pages, sharing)
        html = self._render(
            "profile.html", maker, groups=groups, contents=contents, front=front, **shown
        )
        drawn = maker.artist.pictures(_figure(profile), maker.lowered, maker.views.lowered)
        given = {f"pictures/{name}": data for name, data in (pictures or {}).items()}
        return self._document(maker, html, {**drawn, **given}, locate)

    def compose_brief(
        self, profile: Profile, locate: Callable[[str], Location] = place_without_file
    ) -> Document:
        """Return the document of a profile's findings alone; arguments and errors as `compose`."""
        maker = self._maker(profile)
        html = self._render("brief.html", maker, brief=brief_of(maker))
        return self._document(maker, html, maker.artist.brief(_figure(profile)), locate)

    def _maker(self, profile: Profile, earlier: Profile | None = None) -> PageMaker:
        language = read_language(profile.language, self.assets, profile.subject.level)
        artist = Artist(
            self.assets,
            self.tokens,
            self.fonts,
            mirrored=language.direction == "rtl",
            watermark=language("status.draft") if profile.status == Status.DRAFT else "",
        )
        setter = Typesetter(self.tokens, self.fonts, Ties.of(language))
        return PageMaker(profile, language, artist, setter, earlier)

    def _render(self, template: str, maker: PageMaker, **values: object) -> str:
        language = maker.language
        if language.tag not in self._environments:
            self._environments[language.tag] = environment(self.assets, language)
        return (
            self._environments[language.tag]
            .get_template(template)
            .render(
                profile=maker.profile,
                say=language,
                maker=maker,
                domains=maker.domains,
                **values,
            )
        )

    def _document(
        self,
        maker: PageMaker,
        html: str,
        artwork: Mapping[str, bytes],
        locate: Callable[[str], Location],
    ) -> Document:
        date, publication = maker.profile.edition.date, maker.profile.publication
        publisher = publication.publisher
        return Document(
            html=with_expansions(html, maker.profile.abbreviations, mirrored=maker.artist.mirrored),
            title=maker.document_title,
            language=maker.language.tag,
            direction=maker.language.direction,
            author=publisher.name if publisher else maker.profile.credits.lead or "",
            created=date.first_day if date else None,
            year=maker.profile.edition.known_year,
            date=str(date or ""),
            identifier=_identifier(publication),
            rights=_joined(publication.copyright, publication.licence),
            description=_joined(*maker.about.paragraphs[:1]),
            data_description=maker.language("imprint.data_description"),
            artwork=artwork,
            page_names=PageNames(
                self.tokens.text("spare-page"),
                int(self.tokens.number("sheet-pages")),
            ),
            locate=locate,
        )


def _identifier(publication: Publication) -> str:
    """Return the ISBN as a URN (RFC 8254), or the number the publisher gives, or nothing."""
    if publication.isbn:
        return f"urn:isbn:{publication.isbn.replace(' ', '').replace('-', '')}"
    return publication.pub_number or ""


def _joined(*texts: str | None) -> str:
    """Return texts without Markdown, each on a line."""
    return "\n".join(" ".join(plain_text(text).split()) for text in texts if text)


def _figure(profile: Profile) -> EditionFigure:
    return figure_for(profile.subject.slug, profile.edition.ordinal)

"""Lay out HTML with WeasyPrint.

Strict where WeasyPrint is lenient: whatever it would only log, and what it does not even log (a
foreign font, a character without a glyph), is a problem, and a document with problems is not
written.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from mgi_report.document.assets import Assets
from mgi_report.document.document import BASE_URL, Document, PageNames
from mgi_report.pdf.engine.boxes import LaidOutBox, Origins
from mgi_report.pdf.engine.content import Painting
from mgi_report.pdf.engine.fonts import font_configuration
from mgi_report.pdf.engine.garbage import collection_paused
from mgi_report.pdf.engine.gateway import (
    FileInside,
    Metadata,
    attachment,
    engine_metadata,
    file_fetcher,
    load_engine,
    page_box,
)
from mgi_report.pdf.engine.lettering import Lettering
from mgi_report.pdf.engine.links import flatten, link_problems, picture_problems
from mgi_report.pdf.engine.messages import asset_problems, captured, message_problems
from mgi_report.pdf.engine.objects import UnfinishedPdf
from mgi_report.pdf.engine.parts import LaidOutPage, Parts, parts_of
from mgi_report.pdf.engine.sources import Sources
from mgi_report.problems.problem import Problem, ProblemsFound

__all__ = ["Engine", "Layout", "Tagger", "Variant"]

PX_TO_PT = 0.75

Tagger = Callable[[Painting], None]
"""Write the tags of what has been painted."""


@dataclass(frozen=True)
class Variant:
    """Say how pages are painted; ``name`` is WeasyPrint's, such as ``pdf/a-3a``.

    ``printed`` pages have their bleed, and blank pages are among them: those that make the next
    one begin on its side, and as many spare ones as fill the last sheet. Where a page has several
    pictures in its background, the first is for print, and the last for the screen.

    ``plain`` pages are for the eye alone: nothing is compressed, and nothing links. ``chosen`` are
    the positions of the pages that are painted, from 0; None for all.
    """

    name: str
    printed: bool = False
    plain: bool = False
    chosen: frozenset[int] | None = None


class Engine:
    """Lay out documents one after another, keeping fonts and what is known of them.

    Not for several threads at once: Pango and the hook for tags belong to the process.
    """

    def __init__(self, assets: Assets | None = None) -> None:
        """Load WeasyPrint, which takes half a second; EngineUnavailable if it cannot be loaded."""
        self._weasyprint = load_engine()
        self._assets = assets or Assets()
        self._lettering = Lettering()
        self._fonts: Any = None

    def lay_out(
        self, document: Document, prepare: Callable[[Element], object] | None = None
    ) -> "Layout":
        """Return the pages of a document; ProblemsFound with everything that is wrong with them.

        A problem's place is one in the data, as the document locates it, or one in a template or
        style sheet, ``Location("styles/base.css", line, column)``. ``prepare`` may change the tree
        of elements, whose root it gets, before it is laid out.
        """
        sources = Sources(self._assets, document.artwork)
        if self._fonts is None:
            self._fonts = font_configuration(self._lettering)
        fetcher = file_fetcher(sources)
        with captured() as messages, collection_paused():
            html = self._weasyprint.HTML(
                string=document.html, base_url=BASE_URL, url_fetcher=fetcher
            )
            if prepare is not None:
                prepare(html.etree_element)
            rendered = html.render(font_config=self._fonts, pdf_variant="pdf/a-3a")
            self._fonts.kept.let_go()
        layout = Layout(document, rendered, html.etree_element, sources)
        problems = [
            *asset_problems(sources, layout.origins),
            *message_problems(messages, sources, layout.origins),
            *self._content_problems(layout),
        ]
        if problems:
            # A font that failed is not tried again, so the next document would not hear of it.
            self._forget()
            raise ProblemsFound(problems)
        return layout

    def get_ready(self, document: Document) -> None:
        """Read what documents like this one need, before there is one.

        What is wrong is told when the next one is laid out.
        """
        try:
            self.lay_out(document)
        except Exception:
            self._forget()

    def _forget(self) -> None:
        self._fonts, self._lettering = None, Lettering()

    def _content_problems(self, layout: "Layout") -> Iterator[Problem]:
        pages = layout.rendered.pages
        boxes = [page_box(page) for page in pages]
        if not layout.lacks_styles:
            yield from self._lettering.problems(boxes, layout.origins)
        yield from link_problems(pages, boxes, layout.origins)
        yield from picture_problems(boxes, layout.origins)


class Layout:
    """Hold the laid-out pages of one document, ready to be written, more than once if need be.

    ``rendered`` is the engine's own document without blank pages: those that make the next one
    begin on its side, and those a template keeps ready as spare ones. Only printed variants have
    them, but they count, so that a page has the same number in all formats.
    """

    def __init__(self, document: Document, rendered: Any, root: Any, sources: Sources) -> None:
        self.document = document
        self._names = document.page_names
        self._print_only = _print_only(rendered.pages, self._names)
        self.rendered = rendered.copy(
            [page for page in rendered.pages if page not in self._print_only]
        )
        self.origins = Origins(root, document.locate)
        self._sources = sources
        self._all = list(rendered.pages)
        self._bleeds = [page.bleed for page in rendered.pages]
        self._backgrounds = [page_box(page).background for page in rendered.pages]
        for page in rendered.pages:
            page.links[:] = flatten(page.links)
        self._links = [page.links for page in rendered.pages]

    @property
    def lacks_styles(self) -> bool:
        """Return whether a style sheet or font is missing, so that the text looks all wrong."""
        suffixes = (".css", ".ttf", ".otf", ".woff", ".woff2")
        return any(refusal.url.endswith(suffixes) for refusal in self._sources.refusals)

    @property
    def page_count(self) -> int:
        """Return the number of pages that are not only for print."""
        return len(self.rendered.pages)

    def pages_in(self, variant: Variant) -> int:
        """Return the number of pages of a variant, blank ones among them."""
        return len(self._pages(variant))

    @property
    def page_numbers(self) -> tuple[int, ...]:
        """Return the number each page counts as: blank pages have theirs, spare ones have none."""
        counted = [page for page in self._all if _name(page) != self._names.spare]
        return tuple(
            number for number, page in enumerate(counted, 1) if page not in self._print_only
        )

    @property
    def page_sizes(self) -> tuple[tuple[float, float], ...]:
        """Return width and height of each page in pt."""
        return tuple(
            (page.width * PX_TO_PT, page.height * PX_TO_PT) for page in self.rendered.pages
        )

    @property
    def boxes(self) -> tuple[LaidOutBox, ...]:
        """Return the box of each page."""
        return tuple(page_box(page) for page in self.rendered.pages)

    @property
    def parts(self) -> Parts | None:
        """Return what each part of the document came to; None where parts share a page."""
        shown = [page not in self._print_only for page in self._all]
        sheets = [
            LaidOutPage(page_box(page), tuple(page.anchors), is_shown)
            for page, is_shown in zip(self._all, shown, strict=True)
        ]
        return parts_of(self.origins.root, sheets)

    @property
    def anchors(self) -> Mapping[str, int]:
        """Return the page each id is on; pages count from 1."""
        numbered = list(enumerate(self.rendered.pages, 1))
        return {name: number for number, page in reversed(numbered) for name in page.anchors}

    def write(
        self,
        variant: Variant,
        metadata: Metadata,
        *,
        files: Sequence[FileInside] = (),
        tag: Tagger | None = None,
        finish: Callable[[UnfinishedPdf], None] | None = None,
    ) -> bytes:
        """Return the pages as a PDF; ProblemsFound if the engine complains while it paints.

        ``tag`` writes the tags, without which there are none; ``finish`` gets the PDF last.
        """
        load_engine()
        for page, bleed in zip(self._all, self._bleeds, strict=True):
            page.bleed = bleed if variant.printed else dict.fromkeys(bleed, 0)
        for page, background in zip(self._all, self._backgrounds, strict=True):
            if background is not None and background.layers:
                layer = background.layers[0 if variant.printed else -1]
                page_box(page).background = background._replace(layers=[layer])
        for page, links in zip(self._all, self._links, strict=True):
            page.links = [] if variant.plain else links
        copy = self.rendered.copy(self._pages(variant))
        # The engine adds the profile of the screen to a mapping that copies share.
        copy.color_profiles = {}
        copy.metadata = engine_metadata(metadata)
        # Read by the hook, and gone with the copy.
        copy.mgi_tagger = tag

        def finisher(_: object, pdf: Any) -> None:
            unfinished = UnfinishedPdf(pdf)
            if not variant.plain:
                unfinished.deflate_again()
            if finish:
                finish(unfinished)
            unfinished.settle()

        with captured() as messages, collection_paused():
            data: bytes = copy.write_pdf(
                finisher=finisher,
                pdf_variant=variant.name,
                pdf_tags=tag is not None,
                uncompressed_pdf=variant.plain,
                attachments=[attachment(file) for file in files],
            )
        problems = [
            *asset_problems(self._sources, self.origins),
            *message_problems(messages, self._sources, self.origins),
        ]
        if problems:
            raise ProblemsFound(problems)
        return data

    def _pages(self, variant: Variant) -> list[Any]:
        if not variant.printed:
            pages = list(self.rendered.pages)
            return pages if variant.chosen is None else [pages[n] for n in sorted(variant.chosen)]
        spare = [page for page in self._all if _name(page) == self._names.spare]
        left_out = spare[-(len(self._all) - len(spare)) % self._names.sheet :]
        return [page for page in self._all if page not in left_out]


def _print_only(pages: Sequence[Any], names: PageNames) -> list[Any]:
    """Return the pages that only printed variants have."""
    return [page for page in pages if _name(page) == names.spare or page_box(page).page_type.blank]


def _name(page: Any) -> str:
    name: str = page_box(page).page_type.name
    return name

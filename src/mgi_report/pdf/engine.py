"""Lay out HTML with WeasyPrint, which is imported here only, and late.

Strict where WeasyPrint is lenient: whatever it would only log, and what it does not even log (a
foreign font, a character without a glyph), is a problem, and a document with problems is not
written. Hooks one private function, so the major version is pinned.
"""

import gc
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from mgi_report.document.assets import Assets
from mgi_report.document.document import BASE_URL, Document
from mgi_report.pdf.boxes import Origins
from mgi_report.pdf.isolation import only_declared_fonts
from mgi_report.pdf.lettering import FontFace, Lettering, numeric_weight
from mgi_report.pdf.linking import flatten, link_problems, picture_problems
from mgi_report.pdf.metadata import FileInside, Metadata
from mgi_report.pdf.sources import Refused, Sources
from mgi_report.pdf.strictness import asset_problems, captured, message_problems
from mgi_report.pdf.tagging import PaintedPage, tag_document
from mgi_report.profile.problems import Problem, ProblemsFound

__all__ = ["Engine", "EngineUnavailable", "Layout", "load_engine"]

PX_TO_PT = 0.75
OPENER = "full"  # the page name of a domain's opener
SPARE = "spare"  # the page name of blank pages that the press edition may need
SHEET = 4  # pages on a folded sheet of paper


class EngineUnavailable(RuntimeError):  # noqa: N818 - reads as what happened
    """Say that WeasyPrint cannot be loaded, for want of one of its system libraries."""

    stops_the_run = True


class Engine:
    """Lay out documents one after another, keeping fonts and what is known of them.

    Not for several threads at once: Pango and the hook below belong to the process.
    """

    def __init__(self, assets: Assets | None = None) -> None:
        """Load WeasyPrint, which takes half a second; EngineUnavailable if it cannot be loaded."""
        self._weasyprint = load_engine()
        self._assets = assets or Assets()
        self._lettering = Lettering()
        self._fonts: Any = None

    def lay_out(self, document: Document) -> "Layout":
        """Return the pages of a document; ProblemsFound with everything that is wrong with them.

        The problems know the place in the data, ``Location("", path=...)``, or in a template or
        style sheet, ``Location("styles/base.css", line, column)``.
        """
        sources = Sources(self._assets, document.artwork)
        if self._fonts is None:
            self._fonts = _font_configuration(self._lettering)
        else:
            gc.collect()  # The last document is full of cycles, and collecting is paused below.
        fetcher = _fetcher(sources)
        with captured() as messages, _collection_paused():
            html = self._weasyprint.HTML(
                string=document.html, base_url=BASE_URL, url_fetcher=fetcher
            )
            rendered = html.render(font_config=self._fonts, pdf_variant="pdf/a-3a")
        layout = Layout(document, rendered, html.etree_element, sources)
        problems = [
            *asset_problems(sources, layout.origins),
            *message_problems(messages, sources, layout.origins),
            *self._content_problems(layout),
        ]
        if problems:
            # A font that failed is not tried again, so the next document would not hear of it.
            self._fonts, self._lettering = None, Lettering()
            raise ProblemsFound(problems)
        return layout

    def _content_problems(self, layout: "Layout") -> Iterator[Problem]:
        pages = layout.rendered.pages
        boxes = [_page_box(page) for page in pages]
        if not layout.lacks_styles:
            yield from self._lettering.problems(boxes, layout.origins)
        yield from link_problems(pages, boxes, layout.origins)
        yield from picture_problems(boxes, layout.origins)


class Layout:
    """Hold the laid-out pages of one document, ready to be written, more than once if need be.

    ``rendered`` is the engine's own document without some blank pages: those before an opener,
    which must be a left page, and those a template keeps ready as ``page: spare``. Only the press
    edition has them, but they count, so that a page has the same number in both editions.
    """

    def __init__(self, document: Document, rendered: Any, root: Any, sources: Sources) -> None:
        self.document = document
        self._print_only = _print_only(rendered.pages)
        self.rendered = rendered.copy(
            [page for page in rendered.pages if page not in self._print_only]
        )
        self.root = root
        self.origins = Origins(root)
        self._sources = sources
        self._all = list(rendered.pages)
        self._bleeds = [page.bleed for page in rendered.pages]
        for page in rendered.pages:
            page.links[:] = flatten(page.links)

    @property
    def lacks_styles(self) -> bool:
        """Return whether a style sheet or font is missing, so that the text looks all wrong."""
        suffixes = (".css", ".ttf", ".otf", ".woff", ".woff2")
        return any(refusal.url.endswith(suffixes) for refusal in self._sources.refusals)

    @property
    def page_count(self) -> int:
        """Return the number of pages."""
        return len(self.rendered.pages)

    @property
    def press_page_count(self) -> int:
        """Return the number of pages of the press edition, blank ones among them."""
        return len(self._press_pages())

    @property
    def page_numbers(self) -> tuple[int, ...]:
        """Return the number each page counts as: blank pages have theirs, spare ones have none."""
        counted = [page for page in self._all if _name(page) != SPARE]
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
    def anchors(self) -> Mapping[str, int]:
        """Return the page each id is on; pages count from 1."""
        numbered = list(enumerate(self.rendered.pages, 1))
        return {name: number for number, page in reversed(numbered) for name in page.anchors}

    def write(
        self,
        variant: str,
        metadata: Metadata,
        *,
        files: Sequence[FileInside] = (),
        finish: Callable[[Any], None] | None = None,
    ) -> bytes:
        """Return the pages as a PDF; ProblemsFound if the engine complains while it paints.

        ``variant`` is WeasyPrint's, such as ``pdf/a-3a``; ``finish`` gets the pydyf PDF last. In a
        PDF/X pages have their bleed and no tags, and blank ones are among them: as many spare ones
        as make their number a multiple of four.
        """
        press = variant.startswith("pdf/x")
        weasyprint = load_engine()
        for page, bleed in zip(self._all, self._bleeds, strict=True):
            page.bleed = bleed if press else dict.fromkeys(bleed, 0)
        copy = self.rendered.copy(self._press_pages() if press else "all")
        # The engine adds the profile of the screen to a mapping that copies share.
        copy.color_profiles = {}
        copy.metadata = _engine_metadata(metadata)
        if not press:
            # Read by the hook, and gone with the copy.
            copy.mgi_root = self.root
        with captured() as messages, _collection_paused():
            data: bytes = copy.write_pdf(
                finisher=lambda _, pdf: finish(pdf) if finish else None,
                pdf_variant=variant,
                pdf_tags=not press,
                attachments=[
                    weasyprint.Attachment(
                        string=file.data,
                        name=file.name,
                        description=file.description,
                        relationship=file.relationship,
                    )
                    for file in files
                ],
            )
        problems = [
            *asset_problems(self._sources, self.origins),
            *message_problems(messages, self._sources, self.origins),
        ]
        if problems:
            raise ProblemsFound(problems)
        return data

    def _press_pages(self) -> list[Any]:
        spare = [page for page in self._all if _name(page) == SPARE]
        left_out = spare[-(len(self._all) - len(spare)) % SHEET :]
        return [page for page in self._all if page not in left_out]


def load_engine() -> Any:
    """Return WeasyPrint with the tag hook in place; EngineUnavailable if it cannot be loaded."""
    with warnings.catch_warnings():
        # It warns of a machine without fonts when it is loaded; ours come with the styles.
        warnings.simplefilter("ignore", UserWarning)
        try:
            import weasyprint.pdf  # noqa: PLC0415 - see the module's docstring
        except OSError as error:
            raise EngineUnavailable(str(error)) from error
    painting: Any = weasyprint.pdf
    if painting.add_tags is not _hook(painting):
        painting.add_tags = _hook(painting)
    return weasyprint


def _hook(painting: Any) -> Any:
    """Return the function that tags our documents with our tags, and leaves others alone."""
    known = getattr(painting.add_tags, "mgi_hook", None)
    if known:
        return known
    original = painting.add_tags

    def add_tags(pdf: Any, document: Any, version: Any, streams: Any) -> None:
        root = getattr(document, "mgi_root", None)
        if root is None:
            original(pdf, document, version, streams)
            return
        pages = [
            PaintedPage(_page_box(page), page.height, _marks(stream))
            for page, stream in zip(document.pages, streams, strict=True)
        ]
        tag_document(pdf, pages, root, document.metadata.lang, document.fonts.values())

    add_tags.mgi_hook = add_tags  # type: ignore[attr-defined]
    return add_tags


def _print_only(pages: Sequence[Any]) -> list[Any]:
    """Return the pages that only the press edition has.

    The one before the key findings, which is no opener, stays in every edition: the spread at a
    glance must face itself on the screen too.
    """
    following = [*pages[1:], None]
    return [
        page
        for page, following_page in zip(pages, following, strict=True)
        if _name(page) == SPARE
        or (_page_box(page).page_type.blank and following_page and _name(following_page) == OPENER)
    ]


def _name(page: Any) -> str:
    name: str = _page_box(page).page_type.name
    return name


def _page_box(page: Any) -> Any:
    return page._page_box  # noqa: SLF001 - the one way to the boxes


def _marks(stream: Any) -> Any:
    return stream._tags  # noqa: SLF001 - the one way to the marked content


def _engine_metadata(metadata: Metadata) -> Any:
    from weasyprint.pdf.metadata import DocumentMetadata  # noqa: PLC0415

    written: Any = DocumentMetadata(
        title=metadata.title,
        authors=[metadata.author] if metadata.author else [],
        generator=metadata.creator,
        created=metadata.created or None,
        modified=metadata.created or None,
        lang=metadata.language,
    )
    generate = written.generate_rdf_metadata
    written.generate_rdf_metadata = lambda *details: metadata.rewrite_rdf(generate(*details))
    return written


def _fetcher(sources: Sources) -> Any:
    """Return what WeasyPrint fetches with: our files only, no network, no file system.

    It raises plain exceptions, which WeasyPrint survives, so that all missing files are found in
    one run. WeasyPrint's FatalURLFetchingError is a BaseException and never raised here.
    """
    from weasyprint.urls import URLFetcherResponse  # noqa: PLC0415

    def fetch(url: str) -> Any:
        resource = sources.read(url)
        return URLFetcherResponse(url, resource.data, {"Content-Type": resource.media_type})

    fetch._fail_on_errors = False  # type: ignore[attr-defined]  # noqa: SLF001 - it is asked for
    return fetch


def _font_configuration(lettering: Lettering) -> Any:
    """Return an empty font configuration that tells ``lettering`` of each @font-face rule."""
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

    class DeclaredFonts(FontConfiguration):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.known: set[str] = set()

        def add_font_face(self, rule: Any, fetcher: Any) -> None:
            super().add_font_face(rule, fetcher)
            # The same rules come again with every document.
            if str(rule) not in self.known:
                self.known.add(str(rule))
                for face in _faces(rule, fetcher):
                    lettering.declare(face)

    with only_declared_fonts():
        return DeclaredFonts()


def _faces(rule: Mapping[str, Any], fetcher: Any) -> Iterator[FontFace]:
    """Yield the face of a rule, from the first of its addresses that is served."""
    for kind, url in rule["src"]:
        if kind != "external":
            continue
        try:
            data = fetcher(url).read()
        except Refused:
            continue
        yield FontFace(
            rule["font_family"],
            numeric_weight(rule.get("font_weight", 400)),
            rule.get("font_style", "normal") != "normal",
            data,
            tuple((part.start, part.end) for part in rule.get("unicode_range", ())),
        )
        return


@contextmanager
def _collection_paused() -> Iterator[None]:
    """Keep the garbage collector from going through a layout's many objects again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()

"""Reach WeasyPrint, which is imported here only, and late.

What it offers no public way to is reached here too, so the major version is pinned.
"""

import gc
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from mgi_report.pdf.engine.boxes import PaintedPage
from mgi_report.pdf.engine.isolation import only_declared_fonts
from mgi_report.pdf.engine.lettering import FontFace, Lettering, numeric_weight
from mgi_report.pdf.engine.metadata import Metadata
from mgi_report.pdf.engine.sources import Refused, Sources

__all__ = [
    "EngineUnavailable",
    "collection_paused",
    "engine_metadata",
    "file_fetcher",
    "font_configuration",
    "load_engine",
    "page_box",
]


class EngineUnavailable(RuntimeError):  # noqa: N818 - reads as what happened
    """Say that WeasyPrint cannot be loaded, for want of one of its system libraries."""

    stops_the_run = True


def load_engine() -> Any:
    """Return WeasyPrint with the tag hook in place; EngineUnavailable if it cannot be loaded."""
    with warnings.catch_warnings():
        # It warns of a machine without fonts when it is loaded; ours come with the styles.
        warnings.simplefilter("ignore", UserWarning)
        try:
            import weasyprint.pdf  # noqa: PLC0415 - see above
        except OSError as error:
            raise EngineUnavailable(str(error)) from error
    painting: Any = weasyprint.pdf
    if painting.add_tags is not _hook(painting):
        painting.add_tags = _hook(painting)
    _free_text_attributes()
    return weasyprint


def _hook(painting: Any) -> Any:
    """Return the function that hands our documents to their tagger, and leaves others alone."""
    known = getattr(painting.add_tags, "mgi_hook", None)
    if known:
        return known
    original = painting.add_tags

    def add_tags(pdf: Any, document: Any, version: Any, streams: Any) -> None:
        tag = getattr(document, "mgi_tagger", None)
        if tag is None:
            original(pdf, document, version, streams)
            return
        pages = [
            PaintedPage(page_box(page), page.height, _marks(stream))
            for page, stream in zip(document.pages, streams, strict=True)
        ]
        tag(pdf, pages, document.metadata.lang, document.fonts.values())

    add_tags.mgi_hook = add_tags  # type: ignore[attr-defined]
    return add_tags


class _OwnAttributes(dict[bytes, Any]):
    """Give each text layout the attribute made for it, where WeasyPrint shares the first one.

    WeasyPrint 70 makes a Pango attribute for every text layout, uses the first one of its kind for
    all, and frees none: 0.6 MB in 26 pages. An attribute that has one owner goes with it.
    """

    def setdefault(self, key: bytes, default: Any = None) -> Any:
        del key
        return default


def _free_text_attributes() -> None:
    """Let Pango free the font features of a text layout of our documents together with it."""
    from weasyprint.text import ffi, line_break  # noqa: PLC0415

    original = line_break.Layout.setup
    if hasattr(original, "mgi_hook"):
        return

    def setup(layout: Any, style: Any) -> None:
        original(layout, style)
        if isinstance(style.font_config.font_features, _OwnAttributes):
            attributes = ffi.pango.pango_layout_get_attributes(layout.layout)
            if attributes != ffi.ffi.NULL:
                # The layout holds them; this was the reference of their maker, who forgets it.
                ffi.pango.pango_attr_list_unref(attributes)

    setup.mgi_hook = setup  # type: ignore[attr-defined]
    line_break.Layout.setup = setup


def page_box(page: Any) -> Any:
    """Return the box of a page, with all boxes in it."""
    return page._page_box  # noqa: SLF001 - the one way to the boxes


def _marks(stream: Any) -> Any:
    return stream._tags  # noqa: SLF001 - the one way to the marked content


def engine_metadata(metadata: Metadata) -> Any:
    """Return the metadata of a document as the engine takes them."""
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


def file_fetcher(sources: Sources) -> Any:
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


def font_configuration(lettering: Lettering) -> Any:
    """Return an empty font configuration that tells ``lettering`` of each @font-face rule."""
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

    class DeclaredFonts(FontConfiguration):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.font_features = _OwnAttributes()
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
def collection_paused() -> Iterator[None]:
    """Keep the garbage collector from going through a layout's many objects again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()

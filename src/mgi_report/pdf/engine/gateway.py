"""Reach WeasyPrint, which is imported in this room only, and late.

What it offers no public way to is reached here too, so the major version is pinned.
"""

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from mgi_report.pdf.engine.boxes import PaintedPage
from mgi_report.pdf.engine.content import Painting, tagged_contents
from mgi_report.pdf.engine.fonts import trim_names
from mgi_report.pdf.engine.glyphs import name_glyphs, turned_round
from mgi_report.pdf.engine.late import imported_late
from mgi_report.pdf.engine.libraries import opened_by_file_name
from mgi_report.pdf.engine.objects import UnfinishedPdf
from mgi_report.pdf.engine.overrides import override
from mgi_report.pdf.engine.sources import Sources
from mgi_report.problems.problem import MgiReportError

__all__ = [
    "EngineUnavailable",
    "FileInside",
    "Metadata",
    "attachment",
    "engine_metadata",
    "file_fetcher",
    "load_engine",
    "page_box",
]


class EngineUnavailable(MgiReportError):  # noqa: N818 - reads as what happened
    """Say that WeasyPrint cannot be loaded, for want of one of its system libraries."""

    stops_the_run = True


def load_engine() -> Any:
    """Return WeasyPrint with the tag hook in place; EngineUnavailable if it cannot be loaded."""
    with warnings.catch_warnings(), opened_by_file_name(), imported_late():
        # It warns of a machine without fonts when it is loaded; ours come with the styles.
        warnings.simplefilter("ignore", UserWarning)
        try:
            import weasyprint.pdf  # noqa: PLC0415 - see above
        except OSError as error:
            raise EngineUnavailable(str(error)) from error
    painting: Any = weasyprint.pdf
    if painting.add_tags.__module__ != __name__:
        painting.add_tags = _hook(painting.add_tags)
        painting.build_fonts_dictionary = _naming(painting.build_fonts_dictionary)
    override()
    return weasyprint


def _hook(original: Any) -> Any:
    """Return the function that hands our documents to their tagger, and leaves others alone."""

    def add_tags(pdf: Any, document: Any, version: Any, streams: Any) -> None:
        tag = vars(document).get("mgi_tagger")
        if tag is None:
            original(pdf, document, version, streams)
            return
        pages = [
            PaintedPage(page_box(page), page.height, stream._tags)  # noqa: SLF001 - no other way
            for page, stream in zip(document.pages, streams, strict=True)
        ]
        unfinished = UnfinishedPdf(pdf)
        contents = tuple(tagged_contents(unfinished, pages, document.fonts.values()))
        tag(Painting(unfinished, pages, contents, document.metadata.lang))

    return add_tags


def _naming(original: Any) -> Any:
    """Return the function that writes the fonts, with the characters of their glyphs put right."""

    def build_fonts_dictionary(pdf: Any, fonts: Any, *details: Any) -> Any:
        name_glyphs(fonts.values())
        trim_names(fonts.values())
        with turned_round(fonts.values()):
            return original(pdf, fonts, *details)

    return build_fonts_dictionary


def page_box(page: Any) -> Any:
    """Return the box of a page, with all boxes in it."""
    return page._page_box  # noqa: SLF001 - the one way to the boxes


@dataclass(frozen=True)
class Metadata:
    """Hold the metadata of one file; ``created`` reads ``2021-12-01T00:00:00Z``, or is empty.

    ``rewrite_rdf`` gets the RDF of the XMP packet (ISO 16684-1) and returns what to write instead.
    """

    title: str
    language: str
    author: str = ""
    creator: str = ""
    created: str = ""
    rewrite_rdf: Callable[[bytes], bytes] = bytes


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


@dataclass(frozen=True)
class FileInside:
    """Hold a file to embed; relationship as in ISO 19005-3, 6.8 (Source, Data, Supplement)."""

    name: str
    data: bytes
    description: str
    relationship: str


def attachment(file: FileInside) -> Any:
    """Return a file as the engine embeds it."""
    from weasyprint import Attachment  # noqa: PLC0415

    return Attachment(
        string=file.data,
        name=file.name,
        description=file.description,
        relationship=file.relationship,
    )


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

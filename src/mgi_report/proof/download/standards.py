"""Check what PDF/UA-1 (ISO 14289-1) and PDF/A-3a (ISO 19005-3) ask of the file as a whole.

No validator: veraPDF stays the judge. These are the marks whose absence a reader would feel.
"""

from collections.abc import Iterator
from typing import Any

from mgi_report.proof.download.evidence import Evidence
from mgi_report.proof.flaws import Flaw

__all__ = ["standard_flaws"]

HINT = "this is a fault of the program that wrote the file; build it again with mgi-report"
CONFORMANCE = {"pdfuaid:part": "1", "pdfaid:part": "3", "pdfaid:conformance": "A"}


def standard_flaws(evidence: Evidence) -> Iterator[Flaw]:
    """Yield the flaws of tags, pictures, title, language and identification."""
    catalog: Any = evidence.pdf.Root
    marked = bool(catalog.get("/MarkInfo", {}).get("/Marked", False))
    if evidence.root is None or not evidence.root.kids or not marked:
        message = "the file is not tagged, so assistive technology cannot read it in order"
        yield Flaw("untagged", message, HINT)
    yield from _picture_flaws(evidence)
    metadata, information = evidence.reader.metadata, evidence.reader.information
    title = metadata.get("dc:title", "").strip()
    if not title:
        yield Flaw("no-title", "the file has no title in its metadata", HINT)
    elif information.get("Title", title) != title:
        yield Flaw("no-title", "the file has two different titles in its metadata", HINT)
    if not bool(catalog.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False)):
        message = "viewers are not told to show the title in place of the file name"
        yield Flaw("no-title", message, HINT)
    if not evidence.reader.language:
        message = "the file does not say which language it is in"
        yield Flaw("wrong-language", message, HINT)
    lacking = [key for key, value in CONFORMANCE.items() if metadata.get(key) != value]
    if lacking:
        message = f"the metadata do not say PDF/UA-1 and PDF/A-3a ({', '.join(lacking)})"
        yield Flaw("not-identified", message, HINT)


def _picture_flaws(evidence: Evidence) -> Iterator[Flaw]:
    for element in evidence.elements:
        if element.role != "Figure" or element.alternative.strip():
            continue
        mark = next(element.marks(), None)
        page = None if mark is None else mark.page
        box = None if mark is None else evidence.box(mark)
        message = "a picture has no words for those who cannot see it"
        yield Flaw("missing-alt", message, "give it alternative text", page, box)

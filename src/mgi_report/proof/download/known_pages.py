"""Check that every page is one that a template makes: with text or a picture, in the tags."""

from collections.abc import Iterator

from mgi_report.proof.download.evidence import Evidence
from mgi_report.proof.inspection import Flaw

__all__ = ["page_flaws"]

HINT = "publish the file as mgi-report wrote it, without pages put in or painted over"


def page_flaws(evidence: Evidence) -> Iterator[Flaw]:
    """Yield a flaw for each page without text or picture in the tags, as none of ours is."""
    pictured = {
        mark.page
        for element in evidence.elements
        if element.role == "Figure"
        for mark in element.marks()
    }
    marked = {mark.page for element in evidence.elements for mark in element.marks()}
    for sheet in evidence.pages:
        if sheet.number in pictured:
            continue
        if all(text.mcid is None for text in sheet.texts):
            message = "no template makes a page without text, or with text that is in no tag"
            yield Flaw("page-unknown", message, HINT, sheet.number)
        elif sheet.number not in marked:
            message = "no tag leads to the text of the page, so no template made it"
            yield Flaw("page-unknown", message, HINT, sheet.number)

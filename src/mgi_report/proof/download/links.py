"""Check that links, bookmarks and the QR code lead where they should."""

from collections.abc import Iterator
from typing import Any

import pikepdf
import zxingcpp

from mgi_report.pdf.geometry import MM_PER_PT
from mgi_report.problems.problem import shown
from mgi_report.profile.model import Profile
from mgi_report.proof.download.addresses import is_web
from mgi_report.proof.download.destinations import Destinations, bookmarks_in, target_of
from mgi_report.proof.download.evidence import Evidence
from mgi_report.proof.inspection import Box, Flaw

__all__ = ["bookmark_flaws", "count_links", "link_flaws", "qr_flaws"]

HINT = "this is a fault of a template or of the program; build the file again"


def link_flaws(evidence: Evidence) -> Iterator[Flaw]:
    """Yield a flaw for each link that is dead, unsafe, without words or untagged."""
    targets = Destinations(evidence.pdf)
    tagged = {
        reference
        for element in evidence.elements
        if element.role == "Link"
        for reference in element.annotations
    }
    for page, annotation in _links(evidence.pdf):
        number = page + 1
        words = str(annotation.get("/Contents", "")).strip()
        named = f"the link {shown(words)}" if words else "a link"
        box = _box(annotation, evidence.pages[page].height)
        if fault := _dead(annotation, targets):
            yield Flaw("dead-link", f"{named} {fault}", HINT, number, box)
        if not words:
            where = str(annotation.get("/Dest", "")) or str(_action(annotation).get("/URI", ""))
            message = f"the link to {shown(where)} has no words"
            yield Flaw("unnamed-link", message, "give it text or an aria-label", number, box)
        if annotation.objgen not in tagged:
            hint = "tell whoever made the file: links belong in the tag tree (ISO 14289-1, 7.18.5)"
            yield Flaw("untagged-link", f"{named} is not tagged", hint, number, box)


def count_links(evidence: Evidence) -> int:
    """Return the number of link areas."""
    return sum(1 for _ in _links(evidence.pdf))


def bookmark_flaws(evidence: Evidence) -> Iterator[Flaw]:
    """Yield a flaw for each bookmark that leads nowhere."""
    targets = Destinations(evidence.pdf)
    for item in bookmarks_in(evidence.pdf):
        if targets.spot(target_of(item)) is None:
            message = f"the bookmark {shown(item.get('/Title', ''))} leads nowhere"
            yield Flaw("dead-link", message, HINT)


def _links(pdf: pikepdf.Pdf) -> Iterator[tuple[int, Any]]:
    for index, page in enumerate(pdf.pages):
        annotations: Any = page.obj.get("/Annots", [])
        for annotation in annotations:
            if annotation.get("/Subtype") == "/Link":
                yield index, annotation


def _dead(annotation: Any, targets: Destinations) -> str:
    """Say why a link leads nowhere or where it should not, or nothing."""
    action = _action(annotation)
    if "/URI" in action:
        address = str(action.URI)
        if is_web(address):
            return ""
        return f"leads to {shown(address)}, which is no http, https or mail address"
    target = target_of(annotation)
    if target is None:
        # What it does instead of leading somewhere is refused with all that acts (entries.py).
        return "" if action else "leads nowhere"
    if targets.spot(target) is not None:
        return ""
    name = target if isinstance(target, (pikepdf.String, pikepdf.Name)) else "a page"
    return f"leads to {shown(name)}, which is not in the document"


def _action(item: Any) -> Any:
    return item.get("/A", {})


def _box(annotation: Any, height: float) -> Box:
    x1, y1, x2, y2 = (float(edge) * MM_PER_PT for edge in annotation.Rect)
    return Box(min(x1, x2), height - max(y1, y2), max(x1, x2), height - min(y1, y2))


DPI = 100  # as coarse as a poor scan (SPEC section 8)
QR_HINT = "look at the back cover: the code needs its size, its light margin and its contrast"


def qr_flaws(evidence: Evidence, profile: Profile) -> Iterator[Flaw]:
    """Yield a flaw if no QR code leads to the publication's address, or one leads elsewhere."""
    address = profile.publication.url
    if address is None:
        return
    pages = {
        link.page for link in evidence.reader.links if link.uri.rstrip("/") == address.rstrip("/")
    }
    # The code stands on the back cover, where its address is printed too.
    read: list[str] = []
    for page in sorted(pages, reverse=True):
        read = _codes(evidence, page)
        if read:
            break
    if not read:
        message = f"no QR code that leads to {shown(address)} can be read"
        yield Flaw("qr-unreadable", message, QR_HINT, path="publication.url")
    for text in read:
        if text != address:
            message = f"the QR code leads to {shown(text)}, not to {shown(address)}"
            yield Flaw("qr-elsewhere", message, QR_HINT, page, path="publication.url")


def _codes(evidence: Evidence, page: int) -> list[str]:
    picture = evidence.sheets.picture(page, DPI)
    view = zxingcpp.ImageView(
        memoryview(picture.pixels),
        picture.width,
        picture.height,
        zxingcpp.ImageFormat.Lum,
        picture.stride,
    )
    formats = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    return [code.text for code in zxingcpp.read_barcodes(view, formats)]

"""Check that a scanner reads the QR code (ISO/IEC 18004), and is led to the publication."""

from collections.abc import Iterator

import zxingcpp

from mgi_report.problems.problem import shown
from mgi_report.profile.model import Profile
from mgi_report.proof.download.evidence import Evidence
from mgi_report.proof.flaws import Flaw

__all__ = ["qr_flaws"]

DPI = 100  # as coarse as a poor scan (SPEC section 8)
HINT = "look at the back cover: the code needs its size, its light margin and its contrast"


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
        yield Flaw("qr-unreadable", message, HINT, path="publication.url")
    for text in read:
        if text != address:
            message = f"the QR code leads to {shown(text)}, not to {shown(address)}"
            yield Flaw("qr-elsewhere", message, HINT, page, path="publication.url")


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

"""Write pages plainly: to be looked at, without tags, links and data."""

from mgi_report.pdf.engine.gateway import Metadata
from mgi_report.pdf.engine.layout import Layout, Variant

__all__ = ["write_plain"]

PLAIN = "pdf/a-3a"


def write_plain(layout: Layout, chosen: frozenset[int] | None = None) -> bytes:
    """Return a PDF of some pages, whose positions count from 0, or of all.

    They look like those of the download format. ProblemsFound if the engine complains.
    """
    # Without a title: pages that look the same are to be the same.
    metadata = Metadata("", layout.document.language)
    return layout.write(Variant(PLAIN, plain=True, chosen=chosen), metadata)

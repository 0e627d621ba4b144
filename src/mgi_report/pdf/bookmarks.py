"""Let a bookmark lead to its place without changing how somebody looks at the pages."""

from mgi_report.pdf.engine.objects import UnfinishedPdf

__all__ = ["keep_view"]

LEFT, ZOOM = 2, 4
"""Where they stand in a destination, ``[page /XYZ left top zoom]``."""


def keep_view(pdf: UnfinishedPdf) -> None:
    """Keep the left edge and the zoom of the window where a bookmark is followed.

    ISO 32000-1, 12.3.2.2: null leaves a value as it is. Who has enlarged the pages would lose the
    left of them, since the engine writes where the heading begins.
    """
    for entries in pdf.dictionaries():
        if "Title" in entries and "Dest" in entries:
            entries["Dest"][LEFT] = entries["Dest"][ZOOM] = "null"

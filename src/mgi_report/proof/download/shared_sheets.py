"""Look at the pages of a finished PDF in two processes at once."""

from typing import NamedTuple

from mgi_report.proof.download.sheets import Sheet, Sheets
from mgi_report.proof.inspection import Box, Elsewhere

__all__ = ["FirstPages", "SharedSheets", "look_at_first_pages"]

SHARE = 0.75
"""Of the pages, for the other process: this one has the rest of the file to look at meanwhile."""


class FirstPages(NamedTuple):
    """Hold the first pages of a PDF, and where text of each cannot be seen, by its number."""

    sheets: tuple[Sheet, ...]
    hidden: dict[int, tuple[Box, ...]]


class SharedSheets(Sheets):
    """Look at the last pages of a PDF here, and at those before elsewhere; find hidden text."""

    def __init__(self, data: bytes, elsewhere: Elsewhere) -> None:
        """Open a PDF, and begin; pypdfium2.PdfiumError if PDFium cannot open it."""
        super().__init__(data, finds_hidden=True)
        self._answer = elsewhere(look_at_first_pages, data)

    def read(self) -> tuple[Sheet, ...]:
        """Return all pages; also the first ones are looked at here if there is no answer."""
        first, last = _shared(self.numbers)
        here = self.read_some(last)
        found: FirstPages | None = self._answer()
        if found is None:
            return (*self.read_some(first), *here)
        self.found_hidden |= found.hidden
        return (*found.sheets, *here)


def look_at_first_pages(data: bytes) -> FirstPages:
    """Return what is seen of the pages that another process leaves to this one."""
    with Sheets(data, finds_hidden=True) as sheets:
        first, _ = _shared(sheets.numbers)
        return FirstPages(sheets.read_some(first), sheets.found_hidden)


def _shared(numbers: range) -> tuple[range, range]:
    most = round(len(numbers) * SHARE)
    return numbers[:most], numbers[most:]

"""Gather once what the checks of a press file look at: page boxes, and what the pages paint."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pikepdf

from mgi_report.document.tokens import Tokens
from mgi_report.pdf.geometry import MM_PER_PT, Area
from mgi_report.pdf.press.inks import PressTable
from mgi_report.proof.inspection import Box
from mgi_report.proof.press.painted import Painted, paint
from mgi_report.proof.reader import PdfReader

__all__ = ["PressFile", "PressPage"]


@dataclass(frozen=True)
class PressPage:
    """Hold a page, its number from 1, and its boxes as the file gives them."""

    number: int
    page: pikepdf.Page
    tokens: Tokens

    def box(self, name: str) -> Area | None:
        """Return a box, such as TrimBox; None where neither page nor its parents have one."""
        found: Any = self.page.obj
        while found is not None:
            if f"/{name}" in found:
                left, bottom, right, top = (float(edge) for edge in found[f"/{name}"])
                return Area(min(left, right), min(bottom, top), max(left, right), max(bottom, top))
            found = found.get("/Parent")
        return None

    @cached_property
    def trim(self) -> Area:
        """Return the trim box, or what is nearest to one."""
        return self.box("TrimBox") or self.box("MediaBox") or Area(0, 0, 0, 0)

    @cached_property
    def bleed(self) -> Area:
        """Return the trim box with the bleed that the design has on every side."""
        more = self.tokens.mm("bleed") / MM_PER_PT
        left, bottom, right, top = self.trim
        return Area(left - more, bottom - more, right + more, top + more)

    @cached_property
    def painted(self) -> tuple[Painted, ...]:
        """Return what can be seen inside the bleed; printer's marks stand outside."""
        return tuple(
            each
            for each in paint(self.page, self.bleed)
            if (seen := each.area.shared(self.bleed)).width >= 0 and seen.height >= 0
        )

    def place(self, area: Area) -> Box:
        """Return an area in mm from the top left of the trimmed page."""
        return Box(
            (area.left - self.trim.left) * MM_PER_PT,
            (self.trim.top - area.top) * MM_PER_PT,
            (area.right - self.trim.left) * MM_PER_PT,
            (self.trim.top - area.bottom) * MM_PER_PT,
        )


@dataclass(frozen=True)
class PressFile:
    """Hold an opened press file and what the design says of paper and ink."""

    reader: PdfReader
    tokens: Tokens
    table: PressTable

    @cached_property
    def pages(self) -> tuple[PressPage, ...]:
        """Return the pages."""
        return tuple(
            PressPage(number, page, self.tokens)
            for number, page in enumerate(self.reader.pdf.pages, 1)
        )

    def painted(self) -> Iterator[tuple[PressPage, Painted]]:
        """Yield everything that is painted, with its page."""
        for page in self.pages:
            for each in page.painted:
                yield page, each

"""Gather once what the checks look at: pages as painted, text as tagged, fonts, and the data."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

import pikepdf

from mgi_report.proof.download.elements import Element, Mark, read_elements
from mgi_report.proof.download.kind import DOWNLOAD, TaggedKind
from mgi_report.proof.download.sheets import PaintedText, Sheet, Sheets
from mgi_report.proof.inspection import Box
from mgi_report.proof.marked_text import MarkedText, Sequence, UsedFont
from mgi_report.proof.reader import PdfReader

__all__ = ["Evidence", "ShownCode"]

FontKey = tuple[int, int]
SAME_LINE = 0.5  # of the smaller height: what shares more than that stands on one line


class ShownCode(NamedTuple):
    """Hold a code a page shows in a font, and the marked content it first stands in."""

    font: UsedFont
    code: int
    page: int
    mcid: int | None


class _Reading(NamedTuple):
    pages: tuple[MarkedText, ...]
    words: tuple[Mapping[int, str], ...]
    fonts: Mapping[FontKey, UsedFont]


@dataclass(frozen=True)
class Evidence:
    """Hold a PDF opened by both readers, what kind of file it has to be, and what follows."""

    reader: PdfReader
    sheets: Sheets
    kind: TaggedKind = DOWNLOAD

    @property
    def pdf(self) -> pikepdf.Pdf:
        """Return the file as pikepdf sees it."""
        return self.reader.pdf

    @cached_property
    def pages(self) -> tuple[Sheet, ...]:
        """Return the pages as they are painted."""
        return self.sheets.read()

    @cached_property
    def root(self) -> Element | None:
        """Return the root of the structure tree; None if the file is not tagged."""
        return read_elements(self.pdf)

    @cached_property
    def elements(self) -> tuple[Element, ...]:
        """Return all structure elements in reading order."""
        return () if self.root is None else tuple(self.root.elements())

    @cached_property
    def fonts(self) -> Mapping[FontKey, UsedFont]:
        """Return the fonts that show text, by object number."""
        return self._reading.fonts

    @cached_property
    def _reading(self) -> _Reading:
        """Read all text once; pages share their fonts."""
        fonts: dict[FontKey, UsedFont] = {}
        pages = tuple(MarkedText(page, fonts) for page in self.pdf.pages)
        return _Reading(pages, tuple(page.texts for page in pages), fonts)

    @cached_property
    def _boxes(self) -> dict[Mark, Box]:
        found: dict[Mark, Box] = {}
        for sheet in self.pages:
            for text in sheet.texts:
                if text.mcid is not None:
                    mark = Mark(sheet.number, text.mcid)
                    found[mark] = found.get(mark, text.box).around(text.box)
        return found

    def shown_codes(self) -> Iterator[ShownCode]:
        """Yield every code a page shows, once a page and font."""
        for number, page in enumerate(self._reading.pages, 1):
            for key, codes in page.shown.items():
                for code, mcid in codes.items():
                    yield ShownCode(self.fonts[key], code, number, mcid)

    def replaced_texts(self) -> Iterator[tuple[int, Sequence]]:
        """Yield each marked content that is to be copied as other words, with its page."""
        for number, sequence in self.sequences():
            if sequence.painted is not None:
                yield number, sequence

    def sequences(self) -> Iterator[tuple[int, Sequence]]:
        """Yield each marked content, with its page."""
        for number, page in enumerate(self._reading.pages, 1):
            for sequence in page.sequences:
                yield number, sequence

    def artifacts(self, page: int) -> tuple[str, ...]:
        """Return the text of each marked content of a page that is in no tag."""
        sequences = self._reading.pages[page - 1].sequences
        return tuple(each.text for each in sequences if each.mcid is None and each.text)

    def text(self, marks: Iterable[Mark]) -> str:
        """Return the text of marked content, as the elements around it say that it is read."""
        return "".join(
            self._said[mark] if mark in self._said else self.painted(mark) for mark in marks
        )

    def painted(self, mark: Mark) -> str:
        """Return the text of marked content in the order in which it is painted."""
        return self._reading.words[mark.page - 1].get(mark.mcid, "") if mark.page else ""

    @cached_property
    def _said(self) -> dict[Mark, str]:
        """Return what is read for marked content in an element that says it, all for the first."""
        said: dict[Mark, str] = {}
        for element in self.elements:
            if element.actual:
                marks = list(element.marks())
                said |= dict.fromkeys(marks, "")
                said |= dict.fromkeys(marks[:1], element.actual)
        return said

    def box(self, mark: Mark) -> Box | None:
        """Return where marked content stands, in mm; None if it shows nothing."""
        return self._boxes.get(mark)

    def words(self, sheet: Sheet, text: PaintedText) -> str:
        """Return the words of a text object, to tell a person."""
        if text.mcid is not None:
            return " ".join(self.text([Mark(sheet.number, text.mcid)]).split())
        return self.sheets.words(sheet.number, text)

    def lines(self, marks: Iterable[Mark]) -> list[list[Mark]]:
        """Return marked content by the line it stands on."""
        seen = [(mark, box) for mark in marks if (box := self.box(mark))]
        lines = [[mark] for mark, _ in seen[:1]]
        for (before, upper), (mark, lower) in pairwise(seen):
            shared = upper.overlap(lower)[1] > SAME_LINE * min(upper.height, lower.height)
            if shared and before.page == mark.page:
                lines[-1].append(mark)
            else:
                lines.append([mark])
        return lines

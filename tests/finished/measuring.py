"""Measure what is painted on the pages of a finished PDF: letters, areas, links and tabs.

Lengths are mm from the top left.
"""

from collections.abc import Iterator
from ctypes import c_double, c_float
from dataclasses import dataclass
from functools import cached_property
from math import sqrt
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from mgi_report.document.assets import Assets
from mgi_report.document.catalogue import assets_for
from mgi_report.document.language import Language, read_language
from mgi_report.document.tokens import Tokens, read_tokens
from mgi_report.profile.framework import Domain
from mgi_report.profile.model import Profile
from mgi_report.proof.download.evidence import Evidence
from mgi_report.proof.download.findings import find_items
from mgi_report.proof.download.sheets import Sheets
from mgi_report.proof.inspection import Box
from mgi_report.proof.reader import PdfReader

__all__ = ["MM_PER_PT", "Letter", "Measured", "Page", "rgb"]

MM_PER_PT = 25.4 / 72


class Letter(NamedTuple):
    """Hold a painted character: left edge and base line, and its size in pt."""

    sign: str
    left: float
    base: float
    size: float


@dataclass(frozen=True)
class Page:
    """Hold what is painted on a page: letters, drawn areas and the text in its order.

    ``number`` is its place in the file, ``folio`` its number in the book, which also counts the
    blank pages that only the press format has.
    """

    number: int
    folio: str
    text: str
    letters: tuple[Letter, ...]
    areas: tuple[Box, ...]
    tabs: tuple[tuple[int, int, int], ...]

    @property
    def joined(self) -> str:
        """Return the text with single spaces, and none between letters of two lines."""
        return " ".join(self.text.replace("\n", "").split())

    @property
    def is_white(self) -> bool:
        """Return whether it has running lines: a folio at its end."""
        return self.text.split()[-1:] == [self.folio]


class Measured:
    """Read a PDF once, for all rules."""

    def __init__(self, data: bytes, profile: Profile) -> None:
        self.data, self.profile = data, profile
        self.tokens: Tokens = read_tokens(assets_for(profile.language, Assets()))

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """Return the pages."""
        document = pypdfium2.PdfDocument(self.data)
        return tuple(
            self._page(page, number, document.get_page_label(number - 1) or str(number))
            for number, page in enumerate(document, 1)
        )

    @cached_property
    def white(self) -> tuple[Page, ...]:
        """Return the pages with running lines."""
        return tuple(page for page in self.pages if page.is_white)

    def foot(self, page: Page) -> str | None:
        """Return what follows the line at the head, which with the foot comes last, if it is there.

        That line ends with place and edition.
        """
        place = f"{self.profile.subject.short_name} · "
        lines = page.text.rstrip().splitlines()
        heads = [index for index, line in enumerate(lines) if place in line]
        return " ".join(lines[heads[-1] + 1 :]) if heads else None

    def _page(self, page: Any, number: int, folio: str) -> Page:
        words, height = page.get_textpage(), page.get_height()
        text = words.get_text_range().replace("\r\n", "\n")
        letters = tuple(_letters(words, height))
        return Page(number, folio, text, letters, tuple(_areas(page, height)), self._tabs(page))

    def _tabs(self, page: Any) -> tuple[tuple[int, int, int], ...]:
        picture = page.render(scale=1).to_pil().convert("RGB")
        mm = self.tokens.mm
        x = mm("tab-width") / 2 if self.mirrored else mm("page-width") - mm("tab-width") / 2
        middles = (mm("tab-top") + mm("tab-height") / 8 + n * mm("tab-step") for n in range(6))
        return tuple(picture.getpixel((int(x / MM_PER_PT), int(y / MM_PER_PT))) for y in middles)

    @cached_property
    def say(self) -> Language:
        """Return the words of the profile's language."""
        return read_language(self.profile.language, Assets(), self.profile.subject.level)

    @property
    def mirrored(self) -> bool:
        """Return whether the pages are read from the right."""
        return self.say.direction == "rtl"

    def from_start(self, letter: Letter) -> float:
        """Return how far a letter stands from the margin where lines begin."""
        mm = self.tokens.mm
        edge = mm("page-width") - mm("margin-side") if self.mirrored else mm("margin-side")
        return abs(letter.left - edge)

    def name(self, domain: Domain) -> str:
        """Return the name of a domain."""
        return self.say.domain(domain)

    @cached_property
    def cover_circle(self) -> tuple[float, float, float]:
        """Return centre and radius of the figure on the cover, found by its first blue pixel."""
        mm, page = self.tokens.mm, pypdfium2.PdfDocument(self.data)[0]
        picture = page.render(scale=3).to_pil().convert("RGB")
        aside = 7.0  # mm from the middle, within the blue segment
        centre = mm("page-width") - mm("dial-x") if self.mirrored else mm("dial-x")
        column = int((centre - aside if self.mirrored else centre + aside) / MM_PER_PT * 3)
        blue = rgb(self.tokens.text("d1-base"))
        rows = range(picture.height)
        top = next(y for y in rows if picture.getpixel((column, y)) == blue) / 3 * MM_PER_PT
        radius = mm("dial-outer")
        return centre, top + sqrt(radius**2 - aside**2), radius

    @cached_property
    def links(self) -> tuple[tuple[int, str, Box], ...]:
        """Return page, words and area of each link."""
        height = self.tokens.mm("page-height")
        with PdfReader(self.data) as reader:
            found = []
            for link in reader.links:
                left, bottom, right, top = (corner * MM_PER_PT for corner in link.corners)
                area = Box(left, height - top, right, height - bottom)
                found.append((link.page, link.contents, area))
            return tuple(found)

    @cached_property
    def finding_pages(self) -> dict[str, set[int]]:
        """Return the pages each finding stands on, by its number."""
        with PdfReader(self.data) as reader, Sheets(self.data) as sheets:
            items = find_items(Evidence(reader, sheets))
            return {
                number: {mark.page for item in found for mark in item.marks()}
                for number, found in items.own.items()
            }


def rgb(colour: str) -> tuple[int, ...]:
    """Return red, green and blue of a colour token."""
    return tuple(bytes.fromhex(colour.lstrip("#")))


def _letters(words: Any, height: float) -> Iterator[Letter]:
    for index in range(words.count_chars()):
        sign = chr(pdfium.FPDFText_GetUnicode(words, index))
        if sign.isspace():
            continue
        x, y, matrix = c_double(), c_double(), pdfium.FS_MATRIX()
        pdfium.FPDFText_GetCharOrigin(words, index, x, y)
        pdfium.FPDFText_GetMatrix(words, index, matrix)
        size = pdfium.FPDFText_GetFontSize(words, index) * max(abs(matrix.d), abs(matrix.b))
        yield Letter(sign, x.value * MM_PER_PT, (height - y.value) * MM_PER_PT, size)


def _areas(page: Any, height: float) -> Iterator[Box]:
    left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
    for drawn in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=10):
        if pdfium.FPDFPageObj_GetBounds(drawn, left, bottom, right, top):
            edges = left.value, height - top.value, right.value, height - bottom.value
            yield Box(*(edge * MM_PER_PT for edge in edges))

"""Write Word files that are the same whenever they are written, and accessible.

What python-docx has no words for is set in the XML (ISO/IEC 29500-1, WordprocessingML) here.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from io import BytesIO
from itertools import count
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table
from docx.text.paragraph import Paragraph

from mgi_report.profile.markup import runs
from mgi_report.review.word_differences import PieceKind, WordPiece

__all__ = ["Reviser", "WordFile", "bookmark_of", "number_of_bookmark"]

FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The date of every file in the archive: the earliest there can be."""
UNIX = 3
LONGEST_PROPERTY = 255
"""How many characters Word takes for one of a file's properties."""
LINE = re.compile(r"\s*\n\s*")
_BOOKMARK = re.compile(r"_finding_([1-6])_([WP])_([1-9][0-9]*)")


def bookmark_of(number: str) -> str:
    """Return the name of a finding's bookmark, which Word hides: ``_finding_1_W_3``."""
    return f"_finding_{number.replace('.', '_')}"


def number_of_bookmark(name: str) -> str | None:
    """Return the number of the finding a bookmark is named for."""
    found = _BOOKMARK.fullmatch(name)
    return None if found is None else ".".join(found.groups())


@dataclass(frozen=True)
class Reviser:
    """Say in whose name words are taken out and put in, and when; no date is told if it is None."""

    author: str
    day: date | None = None


@dataclass
class WordFile:
    """Hold a Word file that is being written, A4, in one language.

    ``direction`` is ``ltr`` or ``rtl``; ``day`` is the date it tells of itself.
    """

    title: str
    language: str
    direction: str = "ltr"
    day: date | None = None
    document: WordDocument = field(init=False)
    _ids: "Iterator[int]" = field(init=False)

    def __post_init__(self) -> None:
        self.document = Document()
        self._ids = count(1)
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(20)
        section.top_margin = section.bottom_margin = Mm(20)
        self._set_properties()
        self._set_language()

    def heading(self, text: str, level: int) -> Paragraph:
        """Add a heading; level 0 is the title."""
        return self._directed(self.document.add_heading(_one_line(text), level))

    def paragraph(self, text: str = "", *, style: str | None = None) -> Paragraph:
        """Add a paragraph of plain text."""
        return self._directed(self.document.add_paragraph(_one_line(text), style))

    def prose(self, paragraph: Paragraph, text: str) -> None:
        """Write a text with emphasis, links and languages into a paragraph."""
        for run in runs(text):
            words = _one_line(run.text)
            made = paragraph.add_run(words)
            made.bold, made.italic = "strong" in run.tags or None, "em" in run.tags or None
            if run.lang:
                properties = made._r.get_or_add_rPr()  # noqa: SLF001 - python-docx has no words for it
                properties.append(
                    _element("w:lang", val=run.lang, eastAsia=run.lang, bidi=run.lang)
                )
            if run.href:
                made.underline = True
                _link(paragraph, made, run.href)

    def table(self, head: Sequence[str], widths: Sequence[int], words: str) -> Table:
        """Add a table with a head that is repeated on each page; widths in mm.

        ``words`` say what is in it to those who do not see it.
        """
        table: Table = self.document.add_table(rows=1, cols=len(head), style="Table Grid")
        table.autofit = False
        properties = table._tbl.tblPr  # noqa: SLF001 - as python-docx itself tells
        for name in ("w:tblCaption", "w:tblDescription"):
            properties.append(_element(name, val=_one_line(words)))
        if self.direction == "rtl":
            properties.insert(1, _element("w:bidiVisual"))
        for cell, text, width in zip(table.rows[0].cells, head, widths, strict=True):
            self._directed(cell.paragraphs[0]).add_run(text).bold = True
            cell.width = Mm(width)
        self._keep(table.rows[0])
        table.rows[0]._tr.get_or_add_trPr().append(_element("w:tblHeader"))  # noqa: SLF001 - as above
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        return table

    def row(self, table: Table, widths: Sequence[int]) -> tuple[Paragraph, ...]:
        """Add a row that no page breaks; return the paragraph of each cell."""
        row: Any = table.add_row()  # type: ignore[no-untyped-call]
        self._keep(row)
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
        return tuple(self._directed(cell.paragraphs[0]) for cell in row.cells)

    def bookmark(self, paragraph: Paragraph, name: str) -> None:
        """Put a bookmark around what a paragraph holds."""
        number = str(next(self._ids))
        place = paragraph._p  # noqa: SLF001 - as above
        at = 1 if place.pPr is not None else 0
        place.insert(at, _element("w:bookmarkStart", id=number, name=name))
        place.append(_element("w:bookmarkEnd", id=number))

    def tracked(self, paragraph: Paragraph, pieces: Sequence[WordPiece], by: Reviser) -> None:
        """Write words that are the same, put in and taken out, as changes that Word tracks."""
        for piece in pieces:
            run = paragraph.add_run(_one_line(piece.text))
            if piece.kind is PieceKind.SAME:
                continue
            is_removed = piece.kind is PieceKind.REMOVED
            change = self._change("w:del" if is_removed else "w:ins", by)
            element = run._r  # noqa: SLF001 - as above
            element.addprevious(change)
            change.append(element)
            for text in element.findall(qn("w:t")) if is_removed else ():
                text.tag = qn("w:delText")

    def track_paragraph(self, paragraph: Paragraph, kind: PieceKind, by: Reviser) -> None:
        """Say that a whole paragraph was put in or taken out, with its end."""
        if kind is PieceKind.SAME:
            return
        properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - as above
        mark = OxmlElement("w:rPr")
        mark.append(self._change("w:del" if kind is PieceKind.REMOVED else "w:ins", by))
        properties.append(mark)

    def data(self) -> bytes:
        """Return the bytes of the file; the same content gives the same bytes."""
        saved, packed = BytesIO(), BytesIO()
        self.document.save(saved)
        with ZipFile(saved) as source, ZipFile(packed, "w") as target:
            for name in source.namelist():
                entry = ZipInfo(name, FIRST_DAY)
                entry.create_system, entry.compress_type = UNIX, ZIP_DEFLATED
                target.writestr(entry, source.read(name))
        return packed.getvalue()

    def _change(self, tag: str, by: Reviser) -> Any:
        change = _element(tag, id=str(next(self._ids)), author=by.author)
        if by.day is not None:
            change.set(qn("w:date"), f"{by.day.isoformat()}T00:00:00Z")
        return change

    def _directed(self, paragraph: Paragraph) -> Paragraph:
        if self.direction == "rtl":
            paragraph._p.get_or_add_pPr().append(_element("w:bidi"))  # noqa: SLF001 - as above
        return paragraph

    @staticmethod
    def _keep(row: Any) -> None:
        row._tr.get_or_add_trPr().append(_element("w:cantSplit"))  # noqa: SLF001 - as above

    def _set_properties(self) -> None:
        properties = self.document.core_properties
        properties.title, properties.language = _cut(self.title), self.language
        properties.author = properties.last_modified_by = "mgi-report"
        properties.comments = ""
        root = properties._element  # noqa: SLF001 - has no way to take a date out
        for tag in ("dcterms:created", "dcterms:modified"):
            for each in root.findall(qn(tag)):
                root.remove(each)
        if self.day is not None:
            day = datetime(self.day.year, self.day.month, self.day.day)
            properties.created = properties.modified = day

    def _set_language(self) -> None:
        for language in self.document.styles.element.iter(qn("w:lang")):
            for key in ("w:val", "w:eastAsia", "w:bidi"):
                language.set(qn(key), self.language)


def _element(tag: str, **attributes: str) -> Any:
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_PROPERTY else f"{text[: LONGEST_PROPERTY - 1]}…"


def _one_line(text: str) -> str:
    return LINE.sub(" ", text)


def _link(paragraph: Paragraph, run: Any, address: str) -> None:
    """Make a run a link to an address outside."""
    target = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), target)
    run._r.addprevious(link)  # noqa: SLF001 - as above
    link.append(run._r)  # noqa: SLF001 - as above

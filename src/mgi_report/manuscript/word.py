"""Read a Word manuscript paragraph by paragraph, its tables, text boxes and notes with it."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from mgi_report.manuscript.breaks import joined
from mgi_report.manuscript.lines import Manuscript, ManuscriptLine
from mgi_report.manuscript.package import WORD, checked_package
from mgi_report.manuscript.pieces import line_of, markdown_of
from mgi_report.manuscript.remarks import hidden, left_out
from mgi_report.manuscript.tables import table_lines
from mgi_report.manuscript.word_paragraph import ParagraphReader, chosen
from mgi_report.manuscript.word_styles import WordStyles
from mgi_report.problems.problem import Problem

__all__ = ["read_word"]

UNIT = "paragraph"
_NOTES = {"footnotes": "w:footnote", "endnotes": "w:endnote"}
_ASIDE = {
    RELATIONSHIP_TYPE.HEADER: "the page header",
    RELATIONSHIP_TYPE.FOOTER: "the page footer",
    RELATIONSHIP_TYPE.COMMENTS: "a comment",
}
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"


def read_word(path: Path, data: bytes) -> Manuscript:
    """Return a Word file (.docx) as a manuscript.

    Text that tracked changes insert is read; what they delete, page headers and footers, comments
    and pictures are left out with a warning. ProblemsFound if the file is damaged, locked or none.
    """
    with checked_package(path, data, WORD) as package:
        part = Document(package).part
        styles = WordStyles(part.styles.element)
        notes = dict(_notes(part, styles))
        body = _Body(path, ParagraphReader(styles, notes, _addresses(part.rels)))
        lines = tuple(body.lines_below(part.element.body))
        return Manuscript(path, UNIT, lines, (*body.warnings, *_aside(path, part)))


class _Body:
    """Read what lies in the body, in a cell or in a text box, in the order of the document."""

    def __init__(self, path: Path, reader: ParagraphReader) -> None:
        self.warnings: list[Problem] = []
        self._path = path
        self._reader = reader
        self._number = 0

    def lines_below(self, element: Any) -> Iterator[ManuscriptLine]:
        """Yield the lines of the blocks below an element."""
        for child in element:
            if child.tag == qn("w:p"):
                yield from self._paragraph(child)
            elif child.tag == qn("w:tbl"):
                yield from table_lines(self._cells(child))
            elif child.tag in (qn("w:del"), qn("w:moveFrom")):
                self._deleted("".join(each.text or "" for each in child.iter(qn("w:t"))))
            elif child.tag == qn("w:altChunk"):
                self.warnings.append(left_out(self._path, "a file inside this one"))
            elif child.tag == _CHOICE:
                yield from self.lines_below(chosen(child))
            elif isinstance(child.tag, str):
                yield from self.lines_below(child)

    def _cells(self, table: Any) -> list[list[list[ManuscriptLine]]]:
        """Return the lines of each cell of each row; a nested table belongs to its cell."""
        rows = _nearest(table, qn("w:tr"))
        return [
            [list(self.lines_below(cell)) for cell in _nearest(row, qn("w:tc"))] for row in rows
        ]

    def _paragraph(self, element: Any) -> Iterator[ManuscriptLine]:
        self._number += 1
        number = self._number
        found = self._reader.read(element)
        kind = self._reader.styles.kind(element)
        level = self._reader.styles.level(element)
        lines = (
            line_of(number, pieces, kind, tuple(notes), level)
            for pieces, notes in zip(found.lines, found.notes, strict=True)
        )
        yield from joined(lines, kind)
        self._deleted(found.deleted)
        if found.pictures:
            self.warnings.append(left_out(self._path, "a picture or drawing", number=number))
        if found.has_hidden:
            self.warnings.append(hidden(self._path, "a text", number))
        for box in found.boxes:
            yield from self.lines_below(box)

    def _deleted(self, text: str) -> None:
        if text.strip():
            what = "text that a tracked change deletes"
            self.warnings.append(left_out(self._path, what, text, self._number or None))


def _nearest(element: Any, tag: str) -> Iterator[Any]:
    """Yield the elements of a tag below another, but none inside each other."""
    for child in element:
        if child.tag == tag:
            yield child
        elif isinstance(child.tag, str):
            yield from _nearest(child, tag)


def _notes(part: Any, styles: WordStyles) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield the kind, the id and the text of each footnote and endnote."""
    for each in part.rels.values():
        kind = each.reltype.rpartition("/")[2]
        if kind not in _NOTES or each.is_external:
            continue
        own = ParagraphReader(styles, {}, _addresses(each.target_part.rels))
        for note in parse_xml(each.target_part.blob).iter(qn(_NOTES[kind])):
            paragraphs = (own.read(found) for found in note.iter(qn("w:p")))
            texts = (
                markdown_of(pieces, links=True)
                for paragraph in paragraphs
                for pieces in paragraph.lines
            )
            yield (kind, note.get(qn("w:id"))), " ".join(filter(None, texts))


def _addresses(rels: Mapping[str, Any]) -> dict[str, str]:
    return {key: each.target_ref for key, each in rels.items() if each.is_external}


def _aside(path: Path, part: Any) -> Iterator[Problem]:
    """Warn of what stands beside the text."""
    for each in part.rels.values():
        what = _ASIDE.get(each.reltype)
        if what is None or each.is_external:
            continue
        root = parse_xml(each.target_part.blob)
        own = list(root.iter(qn("w:comment"))) or [root]
        for element in own:
            text = "".join(found.text or "" for found in element.iter(qn("w:t")))
            # A number of the page alone is no text.
            if any(map(str.isalpha, text)):
                yield left_out(path, what, text)

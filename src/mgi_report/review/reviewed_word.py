"""Read a Word file that came back: its rows, their cells, and the words that were changed.

Names of elements are those of ISO/IEC 29500-1.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from mgi_report.problems.problem import Location, Problem, ProblemsFound
from mgi_report.problems.regular_file import open_regular
from mgi_report.profile.file.text import unread
from mgi_report.review.word_differences import PieceKind, WordPiece
from mgi_report.review.word_file import number_of_bookmark

__all__ = ["ReviewedWord", "WordCell", "WordRow", "open_word", "text_of_comment"]

NUMBER = re.compile(r"[1-6]\.[WP]\.[1-9][0-9]*")
LARGEST_WORD = 50_000_000  # bytes
MOST_COLUMNS = 63  # in a table of Word
_INSERTED = {qn("w:ins"), qn("w:moveTo")}
_DELETED = {qn("w:del"), qn("w:moveFrom")}
_TEXT = {qn("w:t"), qn("w:delText")}
# Word has elements for some signs that stood in a text as they are.
_SIGNS = {
    **dict.fromkeys((qn("w:tab"), qn("w:br"), qn("w:cr")), " "),
    qn("w:noBreakHyphen"): "\u2011",
    qn("w:softHyphen"): "\u00ad",
}
_PARAGRAPH, _ROW, _CELL = qn("w:p"), qn("w:tr"), qn("w:tc")


@dataclass(frozen=True)
class WordCell:
    """Hold what a cell or a paragraph says: old words, new ones, and who changed them."""

    pieces: tuple[WordPiece, ...]
    authors: tuple[str, ...]

    @property
    def is_changed(self) -> bool:
        """Return whether a change is tracked in it."""
        return any(piece.kind is not PieceKind.SAME for piece in self.pieces)

    def text(self, without: PieceKind) -> str:
        """Return its text without the words that were put in, or without those taken out."""
        words = (piece.text for piece in self.pieces if piece.kind is not without)
        return " ".join("".join(words).split())


@dataclass(frozen=True)
class WordRow:
    """Hold the row of a finding; ``change`` is of the row as a whole."""

    number: str
    cells: tuple[WordCell, ...]
    change: PieceKind
    authors: tuple[str, ...]


def open_word(file: Path) -> "ReviewedWord":
    """Open a Word file; ProblemsFound if it cannot be read or is none."""
    try:
        with open_regular(file, LARGEST_WORD) as opened:
            document = Document(opened)
    except (OSError, ValueError) as error:
        if isinstance(error, OSError) or "not a Word file" not in str(error):
            raise ProblemsFound([Problem(*unread(error, "Word file"), Location(file))]) from None
        raise ProblemsFound([_no_word(file)]) from None
    except (BadZipFile, PackageNotFoundError, LookupError, SyntaxError, AttributeError):
        raise ProblemsFound([_no_word(file)]) from None
    if getattr(document.element, "body", None) is None:
        raise ProblemsFound([_no_word(file)])
    return ReviewedWord(document)


def _no_word(file: Path) -> Problem:
    hint = "save it in Word as .docx, or name the PDF that was reviewed"
    return Problem("not-a-word-file", "this is no whole Word file", hint, Location(file))


@dataclass(frozen=True)
class ReviewedWord:
    """Look through a Word file for what reviewers did to it."""

    document: Any

    @property
    def _body(self) -> Any:
        return self.document.element.body

    @cached_property
    def _numbers(self) -> dict[Any, str]:
        """Return the finding of each row that has one."""
        found = {}
        for row in self._body.iter(_ROW):
            # A table in a cell is a part of what the cell says.
            if next(row.iterancestors(_CELL), None) is not None:
                continue
            names = (each.get(qn("w:name"), "") for each in row.iter(qn("w:bookmarkStart")))
            number = next(filter(None, map(number_of_bookmark, names)), None)
            # Some programs lose bookmarks; the number still stands in the first cell.
            first = next(row.iter(_CELL), None)
            text = "" if first is None else _said(first).text(PieceKind.ADDED)
            if number is None and NUMBER.fullmatch(text):
                number = text
            if number is not None:
                found[row] = number
        return found

    def rows(self) -> Iterator[WordRow]:
        """Yield the rows of findings, in the order of the file."""
        for row, number in self._numbers.items():
            cells = tuple(_cells(row))
            change, authors = _change_of(row.find(qn("w:trPr")))
            yield WordRow(number, cells, change, authors)

    def rows_put_in(self) -> Iterator[str]:
        """Yield the text of each row without number and tracked change, in tables of findings.

        Its cells are lines.
        """
        tables = dict.fromkeys(row.getparent() for row in self._numbers)
        for row in (row for table in tables for row in table.iterchildren(_ROW)):
            if row in self._numbers or row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None:
                continue
            cells = list(_cells(row))
            text = "\n".join(filter(None, (cell.text(PieceKind.REMOVED) for cell in cells)))
            if text and not any(cell.is_changed for cell in cells):
                yield text

    def elsewhere(self) -> Iterator[WordCell]:
        """Yield the paragraphs outside of these rows in which something was changed."""
        for paragraph in self._body.iter(_PARAGRAPH):
            if self.number_at(paragraph):
                continue
            said = _said(paragraph)
            if said.is_changed:
                yield said

    def number_at(self, element: Any) -> str:
        """Return the number of the finding in whose row an element stands, or nothing."""
        while element is not None:
            if element in self._numbers:
                return self._numbers[element]
            element = element.getparent()
        return ""

    def comments(self) -> Iterator[tuple[Any, str, str]]:
        """Yield each comment, the number of the finding it stands on, and the words it marks."""
        ranges = self._ranges()
        try:
            part: Any = self.document.part.part_related_by(RELATIONSHIP_TYPE.COMMENTS)
        except KeyError:
            return
        for comment in part.element.iter(qn("w:comment")):
            number, words = ranges.get(comment.get(qn("w:id")), ("", ""))
            yield comment, number, words

    def answered(self) -> dict[str, str]:
        """Return the last paragraph of each answered comment, by that of the answer (Word 2013)."""
        found = {}
        for part in self.document.part.package.iter_parts():
            if "commentsExtended" not in str(part.partname):
                continue
            for each in parse_xml(part.blob).iter("{*}commentEx"):
                names = {key.rpartition("}")[2]: value for key, value in each.attrib.items()}
                if "paraIdParent" in names:
                    found[names["paraId"]] = names["paraIdParent"]
        return found

    def _ranges(self) -> dict[str, tuple[str, str]]:
        """Return number and words of each comment that has a place in the text."""
        words: dict[str, list[str]] = {}
        numbers: dict[str, str] = {}
        is_open: set[str] = set()
        for element in self._body.iter():
            # Comments of XML are elements without a name.
            key = str(element.get(qn("w:id"))) if isinstance(element.tag, str) else ""
            if element.tag == qn("w:commentRangeStart"):
                is_open.add(key)
            elif element.tag == qn("w:commentRangeEnd"):
                is_open.discard(key)
            if element.tag in {qn("w:commentRangeStart"), qn("w:commentReference")}:
                numbers[key] = numbers.get(key) or self.number_at(element)
                words.setdefault(key, [])
            for each in is_open if element.tag in _TEXT | {_PARAGRAPH} | _SIGNS.keys() else ():
                words[each].append(element.text or _SIGNS.get(element.tag, " "))
        return {
            key: (number, " ".join("".join(words[key]).split())) for key, number in numbers.items()
        }


def _cells(row: Any) -> Iterator[WordCell]:
    """Yield what stands in each column of a row; of cells that were merged, it is in the first."""
    for cell in row.iter(_CELL):
        # Word may put a control for content around a cell.
        if next(cell.iterancestors(_ROW)) is not row:
            continue
        yield _said(cell)
        span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
        merged = "1" if span is None else span.get(qn("w:val"), "1")
        yield from [WordCell((), ())] * (
            min(int(merged), MOST_COLUMNS) - 1 if merged.isdecimal() else 0
        )


def _said(element: Any) -> WordCell:
    pieces: list[WordPiece] = []
    authors: dict[str, None] = {}
    for each in element.iter():
        if each.tag == _PARAGRAPH and pieces:
            pieces.append(WordPiece(PieceKind.SAME, " "))
        if each.tag not in _TEXT | _SIGNS.keys() or each.getparent().tag != qn("w:r"):
            continue
        kind, author = _kind_of(each, element)
        if kind is not PieceKind.SAME:
            authors[author] = None
        text = (each.text or "") if each.tag in _TEXT else _SIGNS[each.tag]
        if pieces and pieces[-1].kind is kind:
            text = pieces.pop().text + text
        pieces.append(WordPiece(kind, text))
    return WordCell(tuple(pieces), tuple(filter(None, authors)))


def _kind_of(element: Any, top: Any) -> tuple[PieceKind, str]:
    kind, author = PieceKind.SAME, ""
    while element is not top:
        element = element.getparent()
        if element.tag in _INSERTED | _DELETED:
            # What was put in and taken out again is in neither text.
            is_deleted = element.tag in _DELETED or kind is PieceKind.REMOVED
            kind = PieceKind.REMOVED if is_deleted else PieceKind.ADDED
            author = author or element.get(qn("w:author"), "")
    return kind, author


def _change_of(properties: Any) -> tuple[PieceKind, tuple[str, ...]]:
    for tag, kind in (("w:del", PieceKind.REMOVED), ("w:ins", PieceKind.ADDED)):
        found = None if properties is None else properties.find(qn(tag))
        if found is not None:
            return kind, tuple(filter(None, [found.get(qn("w:author"), "")]))
    return PieceKind.SAME, ()


def text_of_comment(comment: Any) -> tuple[str, str]:
    """Return the text of a comment, a line for each paragraph, and the id of its last paragraph."""
    paragraphs: Sequence[Any] = list(comment.iter(_PARAGRAPH))
    lines = (_said(each).text(PieceKind.REMOVED) for each in paragraphs)
    key = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"
    last = paragraphs[-1].get(key, "") if paragraphs else ""
    return "\n".join(filter(None, lines)), last

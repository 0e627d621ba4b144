"""Read a paragraph of a Word manuscript: its words, how they look, and what belongs to it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

from mgi_report.manuscript.pieces import Piece
from mgi_report.manuscript.word_styles import WordStyles

__all__ = ["ParagraphReader", "WordParagraph", "chosen"]

_TEXTS = {qn("w:t"), qn("m:t"), qn("a:t")}
_SIGNS = {
    qn("w:tab"): " ",
    qn("w:ptab"): " ",
    qn("w:noBreakHyphen"): "\u2011",
    qn("w:softHyphen"): "\u00ad",
}
_BREAKS = {qn("w:br"), qn("w:cr")}
_SETTINGS = {qn("w:pPr"), qn("w:rPr"), qn("w:sdtPr"), qn("w:sdtEndPr"), qn("w:tblPr")}
_DELETED = {qn("w:del"), qn("w:moveFrom"), qn("w:delText")}
_REFERENCES = {qn("w:footnoteReference"): "footnotes", qn("w:endnoteReference"): "endnotes"}
_DRAWINGS = {qn("w:drawing"), qn("w:pict"), qn("w:object")}
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_ADDRESS = re.compile(r'HYPERLINK\s+"?(?P<url>[^"\s\\]+)"?')


@dataclass
class WordParagraph:
    """Hold the lines of a paragraph, which its line breaks part, and their notes.

    ``boxes`` are the elements of its text boxes, ``deleted`` is what a tracked change deletes.
    """

    lines: list[list[Piece]] = field(default_factory=lambda: [[]])
    notes: list[list[str]] = field(default_factory=lambda: [[]])
    boxes: list[Any] = field(default_factory=list)
    deleted: str = ""
    pictures: int = 0
    has_hidden: bool = False


@dataclass(frozen=True)
class ParagraphReader:
    """Read paragraphs: with the styles, the notes by kind and id, and the addresses of links."""

    styles: WordStyles
    notes: Mapping[tuple[str, str], str]
    addresses: Mapping[str, str]

    def read(self, paragraph: Any) -> WordParagraph:
        """Return what a paragraph holds."""
        found = WordParagraph()
        _Walk(self, found).below(paragraph, Piece(""))
        return found


class _Walk:
    """Go through one paragraph; whatever is not known is searched for words."""

    def __init__(self, reader: ParagraphReader, found: WordParagraph) -> None:
        self._reader = reader
        self._found = found
        self._fields: list[str] = []

    def below(self, element: Any, look: Piece) -> None:
        for child in element:
            if isinstance(child.tag, str):
                self._one(child, look)

    def _one(self, element: Any, look: Piece) -> None:
        tag = element.tag
        if tag in _TEXTS:
            self._say(element.text or "", look)
        elif tag in _SIGNS:
            self._say(_SIGNS[tag], look)
        elif tag == qn("w:sym"):
            self._say(chr(int(element.get(qn("w:char"), "20"), 16)), look)
        elif tag in _BREAKS:
            self._found.lines.append([])
            self._found.notes.append([])
        elif tag in _DELETED:
            self._found.deleted += "".join(_words(element))
        elif tag in _REFERENCES:
            note = self._reader.notes.get((_REFERENCES[tag], element.get(qn("w:id"), "")))
            self._found.notes[-1] += [note] if note else []
        elif tag in _DRAWINGS:
            self._drawing(element)
        elif tag == qn("w:txbxContent"):
            self._found.boxes.append(element)
        elif tag not in _SETTINGS:
            self._group(element, look)

    def _group(self, element: Any, look: Piece) -> None:
        tag = element.tag
        if tag == _CHOICE:
            element = chosen(element)
        elif tag == qn("w:r"):
            em, strong = self._reader.styles.look(element)
            self._found.has_hidden |= self._reader.styles.is_hidden(element)
            look = look._replace(em=em, strong=strong)
        elif tag == qn("w:hyperlink"):
            look = look._replace(url=self._reader.addresses.get(element.get(qn("r:id")) or "", ""))
        elif tag == qn("w:fldSimple"):
            look = look._replace(url=_address(element.get(qn("w:instr")) or ""))
        elif tag == qn("w:fldChar"):
            self._field(element.get(qn("w:fldCharType")))
        elif tag == qn("w:instrText") and self._fields:
            self._fields[-1] += element.text or ""
        self.below(element, look)

    def _field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append("")
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _say(self, text: str, look: Piece) -> None:
        url = look.url or next(filter(None, map(_address, self._fields)), "")
        self._found.lines[-1].append(look._replace(text=text, url=url))

    def _drawing(self, element: Any) -> None:
        boxes = list(_outermost(element, qn("w:txbxContent")))
        self._found.boxes += boxes
        self._found.pictures += not boxes


def chosen(element: Any) -> Any:
    """Return the one of the alternatives that programs of today show; the others repeat it."""
    return element[0] if len(element) else element


def _outermost(element: Any, tag: str) -> Iterator[Any]:
    for child in element:
        if child.tag == tag:
            yield child
        else:
            yield from _outermost(chosen(child) if child.tag == _CHOICE else child, tag)


def _words(element: Any) -> Iterator[str]:
    for each in element.iter(qn("w:t"), qn("w:delText")):
        yield each.text or ""


def _address(instruction: str) -> str:
    found = _ADDRESS.search(instruction)
    return found["url"] if found else ""

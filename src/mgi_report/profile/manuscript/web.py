"""Read a saved web page line by line: headings, points of lists, paragraphs, rows, footnotes."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag
from bs4.element import (
    NavigableString,
    PreformattedString,
    RubyParenthesisString,
    RubyTextString,
)

from mgi_report.problems.problem import Problem
from mgi_report.profile.manuscript.lines import LineKind, Manuscript, ManuscriptLine
from mgi_report.profile.manuscript.pieces import Piece, line_of
from mgi_report.profile.manuscript.remarks import left_out
from mgi_report.profile.manuscript.tables import table_lines
from mgi_report.profile.manuscript.web_notes import WebNotes
from mgi_report.profile.manuscript.web_text import web_text

__all__ = ["read_web"]

UNIT = "line"
_SPACES = re.compile(r"[ \t\n\r\f]+")
_HEADINGS = {f"h{level}" for level in range(1, 7)}
_BLOCKS = {
    *_HEADINGS,
    *("address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd"),
    *("details", "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form"),
    *("header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "ol", "option", "p"),
    *("section", "select", "summary", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul"),
}
# What a browser does not show as text, and what leads about a site.
_UNSEEN = {"script", "style", "template", "noscript", "svg", "math", "iframe", "object", "canvas"}
_PICTURES = {"img", "picture", "video", "audio"}
_EM, _STRONG = {"em", "i", "cite", "dfn"}, {"strong", "b"}
_CELLS = ["td", "th", "tr", "caption"]
_PLAIN = Piece("")
_WEB = ("http://", "https://", "mailto:")


def read_web(path: Path, data: bytes) -> Manuscript:
    """Return a saved web page as a manuscript.

    Lines are those of the file where their tags stand. Scripts, styles and pictures are no text;
    the menus of the site are left out with a warning. ProblemsFound if it is no text.
    """
    text, warnings = web_text(path, data)
    page = BeautifulSoup(text, "html.parser")
    reader = _Page(path, page)
    lines = tuple(reader.lines_below(page))
    return Manuscript(path, UNIT, lines, (*warnings, *reader.warnings))


class _Draft:
    """Gather the pieces of one line until a block or a line break ends it."""

    def __init__(self, number: int, kind: LineKind = LineKind.TEXT) -> None:
        self.number = number
        self.kind = kind
        self.pieces: list[Piece] = []
        self.notes: list[str] = []

    def ended(self) -> ManuscriptLine | None:
        """Return the line, if there is one, and begin the next."""
        line = line_of(self.number, _spaced(self.pieces), self.kind, tuple(self.notes))
        self.pieces, self.notes = [], []
        if not line.text and not line.notes:
            return None
        # What follows in the same point of a list goes on with it.
        self.kind = LineKind.TEXT if self.kind is LineKind.ITEM else self.kind
        return line


class _Page:
    """Go through a page from top to bottom."""

    def __init__(self, path: Path, page: BeautifulSoup) -> None:
        self.warnings: list[Problem] = []
        self._path = path
        self._notes = WebNotes(page)
        base = page.find("base", href=True) or page.find("link", rel="canonical", href=True)
        self._base = str(base["href"]) if isinstance(base, Tag) else ""

    def lines_below(
        self, element: Tag, kind: LineKind = LineKind.TEXT, look: Piece = _PLAIN
    ) -> Iterator[ManuscriptLine]:
        """Yield the lines of an element, which is a block."""
        draft = _Draft(element.sourceline or 1, kind)
        yield from self._children(element, draft, look)
        yield from _ended(draft)

    def _children(self, element: Tag, draft: _Draft, look: Piece) -> Iterator[ManuscriptLine]:
        for child in element.children:
            if isinstance(child, Tag):
                yield from self._tag(child, draft, look)
            elif isinstance(child, NavigableString) and not isinstance(
                child, PreformattedString | RubyTextString | RubyParenthesisString
            ):
                draft.pieces.append(look._replace(text=str(child)))

    def _tag(self, tag: Tag, draft: _Draft, look: Piece) -> Iterator[ManuscriptLine]:
        name = tag.name.lower()
        if name in _UNSEEN or name in _PICTURES or self._notes.is_note(tag):
            return
        if name == "nav":
            what, words = "a menu of the site", " ".join(tag.get_text(" ").split())
            self.warnings.append(left_out(self._path, what, words, tag.sourceline))
        elif name == "br":
            yield from _ended(draft)
            draft.number = tag.sourceline or draft.number
        elif (note := self._notes.of_reference(tag)) is not None:
            draft.notes.append(note)
        elif name == "pre":
            yield from _ended(draft)
            yield from _as_written(tag)
        elif name == "table":
            yield from _ended(draft)
            yield from table_lines(self._cells(tag))
        elif name in _BLOCKS:
            yield from _ended(draft)
            yield from self._block(tag, draft, look)
        else:
            yield from self._children(tag, draft, self._look(tag, look))

    def _block(self, tag: Tag, outer: _Draft, look: Piece) -> Iterator[ManuscriptLine]:
        kind = outer.kind
        if tag.name in _HEADINGS:
            kind = LineKind.HEADING
        elif tag.name == "li":
            kind = LineKind.ITEM
        elif tag.name in ("ul", "ol"):
            kind = LineKind.TEXT
        lines = list(self.lines_below(tag, kind, look))
        if lines and outer.kind is LineKind.ITEM:
            outer.kind = LineKind.TEXT
        yield from lines

    def _cells(self, table: Tag) -> list[list[list[ManuscriptLine]]]:
        """Return the lines of each cell of each row, the caption and stray words in rows before."""
        rows = _nearest(table, ["tr"], ["tr", "table"])
        cells = [
            [list(self.lines_below(cell)) for cell in _nearest(row, ["td", "th"], _CELLS)]
            for row in rows
        ]
        stray = _Draft(table.sourceline or 1)
        stray.pieces = [
            Piece(str(text)) for text in table.find_all(string=True) if _is_stray(text, table)
        ]
        before = [list(_ended(stray))]
        before += [list(self.lines_below(each)) for each in table.find_all("caption")]
        return [*([lines] for lines in before if lines), *cells]

    def _look(self, tag: Tag, look: Piece) -> Piece:
        if tag.name in _EM:
            return look._replace(em=True)
        if tag.name in _STRONG:
            return look._replace(strong=True)
        if tag.name == "a":
            return look._replace(url=self._address(tag))
        return look

    def _address(self, tag: Tag) -> str:
        href = str(tag.get("href") or "").strip()
        if not href or href.startswith(("#", "javascript:")):
            return ""
        url = urljoin(self._base, href)
        if url.lower().startswith(_WEB):
            return url
        self.warnings.append(left_out(self._path, "a link within the site", href, tag.sourceline))
        return ""


def _nearest(element: Tag, names: list[str], parents: list[str]) -> list[Tag]:
    """Return the elements of these names below another that lie in no other of their kind."""
    return [each for each in element.find_all(names) if each.find_parent(parents) is element]


def _is_stray(text: NavigableString, table: Tag) -> bool:
    """Return whether a text stands in a table, but in none of its cells."""
    if isinstance(text, PreformattedString) or not text.strip():
        return False
    return text.find_parent(["td", "th", "caption", "table"]) is table


def _ended(draft: _Draft) -> Iterator[ManuscriptLine]:
    if line := draft.ended():
        yield line


def _as_written(tag: Tag) -> Iterator[ManuscriptLine]:
    for number, text in enumerate(tag.get_text().split("\n"), start=tag.sourceline or 1):
        if text.strip():
            yield line_of(number, [Piece(text)])


def _spaced(pieces: list[Piece]) -> Iterator[Piece]:
    """Yield the pieces with the white space a browser shows; no-break spaces stay."""
    is_after_space = True
    for piece in pieces:
        text = _SPACES.sub(" ", piece.text)
        if is_after_space and text.startswith(" "):
            text = text[1:]
        if text:
            is_after_space = text.endswith(" ")
            yield piece._replace(text=text)

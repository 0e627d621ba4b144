"""Read a saved web page line by line: headings, points of lists, paragraphs, rows, footnotes."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag
from bs4.element import (
    NavigableString,
    PageElement,
    PreformattedString,
    RubyParenthesisString,
    RubyTextString,
)

from mgi_report.manuscript.breaks import joined
from mgi_report.manuscript.lines import LineKind, Manuscript, ManuscriptLine
from mgi_report.manuscript.pieces import Piece, line_of
from mgi_report.manuscript.remarks import left_out
from mgi_report.manuscript.tables import table_lines
from mgi_report.manuscript.web_notes import WebNotes
from mgi_report.manuscript.web_text import web_text
from mgi_report.problems.problem import Problem

__all__ = ["read_web"]

UNIT = "line"
MOST_INSIDE = 4
_SPACES = re.compile(r"[ \t\n\r\f]+")
_HEADINGS = {f"h{level}" for level in range(1, 7)}
_BLOCKS = {
    *_HEADINGS,
    *("address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd"),
    *("details", "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form"),
    *("header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "ol", "option", "p"),
    *(
        "pre",
        "section",
        "select",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
    ),
}
# What a browser does not show as text, and what leads about a site.
_UNSEEN = {"script", "style", "template", "noscript", "svg", "math", "iframe", "object", "canvas"}
_PICTURES = {"img", "picture", "video", "audio"}
_EM, _STRONG = {"em", "i", "cite", "dfn"}, {"strong", "b"}
_CELLS = ["td", "th", "tr", "caption"]
_KINDS = {"li": LineKind.ITEM, "ul": LineKind.TEXT, "ol": LineKind.TEXT}
_NO_TEXT = (PreformattedString, RubyTextString, RubyParenthesisString)
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
    return Manuscript(path, UNIT, lines, (*warnings, *reader.warnings, *reader.links_left_out()))


class _Draft:
    """Gather the lines of one block, which its line breaks part."""

    def __init__(self, number: int, kind: LineKind = LineKind.TEXT) -> None:
        self.kind = kind
        self.has_ended = False
        self._number = number
        self._lines: list[ManuscriptLine] = []
        self._pieces: list[Piece] = []
        self._notes: list[str] = []

    def say(self, piece: Piece) -> None:
        """Go on with a text."""
        self._pieces.append(piece)

    def note(self, text: str) -> None:
        """Add a footnote."""
        self._notes.append(text)

    def broken(self, number: int) -> None:
        """Begin a new line, which has a number of its own."""
        pieces, notes = _spaced(self._pieces), tuple(self._notes)
        self._lines.append(line_of(self._number, pieces, self.kind, notes))
        self._number, self._pieces, self._notes = number, [], []

    def ended(self) -> Iterator[ManuscriptLine]:
        """Yield the lines before another block, and begin anew."""
        self.broken(self._number)
        lines, self._lines = list(joined(self._lines, self.kind)), []
        if lines:
            self.goes_on()
        yield from lines

    def goes_on(self) -> None:
        """Say that what follows goes on with the same point of a list, if it is one."""
        self.has_ended = True
        self.kind = LineKind.TEXT if self.kind is LineKind.ITEM else self.kind


class _Open(NamedTuple):
    """Hold an element that is being read: its children, its line, and how its text looks."""

    children: Iterator[PageElement]
    draft: _Draft
    look: Piece
    is_block: bool


class _Page:
    """Go through a page from top to bottom.

    Without recursion: in a page that does not close its tags, each lies in the one before.
    """

    def __init__(self, path: Path, page: BeautifulSoup) -> None:
        self.warnings: list[Problem] = []
        self._path = path
        self._within: dict[str, int] = {}
        self._notes = WebNotes(page)
        base = page.find("base", href=True) or page.find("link", rel="canonical", href=True)
        self._base = str(base["href"]) if isinstance(base, Tag) else ""

    def lines_below(self, element: Tag) -> Iterator[ManuscriptLine]:
        """Yield the lines of an element, which is a block."""
        waiting = [_Open(element.children, _Draft(element.sourceline or 1), _PLAIN, is_block=True)]
        while waiting:
            last = waiting[-1]
            child = next(last.children, None)
            if child is None:
                waiting.pop()
                yield from _closed(last, waiting)
            elif isinstance(child, Tag):
                yield from self._tag(child, waiting)
            elif isinstance(child, NavigableString) and not isinstance(child, _NO_TEXT):
                last.draft.say(last.look._replace(text=str(child)))

    def _tag(self, tag: Tag, waiting: list[_Open]) -> Iterator[ManuscriptLine]:
        name = tag.name.lower()
        draft, look = waiting[-1].draft, waiting[-1].look
        if name in _UNSEEN or name in _PICTURES or self._notes.is_note(tag):
            return
        if name == "nav":
            what, words = "a menu of the site", " ".join(tag.get_text(" ").split())
            self.warnings.append(left_out(self._path, what, words, tag.sourceline))
        elif name == "br":
            draft.broken(tag.sourceline or 1)
        elif (note := self._notes.of_reference(tag)) is not None:
            draft.note(note)
        elif name in _BLOCKS:
            yield from draft.ended()
            yield from self._block(tag, waiting)
        else:
            waiting.append(_Open(tag.children, draft, self._look(tag, look), is_block=False))

    def _block(self, tag: Tag, waiting: list[_Open]) -> Iterator[ManuscriptLine]:
        outer = waiting[-1]
        if tag.name == "pre":
            yield from _as_written(tag)
            return
        if tag.name == "table" and (rows := self._rows(tag)):
            yield from table_lines(rows)
            return
        kind = outer.draft.kind
        if tag.name in _HEADINGS:
            kind = LineKind.HEADING
        elif tag.name in _KINDS:
            kind = _KINDS[tag.name]
        draft = _Draft(tag.sourceline or 1, kind)
        waiting.append(_Open(tag.children, draft, outer.look, is_block=True))

    def _rows(self, table: Tag) -> list[list[list[ManuscriptLine]]]:
        """Return the lines of each cell of each row; none of a table that is no plain one.

        Its tags may be broken, or many tables may lie inside each other.
        """
        if len(table.find_parents("table")) > MOST_INSIDE:
            return []
        captions = [[each] for each in _nearest(table, ["caption"], ["caption", "table"])]
        rows = [
            _nearest(row, ["td", "th"], _CELLS) for row in _nearest(table, ["tr"], ["tr", "table"])
        ]
        cells = [*captions, *rows]
        if not _holds_all_once(table, [cell for row in cells for cell in row]):
            return []
        return [[list(self.lines_below(cell)) for cell in row] for row in cells]

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
        self._within.setdefault(href, tag.sourceline or 1)
        return ""

    def links_left_out(self) -> Iterator[Problem]:
        """Yield one warning of all links within the site, of which a page has many."""
        links = tuple(self._within.items())
        if len(links) == 1:
            yield left_out(self._path, "a link within the site", *links[0])
        elif links:
            told = "; ".join(f"{href} on line {number}" for href, number in links)
            what = f"each of {len(links)} links within the site ({told})"
            yield left_out(self._path, what, number=links[0][1])


def _nearest(element: Tag, names: list[str], parents: list[str]) -> list[Tag]:
    """Return the elements of these names below another that lie in no other of their kind."""
    return [each for each in element.find_all(names) if each.find_parent(parents) is element]


def _holds_all_once(table: Tag, cells: list[Tag]) -> bool:
    """Return whether each word of a table stands in exactly one of the cells."""
    ids = {id(cell) for cell in cells}
    return all(
        sum(id(parent) in ids for parent in text.parents) == 1
        for text in table.find_all(string=True)
        if text.strip() and not isinstance(text, PreformattedString)
    )


def _closed(element: _Open, waiting: list[_Open]) -> Iterator[ManuscriptLine]:
    """Yield the last line of an element; what follows a block in a point goes on with it."""
    if not element.is_block:
        return
    yield from element.draft.ended()
    if waiting and element.draft.has_ended:
        waiting[-1].draft.goes_on()


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

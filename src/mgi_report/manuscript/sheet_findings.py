"""Turn the rows of a spreadsheet below its head into headings, findings and what is left."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from mgi_report.manuscript.breaks import joined
from mgi_report.manuscript.lines import LineKind, LinkTarget, ManuscriptLine, as_markdown
from mgi_report.manuscript.pieces import Piece, line_of, markdown_of, plain_of
from mgi_report.manuscript.sheet_columns import SheetColumn
from mgi_report.profile.framework import FindingList

__all__ = ["FindingRows", "Row", "SheetCell", "points_of"]

_DOMAIN = re.compile(r"(?P<number>[1-6])(?:\.0?)?")
_FINDING_NUMBER = re.compile(r"(?P<domain>[1-6])\.(?P<list>[WP])\.[0-9]+", re.I)
_RUNNING_NUMBER = re.compile(r"[0-9]+\.?")
_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s;,]+", re.I)
_BETWEEN = re.compile(r"[\s;,]*")
_LISTS: Mapping[str, str] = {
    FindingList.WELL_DEVELOPED.letter: "Examples of well-developed areas",
    FindingList.POTENTIAL.letter: "Areas with potential for further development",
}
_ALWAYS_PLACED = {SheetColumn.DOMAIN, SheetColumn.LIST, SheetColumn.FINDING}
_WITH_ADDRESS = {SheetColumn.FINDING, SheetColumn.LINK}


class SheetCell(NamedTuple):
    """Hold what a cell shows, and the address it links to."""

    pieces: tuple[Piece, ...] = ()
    url: str = ""

    @property
    def text(self) -> str:
        """Return the text on one line."""
        return " ".join(plain_of(self.pieces).split())

    @property
    def rows(self) -> Iterator[list[Piece]]:
        """Yield the lines of the cell."""
        row: list[Piece] = []
        for piece in self.pieces:
            first, *others = piece.text.replace("\r\n", "\n").split("\n")
            row.append(piece._replace(text=first))
            for text in others:
                yield row
                row = [piece._replace(text=text)]
        yield row


Row = Mapping[int, SheetCell]
"""The cells of a row that hold something, by their columns, counted from 1."""


class FindingRows:
    """Read rows in their order: a domain or a list that is not said is that of the row above."""

    def __init__(self, head: Row, columns: Mapping[int, SheetColumn]) -> None:
        self._head = head
        self._columns = columns
        self._domain = ""
        self._list = ""

    def lines(self, number: int, row: Row) -> Iterator[ManuscriptLine]:
        """Yield the lines of a row: new headings, the finding, and every cell that has no place."""
        held = {self._columns[at]: cell for at, cell in row.items() if at in self._columns}
        yield from self._headings(number, held)
        placed = set(_ALWAYS_PLACED)
        if _is_number(held.get(SheetColumn.NUMBER, SheetCell()).text):
            placed.add(SheetColumn.NUMBER)
        points = list(points_of(number, held.get(SheetColumn.FINDING, SheetCell())))
        if points:
            note = held.get(SheetColumn.NOTE)
            links, used = _links(held)
            points[0] = replace(
                points[0],
                notes=(_note(note),) if note else (),
                links=(*points[0].links, *links),
            )
            placed |= {SheetColumn.NOTE, *used}
        yield from points
        for at, cell in sorted(row.items()):
            column, head = self._columns.get(at), self._head.get(at, SheetCell()).text
            if column not in placed:
                yield _other(number, head, cell)
            elif cell.url and column not in _WITH_ADDRESS:
                yield _other(number, head, SheetCell((Piece(cell.url),)))

    def _headings(
        self, number: int, held: Mapping[SheetColumn, SheetCell]
    ) -> Iterator[ManuscriptLine]:
        domain = held.get(SheetColumn.DOMAIN, SheetCell()).text
        found_list = held.get(SheetColumn.LIST, SheetCell()).text
        if told := _FINDING_NUMBER.fullmatch(held.get(SheetColumn.NUMBER, SheetCell()).text):
            domain, found_list = domain or told["domain"], found_list or told["list"]
        if bare := _DOMAIN.fullmatch(domain):
            domain = f"Domain {bare['number']}"
        found_list = _LISTS.get(found_list.upper(), found_list)
        if domain and domain != self._domain:
            self._domain, self._list = domain, ""
            yield ManuscriptLine(number, as_markdown(domain), LineKind.HEADING)
        if found_list and found_list != self._list:
            self._list = found_list
            yield ManuscriptLine(number, as_markdown(found_list), LineKind.HEADING)


def _is_number(text: str) -> bool:
    return bool(_RUNNING_NUMBER.fullmatch(text) or _FINDING_NUMBER.fullmatch(text))


def points_of(number: int, cell: SheetCell) -> Iterator[ManuscriptLine]:
    """Yield the finding of a cell; it may hold several, each after a bullet."""
    lines = (line_of(number, pieces, LineKind.ITEM) for pieces in cell.rows)
    return joined(lines, LineKind.ITEM)


def _note(cell: SheetCell) -> str:
    return " ".join(filter(None, (markdown_of(pieces) for pieces in cell.rows)))


def _links(
    held: Mapping[SheetColumn, SheetCell],
) -> tuple[tuple[LinkTarget, ...], set[SheetColumn]]:
    """Return the links of a finding, and the columns that are wholly in them."""
    finding, cell = held.get(SheetColumn.FINDING, SheetCell()), held.get(SheetColumn.LINK)
    own = (LinkTarget(finding.url, finding.url),) if finding.url else ()
    if cell is None:
        return own, set()
    urls = _ADDRESS.findall(cell.text)
    if not urls and cell.url:
        return (*own, LinkTarget(cell.text, cell.url)), {SheetColumn.LINK}
    titles = [plain_of(row) for row in held.get(SheetColumn.LINK_TITLE, SheetCell()).rows]
    is_whole = bool(urls) and not _BETWEEN.sub("", _ADDRESS.sub("", cell.text))
    used = {SheetColumn.LINK} if is_whole else set()
    if len(titles) == len(urls) and all(titles):
        used.add(SheetColumn.LINK_TITLE)
    else:
        titles = urls
    return (*own, *map(LinkTarget, titles, urls)), used


def _other(number: int, head: str, cell: SheetCell) -> ManuscriptLine:
    held = tuple((ManuscriptLine(number, as_markdown(each)),) for each in (head, cell.text) if each)
    words = cell.text if cell.url in ("", cell.text) else f"{cell.text} {cell.url}"
    text = as_markdown(f"{head}: {words}" if head else words)
    return ManuscriptLine(number, text, LineKind.CELL if head else LineKind.ROW, cells=held)

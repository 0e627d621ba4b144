"""Place the rows of a table whose columns are the two lists, perhaps beside one of domains."""

from dataclasses import replace

from mgi_report.manuscript.desk import Desk
from mgi_report.manuscript.headings import known_heading
from mgi_report.manuscript.lines import LineKind, ManuscriptLine
from mgi_report.profile.framework import FindingList
from mgi_report.profile.markup import plain_text

__all__ = ["names_both_lists", "take_row"]

LISTS = 2
_HINT = "write each finding of the table as a line of a list"


def take_row(desk: Desk, line: ManuscriptLine) -> None:
    """Place the cells of a row below the headings of their columns, or leave the row."""
    if names_both_lists(line):
        desk.columns = tuple(_list_of(cell) for cell in line.cells)
        desk.put(line, "heading: of the columns")
        return
    if len(desk.columns) != len(line.cells):
        desk.leave(line, "a row of a table", _HINT)
        return
    for cell, column in zip(line.cells, desk.columns, strict=True):
        if column is None:
            _take_domain(desk, line, cell)
    for cell, column in zip(line.cells, desk.columns, strict=True):
        one = replace(line, text=cell, kind=LineKind.ITEM, notes=(), links=())
        if column is None or not cell:
            continue
        if desk.domain is None:
            desk.leave(one, "a cell of a table, of no domain", "write the domain above the table")
            continue
        desk.placed.headed.add((desk.domain, column))
        desk.add_finding(one, desk.domain, column)


def names_both_lists(line: ManuscriptLine) -> bool:
    """Return whether a row names the two lists as its columns."""
    return sum(_list_of(cell) is not None for cell in line.cells) == LISTS


def _list_of(cell: str) -> FindingList | None:
    found = known_heading(plain_text(cell))
    return found.list if found and found.domain is None else None


def _take_domain(desk: Desk, line: ManuscriptLine, cell: str) -> None:
    """Take a cell for the name of a domain; one that is empty goes on with the domain above."""
    if not cell:
        return
    found = known_heading(plain_text(cell))
    one = replace(line, text=cell, kind=LineKind.TEXT, notes=(), links=())
    if found is None or found.domain is None:
        # It may be a domain in words we do not know; a number is none.
        if not cell.strip(" .").isdigit():
            desk.domain = None
        desk.leave(one, "a cell of a table", _HINT)
        return
    desk.domain, desk.list = found.domain, None
    desk.languages[found.language] += 1
    desk.put(one, f"heading: {found.domain.id}")

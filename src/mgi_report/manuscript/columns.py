"""Place the rows of a table whose columns are the two lists, perhaps beside one of domains."""

from dataclasses import replace

from mgi_report.manuscript.desk import Desk
from mgi_report.manuscript.headings import known_heading
from mgi_report.manuscript.lines import LineKind, ManuscriptLine
from mgi_report.manuscript.tables import lists_of
from mgi_report.profile.framework import FindingList
from mgi_report.profile.markup import plain_text

__all__ = ["COLUMNS", "take_row"]

COLUMNS = "heading: of the columns"

_HINT = "write each finding of the table as a line of a list"


def take_row(desk: Desk, line: ManuscriptLine) -> None:
    """Place the lines of a row's cells below the headings of their columns, or leave the row."""
    if lists := lists_of(line.cells):
        _begin_columns(desk, line, lists)
        return
    if len(desk.columns) != len(line.cells):
        desk.leave(line, "a row of a table", _HINT)
        return
    columns = tuple(zip(line.cells, desk.columns, strict=True))
    for cell, column in columns:
        for one in cell:
            if column is None:
                _take_domain(desk, replace(one, kind=LineKind.TEXT))
    for cell, column in columns:
        for one in cell:
            if column is not None:
                _take_finding(desk, replace(one, kind=LineKind.ITEM), column)


def _begin_columns(desk: Desk, line: ManuscriptLine, lists: tuple[FindingList | None, ...]) -> None:
    """Take the names of the columns; of a domain that has such findings, it is another table."""
    desk.columns = lists
    desk.put(line, COLUMNS)
    known = desk.placed.findings
    if desk.domain is None or not any((desk.domain, each) in known for each in lists if each):
        return
    desk.domain = None
    if None not in lists:
        desk.warn_of_no_domain(line)


def _take_finding(desk: Desk, line: ManuscriptLine, column: FindingList) -> None:
    if desk.domain is None:
        desk.leave(line, "a cell of a table, of no domain", "write the domain above the table")
        return
    desk.placed.headed.add((desk.domain, column))
    desk.add_finding(line, desk.domain, column)


def _take_domain(desk: Desk, line: ManuscriptLine) -> None:
    """Take a cell for the name of a domain; one that is empty goes on with the domain above."""
    found = known_heading(plain_text(line.text))
    if found is None or found.domain is None:
        # It may be a domain in words we do not know; a number is none.
        if not line.text.strip(" .").isdigit():
            desk.domain = None
        desk.leave(line, "a cell of a table", _HINT)
        return
    desk.domain, desk.list = found.domain, None
    desk.languages[found.language] += 1
    desk.put(line, f"heading: {found.domain.id}")

"""Tell tables that hold rows from tables that only set texts side by side."""

from collections.abc import Iterator, Sequence

from mgi_report.manuscript.headings import known_heading
from mgi_report.manuscript.lines import LineKind, ManuscriptLine
from mgi_report.profile.framework import FindingList
from mgi_report.profile.markup import plain_text

__all__ = ["lists_of", "row_line", "table_lines"]

Cell = Sequence[ManuscriptLine]
Cells = Sequence[Sequence[Cell]]
"""The lines of each cell of each row."""

BETWEEN = " | "
LISTS = 2


def table_lines(rows: Cells) -> Iterator[ManuscriptLine]:
    """Yield a line for each row; of a table whose cells hold lists or several lines, those lines.

    A table with a row that names the two lists has rows whatever its cells hold. Other lists side
    by side below a row of headings come list by list, each after its heading.
    """
    head = next((row for row in rows if lists_of(row)), None)
    if head is not None:
        for row in rows:
            yield from _rows_below(head, row)
        return
    if all(_is_single(cell) for row in rows for cell in row):
        for row in rows:
            if any(row):
                yield row_line(row)
        return
    groups = zip(*rows, strict=True) if _stands_in_columns(rows) else rows
    for group in groups:
        for cell in group:
            yield from cell


def lists_of(row: Sequence[Cell]) -> tuple[FindingList | None, ...]:
    """Return the list that each column holds below a row that names both; else none."""
    lists = tuple(_list_of(cell) for cell in row)
    return lists if sum(each is not None for each in lists) == LISTS else ()


def row_line(cells: Sequence[Cell]) -> ManuscriptLine:
    """Return the line of a row, of which at least one cell holds something."""
    held = [line for cell in cells for line in cell]
    sources = tuple(source for line in held for source in line.sources)
    return ManuscriptLine(
        held[0].number,
        BETWEEN.join(line.text for line in held),
        LineKind.ROW,
        tuple(note for line in held for note in line.notes),
        tuple(link for line in held for link in line.links),
        tuple(map(tuple, cells)),
        sources if len({source.number for source in sources}) > 1 else (),
    )


def _rows_below(head: Sequence[Cell], row: Sequence[Cell]) -> Iterator[ManuscriptLine]:
    """Yield a row; one with other cells than the head has is a text across the table."""
    if len(row) == len(head):
        yield from [row_line(row)] if any(row) else ()
        return
    for cell in row:
        yield from (row_line([[line]]) for line in cell)


def _list_of(cell: Cell) -> FindingList | None:
    found = known_heading(plain_text(" ".join(line.text for line in cell)))
    return found.list if found and found.domain is None else None


def _is_single(cell: Cell) -> bool:
    return len(cell) < 2 and all(  # noqa: PLR2004 - none or one
        line.kind in (LineKind.TEXT, LineKind.HEADING) for line in cell
    )


def _stands_in_columns(rows: Cells) -> bool:
    """Return whether every column has a heading and, somewhere below it, a list or a text."""
    widths = {len(row) for row in rows}
    if len(widths) != 1 or len(rows) < 2:  # noqa: PLR2004 - a heading and what is below it
        return False
    heads, *others = rows
    return all(cell and _is_single(cell) for cell in heads) and all(
        any(not _is_single(row[column]) for row in others) for column in range(len(heads))
    )

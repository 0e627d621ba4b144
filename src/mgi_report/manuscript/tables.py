"""Tell tables that hold rows from tables that only set texts side by side."""

from collections.abc import Iterator, Sequence

from mgi_report.manuscript.lines import LineKind, ManuscriptLine

__all__ = ["row_line", "table_lines"]

Cells = Sequence[Sequence[Sequence[ManuscriptLine]]]
"""The lines of each cell of each row."""

BETWEEN = " | "


def table_lines(rows: Cells) -> Iterator[ManuscriptLine]:
    """Yield a line for each row; of a table whose cells hold lists or several lines, those lines.

    Lists side by side below a row of headings come list by list, each after its heading.
    """
    if all(_is_single(cell) for row in rows for cell in row):
        held = [row for row in rows if any(row)]
        for level, row in enumerate(held, start=1):
            yield row_line([cell[0] if cell else None for cell in row], level)
        return
    groups = zip(*rows, strict=True) if _stands_in_columns(rows) else rows
    for group in groups:
        for cell in group:
            yield from cell


def row_line(cells: Sequence[ManuscriptLine | None], level: int = 0) -> ManuscriptLine:
    """Return the line of a row, of which at least one cell holds something."""
    held = [cell for cell in cells if cell is not None]
    return ManuscriptLine(
        held[0].number,
        BETWEEN.join(cell.text for cell in held),
        LineKind.ROW,
        tuple(note for cell in held for note in cell.notes),
        tuple(link for cell in held for link in cell.links),
        tuple("" if cell is None else cell.text for cell in cells),
        level=level,
    )


def _is_single(cell: Sequence[ManuscriptLine]) -> bool:
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

"""Each cell of a table has a header that whoever listens is told, in every profile with tables."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from built import LANGUAGES, LESOTHO, ROOT, Build
from studio import Studio, studio

__all__ = ["studio"]

OF_TABLES = [ROOT / "tests" / "profiles" / f"{name}.en.yaml" for name in ("full-city", "compared")]
IN_ARABIC = next(path for path in LANGUAGES if path.stem.endswith(".ar"))
SCOPES = {"left": ("/Row", "/Both"), "above": ("/Column", "/Both")}

Grid = dict[tuple[int, int], Any]


def kids(element: Any) -> list[Any]:
    below = element.get("/K", [])
    every = list(below) if isinstance(below, pikepdf.Array) else [below]
    return [kid for kid in every if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def elements(element: Any, role: str) -> Iterator[Any]:
    for kid in kids(element):
        if role == kid.S:
            yield kid
        yield from elements(kid, role)


def of_table(cell: Any, key: str) -> Any:
    attributes = cell.get("/A", {})
    owners = list(attributes) if isinstance(attributes, pikepdf.Array) else [attributes]
    return next((each[key] for each in owners if key in each), None)


def grid_of(table: Any) -> Grid:
    """Return the cell at each row and column; one with spans is at several."""
    grid: Grid = {}
    for row, line in enumerate(elements(table, "/TR")):
        column = 0
        for cell in kids(line):
            while (row, column) in grid:
                column += 1
            for down in range(int(of_table(cell, "/RowSpan") or 1)):
                for along in range(int(of_table(cell, "/ColSpan") or 1)):
                    grid[row + down, column + along] = cell
    return grid


def without_header(table: Any) -> list[tuple[int, int]]:
    """Return where cells stand that reach no header: none to the left in the row, none above.

    The algorithm of ISO 32000-2, table 384, for tables without /Headers. The empty corner above
    the headers of rows needs none.
    """
    grid = grid_of(table)

    def reaches(cells: list[tuple[int, int]], scopes: tuple[str, ...]) -> bool:
        found = (grid[place] for place in cells if place in grid)
        return any(each.S == "/TH" and of_table(each, "/Scope") in scopes for each in found)

    return [
        (row, column)
        for (row, column), cell in grid.items()
        if cell.S == "/TD"
        and not (row == column == 0 and "/K" in cell and not list(cell.K))
        and not reaches([(row, left) for left in range(column)], SCOPES["left"])
        and not reaches([(above, column) for above in range(row)], SCOPES["above"])
    ]


def tables(data: bytes) -> Iterator[Any]:
    with pikepdf.open(BytesIO(data)) as pdf:
        yield from elements(pdf.Root.StructTreeRoot.K, "/Table")


@pytest.mark.parametrize("profile", [LESOTHO, *OF_TABLES, IN_ARABIC], ids=lambda path: path.stem)
def test_each_cell_reaches_a_header(finished: Build, profile: Any) -> None:
    found = [without_header(table) for table in tables(finished(profile)[0].data)]
    assert found
    assert found == [[]] * len(found)


def test_a_cell_without_header_is_found(studio: Studio) -> None:
    head = "<thead><tr><td></td><th>A</th></tr></thead>"
    body = (
        "<tr><td>1</td><td>2</td></tr><tr><th scope=row rowspan=2>x</th><td>3</td><td>4</td></tr>"
    )
    data = studio.write(f"<table>{head}{body}<tr><td>5</td><td>6</td></tr></table>")
    assert [without_header(table) for table in tables(data)] == [[(1, 0)]]

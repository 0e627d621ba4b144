"""Read a spreadsheet with one row for each finding; every other cell is kept as it is."""

import re
import warnings
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from mgi_report.manuscript.headings import folded, known_heading, vocabulary
from mgi_report.manuscript.lines import LineKind, LinkTarget, Manuscript, ManuscriptLine
from mgi_report.manuscript.package import SHEET, checked_package
from mgi_report.manuscript.pieces import Piece, line_of, plain_of
from mgi_report.manuscript.remarks import hidden, left_out, remark
from mgi_report.manuscript.sheet_cells import pieces_in
from mgi_report.manuscript.sheet_columns import SheetColumn, columns_of
from mgi_report.manuscript.sheet_findings import FindingRows, Row, SheetCell, points_of
from mgi_report.manuscript.tables import lists_of, row_line
from mgi_report.problems.problem import Fault, Problem

__all__ = ["read_sheet"]

UNIT = "row"
LONGEST_TITLE = 31
"""Characters that Excel allows in the title of a sheet."""
_DRAWING = re.compile(r"xl/drawings/[^/]+\.xml")
_DRAWN = re.compile(r"<a:t(?:\s[^>]*)?>([^<]*)</a:t>")
_NO_TITLE = re.compile(r"(?:sheet|feuil|feuille|hoja|tabelle|planilha|лист|ورقة)\s*[0-9]*", re.I)


def read_sheet(path: Path, data: bytes) -> Manuscript:
    """Return a spreadsheet (.xlsx) as a manuscript: its sheets in their order, row by row.

    Hidden sheets, columns and rows are read with a warning. Formulas count with the value that was
    saved. ProblemsFound if the file is damaged, locked or none.
    """
    with checked_package(path, data, SHEET) as package:
        shown, formulas = _workbook(package, values=True), _workbook(package, values=False)
        sheets = [
            _Sheet(path, sheet, formulas[sheet.title], is_only=len(shown.worksheets) == 1)
            for sheet in shown.worksheets
        ]
        lines = tuple(line for sheet in sheets for line in sheet.named_lines())
        told = tuple(problem for sheet in sheets for problem in sheet.warnings)
        return Manuscript(path, UNIT, lines, (*told, *_drawings(path, package)))


def _workbook(package: BytesIO, *, values: bool) -> Workbook:
    with warnings.catch_warnings():
        # It warns of what it does not keep when it writes; nothing is written here.
        warnings.simplefilter("ignore")
        return load_workbook(package, data_only=values, rich_text=True)


def _drawings(path: Path, package: BytesIO) -> Iterator[Problem]:
    """Warn of text boxes and other drawings that hold words."""
    with ZipFile(package) as archive:
        for name in filter(_DRAWING.fullmatch, archive.namelist()):
            words = _DRAWN.findall(archive.read(name).decode("utf-8", "replace"))
            if words:
                yield left_out(path, "a drawing on a sheet", unescape("".join(words)))


class _Sheet:
    """Read one sheet."""

    def __init__(self, path: Path, sheet: Worksheet, formulas: Worksheet, *, is_only: bool) -> None:
        self.warnings: list[Problem] = []
        self._path = path
        self._sheet = sheet
        self._formulas = formulas
        self._sheet_name = "" if is_only else sheet.title
        self._name = "" if is_only else f" of the sheet {sheet.title}"

    def named_lines(self) -> Iterator[ManuscriptLine]:
        """Yield the lines of the sheet, each with its name if there are several."""
        for line in self.lines():
            cells = tuple(tuple(map(self._named, cell)) for cell in line.cells)
            yield replace(self._named(line), cells=cells)

    def _named(self, line: ManuscriptLine) -> ManuscriptLine:
        return replace(line, sheet=self._sheet_name)

    def lines(self) -> Iterator[ManuscriptLine]:
        """Yield the lines of the sheet, and gather the warnings."""
        rows = self._rows()
        self._hidden(rows)
        findings: FindingRows | None = None
        width = max((max(row) for row in rows.values()), default=0)
        has_lists = False
        for number, row in sorted(rows.items()):
            texts = [row.get(at, SheetCell()) for at in range(1, width + 1)]
            columns = {} if findings else columns_of([cell.text for cell in texts])
            cells = [list(_with_link(points_of(number, cell), cell.url)) for cell in texts]
            if columns:
                findings = FindingRows(row, columns)
                yield replace(row_line(cells), kind=LineKind.COLUMNS)
                yield from self._title(number, columns)
            elif findings:
                yield from findings.lines(number, row)
            else:
                if not has_lists and (has_lists := bool(lists_of(cells))):
                    yield from self._title(number, columns)
                yield row_line(cells)
        if rows and findings is None and not has_lists:
            fault = Fault(
                "manuscript-columns",
                f"no row{self._name} names the columns of the findings; nothing is placed",
                "write a first row with the headings domain, list and finding",
            )
            self.warnings.append(remark(fault, self._path))

    def _rows(self) -> dict[int, dict[int, SheetCell]]:
        """Return the cells that hold something, by row and column."""
        rows: dict[int, dict[int, SheetCell]] = {}
        # The rows of its own would fill every gap up to a cell at the very end of the sheet.
        for (number, column), cell in sorted(self._sheet._cells.items()):  # noqa: SLF001 - as above
            held = self._cell(number, column, cell)
            if held.text:
                rows.setdefault(number, {})[column] = held
        return rows

    def _cell(self, number: int, column: int, cell: Any) -> SheetCell:
        where = f"the cell {cell.coordinate}{self._name}"
        if cell.comment is not None:
            what = f"a comment on {where}"
            self.warnings.append(left_out(self._path, what, cell.comment.text, number))
        value = cell.value
        formula = self._formulas.cell(number, column).value
        if value is None and formula is not None:
            fault = Fault(
                "manuscript-cell",
                f"{where} holds a formula, but the file does not hold its value",
                "open the file in Excel and save it again",
            )
            self.warnings.append(remark(fault, self._path, number))
            value = str(formula)
        pieces, is_sure = pieces_in(value, cell.number_format)
        if not is_sure:
            fault = Fault(
                "manuscript-cell",
                f"{where} holds a number or a date; it is read as {plain_of(pieces)}",
                "compare it with what the cell shows; write it as text if it should stay so",
            )
            self.warnings.append(remark(fault, self._path, number))
        url = cell.hyperlink.target if cell.hyperlink is not None else None
        return SheetCell(pieces, url or "")

    def _hidden(self, rows: Mapping[int, Row]) -> None:
        sheet = self._sheet
        if sheet.sheet_state != "visible":
            self.warnings.append(hidden(self._path, f"the sheet {sheet.title}"))
        for letter, column in sorted(sheet.column_dimensions.items()):
            if column.hidden:
                self.warnings.append(hidden(self._path, f"the column {letter}{self._name}"))
        for number in sorted(rows):
            if number in sheet.row_dimensions and sheet.row_dimensions[number].hidden:
                what = f"the row {number}{self._name}"
                self.warnings.append(hidden(self._path, what, number))

    def _title(self, number: int, columns: Mapping[int, SheetColumn]) -> Iterator[ManuscriptLine]:
        """Yield the sheet's title where it may say which domain its findings are about."""
        if SheetColumn.DOMAIN not in columns.values() and not _NO_TITLE.fullmatch(
            self._sheet.title
        ):
            yield line_of(number, [Piece(_whole_title(self._sheet.title))], LineKind.HEADING)


def _with_link(lines: Iterable[ManuscriptLine], url: str) -> Iterator[ManuscriptLine]:
    """Yield the lines of a cell; the first has the link of the cell, if it has one."""
    for place, line in enumerate(lines):
        is_linked = bool(url) and not place
        yield replace(line, links=(LinkTarget(line.text, url),)) if is_linked else line


def _whole_title(title: str) -> str:
    """Return the name of the domain that a title begins with, where Excel has cut it off."""
    if len(title) < LONGEST_TITLE or known_heading(title):
        return title
    names = (
        name
        for words in vocabulary().values()
        for spellings in words["domains"].values()
        for name in spellings
    )
    begun = folded(title)
    return next((name for name in names if folded(name).startswith(begun)), title)

"""Make the views of an extra section: its parts in the order of the data.

The columns of a table get their widths by what stands in them: a table with a fixed layout is laid
out in linear time, but shares the width out evenly. Here each column first gets what its longest
word needs; the rest goes where the text is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import fsum
from typing import ClassVar, NamedTuple

from mgi_report.document.inline import paragraphs
from mgi_report.document.ties import words_of
from mgi_report.document.titles import Typesetter
from mgi_report.profile.blocks import Grid, ListBlock, Paragraph, SubHeading, read_blocks
from mgi_report.profile.markup import plain_text
from mgi_report.profile.model import Profile
from mgi_report.profile.sections import Figure, KeyFigure, SectionBlock

__all__ = [
    "Column",
    "FigureView",
    "KeyFiguresView",
    "PartView",
    "QuotationView",
    "TableView",
    "TextView",
    "section_parts",
    "set_table",
]


class Measure(NamedTuple):
    """Hold the widths of a column's longest word and of its longest text in mm."""

    word: float
    text: float


@dataclass(frozen=True)
class Column:
    """Show one column: its width in mm, and ``start``, ``centre`` or ``end``."""

    width: float
    aligned: str


@dataclass(frozen=True)
class Row:
    """Show one row; a long one may be split over two pages."""

    cells: tuple[str, ...]
    long: bool


@dataclass(frozen=True)
class TableView:
    """Show a table; the first cell of a row names it where there is more than one column."""

    kind: ClassVar = "table"
    path: str
    columns: tuple[Column, ...]
    head: tuple[str, ...]
    rows: tuple[Row, ...]
    wide: bool
    caption: str | None = None
    source: str | None = None


@dataclass(frozen=True)
class TextView:
    """Show a paragraph, a sub-heading or a list."""

    kind: ClassVar = "text"
    path: str
    block: Paragraph | SubHeading | ListBlock


@dataclass(frozen=True)
class FigureView:
    """Show a picture with its caption and source; ``alt`` is plain text."""

    kind: ClassVar = "figure"
    path: str
    file: str
    alt: str
    caption: str | None
    source: str | None


@dataclass(frozen=True)
class KeyFiguresView:
    """Show a panel of numbers."""

    kind: ClassVar = "key_figures"
    path: str
    figures: tuple[KeyFigure, ...]


@dataclass(frozen=True)
class QuotationView:
    """Show a quotation in a box, with where it is from."""

    kind: ClassVar = "quotation"
    path: str
    paragraphs: tuple[str, ...]
    source: str | None


PartView = TextView | TableView | FigureView | KeyFiguresView | QuotationView


def section_parts(profile: Profile, position: int, setter: Typesetter) -> tuple[PartView, ...]:
    """Return what a section shows, in the order of the data."""
    return tuple(
        part
        for place, block in enumerate(profile.sections[position].body)
        for part in _parts(block, f"sections[{position}].body[{place}]", setter)
    )


def _parts(block: SectionBlock, path: str, setter: Typesetter) -> Iterator[PartView]:
    if block.text is not None:
        yield from _texts(block.text, f"{path}.text", setter)
    if block.table is not None:
        table = block.table
        for grid in read_blocks(table.text):
            if isinstance(grid, Grid):
                yield set_table(grid, f"{path}.table", setter, table.caption, table.source)
    if block.figure is not None:
        yield _figure(block.figure, f"{path}.figure")
    if block.key_figures is not None:
        yield KeyFiguresView(f"{path}.key_figures", block.key_figures)
    if (quotation := block.quotation) is not None:
        texts = paragraphs(quotation.text)
        yield QuotationView(f"{path}.quotation", texts, quotation.source)


def _texts(text: str, path: str, setter: Typesetter) -> Iterator[PartView]:
    for block in read_blocks(text):
        if isinstance(block, Grid):
            yield set_table(block, path, setter)
        else:
            yield TextView(path, block)


def _figure(figure: Figure, path: str) -> FigureView:
    return FigureView(path, figure.file, plain_text(figure.alt), figure.caption, figure.source)


def set_table(
    grid: Grid, path: str, setter: Typesetter, caption: str | None = None, source: str | None = None
) -> TableView:
    """Return the view of a table, as wide as the text where it fits there, else as the page."""
    columns_of_cells = zip(grid.head, *grid.rows, strict=True)
    each_alone = [_measure(cells, setter) for cells in columns_of_cells]
    measured = _equal_numbers(each_alone, grid.aligned)
    narrow, wide = setter.tokens.mm("measure-body"), setter.tokens.mm("text-width")
    is_wide = fsum(each.text for each in measured) > narrow
    widths = _shared_out(measured, wide if is_wide else narrow)
    columns = tuple(Column(*each) for each in zip(widths, grid.aligned, strict=True))
    # A row that is higher than a page would leave the table without its head.
    most = setter.tokens.count("cell-long")
    rows = tuple(Row(cells, long=max(map(len, cells)) > most) for cells in grid.rows)
    return TableView(path, columns, grid.head, rows, is_wide, caption, source)


def _measure(cells: Sequence[str], setter: Typesetter) -> Measure:
    font, gap = setter.tokens.font("type-table"), setter.tokens.mm("cell-gap")
    wider = setter.tokens.number("cell-safety")

    def width(text: str) -> float:
        return setter.fonts.width(text, font) * wider + gap

    texts = [plain_text(cell) for cell in cells]
    words = [word for text in texts for word in words_of(text)] or [""]
    return Measure(max(map(width, words)), max(map(width, texts)))


def _equal_numbers(measured: Sequence[Measure], aligned: Sequence[str]) -> list[Measure]:
    """Make the columns that are aligned at their end, which hold numbers, equally wide."""
    numbers = [each for each, side in zip(measured, aligned, strict=True) if side == "end"]
    if not numbers:
        return list(measured)
    widest = Measure(*(max(widths) for widths in zip(*numbers, strict=True)))
    return [widest if side == "end" else each for each, side in zip(measured, aligned, strict=True)]


def _shared_out(measured: Sequence[Measure], available: float) -> list[float]:
    whole, least = fsum(each.text for each in measured), fsum(each.word for each in measured)
    if whole <= available:
        return [each.text + (available - whole) / len(measured) for each in measured]
    if least >= available:
        return [each.word * available / least for each in measured]
    # Short columns keep their lines whole; the long ones share what is left.
    fair = available / len(measured)
    short = [each for each in measured if each.text <= fair]
    long = [each for each in measured if each.text > fair]
    left = available - fsum(each.text for each in short)
    if short and fsum(each.word for each in long) <= left:
        shares = iter(_shared_out(long, left))
        return [each.text if each.text <= fair else next(shares) for each in measured]
    part = (available - least) / (whole - least)
    return [each.word + part * (each.text - each.word) for each in measured]

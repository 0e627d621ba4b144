"""Make the views of an extra section: texts, tables, figures and key figures in data order."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from mgi_report.document.tables import TableView, set_table
from mgi_report.document.titles import Typesetter
from mgi_report.profile.blocks import Grid, ListBlock, Paragraph, SubHeading, read_blocks
from mgi_report.profile.markup import plain_text
from mgi_report.profile.model import Profile
from mgi_report.profile.sections import Figure, KeyFigure, SectionBlock

__all__ = ["FigureView", "KeyFiguresView", "PartView", "TextView", "section_parts"]


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


PartView = TextView | TableView | FigureView | KeyFiguresView


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


def _texts(text: str, path: str, setter: Typesetter) -> Iterator[PartView]:
    for block in read_blocks(text):
        if isinstance(block, Grid):
            yield set_table(block, path, setter)
        else:
            yield TextView(path, block)


def _figure(figure: Figure, path: str) -> FigureView:
    return FigureView(path, figure.file, plain_text(figure.alt), figure.caption, figure.source)

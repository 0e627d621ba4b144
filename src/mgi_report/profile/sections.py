"""Describe extra sections: titles, and bodies of texts, figures, tables and other parts."""

from typing import Annotated, Self

from pydantic import Field, field_validator, model_validator

from mgi_report.problems.problem import shown
from mgi_report.profile import written
from mgi_report.profile.entries import Filled, ListOrText, TextEntry
from mgi_report.profile.framework import Placement
from mgi_report.profile.markup import TextKind
from mgi_report.profile.values import (
    InlineText,
    Line,
    Model,
    PictureFile,
    Prose,
    TextRule,
    check_characters,
    check_words,
    reject,
)

__all__ = ["Figure", "KeyFigure", "Markdown", "Quotation", "Section", "SectionBlock", "Table"]

DEEPEST_LIST = 3
MOST_COLUMNS = 8


def _readable_blocks(text: str) -> str:
    """Check what the parser makes of a text: it drops cells, and what lies too deep."""
    from mgi_report.profile import blocks as reading  # noqa: PLC0415 - most profiles have none

    check_characters(text)
    blocks = reading.read_blocks(text)
    for row in reading.uneven_rows(blocks):
        reject(
            "table-row",
            f"the row {shown(row)} has not as many cells as the head of its table",
            "write every cell, also the empty ones; a sign | inside a cell is written \\|",
        )
    grids = [block for block in blocks if isinstance(block, reading.Grid)]
    columns = max((len(grid.head) for grid in grids), default=0)
    if columns > MOST_COLUMNS:
        reject(
            "table-columns",
            f"a table has {columns} columns; the page has room for {MOST_COLUMNS}",
            "leave columns out, or make two tables",
        )
    if reading.list_depth(blocks) > DEEPEST_LIST:
        reject(
            "list-depth",
            f"more than {DEEPEST_LIST} lists lie inside each other",
            "make a flatter list, or put a backslash before a dash or number that should print",
        )
    for words in reading.plain_texts(blocks):
        check_words(words)
    return text


Markdown = Annotated[str, TextKind.BODY, TextRule(100_000, _readable_blocks, written.NOT_EMPTY)]
"""Paragraphs, sub-headings, lists and tables (see blocks.py); inline Markdown as in InlineText."""


KINDS = ("text", "figure", "table", "key_figures", "quotation")


class Figure(Model):
    """Show a picture: an image file beside the profile, and words for those who cannot see it."""

    file: PictureFile
    alt: InlineText
    caption: InlineText | None = None
    source: InlineText | None = None


class Table(Model):
    """Show a table with a caption; ``text`` is a Markdown table and nothing else."""

    caption: InlineText
    text: Markdown
    source: InlineText | None = None

    @field_validator("text")
    @classmethod
    def _one_table(cls, text: str) -> str:
        from mgi_report.profile.blocks import Grid, read_blocks  # noqa: PLC0415 - as above

        blocks = read_blocks(text)
        if len(blocks) != 1 or not isinstance(blocks[0], Grid):
            reject(
                "table-expected",
                "the text is not one Markdown table",
                "write a row of headings, a row such as |---|---| below it, then the other rows",
            )
        return text


class KeyFigure(Model):
    """Show one number of a panel; ``value`` is text, to be printed as it is written."""

    value: Line
    label: Line
    unit: Line | None = None
    year: Annotated[int, Field(ge=1, le=9999)] | None = None
    source: InlineText | None = None


class Quotation(Model):
    """Quote what somebody has said or written; ``source`` names who, or where it is from."""

    text: Prose
    source: InlineText | None = None


class SectionBlock(TextEntry):
    """Hold one part of a section's body; exactly one of its fields is filled in.

    In a data file a block may be a plain string, which is its text.
    """

    text: Annotated[Markdown | None, Filled()] = None
    figure: Annotated[Figure | None, Filled()] = None
    table: Annotated[Table | None, Filled()] = None
    key_figures: Annotated[tuple[KeyFigure, ...] | None, Filled()] = None
    quotation: Annotated[Quotation | None, Filled()] = None

    @model_validator(mode="after")
    def _one_of_its_kinds(self) -> Self:
        given = [kind for kind in KINDS if getattr(self, kind) is not None]
        if len(given) != 1:
            reject(
                "section-block",
                f"a part of a body has one of the keys {', '.join(KINDS)}"
                f"{'; this has ' + ' and '.join(given) if given else ''}",
                "begin each part with a dash of its own",
            )
        if self.key_figures == ():
            reject("empty-text", "the list of key figures is empty", "leave this part out")
        return self


class Section(Model):
    """Hold an extra section, printed in data order before or after the key findings.

    In a data file the body may be a plain string, which is its one text.
    """

    title: Line
    placement: Placement = Field(default=Placement.AFTER_FINDINGS, strict=False)
    body: Annotated[tuple[SectionBlock, ...], ListOrText()]

    @field_validator("body", mode="before")
    @classmethod
    def _plain_string_is_the_body(cls, value: object) -> object:
        if value in (None, (), []):
            reject("empty-text", "the body of the section is empty", "leave the section out")
        # Numbers too: their problem is then that they are no text.
        return value if isinstance(value, dict | list | tuple) else ({"text": value},)

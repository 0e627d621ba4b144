"""Read the blocks of a section's text: paragraphs, sub-headings, lists and tables.

The same parser as for inline text, with HTML off and four rules on: bulleted and numbered lists,
``### sub-headings``, and tables with pipes (GitHub Flavored Markdown). Everything else, other
headings, quotes and code included, is a paragraph and prints as it is written.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from mgi_report.profile.markup import plain_text

if TYPE_CHECKING:
    from markdown_it.token import Token

__all__ = [
    "Block",
    "Grid",
    "ListBlock",
    "ListItem",
    "Paragraph",
    "SubHeading",
    "inline_texts",
    "list_depth",
    "plain_texts",
    "read_blocks",
    "stray_rows",
    "uneven_rows",
]

_ALIGNED = {"text-align:left": "start", "text-align:center": "centre", "text-align:right": "end"}


@dataclass(frozen=True)
class Paragraph:
    """Hold a paragraph of inline Markdown."""

    kind: ClassVar = "paragraph"
    text: str


@dataclass(frozen=True)
class SubHeading:
    """Hold a sub-heading of inline Markdown."""

    kind: ClassVar = "heading"
    text: str

    @property
    def plain(self) -> str:
        """Return the words without Markdown."""
        return plain_text(self.text)


@dataclass(frozen=True)
class ListItem:
    """Hold an item; ``label`` is its number as it is written, or empty for a bullet."""

    label: str
    blocks: "tuple[Block, ...]"


@dataclass(frozen=True)
class ListBlock:
    """Hold a bulleted or numbered list."""

    kind: ClassVar = "list"
    ordered: bool
    items: tuple[ListItem, ...]


@dataclass(frozen=True)
class Grid:
    """Hold a table: inline Markdown in cells, and how each column is aligned."""

    kind: ClassVar = "table"
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    aligned: tuple[str, ...]
    uneven: tuple[str, ...] = ()
    """Rows, as written, with more or fewer cells than the head."""


Block = Paragraph | SubHeading | ListBlock | Grid


def read_blocks(text: str) -> tuple[Block, ...]:
    """Return the blocks of a text; every word of it is in one of them."""
    from mgi_report.profile import markdown  # noqa: PLC0415 - most profiles have no such text

    return _Reader(markdown.block_tokens(text), text.split("\n"), markdown.cell_count).read()


class _Reader:
    """Go through the tokens of one text, whose lines tell the cells of its rows."""

    def __init__(
        self, tokens: "Sequence[Token]", lines: Sequence[str], cell_count: Callable[[str], int]
    ) -> None:
        self._tokens, self._lines, self._cell_count = tokens, lines, cell_count
        self._at = 0

    def read(self) -> tuple[Block, ...]:
        return tuple(self._until(""))

    def _until(self, end: str) -> Iterator[Block]:
        while self._at < len(self._tokens):
            token = self._next()
            if token.type == end:
                return
            if token.type == "paragraph_open":
                yield Paragraph(self._inline())
            elif token.type == "heading_open":
                yield SubHeading(self._inline())
            elif token.type in ("bullet_list_open", "ordered_list_open"):
                yield self._list(token)
            elif token.type == "table_open":
                yield self._table()

    def _next(self) -> "Token":
        self._at += 1
        return self._tokens[self._at - 1]

    def _inline(self) -> str:
        """Return the text between an opening token and its closing token."""
        text = self._next().content
        self._next()
        return text

    def _list(self, opening: "Token") -> ListBlock:
        items = []
        while (token := self._next()).type == "list_item_open":
            # The number is kept as it is written: counting anew would alter the text.
            label = f"{token.info}{token.markup}" if token.info else ""
            items.append(ListItem(label, tuple(self._until("list_item_close"))))
        return ListBlock(opening.type == "ordered_list_open", tuple(items))

    def _table(self) -> Grid:
        rows: list[tuple[str, ...]] = []
        aligned: list[str] = []
        uneven: list[str] = []
        cells: list[str] = []
        while (token := self._next()).type != "table_close":
            if token.type in ("th_open", "td_open"):
                if token.type == "th_open":
                    aligned.append(_ALIGNED.get(str(token.attrs.get("style")), "start"))
                cells.append(self._inline())
            elif token.type == "tr_close":
                rows.append(tuple(cells))
                cells = []
            elif token.type == "tr_open" and token.map:
                written = self._lines[token.map[0]].strip()
                if rows and self._cell_count(written) != len(rows[0]):
                    uneven.append(written)
        return Grid(rows[0], tuple(rows[1:]), tuple(aligned), tuple(uneven))


def uneven_rows(blocks: Sequence[Block]) -> Iterator[str]:
    """Yield the rows of tables that have more or fewer cells than their head.

    The parser drops what is too much, so such a table may not be printed.
    """
    for block in blocks:
        if isinstance(block, Grid):
            yield from block.uneven


def stray_rows(blocks: Sequence[Block]) -> Iterator[str]:
    """Yield lines that look like the row of a table and are none."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from (line for line in block.text.split("\n") if line.startswith("|"))
        elif isinstance(block, ListBlock):
            for item in block.items:
                yield from stray_rows(item.blocks)


def list_depth(blocks: Sequence[Block]) -> int:
    """Return how many lists lie inside each other."""
    return max(
        (
            1 + max((list_depth(item.blocks) for item in block.items), default=0)
            for block in blocks
            if isinstance(block, ListBlock)
        ),
        default=0,
    )


def plain_texts(blocks: Sequence[Block]) -> Iterator[str]:
    """Yield the words of each paragraph, heading, item and cell, without Markdown."""
    yield from map(plain_text, inline_texts(blocks))


def inline_texts(blocks: Sequence[Block]) -> Iterator[str]:
    """Yield the inline Markdown of each paragraph, heading, item and cell."""
    for block in blocks:
        if isinstance(block, Paragraph | SubHeading):
            yield block.text
        elif isinstance(block, ListBlock):
            for item in block.items:
                yield from inline_texts(item.blocks)
        else:
            for row in (block.head, *block.rows):
                yield from row

"""Define the text of a section's body, and refuse what its Markdown would lose or overfill."""

from typing import Annotated

from pydantic import AfterValidator, StringConstraints

from mgi_report.profile.blocks import Grid, list_depth, plain_texts, read_blocks, uneven_rows
from mgi_report.profile.problems import shown
from mgi_report.profile.values import check_characters, check_words, reject

__all__ = ["Markdown"]

DEEPEST_LIST = 3
MOST_COLUMNS = 8


def _readable_blocks(text: str) -> str:
    """Check what the parser makes of a text: it drops cells, and what lies too deep."""
    check_characters(text)
    blocks = read_blocks(text)
    for row in uneven_rows(blocks):
        reject(
            "table-row",
            f"the row {shown(row)} has not as many cells as the head of its table",
            "write every cell, also the empty ones; a sign | inside a cell is written \\|",
        )
    columns = max((len(block.head) for block in blocks if isinstance(block, Grid)), default=0)
    if columns > MOST_COLUMNS:
        reject(
            "table-columns",
            f"a table has {columns} columns; the page has room for {MOST_COLUMNS}",
            "leave columns out, or make two tables",
        )
    if list_depth(blocks) > DEEPEST_LIST:
        reject(
            "list-depth",
            f"more than {DEEPEST_LIST} lists lie inside each other",
            "make a flatter list, or put a backslash before a dash or number that should print",
        )
    for words in plain_texts(blocks):
        check_words(words)
    return text


Markdown = Annotated[str, StringConstraints(max_length=100_000), AfterValidator(_readable_blocks)]
"""Paragraphs, sub-headings, lists and tables (see blocks.py); inline Markdown as in InlineText."""

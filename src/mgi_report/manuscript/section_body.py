"""Write the lines below a title as the Markdown of a section, read back part by part."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple

from mgi_report.manuscript.bullets import bullet_of
from mgi_report.manuscript.headings import known_heading
from mgi_report.manuscript.lines import LineKind, ManuscriptLine
from mgi_report.manuscript.text_rows import stands_alone
from mgi_report.manuscript.yaml_text import wrapped
from mgi_report.profile.blocks import Block, Grid, Paragraph, SubHeading, read_blocks
from mgi_report.profile.markup import TextKind, UnknownMarkdown, plain_text, runs
from mgi_report.profile.sections import DEEPEST_LIST, MOST_COLUMNS

__all__ = [
    "BodyPart",
    "LeftLine",
    "body_parts",
    "body_text",
    "holds_links",
    "is_refused",
    "with_links",
]

_MARGIN = 6  # of a body in the file
_BAR = r"\|"
_DASH = "- "
_SIGN = re.compile(r"[-+*#>|=~`_]")
_NUMBER = re.compile(r"([0-9]+)([.)])")

Shape = tuple[tuple[str, int, str], ...]
"""What each block is, how deep it lies, and its plain words."""


@dataclass(frozen=True)
class BodyPart:
    """Hold a paragraph, a sub-heading, a list or a table as Markdown, and its lines."""

    text: str
    lines: tuple[ManuscriptLine, ...]


@dataclass(frozen=True)
class LeftLine:
    """Hold a line that a section cannot hold, and why."""

    line: ManuscriptLine
    why: str


def body_text(parts: Sequence[BodyPart]) -> str:
    """Return the Markdown of a body."""
    return "\n\n".join(part.text for part in parts)


def holds_links(line: ManuscriptLine) -> bool:
    """Return whether the text of a line can have every one of its links in it."""
    addresses = {run.href for run in runs(line.linked) if run.href}
    is_same = plain_text(line.linked) == plain_text(line.text)
    return bool(line.links) and is_same and addresses == {each.url for each in line.links}


def with_links(line: ManuscriptLine) -> str:
    """Return the text of a line, with its links in it if it can have them."""
    return line.linked if holds_links(line) else line.text


def body_parts(lines: Sequence[ManuscriptLine]) -> tuple[list[BodyPart], list[LeftLine]]:
    """Return the parts that a section holds, and the lines that it cannot hold."""
    parts: list[BodyPart] = []
    left: list[LeftLine] = []
    for made in _made(lines):
        (parts if isinstance(made, BodyPart) else left).append(made)  # type: ignore[arg-type]
    whole = tuple(each for part in parts for each in _shape(read_blocks(part.text)))
    if _shape(read_blocks(body_text(parts))) != whole:
        why = "a line of a section that does not read back as it is"
        return [], [LeftLine(line, why) for line in lines]
    return parts, left


def _as_point(line: ManuscriptLine) -> ManuscriptLine:
    """Return the point that a line is whose words are a heading elsewhere, such as a domain's."""
    bullet = bullet_of(line.text) if line.kind is LineKind.TEXT else None
    if bullet is None or not known_heading(plain_text(line.text)):
        return line
    return replace(line, text=bullet.rest, linked="", kind=LineKind.ITEM)


def _made(lines: Sequence[ManuscriptLine]) -> Iterator[BodyPart | LeftLine]:
    lines = [_as_point(line) for line in lines]
    for kind, group in groupby(lines, key=lambda line: line.kind):
        same = list(group)
        if kind is LineKind.ITEM:
            yield from _list(same)
        elif kind is LineKind.ROW:
            for rows in _tables(same):
                yield from _table(rows)
        else:
            for line in same:
                yield _text(line)


def _text(line: ManuscriptLine) -> BodyPart | LeftLine:
    words = plain_text(line.text)
    if stands_alone(words):
        return LeftLine(line, "a number or sign that stands alone")
    is_heading = line.kind is LineKind.HEADING
    sign, name = ("### ", "heading") if is_heading else ("", "paragraph")
    for written in _spellings(with_links(line)):
        forms = (f"{sign}{written}",) if is_heading else (_wrapped(written, 0), written)
        for form in forms:
            if _reads_as(form, ((name, 0, words),)):
                return BodyPart(form, (line,))
    return LeftLine(line, f"a {name} of a section that does not read back as it is")


def _list(lines: Sequence[ManuscriptLine]) -> Iterator[BodyPart | LeftLine]:
    """Yield a list; points that lie too deep are left."""
    written: list[str] = []
    held: list[ManuscriptLine] = []
    shape: list[tuple[str, int, str]] = []
    around: list[tuple[int, int]] = []  # level and width of the sign of each point it lies in
    for line in lines:
        own = max(line.level, 1)
        while around and around[-1][0] >= own:
            around.pop()
        depth = len(around) + 1
        margin = " " * sum(width for _, width in around)
        point = None if depth > DEEPEST_LIST else _point(line)
        around.append((own, len(point.sign) if point else len(_DASH)))
        if point is None:
            why = f"a point inside {DEEPEST_LIST} others" if depth > DEEPEST_LIST else _UNREADABLE
            yield LeftLine(line, why)
            continue
        written += [margin + row for row in point.text.split("\n")]
        held.append(line)
        if point.sign != _DASH:
            shape.append(("number", depth - 1, point.sign.strip()))
        shape.append(("point", depth, point.words))
    if not held:
        return
    text = "\n".join(written)
    if _reads_as(text, tuple(shape)):
        yield BodyPart(text, tuple(held))
    else:
        yield from (LeftLine(line, _UNREADABLE) for line in held)


_UNREADABLE = "a point of a section that does not read back as it is"


class _Point(NamedTuple):
    """Hold a point as Markdown, the sign it begins with, and its plain words."""

    text: str
    sign: str
    words: str


def _point(line: ManuscriptLine) -> _Point | None:
    """Return a point with the number it was written with; a letter is part of its words."""
    label = _label(line)
    sign = f"{label} " if _NUMBER.fullmatch(label) else _DASH
    before = f"{label} " if label and sign == _DASH else ""
    words = before + plain_text(line.text)
    shape: Shape = (("point", 1, words),)
    if sign != _DASH:
        shape = (("number", 0, label), *shape)
    for written in _spellings(before + with_links(line)):
        indented = _wrapped(written, 2 * DEEPEST_LIST).replace("\n", "\n" + " " * len(sign))
        for text in (indented, written):
            if _reads_as(sign + text, shape):
                return _Point(sign + text, sign, words)
    return None


def _label(line: ManuscriptLine) -> str:
    """Return the number or letter that somebody typed before a point."""
    typed = plain_text(line.sources[0].text).strip() if line.sources else ""
    bullet = bullet_of(typed)
    if bullet is None or not bullet.counts or not plain_text(line.text).startswith(bullet.rest):
        return ""
    return typed[: len(typed) - len(bullet.rest)].strip()


def _tables(rows: Sequence[ManuscriptLine]) -> Iterator[list[ManuscriptLine]]:
    table: list[ManuscriptLine] = []
    for row in rows:
        if row.level == 1 and table:
            yield table
            table = []
        table.append(row)
    yield table


def _table(rows: list[ManuscriptLine]) -> Iterator[BodyPart | LeftLine]:
    """Yield a table, after its caption, which is a row of one cell above it."""
    columns = max(len(row.cells) for row in rows)
    if columns > MOST_COLUMNS:
        why = f"a row of a table of {columns} columns; the page has room for {MOST_COLUMNS}"
        yield from (LeftLine(row, why) for row in rows)
        return
    if len(rows) > 1 and len(rows[0].cells) == 1 < columns:
        caption, *rows = rows
        yield _text(caption)
    cells = [(*row.cell_texts, *[""] * (columns - len(row.cells))) for row in rows]
    lines = [_row(each) for each in cells]
    text = "\n".join([lines[0], _row(["---"] * columns), *lines[1:]])
    shape = tuple(("cell", 0, plain_text(cell)) for row in cells for cell in row)
    if _reads_as(text, shape):
        yield BodyPart(text, tuple(rows))
    else:
        yield from (LeftLine(row, "a row of a table that does not read back") for row in rows)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', _BAR) for cell in cells)} |"


def _spellings(text: str) -> Iterator[str]:
    """Yield a text as it is, and with a backslash before a sign at its beginning."""
    yield text
    if _SIGN.match(text):
        yield f"\\{text}"
    elif _NUMBER.match(text):
        yield _NUMBER.sub(r"\1\\\2", text, count=1)


def _wrapped(text: str, margin: int) -> str:
    margin += _MARGIN
    return "\n".join(row[margin:] for row in wrapped(text, margin))


def is_refused(text: str, kind: TextKind) -> bool:
    """Return whether `check` would refuse Markdown in a text of a kind."""
    return any(each.pattern.search(text) for each in UnknownMarkdown if kind in each.kinds)


def _reads_as(text: str, shape: Shape) -> bool:
    """Return whether Markdown is read as these blocks, and `check` has nothing against it."""
    return not is_refused(text, TextKind.BODY) and _shape(read_blocks(text)) == shape


def _shape(blocks: Sequence[Block], depth: int = 0) -> Shape:
    return tuple(_pieces(blocks, depth))


def _pieces(blocks: Sequence[Block], depth: int) -> Iterator[tuple[str, int, str]]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield ("point" if depth else "paragraph", depth, plain_text(block.text))
        elif isinstance(block, SubHeading):
            yield ("heading", 0, block.plain)
        elif isinstance(block, Grid):
            for row in (block.head, *block.rows):
                yield from (("cell", 0, plain_text(cell)) for cell in row)
        else:
            for item in block.items:
                if block.ordered:
                    yield ("number", depth, item.label)
                yield from _pieces(item.blocks, depth + 1)

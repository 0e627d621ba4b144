"""Read a Markdown manuscript: headings, lists, tables and footnotes; its text stays as it is."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from mgi_report.manuscript.bullets import bullet_of
from mgi_report.manuscript.lines import (
    LineKind,
    Manuscript,
    ManuscriptLine,
    SourceLine,
    as_markdown,
)
from mgi_report.manuscript.pieces import Piece, line_of, markdown_of
from mgi_report.manuscript.tables import row_line
from mgi_report.profile.file.text import text_of
from mgi_report.profile.markup import runs

__all__ = ["read_markdown"]

UNIT = "line"
_DEFINITION = re.compile(r"[ ]{0,3}\[\^(?P<name>[^\]\s]+)\]:[ \t]*(?P<text>.*)")
_REFERENCE = re.compile(r"(?<!\\)\[\^(?P<name>[^\]\s]+)\]")
_GOES_ON = re.compile(r"[ \t]+\S")
_KINDS = {"heading_open": LineKind.HEADING, "list_item_open": LineKind.ITEM}
_DEEPER = {"list_item_open": 1, "list_item_close": -1}
_HOLD_TEXT = {"inline", "fence", "hr"}
_LINE_END = re.compile(r"\r\n|\n|\r")


def _block_parser() -> MarkdownIt:
    """Return a parser of blocks that keeps what it does not know as text.

    Indented text is no code and ``[name]: address`` a line, since a manuscript has neither code
    nor references; inline text is read as a profile reads it.
    """
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parser.disable(["code", "reference", "html_block"])
    parser.core.ruler.disable("inline")
    return parser


_PARSER = _block_parser()


def read_markdown(path: Path, data: bytes) -> Manuscript:
    """Return a Markdown file as a manuscript; ProblemsFound if it is no text in UTF-8."""
    written = _LINE_END.split(text_of(path, data).text)
    notes, kept = _footnotes(written)
    source = _Written(written, notes)
    lines = tuple(_lines(_PARSER.parse("\n".join(kept)), source))
    told = {name for line in kept for name in _REFERENCE.findall(line)}
    unused = (
        line_of(note[0].number, _pieces(source.note(name)))
        for name, note in notes.items()
        if name not in told
    )
    read = (*lines, *unused)
    whole = (*read, *_signs(read, written))
    return Manuscript(path, UNIT, tuple(sorted(whole, key=lambda line: line.number)))


def _signs(lines: Iterable[ManuscriptLine], written: Sequence[str]) -> Iterator[ManuscriptLine]:
    """Yield the lines that hold signs of Markdown only: an empty point, the end of a code."""
    read = {source.number for line in lines for source in line.sources}
    for number, text in enumerate(written, start=1):
        if text.strip() and number not in read:
            yield ManuscriptLine(number, as_markdown(text.strip()))


class _Written(NamedTuple):
    """Hold the lines of the file, and those of each footnote by its name."""

    lines: Sequence[str]
    notes: Mapping[str, Sequence[SourceLine]]

    def note(self, name: str) -> str:
        """Return the text of a footnote."""
        first, *others = (line.text.strip() for line in self.notes[name])
        return " ".join([_DEFINITION.sub(r"\g<text>", first), *others]).strip()

    def signs(self, token: Token) -> tuple[SourceLine, ...]:
        """Return the line of signs below a heading or the head of a table: ===, |---|."""
        if token.map is None:
            return ()
        if token.type == "thead_open":
            number = token.map[0] + 2
        elif token.type == "heading_open" and token.markup in ("=", "-"):
            number = token.map[1]
        else:
            return ()
        return (SourceLine(number, self.lines[number - 1]),)

    def parts(self, number: int, count: int, names: Sequence[str]) -> tuple[SourceLine, ...]:
        """Return the lines of the file that a text and its footnotes come from."""
        own = [SourceLine(at, self.lines[at - 1]) for at in range(number, number + count)]
        return (*own, *(line for name in names for line in self.notes[name]))


def _footnotes(written: Sequence[str]) -> tuple[dict[str, list[SourceLine]], list[str]]:
    """Return the footnotes with their lines, and the other lines, blank where a note was."""
    notes: dict[str, list[SourceLine]] = {}
    kept: list[str] = []
    name = ""
    for number, line in enumerate(written, start=1):
        found = _DEFINITION.match(line)
        if found and found["name"] not in notes:
            name = found["name"]
            notes[name] = [SourceLine(number, line)]
        elif name and _GOES_ON.match(line):
            notes[name].append(SourceLine(number, line))
        else:
            name = name if not line.strip() else ""
            kept.append(line)
            continue
        kept.append("")
    return notes, kept


def _lines(tokens: list[Token], source: _Written) -> Iterator[ManuscriptLine]:
    kind, number, level = LineKind.TEXT, 1, 0
    row: list[list[ManuscriptLine]] | None = None
    signs: tuple[SourceLine, ...] = ()
    rows = depth = 0
    for token in tokens:
        number = token.map[0] + 1 if token.map else number
        kind = _KINDS.get(token.type, kind)
        depth += _DEEPER.get(token.type, 0)
        signs = source.signs(token) or signs
        if token.type == "heading_open":
            level = int(token.tag[1])
        elif token.type in ("table_open", "tr_open"):
            rows, row = (0, row) if token.type == "table_open" else (rows + 1, [])
        elif token.type == "tr_close" and row:
            yield from [row_line(row, rows)] if any(row) else ()
            row = None
        elif token.type == "inline" and row is not None:
            cell = _of_text(token.content, number, LineKind.TEXT, source)
            row.append(list(_with_signs(cell, signs)))
            signs = () if row[-1] else signs
        elif token.type in _HOLD_TEXT:
            at = level if kind is LineKind.HEADING else depth
            block = (replace(line, level=at) for line in _block(token, number, kind, source))
            yield from _with_signs(block, signs)
            kind, signs = LineKind.TEXT, ()


def _with_signs(
    lines: Iterable[ManuscriptLine], signs: tuple[SourceLine, ...]
) -> Iterator[ManuscriptLine]:
    """Yield lines; the first has the line of signs below it."""
    for place, line in enumerate(lines):
        yield line if place or not signs else replace(line, parts=(*line.sources, *signs))


def _block(token: Token, number: int, kind: LineKind, source: _Written) -> Iterator[ManuscriptLine]:
    if token.type == "inline":
        yield from _of_text(token.content, number, kind, source)
    elif token.type == "hr":
        yield ManuscriptLine(number, as_markdown(source.lines[number - 1].strip()))
    else:
        for at, text in enumerate(token.content.rstrip("\n").split("\n"), start=number + 1):
            yield from _of_text(text, at, LineKind.TEXT, source)


def _of_text(text: str, number: int, kind: LineKind, source: _Written) -> Iterator[ManuscriptLine]:
    """Yield the lines of a paragraph: one, or one for each bullet that Markdown does not know."""
    gathered: list[str] = []
    start = number
    for at, line in enumerate(text.split("\n"), start=number):
        bullet = None if kind is LineKind.HEADING else bullet_of(line)
        # Markdown itself knows the other bullets, and when they are none.
        if bullet and bullet.kind in ("sure", "dash"):
            yield from _joined(gathered, start, kind, source)
            gathered, start, kind = [bullet.rest], at, LineKind.ITEM
        else:
            gathered.append(line)
    yield from _joined(gathered, start, kind, source)


def _joined(
    gathered: list[str], number: int, kind: LineKind, source: _Written
) -> Iterator[ManuscriptLine]:
    text = "\n".join(gathered)
    if not text.strip():
        return
    own = [name for name in _REFERENCE.findall(text) if name in source.notes]
    without = _REFERENCE.sub(lambda found: "" if found["name"] in own else found[0], text)
    notes = tuple(markdown_of(_pieces(source.note(name)), links=True) for name in own)
    line = line_of(number, _pieces(without), kind, notes)
    yield replace(line, parts=source.parts(number, len(gathered), own))


def _pieces(text: str) -> list[Piece]:
    return [
        Piece(run.text, "em" in run.tags, "strong" in run.tags, run.href or "", run.lang)
        for run in runs(text)
    ]

"""Find where words would run into each other for somebody who reads by the tags.

The engine drops the blank at the end of a line and paints nothing for a blank on its own, and
words in boxes of their own have none between them; the eye does not need it. ISO 32000-1, 14.8.2.5
wants each word break as a space in the text.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from xml.etree.ElementTree import Element

from mgi_report.pdf.tags.tree import INLINE, Annotation, MarkedContent, Tag

__all__ = ["missing_spaces", "strip_blanks"]

# A line may end after these without a space: hyphens, dashes, slash, zero width space.
JOINTS = "-\u00ad\u2010\u2012\u2013\u2014/\u200b"
CONTEXT = 24


def missing_spaces(root: Tag) -> Iterator[MarkedContent]:
    """Yield the marks that a space is due after, in a tree that still has its blank marks."""
    sources: dict[Element, str] = {}
    for marks in _texts(root):
        words = [position for position, mark in enumerate(marks) if not mark.blank]
        for here, there in pairwise(words):
            last, mark = marks[here], marks[there]
            end, start = last.text or "", mark.text or ""
            if not end or not start or end[-1].isspace() or start[0].isspace():
                continue
            if there > here + 1 or _are_apart(last, mark, sources):
                yield last


def strip_blanks(tag: Tag) -> Iterator[MarkedContent]:
    """Take the blank marks out of a tree and yield them."""
    kept: list[Tag | MarkedContent | Annotation] = []
    for kid in tag.kids:
        if isinstance(kid, MarkedContent) and kid.blank:
            yield kid
            continue
        kept.append(kid)
        if isinstance(kid, Tag):
            yield from strip_blanks(kid)
    tag.kids = kept


def _texts(tag: Tag) -> Iterator[list[MarkedContent]]:
    """Yield the marks of each block of text, those in inline elements among them."""
    if tag.role not in INLINE:
        yield list(_inline_marks(tag))
    for kid in tag.kids:
        if isinstance(kid, Tag):
            yield from _texts(kid)


def _inline_marks(tag: Tag) -> Iterator[MarkedContent]:
    for kid in tag.kids:
        if isinstance(kid, MarkedContent):
            yield kid
        elif isinstance(kid, Tag) and kid.role in INLINE:
            yield from _inline_marks(kid)


def _are_apart(last: MarkedContent, mark: MarkedContent, sources: dict[Element, str]) -> bool:
    """Return whether a space belongs between two marks with nothing between them."""
    for (line, block), (next_line, next_block) in zip(last.lines, mark.lines, strict=False):
        if line is next_line:
            continue
        if block is None or block is not next_block:
            return True
        return _is_broken_at_space(last.text or "", mark.text or "", block, sources)
    return False


def _is_broken_at_space(end: str, start: str, block: Element, sources: dict[Element, str]) -> bool:
    """Return whether a block's own text has a space where its line was broken."""
    if block not in sources:
        sources[block] = _normal("".join(_words(block)))
    before, after = _normal(end)[-CONTEXT:], _normal(start)[:CONTEXT]
    if f"{before} {after}" in sources[block]:
        return True
    return before + after not in sources[block] and not end.endswith(tuple(JOINTS))


def _words(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        yield " " if child.tag == "br" else ""
        yield from _words(child)
        yield child.tail or ""


def _normal(text: str) -> str:
    return re.sub(r"[ \t\n\r\f]+", " ", text).strip(" ").casefold()

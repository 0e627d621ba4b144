"""Know which lines of one paragraph belong together, and which are points that somebody typed.

In a word processor or on a web page a break may wrap a sentence, part two points, or stand between
a heading and what is below it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from mgi_report.manuscript.bullets import Bullet, bullet_of, ends_a_sentence
from mgi_report.manuscript.headings import known_heading
from mgi_report.manuscript.lines import LineKind, ManuscriptLine
from mgi_report.profile.markup import plain_text

__all__ = ["heading_point", "joined"]

_CUT_WORD = re.compile(r"\w[-\u2010\u2011]$")


def joined(lines: Iterable[ManuscriptLine], kind: LineKind) -> Iterator[ManuscriptLine]:
    """Yield the lines of a paragraph of a kind; those that break a sentence are one."""
    last: ManuscriptLine | None = None
    for line in lines:
        if not line.text and not line.notes:
            continue
        point = _point(line)
        if last is None:
            last = point or replace(line, kind=kind)
        elif point is None and _goes_on(last, line, kind):
            last = _together(last, line)
        else:
            yield last
            last = point or replace(line, kind=LineKind.TEXT if kind is LineKind.ITEM else kind)
    if last is not None:
        yield last


def heading_point(text: str) -> Bullet | None:
    """Return the bullet before the very words of a heading; numbers and letters count headings."""
    bullet = bullet_of(text)
    if bullet is None or bullet.counts:
        return None
    found = known_heading(plain_text(bullet.rest))
    return bullet if found and not found.is_guess else None


def _point(line: ManuscriptLine) -> ManuscriptLine | None:
    """Return the point that a line is by a bullet in its text; None if it has none."""
    if line.kind is LineKind.HEADING:
        return None
    bullet = heading_point(line.text)
    if bullet is None and not known_heading(plain_text(line.text)):
        bullet = bullet_of(line.text)
    return replace(line, text=bullet.rest, kind=LineKind.ITEM) if bullet else None


def _goes_on(last: ManuscriptLine, line: ManuscriptLine, kind: LineKind) -> bool:
    if kind is LineKind.HEADING or not line.text:
        return True
    above = plain_text(last.text)
    if known_heading(above) or known_heading(plain_text(line.text)):
        return False
    return kind is LineKind.ITEM or not ends_a_sentence(above)


def _together(last: ManuscriptLine, line: ManuscriptLine) -> ManuscriptLine:
    is_cut = _CUT_WORD.search(last.text) and line.text[:1].isalnum()
    between = "" if is_cut else " "
    return replace(
        last,
        text=f"{last.text}{between}{line.text}".strip(),
        notes=(*last.notes, *line.notes),
        links=(*last.links, *line.links),
        parts=(*last.parts, *line.parts),
    )

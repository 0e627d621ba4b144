"""Check that what a tag says its content is read as is what the content shows.

Glyphs are painted from the left. What a tag says (ISO 32000-1, 14.9.4) has to be the same letters,
which the Unicode bidirectional algorithm (UAX #9) puts in that order; otherwise one reader would
see a text, and another hear another one.
"""

from collections.abc import Iterator
from typing import NamedTuple
from unicodedata import category, normalize

from bidi import get_display
from bidi.mirror import MIRRORED

from mgi_report.problems.problem import shown
from mgi_report.proof.download.elements import Element
from mgi_report.proof.download.evidence import Evidence
from mgi_report.proof.inspection import REBUILD, Flaw

__all__ = ["order_flaws"]

UNSEEN = {"Zs", "Cc", "Cf"}
MARKS = {"Mn", "Mc", "Me"}


def order_flaws(evidence: Evidence) -> Iterator[Flaw]:
    """Yield a flaw for each element that is read as something else than it shows.

    A picture has no letters; its words are an alternative.
    """
    for element in evidence.elements:
        if element.actual and element.role != "Figure" and not _is_shown(evidence, element):
            mark = next(element.marks(), None)
            message = f"what is read as {shown(element.actual.strip())} shows other letters"
            page, box = (mark.page, evidence.box(mark)) if mark else (None, None)
            yield Flaw("text-order", message, REBUILD, page, box)


def _is_shown(evidence: Evidence, element: Element) -> bool:
    """Return whether an element shows what it says, in a line that runs either way."""
    painted = _seen("".join(evidence.painted(mark) for mark in element.marks()))
    said = normalize("NFKC", element.actual)
    return any(_seen(str(get_display(said, base_dir=way))) == painted for way in ("R", "L"))


class _Seen(NamedTuple):
    """Hold what is seen of a line: its letters from the left, and the marks above and below them.

    One glyph may be two letters, so a mark of one of them is painted before or after both; and
    fonts stack marks in an order of their own.
    """

    letters: str
    marks: str


def _seen(text: str) -> _Seen:
    """Return what is seen of a text; a bracket counts as its counterpart, which it looks like."""
    signs = [sign for sign in normalize("NFKC", text) if category(sign) not in UNSEEN]
    letters = (min(sign, MIRRORED.get(sign, sign)) for sign in signs if category(sign) not in MARKS)
    marks = sorted(sign for sign in signs if category(sign) in MARKS)
    return _Seen("".join(letters), "".join(marks))

"""Check that what a tag says its content is read as is what the content shows.

Glyphs are painted from the left. What a tag says (ISO 32000-1, 14.9.4) has to be the same letters,
which the Unicode bidirectional algorithm (UAX #9) puts in that order; otherwise one reader would
see a text, and another hear another one.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple
from unicodedata import category, name, normalize

from bidi import get_display
from bidi.mirror import MIRRORED

from mgi_report.problems.problem import shown
from mgi_report.proof.download.elements import Element
from mgi_report.proof.download.evidence import Evidence
from mgi_report.proof.inspection import REBUILD, Flaw

__all__ = ["order_flaws"]

UNSEEN = {"Zs", "Cc", "Cf"}
MARKS = {"Mn", "Mc", "Me"}
REPEATED = re.compile(r"(.{1,4}?)\1+")
SIGNS_OF_LETTERS = {"\N{INCREMENT}": "Δ", "\N{N-ARY PRODUCT}": "Π", "\N{N-ARY SUMMATION}": "Σ"}
"""Signs of mathematics that have the glyphs of letters."""


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
    for page, sequence in evidence.replaced_texts():
        if not _looks_like(sequence.text, sequence.painted or ""):
            message = f"what is copied as {shown(sequence.text.strip())} shows other letters"
            yield Flaw("text-order", message, REBUILD, page)


def _looks_like(said: str, painted: str) -> bool:
    """Return whether letters and numbers can be painted with the glyphs of others.

    Hyphens, accents and other signs share so many glyphs that they do not count.
    """
    seen = _outlines(painted)
    orders = (_outlines(str(get_display(said, base_dir=way))) for way in ("R", "L"))
    return any(len(read) == len(seen) and all(map(_share_a_glyph, read, seen)) for read in orders)


def _outlines(text: str) -> str:
    signs = (SIGNS_OF_LETTERS.get(sign, sign) for sign in normalize("NFKD", text))
    letters = (sign for sign in signs if category(sign)[0] in "LN" and category(sign) != "Lm")
    # The glyph of an accent may be read as the whole letter, which then stands there twice.
    return REPEATED.sub(r"\1", "".join(letters))


def _share_a_glyph(one: str, other: str) -> bool:
    """Return whether two characters may look the same: letters of one alphabet do not.

    Fonts draw some letters of two alphabets alike, and the capitals of the Latin ð and đ.
    """
    if one == other:
        return True
    scripts = {name(each, " ").split(" ", 1)[0] for each in (one, other)}
    return len(scripts) > 1 or (scripts == {"LATIN"} and not (one + other).isascii())


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

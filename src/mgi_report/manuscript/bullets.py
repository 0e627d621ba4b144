"""Tell the bullets of a manuscript from its words, and cut lines in which two items ran together.

A sign such as • is always a bullet. A dash, an asterisk, the letter o or a number may be one, or
belong to a sentence that was wrapped there.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mgi_report.profile.file.text import BULLETS

__all__ = ["Bullet", "bullet_of", "ends_a_sentence", "pieces", "without_bullet_at_end"]

LONGEST_END = 20  # characters of the end of a sentence, with quotation marks and brackets
_MORE_BULLETS = (
    "\u2023\u2043\u25b8\u25ba\u25b6\u27a2\u2714\u2713\u25c6\u2756\u204c\u204d\uf0a7\uf0d8"
)
_SURE = rf"[{BULLETS}{_MORE_BULLETS}]"
_BULLET = re.compile(
    rf"(?:(?P<sure>{_SURE})+|(?P<dash>[-\u2013\u2014\u2212])|(?P<star>[*+])(?!\*)|(?P<o>o)"
    r"|(?P<number>[0-9]{1,2}[.)]|\([0-9]{1,2}\))|(?P<letter>[a-z][.)]|\([a-z]\))"
    # What other fonts make of their bullets: § and Ø are Wingdings'.
    r"|(?P<odd>[\u00a7\u00d8\u00fc\u00a4>~\u2190-\u21ff\u2500-\u27bf\ue000-\uf8ff]))"
)
# What stands behind these is no bullet's unless it begins like a sentence.
_DOUBTFUL = ("o", "odd")
# What is no letter may follow a sure bullet at once: •There.
_AFTER_SURE = re.compile(r"\s*(?=\S)")
_AFTER_UNSURE = re.compile(r"\s+(?=\S)")
_INSIDE = re.compile(
    r"(?<=[.;:!?\u2019\u201d\u00bb)\w])\s*(?=[\u2022\u2023\u25e6\u25aa\u25cf\u25a0\u2043\uf0b7\uf0a7]\s*[^\W_])"
)
_AT_END = re.compile(r"(?:^|(?<=[\s.;:!?]))[\u2022\u2023\u25e6\u25aa\u25cf\u25a0\uf0b7\uf0a7]\s*$")
_SENTENCE_END = re.compile(r"[.;!?\u2026\u061f\u06d4\u3002][\"'\u2019\u201d\u00bb)\]\u200f]*$")


@dataclass(frozen=True)
class Bullet:
    """Hold what kind of bullet a line begins with, and the words after it.

    ``is_sure`` if it cannot belong to a sentence.
    """

    kind: str
    rest: str

    @property
    def is_sure(self) -> bool:
        """Return whether the sign is a bullet wherever it stands."""
        return self.kind == "sure"

    @property
    def counts(self) -> bool:
        """Return whether it is a number or a letter, as headings and dates have before them too."""
        return self.kind in ("number", "letter")


def bullet_of(text: str) -> Bullet | None:
    """Return the bullet at the beginning of a line, or None if there is none."""
    text = text.lstrip()
    found = _BULLET.match(text)
    if found is None:
        return None
    kind = str(found.lastgroup)
    space = (_AFTER_SURE if kind == "sure" else _AFTER_UNSURE).match(text, found.end())
    if space is None:
        return None
    rest = text[space.end() :].rstrip()
    if kind in _DOUBTFUL and not rest[:1].isupper():
        return None
    return Bullet(kind, rest)


def pieces(text: str) -> Iterator[str]:
    """Yield the items of a line; there is more than one where a bullet stands in its middle."""
    start = 0
    for gap in _INSIDE.finditer(text):
        if text[start : gap.start()].strip():
            yield text[start : gap.start()]
            start = gap.end()
    yield text[start:]


def without_bullet_at_end(text: str) -> str | None:
    """Return a line without the bullet at its end, which is that of the next one; None if none."""
    found = _AT_END.search(text)
    return text[: found.start()].rstrip() if found else None


def ends_a_sentence(text: str) -> bool:
    """Return whether a text ends as a sentence does."""
    return bool(_SENTENCE_END.search(text.rstrip()[-LONGEST_END:]))

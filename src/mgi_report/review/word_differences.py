"""Find which words of a text were taken out and which were put in."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple

__all__ = [
    "PieceKind",
    "WordPiece",
    "likeness",
    "pieces_of",
    "shared_words",
    "shortened",
    "words_of",
]

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_WORD = re.compile(r"\w+")
CUT = " … "
LEAST_TELLING = 2  # letters


class PieceKind(StrEnum):
    """Tell what became of a piece of a text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


class WordPiece(NamedTuple):
    """Hold a piece of a text, old or new or both."""

    kind: PieceKind
    text: str


def pieces_of(old: str, new: str) -> tuple[WordPiece, ...]:
    """Return two texts as pieces: the same and the removed ones join to the old text.

    The same and the added ones join to the new one. Words stay whole, and a changed phrase is one
    piece: a space alone between two changes is changed with them.
    """
    if old == new:
        return (WordPiece(PieceKind.SAME, old),) if old else ()
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    # Spaces are everywhere: texts that share nothing else share nothing.
    matcher = SequenceMatcher(str.isspace, before, after, autojunk=False)
    runs: list[tuple[str, str]] = []  # removed and added in turn with what is the same in both
    for kind, a, b, c, d in matcher.get_opcodes():
        left, right = "".join(before[a:b]), "".join(after[c:d])
        is_change = kind != "equal" or (left.isspace() and bool(runs) and b < len(before))
        if is_change and runs and _is_changed(runs[-1]):
            runs[-1] = runs[-1][0] + left, runs[-1][1] + right
        else:
            runs.append((left, right))
    return tuple(_pieces(runs))


def _is_changed(run: tuple[str, str]) -> bool:
    return run[0] != run[1]


def _pieces(runs: Sequence[tuple[str, str]]) -> Iterator[WordPiece]:
    for run in runs:
        if not _is_changed(run):
            yield WordPiece(PieceKind.SAME, run[0])
            continue
        left, right = run
        # The space before or after a phrase belongs to neither.
        if left and right and left[-1] == right[-1] == " ":
            left, right, rest = left[:-1], right[:-1], " "
        else:
            rest = ""
        yield from (
            piece
            for piece in (
                WordPiece(PieceKind.REMOVED, left),
                WordPiece(PieceKind.ADDED, right),
                WordPiece(PieceKind.SAME, rest),
            )
            if piece.text
        )


def shortened(pieces: Sequence[WordPiece], around: int = 120) -> tuple[WordPiece, ...]:
    """Return the pieces with long texts that did not change cut to so many characters at a change.

    They are for reading: they do not join to the texts any more.
    """
    last = len(pieces) - 1
    return tuple(
        _cut(piece, around, begins=place > 0, ends=place < last)
        for place, piece in enumerate(pieces)
    )


def _cut(piece: WordPiece, around: int, *, begins: bool, ends: bool) -> WordPiece:
    """Cut a piece that ``begins`` after a change, ``ends`` before one, or both."""
    head, tail = (around if begins else 0), (around if ends else 0)
    if piece.kind is not PieceKind.SAME or len(piece.text) <= head + tail + len(CUT):
        return piece
    before = piece.text[:head].rpartition(" ")[0] if head else ""
    after = piece.text[-tail:].partition(" ")[2] if tail else ""
    return piece._replace(text=f"{before}{CUT if before else CUT.lstrip()}{after}")


class Words(NamedTuple):
    """Hold the words of a text, ready to be compared with many others."""

    in_order: tuple[str, ...]
    counted: Mapping[str, int]
    weight: int


def words_of(text: str) -> Words:
    """Return the words of a text without regard to capitals and punctuation."""
    words = tuple(_WORD.findall(text.lower()))
    return Words(words, Counter(words), _weight(words))


def _weight(words: Iterable[str]) -> int:
    """Return how much words tell: “the” and “of” make nothing alike."""
    return sum(max(1, len(word) - LEAST_TELLING) for word in words)


def shared_words(one: Words, two: Words) -> float:
    """Return how much of two texts is the same words in any order: 0 nothing, 1 all."""
    shared = ((word, min(count, two.counted.get(word, 0))) for word, count in one.counted.items())
    weight = _weight(word for word, times in shared for _ in range(times))
    return 2 * weight / ((one.weight + two.weight) or 1)


def likeness(one: Words, two: Words, least: float) -> float:
    """Return how much of two texts is the same words in the same order: 0 nothing, 1 all.

    Less than ``least`` is 0.
    """
    # No order can make more of it, and to find the order takes long.
    if shared_words(one, two) < least:
        return 0.0
    matcher = SequenceMatcher(None, one.in_order, two.in_order, autojunk=False)
    blocks = matcher.get_matching_blocks()
    same = (word for at, _, count in blocks for word in one.in_order[at : at + count])
    found = 2 * _weight(same) / ((one.weight + two.weight) or 1)
    return found if found >= least else 0.0

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

_TOKEN = re.compile(r"\s*(?:\w+|[^\w\s])|\s+")
_SENTENCE = re.compile(r"[^.\n]*(?:[.\n]|$)")
_WORD = re.compile(r"\w+")
SPACE = " "
CUT = " … "
MOST_COMPARED = 25_000_000  # pairs of words; beyond, sentences are compared
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

    The same and the added ones join to the new one. Words stay whole.
    """
    if not (old and new) or old == new:
        kind = PieceKind.SAME if old == new else PieceKind.ADDED if new else PieceKind.REMOVED
        return (WordPiece(kind, old or new),) if old or new else ()
    # A word goes with the space before it, the first one too.
    joined: list[WordPiece] = []
    for piece in _pieces(f"{SPACE}{old}", f"{SPACE}{new}"):
        if joined and joined[-1].kind is piece.kind:
            joined[-1] = WordPiece(piece.kind, joined[-1].text + piece.text)
        elif piece.text:
            joined.append(piece)
    return tuple(piece for piece in _without_first_space(joined) if piece.text)


def _pieces(old: str, new: str) -> Iterator[WordPiece]:
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    if len(before) * len(after) > MOST_COMPARED:
        before, after = _SENTENCE.findall(old), _SENTENCE.findall(new)
    first, last = _same_ends(before, after)
    ends = "".join(before[:first]), "".join(before[len(before) - last :])
    before, after = before[first : len(before) - last], after[first : len(after) - last]
    yield WordPiece(PieceKind.SAME, ends[0])
    # Not autojunk: in a long text it would take every “the” for noise.
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        left, right = "".join(before[a:b]), "".join(after[c:d])
        if kind == "equal":
            yield WordPiece(PieceKind.SAME, left)
            continue
        if left[:1] == right[:1] == SPACE:
            yield WordPiece(PieceKind.SAME, SPACE)
            left, right = left[1:], right[1:]
        yield from (WordPiece(PieceKind.REMOVED, left), WordPiece(PieceKind.ADDED, right))
    yield WordPiece(PieceKind.SAME, ends[1])


def _same_ends(one: Sequence[str], two: Sequence[str]) -> tuple[int, int]:
    """Return how many words are the same at the beginning, and at the end."""
    most = min(len(one), len(two))
    first = next((at for at in range(most) if one[at] != two[at]), most)
    rest = range(most - first)
    return first, next((at for at in rest if one[-1 - at] != two[-1 - at]), len(rest))


def _without_first_space(pieces: list[WordPiece]) -> list[WordPiece]:
    """Return the pieces without the space that stands before the first word of both texts."""
    first, *rest = pieces
    if first.kind is PieceKind.SAME:
        return [first._replace(text=first.text[1:]), *rest]
    # Words at the beginning of one text: the space after them is theirs.
    second, *others = rest
    words = first._replace(text=first.text[1:] + SPACE)
    return [words, second._replace(text=second.text[1:]), *others]


def shortened(pieces: Sequence[WordPiece], around: int = 120) -> tuple[WordPiece, ...]:
    """Return the pieces with long texts that did not change cut to so many characters at a change.

    They are for reading: they do not join to the texts any more.
    """
    last = len(pieces) - 1
    return tuple(_cut(piece, place > 0, place < last, around) for place, piece in enumerate(pieces))


def _cut(piece: WordPiece, begins: bool, ends: bool, around: int) -> WordPiece:  # noqa: FBT001
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

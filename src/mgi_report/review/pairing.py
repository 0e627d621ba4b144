"""Pair the texts of two editions: which of the new ones is which of the old ones.

Equal texts are one, then those that are most alike, then those that stand in the same gap between
two that are known. The same lists give the same pairs.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import NamedTuple

from mgi_report.review.word_differences import likeness, shared_words, words_of

__all__ = ["Listed", "in_order", "pairs_of"]

ALIKE = 0.5
ALIKE_ELSEWHERE = 0.6
ALIKE_IN_PLACE = 0.35


class Listed(NamedTuple):
    """Hold a text and the list it stands in; ``name`` tells of itself, such as a short label."""

    text: str
    place: Hashable = None
    name: str | None = None


def pairs_of(old: Sequence[Listed], new: Sequence[Listed]) -> tuple[tuple[int, int], ...]:
    """Return the pairs of positions in both lists, from 0, in the order of the new one."""
    found: dict[int, int] = {}  # old by new
    found |= _equal(old, new, same_place=True)
    found |= _equal(old, new, same_place=False, known=found)
    found |= _alike(old, new, found)
    found |= _in_the_same_gap(old, new, found)
    return tuple((found[after], after) for after in sorted(found))


def in_order(positions: Sequence[int]) -> frozenset[int]:
    """Return the longest part of the numbers that grows: those that did not move."""
    tails: list[int] = []  # the smallest last number of a growing part of each length
    before: dict[int, int | None] = {}
    for number in positions:
        length = bisect_left(tails, number)
        before[number] = tails[length - 1] if length else None
        tails[length : length + 1] = [number]
    kept: set[int] = set()
    last = tails[-1] if tails else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return frozenset(kept)


def _left(texts: Sequence[Listed], taken: set[int]) -> Iterator[tuple[int, Listed]]:
    return ((each, text) for each, text in enumerate(texts) if each not in taken)


def _equal(
    old: Sequence[Listed],
    new: Sequence[Listed],
    *,
    same_place: bool,
    known: Mapping[int, int] | None = None,
) -> dict[int, int]:
    known = known or {}
    waiting: defaultdict[object, list[int]] = defaultdict(list)
    for position, each in _left(old, set(known.values())):
        waiting[each[:2] if same_place else each.text].append(position)
    found = {}
    for position, each in _left(new, set(known)):
        if same := waiting[each[:2] if same_place else each.text]:
            found[position] = same.pop(0)
    return found


def _alike(
    old: Sequence[Listed], new: Sequence[Listed], known: Mapping[int, int]
) -> dict[int, int]:
    before = [(at, each, words_of(each.text)) for at, each in _left(old, set(known.values()))]
    after = [(at, each, words_of(each.text)) for at, each in _left(new, set(known))]
    scores = []
    for there, later, new_words in after:
        for here, earlier, old_words in before:
            least = ALIKE if earlier.place == later.place else ALIKE_ELSEWHERE
            score = likeness(old_words, new_words, least)
            if score:
                elsewhere = earlier.place != later.place
                scores.append((-round(score, 6), elsewhere, abs(here - there), there, here))
    found: dict[int, int] = {}
    taken: set[int] = set()
    for *_, there, here in sorted(scores):
        if there not in found and here not in taken:
            found[there] = here
            taken.add(here)
    return found


def _in_the_same_gap(
    old: Sequence[Listed], new: Sequence[Listed], known: Mapping[int, int]
) -> dict[int, int]:
    """Return pairs of texts that stand alone between the same neighbours, and are not unlike."""
    gaps_of_old = _gaps(old, {before: before for before in known.values()})
    gaps_of_new = _gaps(new, known)
    found = {}
    for gap, after in gaps_of_new.items():
        before = gaps_of_old.get(gap, [])
        if len(before) != 1 or len(after) != 1:
            continue
        earlier, later = old[before[0]], new[after[0]]
        named = earlier.name is not None and earlier.name == later.name
        shared = shared_words(words_of(earlier.text), words_of(later.text))
        if named or shared >= ALIKE_IN_PLACE:
            found[after[0]] = before[0]
    return found


def _gaps(texts: Sequence[Listed], known: Mapping[int, int]) -> dict[object, list[int]]:
    """Return the positions that are not known by their list and the known neighbours there."""
    by_place: defaultdict[Hashable, list[int]] = defaultdict(list)
    for position, each in enumerate(texts):
        by_place[each.place].append(position)
    found: defaultdict[object, list[int]] = defaultdict(list)
    for place, positions in by_place.items():
        for position in positions:
            if position in known:
                continue
            before = [known[each] for each in positions if each < position and each in known]
            after = [known[each] for each in positions if each > position and each in known]
            key = place, before[-1] if before else None, after[0] if after else None
            found[key].append(position)
    return dict(found)

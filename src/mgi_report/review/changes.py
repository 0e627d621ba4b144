"""Say what became of each finding, and of all else, from one edition of a profile to another.

Nothing is counted and nothing is weighed: that a finding is gone says nothing of a country.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from mgi_report.profile.framework import Domain, FindingList
from mgi_report.profile.model import NumberedFinding, Profile
from mgi_report.review.pairing import Listed, in_order, pairs_of
from mgi_report.review.parts import Edit, edits_of_finding, edits_of_parts

__all__ = ["Difference", "FindingChange", "FindingKind", "ListChanges", "compare_profiles"]

Pairs = Mapping[NumberedFinding, NumberedFinding]
Place = tuple[Domain, FindingList]
FindingKind = Literal["added", "removed", "moved", "changed"]


@dataclass(frozen=True)
class FindingChange:
    """Hold a finding in both editions, or in one; ``edits`` are of its text, note, label, links.

    ``moved`` is one that stands in another list, or at another place among those that stayed.
    """

    old: NumberedFinding | None
    new: NumberedFinding | None
    edits: tuple[Edit, ...] = ()
    moved: bool = False

    @property
    def kinds(self) -> tuple[FindingKind, ...]:
        """Return what became of it: ``added``, ``removed``, ``moved``, ``changed``, or nothing."""
        if self.old is None or self.new is None:
            return ("added",) if self.old is None else ("removed",)
        return (*(("moved",) if self.moved else ()), *(("changed",) if self.edits else ()))

    @property
    def number(self) -> str:
        """Return the finding's number now, or the one it had."""
        shown = self.new or self.old
        return "" if shown is None else shown.number


@dataclass(frozen=True)
class ListChanges:
    """Hold the findings of a list, old and new, in the order in which they read.

    One that moved stands where it is now, and where it was: there its place is in ``left``.
    """

    domain: Domain
    list: FindingList
    findings: tuple[FindingChange, ...]
    left: frozenset[int] = frozenset()

    @property
    def changed(self) -> tuple[FindingChange, ...]:
        """Return the findings of which there is something to say, each where it stands now."""
        here = (each for place, each in enumerate(self.findings) if place not in self.left)
        return tuple(each for each in here if each.kinds)

    @property
    def renumbered(self) -> tuple[FindingChange, ...]:
        """Return the findings that stayed as they were, but have another number now."""
        return tuple(
            each
            for each in self.findings
            if each.old and each.new and not each.kinds and each.old.number != each.new.number
        )


@dataclass(frozen=True)
class Difference:
    """Hold what differs between two editions: all lists of findings, then all else."""

    old: Profile
    new: Profile
    lists: tuple[ListChanges, ...]
    parts: tuple[Edit, ...]

    @property
    def is_empty(self) -> bool:
        """Return whether both say the same."""
        return not (self.parts or any(each.changed for each in self.lists))


def compare_profiles(old: Profile, new: Profile) -> Difference:
    """Return what was added, removed, moved and changed; the same profiles give the same answer."""
    pairs = _paired(old, new)
    stayed = frozenset(each for place in _places() for each in _stayed(old, pairs, place))
    lists = tuple(_list_changes(old, new, pairs, stayed, place) for place in _places())
    return Difference(old, new, lists, edits_of_parts(old, new))


def _places() -> Iterator[Place]:
    return ((domain, each) for domain in Domain for each in FindingList)


def _paired(old: Profile, new: Profile) -> Pairs:
    before, after = tuple(old.all_findings()), tuple(new.all_findings())
    pairs = pairs_of(_listed(before), _listed(after))
    return {before[one]: after[two] for one, two in pairs}


def _listed(findings: Sequence[NumberedFinding]) -> list[Listed]:
    return [
        Listed(
            " ".join(each.finding.text.split()), (each.domain, each.list), each.finding.short_label
        )
        for each in findings
    ]


def _stayed(old: Profile, pairs: Pairs, place: Place) -> Iterator[NumberedFinding]:
    """Yield the old findings of a list that are in it still, in the order in which they were."""
    kept = [
        each
        for each in old.findings(*place)
        if each in pairs and (pairs[each].domain, pairs[each].list) == place
    ]
    still = in_order([pairs[each].position for each in kept])
    return (each for each in kept if pairs[each].position in still)


def _list_changes(
    old: Profile, new: Profile, pairs: Pairs, stayed: frozenset[NumberedFinding], place: Place
) -> ListChanges:
    back = {after: before for before, after in pairs.items()}
    waiting = list(old.findings(*place))
    found: list[FindingChange] = []
    left: set[int] = set()

    def take_old(until: NumberedFinding | None) -> None:
        while waiting and waiting[0] != until:
            gone = waiting.pop(0)
            if gone in pairs:
                left.add(len(found))
            found.append(_change(gone, pairs.get(gone), moved=gone in pairs))

    for finding in new.findings(*place):
        before = back.get(finding)
        if before in stayed:
            take_old(before)
            waiting.pop(0)
        found.append(_change(before, finding, moved=before is not None and before not in stayed))
    take_old(None)
    return ListChanges(*place, tuple(found), frozenset(left))


def _change(
    old: NumberedFinding | None, new: NumberedFinding | None, *, moved: bool
) -> FindingChange:
    return FindingChange(old, new, edits_of_finding(old, new), moved)

"""Find which profile of one side is which of the other: by what it is about, never by chance."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass

from mgi_report.profile.model import Profile
from mgi_report.run.changes.sides import SideEntry

__all__ = ["SidePair", "matched"]


@dataclass(frozen=True)
class SidePair:
    """Hold a profile on both sides; None where there is none."""

    old: SideEntry | None
    new: SideEntry | None

    @property
    def is_read(self) -> bool:
        """Return whether the profile could be read wherever it is."""
        return all(each.profile is not None for each in (self.old, self.new) if each)

    @property
    def is_same(self) -> bool:
        """Return whether it is shaped by the same bytes on both sides."""
        both = self.old is not None and self.new is not None
        return both and self.old.shape == self.new.shape  # type: ignore[union-attr]  # both

    @property
    def slug(self) -> str:
        """Return the profile's part of file names, as it is now, or was."""
        entry = self.new or self.old
        return entry.profile.slug if entry and entry.profile else ""


def matched(old: Iterable[SideEntry], new: Iterable[SideEntry]) -> tuple[SidePair, ...]:
    """Return the profiles of both sides by subject, edition and language.

    An edition that got another year is known by subject and language at the same place. A profile
    that could not be read is known by its place or its file's name alone, so that nothing is told
    new or gone that is not. A profile of one country is never that of another.
    """
    waiting = [list(old), list(new)]
    pairs: list[SidePair] = []
    for key in (_by_edition, _by_subject_and_place, *OF_UNREAD):
        pairs += _found(waiting, key)
    pairs += [SidePair(each, None) for each in waiting[0]]
    pairs += [SidePair(None, each) for each in waiting[1]]
    return tuple(sorted(pairs, key=lambda pair: (pair.slug, _place(pair))))


def _found(
    waiting: list[list[SideEntry]], key: Callable[[SideEntry], Hashable]
) -> Iterator[SidePair]:
    """Yield the pairs that have a key in common, and take them away from those that wait."""
    by_key: defaultdict[Hashable, list[SideEntry]] = defaultdict(list)
    for entry in waiting[0]:
        by_key[key(entry)].append(entry)
    for entry in tuple(waiting[1]):
        same = by_key.get(key(entry), [])
        other = next((each for each in same if _may_be_one(each, entry, key)), None)
        if other is not None:
            same.remove(other)
            waiting[0].remove(other)
            waiting[1].remove(entry)
            yield SidePair(other, entry)


def _may_be_one(old: SideEntry, new: SideEntry, key: Callable[[SideEntry], Hashable]) -> bool:
    if (old.profile is None or new.profile is None) != (key in OF_UNREAD):
        return False
    return key is not _by_source or bool(old.source or new.source)


def _by_edition(entry: SideEntry) -> Hashable:
    return entry.profile.slug if entry.profile else None


def _by_subject_and_place(entry: SideEntry) -> Hashable:
    return (*_subject(entry.profile), entry.place) if entry.profile else None


def _subject(profile: Profile) -> tuple[str, str]:
    return profile.subject.slug, profile.language


def _by_place(entry: SideEntry) -> Hashable:
    return entry.place


def _by_source(entry: SideEntry) -> Hashable:
    """Return the name of the profile's file, which is all that an output folder knows of it."""
    return entry.source or entry.path.name


OF_UNREAD = (_by_place, _by_source)
"""By these a profile is known of which one side, or both, could not be read."""


def _place(pair: SidePair) -> str:
    entry = pair.new or pair.old
    return entry.place if entry else ""

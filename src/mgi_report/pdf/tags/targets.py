"""Find the structure elements that links and bookmarks lead to, besides their places on a page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from mgi_report.pdf.engine.boxes import LaidOutBox, bookmark_of
from mgi_report.pdf.engine.objects import Entries
from mgi_report.pdf.tags.tree import Annotation, MarkedContent, Tag, tags_in

__all__ = ["TaggedDocument", "TargetNotes"]

INNER, OUTER = {"LBody", "Reference"}, {"LI", "TOCI"}
"""Roles that take the content of an item, and those of the item itself."""

Kid = Tag | MarkedContent | Annotation


@dataclass(frozen=True)
class TaggedDocument:
    """Hold a tag tree that has been written: its root, and the structure element of each tag.

    ``places`` are the tags of what has an ``id``, by that; ``bookmarks`` are the words of each
    bookmark with the tag of its heading, in their order.
    """

    structure: Entries
    elements: Mapping[Tag, Entries]
    places: Mapping[str, Tag]
    bookmarks: Sequence[tuple[str, Tag]]


class _Target(NamedTuple):
    """Point at a tag that is the target, or at the first of its kids that come from the target."""

    tag: Tag
    first: int | None


@dataclass
class TargetNotes:
    """Note while a tree grows what links and bookmarks can lead to."""

    _places: dict[str, _Target] = field(default_factory=dict)
    _bookmarks: list[tuple[str, _Target]] = field(default_factory=list)

    def note(self, box: LaidOutBox, tag: Tag, *, is_new: bool) -> None:
        """Note a box whose content goes into a tag, which is its own where it ``is_new``."""
        element = box.element
        if element is None:
            return
        target = _Target(tag, None if is_new else len(tag.kids))
        # Of an element on several pages, the first is where one goes.
        if name := element.get("id", ""):
            self._places.setdefault(name, target)
        if words := bookmark_of(box):
            self._bookmarks.append((words, target))

    def found(self) -> "FoundTargets":
        """Return what was noted, once the tree has grown and before it is tidied."""
        return FoundTargets(
            {name: _kid(target) for name, target in self._places.items()},
            [(words, _kid(target)) for words, target in self._bookmarks],
        )


@dataclass(frozen=True)
class FoundTargets:
    """Hold the first of what each target holds, in the grown tree."""

    places: Mapping[str, Kid]
    bookmarks: Sequence[tuple[str, Kid]]

    def resolved(self, root: Tag) -> tuple[Mapping[str, Tag], Sequence[tuple[str, Tag]]]:
        """Return the tags of the tidied tree below a root that places and bookmarks are now."""
        kept = set(tags_in(root))
        holders: dict[Kid, Tag] = {kid: tag for tag in kept for kid in tag.kids}

        def find(kid: Kid) -> Tag | None:
            if not isinstance(kid, Tag):
                return holders.get(kid)
            if kid in kept:
                return kid
            return next((found for found in map(find, kid.kids) if found), None)

        def nearest(kid: Kid) -> Tag:
            found = find(kid)
            around = kid.parent if isinstance(kid, Tag) else None
            while found is None and around is not None:
                found, around = (around if around in kept else None), around.parent
            return found or root

        return (
            {name: nearest(kid) for name, kid in self.places.items()},
            [(words, nearest(kid)) for words, kid in self.bookmarks],
        )


def _kid(target: _Target) -> Kid:
    """Return what stands for a target: the whole item where it is one."""
    tag = target.tag
    if target.first is not None:
        return tag.kids[target.first] if target.first < len(tag.kids) else tag
    if tag.role in INNER and tag.parent is not None and tag.parent.role in OUTER:
        return tag.parent
    return tag

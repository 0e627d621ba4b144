"""Say which pages of two PDFs look different, and which page is which where some were put in."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from io import BytesIO
from itertools import pairwise

from PIL import Image, ImageChops

from mgi_report.proof.pictures import Camera
from mgi_report.proof.reader import PdfReader
from mgi_report.review.pairing import Listed, in_order, pairs_of

__all__ = ["PageChange", "PageFate", "SeenPages", "page_changes"]

_NUMBER = re.compile(r"\d+")
FOOT = 0.9
"""Where the foot of a page begins, as a part of its height: there stands its number."""


class PageFate(StrEnum):
    """Name what became of a page; a renumbered one differs in the number at its foot alone."""

    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    RENUMBERED = "renumbered"


@dataclass(frozen=True)
class PageChange:
    """Hold a page before and now, counted from 1; None where there is none."""

    fate: PageFate
    old: int | None
    new: int | None


@dataclass(frozen=True)
class SeenPages:
    """Hold a PDF whose pages are looked at; an empty one has none."""

    data: bytes = field(default=b"", repr=False)
    camera: Camera = field(default_factory=Camera, repr=False)

    @cached_property
    def looks(self) -> tuple[str, ...]:
        """Return what tells each page from others that look different."""
        return self.camera.digests(self.data) if self.data else ()

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """Return the words of each page without its numbers, of which every page has another."""
        return tuple(" ".join(_NUMBER.sub(" ", text).split()) for text in self._texts)

    @cached_property
    def _texts(self) -> tuple[str, ...]:
        if not self.data:
            return ()
        with PdfReader(self.data) as reader:
            return reader.page_texts

    def numbers(self, page: int) -> Counter[str]:
        """Return the numbers on a page; ``page`` counts from 0."""
        return Counter(_NUMBER.findall(self._texts[page]))

    def picture(self, page: int) -> Image.Image:
        """Return how a page looks at 72 dots an inch; ``page`` counts from 0."""
        return Image.open(BytesIO(self.camera.picture(self.data, page, 1))).convert("RGB")


def page_changes(old: SeenPages, new: SeenPages) -> tuple[PageChange, ...]:
    """Return the pages that look different at 72 dots an inch, in the order in which they read.

    A page is the old one that has the same words, or else the most words in common, or else its
    place between two that are known. Pages do not change places.
    """
    pairs = _pairs(old, new)
    return tuple(_changes(pairs, old, new))


def _changes(
    pairs: Sequence[tuple[int, int]], old: SeenPages, new: SeenPages
) -> Iterator[PageChange]:
    ends = [*pairs, (len(old.looks), len(new.looks))]
    for (before, after), (here, there) in pairwise([(-1, -1), *ends]):
        for page in range(before + 1, here):
            yield PageChange(PageFate.REMOVED, page + 1, None)
        for page in range(after + 1, there):
            yield PageChange(PageFate.ADDED, None, page + 1)
        is_end = here == len(old.looks)
        if not is_end and old.looks[here] != new.looks[there]:
            renumbered = here != there and _differs_at_its_foot(old, here, new, there)
            fate = PageFate.RENUMBERED if renumbered else PageFate.CHANGED
            yield PageChange(fate, here + 1, there + 1)


def _pairs(old: SeenPages, new: SeenPages) -> list[tuple[int, int]]:
    """Return which page is which, both in their order."""
    pairs = pairs_of([Listed(text) for text in old.texts], [Listed(text) for text in new.texts])
    stayed = in_order([before for before, _ in pairs])
    kept = [(before, after) for before, after in pairs if before in stayed]
    ends = [(-1, -1), *kept, (len(old.texts), len(new.texts))]
    gaps = []
    for (before, after), (here, there) in pairwise(ends):
        # As many as there were: each is the one in whose place it stands.
        if here - before == there - after:
            gaps += list(zip(range(before + 1, here), range(after + 1, there), strict=True))
    return sorted({*kept, *gaps})


def _differs_at_its_foot(old: SeenPages, before: int, new: SeenPages, after: int) -> bool:
    """Return whether two pages differ in one number alone, which stands at the foot of both."""
    gone = old.numbers(before) - new.numbers(after)
    if old.texts[before] != new.texts[after] or gone.total() != 1:
        return False
    one, two = old.picture(before), new.picture(after)
    if one.size != two.size:
        return False
    box = ImageChops.difference(one, two).getbbox()
    return box is not None and box[1] >= FOOT * one.height

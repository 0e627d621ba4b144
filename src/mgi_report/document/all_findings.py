"""Arrange all findings side by side, for the spread and for the brief, domain by domain.

The rows of domains are measured as `fitting` does, to see where pages end: a brief is set smaller
where that saves a page, and a last page that would hold next to nothing gets more of the rows.
"""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import combinations, pairwise
from math import fsum
from typing import NamedTuple

from markupsafe import Markup

from mgi_report.document.fitting import ROUNDING, line_count
from mgi_report.document.titles import Title, Typesetter
from mgi_report.document.tokens import MM_PER_PT
from mgi_report.document.views import DomainView, ListView, Spread, SpreadRow

__all__ = ["Space", "brief_space", "own_spread", "spread", "spread_space"]

_BOLD = re.compile(r"(</?(?:b|strong)>)")
_TAG = re.compile(r"<[^>]*>")
# How much more words find room in a line than is measured without kerning, at most.
_NEAR = 1.006


class Space(NamedTuple):
    """Hold how many mm the rows have on the first page and on others, and what follows them."""

    first: float
    other: float
    after: float = 0.0


def spread_space(title: Title, source: str, setter: Typesetter) -> Space:
    """Return the space for all findings in a profile, below a title and the source."""
    mm = setter.tokens.mm
    other = mm("text-height") - _bars(setter)
    small = line_count(source, "type-small", "text-width", setter) * _leading("type-small", setter)
    head = len(title.lines) * _leading("page-title", setter)
    return Space(
        other - head - small - mm("spread-source-above") - mm("spread-source-below"), other
    )


def brief_space(
    title: Title, above: Iterable[str], below: Iterable[str], *, has_code: bool, setter: Typesetter
) -> Space:
    """Return the space in a brief, between the small texts above the findings and below them."""
    mm, small = setter.tokens.mm, _leading("type-small", setter)
    width = mm("text-width") - mm("brief-code")
    lines = sum(line_count(text, "type-small", width, setter) for text in above)
    head = len(title.lines) * _leading("brief-title", setter) + mm("brief-title-below")
    head = max(head + lines * small, mm("brief-code") if has_code else 0.0) + mm("brief-head-below")
    pages = mm("page-height") - mm("brief-margin") - _bars(setter)
    after = sum(line_count(text, "type-small", "text-width", setter) for text in below) * small
    after += mm("brief-source-above") + mm("brief-source-pad") + mm("rule-weight")
    first = pages - mm("brief-strip") - mm("brief-below") - head
    return Space(first, pages - mm("brief-margin"), after)


def _bars(setter: Typesetter) -> float:
    return setter.tokens.mm("spread-bar") + setter.tokens.mm("spread-bar-below")


def _leading(font: str, setter: Typesetter) -> float:
    return setter.tokens.font(font).leading * MM_PER_PT


def spread(domains: Sequence[DomainView], space: Space, setter: Typesetter) -> Spread:
    """Arrange the findings of all domains, each row as one piece where that leaves no large gap.

    They are there in full unless they are too many.
    """
    total = sum(len(each.findings) for domain in domains for each in domain.lists)
    if total > setter.tokens.count("spread-most"):
        return Spread(full=False, rows=_rows(domains, long=range(len(domains))))
    if long := [at for at, each in enumerate(domains) if _is_long(each, setter)]:
        return Spread(full=True, rows=_rows(domains, long=long))
    return _arranged(domains, space, setter, may_be_small=False)


def own_spread(domains: Sequence[DomainView], space: Space, setter: Typesetter) -> Spread:
    """Arrange the findings of a brief: always in full, and with their notes and links.

    Any that has these may go on over the page. It is set smaller where that saves a page.
    """
    long = [at for at, each in enumerate(domains) if _has_notes(each) or _is_long(each, setter)]
    # What is not measured may take any number of pages.
    if long or any(each.official_title or each.introduction for each in domains):
        return Spread(full=True, rows=_rows(domains, long=long))
    return _arranged(domains, space, setter, may_be_small=True)


def _has_notes(domain: DomainView) -> bool:
    return any(each.note or each.links for view in domain.lists for each in view.findings)


def _arranged(
    domains: Sequence[DomainView], space: Space, setter: Typesetter, *, may_be_small: bool
) -> Spread:
    usual = _Measured.of(domains, space, setter, "")
    smaller = _Measured.of(domains, space, setter, "-small") if may_be_small else usual
    is_small = smaller.most_pages < usual.least_pages
    begins = (smaller if is_small else usual).begins(setter.tokens.mm("spread-least"))
    return Spread(full=True, rows=_rows(domains, begins=begins), small=is_small)


@dataclass(frozen=True)
class _Measured:
    """Hold how high each row is in mm, at most and at least: words may be nearer by kerning."""

    space: Space
    highest: tuple[float, ...]
    lowest: tuple[float, ...]

    @classmethod
    def of(
        cls, domains: Sequence[DomainView], space: Space, setter: Typesetter, size: str
    ) -> "_Measured":
        highest, lowest = (_heights(domains, setter, size, near) for near in (1.0, _NEAR))
        return cls(space, highest, lowest)

    @property
    def most_pages(self) -> int:
        return len(_filled(self.highest, self.space))

    @property
    def least_pages(self) -> int:
        return len(_filled(self.lowest, self.space))

    def begins(self, least: float) -> tuple[int, ...]:
        """Return which rows are to begin a page, where rows on the last one are less than so high.

        Then pages have as much as each other: one of two lines looks like a mistake.
        """
        pages, heights, space = self.most_pages, self.highest, self.space
        last = fsum(heights[len(heights) - _filled(heights, space)[-1] :])
        if not 1 < pages == self.least_pages or last >= least:
            return ()
        rooms = (space.first, *[space.other] * (pages - 2), space.other - space.after)

        def used(begins: Sequence[int]) -> list[float]:
            return [fsum(heights[a:b]) for a, b in pairwise((0, *begins, len(heights)))]

        ways = [
            begins
            for begins in combinations(range(1, len(heights)), pages - 1)
            if all(rows <= room for rows, room in zip(used(begins), rooms, strict=True))
        ]
        return min(ways, key=lambda begins: max(used(begins)), default=())


def _rows(
    domains: Sequence[DomainView], *, long: Container[int] = (), begins: Container[int] = ()
) -> tuple[SpreadRow, ...]:
    """Return the rows; those at the positions given may go on over the page, or begin one."""
    return tuple(SpreadRow(each, at in long, at in begins) for at, each in enumerate(domains))


def _is_long(domain: DomainView, setter: Typesetter) -> bool:
    """Return whether one of its lists is so high that it may go on over the page."""
    most = setter.tokens.mm("spread-row-long")
    gap = setter.tokens.mm("spread-gap")
    return any(_list_height(each, setter, "", 1.0) + gap > most for each in domain.lists)


def _heights(
    domains: Iterable[DomainView], setter: Typesetter, size: str, near: float
) -> tuple[float, ...]:
    """Return how high the row of each domain is, in mm; ``near`` widens the lines."""
    heading, below = setter.tokens.mm("spread-heading"), setter.tokens.mm(f"spread-below{size}")
    *others, last = (
        heading + below + max(_list_height(each, setter, size, near) for each in domain.lists)
        for domain in domains
    )
    return (*others, last - below)


def _list_height(each: ListView, setter: Typesetter, size: str, near: float) -> float:
    font, gap = f"type-spread{size}", setter.tokens.mm(f"spread-gap{size}")
    if not each.findings:
        return line_count(each.empty, font, "spread-column", setter) * _leading(font, setter)
    width = setter.tokens.mm("spread-measure") * near
    lines = sum(_lines(finding.narrow_text, font, width, setter) for finding in each.findings)
    return lines * _leading(font, setter) + (len(each.findings) - 1) * gap


def _lines(text: Markup, font: str, width: float, setter: Typesetter) -> int:
    """Return how many lines a finding takes, where names are wider since they are semibold."""
    space = setter.fonts.width(" ", setter.tokens.font(font))
    lines, used = 1, 0.0
    for wide in _word_widths(text, font, setter):
        if used and used + space + wide > width:
            lines, used = lines + 1, wide
        else:
            used += wide + (space if used else 0)
    return lines


def _word_widths(text: Markup, font: str, setter: Typesetter) -> Iterator[float]:
    """Yield the width of each word in mm; a word may be semibold in part."""
    widths, is_bold = [0.0], False
    for part in _BOLD.split(text):
        if _BOLD.fullmatch(part):
            is_bold = not part.startswith("</")
            continue
        face = setter.tokens.font(f"{font}-strong" if is_bold else font)
        first, *others = unescape(_TAG.sub("", part)).split(" ")
        widths[-1] += setter.fonts.width(first, face)
        widths += [setter.fonts.width(word, face) for word in others]
    yield from filter(None, widths)


def _filled(heights: Sequence[float], space: Space) -> tuple[int, ...]:
    """Return how many rows each page takes as the engine fills them, row by row."""
    rows, free = [0], space.first
    for height in heights:
        if height > free + ROUNDING and rows[-1]:
            rows.append(0)
            free = space.other
        rows[-1] += 1
        free -= height
    return (*rows, 0) if space.after > free + ROUNDING else tuple(rows)

"""Estimate how much of a page its texts fill, to choose sizes and spacing and place what is around.

The estimate decides only how free space is shared out; nothing can overlap or be lost where it
is wrong, because every block stays in the flow.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, count
from math import ceil, fsum
from typing import NamedTuple

from mgi_report.document.ties import words_of
from mgi_report.document.titles import Title, Typesetter
from mgi_report.document.tokens import MM_PER_PT, Tokens
from mgi_report.profile.markup import plain_text
from mgi_report.profile.model import Finding

__all__ = [
    "Filling",
    "Fit",
    "Scale",
    "cover_excess",
    "finding_size",
    "fit_findings",
    "in_columns",
    "in_place",
    "line_count",
    "scales",
    "side_by_side",
]

# What sizes in mm may differ by and still be the same.
ROUNDING = 1e-6


@dataclass(frozen=True)
class Filling:
    """Hold what stands on a domain's findings pages.

    A name comes with how many numbers stand beside it; ``absent`` holds the small texts of each
    domain without findings that is named at the end; ``introduction`` its paragraphs.
    """

    title: Title
    lists: Sequence[Sequence[Finding]]
    named: Sequence[tuple[str, int]]
    absent: Sequence[Sequence[str]] = ()
    introduction: Sequence[str] = ()


@dataclass(frozen=True)
class Fit:
    """Say how a domain's findings page is spaced.

    ``named_space`` is the room above the block of names in mm; None where the block has no room.
    Where they ``may_go_on`` over the page, they may take another one, as far as can be told.
    """

    spacing: str
    named_space: float | None
    may_go_on: bool = True


@dataclass(frozen=True)
class _Filled:
    """Say how many pages something takes, and how many mm stay free on the last of them."""

    pages: int
    free: float


class Scale(NamedTuple):
    """Place years on an axis of true scale, in mm."""

    first: int
    last: int
    start: float
    end: float

    def x(self, year: float) -> float:
        """Return the place of a year."""
        return self.start + (year - self.first) * self.length(1)

    def length(self, years: float) -> float:
        """Return how long so many years are."""
        return years / (self.last - self.first) * (self.end - self.start)

    def round_years(self, wide: float, steps: Iterable[int]) -> range:
        """Return the years to label in the first of the steps in which labels have room."""
        years = self.last - self.first
        step = next((each for each in steps if self.length(each) >= wide), years)
        return range(-(-self.first // step) * step, self.last + 1, step)


def scales(earliest: int, latest: int, step: int, ends: tuple[float, float]) -> Iterator[Scale]:
    """Yield scales around years, the longest years first: others have more room at their ends."""
    first = earliest // step * step
    more = ((before, after + 1) for before in (0, step) for after in range(step))
    for before, after in sorted(more, key=sum):
        yield Scale(first - before, latest + after, *ends)


def line_count(text: str, font_name: str, width: str | float, setter: Typesetter) -> int:
    """Return how many lines a text takes in a font, named by its token, at a width in mm or one."""
    font, fonts = setter.tokens.font(font_name), setter.fonts
    width = setter.tokens.mm(width) if isinstance(width, str) else width
    wider = setter.tokens.number("measure-safety")
    space = fonts.width(" ", font) * wider
    lines, used = 1, 0.0
    for word in words_of(plain_text(text)):
        wide = fonts.width(word, font) * wider
        if used and used + space + wide > width:
            lines, used = lines + 1, wide
        else:
            used += wide + (space if used else 0)
    return lines


def side_by_side(item: str, width: str, tokens: Tokens) -> int:
    """Return how many items stand side by side in a width, at least one; both name tokens."""
    return max(1, int((tokens.mm(width) + ROUNDING) / tokens.mm(item)))


def _notes(finding: Finding) -> Iterator[str]:
    """Yield the small lines below a finding."""
    if finding.note:
        yield finding.note
    for link in finding.links:
        yield f"{link.title} · {link.url}"


def finding_size(domains: Sequence[Filling], setter: Typesetter) -> int:
    """Return the step of the size of all findings: 1 is the largest, the last is always right.

    A domain that fits on one page at the smallest size keeps some air there; one that does not
    takes no page more.
    """
    smallest = next(n for n in count(1) if f"type-finding-{n + 1}" not in setter.tokens.values)
    air = setter.tokens.mm("finding-air")
    least = [_filled(each, smallest, setter).pages for each in domains]
    for size in range(1, smallest):
        filled = (_filled(each, size, setter) for each in domains)
        if all(
            now.pages <= pages and (pages > 1 or now.free >= air)
            for now, pages in zip(filled, least, strict=True)
        ):
            return size
    return smallest


def fit_findings(filling: Filling, size: int, setter: Typesetter) -> Fit:
    """Choose spacing and free space for the findings of one domain, at a step of their size."""
    mm = setter.tokens.mm
    filled = _filled(filling, size, setter)
    if filled.pages > 1:
        # Where its last page ends is known too loosely to place anything there.
        return Fit("normal", None)
    below = mm("list-gap") + mm("unit") + _named_height(filling.named, setter)
    free = filled.free - mm("named-slack")
    named = bool(filling.named) and free >= below
    if named:
        free -= below
    airy = sum(map(len, filling.lists)) * mm("airy-gap") + len(filling.lists) * mm("airy-list-gap")
    spacing = "airy" if free > max(mm("airy-above"), airy) else "normal"
    if spacing == "airy":
        free -= airy
    may_go_on = filled.free < mm("slim-within")
    return Fit(spacing, free if named else None, may_go_on)


def _filled(filling: Filling, size: int, setter: Typesetter) -> _Filled:
    """Fill pages with a bar and its first finding, finding by finding, as the engine does."""
    mm, height = setter.tokens.mm, setter.tokens.mm("text-height")
    pages = 1
    used = mm("head-height") + (len(filling.title.lines) - 1) * 2 * mm("unit")
    for block, may_be_split in _blocks(filling, size, setter):
        over = used + block - height
        if over <= ROUNDING:
            used += block
        elif may_be_split or block > height:
            pages += ceil(over / height)
            used = over % height
        else:
            pages, used = pages + 1, block
    return _Filled(pages, height - used)


def _blocks(filling: Filling, size: int, setter: Typesetter) -> Iterator[tuple[float, bool]]:
    """Yield the heights in mm of what stands together, and whether it may be split after all."""
    mm = setter.tokens.mm
    gap = mm("list-gap") - mm("introduction-gap") if filling.introduction else 0.0
    for text in filling.introduction:
        lines = line_count(text, "type-body", "measure-body", setter)
        yield lines * mm("body-line") + mm("introduction-gap"), True
    for findings in filling.lists:
        above = gap + mm("bar-height")
        for finding in findings:
            is_long = len(finding.text) > setter.tokens.count("finding-long")
            yield above + _finding_height(finding, size, setter), is_long
            above = 0.0
        if not findings:
            yield above + mm("body-line") + mm("finding-gap"), False
        gap = mm("list-gap")
    if filling.absent:
        texts = (text for each in filling.absent for text in each)
        small = (line_count(text, "type-small", "measure-finding", setter) for text in texts)
        rows = len(filling.absent) * mm("absent-row")
        yield gap + rows + sum(small) * mm("named-line"), False


def _finding_height(finding: Finding, size: int, setter: Typesetter) -> float:
    mm, font = setter.tokens.mm, f"type-finding-{size}"
    lines = line_count(finding.text, font, "measure-finding", setter)
    notes = [line_count(e, "type-small", "measure-finding", setter) for e in _notes(finding)]
    return (
        lines * setter.tokens.font(font).leading * MM_PER_PT
        + mm("finding-gap")
        + len(notes) * mm("note-gap")
        + sum(notes) * mm("named-line")
    )


def _named_height(named: Iterable[tuple[str, int]], setter: Typesetter) -> float:
    mm = setter.tokens.mm
    in_a_line = side_by_side("link-width", "named-numbers-width", setter.tokens)
    rows = (
        mm("row-height")
        + max(
            (line_count(name, "type-small", "named-width", setter) - 1) * mm("named-line"),
            (ceil(numbers / in_a_line) - 1) * mm("unit"),
        )
        for name, numbers in named
    )
    return fsum(rows)


def cover_excess(title: Title, below: Iterable[str], setter: Typesetter) -> float:
    """Return by how many mm the block of the cover is deeper than the artwork allows.

    ``below`` holds the texts under the name of the edition, one to a paragraph.
    """
    mm, font = setter.tokens.mm, setter.tokens.font
    bottom = (
        mm("cover-top")
        + (font("type-series").leading + font("type-edition").leading) * MM_PER_PT
        + mm("cover-title-gap")
        + len(title.lines) * font(f"cover-title-{title.step}").leading * MM_PER_PT
        + mm("cover-edition-gap")
    )
    for text in below:
        bottom += mm("cover-line-gap")
        bottom += line_count(text, "type-body", "text-width", setter) * mm("body-line")
    return max(0.0, bottom - mm("cover-depth"))


def in_place(
    wanted: Sequence[float], widths: Sequence[float], start: float, end: float
) -> list[float]:
    """Return where the middles of things in a row are: none is further than need be from its own.

    They keep their order, between ``start`` and ``end``, and do not overlap.
    """
    before = list(accumulate(widths, initial=0.0))[:-1]
    # What each start would be if nothing had a width: in order, if they do not overlap.
    aims = [
        middle - width / 2 - left
        for middle, width, left in zip(wanted, widths, before, strict=True)
    ]
    groups: list[list[float]] = []
    for aim in aims:
        groups.append([aim])
        while len(groups) > 1 and _halfway(groups[-2]) > _halfway(groups[-1]):
            groups[-2:] = [groups[-2] + groups[-1]]
    last = end - fsum(widths)
    places = [max(start, min(_halfway(group), last)) for group in groups for _ in group]
    return [
        place + left + width / 2 for place, left, width in zip(places, before, widths, strict=True)
    ]


def _halfway(values: Sequence[float]) -> float:
    return (min(values) + max(values)) / 2


def in_columns(blocks: Iterable[tuple[Sequence[int], int]]) -> Iterator[int]:
    """Yield for each block, rows and a width in columns, the first column where it has room."""
    taken: set[tuple[int, int]] = set()
    for rows, wide in blocks:
        for column in count():
            cells = {(row, column + beside) for row in rows for beside in range(wide)}
            if not cells & taken:
                taken |= cells
                yield column
                break

"""Make what a change does to profiles into a folder of pages, and a summary of it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from mgi_report.document.assets import Assets
from mgi_report.output.writing import write_new
from mgi_report.problems.problem import Location, Problem, ProblemsFound, has_errors
from mgi_report.proof.inspection import pdf_bytes
from mgi_report.proof.pictures import SMALL, Camera
from mgi_report.review.changes_page import INDEX, index_page, profile_page
from mgi_report.review.changes_told import LIMIT, changes_as_markdown
from mgi_report.review.page_changes import PageFate, SeenPages, page_changes
from mgi_report.review.profile_changes import (
    ProfileChange,
    ProfileFate,
    Side,
    file_of_page,
    file_of_picture,
    words_differ,
)
from mgi_report.run.changes.matching import SidePair, matched
from mgi_report.run.changes.sides import SideEntry
from mgi_report.run.crew import Crew, Reply
from mgi_report.run.orders import Order, Rendered
from mgi_report.run.outcomes import accident_problem
from mgi_report.run.worker import render

__all__ = ["ChangesReport", "report_changes"]

SCALE = 1.25
"""Of a picture, where 1 is 72 dots an inch: small print can be read, and a page has 100 kB."""


@dataclass(frozen=True)
class ChangesReport:
    """Hold what changed in the order of the profiles' names, how many did not, and what is wrong.

    ``index`` is the page that leads to all others.
    """

    index: Path
    changes: tuple[ProfileChange, ...]
    same: int
    problems: tuple[Problem, ...]
    assets: Assets = field(repr=False)

    @property
    def ok(self) -> bool:
        """Return whether every profile could be read and made on both sides."""
        return not has_errors(self.problems)

    def summary(self, limit: int = LIMIT) -> str:
        """Return the change in Markdown, in no more bytes than ``limit``."""
        return changes_as_markdown(self.changes, self.same, self.problems, self.assets, limit)


def report_changes(
    old: Sequence[SideEntry], new: Sequence[SideEntry], output: Path, crew: Crew, assets: Assets
) -> ChangesReport:
    """Compare two sides and write the pages and pictures into a folder that is not there yet.

    The pages of profiles are made by the ``crew``, where they are not finished. What is wrong with
    a profile is told, and the others are reported. ProblemsFound if the folder holds something.
    """
    _refuse_full(output)
    pairs = matched(old, new)
    problems = [problem for pair in pairs for problem in _told(pair)]
    wanted = [pair for pair in pairs if pair.is_read and not pair.is_same]
    names = _names(wanted)
    writer = _Writer(output, assets)
    changes: dict[int, ProfileChange] = {}
    for number, pdfs, found in _with_pages(wanted, crew):
        problems += found
        change = writer.change(wanted[number], names[number], pdfs)
        if not change.is_empty:
            changes[number] = change
    told = tuple(changes[number] for number in sorted(changes))
    read = sum(pair.is_read for pair in pairs)
    problems.sort(key=lambda each: (str(each.location or ""), each.code, each.message))
    index = output / INDEX
    write_new(index, index_page(told, read - len(told), problems, assets).encode())
    return ChangesReport(index, told, read - len(told), tuple(problems), assets)


def _refuse_full(output: Path) -> None:
    if output.is_dir() and any(output.iterdir()):
        message = "there is something in this folder, which would be taken for part of the report"
        hint = "empty it, or choose another one with --output"
        raise ProblemsFound([Problem("file-exists", message, hint, Location(output))])


def _told(pair: SidePair) -> Iterator[Problem]:
    """Yield what kept a profile from being read."""
    for entry in (pair.old, pair.new):
        if entry is not None:
            yield from entry.problems


def _names(pairs: Sequence[SidePair]) -> list[str]:
    """Return a name for the files of each profile; the second of one name gets a number."""
    seen: Counter[str] = Counter()
    names = []
    for pair in pairs:
        seen[pair.slug] += 1
        number = f"-{seen[pair.slug]}" if seen[pair.slug] > 1 else ""
        names.append(f"mgi-{pair.slug}{number}")
    return names


Sides = tuple[bytes | None, bytes | None]
"""The PDFs of both sides: empty where there is no profile, None where it could not be made."""


def _with_pages(
    pairs: Sequence[SidePair], crew: Crew
) -> Iterator[tuple[int, Sides, tuple[Problem, ...]]]:
    """Yield each pair by its number with its pages, as soon as both sides are made.

    So the pages of all of them are never in memory at once.
    """
    bench = _Bench()
    for number, pair in enumerate(pairs):
        for side, entry in ((Side.BEFORE, pair.old), (Side.AFTER, pair.new)):
            bench.add(number, side, entry)
    yield from (bench.taken(number) for number in range(len(pairs)) if bench.is_ready(number))
    for reply in crew.run(render, bench.orders):
        number = bench.finish(reply)
        if bench.is_ready(number):
            yield bench.taken(number)


@dataclass
class _Bench:
    """Keep what is made of a pair until both sides are there."""

    orders: list[Order] = field(default_factory=list)
    _places: dict[int, tuple[int, Side]] = field(default_factory=dict)  # by the order's id
    _ready: dict[tuple[int, Side], bytes | Path | None] = field(default_factory=dict)
    _problems: dict[int, tuple[Problem, ...]] = field(default_factory=dict)

    def add(self, number: int, side: Side, entry: SideEntry | None) -> None:
        """Take a side that is finished or not there, or order it."""
        if entry is None or entry.inputs is None:
            self._ready[number, side] = b""
            return
        if entry.pdf_sha256:
            self._ready[number, side] = entry.path
            return
        inputs = entry.inputs
        order = Order(
            entry.path,
            inspects=False,
            files=inputs.files,
            theme=entry.theme,
            languages=inputs.languages,
        )
        self._places[id(order)] = number, side
        self.orders.append(order)

    def finish(self, reply: Reply[Order, Rendered]) -> int:
        """Take the answer to an order; return the number of its pair."""
        number, side = self._places[id(reply.item)]
        self._ready[number, side], problems = _pdf_of(reply)
        self._problems[number] = (*self._problems.get(number, ()), *problems)
        return number

    def is_ready(self, number: int) -> bool:
        """Return whether both sides of a pair are there."""
        return all((number, side) in self._ready for side in Side)

    def taken(self, number: int) -> tuple[int, Sides, tuple[Problem, ...]]:
        """Return what there is of a pair, and let it go."""
        pdfs = self._taken(number, Side.BEFORE), self._taken(number, Side.AFTER)
        return number, pdfs, self._problems.pop(number, ())

    def _taken(self, number: int, side: Side) -> bytes | None:
        held = self._ready.pop((number, side))
        return pdf_bytes(held) if isinstance(held, Path) else held


def _pdf_of(reply: Reply[Order, Rendered]) -> tuple[bytes | None, tuple[Problem, ...]]:
    if reply.result is None:
        return None, (accident_problem(reply),)
    if not reply.result.files:
        return None, reply.result.problems
    return reply.result.files[0][1], ()


def _fate(pair: SidePair) -> ProfileFate:
    if pair.old is None:
        return ProfileFate.NEW
    return ProfileFate.GONE if pair.new is None else ProfileFate.CHANGED


@dataclass(frozen=True)
class _Writer:
    """Write the page of a profile and its pictures into the folder of the report."""

    output: Path
    assets: Assets
    camera: Camera = field(default_factory=Camera)

    def change(self, pair: SidePair, name: str, pdfs: Sides) -> ProfileChange:
        """Return what became of a profile, written unless nothing did."""
        before, after = (each.profile if each else None for each in (pair.old, pair.new))
        one, two = (None if pdf is None else SeenPages(pdf, self.camera) for pdf in pdfs)
        change = ProfileChange(
            name,
            _fate(pair),
            words_differ(before, after),
            old=pair.old.place if pair.old else "",
            new=pair.new.place if pair.new else "",
            pages=page_changes(one, two) if one and two else None,
        )
        if not change.is_empty:
            self._draw(change, pdfs)
            page = profile_page(change, self.assets)
            write_new(self.output / file_of_page(change), page.encode())
        return change

    def _draw(self, change: ProfileChange, pdfs: Sides) -> None:
        for each in change.pages or ():
            if each.fate is PageFate.RENUMBERED:
                continue
            for side, page, pdf in zip(Side, (each.old, each.new), pdfs, strict=True):
                if page and pdf:
                    picture = self.camera.picture(pdf, page - 1, SCALE, SMALL)
                    write_new(self.output / file_of_picture(change, page, side), picture)

"""Make one profile's files: load, compose, lay out, write, inspect."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from mgi_report.document.document import Document, place_without_file
from mgi_report.document.templating import design_told
from mgi_report.output.formats import Format, format_named
from mgi_report.output.manifest import Settings
from mgi_report.pdf.engine.garbage import collect_after, collection_paused
from mgi_report.problems.problem import Problem, ProblemsFound, has_errors
from mgi_report.profile.loading import Loaded, load
from mgi_report.run.formats import Workshop, data_file, maker_of
from mgi_report.run.languages import unmade
from mgi_report.run.orders import Order

if TYPE_CHECKING:
    from mgi_report.pdf.engine.layout import Layout

__all__ = ["Composed", "Made", "MadeFile", "compose", "composed_first", "make", "workshop_for"]


@dataclass(frozen=True)
class MadeFile:
    """Hold one finished file that has not been written yet."""

    format: Format
    name: str
    title: str
    pages: int
    settings: Settings
    data: bytes = field(repr=False)


@dataclass(frozen=True)
class Made:
    """Hold what a job made and from what, the warnings, and the seconds of each step."""

    loaded: Loaded
    files: tuple[MadeFile, ...]
    warnings: tuple[Problem, ...]
    seconds: Mapping[str, float]


@dataclass
class _Stopwatch:
    clock: Callable[[], float]
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def time(self, step: str) -> Iterator[None]:
        start = self.clock()
        try:
            yield
        finally:
            self.seconds[step] = self.seconds.get(step, 0.0) + self.clock() - start


@dataclass(frozen=True)
class Composed:
    """Hold a document that another process composed, and what of: files, languages, book."""

    files: Mapping[str, bytes]
    languages: tuple[str, ...]
    book: str
    document: Document

    def fits(self, loaded: Loaded, book: str) -> bool:
        """Return whether the document is that of a book of a profile as it has been read."""
        inputs = loaded.inputs
        return (self.files, self.languages, self.book) == (inputs.files, inputs.languages, book)


def composed_first(order: Order, workshop: Workshop) -> Composed:
    """Return the first document of an order, without its place in the files."""
    loaded = load(order.path, order.files, languages=order.languages)
    book, _ = next(_books(order))
    document = compose(loaded, workshop_for(loaded, workshop), book)
    sendable = replace(document, locate=place_without_file)
    return Composed(loaded.inputs.files, loaded.inputs.languages, book, sendable)


def make(
    order: Order,
    workshop: Workshop,
    clock: Callable[[], float],
    ahead: Callable[[], Composed | None] = lambda: None,
) -> Made:
    """Make the files of a profile without writing them; ``clock`` returns seconds.

    Formats of one book come from one layout. ``ahead`` returns the first document, if another
    process has composed it. Raises ProblemsFound with everything that is wrong.
    """
    # When the pages are gone too, there is hardly any garbage left to look for.
    with collection_paused():
        return _make(order, workshop, _Stopwatch(clock), ahead)


def _make(
    order: Order, workshop: Workshop, watch: _Stopwatch, ahead: Callable[[], Composed | None]
) -> Made:
    with watch.time("load"):
        loaded = load(order.path, order.files, languages=order.languages)
    workshop = workshop_for(loaded, workshop)
    with watch.time("import"):
        engine = workshop.engine
    files: list[MadeFile] = []
    for book, formats in _books(order):
        with watch.time("html"):
            document = _document(loaded, workshop, book, ahead())
        with watch.time("layout"):
            layout = engine.lay_out(document)
            collect_after(layout.page_count)
        with watch.time("finish"):
            files += _files(layout, loaded, workshop, order, formats)
            pages = layout.page_count
            del layout
            collect_after(pages)
    files.sort(key=lambda file: order.wanted.formats.index(file.format.name))
    warnings: tuple[Problem, ...] = ()
    if order.inspects:
        with watch.time("inspect"):
            warnings = _inspect(files, loaded, workshop)
    return Made(loaded, tuple(files), (*loaded.warnings, *warnings), watch.seconds)


def _document(loaded: Loaded, workshop: Workshop, book: str, composed: Composed | None) -> Document:
    """Return the document that has been composed, if it is that of the same bytes; else compose."""
    if composed is not None and composed.fits(loaded, book):
        return replace(composed.document, locate=loaded.locate)
    return compose(loaded, workshop, book)


def _books(order: Order) -> Iterator[tuple[str, list[Format]]]:
    """Yield the books that are wanted, with their formats."""
    formats = [format_named(name) for name in order.wanted.formats]
    for book in dict.fromkeys(each.book for each in formats):
        yield book, [each for each in formats if each.book == book]


def workshop_for(loaded: Loaded, workshop: Workshop) -> Workshop:
    """Return the workshop for a profile's script; ProblemsFound if its language has no words."""
    if problem := unmade(loaded, workshop.assets):
        raise ProblemsFound([problem])
    with design_told():
        return workshop.for_language(loaded.profile.language)


def compose(loaded: Loaded, workshop: Workshop, book: str) -> Document:
    """Return the document of a book; ProblemsFound if the design or catalogue has a fault.

    The workshop is that for the profile's script.
    """
    with design_told():
        if book == "brief":
            return workshop.composer.compose_brief(loaded.profile, loaded.locate)
        return workshop.composer.compose(
            loaded.profile,
            loaded.pictures,
            data_file(loaded),
            loaded.earlier,
            loaded.locate,
            languages=loaded.inputs.languages,
        )


def _files(
    layout: "Layout", loaded: Loaded, workshop: Workshop, order: Order, formats: Iterable[Format]
) -> Iterator[MadeFile]:
    """Write each of some formats from the same pages."""
    for format_ in formats:
        maker = maker_of(format_)
        written = maker.write(layout, loaded, workshop, order.wanted)
        yield MadeFile(
            format_,
            format_.file_name(loaded.profile.slug),
            layout.document.title,
            written.pages,
            order.wanted.settings(format_),
            written.data,
        )


def _inspect(files: Iterable[MadeFile], loaded: Loaded, workshop: Workshop) -> tuple[Problem, ...]:
    """Read finished files back; return the warnings, or raise ProblemsFound with all problems."""
    from mgi_report.proof.inspection import Expected, open_pdf  # noqa: PLC0415 - see Workshop

    expected = Expected(workshop.assets, loaded.profile, loaded.source, loaded.locate)
    problems: list[Problem] = []
    for file in files:
        with open_pdf(file.data) as reader, design_told():
            problems += maker_of(file.format).prove(reader, expected).problems
    if has_errors(problems):
        raise ProblemsFound(problems)
    return tuple(problems)

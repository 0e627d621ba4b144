"""Make one profile's files: load, compose, lay out, write, inspect."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from importlib import import_module
from typing import TYPE_CHECKING

from mgi_report.document.document import Document, place_without_file, styles_alone
from mgi_report.document.templating import design_told
from mgi_report.output.formats import Format, format_named
from mgi_report.output.manifest import Settings
from mgi_report.pdf.engine.garbage import collect_after, collection_paused
from mgi_report.problems.problem import MgiReportError, Problem, ProblemsFound, has_errors
from mgi_report.profile.loading import Loaded, load
from mgi_report.run.ahead import Beside
from mgi_report.run.formats import Workshop, data_file, maker_of
from mgi_report.run.languages import unmade
from mgi_report.run.orders import Order

if TYPE_CHECKING:
    from mgi_report.pdf.engine.layout import Layout

__all__ = ["Composed", "Made", "MadeFile", "compose", "composed_first", "make", "workshop_for"]


READER = "mgi_report.proof.download.shared_sheets"
"""What a process needs that looks at finished pages."""


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
    """Hold a profile that another process has read, and the document of a book of it."""

    loaded: Loaded
    book: str
    document: Document

    def answers(self, order: Order) -> bool:
        """Return whether the profile was read as an order says, if it says what was read."""
        inputs = self.loaded.inputs
        files = order.files is None or order.files == inputs.files
        return files and (order.languages is None or order.languages == inputs.languages)


def composed_first(order: Order, workshop: Workshop) -> Composed:
    """Read the profile of an order and compose its first book; the document has no places."""
    loaded = load(order.path, order.files, languages=order.languages)
    book, _ = next(_books(order))
    document = compose(loaded, workshop_for(loaded, workshop), book)
    return Composed(loaded, book, replace(document, locate=place_without_file))


def make(
    order: Order,
    workshop: Workshop,
    clock: Callable[[], float],
    beside: Beside | None = None,
) -> Made:
    """Make the files of a profile without writing them; ``clock`` returns seconds.

    Formats of one book come from one layout. A process ``beside`` this one composes the first
    document (`composed_first`), and looks at finished pages. Raises ProblemsFound with everything
    that is wrong.
    """
    # When the pages are gone too, there is hardly any garbage left to look for.
    with collection_paused():
        return _make(order, workshop, _Stopwatch(clock), beside)


def _make(order: Order, workshop: Workshop, watch: _Stopwatch, beside: Beside | None) -> Made:
    if beside is not None:
        with watch.time("import"):
            _get_ready(order, workshop, beside)
    with watch.time("load"):
        composed = _composed(order, beside)
        if composed is None:
            loaded = load(order.path, order.files, languages=order.languages)
        else:
            loaded = composed.loaded
    workshop = workshop_for(loaded, workshop)
    with watch.time("import"):
        engine = workshop.engine
    files: list[MadeFile] = []
    for book, formats in _books(order):
        with watch.time("html"):
            document = _document(loaded, workshop, book, composed)
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
            warnings = _inspect(files, loaded, workshop, beside)
    return Made(loaded, tuple(files), (*loaded.warnings, *warnings), watch.seconds)


def _get_ready(order: Order, workshop: Workshop, beside: Beside) -> None:
    """Use the time until the profile has been read and composed: read the style sheets."""
    if order.inspects:
        beside.begin(_import, READER)
    with suppress(MgiReportError):
        # A profile's own problems come before that there is no engine.
        workshop.engine.get_ready(styles_alone())


def _import(module: str) -> None:
    import_module(module)


def _composed(order: Order, beside: Beside | None) -> Composed | None:
    """Return what another process has read and composed, if it is what the order asks for."""
    composed: Composed | None = None if beside is None else beside.first()
    return composed if composed is not None and composed.answers(order) else None


def _document(loaded: Loaded, workshop: Workshop, book: str, composed: Composed | None) -> Document:
    """Return the document of a book, if need be composed."""
    if composed is not None and composed.book == book:
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


def _inspect(
    files: Iterable[MadeFile], loaded: Loaded, workshop: Workshop, beside: Beside | None
) -> tuple[Problem, ...]:
    """Read finished files back; return the warnings, or raise ProblemsFound with all problems."""
    from mgi_report.proof.inspection import Expected, open_pdf  # noqa: PLC0415 - see Workshop

    elsewhere = None if beside is None else beside.begin
    expected = Expected(workshop.assets, loaded.profile, loaded.source, loaded.locate, elsewhere)
    problems: list[Problem] = []
    for file in files:
        with open_pdf(file.data) as reader, design_told():
            problems += maker_of(file.format).prove(reader, expected).problems
    if has_errors(problems):
        raise ProblemsFound(problems)
    return tuple(problems)

"""Make one profile's files: load, compose, lay out, finish, inspect, write."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import TemplateError, TemplateSyntaxError

from mgi_report.document.assets import AssetNotFound, Assets
from mgi_report.document.compose import Composer
from mgi_report.document.document import Document
from mgi_report.document.language import MissingWord, NoCatalogue
from mgi_report.document.tokens import FilledIn, TokenError
from mgi_report.output.formats import Format, output_names
from mgi_report.output.writing import write_output
from mgi_report.problems.problem import Location, Problem, ProblemsFound, has_errors
from mgi_report.profile.loading import Loaded, load
from mgi_report.profile.pictures import read_pictures
from mgi_report.run.wanted import PressRoom, Wanted

if TYPE_CHECKING:
    from mgi_report.pdf.engine.layout import Engine, Layout

__all__ = ["Built", "Made", "MadeFile", "Run", "Workshop", "check", "make"]

DESIGN_HINT = "this is a fault in templates/ or styles/, not in the profile"


@dataclass(frozen=True)
class Built:
    """Say what a job made: the files, pages of the first, warnings, and seconds by step."""

    files: tuple[Path, ...]
    pages: int
    warnings: tuple[Problem, ...]
    seconds: Mapping[str, float]

    @property
    def file(self) -> Path:
        """Return the first file."""
        return self.files[0]


@dataclass(frozen=True)
class MadeFile:
    """Hold one finished file that has not been written yet; ``claimed`` names its standards."""

    name: str
    format: Format
    title: str
    pages: int
    data: bytes = field(repr=False)
    claimed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Made:
    """Hold what a job made and from what: ``pictures`` by their names in the profile."""

    loaded: Loaded
    pictures: Mapping[str, bytes] = field(repr=False)
    files: tuple[MadeFile, ...]
    warnings: tuple[Problem, ...]
    seconds: Mapping[str, float]


@dataclass(frozen=True)
class Workshop:
    """Hold what many jobs share: assets, templates and the engine, each made on first use."""

    assets: Assets = field(default_factory=Assets)

    @cached_property
    def composer(self) -> Composer:
        """Return the composer of documents."""
        return Composer(self.assets)

    @cached_property
    def engine(self) -> "Engine":
        """Return the engine; this is where WeasyPrint is imported."""
        from mgi_report.pdf.engine.layout import Engine  # noqa: PLC0415 - check and --help must not wait

        return Engine(FilledIn(self.assets.root, self.assets.theme))

    @cached_property
    def press(self) -> PressRoom:
        """Return the press room."""
        return PressRoom(self.assets)


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
            self.seconds[step] = self.clock() - start


def check(path: Path, workshop: Workshop) -> tuple[Problem, ...]:
    """Return the warnings of a profile; ProblemsFound if it could not be built.

    Everything is checked short of layout, so WeasyPrint is not imported.
    """
    loaded = load(path)
    _compose(loaded, path, workshop, read_pictures(loaded, path))
    return loaded.warnings


def make(  # noqa: PLR0913 - three of them have defaults
    path: Path,
    workshop: Workshop,
    clock: Callable[[], float],
    *,
    inspects: bool = True,
    wanted: Wanted = Wanted(),  # noqa: B008 - frozen
    step: Callable[[str], None] = lambda _: None,
) -> Made:
    """Make the files of a profile without writing them; ``clock`` returns seconds.

    Both editions come from one layout. ``step`` is told what is being done. Raises ProblemsFound
    with everything that is wrong.
    """
    watch = _Stopwatch(clock)
    with watch.time("load"):
        step("reading")
        loaded = load(path)
        pictures = read_pictures(loaded, path)
    with watch.time("import"):
        step("starting the engine")
        engine = workshop.engine
    with watch.time("html"):
        step("composing")
        document = _compose(loaded, path, workshop, pictures)
    try:
        with watch.time("layout"):
            step("laying out")
            layout = engine.lay_out(document)
        with watch.time("finish"):
            step("finishing")
            files = tuple(_editions(layout, loaded, path, workshop, wanted))
        warnings: tuple[Problem, ...] = ()
        if inspects:
            with watch.time("inspect"):
                step("inspecting")
                warnings = _inspect(files, loaded, workshop)
    except ProblemsFound as found:
        located = [_located(problem, loaded) for problem in found.problems]
        raise ProblemsFound(located) from found
    return Made(loaded, pictures, files, (*loaded.warnings, *warnings), watch.seconds)


def _editions(
    layout: "Layout", loaded: Loaded, path: Path, workshop: Workshop, wanted: Wanted
) -> Iterator[MadeFile]:
    """Write each edition that is wanted from the same pages."""
    from mgi_report.pdf import download  # noqa: PLC0415 - see Workshop
    from mgi_report.pdf.press import pdfx4  # noqa: PLC0415

    names = output_names(loaded.profile.slug, wanted.formats)
    title = layout.document.title
    for name, format_ in zip(names, wanted.formats, strict=True):
        if format_ == "press":
            data = pdfx4.write_press(layout, workshop.press.settings(wanted))
            yield MadeFile(
                name, format_, title, layout.pages_in(pdfx4.VARIANT), data, pdfx4.STANDARDS
            )
        else:
            data = download.write_download(
                layout, source=loaded.source, source_name=_data_file(path)
            )
            yield MadeFile(
                name, format_, title, layout.pages_in(download.VARIANT), data, download.STANDARDS
            )


@dataclass(frozen=True)
class Run:
    """Build profiles one after another into a folder; ``clock`` returns seconds.

    Unless ``inspects`` is off, every file is read back before it is written.
    """

    output: Path
    clock: Callable[[], float]
    workshop: Workshop = field(default_factory=Workshop)
    inspects: bool = True
    wanted: Wanted = field(default_factory=Wanted)
    _made_from: dict[Path, Path] = field(default_factory=dict)

    def build(self, path: Path, step: Callable[[str], None] = lambda _: None) -> Built:
        """Make the wanted editions of a profile and write them.

        ``step`` is told what is being done. Raises ProblemsFound, and then nothing has been
        written.
        """
        made = make(
            path, self.workshop, self.clock, inspects=self.inspects, wanted=self.wanted, step=step
        )
        watch = _Stopwatch(self.clock, dict(made.seconds))
        targets = tuple(self._claim(self.output / file.name, path) for file in made.files)
        with watch.time("write"):
            for target, file in zip(targets, made.files, strict=True):
                write_output(target, file.data)
        return Built(targets, made.files[0].pages, made.warnings, watch.seconds)

    def _claim(self, file: Path, path: Path) -> Path:
        """Keep a second profile of this run from writing over the first one's file."""
        first = self._made_from.setdefault(file, path)
        if first != path:
            message = f"{first} makes the same file, {file.name}"
            hint = "give one of them another edition, language or subject id, or leave one out"
            raise ProblemsFound([Problem("same-output", message, hint, Location(path))])
        return file


def _inspect(
    files: tuple[MadeFile, ...], loaded: Loaded, workshop: Workshop
) -> tuple[Problem, ...]:
    """Read finished files back; return the warnings, or raise ProblemsFound with all problems."""
    from mgi_report.proof.inspection import Expected, inspect  # noqa: PLC0415 - see Workshop

    expected = Expected(workshop.assets, loaded.profile, loaded.source)
    problems = tuple(problem for file in files for problem in inspect(file.data, expected).problems)
    if has_errors(problems):
        raise ProblemsFound(problems)
    return problems


def _located(problem: Problem, loaded: Loaded) -> Problem:
    """Give a problem found by reading back its line and column in the profile file."""
    if problem.location is None or not problem.location.path:
        return problem
    return replace(problem, location=loaded.locate(problem.location.path))


def _compose(
    loaded: Loaded, path: Path, workshop: Workshop, pictures: Mapping[str, bytes]
) -> Document:
    try:
        return workshop.composer.compose(
            loaded.profile, pictures, _data_file(path), loaded.earlier, loaded.locate
        )
    except NoCatalogue as missing:
        known = ", ".join(missing.known)
        raise ProblemsFound(
            [
                Problem(
                    "no-catalogue",
                    f"profiles in the language “{missing.tag}” cannot be made yet",
                    f"languages with a catalogue: {known}; a new one goes into templates/locales",
                    loaded.locate("language"),
                )
            ]
        ) from missing
    except TemplateError as error:
        raise ProblemsFound([_template_problem(error)]) from error
    except (AssetNotFound, MissingWord, TokenError) as error:
        raise ProblemsFound([Problem("design", str(error), DESIGN_HINT)]) from error


def _data_file(path: Path) -> str:
    """Return the name under which the data are attached."""
    return "profile.json" if path.suffix.lower() == ".json" else "profile.yaml"


def _template_problem(error: TemplateError) -> Problem:
    """Name the template and line a Jinja2 error comes from."""
    location = None
    if isinstance(error, TemplateSyntaxError):
        location = Location(error.filename or error.name or "templates", error.lineno)
    else:
        trace = error.__traceback__
        while trace is not None:
            name = trace.tb_frame.f_code.co_filename
            if name.endswith(".html"):
                location = Location(name, trace.tb_lineno)
            trace = trace.tb_next
    return Problem("template", str(error), DESIGN_HINT, location)

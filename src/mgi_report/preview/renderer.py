"""Make the pages of a profile again and again, and only those that have changed if possible."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from xml.etree.ElementTree import Element

from mgi_report.document.assets import Assets
from mgi_report.document.document import Document
from mgi_report.pdf.engine.layout import Layout
from mgi_report.pdf.engine.messages import checkpoints
from mgi_report.pdf.engine.parts import Parts
from mgi_report.pdf.engine.places import places_on
from mgi_report.pdf.plain import write_plain
from mgi_report.preview.board import Plate
from mgi_report.profile.loading import Loaded, load
from mgi_report.proof.pictures import Camera
from mgi_report.proof.theme import content_problems
from mgi_report.run.formats import Workshop
from mgi_report.run.job import compose, workshop_for
from mgi_report.run.theme import read_theme

__all__ = ["Plates", "Renderer"]

BOOK = "profile"


@dataclass(frozen=True)
class Plates:
    """Hold the pages of a profile as it was read at one time, and its parts for the next time.

    Pages that are not whole were laid out only where something has changed. Without parts the
    next ones have to be laid out as a whole.
    """

    loaded: Loaded
    document: Document = field(repr=False)
    pages: tuple[Plate, ...]
    parts: Parts | None = field(repr=False)
    is_whole: bool

    def is_of(self, document: Document) -> bool:
        """Return whether another document would have the same pages."""
        return self.document.html == document.html and self.document.artwork == document.artwork


class Renderer:
    """Make the pages of one profile with one theme, and keep the engine warm.

    ``check`` is called before each page, and may raise to have the work given up.
    """

    def __init__(self, path: Path, theme: Path | None, check: Callable[[], object]) -> None:
        self.camera = Camera()
        self._path, self._theme, self._check = path, theme, check
        self._workshop: Workshop | None = None
        self._last: Plates | None = None

    def forget_design(self) -> None:
        """Read templates, styles and theme anew before the next pages."""
        self._workshop = self._last = None

    def load(self) -> tuple[Loaded, Document]:
        """Read the profile and compose it; ProblemsFound with everything that is wrong."""
        if self._workshop is None:
            theme = None if self._theme is None else read_theme(self._theme, content_problems)
            self._workshop = Workshop(Assets(theme=theme))
        loaded = load(self._path)
        self._workshop = workshop_for(loaded, self._workshop)
        return loaded, compose(loaded, self._workshop, BOOK)

    def make(self, loaded: Loaded, document: Document) -> Plates:
        """Make the pages of the parts that differ from the last ones, and keep the others.

        All pages are made where the design is another one, pictures or the number of parts have
        changed, or a part takes more or fewer pages than before. ProblemsFound with everything
        that is wrong with the pages.
        """
        last = self._last
        if last is None or last.parts is None or last.document.artwork != document.artwork:
            return self.whole(loaded, document)
        if last.is_of(document):
            return self._keep(replace(last, loaded=loaded, document=document))
        changes = _Changes(last.parts)
        layout = self._lay_out(document, changes.prepare)
        if changes.positions is None:
            return self._whole(loaded, layout)
        if not changes.parts.fit(layout.parts):
            return self.whole(loaded, document)
        pages = changes.parts.pages(changes.positions)
        plates = dict(enumerate(last.pages)) | dict(self._plates(layout, pages))
        ordered = tuple(plates[number] for number in sorted(plates))
        return self._keep(Plates(loaded, document, ordered, changes.parts, is_whole=False))

    def whole(self, loaded: Loaded, document: Document) -> Plates:
        """Make all pages; ProblemsFound with everything that is wrong with them."""
        return self._whole(loaded, self._lay_out(document))

    def _whole(self, loaded: Loaded, layout: Layout) -> Plates:
        pages = self._plates(layout, frozenset(range(layout.page_count)))
        plates = tuple(plate for _, plate in pages)
        return self._keep(Plates(loaded, layout.document, plates, layout.parts, is_whole=True))

    def _keep(self, plates: Plates) -> Plates:
        self._last = plates
        return plates

    def _lay_out(self, document: Document, prepare: Callable[..., object] | None = None) -> Layout:
        if self._workshop is None:
            raise RuntimeError("load comes before the layout")
        # It is loaded first: what is broken off while it is imported stays half there for ever.
        engine = self._workshop.engine
        with checkpoints(self._check):
            return engine.lay_out(document, prepare)

    def _plates(self, layout: Layout, pages: frozenset[int]) -> Iterator[tuple[int, Plate]]:
        if not pages:
            return
        pdf = write_plain(layout, pages)
        digests = self.camera.digests(pdf)
        boxes, sizes, numbers = layout.boxes, layout.page_sizes, layout.page_numbers
        for position, (page, digest) in enumerate(zip(sorted(pages), digests, strict=True)):
            places = places_on(boxes[page])
            yield page, Plate(numbers[page], digest, *sizes[page], places, pdf, position)


class _Changes:
    """Find the parts that have changed, and empty the others before they are laid out.

    ``positions`` are those of the parts that have; None where everything may have.
    """

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.positions: tuple[int, ...] | None = None

    def prepare(self, root: Element) -> None:
        """Empty what has not changed."""
        self.positions = self.parts.differing(root)
        if self.positions is not None:
            kept = set(range(len(self.parts.parts))) - set(self.positions)
            self.parts = self.parts.empty(root, kept)

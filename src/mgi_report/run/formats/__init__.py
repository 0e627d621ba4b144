"""Write and prove the files of each format: a module a format, named by its record.

The workshop keeps what many jobs, and the formats, share.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, cast

from mgi_report.document.assets import Assets
from mgi_report.document.catalogue import assets_for
from mgi_report.document.tokens import FilledIn
from mgi_report.output.formats import Format
from mgi_report.profile.loading import Loaded
from mgi_report.run.orders import Wanted

if TYPE_CHECKING:
    from mgi_report.document.compose import Composer
    from mgi_report.pdf.engine.layout import Engine, Layout
    from mgi_report.proof.inspection import Expected, Inspection
    from mgi_report.proof.reader import PdfReader

__all__ = ["Maker", "Workshop", "Written", "data_file", "maker_of"]


Tool = TypeVar("Tool")


@dataclass(frozen=True)
class Workshop:
    """Hold assets and what is made from them, each on first use and once."""

    assets: Assets = field(default_factory=Assets)
    _tools: dict[Callable[[Assets], Any], Any] = field(default_factory=dict)
    _others: "dict[str, Workshop]" = field(default_factory=dict)

    def for_language(self, tag: str) -> "Workshop":
        """Return the workshop for the script of a language; NoCatalogue if it has no words."""
        assets = assets_for(tag, self.assets)
        if assets.script == self.assets.script:
            return self
        if assets.script not in self._others:
            self._others[assets.script] = Workshop(assets)
        return self._others[assets.script]

    @cached_property
    def composer(self) -> "Composer":
        """Return the composer of documents."""
        # A worker that has another process compose does without.
        from mgi_report.document.compose import Composer  # noqa: PLC0415

        return Composer(self.assets)

    @cached_property
    def engine(self) -> "Engine":
        """Return the engine; this is where WeasyPrint is imported."""
        from mgi_report.pdf.engine.layout import Engine  # noqa: PLC0415 - takes half a second

        return Engine(FilledIn(self.assets))

    def tool(self, kind: Callable[[Assets], Tool]) -> Tool:
        """Return the one tool of a kind, such as the press room of a format."""
        if kind not in self._tools:
            self._tools[kind] = kind(self.assets)
        return cast("Tool", self._tools[kind])


@dataclass(frozen=True)
class Written:
    """Hold the bytes of a finished file, and the number of its pages."""

    data: bytes = field(repr=False)
    pages: int


class Maker(Protocol):
    """Name what the module of a format has to offer."""

    def write(
        self, layout: "Layout", loaded: Loaded, workshop: Workshop, wanted: Wanted
    ) -> Written:
        """Write the pages of a profile; ProblemsFound with everything that is wrong."""

    def recognises(self, reader: "PdfReader") -> bool:
        """Return whether a finished file says that it is of this format."""

    def prove(self, reader: "PdfReader", expected: "Expected") -> "Inspection":
        """Read a finished file back and say what is wrong with it."""


def maker_of(format_: Format) -> Maker:
    """Return the module of a format; a format that is not asked for is not imported."""
    module: Any = import_module(format_.module)
    return cast("Maker", module)


def data_file(loaded: Loaded) -> str:
    """Return the name under which the data are attached to a file."""
    is_json = loaded.inputs.path.suffix.lower() == ".json"
    return "profile.json" if is_json else "profile.yaml"

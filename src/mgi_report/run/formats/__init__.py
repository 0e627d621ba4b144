"""Write and prove the files of each format: a module a format, named by its record."""

from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol, cast

from mgi_report.output.formats import Format
from mgi_report.profile.loading import Loaded
from mgi_report.run.orders import Wanted
from mgi_report.run.workshop import Workshop

if TYPE_CHECKING:
    from mgi_report.pdf.engine.layout import Layout
    from mgi_report.proof.inspection import Expected, Inspection
    from mgi_report.proof.reader import PdfReader

__all__ = ["Maker", "Written", "data_file", "maker_of"]


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

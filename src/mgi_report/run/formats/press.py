"""The press format: CMYK with bleed and an output intent, for the printer."""

from dataclasses import dataclass, field
from pathlib import Path

from mgi_report.document.assets import Assets
from mgi_report.document.templating import design_told
from mgi_report.pdf.engine.layout import Layout
from mgi_report.pdf.press.icc import OutputProfile, OutputProfileRefused, read_output_profile
from mgi_report.pdf.press.inks import read_press_table
from mgi_report.pdf.press.pdfx4 import VARIANT, PressSettings, write_press
from mgi_report.problems.problem import Location, Problem, ProblemsFound
from mgi_report.problems.regular_file import read_regular
from mgi_report.profile.loading import Loaded
from mgi_report.proof.inspection import Expected, Inspection
from mgi_report.proof.press.preflight import is_press, preflight
from mgi_report.proof.reader import PdfReader
from mgi_report.run.formats import Workshop, Written
from mgi_report.run.orders import Wanted

__all__ = ["PressRoom", "prove", "read_icc", "recognises", "write"]

ICC_HINT = "ask the printer for the ICC output profile of the paper and press, for CMYK"
LARGEST = 20_000_000


@dataclass
class PressRoom:
    """Keep the output profiles that jobs share: reading one and compressing it takes time."""

    assets: Assets
    _profiles: dict[bytes, OutputProfile] = field(default_factory=dict)

    def settings(self, wanted: Wanted) -> PressSettings:
        """Return how to print; ProblemsFound if output profile or press style sheet is unfit."""
        with design_told():
            table = read_press_table(self.assets)
            data = wanted.icc or self.assets.read_bytes(table.output_profile)
            condition = "" if wanted.icc else table.words("output-condition")
        try:
            if data not in self._profiles:
                self._profiles[data] = read_output_profile(data)
        except OutputProfileRefused as refused:
            whose = "the file given with --icc" if wanted.icc else table.output_profile
            problem = Problem("icc-profile", f"{whose} {refused}", ICC_HINT)
            raise ProblemsFound([problem]) from refused
        return PressSettings(table, self._profiles[data], condition, wanted.marks, wanted.undated)


def write(layout: Layout, _: Loaded, workshop: Workshop, wanted: Wanted) -> Written:
    """Write the pages for the printer."""
    data = write_press(layout, workshop.tool(PressRoom).settings(wanted))
    return Written(data, layout.pages_in(VARIANT))


def recognises(reader: PdfReader) -> bool:
    """Return whether a file says that it is for the press."""
    return is_press(reader)


def prove(reader: PdfReader, expected: Expected) -> Inspection:
    """Preflight a file."""
    return preflight(reader, expected)


def read_icc(path: Path) -> bytes:
    """Return the bytes of a printer's output profile; ProblemsFound with why it is unfit."""
    try:
        data = read_regular(path, LARGEST)
        read_output_profile(data)
    except OSError as error:
        message = f"{path} cannot be read: {error.strerror or error}"
    except OutputProfileRefused as refused:
        message = f"{path} {refused}"
    else:
        return data
    raise ProblemsFound([Problem("icc-profile", message, ICC_HINT, Location(path))])

"""Prove a press file: what a printer's preflight would find, before the printer finds it.

Ink is worked out from what the pages paint, without a raster; the tests hold it against rasters by
Ghostscript.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from mgi_report.document.tokens import read_tokens
from mgi_report.pdf.geometry import MM_PER_PT
from mgi_report.pdf.press.inks import read_press_table
from mgi_report.proof.inspection import Expected, Flaw, Inspection, as_problems
from mgi_report.proof.press.boxes import box_flaws
from mgi_report.proof.press.colours import colour_flaws, most_ink, picture_flaws
from mgi_report.proof.press.declarations import identification_flaws, output_intent
from mgi_report.proof.press.evidence import PressFile
from mgi_report.proof.reader import Font, PdfReader

__all__ = ["PressFacts", "is_press", "preflight"]


@dataclass(frozen=True)
class PressFacts:
    """Hold what is worth knowing of a press file; sizes in mm, ink in percent of one ink."""

    title: str
    pages: int
    trim: tuple[float, float]
    condition: str
    ink: float
    fonts: tuple[Font, ...]

    def rows(self) -> dict[str, str]:
        """Return the facts in words, by their names."""
        return {
            "title": self.title,
            "pages": str(self.pages),
            "trimmed, mm": f"{self.trim[0]:.1f} x {self.trim[1]:.1f}",
            "printing condition": self.condition,
            "most ink": f"{self.ink:.0f} %",
            "fonts": ", ".join(font.name.strip(",") for font in self.fonts),
        }


def is_press(reader: PdfReader) -> bool:
    """Return whether a file says that it is for the press."""
    said = reader.metadata.get("pdfxid:GTS_PDFXVersion") or "GTS_PDFXVersion" in reader.information
    return bool(said) or output_intent(reader.pdf) is not None


def preflight(reader: PdfReader, expected: Expected) -> Inspection:
    """Return what is wrong with a press file, and the facts about it.

    The assets say what the limits are; TokenError or AssetNotFound if they lack something.
    """
    assets = expected.assets
    file = PressFile(reader, read_tokens(assets), read_press_table(assets))
    return Inspection(tuple(as_problems(_flaws(file), expected.locate)), _facts(file))


def _flaws(file: PressFile) -> Iterator[Flaw]:
    yield from identification_flaws(file)
    yield from box_flaws(file)
    yield from colour_flaws(file)
    yield from picture_flaws(file)


def _facts(file: PressFile) -> PressFacts:
    trim = file.pages[0].trim
    intent = output_intent(file.reader.pdf)
    return PressFacts(
        title=file.reader.metadata.get("dc:title", ""),
        pages=len(file.pages),
        trim=(trim.width * MM_PER_PT, trim.height * MM_PER_PT),
        condition="" if intent is None else str(intent.get("/OutputConditionIdentifier", "")),
        ink=most_ink(file),
        fonts=file.reader.fonts,
    )

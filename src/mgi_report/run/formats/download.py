"""The download format: tagged and archivable, for the screen, with the data inside."""

from mgi_report.pdf.download import VARIANT, write_download
from mgi_report.pdf.engine.layout import Layout
from mgi_report.profile.loading import Loaded
from mgi_report.proof.download.inspection import prove_download
from mgi_report.proof.inspection import Expected, Inspection
from mgi_report.proof.reader import PdfReader
from mgi_report.run.formats import Workshop, Written, data_file
from mgi_report.run.orders import Wanted

__all__ = ["prove", "recognises", "write"]


def write(layout: Layout, loaded: Loaded, _: Workshop, wanted: Wanted) -> Written:  # noqa: ARG001
    """Write the file with the profile's own bytes inside."""
    data = write_download(layout, source=loaded.source, source_name=data_file(loaded))
    return Written(data, layout.pages_in(VARIANT))


def recognises(reader: PdfReader) -> bool:
    """Return whether a file says that it keeps to PDF/UA-1 and to PDF/A-3."""
    metadata = reader.metadata
    return (metadata.get("pdfuaid:part"), metadata.get("pdfaid:part")) == ("1", "3")


def prove(reader: PdfReader, expected: Expected) -> Inspection:
    """Prove a file by the data inside it."""
    return prove_download(reader, expected)

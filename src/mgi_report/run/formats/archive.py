"""The archive format: for archives and libraries, of the pages of the download format."""

from mgi_report.pdf.archive.pdfa4 import VARIANT, write_archive
from mgi_report.pdf.engine.layout import Layout
from mgi_report.profile.loading import Loaded
from mgi_report.proof.archive.inspection import is_archive, prove_archive
from mgi_report.proof.inspection import Expected, Inspection
from mgi_report.proof.reader import PdfReader
from mgi_report.run.formats import Workshop, Written, data_file
from mgi_report.run.orders import Wanted

__all__ = ["prove", "recognises", "write"]


def write(layout: Layout, loaded: Loaded, _: Workshop, wanted: Wanted) -> Written:  # noqa: ARG001
    """Write the file with the profile's own bytes inside."""
    data = write_archive(layout, source=loaded.source, source_name=data_file(loaded))
    return Written(data, layout.pages_in(VARIANT))


def recognises(reader: PdfReader) -> bool:
    """Return whether a file says that it keeps to PDF/UA-2 and to PDF/A-4."""
    return is_archive(reader)


def prove(reader: PdfReader, expected: Expected) -> Inspection:
    """Prove a file by the data inside it."""
    return prove_archive(reader, expected)

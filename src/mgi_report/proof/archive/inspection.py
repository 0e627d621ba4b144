"""Prove a file of the archive format: all that is proved of a download, and what PDF 2.0 adds."""

from collections.abc import Iterator

from mgi_report.problems.problem import shown
from mgi_report.proof.archive.aims import aim_flaws
from mgi_report.proof.archive.names_of_tags import tag_flaws
from mgi_report.proof.archive.references import reference_flaws
from mgi_report.proof.claims import WTPDF
from mgi_report.proof.download.evidence import Evidence
from mgi_report.proof.download.findings import FindingItems
from mgi_report.proof.download.inspection import prove_tagged
from mgi_report.proof.download.kind import PACKET, TaggedKind
from mgi_report.proof.inspection import REBUILD, Expected, Flaw, Inspection
from mgi_report.proof.reader import PdfReader

__all__ = ["ARCHIVE", "is_archive", "own_flaws", "prove_archive"]

ARCHIVE = TaggedKind(
    standards="PDF/UA-2 and PDF/A-4f",
    conformance={
        "pdfuaid:part": "2",
        "pdfuaid:rev": "2024",
        "pdfaid:part": "4",
        "pdfaid:conformance": "F",
        "pdfaid:rev": "2020",
    },
    packet=PACKET | {"pdfaid:rev", "pdfd:declarations", "pdfuaid:rev"},
    information=frozenset(),
    bookmark=frozenset({"/A"}),
    destination=frozenset({"/D", "/SD"}),
    structure=frozenset({"/Namespaces"}),
    element=frozenset({"/NS", "/Ref"}),
    roles={},
)
VERSION = "2.0"


def is_archive(reader: PdfReader) -> bool:
    """Return whether a file says that it keeps to PDF/UA-2 and to PDF/A-4."""
    metadata = reader.metadata
    return (metadata.get("pdfuaid:part"), metadata.get("pdfaid:part")) == ("2", "4")


def prove_archive(reader: PdfReader, expected: Expected) -> Inspection:
    """Return what is wrong with a file of the archive format, and the facts about it.

    Raises TokenError or AssetNotFound if the assets lack something.
    """
    return prove_tagged(reader, expected, ARCHIVE, own_flaws)


def own_flaws(evidence: Evidence, items: FindingItems) -> Iterator[Flaw]:
    """Yield what is wrong with what only files of this format have."""
    yield from _claim_flaws(evidence.reader)
    yield from tag_flaws(evidence)
    yield from aim_flaws(evidence, items)
    yield from reference_flaws(evidence)


def _claim_flaws(reader: PdfReader) -> Iterator[Flaw]:
    """Yield a flaw where the file does not say what it is, or says more (WTPDF 1.0, 6.1)."""
    if reader.pdf.pdf_version != VERSION:
        message = f"the file is PDF {shown(reader.pdf.pdf_version)}, not PDF {VERSION}"
        yield Flaw("not-identified", message, REBUILD)
    for lacking in sorted(WTPDF.keys() - {*reader.declarations}):
        message = f"the metadata do not declare {lacking}"
        yield Flaw("not-identified", message, REBUILD)
    for other in sorted({*reader.declarations} - WTPDF.keys()):
        message = f"the metadata declare {shown(other)}, which no file of mgi-report does"
        yield Flaw("metadata-altered", message, REBUILD)
    if "/Info" in reader.pdf.trailer:
        message = "the file has a document information dictionary (ISO 19005-4, 6.1.3)"
        yield Flaw("foreign-entry", message, REBUILD)

"""Put the tags of a file into the namespaces of PDF 2.0 (ISO 32000-2, 14.7.4 and 14.8.6)."""

from mgi_report.pdf.engine.objects import UnfinishedPdf, array, reference_of, text
from mgi_report.pdf.tags.targets import TaggedDocument

__all__ = ["put_in_namespace"]

PDF_2 = "http://iso.org/pdf2/ssn"
ONLY_IN_1_7 = {"Art", "BlockQuote", "Code", "Quote", "Reference", "TOC", "TOCI"}
"""Roles that PDF 2.0 has left in the namespace of PDF 1.7, which needs no naming."""
RENAMED = {"Note": "FENote"}


def put_in_namespace(pdf: UnfinishedPdf, tagged: TaggedDocument) -> None:
    """Name the namespace of each tag, and its role there.

    Em and Strong are roles of their own in it, so nothing stands for anything else.
    """
    space = pdf.add({"Type": "/Namespace", "NS": text(PDF_2)})
    reference = reference_of(space)
    for tag, element in tagged.elements.items():
        if tag.role in ONLY_IN_1_7:
            continue
        element["S"] = f"/{RENAMED.get(tag.role, tag.role)}"
        element["NS"] = reference
    tagged.structure["Namespaces"] = array([reference])
    tagged.structure.pop("RoleMap", None)

"""Put the tags of a file into the namespaces of PDF 2.0 (ISO 32000-2, 14.7.4 and 14.8.6)."""

from typing import Any

from mgi_report.pdf.engine.objects import Entries, UnfinishedPdf, array, reference_of, text
from mgi_report.pdf.tags.targets import TaggedDocument
from mgi_report.pdf.tags.tree import Tag

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
        if tag.role == "L" and _has_labels(tag):
            _number(element)
    tagged.structure["Namespaces"] = array([reference])
    tagged.structure.pop("RoleMap", None)


def _has_labels(tag: Tag) -> bool:
    """Return whether an item of a list has a label."""
    items = (kid for kid in tag.kids if isinstance(kid, Tag))
    return any(isinstance(kid, Tag) and kid.role == "Lbl" for item in items for kid in item.kids)


def _number(element: Entries) -> None:
    """Say of a list with labels that it is one without an order, not one without labels.

    ISO 14289-2, 8.2.5.25; ISO 32000-2, table 382.
    """
    attributes: Any = element["A"]
    if attributes["ListNumbering"] == "/None":
        attributes["ListNumbering"] = "/Unordered"

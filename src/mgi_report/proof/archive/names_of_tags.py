"""Check that tags are those of mgi-report, each in its namespace (ISO 32000-2, 14.8.6)."""

from collections.abc import Iterator
from typing import Any

import pikepdf

from mgi_report.problems.problem import shown
from mgi_report.proof.download.entries import below
from mgi_report.proof.download.evidence import Evidence
from mgi_report.proof.inspection import REBUILD, Flaw

__all__ = ["tag_flaws", "tags_of"]

PDF_2 = "http://iso.org/pdf2/ssn"
IN_PDF_2 = {
    *("Document", "Part", "Sect", "P", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl"),
    *("LBody", "Table", "THead", "TBody", "TFoot", "TR", "TH", "TD", "Caption", "Figure"),
    *("Span", "Link", "Em", "Strong", "FENote"),
}
IN_PDF_1_7 = {"Art", "BlockQuote", "Code", "Quote", "Reference", "TOC", "TOCI"}
"""Roles that PDF 2.0 has left in the namespace of PDF 1.7, the one of what names none."""
NAMESPACE = {"/NS", "/Type"}


def tags_of(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Yield the tags of a file, in no order that matters."""
    root: Any = pdf.Root.get("/StructTreeRoot", {})
    for each in below(root, ("/K",)):
        if "/MCID" not in each and "/Obj" not in each:
            yield each


def tag_flaws(evidence: Evidence) -> Iterator[Flaw]:
    """Yield a flaw for each role that is not ours, or is in another namespace."""
    root: Any = evidence.pdf.Root.get("/StructTreeRoot", {})
    named: Any = root.get("/Namespaces")
    if not isinstance(named, pikepdf.Array) or len(named) != 1 or not _is_pdf_2(named[0]):
        message = "the namespace of PDF 2.0 is not the one that is named"
        yield Flaw("foreign-entry", message, REBUILD)
        return
    for tag in tags_of(evidence.pdf):
        role, space = str(tag.get("/S", ""))[1:], tag.get("/NS")
        if role not in IN_PDF_2 | IN_PDF_1_7:
            yield _flaw(f"there is a tag {shown(role)}")
        elif (space is None) != (role in IN_PDF_1_7):
            yield _flaw(f"the tag {shown(role)} is in another namespace")
        elif space is not None and getattr(space, "objgen", None) != named[0].objgen:
            yield _flaw(f"the tag {shown(role)} is in a namespace of its own")


def _is_pdf_2(space: Any) -> bool:
    is_plain = isinstance(space, pikepdf.Dictionary) and set(space.keys()) == NAMESPACE
    return is_plain and str(space.NS) == PDF_2


def _flaw(message: str) -> Flaw:
    return Flaw("foreign-entry", f"{message}, which no file of mgi-report has", REBUILD)

"""Write the archive format: PDF/A-4f (ISO 19005-4), PDF/UA-2 (ISO 14289-2) and WTPDF 1.0.

Its pages and words are those of the download format; it is PDF 2.0 (ISO 32000-2), in which tags are
of a namespace, and what leads somewhere leads to a tag as well as to a place on a page.
"""

from mgi_report.pdf.archive.destinations import lead_to_elements
from mgi_report.pdf.archive.namespaces import put_in_namespace
from mgi_report.pdf.archive.references import refer
from mgi_report.pdf.download import TaggedFormat, write_tagged
from mgi_report.pdf.engine.layout import Layout, Variant
from mgi_report.pdf.engine.objects import UnfinishedPdf
from mgi_report.pdf.fingerprint import DESCRIPTION
from mgi_report.pdf.tags.targets import TaggedDocument

__all__ = ["VARIANT", "write_archive"]

VARIANT = Variant("pdf/a-4f")

# The mark of PDF/UA-2 (ISO 14289-2, 5) and the two declarations of WTPDF 1.0 (6.1.2 and 6.1.3, as
# corrected: no slash before the number sign). PDF/A-4 asks for no schemas of other properties.
IDENTIFICATION = (
    b"""\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>2</pdfuaid:part>
<pdfuaid:rev>2024</pdfuaid:rev></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfd="http://pdfa.org/declarations/">
<pdfd:declarations><rdf:Bag>
<rdf:li rdf:parseType="Resource">
<pdfd:conformsTo>http://pdfa.org/declarations/wtpdf#accessibility1.0</pdfd:conformsTo>
</rdf:li><rdf:li rdf:parseType="Resource">
<pdfd:conformsTo>http://pdfa.org/declarations/wtpdf#reuse1.0</pdfd:conformsTo>
</rdf:li></rdf:Bag></pdfd:declarations></rdf:Description>
%s"""
    % DESCRIPTION
)


def write_archive(layout: Layout, *, source: bytes, source_name: str) -> bytes:
    """Return the PDF for archives and libraries, with the data it was made from inside.

    The same input gives the same bytes. ProblemsFound if the engine complains.
    """
    return write_tagged(layout, ARCHIVE, source=source, source_name=source_name)


def _mend(pdf: UnfinishedPdf, tagged: TaggedDocument) -> None:
    put_in_namespace(pdf, tagged)
    refer(tagged)
    lead_to_elements(pdf, tagged)


ARCHIVE = TaggedFormat(VARIANT, IDENTIFICATION, _mend)

"""Write the press format: PDF/X-4 (ISO 15930-7) in CMYK, with bleed and output intent."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from uuid import UUID
from xml.sax.saxutils import escape

from mgi_report.document.document import Document
from mgi_report.pdf.engine.gateway import Metadata
from mgi_report.pdf.engine.layout import Layout, Variant
from mgi_report.pdf.engine.objects import Entries, UnfinishedPdf, array, dictionary, text
from mgi_report.pdf.press.colours import Recolouring
from mgi_report.pdf.press.icc import OutputProfile
from mgi_report.pdf.press.inks import PressTable
from mgi_report.pdf.press.pictures import separate_pictures
from mgi_report.pdf.press.printers_marks import PrintersMarks
from mgi_report.version import VERSION

__all__ = ["VARIANT", "PressSettings", "write_press"]

VARIANT = Variant("pdf/x-4", printed=True)
STANDARD = "PDF/X-4"
RDF = """\
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/">
<pdfxid:GTS_PDFXVersion>{version}</pdfxid:GTS_PDFXVersion>
<pdf:Trapped>False</pdf:Trapped>
<pdf:Producer>{producer}</pdf:Producer>
<xmp:CreatorTool>{creator}</xmp:CreatorTool>{dates}
<xmpMM:DocumentID>uuid:{identifier}</xmpMM:DocumentID>
<xmpMM:VersionID>1</xmpMM:VersionID>
<xmpMM:RenditionClass>default</xmpMM:RenditionClass>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>{author}
</rdf:Description>
</rdf:RDF>"""

DATES = """
<xmp:CreateDate>{0}</xmp:CreateDate>
<xmp:ModifyDate>{0}</xmp:ModifyDate>
<xmp:MetadataDate>{0}</xmp:MetadataDate>"""


@dataclass(frozen=True)
class PressSettings:
    """Hold how pages are to be printed.

    ``condition`` names the printing condition in the registry of the ICC; empty for a printer's
    own ``output_profile``, which then describes it. ``marks`` adds crop and registration marks.
    ``undated`` is the date of a file whose edition has neither date nor year.
    """

    table: PressTable
    output_profile: OutputProfile
    condition: str = ""
    marks: bool = False
    undated: date | None = None


def write_press(layout: Layout, settings: PressSettings) -> bytes:
    """Return the PDF/X-4 of laid-out pages.

    The same layout and settings give the same bytes. Dates are the document's own, or its year, or
    that of the settings; the file has none without, which `preflight` tells. ProblemsFound if the
    engine complains while it paints.
    """
    document = layout.document
    dated = _date(document, settings)
    creator = f"mgi-report {VERSION}"

    def rewrite_rdf(_: bytes) -> bytes:
        return _rdf(document, dated, creator, settings)

    metadata = Metadata(
        title=document.title,
        language=document.language,
        author=document.author,
        creator=creator,
        created=dated,
        rewrite_rdf=rewrite_rdf,
    )

    def finish(pdf: UnfinishedPdf) -> None:
        if document.direction == "rtl":
            # It is bound on the right (ISO 32000-1, 12.2).
            pdf.catalog["ViewerPreferences"] = "<</Direction /R2L>>"
        if not dated:
            # The engine asks the clock instead.
            for key in ("CreationDate", "ModDate"):
                pdf.information.pop(key, None)
        _finish(pdf, settings)

    return layout.write(VARIANT, metadata, finish=finish)


def _date(document: Document, settings: PressSettings) -> str:
    """Return the date of a file as precise as it is known (ISO 16684-1, 8.2.1.4), or nothing."""
    if document.created is not None:
        return f"{document.created}T00:00:00Z"
    if document.year is not None:
        return f"{document.year:04d}"
    return f"{settings.undated}T00:00:00Z" if settings.undated else ""


def _rdf(document: Document, dated: str, creator: str, settings: PressSettings) -> bytes:
    names = f"<rdf:Seq><rdf:li>{escape(document.author)}</rdf:li></rdf:Seq>"
    author = f"\n<dc:creator>{names}</dc:creator>"
    return RDF.format(
        version=STANDARD,
        producer=creator,
        creator=creator,
        dates=DATES.format(dated) if dated else "",
        identifier=_identifier(document, settings),
        title=escape(document.title),
        author=author if document.author else "",
    ).encode()


def _identifier(document: Document, settings: PressSettings) -> UUID:
    """Return an identifier of what is printed and how, always the same for the same."""
    digest = sha256(document.html.encode())
    for name, picture in sorted(document.artwork.items()):
        digest.update(name.encode() + sha256(picture).digest())
    digest.update(settings.output_profile.data + bytes(settings.marks))
    return UUID(bytes=digest.digest()[:16], version=5)


def _finish(pdf: UnfinishedPdf, settings: PressSettings) -> None:
    table, output_profile = settings.table, settings.output_profile
    Recolouring(table, output_profile).recolour(pdf)
    separate_pictures(pdf, output_profile, table.ink_limit)
    pdf.information["GTS_PDFXVersion"] = f"({STANDARD})"
    pdf.information["Producer"] = pdf.information["Creator"]
    # The engine always names two spaces of Lab colours, which nothing here is printed with.
    pdf.colour_spaces.clear()
    for page in pdf.pages:
        _finish_page(page)
    if settings.marks:
        marks = PrintersMarks(table.tokens)
        pdf.colour_spaces.update(marks.colour_space)
        marks.add(pdf)
    # Bookmarks and names of places are for the screen.
    for key in ("Outlines", "Names", "Dests"):
        pdf.catalog.pop(key, None)
    pdf.deflate()
    _add_output_intent(pdf, settings)


def _finish_page(page: Entries) -> None:
    """Set boxes, group and annotations of a page.

    No annotation inside the bleed box (ISO 15930-7, 6.17); pages blend in CMYK. The engine lets the
    bleed box end 10 pt from the trim box at most, and ours is the media box.
    """
    page["BleedBox"] = page["MediaBox"]
    page["Group"] = "<</Type /Group /S /Transparency /CS /DeviceCMYK /I true>>"
    page.pop("Annots", None)


def _add_output_intent(pdf: UnfinishedPdf, settings: PressSettings) -> None:
    """Name the printing condition and embed its output profile (ISO 15930-7, 6.3)."""
    output_profile = settings.output_profile
    stream = pdf.add_stream(output_profile.deflated, {"N": 4, "Filter": "/FlateDecode"})
    named: Mapping[str, str] = {
        "OutputConditionIdentifier": settings.condition or "Custom",
        "OutputCondition": output_profile.description,
        "Info": output_profile.description,
        "RegistryName": settings.table.words("output-registry") if settings.condition else "",
    }
    intent = dictionary({"Type": "/OutputIntent", "S": "/GTS_PDFX"})
    intent.update({key: text(words) for key, words in named.items() if words})
    intent["DestOutputProfile"] = stream.reference
    pdf.catalog["OutputIntents"] = array([intent])

"""Write the download format: PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1) in one file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from mgi_report.pdf.bookmarks import keep_view
from mgi_report.pdf.engine.content import Painting
from mgi_report.pdf.engine.gateway import FileInside, Metadata
from mgi_report.pdf.engine.layout import Layout, Variant
from mgi_report.pdf.engine.objects import UnfinishedPdf, text
from mgi_report.pdf.fingerprint import DESCRIPTION, SCHEMA, seal
from mgi_report.pdf.metadata import described
from mgi_report.pdf.tags.tagger import tag_document
from mgi_report.pdf.tags.targets import TaggedDocument
from mgi_report.version import VERSION

__all__ = ["VARIANT", "TaggedFormat", "write_download", "write_tagged"]

VARIANT = Variant("pdf/a-3a")

# The mark of PDF/UA-1 (ISO 14289-1, 5) and the fingerprint and, since PDF/A knows no such
# properties, the schemas that introduce them, all in one list (ISO 19005-3, 6.6.2.3.3).
IDENTIFICATION = b"""\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part></rdf:Description>
%s<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 the file keeps to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li>
%s</rdf:Bag></pdfaExtension:schemas></rdf:Description>
""" % (DESCRIPTION, SCHEMA)
END = b"</rdf:RDF>"

MEDIA_TYPES = {
    ".yaml": "application/yaml",
    ".yml": "application/yaml",
    ".json": "application/json",
}


@dataclass(frozen=True)
class TaggedFormat:
    """Say in what a tagged file with its data inside differs from others.

    ``identification`` is RDF that names the standards; ``mend`` gets the PDF and its tags before
    it is written.
    """

    variant: Variant
    identification: bytes
    mend: Callable[[UnfinishedPdf, TaggedDocument], None]


def write_download(
    layout: Layout,
    *,
    source: bytes,
    source_name: str = "profile.yaml",
) -> bytes:
    """Return the tagged, archivable PDF with the data it was made from inside.

    See `write_tagged`.
    """
    return write_tagged(layout, DOWNLOAD, source=source, source_name=source_name)


def write_tagged(layout: Layout, form: TaggedFormat, *, source: bytes, source_name: str) -> bytes:
    """Return a tagged PDF with the data it was made from inside.

    ``source`` is embedded as it is. The same input gives the same bytes; all dates are the
    document's own, and left out where it has none. ProblemsFound if the engine complains.
    """
    document = layout.document
    created = f"{document.created.isoformat()}T00:00:00Z" if document.created else ""
    creator = f"mgi-report {VERSION}"

    def rewrite_rdf(rdf: bytes) -> bytes:
        # Into the one rdf:RDF, since readers stop after the first.
        return described(rdf, document, creator).replace(END, form.identification + END)

    metadata = Metadata(
        title=document.title,
        language=document.language,
        author=document.author,
        creator=creator,
        created=created,
        rewrite_rdf=rewrite_rdf,
    )
    date = f"D:{document.created:%Y%m%d}000000Z" if document.created else ""
    media_type = MEDIA_TYPES.get(PurePosixPath(source_name).suffix, "application/octet-stream")
    tagged: list[TaggedDocument] = []

    def tag(painting: Painting) -> None:
        tagged.append(tag_document(layout.origins, painting))

    def finish(pdf: UnfinishedPdf) -> None:
        _mend_embedded_file(pdf, media_type, date)
        keep_view(pdf)
        pdf.catalog["ViewerPreferences"] = _preferences(document.direction)
        if labels := _page_labels(layout.page_numbers):
            pdf.catalog["PageLabels"] = labels
        form.mend(pdf, tagged[-1])
        seal(pdf, source)
        pdf.deflate()

    file = FileInside(source_name, source, document.data_description, "Source")
    return layout.write(form.variant, metadata, files=[file], tag=tag, finish=finish)


def _name_producer(pdf: UnfinishedPdf, _: TaggedDocument) -> None:
    pdf.information["Producer"] = pdf.information["Creator"]


DOWNLOAD = TaggedFormat(VARIANT, IDENTIFICATION, _name_producer)


def _preferences(direction: str) -> str:
    """Return what viewers are told (ISO 32000-1, 12.2): the title, and how pages are turned."""
    turned = " /Direction /R2L" if direction == "rtl" else ""
    return f"<</DisplayDocTitle true{turned}>>"


def _mend_embedded_file(pdf: UnfinishedPdf, media_type: str, date: str) -> None:
    """Set media type and dates of the embedded file, and list it once in /AF.

    The engine guesses the type by the machine's tables, dates the file today, and lists it twice.
    """
    for stream in pdf.streams():
        entries = stream.entries
        if entries.get("Type") != "/EmbeddedFile":
            continue
        entries["Subtype"] = f"/{media_type.replace('/', '#2f')}"
        for key in ("CreationDate", "ModDate"):
            if date:
                entries["Params"][key] = text(date)
            else:
                del entries["Params"][key]
    associated = pdf.catalog["AF"]
    associated[:] = dict.fromkeys(associated)


def _page_labels(numbers: Sequence[int]) -> str:
    """Return the page labels (ISO 32000-1, 12.4.2), so that a viewer names pages by their folios.

    Nothing where pages are numbered without a gap.
    """
    starts = [
        (index, number)
        for index, number in enumerate(numbers)
        if index == 0 or number != numbers[index - 1] + 1
    ]
    if len(starts) == 1:
        return ""
    ranges = " ".join(f"{index} <</S /D /St {number}>>" for index, number in starts)
    return f"<</Nums [{ranges}]>>"

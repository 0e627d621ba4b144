"""Write into a finished PDF what it was when it was made, as two SHA-256 sums in its metadata.

``mgi:source`` is that of the data inside, byte for byte. ``mgi:contents`` is that of the sums of
all streams, as they are without the filter FlateDecode: those of the pages in their order, then the
others by size of their sums; the metadata are left out. A program that saves the file anew without
changing what is in it leaves both true.
"""

import zlib
from hashlib import sha256

from mgi_report.pdf.engine.objects import PdfStream, UnfinishedPdf

__all__ = ["DESCRIPTION", "SCHEMA", "seal"]

SOURCE, CONTENTS = b"0" * 63 + b"1", b"0" * 63 + b"2"
"""What stands for the sums until everything else is written; no sum is likely to be either."""
DESCRIPTION = b"""\
<rdf:Description rdf:about="" xmlns:mgi="urn:x-mgi-report:fingerprint:">
<mgi:source>%s</mgi:source>
<mgi:contents>%s</mgi:contents></rdf:Description>
""" % (SOURCE, CONTENTS)

# PDF/A wants every property that it does not know introduced (ISO 19005-3, 6.6.2.3.3).
SCHEMA = b"""\
<rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>mgi-report fingerprint schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>urn:x-mgi-report:fingerprint:</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>mgi</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>source</pdfaProperty:name>
<pdfaProperty:valueType>Text</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>SHA-256 of the embedded source data</pdfaProperty:description>
</rdf:li><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>contents</pdfaProperty:name>
<pdfaProperty:valueType>Text</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>SHA-256 of the sums of all streams</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li>
"""


def seal(pdf: UnfinishedPdf, source: bytes) -> None:
    """Put the sums of the data inside, and of what is painted, in their place in the metadata.

    Nothing but the compression of streams may change afterwards.
    """
    metadata = next(each for each in pdf.streams() if each.entries.get("Type") == "/Metadata")
    filled = metadata.data.replace(SOURCE, sha256(source).hexdigest().encode())
    metadata.rewrite(filled.replace(CONTENTS, _contents_sum(pdf).encode()))


def _contents_sum(pdf: UnfinishedPdf) -> str:
    pages = [pdf.stream_at(page["Contents"]) for page in pdf.pages]
    of_pages = {each.reference for each in pages}
    others = [
        each
        for each in pdf.streams()
        if each.reference not in of_pages and each.entries.get("Type") != "/Metadata"
    ]
    whole = sha256()
    for digest in [*map(_sum, pages), *sorted(map(_sum, others))]:
        whole.update(digest)
    return whole.hexdigest()


def _sum(stream: PdfStream) -> bytes:
    """Return the sum of what a stream holds; of pictures with a filter of their own, as it is."""
    data = stream.join()
    if stream.entries.get("Filter") == "/FlateDecode" and "DecodeParms" not in stream.entries:
        data = zlib.decompress(data)
    return sha256(data).digest()

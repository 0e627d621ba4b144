"""Say in the XMP packet of the download format what the publication is (Dublin Core)."""

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from mgi_report.document.document import Document

__all__ = ["described"]

END = b"</rdf:RDF>"
PRODUCER = re.compile(rb'pdf:Producer="[^"]*"')


def described(rdf: bytes, document: Document, producer: str) -> bytes:
    """Return the RDF (ISO 16684-1) of the engine with what is known of a document and its producer.

    All entries are of the Dublin Core, which PDF/A knows (ISO 19005-3, 6.6.2.3.1). What the data do
    not say is left out.
    """
    named = f"pdf:Producer={quoteattr(producer)}".encode()
    entries = "\n".join(_entries(document))
    description = f'<rdf:Description rdf:about="">\n{entries}\n</rdf:Description>\n'
    return PRODUCER.sub(lambda _: named, rdf).replace(END, description.encode() + END)


def _entries(document: Document) -> Iterator[str]:
    yield _entry("language", _array("Bag", document.language))
    if document.date:
        yield _entry("date", _array("Seq", document.date))
    if document.identifier:
        yield _entry("identifier", escape(document.identifier))
    for name, words in (("rights", document.rights), ("description", document.description)):
        if words:
            yield _entry(
                name, f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(words)}</rdf:li></rdf:Alt>'
            )


def _entry(name: str, value: str) -> str:
    return f"<dc:{name}>{value}</dc:{name}>"


def _array(kind: str, value: str) -> str:
    return f"<rdf:{kind}><rdf:li>{escape(value)}</rdf:li></rdf:{kind}>"

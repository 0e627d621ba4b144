"""Check that the file is what it was when it was made, by the sums that its metadata hold.

They stop accidents, and changes by those who do not know of them; who computes them anew is not
stopped. ``mgi:source`` is the SHA-256 of the data inside, ``mgi:contents`` that of the sums of the
streams of all pages, in their order, and of all other streams, sorted; metadata do not count, nor
does the filter FlateDecode.

What is added to a finished file leaves its older state inside, which some viewers can show again;
what stands around it may be a file for another program (ISO 19005-3, 6.1.2 and 6.1.3).
"""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import pikepdf

from mgi_report.proof.download.identity import source_data
from mgi_report.proof.inspection import Flaw
from mgi_report.proof.reader import PdfReader
from mgi_report.proof.signature_field import is_signed_whole

__all__ = ["contents_sum", "extension_flaws", "fingerprint_flaws"]

HINT = "take the file from whoever published it, or build it again from the profile"
NO_CONTENTS = {"/Metadata", "/ObjStm", "/XRef"}
"""The types of streams that do not count: the metadata hold the sums, the others hold objects."""

BEGINNING, END, SECTION = b"%PDF-", b"%%EOF", b"startxref"


def fingerprint_flaws(reader: PdfReader) -> Iterator[Flaw]:
    """Yield a flaw where the data inside, or what is painted, are others than at the beginning."""
    noted = reader.metadata
    source = source_data(reader)
    if source is not None and noted.get("mgi:source") != sha256(source.data).hexdigest():
        message = "the data inside the file are not those whose fingerprint its metadata hold"
        yield Flaw("fingerprint", message, HINT)
    if noted.get("mgi:contents") != contents_sum(reader.pdf):
        message = "pages, pictures or fonts are not those whose fingerprint the metadata hold"
        yield Flaw("fingerprint", message, HINT)


def extension_flaws(reader: PdfReader) -> Iterator[Flaw]:
    """Yield a flaw for each thing that was added to the file after it was written."""
    if not reader.data.startswith(BEGINNING) or not reader.data.rstrip().endswith(END):
        yield Flaw("file-extended", "something stands before the file, or after its end", HINT)
    # A file that shows its first page early has two sections, both written at once; a signature is
    # written behind the file, and covers both.
    sections = 1 + reader.pdf.is_linearized + is_signed_whole(reader.pdf, len(reader.data))
    if reader.data.count(SECTION) > sections:
        message = "the file was changed after it was written, and its older state is still inside"
        yield Flaw("file-extended", message, HINT)


def contents_sum(pdf: pikepdf.Pdf) -> str:
    """Return the sum of all streams, in hexadecimal digits."""
    pages = [_streams(page.obj.get("/Contents")) for page in pdf.pages]
    of_pages = {each.objgen for streams in pages for each in streams}
    others = [
        each
        for each in pdf.objects
        if isinstance(each, pikepdf.Stream)
        and each.objgen not in of_pages
        and str(each.get("/Type", "")) not in NO_CONTENTS
        and not _is_hint(each)
    ]
    sums = [sha256(b"\n".join(map(_data, streams))).digest() for streams in pages]
    sums += sorted(sha256(_data(each)).digest() for each in others)
    return sha256(b"".join(sums)).hexdigest()


def _streams(contents: Any) -> list[Any]:
    """Return the streams of a page, which count as one (ISO 32000-1, 7.8.2)."""
    listed = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    return [each for each in listed if isinstance(each, pikepdf.Stream)]


def _is_hint(stream: Any) -> bool:
    """Return whether a stream helps to show the first page early (ISO 32000-1, annex F)."""
    return isinstance(stream.get("/S"), int) and "/Type" not in stream


def _data(stream: Any) -> bytes:
    data: bytes
    if stream.get("/Filter") == "/FlateDecode" and "/DecodeParms" not in stream:
        data = stream.read_bytes()
    else:
        data = stream.read_raw_bytes()
    return data

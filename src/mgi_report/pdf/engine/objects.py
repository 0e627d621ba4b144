"""Change the PDF that the engine has painted, before it is written: all that is known of pydyf.

A dictionary of the PDF keeps its order, and an array is a list. A value is a number, words in PDF
syntax (``"/Name"``, ``"true"``, ``b"5 0 R"``), or what `text`, `array` and `dictionary` return.
"""

import zlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast

from deflate import zlib_compress

__all__ = [
    "Entries",
    "PdfStream",
    "UnfinishedPdf",
    "array",
    "compress_alike",
    "deflated",
    "dictionary",
    "keep_objects_small",
    "reference_of",
    "text",
    "words_of",
]

# A third of the time of level 9, and 1 % more bytes.
LEVEL = 6

Entries = dict[str, Any]
"""A dictionary of the PDF."""


def dictionary(entries: Mapping[str, Any]) -> Entries:
    """Return a dictionary to stand inside another object."""
    made: Entries = _pydyf().Dictionary(dict(entries))
    return made


def array(values: Iterable[Any] = ()) -> list[Any]:
    """Return an array to stand inside another object."""
    made: list[Any] = _pydyf().Array(list(values))
    return made


def text(words: str) -> object:
    """Return a text string (ISO 32000-1, 7.9.2.2), whatever characters it holds."""
    made: object = _pydyf().String(words)
    return made


def words_of(value: object) -> str:
    """Return the words of what `text` made."""
    words: str = cast("Any", value).string
    return words


def reference_of(entries: Entries) -> bytes:
    """Return how others refer to a dictionary that is an object of its own."""
    reference: bytes = cast("Any", entries).reference
    return reference


def deflated(data: bytes) -> bytes:
    """Return data as the filter FlateDecode reads them, always the same for the same.

    Python's own zlib is another library in each build of Python, with other bytes; libdeflate comes
    with its package, at the version that is pinned.
    """
    return bytes(zlib_compress(data, LEVEL))


class _Compressor:
    """Stand for a compression object of Python's module zlib, as pydyf uses one."""

    def __init__(self, level: int) -> None:  # noqa: ARG002 - it is ours that counts
        self._parts: list[bytes] = []

    def compress(self, data: bytes) -> bytes:
        self._parts.append(data)
        return b""

    def flush(self) -> bytes:
        return deflated(b"".join(self._parts))


class _Compression:
    """Stand for Python's module zlib in pydyf."""

    compress = staticmethod(deflated)
    compressobj = _Compressor


def compress_alike() -> None:
    """Let pydyf compress what it writes last, objects and cross-references, as we compress."""
    _pydyf().zlib = _Compression


def write_fast() -> None:
    """Let pydyf write numbers and operators without asking each for all that it might be."""
    _pydyf()._to_bytes = _in_syntax  # noqa: SLF001 - all of pydyf writes with it


def keep_objects_small() -> None:
    """Let objects of pydyf have from their class what it sets for each: most stay as they are."""
    kind = _pydyf().Object
    if kind.__init__ is object.__init__:
        return  # It has been done.
    for name, value in vars(kind()).items():
        setattr(kind, name, value)
    kind.__init__ = object.__init__


def _in_syntax(value: Any) -> bytes:
    """Return a number, an operator or an object in PDF syntax."""
    written: bytes
    kind = type(value)
    if kind is bytes:
        written = value
    elif kind is float:
        written = b"%d" % value if value.is_integer() else (b"%f" % value).rstrip(b"0")
    elif kind is str:
        written = value.encode("ascii")
    elif isinstance(value, _pydyf().Object):
        written = value.data
    else:
        written = str(value).encode("ascii")
    return written


def _pydyf() -> Any:
    import pydyf  # noqa: PLC0415 - comes with the engine, which is loaded late

    return pydyf


class PdfStream:
    """Hold one stream of the PDF; ``raw`` is pydyf's, and nobody's business outside this room."""

    def __init__(self, raw: Any) -> None:
        self.raw = raw

    @property
    def entries(self) -> Entries:
        """Return the dictionary of the stream, without the length, which is written later."""
        entries: Entries = self.raw.extra
        return entries

    @property
    def reference(self) -> bytes:
        """Return how others refer to the stream."""
        reference: bytes = self.raw.reference
        return reference

    @property
    def data(self) -> bytes:
        """Return what the stream holds, before the engine compresses it if it is to do so."""
        return b"\n".join(map(_in_syntax, self.raw.stream))

    def join(self) -> bytes:
        """Hold the data in one piece from now on, and return them: no operator changes any more."""
        data = self.data
        self.raw.stream = [data]
        return data

    def rewrite(self, data: bytes) -> None:
        """Hold other data, compressed later if the first were to be."""
        self.raw.stream = [data]

    def replace(self, data: bytes) -> None:
        """Hold other data, written as they are; the dictionary has to tell of their filter."""
        self.raw.stream = [data]
        self.raw.compress = False


class UnfinishedPdf:
    """Hold the PDF whose pages have been painted and whose file has not been written."""

    def __init__(self, pdf: Any) -> None:
        self._pdf = pdf

    @property
    def catalog(self) -> Entries:
        """Return the root of the document (ISO 32000-1, 7.7.2)."""
        catalog: Entries = self._pdf.catalog
        return catalog

    @property
    def information(self) -> Entries:
        """Return the document information dictionary (ISO 32000-1, 14.3.3)."""
        information: Entries = self._pdf.info
        return information

    @property
    def pages(self) -> list[Entries]:
        """Return the page objects in their order."""
        return [entries for entries in self.dictionaries() if entries.get("Type") == "/Page"]

    @property
    def colour_spaces(self) -> Entries:
        """Return the named colour spaces that all pages share, some of which no page uses."""
        resources = self._object(self.pages[0]["Resources"])
        spaces: Entries = self._object(resources["ColorSpace"])
        return spaces

    def _object(self, reference: bytes) -> Any:
        return self._pdf.objects[int(reference.split()[0])]

    def dictionaries(self) -> Iterator[Entries]:
        """Yield the dictionaries that are objects of their own."""
        kind = _pydyf().Dictionary
        yield from (each for each in self._pdf.objects if isinstance(each, kind))

    def streams(self) -> Iterator[PdfStream]:
        """Yield all streams: painted content, pictures, fonts, files, metadata."""
        kind = _pydyf().Stream
        yield from (PdfStream(each) for each in self._pdf.objects if isinstance(each, kind))

    def stream_at(self, reference: bytes) -> PdfStream:
        """Return the stream that others refer to in this way."""
        return PdfStream(self._object(reference))

    def add(self, entries: Mapping[str, Any]) -> Entries:
        """Add a dictionary as an object of its own, and return it, to be changed further."""
        made = dictionary(entries)
        self._pdf.add_object(made)
        return made

    def add_stream(self, data: bytes, entries: Mapping[str, Any] | None = None) -> PdfStream:
        """Add a stream; it is compressed with the others unless its entries name a filter."""
        entries = dict(entries or {})
        made = _pydyf().Stream([data], entries, compress="Filter" not in entries)
        self._pdf.add_object(made)
        return PdfStream(made)

    def deflate_again(self) -> None:
        """Compress anew what is compressed already: the pictures, by Pillow with its own zlib."""
        for stream in self.streams():
            if stream.entries.get("Filter") == "/FlateDecode" and not stream.raw.compress:
                stream.replace(deflated(zlib.decompress(stream.data)))

    def deflate(self) -> None:
        """Compress the streams once; the engine would do it twice, the second time for the ID.

        Streams that are not to be compressed are left alone.
        """
        for stream in self.streams():
            if stream.raw.compress:
                stream.replace(deflated(stream.data))
                stream.entries["Filter"] = "/FlateDecode"

    def settle(self) -> None:
        """Let each object be written as it is now; the engine would make it twice, for the ID."""
        objects = self._pdf.objects
        objects[:] = [each if each.free == "f" else _Settled(each) for each in objects]


class _Settled:
    """Stand for an object of pydyf that does not change any more."""

    free = "n"

    def __init__(self, raw: Any) -> None:
        self.number, self.generation, self.offset = raw.number, raw.generation, raw.offset
        self.compressible = raw.compressible
        self.data = raw.data
        self._raw = raw

    @property
    def indirect(self) -> bytes:
        return b"%d %d obj\n%b\nendobj" % (self.number, self.generation, self.data)

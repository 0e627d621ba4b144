"""Read a finished PDF back: what is on its pages, where its links lead, what lies inside it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import Any
from xml.etree import ElementTree as ET

import pikepdf

__all__ = ["Bookmark", "EmbeddedFile", "Font", "LinkArea", "PdfReader"]

SUBSET_PREFIX = 7
PDFD = "http://pdfa.org/declarations/"


@dataclass(frozen=True, slots=True)
class Bookmark:
    """Hold one bookmark: its level from 1, its words, and its page from 1."""

    level: int
    title: str
    page: int


@dataclass(frozen=True, slots=True)
class LinkArea:
    """Hold one link annotation: page from 1, corners in pt from the lower left, target, words.

    ``target_page`` is set for a link into the document, ``uri`` for one out of it.
    """

    page: int
    corners: tuple[float, float, float, float]
    contents: str
    target_page: int | None = None
    anchor: str = ""
    uri: str = ""


@dataclass(frozen=True, slots=True)
class Font:
    """Hold one font; ``is_subset`` where only the used glyphs are inside."""

    name: str
    is_embedded: bool
    is_subset: bool


@dataclass(frozen=True, slots=True)
class EmbeddedFile:
    """Hold one embedded file; relationship as in ISO 19005-3, 6.8."""

    name: str
    data: bytes
    media_type: str
    relationship: str
    description: str


class PdfReader:
    """Read one PDF; pikepdf.PdfError if it is none. Close it, or use it in a ``with``."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.pdf = pikepdf.open(BytesIO(data))
        self._numbers = {page.obj.objgen: number for number, page in enumerate(self.pdf.pages, 1)}

    def __enter__(self) -> "PdfReader":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let the file go."""
        self.pdf.close()

    @property
    def page_count(self) -> int:
        """Return the number of pages."""
        return len(self.pdf.pages)

    @cached_property
    def page_texts(self) -> tuple[str, ...]:
        """Return the text of each page as PDFium finds it, lines ended by a line feed."""
        # PDFium is large, and little else needs it.
        import pypdfium2  # type: ignore[import-untyped]  # noqa: PLC0415

        document: Any = pypdfium2.PdfDocument(self.data)
        try:
            return tuple(
                page.get_textpage().get_text_bounded().replace("\r\n", "\n") for page in document
            )
        finally:
            document.close()

    @cached_property
    def bookmarks(self) -> tuple[Bookmark, ...]:
        """Return all bookmarks in their order, without those that lead to no page."""
        outlines: Any = self.pdf.Root.get("/Outlines", {})
        return tuple(self._bookmarks(outlines.get("/First"), 1))

    def _bookmarks(self, item: Any, level: int) -> Iterator[Bookmark]:
        while item is not None:
            page = self._page_of(item.get("/Dest", item.get("/A")))
            if page is not None:
                yield Bookmark(level, str(item.Title), page)
            yield from self._bookmarks(item.get("/First"), level + 1)
            item = item.get("/Next")

    @cached_property
    def links(self) -> tuple[LinkArea, ...]:
        """Return all link annotations, page by page."""
        return tuple(
            self._link(annotation, number)
            for number, page in enumerate(self.pdf.pages, 1)
            for annotation in page.obj.get("/Annots", [])
            if annotation.Subtype == "/Link"
        )

    def _link(self, annotation: Any, page: int) -> LinkArea:
        left, bottom, right, top = (float(edge) for edge in annotation.Rect)
        anchor = str(annotation.get("/Dest", ""))
        target = self._destinations.get(anchor)
        uri = str(annotation.get("/A", {}).get("/URI", ""))
        words = str(annotation.get("/Contents", ""))
        return LinkArea(page, (left, bottom, right, top), words, target, anchor, uri)

    @cached_property
    def _destinations(self) -> dict[str, int]:
        names: Any = self.pdf.Root.get("/Names", {})
        found: list[Any] = list(names.get("/Dests", {}).get("/Names", []))
        pairs = zip(found[::2], found[1::2], strict=True)
        places = ((str(name), self._page_of(target)) for name, target in pairs)
        return {name: page for name, page in places if page is not None}

    def _page_of(self, target: Any) -> int | None:
        """Return the page of a destination, which may aim at a tag as well; None if it has none."""
        place = target.get("/D") if isinstance(target, pikepdf.Dictionary) else target
        if not isinstance(place, pikepdf.Array) or not len(place):
            return None
        first: Any = place[0]
        is_page = isinstance(first, pikepdf.Dictionary)
        return self._numbers.get(first.objgen) if is_page else None

    @cached_property
    def fonts(self) -> tuple[Font, ...]:
        """Return all fonts by name."""
        found = {_font(entry) for entry in self.pdf.objects if _is_font(entry)}
        return tuple(sorted(found, key=lambda font: font.name))

    @cached_property
    def embedded_files(self) -> tuple[EmbeddedFile, ...]:
        """Return the files in the catalog's /AF array."""
        return tuple(
            EmbeddedFile(
                str(entry.get("/UF", entry.get("/F", ""))),
                entry.EF.F.read_bytes(),
                str(entry.EF.F.get("/Subtype", ""))[1:],
                str(entry.get("/AFRelationship", ""))[1:],
                str(entry.get("/Desc", "")),
            )
            for entry in list(self.pdf.Root.get("/AF", []))
            # Files that others made may only point at a file outside.
            if isinstance(entry, pikepdf.Dictionary) and "/F" in entry.get("/EF", {})
        )

    @cached_property
    def information(self) -> dict[str, str]:
        """Return the document information dictionary, such as ``Title``."""
        # Asking pikepdf for a dictionary that is not there would make one.
        found: Any = self.pdf.trailer.get("/Info", {})
        return {key[1:]: str(value) for key, value in found.items()}

    @cached_property
    def metadata(self) -> dict[str, str]:
        """Return the words and lists of words in the XMP packet, such as ``pdfuaid:part``.

        What has no order of its own is sorted; of groups of words only that they are there is told.
        """
        with self.pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as packet:
            return {_prefixed(key): _words_of(packet[key]) for key in packet}

    @cached_property
    def declarations(self) -> tuple[str, ...]:
        """Return to what the XMP packet declares the file to conform (PDF Declarations, 8.2)."""
        packet: Any = self.pdf.Root.get("/Metadata")
        try:
            root = ET.fromstring(packet.read_bytes() if packet is not None else b"")  # noqa: S314
        except ET.ParseError:
            return ()
        return tuple((each.text or "").strip() for each in root.iter(f"{{{PDFD}}}conformsTo"))

    @property
    def language(self) -> str:
        """Return the language of the document."""
        return str(self.pdf.Root.get("/Lang", ""))


def _words_of(value: Any) -> str:
    """Return words as they are, and those of a list with commas between."""
    if isinstance(value, str):
        return value
    listed = sorted(value) if isinstance(value, set) else value
    return ", ".join(str(each).strip() for each in listed)


def _is_font(entry: Any) -> bool:
    return (
        isinstance(entry, pikepdf.Dictionary)
        and entry.get("/Type") == "/Font"
        and "/FontDescriptor" in entry
    )


def _font(entry: Any) -> Font:
    name = str(entry.BaseFont)[1:]
    descriptor = entry.FontDescriptor
    embedded = any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
    is_subset = name[SUBSET_PREFIX - 1 : SUBSET_PREFIX] == "+"
    return Font(name[SUBSET_PREFIX:] if is_subset else name, embedded, is_subset)


def _prefixed(key: str) -> str:
    """Return ``dc:title`` for ``{http://purl.org/dc/elements/1.1/}title``."""
    known = {
        "http://purl.org/dc/elements/1.1/": "dc",
        "http://ns.adobe.com/xap/1.0/": "xmp",
        "http://ns.adobe.com/pdf/1.3/": "pdf",
        "http://www.aiim.org/pdfa/ns/id/": "pdfaid",
        "http://www.aiim.org/pdfua/ns/id/": "pdfuaid",
        "http://www.npes.org/pdfx/ns/id/": "pdfxid",
        "http://ns.adobe.com/xap/1.0/mm/": "xmpMM",
        "http://www.aiim.org/pdfa/ns/extension/": "pdfaExtension",
        PDFD: "pdfd",
        "urn:x-mgi-report:fingerprint:": "mgi",
    }
    space, _, name = key.removeprefix("{").rpartition("}")
    return f"{known[space]}:{name}" if space in known else key

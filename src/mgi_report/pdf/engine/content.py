"""Read and change what the engine has painted: the content streams of pages and groups.

The engine keeps a stream as a list in which an item, bytes or words, is one operator with its
operands; only marked content has its tag and its properties in the two items before the operator.
"""

import re
from codecs import BOM_UTF16_BE
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import islice
from struct import Struct
from typing import Any
from unicodedata import category, normalize

from mgi_report.pdf.engine.boxes import PaintedPage
from mgi_report.pdf.engine.objects import PdfStream, UnfinishedPdf

__all__ = [
    "Artifact",
    "Content",
    "Painting",
    "TaggedContent",
    "contents",
    "opacity",
    "tagged_contents",
]

PT_PER_PX = 0.75
SHOWN = re.compile(rb"<([0-9a-f]+)>")
UNSEEN = {"Zs", "Cc", "Cf"}
CODE = Struct(">H")
OPACITY = re.compile(rb"/a([\d.]+) gs")


class Artifact(Enum):
    """Sort what is painted and not read (ISO 32000-1, 14.8.2.2.2, table 330)."""

    HEADER = b"<</Type /Pagination /Subtype /Header>>"
    FOOTER = b"<</Type /Pagination /Subtype /Footer>>"
    PAGINATION = b"<</Type /Pagination>>"
    LAYOUT = b"<</Type /Layout>>"


class Content(PdfStream):
    """Hold the operators of a page, group or pattern that has no tags."""

    @property
    def operations(self) -> list[bytes]:
        """Return the operators, each after its operands, as they stand in the PDF."""
        return [each if isinstance(each, bytes) else each.encode() for each in self.raw.stream]

    @operations.setter
    def operations(self, operations: list[bytes]) -> None:
        self.raw.stream = operations

    @property
    def unit(self) -> float:
        """Return the size of the unit in pt before any ``cm``.

        A page measures in pt; a group or pattern in px, which the page that paints it scales.
        """
        return PT_PER_PX if self.entries else 1.0

    def add_state(self, name: str, state: str) -> None:
        """Let ``/name gs`` set a graphics state, given in PDF syntax."""
        self.raw._resources["ExtGState"][name] = state  # noqa: SLF001 - the engine has them there


def contents(pdf: UnfinishedPdf) -> Iterator[Content]:
    """Yield what has been painted, in the order of the PDF's objects."""
    yield from (Content(raw) for raw in _painted(pdf))


def _painted(pdf: UnfinishedPdf) -> Iterator[Any]:
    from weasyprint.pdf.stream import Stream  # noqa: PLC0415 - see gateway.py

    yield from (stream.raw for stream in pdf.streams() if isinstance(stream.raw, Stream))


def opacity(operation: bytes) -> float | None:
    """Return the opacity of areas and letters that a ``gs`` sets, None where it sets none."""
    match = OPACITY.fullmatch(operation)
    return float(match[1]) if match else None


class TaggedContent(PdfStream):
    """Hold the operators of a page, group or pattern with marked content (ISO 32000-1, 14.6).

    ``page`` counts from 0; ``spaces`` gives code and width of the space of each font, and
    ``characters`` what each of its glyphs is read as.
    """

    def __init__(
        self,
        raw: Any,
        page: int,
        spaces: Mapping[str, tuple[str, int]],
        characters: Mapping[str, Mapping[int, str]],
    ) -> None:
        super().__init__(raw)
        self.page = page
        self._spaces = spaces
        self._characters = characters

    @property
    def is_group(self) -> bool:
        """Return whether this is painted by another stream, as boxes with opacity are."""
        return self.entries.get("Type") == "/XObject"

    def sequences(self) -> dict[int, int]:
        """Return the place of each tagged sequence by its number, and dissolve artifacts in them.

        The engine paints the line under a word as an artifact inside the word's own sequence, and
        content is either tagged or an artifact, never one inside the other (14.8.2.2).
        """
        return dict(self._sequences(self.raw.stream))

    def _sequences(self, operations: list[Any]) -> Iterator[tuple[int, int]]:
        open_sequences: list[bool] = []
        for index, operation in enumerate(operations):
            if operation in (b"BMC", b"BDC"):
                dissolved = bool(open_sequences) and operation == b"BMC"
                open_sequences.append(dissolved)
                if dissolved:
                    operations[index - 1 : index + 1] = b"", b""
                elif operation == b"BDC" and "MCID" in operations[index - 1]:
                    yield operations[index - 1]["MCID"], index
            elif operation == b"EMC" and open_sequences.pop():
                operations[index] = b""

    def make_artifact(self, place: int, artifact: Artifact) -> None:
        """Make an artifact of the tagged sequence at a place."""
        self.raw.stream[place - 2] = b"/Artifact"
        self.raw.stream[place - 1] = artifact.value

    def say(self, place: int, words: str) -> None:
        """Let a sequence say its words where its glyphs are read as others (14.9.4).

        A hyphen U+2011 has the glyph of any hyphen; a soft hyphen is painted as one.
        """
        read = self._read(place)
        if read is not None and read != words and _letters(read) != _letters(words):
            whole = words[:-1].replace("\u00ad", "") + words[-1:]
            self.raw.stream[place - 1]["ActualText"] = _text_string(whole)

    def _read(self, place: int) -> str | None:
        """Return the text of a sequence by its glyphs, None where it has a font of pictures."""
        found: list[str] = []
        characters: Mapping[int, str] = {}
        for operation in islice(self.raw.stream, place + 1, None):
            if operation == b"EMC":
                break
            if not isinstance(operation, bytes):
                continue
            if operation.endswith(b" Tf"):
                font = operation.split()[0][1:].decode()
                if font not in self._characters:
                    return None
                characters = self._characters[font]
            elif operation.endswith(b"] TJ"):
                for shown in SHOWN.findall(operation):
                    codes = CODE.iter_unpack(bytes.fromhex(shown.decode()))
                    found += [characters.get(code, "") for (code,) in codes]
        return "".join(found)

    def add_space(self, place: int, words: str, *, mirrored: bool = False) -> None:
        """Paint a space after the words of a sequence, with the glyph their own font has for it.

        Where the file has none, the sequence says that its words end with a space. Those that are
        ``mirrored`` end at the left, and their tags say how they are read. The engine paints some
        of the spaces it has dropped from a line: where the next word was a box of its own.
        """
        operations = self.raw.stream
        font, last = "", None
        for index in range(place + 1, len(operations)):
            operation = operations[index]
            if operation == b"EMC":
                break
            if isinstance(operation, bytes) and operation.endswith(b" Tf"):
                font = operation.split()[0][1:].decode()
            elif isinstance(operation, bytes) and operation.endswith(b"] TJ"):
                last = index
        if last is None:
            return
        if font not in self._spaces or "ActualText" in operations[place - 1]:
            if not mirrored:
                operations[place - 1]["ActualText"] = _text_string(f"{words} ")
            return
        code, width = self._spaces[font]
        shown = operations[last].removeprefix(b"[").removesuffix(b"] TJ")
        codes = b"".join(SHOWN.findall(shown))
        if (codes[:4] if mirrored else codes[-4:]) == code.strip("<>").encode():
            return
        if mirrored:
            # The space takes no room at the left.
            shown = f"{code} {width} ".encode() + shown
        else:
            shown += code.encode()
        operations[last] = b"[" + shown + b"] TJ"


def _letters(text: str) -> list[str]:
    """Return what is to be seen of a text, in an order that does not depend on its direction."""
    return sorted(c for c in normalize("NFC", text) if category(c) not in UNSEEN)


def _text_string(words: str) -> bytes:
    return b"<" + (BOM_UTF16_BE + words.encode("utf-16-be")).hex().encode() + b">"


def tagged_contents(
    pdf: UnfinishedPdf, pages: Sequence[PaintedPage], fonts: Iterable[Any]
) -> Iterator[TaggedContent]:
    """Yield what has been painted on the pages: a page's own stream before those of its groups.

    ``fonts`` are the engine's.
    """
    fonts = tuple(fonts)
    spaces = {font.hash: space for font in fonts if (space := _space(font))}
    characters = {font.hash: font.to_unicode for font in fonts if not font.bitmap}
    # A group shares the mapping of the page that paints it.
    numbers = {id(page.marks): number for number, page in enumerate(pages)}
    for raw in _painted(pdf):
        yield TaggedContent(raw, numbers[id(raw._tags)], spaces, characters)  # noqa: SLF001 - see PaintedPage


def _space(font: Any) -> tuple[str, int] | None:
    """Return the code of a font's space as the text uses it, and its width in 1/1000 of the size.

    Only a glyph the text uses is in the file.
    """
    for glyph, characters in font.to_unicode.items():
        if characters == " " and not font.bitmap:
            return f"<{glyph:04x}>", font.widths[glyph]
    return None


@dataclass(frozen=True)
class Painting:
    """Hold what a tagger works on: the PDF, its pages with their boxes, and their streams."""

    pdf: UnfinishedPdf
    pages: Sequence[PaintedPage]
    contents: Sequence[TaggedContent]
    language: str

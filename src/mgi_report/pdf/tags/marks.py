"""Find the marked content in painted streams, and turn what is not tagged into artifacts.

ISO 32000-1, 14.6 and 14.8.2.2: content is either tagged or an artifact, never one inside the other.
"""

from codecs import BOM_UTF16_BE
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from unicodedata import bidirectional

from mgi_report.pdf.tags.tree import MarkedContent

__all__ = ["Place", "make_artifacts", "make_spaces", "marked_streams"]


@dataclass(frozen=True, slots=True)
class Place:
    """Point at a BDC operator: its operand list, its index there, and its group XObject if any."""

    operations: list[Any]
    index: int
    form: Any


def marked_streams(
    pdf: Any, pages: Sequence[Mapping[Any, Any]]
) -> tuple[dict[int, Any], list[dict[int, Place]]]:
    """Return the streams with tagged content by /StructParents number, and the places by page.

    ``pages`` holds each page's marks, the very mapping its streams were painted with. A page
    counts first; elements with opacity are painted into group XObjects, which count after them.
    """
    numbers = {id(marks): number for number, marks in enumerate(pages)}
    streams: dict[int, Any] = {}
    places: list[dict[int, Place]] = [{} for _ in pages]
    for painted in pdf.objects:
        number = numbers.get(id(getattr(painted, "_tags", None)))
        if number is None:
            continue
        form = painted if painted.extra.get("Type") == "/XObject" else None
        found = dict(_tagged(painted.stream))
        if form is None and number not in streams:
            streams[number] = painted
        elif found:
            key = len(pages) + sum(key >= len(pages) for key in streams)
            streams[key] = painted
            painted.extra["StructParents"] = key
        for mcid, index in found.items():
            places[number][mcid] = Place(painted.stream, index, form)
    return streams, places


def _tagged(operations: list[Any]) -> Iterator[tuple[int, int]]:
    """Yield number and index of each tagged sequence, dissolving artifacts inside other sequences.

    The engine paints the line under a word as an artifact inside the word's own sequence.
    """
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


def make_artifacts(places: Sequence[Mapping[int, Place]], marks: Iterable[MarkedContent]) -> None:
    """Make artifacts of marked content that no structure element holds."""
    for mark in marks:
        place = places[mark.page][mark.mcid]
        place.operations[place.index - 2] = b"/Artifact"
        place.operations[place.index - 1] = b"<</Type /Pagination>>"


def make_spaces(
    places: Sequence[Mapping[int, Place]], marks: Iterable[MarkedContent], fonts: Iterable[Any]
) -> None:
    """Paint a space after the text of marks, with the glyph their own font has for it."""
    spaces = {font.hash: space for font in fonts if (space := _space(font))}
    for mark in marks:
        place = places[mark.page][mark.mcid]
        _add_space(place.operations, place.index, spaces, mark.text or "")


def _space(font: Any) -> tuple[str, int] | None:
    """Return the code of a font's space as the text uses it, and its width in 1/1000 of the size.

    Only a glyph the text uses is in the file.
    """
    for glyph, text in font.to_unicode.items():
        if text == " " and not font.bitmap:
            return f"<{glyph:04x}>", font.widths[glyph]
    return None


def _add_space(
    operations: list[Any], start: int, spaces: Mapping[str, tuple[str, int]], text: str
) -> None:
    font, last = "", None
    for index in range(start + 1, len(operations)):
        operation = operations[index]
        if operation == b"EMC":
            break
        if isinstance(operation, bytes) and operation.endswith(b" Tf"):
            font = operation.split()[0][1:].decode()
        elif isinstance(operation, bytes) and operation.endswith(b"] TJ"):
            last = index
    if last is None:
        return
    if font not in spaces:
        operations[start - 1]["ActualText"] = _text_string(f"{text} ")
        return
    code, width = spaces[font]
    shown = operations[last].removeprefix(b"[").removesuffix(b"] TJ")
    if any(bidirectional(character) in {"R", "AL"} for character in text):
        # Painted from left to right, its end is at the left; the space takes no room there.
        shown = f"{code} {width} ".encode() + shown
    else:
        shown += code.encode()
    operations[last] = b"[" + shown + b"] TJ"


def _text_string(text: str) -> bytes:
    return b"<" + (BOM_UTF16_BE + text.encode("utf-16-be")).hex().encode() + b">"

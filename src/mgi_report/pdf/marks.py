"""Find the marked content in painted streams, and turn what is not tagged into artifacts.

ISO 32000-1, 14.6 and 14.8.2.2: content is either tagged or an artifact, never one inside the other.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mgi_report.pdf.tagtree import Mark

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


def make_artifacts(places: Sequence[Mapping[int, Place]], marks: Iterable[Mark]) -> None:
    """Make artifacts of marked content that no structure element holds."""
    for mark in marks:
        place = places[mark.page][mark.mcid]
        place.operations[place.index - 2] = b"/Artifact"
        place.operations[place.index - 1] = b"<</Type /Pagination>>"


def make_spaces(places: Sequence[Mapping[int, Place]], marks: Iterable[Mark]) -> None:
    """Say that blank sequences are spaces, for the engine paints nothing for a blank on its own.

    Words with only such a blank between them would be read as one (ISO 32000-1, 14.9.4).
    """
    for mark in marks:
        place = places[mark.page][mark.mcid]
        place.operations[place.index - 1]["ActualText"] = b"( )"

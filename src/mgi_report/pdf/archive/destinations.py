"""Lead links and bookmarks to tags: structure destinations (ISO 32000-2, 12.3.2.3)."""

from collections import defaultdict, deque
from typing import Any

from mgi_report.pdf.engine.objects import (
    UnfinishedPdf,
    array,
    dictionary,
    reference_of,
    words_of,
)
from mgi_report.pdf.tags.targets import TaggedDocument
from mgi_report.pdf.tags.tree import Tag

__all__ = ["lead_to_elements"]


def lead_to_elements(pdf: UnfinishedPdf, tagged: TaggedDocument) -> None:
    """Let each name and each bookmark lead to a tag (ISO 14289-2, 8.8), and still to its place.

    Viewers that know no tags go to the place.
    """
    names = pdf.catalog.get("Names", {}).get("Dests", {}).get("Names", [])
    for at in range(0, len(names), 2):
        target = tagged.places[words_of(names[at])]
        names[at + 1] = dictionary(_both(tagged, target, names[at + 1]))
    headings: dict[str, deque[Tag]] = defaultdict(deque)
    for words, tag in tagged.bookmarks:
        headings[words].append(tag)
    for entries in pdf.dictionaries():
        if "Title" in entries and "Dest" in entries:
            target = headings[words_of(entries["Title"])].popleft()
            place = entries.pop("Dest")
            entries["A"] = dictionary({"S": "/GoTo"} | _both(tagged, target, place))


def _both(tagged: TaggedDocument, target: Tag, place: list[Any]) -> dict[str, Any]:
    """Return the place on a page, and the same view of a tag."""
    return {"D": place, "SD": array([reference_of(tagged.elements[target]), *place[1:]])}

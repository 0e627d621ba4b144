"""Read the structure tree of a finished PDF (ISO 32000-1, 14.7) into plain elements."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pikepdf

__all__ = ["Element", "Mark", "read_elements"]

Reference = tuple[int, int]
SAME = {"FENote": "Note"}
"""Roles of PDF 2.0 (ISO 32000-2, 14.8.4) by what they are in PDF 1.7."""


WANTED = {"/Pg", "/MCID", "/Obj", "/S", "/Alt", "/ActualText", "/E", "/Lang"}


class Mark(NamedTuple):
    """Point at marked content: page from 1, number on the page."""

    page: int
    mcid: int


@dataclass(slots=True)
class Element:
    """Hold a structure element: its role, its words for those who cannot see, what it holds.

    ``actual`` is what its content is to be read as (ISO 32000-1, 14.9.4), ``expansion`` what it is
    short for (14.9.5), ``language`` the one it says that it is in (14.9.2).
    ``annotations`` are the object numbers of the annotations in it, ``reference`` is its own.
    """

    role: str
    alternative: str = ""
    actual: str = ""
    expansion: str = ""
    kids: list["Element | Mark"] = field(default_factory=list)
    annotations: list[Reference] = field(default_factory=list)
    language: str = ""
    reference: Reference = (0, 0)

    def elements(self) -> Iterator["Element"]:
        """Yield this element and all below it, in reading order."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting += [kid for kid in reversed(element.kids) if isinstance(kid, Element)]

    def marks(self, without: str = "") -> Iterator[Mark]:
        """Yield the marked content in this element and below, without that of one role."""
        waiting = self.kids[::-1]
        while waiting:
            kid = waiting.pop()
            if isinstance(kid, Mark):
                yield kid
            elif kid.role != without:
                waiting += kid.kids[::-1]


def read_elements(pdf: pikepdf.Pdf) -> Element | None:
    """Return the root of the structure tree, or None if the file has none."""
    root: Any = pdf.Root.get("/StructTreeRoot")
    if root is None:
        return None
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
    top = Element("StructTreeRoot")
    waiting: list[tuple[Any, int, Element]] = [(root, 0, top)]
    while waiting:
        entry, page, element = waiting.pop()
        for kid in _kids(entry):
            _add(kid, page, element, pages, waiting)
    return top


def _add(
    kid: Any,
    page: int,
    element: Element,
    pages: dict[Reference, int],
    waiting: list[tuple[Any, int, Element]],
) -> None:
    if isinstance(kid, int):
        element.kids.append(Mark(page, kid))
        return
    found = {key: kid.get(key) for key in WANTED & kid.keys()}
    own, mcid, annotation = found.get("/Pg"), found.get("/MCID"), found.get("/Obj")
    here = page if own is None else pages.get(own.objgen, 0)
    if mcid is not None:
        element.kids.append(Mark(here, int(mcid)))
    elif annotation is not None:
        element.annotations.append(annotation.objgen)
    else:
        said = {key: str(value) for key, value in found.items() if key != "/Pg"}
        role, actual = said.get("/S", "")[1:], said.get("/ActualText", "")
        below = Element(
            SAME.get(role, role),
            said.get("/Alt", actual),
            actual,
            said.get("/E", ""),
            language=said.get("/Lang", ""),
            reference=kid.objgen,
        )
        element.kids.append(below)
        waiting.append((kid, here, below))


def _kids(entry: Any) -> list[Any]:
    kids = entry.get("/K")
    if kids is None:
        return []
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]

"""Check that lines of the contents, notes and their marks name the tags they are about."""

from collections.abc import Iterator
from typing import Any

import pikepdf

from mgi_report.problems.problem import shown
from mgi_report.proof.archive.names_of_tags import tags_of
from mgi_report.proof.download.destinations import Destinations, aim_of
from mgi_report.proof.download.entries import below
from mgi_report.proof.download.evidence import Evidence
from mgi_report.proof.inspection import REBUILD, Flaw

__all__ = ["reference_flaws"]

Reference = tuple[int, int]


def reference_flaws(evidence: Evidence) -> Iterator[Flaw]:
    """Yield a flaw for each tag that does not name those it is about, or names others.

    A line of the contents names what its link leads to, the mark of a note that note, and the note
    its mark (ISO 14289-2, 8.2.5.8 and 8.2.5.14).
    """
    tags = {tag.objgen: tag for tag in tags_of(evidence.pdf)}
    names = Destinations(evidence.pdf).names
    due: dict[Reference, set[Reference]] = {}
    for key, tag in tags.items():
        if _role(tag) == "TOCI":
            due[key] = set(_aims(tag, names))
        elif _role(tag) == "Link":
            for aim in _aims(tag, names):
                if aim in tags and _role(tags[aim]) == "FENote":
                    due.setdefault(key, set()).add(aim)
                    due.setdefault(aim, set()).add(key)
    for key, tag in tags.items():
        named = _named(tag)
        if named != due.get(key, set()) or (_role(tag) in {"TOCI", "FENote"} and not named):
            message = (
                f"a tag {shown(_role(tag))} does not name the tag it is about, or names another"
            )
            yield Flaw("link-elsewhere", message, REBUILD)


def _role(tag: Any) -> str:
    return str(tag.get("/S", ""))[1:]


def _aims(tag: Any, names: dict[str, Any]) -> Iterator[Reference]:
    """Yield the tags that the links in a tag aim at, but for those in a list inside it."""
    for entry in below(tag, ("/K",), without="/TOC"):
        annotation = entry.get("/Obj")
        name = annotation.get("/Dest") if isinstance(annotation, pikepdf.Dictionary) else None
        aim = aim_of(names.get(str(name)))
        if aim is not None:
            yield aim.objgen


def _named(tag: Any) -> set[Reference]:
    """Return the tags that a tag names."""
    found = tag.get("/Ref")
    listed = list(found) if isinstance(found, pikepdf.Array) else [found]
    return {each.objgen for each in listed if isinstance(each, pikepdf.Dictionary)}

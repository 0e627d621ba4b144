"""Write a tag tree into a PDF (ISO 32000-1, 14.7)."""

from collections.abc import Mapping
from typing import Any

from mgi_report.pdf.engine.content import TaggedContent
from mgi_report.pdf.engine.objects import (
    Entries,
    UnfinishedPdf,
    array,
    dictionary,
    reference_of,
    text,
)
from mgi_report.pdf.tags.tree import STANDING_FOR, Annotation, MarkedContent, Tag

__all__ = ["write_tree"]


class _Writer:
    """Add the objects of one tag tree to a PDF."""

    def __init__(self, pdf: UnfinishedPdf, streams: Mapping[int, TaggedContent]) -> None:
        self.pdf = pdf
        self.pages = [reference_of(page) for page in pdf.pages]
        self.parents: dict[int, dict[int, bytes]] = {key: {} for key in streams}
        self.keys = {id(stream): key for key, stream in streams.items()}
        self.annotations: list[tuple[Entries, bytes]] = []
        self.identifiers: dict[str, bytes] = {}
        self.written: dict[Tag, Entries] = {}

    def element(self, tag: Tag, parent: bytes) -> bytes:
        """Add an element with all below it, and return its reference."""
        entries: dict[str, Any] = {"Type": "/StructElem", "S": f"/{tag.role}", "P": parent}
        own = next((kid.page for kid in tag.kids if not isinstance(kid, Tag)), None)
        if own is not None:
            entries["Pg"] = self.pages[own]
        said = {"Lang": tag.lang, "Alt": tag.alt, "ActualText": tag.actual, "E": tag.expansion}
        for key, words in said.items():
            if words:
                entries[key] = text(words)
        if tag.attributes:
            owners = [
                dictionary({"O": f"/{owner}", **values}) for owner, values in tag.attributes.items()
            ]
            entries["A"] = owners[0] if len(owners) == 1 else array(owners)
        written = self.written[tag] = self.pdf.add(entries)
        reference = reference_of(written)
        if tag.identifier:
            written["ID"] = text(tag.identifier)
            self.identifiers[tag.identifier] = reference
        written["K"] = array(self.kid(kid, reference, own) for kid in tag.kids)
        return reference

    def kid(self, kid: Tag | MarkedContent | Annotation, parent: bytes, page: int | None) -> Any:
        """Return what stands for a kid in its parent's K array."""
        if isinstance(kid, Tag):
            return self.element(kid, parent)
        if isinstance(kid, Annotation):
            self.annotations.append((kid.dictionary, parent))
            place = {"Type": "/OBJR", "Obj": reference_of(kid.dictionary)}
            return dictionary(place | self.elsewhere(kid.page, page))
        key = kid.page if kid.form is None else self.keys[id(kid.form)]
        self.parents[key][kid.mcid] = parent
        if kid.form is None and kid.page == page:
            return kid.mcid
        entries: Entries = {"Type": "/MCR", "MCID": kid.mcid} | self.elsewhere(kid.page, page)
        if kid.form is not None:
            entries["Stm"] = kid.form.reference
        return dictionary(entries)

    def elsewhere(self, page: int, parent_page: int | None) -> dict[str, Any]:
        return {} if page == parent_page else {"Pg": self.pages[page]}

    def parent_tree(self) -> tuple[bytes, int]:
        """Return the number tree from marked content and annotations to elements, and its end."""
        numbers = array()
        for key, marks in sorted(self.parents.items()):
            found = [marks.get(mcid, "null") for mcid in range(max(marks, default=-1) + 1)]
            numbers.extend((key, array(found)))
        following = max(self.parents, default=-1) + 1
        for key, (annotation, parent) in enumerate(self.annotations, following):
            annotation["StructParent"] = key
            numbers.extend((key, parent))
        return reference_of(self.pdf.add({"Nums": numbers})), following + len(self.annotations)

    def identifier_tree(self) -> bytes:
        """Return the name tree from identifiers to elements."""
        names = array()
        for identifier, reference in sorted(self.identifiers.items()):
            names.extend((text(identifier), reference))
        leaf = self.pdf.add({"Names": names, "Limits": array([names[0], names[-2]])})
        return reference_of(self.pdf.add({"Kids": array([reference_of(leaf)])}))


def write_tree(
    pdf: UnfinishedPdf, root: Tag, streams: Mapping[int, TaggedContent]
) -> tuple[Entries, Mapping[Tag, Entries]]:
    """Write a tidied tree with its parent tree and identifiers into a PDF.

    Return the root of the structure, and the structure element of each tag, in reading order.

    ``streams`` maps each /StructParents number to its content stream: first the pages by their
    index, then group XObjects. ISO 32000-1, 14.7.2, 14.7.4.4.
    """
    writer = _Writer(pdf, streams)
    structure = pdf.add({"Type": "/StructTreeRoot"})
    structure["K"] = writer.element(root, reference_of(structure))
    structure["ParentTree"], structure["ParentTreeNextKey"] = writer.parent_tree()
    if writer.identifiers:
        structure["IDTree"] = writer.identifier_tree()
    roles = {tag.role for tag in writer.written}
    if mapped := {role: f"/{kind}" for role, kind in STANDING_FOR.items() if role in roles}:
        structure["RoleMap"] = dictionary(mapped)
    pdf.catalog["StructTreeRoot"] = reference_of(structure)
    pdf.catalog["MarkInfo"] = dictionary({"Marked": "true"})
    return structure, writer.written

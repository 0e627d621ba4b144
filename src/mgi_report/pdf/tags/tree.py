"""Hold a tag tree, tidy it, and write it into a PDF (ISO 32000-1, 14.7 and 14.8)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any
from xml.etree.ElementTree import Element

from mgi_report.pdf.engine.content import TaggedContent
from mgi_report.pdf.engine.objects import (
    Entries,
    UnfinishedPdf,
    array,
    dictionary,
    reference_of,
    text,
)

__all__ = [
    "INLINE",
    "PHRASING",
    "Annotation",
    "Lines",
    "MarkedContent",
    "Tag",
    "text_marks",
    "tidy",
    "write_tree",
]

STANDING_FOR = {"Em": "Span", "Strong": "Span"}
"""Roles that ISO 32000-1 does not know (ISO 32000-2 does), each with the one it is a kind of."""

INLINE = {"Span", "Link", "Reference", "Quote", "Code", *STANDING_FOR}
"""Roles that stand inside a line of text."""

PHRASING = {"P", "H1", "H2", "H3", "H4", "H5", "H6", "Lbl", "Caption", *INLINE}
"""Roles that hold text, and no paragraph."""

GROUPING = {"Document", "Part", "Art", "Sect", "BlockQuote", "Div"}
"""Roles that hold blocks, and text only in a paragraph."""

KEPT_EMPTY = {"TD", "TH", "Document"}


Lines = tuple[tuple[object, Element | None], ...]
"""The line boxes around a text, outermost first, each with the element of its block."""


@dataclass(eq=False, slots=True)
class MarkedContent:
    """Point at one marked-content sequence: the page, and its number in its content stream.

    ``form`` is the group XObject that holds it, where the page's own stream does not; ``text`` is
    None for a picture; ``mirrored`` where it is painted in another order than it is read.
    """

    page: int
    mcid: int
    form: TaggedContent | None = None
    text: str | None = None
    lines: Lines = ()
    mirrored: bool = False

    @property
    def blank(self) -> bool:
        """Return whether the sequence is text with nothing to see."""
        return self.text is not None and not self.text.strip()


@dataclass(eq=False, slots=True)
class Annotation:
    """Point at one annotation, a PDF dictionary, and its page."""

    page: int
    dictionary: Entries


@dataclass(eq=False)
class Tag:
    """Hold one structure element.

    ``attributes`` maps an owner (Layout, List, Table) to its entries; ``actual`` is what the
    content is to be read as. ``language`` is the language
    in effect; ``lang`` is set where it differs from the parent's.
    """

    role: str
    parent: "Tag | None" = None
    language: str = ""
    lang: str = ""
    alt: str = ""
    actual: str = ""
    expansion: str = ""
    identifier: str = ""
    kids: "list[Tag | MarkedContent | Annotation]" = field(default_factory=list)
    attributes: dict[str, dict[str, Any]] = field(default_factory=dict)

    def add(self, role: str, **details: Any) -> "Tag":
        """Append and return a new element."""
        tag = Tag(role, self, details.pop("language", self.language), **details)
        self.kids.append(tag)
        return tag


def text_marks(tag: Tag) -> Iterator[MarkedContent]:
    """Yield all marked text of a tree."""
    for kid in tag.kids:
        if isinstance(kid, Tag):
            yield from text_marks(kid)
        elif isinstance(kid, MarkedContent) and kid.text is not None and not kid.blank:
            yield kid


def tidy(tag: Tag) -> list[MarkedContent]:
    """Take out what means nothing, put bare text into paragraphs, return marks left without a tag.

    Divisions dissolve into what holds them; elements without content and text that is only blank
    go; a Link without an annotation dissolves too.
    """
    dropped: list[MarkedContent] = []
    kids: list[Tag | MarkedContent | Annotation] = []
    for kid in tag.kids:
        if not isinstance(kid, Tag):
            kids.append(kid)
            continue
        dropped += tidy(kid)
        if kid.role == "Div" or _leads_nowhere(kid, tag):
            kids += _inherit(kid)
        elif kid.kids or kid.role in KEPT_EMPTY:
            kids.append(kid)
    if tag.role in GROUPING:
        kids = list(_paragraphs(tag, kids, dropped))
    elif all(isinstance(kid, MarkedContent) and kid.blank for kid in kids):
        dropped += [kid for kid in kids if isinstance(kid, MarkedContent)]
        kids = []
    for kid in kids:
        if isinstance(kid, Tag):
            kid.parent = tag
    tag.kids = kids
    return dropped


def _leads_nowhere(tag: Tag, parent: Tag) -> bool:
    """Return whether a tag stands for a link, and there is none."""
    if tag.role == "Reference" and parent.role != "TOCI":
        return not any(isinstance(kid, Tag) for kid in tag.kids)
    return tag.role == "Link" and not _annotated(tag)


def _annotated(tag: Tag) -> bool:
    return any(isinstance(kid, Annotation) for kid in tag.kids)


def _inherit(tag: Tag) -> Iterator[Tag | MarkedContent | Annotation]:
    for kid in tag.kids:
        if isinstance(kid, Tag) and not kid.lang:
            kid.lang = tag.lang
        yield kid


def _paragraphs(
    tag: Tag, kids: Iterable[Tag | MarkedContent | Annotation], dropped: list[MarkedContent]
) -> Iterator[Tag | MarkedContent | Annotation]:
    """Wrap each run of text between blocks; figures at the ends of a run stay outside it."""
    for is_inline, group in groupby(kids, _is_inline):
        if not is_inline:
            yield from group
            continue
        run = list(group)
        words = [i for i, kid in enumerate(run) if not _is_picture(kid) and not _is_blank(kid)]
        first, last = (words[0], words[-1]) if words else (len(run), len(run))
        yield from _pictures(run[:first], dropped)
        if words:
            paragraph = Tag("P", tag, tag.language)
            paragraph.kids = run[first : last + 1]
            for kid in paragraph.kids:
                if isinstance(kid, Tag):
                    kid.parent = paragraph
            yield paragraph
            yield from _pictures(run[last + 1 :], dropped)


def _pictures(
    run: Iterable[Tag | MarkedContent | Annotation], dropped: list[MarkedContent]
) -> Iterator[Tag | MarkedContent | Annotation]:
    for kid in run:
        if isinstance(kid, MarkedContent):
            dropped.append(kid)
        else:
            yield kid


def _is_inline(kid: Tag | MarkedContent | Annotation) -> bool:
    return not isinstance(kid, Tag) or kid.role in INLINE or _is_picture(kid)


def _is_picture(kid: Tag | MarkedContent | Annotation) -> bool:
    return isinstance(kid, Tag) and kid.role == "Figure"


def _is_blank(kid: Tag | MarkedContent | Annotation) -> bool:
    return isinstance(kid, MarkedContent) and kid.blank


class _Writer:
    """Add the objects of one tag tree to a PDF."""

    def __init__(self, pdf: UnfinishedPdf, streams: Mapping[int, TaggedContent]) -> None:
        self.pdf = pdf
        self.pages = [reference_of(page) for page in pdf.pages]
        self.parents: dict[int, dict[int, bytes]] = {key: {} for key in streams}
        self.keys = {id(stream): key for key, stream in streams.items()}
        self.annotations: list[tuple[Entries, bytes]] = []
        self.identifiers: dict[str, bytes] = {}
        self.roles: set[str] = set()

    def element(self, tag: Tag, parent: bytes) -> bytes:
        """Add an element with all below it, and return its reference."""
        entries: dict[str, Any] = {"Type": "/StructElem", "S": f"/{tag.role}", "P": parent}
        self.roles.add(tag.role)
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
        written = self.pdf.add(entries)
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


def write_tree(pdf: UnfinishedPdf, root: Tag, streams: Mapping[int, TaggedContent]) -> None:
    """Write a tidied tree with its parent tree and identifiers into a PDF.

    ``streams`` maps each /StructParents number to its content stream: first the pages by their
    index, then group XObjects. ISO 32000-1, 14.7.2, 14.7.4.4.
    """
    writer = _Writer(pdf, streams)
    structure = pdf.add({"Type": "/StructTreeRoot"})
    structure["K"] = writer.element(root, reference_of(structure))
    structure["ParentTree"], structure["ParentTreeNextKey"] = writer.parent_tree()
    if writer.identifiers:
        structure["IDTree"] = writer.identifier_tree()
    if mapped := {role: f"/{kind}" for role, kind in STANDING_FOR.items() if role in writer.roles}:
        structure["RoleMap"] = dictionary(mapped)
    pdf.catalog["StructTreeRoot"] = reference_of(structure)
    pdf.catalog["MarkInfo"] = dictionary({"Marked": "true"})

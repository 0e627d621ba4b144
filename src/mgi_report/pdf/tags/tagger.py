"""Tag a laid-out document so that its structure is that of its HTML.

Every HTML element becomes at most one structure element, however many boxes, lines and pages it is
spread over; boxes only say in which order things come. What stands outside the flow (running
lines, page numbers, fixed boxes, repeated table heads, ``aria-hidden``) becomes an artifact.
ISO 32000-1, 14.8; ISO 14289-1, 7.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from mgi_report.document.direction import is_from_the_right
from mgi_report.pdf.engine.boxes import (
    BoxKind,
    LaidOutBox,
    Origins,
    PaintedPage,
    accessible_name,
    annotation_of,
    is_hidden,
    is_table_head,
    kind_of,
    margin_of,
    text_of,
    unwrapped,
)
from mgi_report.pdf.engine.content import Artifact, Painting, TaggedContent
from mgi_report.pdf.engine.links import figure_text
from mgi_report.pdf.engine.objects import text
from mgi_report.pdf.tags.bidirectional import say_in_order
from mgi_report.pdf.tags.roles import label_of, new_tag, role_of
from mgi_report.pdf.tags.spaces import missing_spaces, strip_blanks
from mgi_report.pdf.tags.targets import TaggedDocument, TargetNotes
from mgi_report.pdf.tags.tree import Annotation, MarkedContent, Tag, text_marks, tidy
from mgi_report.pdf.tags.writer import write_tree

__all__ = ["tag_document"]

PX_TO_PT = 0.75
HYPHENATED = "\u00ad\u2010"
RUNNING = {"top": Artifact.HEADER, "bottom": Artifact.FOOTER}


def tag_document(origins: Origins, painting: Painting) -> TaggedDocument:
    """Write the tag tree of the painted pages into their PDF, and return what stands in it.

    Makes link annotations fit for it as well. To be called before the streams are compressed.
    """
    streams, places = _numbered(painting)
    builder = _TagTreeBuilder(origins, painting.language)
    for number, page in enumerate(painting.pages):
        builder.page = page
        builder.number = number
        builder.forms = {mcid: place.form for mcid, place in places[number].items()}
        builder.visit(page.box, builder.root)
    targets = builder.targets.found()
    builder.join_lists()
    outside = [*builder.artifacts, *((mark, Artifact.LAYOUT) for mark in tidy(builder.root))]
    for mark in text_marks(builder.root):
        places[mark.page][mark.mcid].say(mark)
    ending = list(missing_spaces(builder.root))
    for mark in ending:
        places[mark.page][mark.mcid].add_space(mark)
    outside += ((mark, Artifact.LAYOUT) for mark in strip_blanks(builder.root))
    say_in_order(builder.root, ending)
    for mark, artifact in outside:
        places[mark.page][mark.mcid].make_artifact(artifact)
    structure, written = write_tree(painting.pdf, builder.root, streams)
    return TaggedDocument(structure, written, *targets.resolved(builder.root))


@dataclass(frozen=True, slots=True)
class _Place:
    """Point at the marked content of one number: its stream, and where it begins there."""

    content: TaggedContent
    index: int

    @property
    def form(self) -> TaggedContent | None:
        return self.content if self.content.is_group else None

    def say(self, mark: MarkedContent) -> None:
        if not mark.mirrored:
            self.content.say(self.index, mark.text or "")

    def add_space(self, mark: MarkedContent) -> None:
        self.content.add_space(self.index, mark.text or "", mirrored=mark.mirrored)

    def make_artifact(self, artifact: Artifact) -> None:
        self.content.make_artifact(self.index, artifact)


def _numbered(painting: Painting) -> tuple[dict[int, TaggedContent], list[dict[int, _Place]]]:
    """Return the streams with tagged content by /StructParents number, and the places by page.

    A page counts first; elements with opacity are painted into group XObjects, which count after
    the pages (ISO 32000-1, 14.7.4.4).
    """
    streams: dict[int, TaggedContent] = {}
    places: list[dict[int, _Place]] = [{} for _ in painting.pages]
    for content in painting.contents:
        found = content.sequences()
        if not content.is_group and content.page not in streams:
            streams[content.page] = content
        elif found:
            key = len(places) + sum(key >= len(places) for key in streams)
            streams[key] = content
            content.entries["StructParents"] = key
        for mcid, index in found.items():
            places[content.page][mcid] = _Place(content, index)
    return streams, places


class _TagTreeBuilder:
    """Grow the tag tree page by page."""

    page: PaintedPage
    number: int
    forms: Mapping[int, TaggedContent | None]

    def __init__(self, origins: Origins, language: str) -> None:
        self.origins = origins
        self.root = Tag("Document", language=language)
        self.targets = TargetNotes()
        self.artifacts: list[tuple[MarkedContent, Artifact]] = []
        self._contents: dict[tuple[Element, str], Tag] = {}
        self._sections: dict[str, Tag] = {}
        self._lists: dict[str, Tag] = {}
        self._more_of_lists: list[tuple[Tag, Tag]] = []
        self._heads: dict[Element | None, int] = {}
        self._lines: list[tuple[object, Element | None]] = []
        self._notes = 0

    def visit(self, box: LaidOutBox, parent: Tag) -> None:
        """Add a box and all inside it below an element."""
        box = unwrapped(box)
        kind = kind_of(box)
        artifact = self._artifact(box)
        if artifact is not None:
            self._discard(box, artifact, parent)
        elif kind is BoxKind.TEXT:
            parent.kids += self._marks(box)
        elif kind is BoxKind.PICTURE:
            self._add_picture(box, parent)
        elif kind is BoxKind.NOTES:
            for child in map(unwrapped, box.children):
                self.visit(child, self._nearest(child.element))
        else:
            tag = self._tag(box, parent)
            self.targets.note(box, tag, is_new=tag is not parent and not tag.kids)
            self._add_annotation(box, tag)
            for child in box.children:
                if kind_of(child) is BoxKind.LINE:
                    self._lines.append((child, box.element))
                    self.visit(child, tag)
                    self._lines.pop()
                else:
                    self.visit(child, tag)

    def _marks(self, box: LaidOutBox) -> Iterator[MarkedContent]:
        mcid = self.page.sequence_of(box)
        if mcid is not None:
            lines, words = tuple(self._lines), text_of(box)
            if words is not None and words.endswith(HYPHENATED):
                # The hyphen is the engine's, the soft hyphen before it the text's.
                words = words[:-1]
            mirrored = box.style["direction"] == "rtl" or is_from_the_right(words or "")
            yield MarkedContent(self.number, mcid, self.forms.get(mcid), words, lines, mirrored)

    def _artifact(self, box: LaidOutBox) -> Artifact | None:
        """Return as what a box stands outside the text, None for one that is read."""
        if kind_of(box) is BoxKind.MARGIN:
            return RUNNING.get(margin_of(box), Artifact.PAGINATION)
        if is_hidden(box.element):
            return Artifact.LAYOUT
        if box.style["position"] == "fixed":
            return Artifact.PAGINATION
        if is_table_head(box) and self._heads.setdefault(box.element, self.number) != self.number:
            # A table that goes on repeats its head, which has been read once.
            return Artifact.PAGINATION
        return None

    def _discard(self, box: LaidOutBox, artifact: Artifact, parent: Tag) -> None:
        """Leave a box outside the tags; who follows a link to it comes to what is read next."""
        box = unwrapped(box)
        self.targets.note(box, parent, is_new=False)
        self.artifacts += ((mark, artifact) for mark in self._marks(box))
        for child in box.children:
            self._discard(child, artifact, parent)

    def _nearest(self, element: Element | None) -> Tag:
        for ancestor in list(self.origins.lineage(element))[1:]:
            if tag := self._contents.get((ancestor, str(ancestor.tag))):
                return tag
        return self.root

    def _add_picture(self, box: LaidOutBox, parent: Tag) -> None:
        words = figure_text(box.element) if box.element is not None else ""
        if not words:
            self._discard(box, Artifact.LAYOUT, parent)
            return
        self.targets.note(box, parent, is_new=False)
        left, top = box.content_box_x(), self.page.height - box.content_box_y()
        corners = (left, top - box.height, left + box.width, top)
        bounds = f"[{' '.join(f'{corner * PX_TO_PT:.2f}' for corner in corners)}]"
        figure = parent.add("Figure", alt=words, attributes={"Layout": {"BBox": bounds}})
        figure.kids += self._marks(box)
        self._add_annotation(box, parent)

    def _add_annotation(self, box: LaidOutBox, tag: Tag) -> None:
        """Put the annotation of a link, if there is one, into its element, with words.

        Its corners come in the right order. ISO 14289-1, 7.18.5 asks for /Contents, ISO 19005-3,
        6.3.2 for the Print flag.
        """
        annotation = annotation_of(box)
        if annotation is None:
            return
        link: Tag | None = tag
        while link is not None and link.role != "Link":
            link = link.parent
        left, bottom, right, top = annotation["Rect"]
        edges = (min(left, right), min(bottom, top), max(left, right), max(bottom, top))
        annotation["Rect"] = f"[{' '.join(f'{edge:.2f}' for edge in edges)}]"
        annotation["F"] = 4
        anchors = (e for e in self.origins.lineage(box.element) if e.tag == "a")
        annotation["Contents"] = text(accessible_name(next(anchors)))
        (link or tag).kids.append(Annotation(self.number, annotation))

    def _tag(self, box: LaidOutBox, parent: Tag) -> Tag:
        """Return the tag that takes what is inside a box, a new one if its element has none yet."""
        element = box.element
        if element is None:
            return parent
        name, _, pseudo = box.element_tag.partition("::")
        is_label = pseudo.endswith("marker") or (not pseudo and "data-label" in element.attrib)
        if pseudo and not is_label:
            return parent
        key = (element, box.element_tag if is_label else name)
        if key not in self._contents:
            self._contents[key] = label_of(parent) if is_label else self._new_tag(box, parent)
        return self._contents[key]

    def _new_tag(self, box: LaidOutBox, parent: Tag) -> Tag:
        element = box.element
        if element is None or box.element_tag == "body":
            return parent
        if box.element_tag == "html":
            return self.root
        role = role_of(box, parent)
        if role == "Sect":
            return self._section(box, element, parent)
        if role == "L":
            return self._list(box, element, parent)
        if "data-note" not in element.attrib:
            return new_tag(box, element, role, parent)
        # ISO 14289-1, 7.9: a note has an identifier of its own.
        self._notes += 1
        holder = new_tag(box, element, role, parent) if role == "LI" else parent
        return holder.add("Note", identifier=f"note-{self._notes}")

    def _list(self, box: LaidOutBox, element: Element, parent: Tag) -> Tag:
        """Return the tag of a list; one that goes on with an earlier one is joined to it later."""
        tag = new_tag(box, element, "L", parent)
        if earlier := self._lists.get(element.get("data-continues", "")):
            self._more_of_lists.append((earlier, tag))
        if "id" in element.attrib:
            self._lists[element.attrib["id"]] = tag
        return tag

    def join_lists(self) -> None:
        """Put the items of lists that go on with others behind all of theirs.

        Columns of one list may go on over the page, side by side.
        """
        for earlier, tag in self._more_of_lists:
            for kid in tag.kids:
                if isinstance(kid, Tag):
                    kid.parent = earlier
            earlier.kids += tag.kids
            tag.kids = []

    def _section(self, box: LaidOutBox, element: Element, parent: Tag) -> Tag:
        """Return the tag of a section: an earlier one where it goes on with that."""
        earlier = self._sections.get(element.get("data-continues", ""))
        tag = earlier or new_tag(box, element, "Sect", parent)
        if "id" in element.attrib:
            self._sections[element.attrib["id"]] = tag
        return tag

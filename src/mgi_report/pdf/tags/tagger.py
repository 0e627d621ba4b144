"""Tag a laid-out document so that its structure is that of its HTML.

Every HTML element becomes at most one structure element, however many boxes, lines and pages it is
spread over; boxes only say in which order things come. What stands outside the flow (running
lines, page numbers, fixed boxes, repeated table heads, ``aria-hidden``) becomes an artifact.
ISO 32000-1, 14.8; ISO 14289-1, 7.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element

from mgi_report.pdf.engine.boxes import (
    BoxKind,
    LaidOutBox,
    Origins,
    PaintedPage,
    accessible_name,
    is_hidden,
    kind_of,
    unwrapped,
)
from mgi_report.pdf.engine.links import figure_text
from mgi_report.pdf.tags.marks import make_artifacts, make_spaces, marked_streams
from mgi_report.pdf.tags.roles import label_of, new_tag, role_of
from mgi_report.pdf.tags.spaces import missing_spaces, strip_blanks
from mgi_report.pdf.tags.tree import Annotation, MarkedContent, Tag, tidy, write_tree

__all__ = ["tag_document"]

PX_TO_PT = 0.75


def tag_document(
    root: Element, pdf: Any, pages: Sequence[PaintedPage], language: str, fonts: Iterable[Any]
) -> None:
    """Write the tag tree of the painted pages into a pydyf PDF.

    Makes link annotations fit for it as well. ``fonts`` are the engine's fonts. To be called
    before the streams are compressed.
    """
    streams, places = marked_streams(pdf, [page.marks for page in pages])
    builder = _TagTreeBuilder(Origins(root), language)
    for number, page in enumerate(pages):
        builder.page = page
        builder.number = number
        builder.forms = {mcid: place.form for mcid, place in places[number].items()}
        builder.visit(page.box, builder.root)
    outside = builder.artifacts + tidy(builder.root)
    make_spaces(places, missing_spaces(builder.root), fonts)
    outside += strip_blanks(builder.root)
    make_artifacts(places, outside)
    write_tree(pdf, builder.root, streams)


class _TagTreeBuilder:
    """Grow the tag tree page by page."""

    page: PaintedPage
    number: int
    forms: Mapping[int, Any]

    def __init__(self, origins: Origins, language: str) -> None:
        self.origins = origins
        self.root = Tag("Document", language=language)
        self.artifacts: list[MarkedContent] = []
        self._contents: dict[tuple[Element, str], Tag] = {}
        self._heads: dict[Element | None, int] = {}
        self._lines: list[tuple[object, Element | None]] = []
        self._notes = 0

    def visit(self, box: LaidOutBox, parent: Tag) -> None:
        """Add a box and all inside it below an element."""
        box = unwrapped(box)
        kind = kind_of(box)
        if kind is BoxKind.MARGIN or self._is_outside(box):
            self._discard(box)
        elif kind is BoxKind.TEXT:
            parent.kids += self._marks(box)
        elif kind is BoxKind.PICTURE:
            self._add_picture(box, parent)
        elif kind is BoxKind.NOTES:
            for child in map(unwrapped, box.children):
                self.visit(child, self._nearest(child.element))
        else:
            tag = self._tag(box, parent)
            if box.link_annotation:
                self._add_annotation(box, tag)
            for child in box.children:
                if kind_of(child) is BoxKind.LINE:
                    self._lines.append((child, box.element))
                    self.visit(child, tag)
                    self._lines.pop()
                else:
                    self.visit(child, tag)

    def _marks(self, box: LaidOutBox) -> Iterator[MarkedContent]:
        if mark := self.page.marks.get(box):
            mcid: int = mark["mcid"]
            text: str | None = getattr(box, "text", None)
            yield MarkedContent(self.number, mcid, self.forms.get(mcid), text, tuple(self._lines))

    def _is_outside(self, box: LaidOutBox) -> bool:
        if is_hidden(box.element) or box.style["position"] == "fixed":
            return True
        if getattr(box, "is_header", False) or getattr(box, "is_footer", False):
            # A table that goes on repeats its head, which has been read once.
            return self._heads.setdefault(box.element, self.number) != self.number
        return False

    def _discard(self, box: LaidOutBox) -> None:
        box = unwrapped(box)
        self.artifacts += self._marks(box)
        for child in box.children:
            self._discard(child)

    def _nearest(self, element: Element | None) -> Tag:
        for ancestor in list(self.origins.lineage(element))[1:]:
            if tag := self._contents.get((ancestor, str(ancestor.tag))):
                return tag
        return self.root

    def _add_picture(self, box: LaidOutBox, parent: Tag) -> None:
        words = figure_text(box.element) if box.element is not None else ""
        if not words:
            self._discard(box)
            return
        left, top = box.content_box_x(), self.page.height - box.content_box_y()
        corners = (left, top - box.height, left + box.width, top)
        bounds = f"[{' '.join(f'{corner * PX_TO_PT:.2f}' for corner in corners)}]"
        figure = parent.add("Figure", alt=words, attributes={"Layout": {"BBox": bounds}})
        figure.kids += self._marks(box)
        if box.link_annotation:
            self._add_annotation(box, parent)

    def _add_annotation(self, box: LaidOutBox, tag: Tag) -> None:
        """Put a link's annotation into its element, with words, and corners in the right order.

        ISO 14289-1, 7.18.5 asks for /Contents, ISO 19005-3, 6.3.2 for the Print flag.
        """
        link: Tag | None = tag
        while link is not None and link.role != "Link":
            link = link.parent
        annotation = box.link_annotation
        left, bottom, right, top = annotation["Rect"]
        edges = (min(left, right), min(bottom, top), max(left, right), max(bottom, top))
        annotation["Rect"] = f"[{' '.join(f'{edge:.2f}' for edge in edges)}]"
        annotation["F"] = 4
        anchors = (e for e in self.origins.lineage(box.element) if e.tag == "a")
        annotation["Contents"].string = accessible_name(next(anchors))
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
        if "data-note" not in element.attrib:
            return new_tag(box, element, role, parent)
        # ISO 14289-1, 7.9: a note has an identifier of its own.
        self._notes += 1
        holder = new_tag(box, element, role, parent) if role == "LI" else parent
        return holder.add("Note", identifier=f"note-{self._notes}")

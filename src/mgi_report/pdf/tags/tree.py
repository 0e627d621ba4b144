"""Hold a tag tree and tidy it (ISO 32000-1, 14.7 and 14.8)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any
from xml.etree.ElementTree import Element

from mgi_report.pdf.engine.content import TaggedContent
from mgi_report.pdf.engine.objects import Entries

__all__ = [
    "INLINE",
    "PHRASING",
    "STANDING_FOR",
    "Annotation",
    "Lines",
    "MarkedContent",
    "Tag",
    "tags_in",
    "text_marks",
    "tidy",
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


def tags_in(tag: Tag) -> Iterator[Tag]:
    """Yield a tag and all below it, in reading order."""
    yield tag
    for kid in tag.kids:
        if isinstance(kid, Tag):
            yield from tags_in(kid)


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

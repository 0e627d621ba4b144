"""Check and tidy the links and pictures of laid-out pages."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from mgi_report.document.document import BASE_URL
from mgi_report.pdf.engine.boxes import (
    SVG,
    BoxKind,
    LaidOutBox,
    Origins,
    accessible_name,
    is_hidden,
    kind_of,
    unwrapped,
)
from mgi_report.problems.problem import Problem

__all__ = ["Link", "LinkedPage", "figure_text", "flatten", "link_problems", "picture_problems"]

SCHEMES = {"http", "https", "mailto"}

Rectangle = tuple[float, float, float, float]
Link = tuple[str, str, Rectangle, Any]
"""Kind (internal, external or attachment), target, corners in px, and the box."""


class LinkedPage(Protocol):
    """Name what this module reads of a WeasyPrint page."""

    links: list[Link]
    anchors: Mapping[str, Any]


def flatten(links: Sequence[Link]) -> list[Link]:
    """Return the links that stand for an ``<a>`` itself, one for each line or box of it.

    The engine adds one for each box inside a link, which readers announce again, and which breaks
    ISO 14289-1, 7.18.5 once tagged. Such a box enlarges the link it touches; one placed away from
    its ``<a>`` keeps its own, for it is the place people click on.
    """
    kept: list[Link] = []
    # Own boxes first: false sorts before true, and the order stays otherwise.
    for link in sorted(links, key=lambda link: link[3].link is None):
        if link[3].link is not None:
            kept.append(link)
            continue
        closest = max(range(len(kept)), key=lambda i: _shared(kept[i], link), default=None)
        if closest is not None and _shared(kept[closest], link):
            kept[closest] = _enlarged(kept[closest], link)
        else:
            kept.append(link)
    return [link for link in kept if _area(link[2])]


def _area(rectangle: Rectangle) -> float:
    left, top, right, bottom = rectangle
    return max(0, right - left) * max(0, bottom - top)


def _shared(one: Link, other: Link) -> float:
    """Return the area two links with the same target share, in square px."""
    if one[:2] != other[:2]:
        return 0
    (left, top, right, bottom), (l2, t2, r2, b2) = one[2], other[2]
    return _area((max(left, l2), max(top, t2), min(right, r2), min(bottom, b2)))


def _enlarged(one: Link, other: Link) -> Link:
    (left, top, right, bottom), (l2, t2, r2, b2) = one[2], other[2]
    corners = (min(left, l2), min(top, t2), max(right, r2), max(bottom, b2))
    return (one[0], one[1], corners, one[3])


def link_problems(
    pages: Sequence[LinkedPage], boxes: Sequence[LaidOutBox], origins: Origins
) -> Iterator[Problem]:
    """Yield a problem for each link that leads nowhere, has no words or cannot be reached.

    ``boxes`` are the boxes of the pages.
    """
    anchors = {name for page in pages for name in page.anchors}
    repeated = {id(box) for page in boxes for box in _repeated(page)}
    checked: set[tuple[Element, str]] = set()
    with_area: set[Element] = set()
    for page in pages:
        for link in page.links:
            box = unwrapped(link[3])
            ancestors = list(origins.lineage(box.element))
            with_area.add(_link_element(ancestors))
            if (ancestors[0], link[1]) not in checked:
                checked.add((ancestors[0], link[1]))
                is_out_of_reach = id(box) in repeated or any(map(is_hidden, ancestors))
                for code, message, hint in _link_faults(
                    link, anchors, _link_element(ancestors), is_out_of_reach=is_out_of_reach
                ):
                    yield Problem(code, message, hint, origins.location(ancestors[0]))
    yield from _lost_links(boxes, with_area, origins)


def _link_faults(
    link: Link, anchors: set[str], element: Element, *, is_out_of_reach: bool
) -> Iterator[tuple[str, str, str]]:
    """Yield code, message and hint for each fault of a link."""
    kind, target = link[0], link[1][:200]
    if not _leads_somewhere(kind, link[1], anchors):
        yield (
            "unresolved-link",
            f"a link leads to {'#' if kind == 'internal' else ''}{target}, "
            "which is neither a place in the document nor a web or mail address",
            "link to the id of an element, or to a whole address with https or mailto",
        )
    if is_out_of_reach:
        yield (
            "hidden-link",
            f"the link to {target} stands in a running line, a fixed box or content hidden from "
            "assistive technology, where not everybody can follow it",
            "put the link into the text of a page",
        )
    elif not accessible_name(element):
        yield (
            "unnamed-link",
            f"the link to {target} has no words",
            "give it text or an aria-label",
        )


def _lost_links(
    boxes: Iterable[LaidOutBox], with_area: set[Element], origins: Origins
) -> Iterator[Problem]:
    """Yield a problem for each laid-out link that has no area to click on.

    The engine forgets inline links that are items of a flex or grid box or hold blocks.
    """
    shown = (box.element for page in boxes for box in _descendants(page))
    for element in dict.fromkeys(element for element in shown if element is not None):
        if element.tag == "a" and "href" in element.attrib and element not in with_area:
            yield Problem(
                "lost-link",
                f"the link to {element.get('href', '')[:200]} has no area to click on",
                "give the link content, and display: block if it is an item of a flex or grid box "
                "or holds blocks",
                origins.location(element),
            )


def _leads_somewhere(kind: str, target: str, anchors: set[str]) -> bool:
    if kind == "internal":
        return target in anchors
    try:
        scheme = urlsplit(target).scheme
    except ValueError:
        return False
    return kind == "external" and scheme in SCHEMES and not target.startswith(BASE_URL)


def _link_element(ancestors: Sequence[Element]) -> Element:
    return next((ancestor for ancestor in ancestors if ancestor.tag == "a"), ancestors[0])


def _repeated(page: LaidOutBox) -> Iterator[LaidOutBox]:
    """Yield the boxes of running lines and fixed boxes."""
    for box in _descendants(page):
        if kind_of(box) is BoxKind.MARGIN or box.style["position"] == "fixed":
            yield box
            yield from _descendants(box)


def _descendants(box: LaidOutBox) -> Iterator[LaidOutBox]:
    for child in map(unwrapped, box.children):
        yield child
        yield from _descendants(child)


def picture_problems(pages: Iterable[LaidOutBox], origins: Origins) -> Iterator[Problem]:
    """Yield a problem for each picture without words for people who do not see it.

    ISO 14289-1, 7.3: a figure has an alternate representation. An empty ``alt`` says that the
    picture is decoration.
    """
    elements = dict.fromkeys(box.element for page in pages for box in _pictures(page))
    for element in elements:
        if element is None or figure_text(element) is not None:
            continue
        if not any(is_hidden(ancestor) for ancestor in origins.lineage(element)):
            yield Problem(
                "missing-alt",
                f"the picture {element.get('src') or 'drawn in place'} has no words",
                "give it alt, aria-label or, for SVG, a title as first child; or aria-hidden",
                origins.location(element),
            )


def figure_text(element: Element) -> str | None:
    """Return the words for a picture, an empty string for decoration, None where none are given."""
    if element.tag == f"{SVG}svg":
        return element.findtext(f"{SVG}title") or element.get("aria-label") or None
    return element.get("aria-label") or element.get("alt")


def _pictures(box: LaidOutBox) -> Iterator[LaidOutBox]:
    for child in map(unwrapped, box.children):
        if kind_of(child) is BoxKind.PICTURE:
            yield child
        elif kind_of(child) is not BoxKind.MARGIN:
            yield from _pictures(child)

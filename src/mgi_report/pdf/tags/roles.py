"""Choose the structure element for an HTML element (ISO 32000-1, 14.8.4)."""

from typing import Any
from xml.etree.ElementTree import Element

from mgi_report.pdf.engine.boxes import LaidOutBox
from mgi_report.pdf.tags.tree import PHRASING, Tag

__all__ = ["label_of", "new_tag", "role_of"]

ROLES = {
    "main": "Part",
    "article": "Art",
    "section": "Sect",
    "blockquote": "BlockQuote",
    "q": "Quote",
    "code": "Code",
    "em": "Em",
    "strong": "Strong",
    "p": "P",
    "pre": "P",
    "figcaption": "Caption",
    "caption": "Caption",
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
    **dict.fromkeys(("ul", "ol", "dl", "menu"), "L"),
    "li": "LI",
    "dt": "Lbl",
    "dd": "LBody",
    "table": "Table",
    "thead": "THead",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    **dict.fromkeys(
        ("div", "header", "footer", "nav", "aside", "address", "figure", "hgroup", "details"),
        "Div",
    ),
}
TABLE_PARENTS = {
    "THead": {"Table"},
    "TBody": {"Table"},
    "TFoot": {"Table"},
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "TH": {"TR"},
    "TD": {"TR"},
}
# ISO 32000-1, table 347.
NUMBERING = {
    "disc": "Disc",
    "circle": "Circle",
    "square": "Square",
    "decimal": "Decimal",
    "lower-alpha": "LowerAlpha",
    "upper-alpha": "UpperAlpha",
    "lower-roman": "LowerRoman",
    "upper-roman": "UpperRoman",
}


Details = dict[str, str]


def role_of(box: LaidOutBox, parent: Tag) -> str:
    """Return the role of the element of a box, or an empty string for one that means nothing."""
    element, name = box.element, box.element_tag
    if element is None:
        return ""
    if name == "a":
        return "Link" if box.link is not None else ""
    role = ROLES.get(name, "")
    if element.get("role") in {"presentation", "none"}:
        return "Div" if role else ""
    if role in TABLE_PARENTS and parent.role not in TABLE_PARENTS[role]:
        return "Div"
    return role


def new_tag(box: LaidOutBox, element: Element, role: str, parent: Tag) -> Tag:
    """Return what takes the content of an element: a new tag, or the parent if it means nothing."""
    details = _language_of(element, parent)
    if role == "L":
        return _list(element, parent, details)
    if role in {"LI", "LBody", "Lbl"}:
        return _item(box, element, role, parent, details)
    if role == "Caption" and (figure := _figure_in(parent)):
        return figure.add(role, **details)
    if role == "Div" and parent.role == "L":
        return parent.add("LI", **details)  # It groups terms and descriptions of a <dl>.
    if role == "Div" and parent.role in PHRASING:
        role = ""
    expansion = element.get("title", "") if element.tag == "abbr" else ""
    if not role and (details or expansion):
        role = "Span"
    if not role:
        return parent
    if role == "Link":
        parent = _reference(element, parent)
    tag = parent.add(role, expansion=expansion, **details)
    if role in {"TH", "TD"}:
        tag.attributes = _cell_attributes(role, box, element)
    return tag


def _figure_in(parent: Tag) -> Tag | None:
    """Return the picture that a caption after it is about."""
    last = parent.kids[-1] if parent.kids and parent.role != "Table" else None
    return last if isinstance(last, Tag) and last.role == "Figure" else None


def _reference(element: Element, parent: Tag) -> Tag:
    """Return what takes a link: a reference where it leads to a place in the document.

    One that calls a note is the label of what it calls.
    """
    if parent.role == "Reference" or not element.get("href", "").startswith("#"):
        return parent
    reference = parent.add("Reference")
    return reference.add("Lbl") if "data-call" in element.attrib else reference


def label_of(parent: Tag) -> Tag:
    """Return a new label for the list item or note that ``parent`` is, or is inside.

    The number of an item that is itself a note is the item's; a note in an item that has its
    number already has one of its own.
    """
    item: Tag | None = parent
    while item is not None and item.role not in {"LI", "TOCI"} and not _lacks_label(item):
        item = item.parent
    label = Tag("Lbl", item or parent, parent.language)
    (item or parent).kids.insert(0, label)
    return label


def _lacks_label(tag: Tag) -> bool:
    """Return whether a tag is a note that is no list item without a label."""
    if tag.role != "Note":
        return False
    body = tag.parent
    if body is None or body.role != "LBody" or body.parent is None:
        return True
    return any(isinstance(kid, Tag) and kid.role == "Lbl" for kid in body.parent.kids)


def _language_of(element: Element, parent: Tag) -> Details:
    """Return the language of an element where it differs from its parent's."""
    lang = element.get("lang", "")
    if not lang or lang.casefold() == parent.language.casefold():
        return {}
    return {"lang": lang, "language": lang}


def _list(element: Element, parent: Tag, details: Details) -> Tag:
    """Return a list, or a table of contents where the HTML says ``data-toc``."""
    if parent.role == "Reference" and parent.parent is not None:
        parent = parent.parent
    if "data-toc" in element.attrib or parent.role == "TOCI":
        return parent.add("TOC", **details)
    # Items that are numbered by the text itself have no marker to tell how. A list without any is
    # not in an order: Disc says so to a listener, and None would leave it open (ISO 32000-2 has
    # Unordered for it).
    numbering = "/Decimal" if element.tag == "ol" else "/Disc"
    return parent.add("L", attributes={"List": {"ListNumbering": numbering}}, **details)


def _item(box: LaidOutBox, element: Element, role: str, parent: Tag, details: Details) -> Tag:
    """Return what takes the content of an item: its body, or its label for a ``<dt>``."""
    if parent.role == "TOC":
        return parent.add("TOCI", **details).add("Reference")
    if parent.role == "LI":
        return parent.add(role, **details)
    if parent.role != "L":
        return parent.add("Div", **details)
    if role == "LI":
        style = box.style["list_style_type"]
        if "list-item" in box.style["display"] and isinstance(style, str) and style != "none":
            numbering = NUMBERING.get(style, "Decimal" if element.tag == "ol" else "Disc")
            parent.attributes = {"List": {"ListNumbering": f"/{numbering}"}}
        return parent.add("LI", **details).add("LBody")
    last = parent.kids[-1] if parent.kids else None
    if not isinstance(last, Tag) or (role == "Lbl" and _has_body(last)):
        last = parent.add("LI")
    return last.add(role, **details)


def _has_body(item: Tag) -> bool:
    return any(isinstance(kid, Tag) and kid.role == "LBody" for kid in item.kids)


def _cell_attributes(role: str, box: LaidOutBox, element: Element) -> dict[str, dict[str, Any]]:
    """Return scope and spans of a table cell (ISO 32000-1, table 349; ISO 14289-1, 7.5)."""
    entries: dict[str, Any] = {}
    if role == "TH":
        entries["Scope"] = "/Row" if element.get("scope", "").startswith("row") else "/Column"
    entries |= {"ColSpan": box.colspan} if box.colspan != 1 else {}
    entries |= {"RowSpan": box.rowspan} if box.rowspan != 1 else {}
    return {"Table": entries} if entries else {}

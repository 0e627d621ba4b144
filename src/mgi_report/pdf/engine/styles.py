"""Give elements alike one computed style, and keep it from document to document.

WeasyPrint computes a value when it is first asked for, which took a quarter of layout. It makes a
style for each element with an id, for eight pseudo-elements of each element, and for the page and
its 18 margin boxes each time a page is made; and all of them anew for each document. Browsers share
a style among elements that have the same rules and the same parent style.
"""

import re
from importlib import import_module
from typing import Any

from mgi_report.pdf.engine.cascade import KEPT_WITH, StyleNode

__all__ = ["keep_styles"]

# What needs no escape in a string of CSS.
PLAIN = re.compile(r'[^"\\\n\r\f\0]+')


def keep_styles() -> None:
    """Let documents whose font configuration keeps styles have those that are kept."""
    css: Any = import_module("weasyprint.css")
    if css.find_stylesheets.__module__ == __name__:
        return  # It has been done.
    original, found = css.StyleFor, css.find_stylesheets
    own = type("OwnStyle", (_OwnStyle, css.ComputedStyle), {})
    finder = type(original.__name__, (_StyleFinder, original), {"own": own})

    def style_for(html: Any, sheets: Any, hints: Any, fonts: Any, targets: Any) -> Any:
        if hints or "kept" not in vars(fonts):
            return original(html, sheets, hints, fonts, targets)
        return finder(html, sheets, fonts, targets)

    def find_stylesheets(*details: Any) -> Any:
        kept = vars(details[4]).get("kept")
        return kept.find_sheets(found, details) if kept else found(*details)

    css.StyleFor, css.find_stylesheets = style_for, find_stylesheets


class _OwnStyle(dict[str, Any]):
    """The style of one element, which takes from the shared one what it is asked for.

    In front of WeasyPrint's own class.
    """

    def __init__(self, style: Any, anchor: str | None) -> None:
        self.__dict__.update(vars(style), shared=style, anonymous_style=style.anonymous_style)
        self["anchor"] = anchor

    def copy(self) -> Any:
        """Return a style that WeasyPrint may write into."""
        copy = type(self)(self.__dict__["shared"], self["anchor"])
        copy.update(self)
        for name in KEPT_WITH:
            copy.__dict__.pop(name, None)
        return copy

    def __missing__(self, key: str) -> Any:
        value = self[key] = self.__dict__["shared"][key]
        return value


class _StyleFinder:
    """Find the style of an element, a pseudo-element, a page, or a margin box.

    In front of WeasyPrint's own class.
    """

    own: type[_OwnStyle]

    def __init__(self, html: Any, sheets: Any, fonts: Any, targets: Any) -> None:
        self.font_config = fonts
        self._cascade = fonts.kept.now.cascade(sheets, fonts, html.base_url)
        self.initial_page_sizes = self._cascade.first_page
        self._nodes: dict[Any, StyleNode] = {}
        self._styles: dict[Any, Any] = {}
        self._targets = targets
        fonts.kept.let_go = self._let_go
        targets.kept_numbers = fonts.kept.now.numbers
        for wrapper in html.wrapper_element.iter_subtree():
            self._add(wrapper, targets)
        self._root = self._nodes[html.etree_element]

    def _add(self, wrapper: Any, targets: Any) -> None:
        element, parent = wrapper.etree_element, wrapper.parent
        above = self._nodes[parent.etree_element] if parent else self._cascade.top
        rules = self._cascade.finder.matching(wrapper)
        node = self._nodes[element] = self._cascade.node(above, element, rules)
        anchor = node.style["anchor"] or _anchor(element)
        # WeasyPrint writes into the styles of these two, for this document alone.
        is_own = anchor or element.tag in {"html", "body"}
        self._styles[element] = self.own(node.style, anchor) if is_own else node.style
        if anchor:
            targets.collect_anchor(anchor)

    def _let_go(self) -> None:
        """Forget elements and the boxes they began as, which drawings of the pages hold on to."""
        self._nodes.clear()
        self._styles.clear()
        self._targets.let_go()

    def __call__(self, element: Any, pseudo_type: str | None = None) -> Any:
        """Return a style; None for a pseudo-element that no rule names."""
        if pseudo_type is None:
            return self._styles.get(element)
        node = self._nodes.get(element)
        style = node and self._cascade.pseudo(node, pseudo_type)
        # WeasyPrint writes the anchor of a note's call into it.
        return style.copy() if style and pseudo_type == "note-call" else style

    def add_page_declarations(self, page_type: Any) -> None:
        """Do nothing: the rules are found together with the styles."""

    def get_cascaded_styles(self) -> dict[Any, Any]:
        """Return nothing, so that no style is made for margin boxes that no page has."""
        return {}

    def set_computed_styles(self: Any, element: Any, *_: Any, **__: Any) -> None:
        """Find the style of a page before it is made; those of elements have been found."""
        self._targets.begin_page()
        node = self._cascade.page(element, self._page_type_match, self._root)
        self._nodes[element] = node
        # WeasyPrint writes into it.
        self._styles[element] = node.style.copy()


def _anchor(element: Any) -> str | None:
    """Return the name by which links find an element."""
    name = (element.get("name") if element.tag == "a" else None) or element.get("id")
    if not name or PLAIN.fullmatch(name):
        return name or None
    tinycss2, css = import_module("tinycss2"), import_module("weasyprint.css")
    declaration = tinycss2.parse_one_declaration(f'-weasy-anchor:"{name}"')
    declared = {key: value for key, value, _ in css.preprocess_declarations(None, [declaration])}
    return declared.get("anchor")

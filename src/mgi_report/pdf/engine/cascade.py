"""Give elements alike one computed style, and keep it from document to document.

WeasyPrint computes a value when it is first asked for, which took a quarter of layout. It makes a
style for each element with an id, for eight pseudo-elements of each element, and for the page and
its 18 margin boxes each time a page is made; and all of them anew for each document. Browsers share
a style among elements that have the same rules and the same parent style.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from mgi_report.pdf.engine.references import KeptNumbers
from mgi_report.pdf.engine.sheets import OF_THE_PAGE, KeptSheets, ParsedSheets, Rule, RuleFinder

__all__ = ["KeptStyles", "keep_styles"]

MOST = 10_000
"""The most styles that are kept: a style attribute can be another one in each document."""

STRONGEST = float("inf")
BY_ATTRIBUTE = (1, 0, 0)
OF_ELEMENT = (0, 0, 0)
# What needs no escape in a string of CSS.
PLAIN = re.compile(r'[^"\\\n\r\f\0]+')
SVG = "{http://www.w3.org/2000/svg}svg"

Cascaded = dict[str | None, dict[str, tuple[Any, Any]]]
"""The value and weight of each property that rules set, by the pseudo-element."""


@dataclass(eq=False)
class _Node:
    """Hold the style of elements alike, and those within them by what sets these apart."""

    style: Any
    root_style: Any
    cascaded: Cascaded
    pseudos: dict[str, Any] = field(default_factory=dict)
    within: dict[object, "_Node"] = field(default_factory=dict)


class _Cascade:
    """Make styles by the rules of some sheets, each once."""

    def __init__(self, sheets: Sequence[Any], fonts: Any, base_url: str) -> None:
        css = import_module("weasyprint.css")
        self._make, self._precedence = css.ComputedStyle, css.declaration_precedence
        self.finder = RuleFinder(sheets)
        self.lasts = True
        self.count = 0
        self.first_page: dict[str, Any] = {"box": None, "area": None}
        self.top = _Node(None, css.InitialStyle(fonts), {})
        self._fonts, self._base_url = fonts, base_url
        self._page_rules = list(_page_rules(sheets))
        self._page_nodes: dict[object, _Node] = {}

    def node(self, parent: _Node, element: Any, rules: tuple[Rule, ...]) -> _Node:
        """Return the node of an element with these rules within one like ``parent``."""
        get = element.get
        size = (get("width"), get("height")) if element.tag == SVG else None
        key = (get("style"), get("lang"), size, *map(id, rules))
        node = parent.within.get(key)
        if node is None:
            own = self._own(element)
            cascaded = self._cascade(own, ((rule.pseudo, rule) for rule in rules))
            node = parent.within[key] = self._new(parent, cascaded)
        return node

    def page(self, page_type: Any, matches: Callable[[Any, Any], bool], root: _Node) -> _Node:
        """Return the node of a page and its margin boxes."""
        rules = [
            (pseudo, rule)
            for selector, pseudo, rule in self._page_rules
            if matches(selector, page_type)
        ]
        key = (id(root), *(id(rule) for _, rule in rules))
        node = self._page_nodes.get(key)
        if node is None:
            node = self._page_nodes[key] = self._new(root, self._cascade((), rules))
        return node

    def pseudo(self, node: _Node, name: str) -> Any:
        """Return the style of a pseudo-element or margin box, None if no rule names it."""
        style = node.pseudos.get(name)
        if style is None and (cascaded := node.cascaded.get(name)):
            style = node.pseudos[name] = self._computed(node, cascaded, name)
            _settle(style)
        return style

    def _new(self, parent: _Node, cascaded: Cascaded) -> _Node:
        self.count += 1
        style = self._computed(parent, cascaded.get(None, {}), None)
        _settle(style)
        # Of the root element WeasyPrint takes the initial values for those of its root.
        return _Node(style, style if parent is self.top else parent.root_style, cascaded)

    def _computed(self, parent: _Node, cascaded: Any, pseudo: str | None) -> Any:
        above, root = parent.style, parent.root_style
        return self._make(
            above, cascaded, pseudo, root, self._base_url, self._fonts, self.first_page
        )

    def _own(self, element: Any) -> Iterator[tuple[tuple[int, ...], Any]]:
        """Yield what an element's own attributes declare, with its specificity."""
        parse = import_module("tinycss2")
        if style := element.get("style"):
            self.lasts &= not OF_THE_PAGE.search(style.encode())
            yield BY_ATTRIBUTE, parse.parse_blocks_contents(style)
        if lang := element.get("lang"):
            yield OF_ELEMENT, [parse.parse_one_declaration(f'-weasy-lang:"{lang}"')]
        if element.tag == SVG:
            length = import_module("weasyprint.css.tokens").get_length
            for name in ("width", "height"):
                value = element.get(name)
                token = parse.parse_one_component_value(value) if value else None
                if token is not None and length(token, percentage=True):
                    yield OF_ELEMENT, [parse.parse_one_declaration(f"{name}:{value}")]

    def _cascade(
        self,
        own: Iterable[tuple[tuple[int, ...], Any]],
        rules: Iterable[tuple[str | None, Rule]],
    ) -> Cascaded:
        """Return what holds of all that is declared (CSS Cascading 4, 6)."""
        preprocess = import_module("weasyprint.css").preprocess_declarations
        cascaded: Cascaded = {}
        for specificity, declarations in own:
            weight = (STRONGEST, specificity)
            expanded = preprocess(self._base_url, declarations)
            self._declare(cascaded.setdefault(None, {}), expanded, weight, "author")
        for pseudo, rule in rules:
            into = cascaded.setdefault(pseudo, {})
            self._declare(into, rule.declarations, rule.weight, rule.origin)
        return cascaded

    def _declare(self, into: Any, declarations: Any, weight: tuple[Any, ...], origin: str) -> None:
        for name, values, importance in declarations:
            full = (self._precedence(origin, importance), *weight)
            if name not in into or into[name][1] <= full:
                into[name] = values, full


def _page_rules(sheets: Sequence[Any]) -> Iterator[tuple[Any, str | None, Rule]]:
    """Yield the rules for pages, with the selectors of the pages and the margin box they style.

    The sheets of a document share one list of them.
    """
    seen = set()
    for number, (sheet, origin, specificity_of_all) in enumerate(sheets):
        if id(sheet.page_rules) in seen:
            continue
        seen.add(id(sheet.page_rules))
        for _, selectors, declarations in sheet.page_rules:
            for specificity, pseudo, selector in selectors:
                # Layers have no weight here, as in WeasyPrint.
                weight = (0.0, specificity_of_all or specificity)
                rule = Rule(number, specificity, 0, pseudo, declarations, weight, origin)
                yield selector, pseudo, rule


def _settle(style: Any) -> None:
    """Set what does not apply to parts of tables to nothing (CSS 2.2, 8.3 and 17.6.2)."""
    zero = import_module("weasyprint.css.properties").ZERO_PIXELS
    display = style["display"]
    if "table" in display and style["border_collapse"] == "collapse":
        for side in ("top", "bottom", "left", "right"):
            style[f"padding_{side}"] = zero
    if len(display) == 1 and display[0].startswith("table-") and display[0] != "table-caption":
        for side in ("top", "bottom", "left", "right"):
            style[f"margin_{side}"] = zero


@dataclass
class KeptStyles:
    """Hold what a font configuration keeps from document to document."""

    sheets: KeptSheets = field(default_factory=KeptSheets)
    numbers: KeptNumbers = field(default_factory=dict)
    _parsed: ParsedSheets | None = None
    _cascades: dict[object, tuple[ParsedSheets | None, _Cascade]] = field(default_factory=dict)

    def find_sheets(self, original: Callable[..., Iterable[Any]], details: Any) -> list[Any]:
        """Return the sheets of a document, kept ones if they are the same."""
        self._parsed = self.sheets.find(original, details)
        return self._parsed.sheets

    def cascade(self, sheets: Sequence[Any], fonts: Any, base_url: str) -> _Cascade:
        """Return the cascade of the sheets just found, with its styles if it has been used."""
        parsed, cascade = self._cascades.get(base_url, (None, None))
        if parsed is self._parsed and cascade and cascade.lasts and cascade.count < MOST:
            return cascade
        cascade = _Cascade(sheets, fonts, base_url)
        cascade.lasts = self._parsed is not None and not self._parsed.depend_on_the_page
        self._cascades = {base_url: (self._parsed, cascade)}
        return cascade


def keep_styles() -> None:
    """Let documents whose font configuration keeps styles have those that are kept."""
    css: Any = import_module("weasyprint.css")
    if css.StyleFor.__module__ == __name__:
        return  # It has been done.
    original, found = css.StyleFor, css.find_stylesheets

    class Own(css.ComputedStyle):  # type: ignore[misc]
        """The style of one element, which takes from the shared one what it is asked for."""

        def __init__(self, style: Any, anchor: str | None) -> None:
            vars(self).update(vars(style), shared=style, anonymous_style=style.anonymous_style)
            self.update(style)
            self["anchor"] = anchor

        def copy(self) -> Any:
            copy = Own(self.shared, self["anchor"])
            copy.update(self)
            return copy

        def __missing__(self, key: str) -> Any:
            value = self[key] = self.shared[key]
            return value

    class StyleFor(original):  # type: ignore[misc]
        """Find the style of an element, a pseudo-element, a page, or a margin box."""

        def __new__(cls, html: Any, sheets: Any, hints: Any, fonts: Any, targets: Any) -> Any:
            if hints or not hasattr(fonts, "kept"):
                return original(html, sheets, hints, fonts, targets)
            return super().__new__(cls)

        def __init__(self, html: Any, sheets: Any, hints: Any, fonts: Any, targets: Any) -> None:
            del hints
            self.font_config = fonts
            self._cascade = fonts.kept.cascade(sheets, fonts, html.base_url)
            self.initial_page_sizes = self._cascade.first_page
            self._nodes: dict[Any, _Node] = {}
            self._styles: dict[Any, Any] = {}
            self._computed_styles = self._cascaded_styles = {}
            targets.kept_numbers = fonts.kept.numbers
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
            is_own = anchor or element.tag in ("html", "body")
            self._styles[element] = Own(node.style, anchor) if is_own else node.style
            if anchor:
                targets.collect_anchor(anchor)

        def __call__(self, element: Any, pseudo_type: str | None = None) -> Any:
            if pseudo_type is None:
                return self._styles.get(element)
            node = self._nodes.get(element)
            return node and self._cascade.pseudo(node, pseudo_type)

        def add_page_declarations(self, page_type: Any) -> None:
            """Do nothing: the rules are found together with the styles."""

        def set_computed_styles(self, element: Any, *_: Any, **__: Any) -> None:
            """Find the style of a page; those of elements are found from the beginning."""
            node = self._cascade.page(element, self._page_type_match, self._root)
            self._nodes[element] = node
            # WeasyPrint writes into it.
            self._styles[element] = node.style.copy()

    def find_stylesheets(*details: Any) -> Iterable[Any]:
        kept = getattr(details[4], "kept", None)
        return kept.find_sheets(found, details) if kept else found(*details)

    css.StyleFor, css.find_stylesheets = StyleFor, find_stylesheets


def _anchor(element: Any) -> str | None:
    """Return the name by which links find an element."""
    name = (element.get("name") if element.tag == "a" else None) or element.get("id")
    if not name or PLAIN.fullmatch(name):
        return name or None
    tinycss2, css = import_module("tinycss2"), import_module("weasyprint.css")
    declaration = tinycss2.parse_one_declaration(f'-weasy-anchor:"{name}"')
    declared = {key: value for key, value, _ in css.preprocess_declarations(None, [declaration])}
    return declared.get("anchor")

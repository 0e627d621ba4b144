"""Make a computed style for elements alike: with the same rules, within the same style."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from mgi_report.pdf.engine.initial import InitialValues
from mgi_report.pdf.engine.sheets import OF_THE_PAGE, Rule, RuleFinder

__all__ = ["KEPT_WITH", "Cascade", "StyleNode", "is_kept"]

KEPT_WITH = ("is_kept", "used_values", "is_square", "strut")
"""The attributes of a kept style that a copy does not have; see used.py and memory.py."""

STRONGEST = float("inf")
BY_ATTRIBUTE = (1, 0, 0)
OF_ELEMENT = (0, 0, 0)
SVG = "{http://www.w3.org/2000/svg}svg"

Cascaded = dict[str | None, dict[str, tuple[Any, Any]]]
"""The value and weight of each property that rules set, by the pseudo-element."""


@dataclass(eq=False)
class StyleNode:
    """Hold the style of elements alike, and those within them by what sets these apart.

    ``giver`` is the node whose style has all that children inherit: this one, or one above it
    that this one adds nothing to.
    """

    style: Any
    root_style: Any
    cascaded: Cascaded
    giver: "StyleNode | None" = None
    pseudos: dict[str, Any] = field(default_factory=dict)
    within: dict[object, "StyleNode"] = field(default_factory=dict)


class Cascade:
    """Make styles by the rules of some sheets, each once.

    It does not last where a length in a style attribute is a share of the first page. ``count``
    says how many styles there are.
    """

    def __init__(self, sheets: Sequence[Any], fonts: Any, base_url: str) -> None:
        """Sort the rules."""
        css = import_module("weasyprint.css")
        self._make, self._precedence = css.ComputedStyle, css.declaration_precedence
        self._inherited, self._pending = css.INHERITED, css.Pending
        self._initial = InitialValues(css)
        self._taking: dict[int, bool] = {}
        self.finder = RuleFinder(sheets)
        self.lasts = True
        self.count = 0
        self.first_page: dict[str, Any] = {"box": None, "area": None}
        self.top = StyleNode(None, css.InitialStyle(fonts), {})
        self._fonts, self._base_url = fonts, base_url
        self._page_rules = list(_page_rules(sheets))
        self._page_nodes: dict[object, StyleNode] = {}

    def node(self, parent: StyleNode, element: Any, rules: tuple[Rule, ...]) -> StyleNode:
        """Return the node of an element with these rules within one like ``parent``."""
        get = element.get
        size = (get("width"), get("height")) if element.tag == SVG else None
        key = (get("style"), get("lang"), size, *map(id, rules))
        takes_more = bool(get("style")) or any(self._takes_more(rule) for rule in rules)
        parent = parent if takes_more else parent.giver or parent
        node = parent.within.get(key)
        if node is None:
            own = self._own(element)
            cascaded = self._cascade(own, ((rule.pseudo, rule) for rule in rules))
            node = parent.within[key] = self._new(parent, cascaded)
        return node

    def page(
        self, page_type: Any, matches: Callable[[Any, Any], bool], root: StyleNode
    ) -> StyleNode:
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

    def pseudo(self, node: StyleNode, name: str) -> Any:
        """Return the style of a pseudo-element or margin box, None if no rule names it."""
        style = node.pseudos.get(name)
        if style is None and (cascaded := node.cascaded.get(name)):
            style = node.pseudos[name] = self._computed(node, cascaded, name)
        return style

    def _new(self, parent: StyleNode, cascaded: Cascaded) -> StyleNode:
        self.count += 1
        style = self._computed(parent, cascaded.get(None, {}), None)
        if parent is self.top:
            # Of the root element WeasyPrint takes the initial values for those of its root.
            return StyleNode(style, style, cascaded)
        adds = any(self._is_given(name) for name in cascaded.get(None, {}))
        return StyleNode(
            style, parent.root_style, cascaded, None if adds else parent.giver or parent
        )

    def _is_given(self, name: str) -> bool:
        """Return whether children have a property from their parent where no rule sets it."""
        given = name in self._inherited or name == "page"
        return given or name.startswith(("__", "text_decoration_"))

    def _takes_more(self, rule: Rule) -> bool:
        """Return whether a rule takes, or may take, what is not given: ``margin: inherit``."""
        takes = self._taking.get(id(rule))
        if takes is None:
            takes = self._taking[id(rule)] = any(
                not self._is_given(name)
                and (value == "inherit" or isinstance(value, self._pending))
                for name, value, _ in rule.declarations
            )
        return takes

    def _computed(self, parent: StyleNode, cascaded: Any, pseudo: str | None) -> Any:
        above, root = parent.style, parent.root_style
        style = self._make(
            above, cascaded, pseudo, root, self._base_url, self._fonts, self.first_page
        )
        self._initial.set_in(style)
        _settle(style)
        style.is_kept = True
        return style

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


def is_kept(style: Any) -> bool:
    """Return whether a style, or that whose anonymous style it is, is kept and never written into.

    A copy is not: WeasyPrint makes one to write into it.
    """
    kept: bool | None = vars(style).get("is_kept")
    if kept is None:
        above = vars(style).get("parent_style")
        kept = above is not None and vars(above).get("anonymous_style") is style and is_kept(above)
        style.is_kept = kept
    return kept

"""Keep parsed style sheets from document to document, as long as their bytes are the same.

WeasyPrint parses every style sheet anew for each document, and asks each of them in turn which of
its rules an element matches.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

__all__ = [
    "OF_THE_PAGE",
    "Details",
    "ParsedSheets",
    "Rule",
    "RuleFinder",
    "Sheet",
    "named_sheets",
    "parse_sheets",
]

Fetcher = Callable[[str], Any]
"""Return a response with a ``read`` method for an address."""

Details = Sequence[Any]
"""What WeasyPrint's find_stylesheets gets: the root, the medium, a fetcher, and more."""

Sheet = tuple[Any, str, Any]
"""A parsed style sheet, its origin as in CSS Cascading 4, 6.2, and the specificity of all its
rules, or None."""

# Such a length depends on the first page, which is not known before it is laid out.
OF_THE_PAGE = re.compile(rb"[\d.][a-z]?v(?:w|h|i|b|min|max)\b", re.IGNORECASE)


class Rule(NamedTuple):
    """Hold a rule that elements may match; rules of one sheet are ordered as its numbers are."""

    sheet: int
    specificity: tuple[int, ...]
    order: int
    pseudo: str | None
    declarations: Sequence[tuple[str, Any, bool]]
    weight: tuple[float, tuple[int, ...]]
    origin: str


class RuleFinder:
    """Find the rules of all style sheets that an element matches, in one go."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        """Sort the rules by what an element must have to match any of them."""
        self._by_id: dict[str, list[tuple[Any, Rule]]] = {}
        self._by_class: dict[str, list[tuple[Any, Rule]]] = {}
        self._by_name: dict[str, list[tuple[Any, Rule]]] = {}
        self._by_namespace: dict[str, list[tuple[Any, Rule]]] = {}
        self._with_language: list[tuple[Any, Rule]] = []
        self._others: list[tuple[Any, Rule]] = []
        for number, sheet in enumerate(sheets):
            self._add(number, sheet)

    def _add(self, number: int, sheet: Sheet) -> None:
        matcher = sheet[0].matcher
        for found, those in (
            (self._by_id, matcher.id_selectors),
            (self._by_class, matcher.class_selectors),
            (self._by_name, matcher.lower_local_name_selectors),
            (self._by_namespace, matcher.namespace_selectors),
        ):
            for key, entries in those.items():
                found.setdefault(key, []).extend(_rules(number, sheet, entries))
        self._with_language += _rules(number, sheet, matcher.lang_attr_selectors)
        self._others += _rules(number, sheet, matcher.other_selectors)

    def matching(self, element: Any) -> tuple[Rule, ...]:
        """Return the rules that match an element of cssselect2, the weakest of a sheet first."""
        groups = [self._others]
        if element.id is not None and element.id in self._by_id:
            groups.append(self._by_id[element.id])
        by_class = self._by_class
        groups += [by_class[name] for name in element.classes if name in by_class]
        if (name := element.local_name.lower()) in self._by_name:
            groups.append(self._by_name[name])
        if element.namespace_url in self._by_namespace:
            groups.append(self._by_namespace[element.namespace_url])
        if "lang" in element.etree_element.attrib:
            groups.append(self._with_language)
        found = [rule for group in groups for test, rule in group if test(element)]
        found.sort(key=_place)
        return tuple(found)


def _place(rule: Rule) -> tuple[int, tuple[int, ...], int]:
    return rule.sheet, rule.specificity, rule.order


def _rules(number: int, sheet: Sheet, entries: Iterable[Any]) -> Iterator[tuple[Any, Rule]]:
    parsed, origin, specificity_of_all = sheet
    for test, specificity, order, pseudo, (declarations, layer) in entries:
        layer_order = float("inf") if layer is None else parsed.layers.index(layer)
        weight = (layer_order, specificity_of_all or specificity)
        yield test, Rule(number, specificity, order, pseudo, declarations, weight, origin)


@dataclass(frozen=True)
class ParsedSheets:
    """Hold the sheets of a document, what they declare, and the files they came from."""

    sheets: list[Any]
    page_rules: list[Any]
    layers: list[str]
    counters: dict[str, Any]
    profiles: dict[str, Any]
    files: dict[str, bytes]
    inline: bytes

    def are_still(self, fetcher: Fetcher) -> bool:
        """Return whether the files have the same bytes; each is read, as for a first document."""
        return all(fetcher(url).read() == data for url, data in self.files.items())

    @property
    def depend_on_the_page(self) -> bool:
        """Return whether a length in them is a share of the first page."""
        return any(OF_THE_PAGE.search(data) for data in (self.inline, *self.files.values()))

    def declare_again(self, details: Details) -> None:
        """Add to a document what the sheets declare for all of it."""
        *_, counters, profiles, page_rules, layers = details
        page_rules += self.page_rules
        layers += self.layers
        counters.update(self.counters)
        profiles.update(self.profiles)


def named_sheets(root: Any) -> tuple[tuple[object, ...], ...]:
    """Return what names the style sheets of a document, or holds them, in order."""
    elements = (wrapper.etree_element for wrapper in root.query_all("style", "link"))
    return tuple(
        (element.tag, *sorted(element.attrib.items()), "".join(element.itertext()))
        for element in elements
    )


def parse_sheets(original: Callable[..., Iterable[Any]], details: Details) -> ParsedSheets:
    """Let WeasyPrint read the sheets of a document; ``details`` are what find_stylesheets gets."""
    root, media, fetcher, *others = details
    *_, counters, profiles, page_rules, layers = others
    files: dict[str, bytes] = {}
    before = set(counters), set(profiles)
    found = list(original(root, media, _recording(fetcher, files), *others))
    return ParsedSheets(
        found,
        list(page_rules),
        list(layers),
        {name: counters[name] for name in counters if name not in before[0]},
        {name: profiles[name] for name in profiles if name not in before[1]},
        files,
        "\n".join(str(part) for part in named_sheets(root)).encode(),
    )


def _recording(fetcher: Fetcher, files: dict[str, bytes]) -> Fetcher:
    """Return the fetcher that also notes the style sheets it reads."""

    def fetch(url: str) -> Any:
        response = fetcher(url)
        if url.endswith(".css"):
            files[url] = fetcher(url).read()
        return response

    fetch._fail_on_errors = False  # type: ignore[attr-defined]  # noqa: SLF001 - it is asked for
    return fetch

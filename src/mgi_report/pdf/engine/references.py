"""Lay out pages that name others once, where the engine does it up to three times.

WeasyPrint lays out a page that names another page without its number, and again when it is known.
A page that comes after the one it names is laid out again too, although the number was known; and
both once more when any counter of the page named has changed, such as one that nobody asked for.
Numbers of pages to come are taken from the document before: a wrong one costs what none costs.
"""

from importlib import import_module
from typing import Any

__all__ = ["KeptNumbers", "lay_references_out_once"]

CONTENT = "content"
UP_TO_DATE = "up-to-date"

KeptNumbers = dict[str, dict[str, list[int]]]
"""The counters of the page each anchor was on in the document before, as far as they were asked
for."""


def lay_references_out_once() -> None:
    """Let documents that keep numbers fill them in as soon as they can be known."""
    document: Any = import_module("weasyprint.document")
    original = document.TargetCollector
    if not issubclass(original, _Numbering):
        document.TargetCollector = type(original.__name__, (_Numbering, original), {})


class _Numbering:
    """Collect what names other pages; in front of WeasyPrint's own class.

    ``kept_numbers`` is None for documents that are not ours.
    """

    kept_numbers: KeptNumbers | None = None
    _waiting: dict[str, list[tuple[Any, tuple[str, ...]]]]
    _filled_in: list[Any]

    def collect_missing_counters(self: Any, box: Any, part: str, *details: Any) -> None:
        """Note what shows counters of pages, which are not known before there are pages."""
        if self.kept_numbers is not None and part == CONTENT:
            again, _, of_targets = details
            # WeasyPrint does not see which element attr() names, and takes the counters of the last
            # target for some of the box's own page; both make it lay out the page again.
            details = again, *_missing(box, of_targets)
        super().collect_missing_counters(box, part, *details)  # type: ignore[misc]

    def check_pending_targets(self: Any) -> None:
        """Fill in the numbers of the document before, when all elements are known."""
        super().check_pending_targets()  # type: ignore[misc]
        if self.kept_numbers is None:
            return
        self._waiting, self._filled_in = _waiting(self.counter_lookup_items), []
        for anchor, lookups in self._waiting.items():
            item = self.target_lookup_items.get(anchor)
            if item and item.state == UP_TO_DATE and anchor in self.kept_numbers:
                item.cached_page_counter_values = _copy(self.kept_numbers[anchor])
                for lookup, _ in lookups:
                    _fill_in(lookup)

    def cache_target_page_counters(
        self: Any, anchor: str, values: Any, index: int, page_maker: Any
    ) -> None:
        """Fill in the numbers of the page an anchor has come to be on, where they are others."""
        if self.kept_numbers is None:
            super().cache_target_page_counters(  # type: ignore[misc]
                anchor, values, index, page_maker
            )
            return
        item = self.target_lookup_items.get(anchor)
        if self.collecting or not item or item.state != UP_TO_DATE:
            return
        before, now = item.cached_page_counter_values, _copy(values)
        item.page_maker_index, item.cached_page_counter_values = index, now
        for lookup, names in self._waiting.get(anchor, ()):
            self.kept_numbers[anchor] = {name: now[name] for name in names if name in now}
            if all(before.get(name) == now.get(name) for name in names):
                continue
            _fill_in(lookup)
            at = lookup.page_maker_index
            if at is not None and at < len(page_maker):
                page_maker[at][-1]["content_changed"] = True
            else:
                # It may be on this page, which is being looked through; WeasyPrint sees to that.
                lookup.pending = True
                self._filled_in.append(lookup)

    def let_go(self: Any) -> None:
        """Forget all targets when the pages are there."""
        for kept in (self.target_lookup_items, self.counter_lookup_items, self._waiting):
            kept.clear()
        self._filled_in.clear()

    def begin_page(self) -> None:
        """Take what was filled in meanwhile, and is on a page to come, for done."""
        for lookup in self._filled_in:
            lookup.pending = False
        self._filled_in = []


def _missing(box: Any, of_targets: Any) -> tuple[list[str], dict[str, list[str]]]:
    """Return the counters in a box's content that only its own page has, and those of targets."""
    own: list[str] = []
    found: dict[str, list[str]] = {}
    asked = {name for names in of_targets.values() for name in names}
    for kind, value in box.style["content"]:
        if kind in ("counter()", "counters()") and value[0] not in box.cached_counter_values:
            own.append(value[0])
        elif kind in ("target-counter()", "target-counters()"):
            token, name = value[:2]
            anchor = _anchor(token, box)
            if name in asked and name not in found.setdefault(anchor, []):
                found[anchor].append(name)
    return own, found


def _anchor(token: Any, box: Any) -> str:
    """Return the anchor that a target function names."""
    targets: Any = import_module("weasyprint.css.targets")
    if token[0] == "attr()":
        name, kind, fallback = token[1]
        value = box.element.get(name, fallback)
        url = kind == "url" and targets.get_url_tuple(value, box.style.base_url)
        token = ("url", url) if url else ("string", value)
    anchor: str = targets.anchor_name_from_token(token) or ""
    return anchor


def _waiting(lookups: Any) -> dict[str, list[tuple[Any, tuple[str, ...]]]]:
    """Return what shows counters of the page of each anchor, and which ones."""
    found: dict[str, list[tuple[Any, tuple[str, ...]]]] = {}
    for (_, part), lookup in lookups.items():
        if part == CONTENT:
            for anchor, names in lookup.missing_target_counters.items():
                found.setdefault(anchor, []).append((lookup, tuple(names)))
    return found


def _fill_in(lookup: Any) -> None:
    """Make the content anew; counters of its own page are those it had, none before it has one."""
    lookup.parse_again(lookup.cached_page_counter_values)


def _copy(values: Any) -> dict[str, list[int]]:
    return {name: list(numbers) for name, numbers in values.items()}

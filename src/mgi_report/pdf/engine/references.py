"""Let pages with page numbers of others be laid out once, where the engine does it up to three times.

WeasyPrint lays out a page that names another page without its number, and again when it is known.
A page that comes after the one it names is laid out again too, although the number was known; and
both once more when any counter of the page named has changed, such as one that nobody asked for.
Numbers of pages to come are taken from the document before: a wrong one costs what none costs.
"""

from importlib import import_module
from typing import Any

__all__ = ["KeptNumbers", "lay_references_out_once"]

KeptNumbers = dict[str, dict[str, list[int]]]
"""The counters of the page each anchor was on in the document before, as far as they were asked
for."""


def lay_references_out_once() -> None:
    """Let documents that keep numbers fill them in as soon as they can be known."""
    targets: Any = import_module("weasyprint.css.targets")
    collector = targets.TargetCollector
    if collector.check_pending_targets.__module__ == __name__:
        return  # It has been done.
    cache, check = collector.cache_target_page_counters, collector.check_pending_targets
    collect = collector.collect_missing_counters

    def collect_missing_counters(
        self: Any, parent_box: Any, css_token: str, again: Any, missing: Any, of_targets: Any
    ) -> None:
        # WeasyPrint takes the counters of the last target for some of the box's own page.
        # WeasyPrint does not see which element attr() names, and takes the counters of the last
        # target for some of the box's own page; both make it lay out the page again.
        if css_token == "content" and "kept_numbers" in vars(self):
            missing, of_targets = _missing(parent_box, of_targets)
        collect(self, parent_box, css_token, again, missing, of_targets)

    def check_pending_targets(self: Any) -> None:
        check(self)
        kept = vars(self).get("kept_numbers")
        if kept is None:
            return
        self.waiting = _waiting(self)
        for anchor, lookups in self.waiting.items():
            item = self.target_lookup_items.get(anchor)
            if item and item.state == "up-to-date" and anchor in kept:
                item.cached_page_counter_values = _copy(kept[anchor])
                for lookup, _ in lookups:
                    _fill_in(lookup)

    def cache_target_page_counters(
        self: Any, anchor_name: str, page_counter_values: Any, page_maker_index: int, page_maker: Any
    ) -> None:
        kept = vars(self).get("kept_numbers")
        if kept is None:
            cache(self, anchor_name, page_counter_values, page_maker_index, page_maker)
            return
        item = self.target_lookup_items.get(anchor_name)
        if self.collecting or not item or item.state != "up-to-date":
            return
        before, now = item.cached_page_counter_values, _copy(page_counter_values)
        item.page_maker_index, item.cached_page_counter_values = page_maker_index, now
        for lookup, names in self.waiting.get(anchor_name, ()):
            kept[anchor_name] = {name: now[name] for name in names if name in now}
            if all(before.get(name) == now.get(name) for name in names):
                continue
            _fill_in(lookup)
            at = lookup.page_maker_index
            if at is not None and at < len(page_maker):
                page_maker[at][-1]["content_changed"] = True

    collector.collect_missing_counters = collect_missing_counters
    collector.check_pending_targets = check_pending_targets
    collector.cache_target_page_counters = cache_target_page_counters


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


def _waiting(collector: Any) -> dict[str, list[tuple[Any, tuple[str, ...]]]]:
    """Return what shows counters of the page of each anchor, and which ones."""
    found: dict[str, list[tuple[Any, tuple[str, ...]]]] = {}
    for (_, token), lookup in collector.counter_lookup_items.items():
        if token == "content":
            for anchor, names in lookup.missing_target_counters.items():
                found.setdefault(anchor, []).append((lookup, tuple(names)))
    return found


def _fill_in(lookup: Any) -> None:
    """Make the content anew; counters of its own page are those it had, none before it has one."""
    lookup.parse_again(lookup.cached_page_counter_values)


def _copy(values: Any) -> dict[str, list[int]]:
    return {name: list(numbers) for name, numbers in values.items()}

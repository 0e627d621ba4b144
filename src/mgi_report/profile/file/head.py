"""Read some keys at the top of a data file, and no further than the last of them."""

from collections.abc import Collection, Iterator, Mapping

from mgi_report.profile.file.data_file import events_of
from mgi_report.profile.file.text import SourceText
from mgi_report.profile.file.tree import Event, EventKind, Plain, build

__all__ = ["read_head"]

FURTHEST = 10_000
"""Events after which nothing is looked for: other data files may be very large."""

_COLLECTIONS = (EventKind.MAPPING, EventKind.SEQUENCE)


def read_head(text: SourceText, keys: Collection[str]) -> Mapping[str, Plain]:
    """Return the values of those of the keys that the file has, in whatever order it has them.

    What stands below is not looked at, so a fault there is no hindrance. ProblemsFound if one comes
    before.
    """
    root = build(text, _events_below(keys, events_of(text))).root
    return root.value if root is not None and isinstance(root.value, dict) else {}


def _events_below(keys: Collection[str], events: Iterator[Event]) -> Iterator[Event]:
    """Yield the events of these keys and their values as those of a whole mapping."""
    left = set(keys)
    key, depth = "", 0
    for count, event in enumerate(events):
        depth -= event.kind is EventKind.END
        is_key = depth == 1 and not key
        if is_key:
            key = event.written or "?"
        is_kept = depth == 0 or key in left
        if is_kept:
            yield event
        depth += event.kind in _COLLECTIONS
        if depth == 1 and event.kind not in _COLLECTIONS and not is_key:
            left.discard(key)
            key = ""
        if depth and (not left or count > FURTHEST):
            for _ in range(depth if is_kept else 1):
                yield Event(EventKind.END, event.end, event.end)
            return

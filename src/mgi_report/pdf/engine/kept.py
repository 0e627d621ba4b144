"""Keep from document to document what does not change between them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from mgi_report.pdf.engine.artwork import DrawnPictures
from mgi_report.pdf.engine.cascade import Cascade
from mgi_report.pdf.engine.references import KeptNumbers
from mgi_report.pdf.engine.sheets import Details, ParsedSheets, named_sheets, parse_sheets

__all__ = ["Kept", "KeptLines"]

MOST_STYLES = 10_000
"""The most styles that are kept: a style attribute can be another one in each document."""
MOST_LINES = 5_000
"""After so many lines those before them are forgotten; a profile has about 2,000."""
MOST_KINDS = 4
"""The most kinds of documents that are kept: a profile, its brief, and those before a change."""


@dataclass
class KeptLines:
    """Remember the lines that were broken last, and as many before."""

    _now: dict[object, Any] = field(default_factory=dict)
    _before: dict[object, Any] = field(default_factory=dict)

    def get(self, key: object) -> Any:
        """Return what is remembered, or None."""
        found = self._now.get(key)
        return self.put(key, self._before[key]) if found is None and key in self._before else found

    def put(self, key: object, found: Any) -> Any:
        """Remember what was found, and return it."""
        if len(self._now) >= MOST_LINES:
            self._now, self._before = {}, self._now
        self._now[key] = found
        return found


@dataclass
class Kind:
    """Hold what documents with the same style sheets have in common."""

    parsed: ParsedSheets
    numbers: KeptNumbers = field(default_factory=dict)
    lines: KeptLines = field(default_factory=KeptLines)
    _cascade: Cascade | None = None

    def cascade(self, sheets: Sequence[Any], fonts: Any, base_url: str) -> Cascade:
        """Return the cascade of the sheets, with its styles if it has been used."""
        cascade = self._cascade
        if cascade is None or not cascade.lasts or cascade.count > MOST_STYLES:
            cascade = self._cascade = Cascade(sheets, fonts, base_url)
            cascade.lasts = not self.parsed.depend_on_the_page
        return cascade


class Kept:
    """Hold what a font configuration keeps; ``now`` is the kind of the document at hand.

    ``pictures`` are those of all kinds. ``let_go`` forgets what only the layout needed, when the
    pages are there.
    """

    now: Kind
    let_go: Callable[[], None]

    def __init__(self) -> None:
        """Keep nothing yet."""
        self.pictures = DrawnPictures()
        self._kinds: dict[object, Kind] = {}

    def find_sheets(self, original: Callable[..., Iterable[Any]], details: Details) -> list[Any]:
        """Return the sheets of a document, those kept if they are the same."""
        root, media, fetcher, base_url, *_ = details
        key = (media, base_url, named_sheets(root))
        kind = self._kinds.pop(key, None)
        if kind is not None and kind.parsed.are_still(fetcher):
            kind.parsed.declare_again(details)
        else:
            kind = Kind(parse_sheets(original, details))
        self._kinds[key] = self.now = kind
        if len(self._kinds) > MOST_KINDS:
            del self._kinds[next(iter(self._kinds))]
        return kind.parsed.sheets

"""Lay out the spread "at a glance": both pages have rows of the same heights."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from mgi_report.document.fitting import side_by_side
from mgi_report.document.tokens import Tokens
from mgi_report.document.views import DomainView

__all__ = ["Glance", "GlanceRow", "at_a_glance"]


@dataclass(frozen=True)
class GlanceRow:
    """Show one domain; ``height`` in mm is the least the row takes on both pages."""

    domain: DomainView
    height: float


@dataclass(frozen=True)
class Glance:
    """Show the spread: with an editor's short labels where every finding has one, else with marks.

    ``ranged`` is set where even the marks would not fit on one page; then a row shows the numbers
    of the first and the last finding.
    """

    labelled: bool
    ranged: bool
    rows: tuple[GlanceRow, ...]


def at_a_glance(domains: Sequence[DomainView], tokens: Tokens) -> Glance:
    """Share the height of the page out among the six domains."""
    lists = [each for domain in domains for each in domain.lists]
    most_labels = tokens.count("glance-most-labels")
    labelled = all(
        len(each.findings) <= most_labels and all(f.short_label for f in each.findings)
        for each in lists
    )
    needed = [_height(domain, tokens, labelled=labelled) for domain in domains]
    ranged = sum(needed) > tokens.mm("glance-height")
    if ranged:
        labelled = False
        needed = [tokens.mm("glance-mark-step") + tokens.mm("glance-space")] * len(domains)
    growth = min(tokens.number("glance-growth"), tokens.mm("glance-height") / sum(needed))
    rows = (
        GlanceRow(domain, height * max(1.0, growth))
        for domain, height in zip(domains, needed, strict=True)
    )
    return Glance(labelled, ranged, tuple(rows))


def _height(domain: DomainView, tokens: Tokens, *, labelled: bool) -> float:
    most = max(len(each.findings) for each in domain.lists)
    if labelled:
        lines = max(most, tokens.count("glance-least-lines"))
        return lines * tokens.mm("glance-label") + tokens.mm("glance-space")
    in_a_line = side_by_side("glance-link", "glance-findings-width", tokens)
    lines = max(1, ceil(most / in_a_line))
    return lines * tokens.mm("glance-mark-step") + tokens.mm("glance-space")

"""Make the view of two editions compared: by domain, what moved, what goes on, what is new."""

from dataclasses import dataclass

from markupsafe import Markup

from mgi_report.document.inline import inline, typeset
from mgi_report.document.language import Language
from mgi_report.document.svg import mm, picture, stroked
from mgi_report.document.tokens import Tokens
from mgi_report.profile.comparing import Change, compare
from mgi_report.profile.framework import Domain
from mgi_report.profile.model import NumberedFinding, Profile

__all__ = ["ComparedDomain", "Comparison", "ComparisonRow", "ListMark", "arrow", "comparison"]


@dataclass(frozen=True)
class ListMark:
    """Show in which list a finding stands: ``kind`` for style classes, words, and its number."""

    kind: str
    words: str
    number: str


@dataclass(frozen=True)
class ComparisonRow:
    """Show what became of one topic; a mark is None where an edition does not list it."""

    topic: Markup
    earlier: ListMark | None
    later: ListMark | None
    change: str
    moved: bool


@dataclass(frozen=True)
class ComparedDomain:
    """Show the topics of one domain."""

    number: int
    name: str
    rows: tuple[ComparisonRow, ...]


@dataclass(frozen=True)
class Comparison:
    """Show the page; ``earlier`` and ``later`` name the editions."""

    earlier: str
    later: str
    domains: tuple[ComparedDomain, ...]


def comparison(profile: Profile, earlier: Profile, language: Language) -> Comparison:
    """Compare a profile with an earlier edition; domains without findings are left out."""
    domains = (
        ComparedDomain(
            domain.number,
            language("domain.numbered", number=domain.number, name=language.domain(domain)),
            tuple(_row(change, language) for change in compare(profile, earlier, domain)),
        )
        for domain in Domain
    )
    return Comparison(
        language.dated(earlier.edition),
        language.dated(profile.edition),
        tuple(domain for domain in domains if domain.rows),
    )


def _row(change: Change, language: Language) -> ComparisonRow:
    shown = change.later or change.earlier
    if shown is None:
        raise ValueError("a change has an earlier or a later finding")
    finding = shown.finding
    return ComparisonRow(
        topic=typeset(finding.short_label) if finding.short_label else inline(finding.text),
        earlier=_mark(change.earlier, language),
        later=_mark(change.later, language),
        change=language(f"compare.{_key(change)}"),
        moved=change.moved,
    )


def _key(change: Change) -> str:
    if change.earlier is None:
        return "new"
    return change.status.value if change.status else "dropped"


def _mark(finding: NumberedFinding | None, language: Language) -> ListMark | None:
    if finding is None:
        return None
    kind = finding.list.field
    return ListMark(kind, language(f"lists.{kind}_short"), finding.number)


def arrow(tokens: Tokens, *, mirrored: bool = False) -> bytes:
    """Draw the arrow of a change of list, in the middle of its column and of a row of one line."""
    column, row, head = (tokens.mm(e) for e in ("compare-arrow", "row-height", "arrow-head"))
    start, end = ((column + side * tokens.mm("arrow-length")) / 2 for side in (-1, 1))
    if mirrored:
        start, end, head = end, start, -head
    middle, neck = mm(row / 2), mm(end - head)
    path = f"M{mm(start)} {middle}H{mm(end)}M{neck} {mm(row / 2 - abs(head))}"
    path += f"L{mm(end)} {middle}L{neck} {mm(row / 2 + abs(head))}"
    shape = stroked(path, tokens.text("ink"), tokens.mm("arrow-weight"))
    return picture(column, row, None, [shape]).encode()

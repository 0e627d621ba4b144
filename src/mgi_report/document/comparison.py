"""Make the view of two editions compared: by domain, what moved, what goes on, what is new.

Editions are compared by explicit statements only: never by counts, and never by the numbers of
findings or indicators, which change between rounds.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from mgi_report.document.inline import inline, typeset
from mgi_report.document.language import Language
from mgi_report.document.svg import mm, picture, stroked
from mgi_report.document.ties import Ties
from mgi_report.document.tokens import Tokens
from mgi_report.profile.framework import Continuation, Domain, FindingList
from mgi_report.profile.model import NumberedFinding, Profile

__all__ = [
    "Change",
    "ComparedDomain",
    "Comparison",
    "ComparisonRow",
    "ListMark",
    "arrow",
    "compare",
    "comparison",
]


@dataclass(frozen=True)
class Change:
    """Hold what became of one topic: the earlier finding, the later one, or both.

    Without an earlier finding the topic is new; without a later one the later edition does not
    take it up again. ``status`` is the statement of the later finding, if it makes one.
    """

    earlier: NumberedFinding | None
    later: NumberedFinding | None
    status: Continuation | None = None

    @property
    def moved(self) -> bool:
        """Return whether the topic stands in another list than before."""
        both = self.earlier and self.later
        return bool(both) and self.earlier.list is not self.later.list  # type: ignore[union-attr]


def compare(later: Profile, earlier: Profile, domain: Domain) -> tuple[Change, ...]:
    """Return the changes of one domain: by later finding, then what was not taken up again."""
    before = {finding.number: finding for finding in earlier.all_findings()}
    taken_up = {f.finding.since.finding for f in later.all_findings() if f.finding.since}
    changes = [_change(finding, before) for finding in _in_domain(later, domain)]
    dropped = [f for f in _in_domain(earlier, domain) if f.number not in taken_up]
    return (*changes, *(Change(finding, None) for finding in dropped))


def _in_domain(profile: Profile, domain: Domain) -> Iterator[NumberedFinding]:
    for finding_list in FindingList:
        yield from profile.findings(domain, finding_list)


def _change(finding: NumberedFinding, before: dict[str, NumberedFinding]) -> Change:
    since = finding.finding.since
    if since is None:
        return Change(None, finding)
    return Change(before[since.finding], finding, since.status)


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
    ties = Ties.of(language)
    domains = (
        ComparedDomain(
            domain.number,
            language("domain.numbered", number=domain.number, name=language.domain(domain)),
            tuple(_row(change, language, ties) for change in compare(profile, earlier, domain)),
        )
        for domain in Domain
    )
    return Comparison(
        language.dated(earlier.edition),
        language.dated(profile.edition),
        tuple(domain for domain in domains if domain.rows),
    )


def _row(change: Change, language: Language, ties: Ties) -> ComparisonRow:
    shown = change.later or change.earlier
    if shown is None:
        raise ValueError("a change has an earlier or a later finding")
    finding = shown.finding
    return ComparisonRow(
        topic=(
            typeset(finding.short_label, ties=ties)
            if finding.short_label
            else inline(finding.text, ties=ties)
        ),
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

"""Hold two editions of a profile against each other, finding by finding, as the data say.

Editions are compared by explicit statements only: never by counts, and never by the numbers of
findings or indicators, which change between rounds.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from mgi_report.problems.problem import Fault
from mgi_report.profile.framework import Continuation, Domain, FindingList
from mgi_report.profile.model import NumberedFinding, Profile

__all__ = ["Change", "compare", "edition_fault", "since_fault"]


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


def edition_fault(later: Profile, earlier: Profile) -> Fault | None:
    """Say why two profiles are not editions of one subject, or return None."""
    if (later.subject.slug, later.subject.level) != (earlier.subject.slug, earlier.subject.level):
        return Fault(
            "compares-other-subject",
            f"the earlier profile is about {earlier.subject.short_name}",
            f"name an earlier profile of {later.subject.short_name}",
        )
    if later.language != earlier.language:
        return Fault(
            "compares-other-language",
            f"the earlier profile is in the language {earlier.language}",
            f"name an earlier profile in the language {later.language}",
        )
    if earlier.edition.ordinal >= later.edition.ordinal:
        return Fault(
            "compares-later-edition",
            f"the profile to compare with is edition {earlier.edition.ordinal},"
            f" this one is edition {later.edition.ordinal}",
            "name an earlier edition, or check both ordinals",
        )
    return None


def since_fault(finding: NumberedFinding, earlier: Profile) -> Fault | None:
    """Say what is wrong with a finding's statement about an earlier one, or return None."""
    since = finding.finding.since
    if since is None:
        return None
    before = {each.number: each for each in earlier.all_findings()}
    if since.finding not in before:
        domain = since.finding[0]
        near = [number for number in before if number.startswith(f"{domain}.")]
        return Fault(
            "no-such-finding",
            f"the earlier profile has no finding {since.finding}",
            f"its findings in this domain are {', '.join(near) or 'none'}",
        )
    was, now = before[since.finding].list, finding.list
    solved = (was, now) == (FindingList.POTENTIAL, FindingList.WELL_DEVELOPED)
    if since.status is Continuation.RESOLVED and not solved:
        return Fault(
            "not-resolved",
            f"resolved means from the list P to the list W, but {since.finding} is in {was.letter}"
            f" and {finding.number} in {now.letter}",
            "write continued or changed, or check the number",
        )
    return None

"""Hold what reviewers say, the finding each remark is about, and its line in the data."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from mgi_report.problems.problem import Location
from mgi_report.profile.loading import Loaded
from mgi_report.profile.markup import plain_text
from mgi_report.profile.model import NumberedFinding
from mgi_report.review.pairing import Listed, pairs_of

__all__ = ["DataPlaces", "Printed", "Remark", "by_finding", "order_of"]

LEAST_WORDS = 12  # characters


class Printed(NamedTuple):
    """Hold a finding as a reviewed file has it: its number there, and its plain text."""

    number: str
    text: str


@dataclass(frozen=True)
class Remark:
    """Hold one remark: its kind, who made it, what they say, and the words they mark.

    ``number`` is that of the finding in the reviewed file, empty for a remark on no finding.
    ``now`` is its number in the data, and ``location`` its line there; empty and None where the
    data have it no more, or where there are no data. ``page`` counts from 1; a Word file has none.
    """

    kind: str
    author: str
    text: str
    marked: str = ""
    number: str = ""
    page: int | None = None
    now: str = ""
    location: Location | None = None
    replies: tuple["Remark", ...] = ()


@dataclass(frozen=True)
class DataPlaces:
    """Find the findings of a reviewed file in the data, which may have gone on since."""

    loaded: Loaded | None
    _now: Mapping[str, NumberedFinding] = field(repr=False)

    @classmethod
    def of(cls, printed: Sequence[Printed], loaded: Loaded | None) -> "DataPlaces":
        """Return the places of findings: they are found by their words, then by their number."""
        if loaded is None:
            return cls(None, {})
        findings = tuple(loaded.profile.all_findings())
        pairs = pairs_of(
            [Listed(_squeezed(each.text), each.number.rpartition(".")[0]) for each in printed],
            [
                Listed(_squeezed(plain_text(each.finding.text)), each.number.rpartition(".")[0])
                for each in findings
            ],
        )
        now = {printed[one].number: findings[two] for one, two in pairs}
        taken = {each.number for each in now.values()}
        rest = {each.number: each for each in findings if each.number not in taken}
        for number, _ in printed:
            if number not in now and number in rest:
                now[number] = rest[number]
        return cls(loaded, now)

    def finding(self, number: str) -> NumberedFinding | None:
        """Return the finding of the data that has this number in the reviewed file."""
        return self._now.get(number)

    def locate(self, finding: NumberedFinding) -> Location | None:
        """Return the place of a finding's text in the data."""
        return None if self.loaded is None else self.loaded.locate(f"{finding.path}.text")

    def named_by(self, words: str) -> NumberedFinding | None:
        """Return the one finding of the data in which such words stand; None for few words."""
        if self.loaded is None or len(words) < LEAST_WORDS:
            return None
        found = [
            each
            for each in self.loaded.profile.all_findings()
            if _squeezed(words) in _squeezed(plain_text(each.finding.text))
        ]
        return found[0] if len(found) == 1 else None

    def missing(self) -> tuple[NumberedFinding, ...]:
        """Return the findings of the data that the reviewed file does not have."""
        if self.loaded is None:
            return ()
        known = {each.number for each in self._now.values()}
        return tuple(
            each for each in self.loaded.profile.all_findings() if each.number not in known
        )

    def placed(self, remark: Remark) -> Remark:
        """Return a remark, and its replies, with the line of its finding in the data."""
        finding = self.finding(remark.number)
        if not (self._now or remark.number):
            # The file has no tags, or lost them: the words that are marked are all there is.
            finding = self.named_by(remark.marked)
        if finding is None:
            return remark
        location = self.locate(finding)
        replies = tuple(map(self.placed, remark.replies))
        number = remark.number or finding.number
        return replace(
            remark, number=number, now=finding.number, location=location, replies=replies
        )


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def by_finding(remarks: Iterable[Remark]) -> tuple[Remark, ...]:
    """Return the remarks by the number of their finding; those on no finding come last, by page."""

    def place(remark: Remark) -> tuple[bool, tuple[str, bool, int], int]:
        return not remark.number, order_of(remark.number or "..0"), remark.page or 0

    return tuple(sorted(remarks, key=place))


def order_of(number: str) -> tuple[str, bool, int]:
    """Return what findings are sorted by: their numbers, W before P as in the profile."""
    domain, letter, position = number.split(".")
    return domain, letter != "W", int(position)

"""Hold what is known while the lines of a manuscript are placed one after the other."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field

from mgi_report.manuscript.headings import ManuscriptPart
from mgi_report.manuscript.lines import LineKind, ManuscriptLine
from mgi_report.manuscript.placed import Placed, PlacedFinding, UnplacedLine
from mgi_report.manuscript.remarks import remark
from mgi_report.problems.problem import Fault
from mgi_report.profile.framework import Domain, FindingList
from mgi_report.profile.markup import plain_text

__all__ = ["Desk"]


@dataclass
class Desk:
    """Hold what has been placed, and what the next line belongs to.

    ``standard`` are folded texts of the programme. ``has_stranger`` if a line came since the last
    heading that may be one we do not know; ``after_title`` if a title did. ``columns`` are the
    lists that the columns of a table hold, None for a column of something else.
    """

    placed: Placed
    standard: Collection[str]
    part: ManuscriptPart | None = None
    domain: Domain | None = None
    list: FindingList | None = None
    has_stranger: bool = False
    after_title: bool = False
    columns: tuple[FindingList | None, ...] = ()
    languages: Counter[str] = field(default_factory=Counter)

    @property
    def is_at_list(self) -> bool:
        """Return whether a line without bullet can belong to the list above it."""
        return not (self.has_stranger or self.after_title)

    def put(self, line: ManuscriptLine, place: str) -> None:
        """Write down where a line went."""
        self.placed.went.append((line, place))

    def warn(self, line: ManuscriptLine, fault: Fault) -> None:
        """Warn of a line."""
        source = line.sources[0]
        path = self.placed.manuscript.path
        self.placed.warnings.append(remark(fault, path, source.number, source.text))

    def leave(self, line: ManuscriptLine, why: str, hint: str) -> None:
        """Keep a line as a comment, and say so."""
        self.placed.unplaced.append(UnplacedLine(line.number, line.text, why))
        self.put(line, f"unplaced, kept as a comment: {why}")
        message = f"the line has no place in the profile, and is kept as a comment: {why}"
        self.warn(line, Fault("line-unplaced", message, hint))

    def add_finding(self, line: ManuscriptLine, domain: Domain, finding_list: FindingList) -> None:
        """Add a line to a list of findings, as its last."""
        listed = self.placed.findings.setdefault((domain, finding_list), [])
        if line.kind is LineKind.ITEM and plain_text(line.text).rstrip().endswith(":"):
            fault = Fault(
                "finding-ends-open",
                "the finding ends with a colon; what follows it is placed as findings of their own",
                "if the points below belong to it, join them with it in one sentence",
            )
            self.warn(line, fault)
        path = f"domains.{domain.id}.{finding_list.field}[{len(listed)}]"
        listed.append(PlacedFinding(line.text, " ".join(line.notes) or None, line.links))
        self.put(line, path)

"""Hold what is known while the lines of a manuscript are placed one after the other."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field, replace

from mgi_report.manuscript.headings import ManuscriptPart
from mgi_report.manuscript.lines import LineKind, ManuscriptLine, numbered
from mgi_report.manuscript.placed import Placed, PlacedFinding, UnplacedLine
from mgi_report.manuscript.remarks import numbers_named, remark
from mgi_report.problems.problem import Fault, shown
from mgi_report.profile.framework import Domain, FindingList
from mgi_report.profile.markup import plain_text

__all__ = ["Desk"]


@dataclass
class Desk:
    """Hold what has been placed, and what the next line belongs to.

    ``standard`` are folded texts of the programme. ``stranger`` is a line since the last
    heading that may be one we do not know, and ``is_told`` if a finding below it told so;
    ``after_title`` if a title came. ``columns`` are the
    lists that the columns of a table hold, None for a column of something else. ``cells`` are those
    left, by their sheet and column.
    """

    placed: Placed
    standard: Collection[str]
    part: ManuscriptPart | None = None
    domain: Domain | None = None
    list: FindingList | None = None
    stranger: ManuscriptLine | None = None
    is_told: bool = False
    after_title: bool = False
    columns: tuple[FindingList | None, ...] = ()
    cells: dict[tuple[str, str], tuple[ManuscriptLine, ...]] = field(default_factory=dict)
    languages: Counter[str] = field(default_factory=Counter)

    @property
    def is_at_list(self) -> bool:
        """Return whether a line without bullet can belong to the list above it."""
        return self.stranger is None and not self.after_title

    def put(self, line: ManuscriptLine, place: str) -> None:
        """Write down where a line went."""
        self.placed.went.append((line, place))

    def warn(self, line: ManuscriptLine, fault: Fault) -> None:
        """Warn of a line."""
        source = line.sources[0]
        if line.sheet:
            fault = fault._replace(message=f"{fault.message} (sheet {line.sheet})")
        path = self.placed.manuscript.path
        self.placed.warnings.append(remark(fault, path, source.number, source.text))

    def leave_cell(self, line: ManuscriptLine) -> None:
        """Keep a cell of a column that a profile does not have; one warning tells of them all."""
        head = line.cell_texts[0]
        why = f"a cell of the column {head}"
        self.placed.unplaced.append(UnplacedLine(line.number, line.text, why, line.sheet))
        self.put(line, f"unplaced, kept as a comment: {why}")
        at = line.sheet, head
        self.cells[at] = (*self.cells.get(at, ()), line)

    def tell_columns(self) -> None:
        """Warn of each column of which the cells were kept."""
        for (_, head), lines in self.cells.items():
            rows = numbers_named(self.placed.manuscript.unit, [line.number for line in lines])
            said = f"the column {head} has no place in the profile; its cells are kept as comments"
            message = f"{said}: {rows}"
            hint = "move what belongs to the profile to where it belongs, and delete the rest"
            self.warn(lines[0], Fault("column-unplaced", message, hint))

    def warn_of_no_domain(self, line: ManuscriptLine) -> None:
        """Warn of the heading of a list whose domain is not known."""
        fault = Fault(
            "list-without-domain",
            "no heading of a domain is known above this list; what stands in it is not placed",
            "write the domain's name on a line above, such as Partnerships, and import again",
        )
        self.warn(line, fault)

    def leave(self, line: ManuscriptLine, why: str, hint: str) -> None:
        """Keep a line as a comment, and say so."""
        self.placed.unplaced.append(UnplacedLine(line.number, line.text, why, line.sheet))
        self.put(line, f"unplaced, kept as a comment: {why}")
        message = f"the line has no place in the profile, and is kept as a comment: {why}"
        self.warn(line, Fault("line-unplaced", message, hint))

    def keep_what_belongs(self, line: ManuscriptLine) -> None:
        """Keep notes and links of a line that is no finding."""
        for each in (*line.notes, *(f"{link.title} {link.url}" for link in line.links)):
            owner = f"{self.placed.manuscript.unit} {numbered(line.number, line.sheet)}"
            why = f"a note or link of {owner}, not of one finding"
            hint = "write it into the profile where it belongs"
            self.leave(replace(line, text=each, kind=LineKind.TEXT), why, hint)

    def begin_apart(self, title: ManuscriptLine) -> None:
        """Belong to no list, and below what is a heading by its form to no domain."""
        self.part, self.list, self.columns = None, None, ()
        if title.kind is LineKind.HEADING:
            self.domain = None

    def meet(self, stranger: ManuscriptLine) -> None:
        """Remember a line that may be a heading we do not know; its list may be another's too."""
        self.stranger, self.is_told = stranger, False
        if self.domain is not None and self.list is not None:
            self.placed.doubtful.add((self.domain, self.list))

    def tell_stranger(self, line: ManuscriptLine, place: str) -> None:
        """Warn of the first finding below a line that may be a heading we do not know."""
        if self.stranger is None or self.is_told:
            return
        self.is_told = True
        fault = Fault(
            "list-may-have-ended",
            f"the finding and those below it are placed in {place}, but"
            f" {shown(self.stranger.text)} above them may be a heading that is not known",
            "if it is one, move them in the profile to where they belong",
        )
        self.warn(line, fault)

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

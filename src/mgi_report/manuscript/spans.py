"""Cut the lines of a manuscript into those that stand below a title of their own, and the others.

A title is known by the form of the manuscript, or by its words. It ends what stands above it, and
so do the headings of domains and lists; but a domain that is only named in a section does not.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from mgi_report.manuscript.bullets import is_text
from mgi_report.manuscript.headings import (
    Heading,
    ManuscriptPart,
    folded,
    heading_before_text,
    known_heading,
)
from mgi_report.manuscript.lines import LineKind, Manuscript, ManuscriptLine
from mgi_report.manuscript.section_titles import ApartKind, known_title
from mgi_report.manuscript.tables import lists_of
from mgi_report.manuscript.text_rows import stands_alone
from mgi_report.manuscript.titles import read_title
from mgi_report.profile.framework import Domain, FindingList
from mgi_report.profile.markup import plain_text

__all__ = ["PartedLines", "spans_of"]

_SHORT = (LineKind.ITEM, LineKind.ROW)


@dataclass
class PartedLines:
    """Hold lines that belong together.

    ``kind`` and ``titles`` are those of a section, and ``is_before`` says that it stands before
    the findings; ``domain`` is that whose introduction they are. All others are single lines.
    """

    lines: list[ManuscriptLine] = field(default_factory=list)
    kind: ApartKind | None = None
    titles: list[ManuscriptLine] = field(default_factory=list)
    is_before: bool = False
    domain: Domain | None = None

    @property
    def level(self) -> int:
        """Return the level of its title; 0 if the form does not tell it."""
        return self.titles[0].level if self.titles[0].kind is LineKind.HEADING else 0


def spans_of(manuscript: Manuscript) -> Iterator[PartedLines]:
    """Yield the lines in spans; a sheet has no sections."""
    if manuscript.unit == "row":
        yield from (PartedLines([line]) for line in manuscript.lines)
        return
    yield from _Cutter(manuscript.lines).spans()


class _Cutter:
    """Go through the lines once; ``_level`` is that of the last heading of a domain or part."""

    def __init__(self, lines: Sequence[ManuscriptLine]) -> None:
        self._lines = lines
        self._found = [_heading(line) for line in lines]
        lists = [at for at, found in enumerate(self._found) if found and found.list]
        lists += [at for at, line in enumerate(lines) if lists_of(line.cells)]
        self._first_list = min(lists, default=0)
        self._level = 0

    def spans(self) -> Iterator[PartedLines]:
        open_span: PartedLines | None = None
        introduced: dict[int, Domain] = {}
        for at, line in enumerate(self._lines):
            found = self._found[at]
            if open_span is not None:
                if self._is_title_again(open_span, line):
                    open_span.titles.append(line)
                    continue
                if not self._ends(open_span, at):
                    open_span.lines.append(line)
                    continue
                yield from _closed(open_span)
                open_span = None
            kind = None if found else self._title(line)
            if kind is not None:
                open_span = PartedLines([], kind, [line], at < self._first_list)
                self._level = 0
                continue
            if found and (found.domain or found.part):
                is_inside = found.part is not ManuscriptPart.KEY_FINDINGS
                self._level = line.level if is_inside and line.kind is LineKind.HEADING else 0
                introduced.update(self._introduction(at))
            yield PartedLines([line], domain=introduced.get(at))
        if open_span is not None:
            yield from _closed(open_span)

    def _title(self, line: ManuscriptLine) -> ApartKind | None:
        """Return what a line is the title of, None if of nothing that stands apart."""
        words = plain_text(line.text)
        if line.kind in _SHORT or not words.strip():
            return None
        kind = known_title(words)
        if line.kind is LineKind.TEXT:
            return None if kind is ApartKind.CONTENTS else kind
        is_inside = self._level and line.level > self._level
        if is_inside or kind is ApartKind.CONTENTS or (kind is None and read_title(words)):
            return None
        return kind or ApartKind.SECTION

    @staticmethod
    def _is_title_again(span: PartedLines, line: ManuscriptLine) -> bool:
        """Return whether a title stands there twice."""
        first = span.titles[0]
        return (
            not span.lines
            and line.kind is first.kind
            and folded(plain_text(line.text)) == folded(plain_text(first.text))
        )

    def _ends(self, span: PartedLines, at: int) -> bool:
        line, found = self._lines[at], self._found[at]
        if lists_of(line.cells):
            return True
        if found is not None:
            return self._is_of_findings(span, at, found)
        if line.kind in _SHORT:
            return False
        return self._is_other_title(span, line)

    @staticmethod
    def _is_other_title(span: PartedLines, line: ManuscriptLine) -> bool:
        """Return whether a line is the title of something else than the section above it."""
        words = plain_text(line.text)
        if line.kind is LineKind.HEADING and 0 < span.level < line.level:
            # A heading that holds nothing of its own is no section, unless we know its name.
            return not span.lines and known_title(plain_text(span.titles[0].text)) is None
        title = read_title(words)
        if title is not None and not title.is_place_only:
            return True
        return line.kind is LineKind.HEADING or (not span.level and known_title(words) is not None)

    def _is_of_findings(self, span: PartedLines, at: int, found: Heading) -> bool:
        """Return whether a heading that is known is that of a domain, list or part here."""
        line = self._lines[at]
        is_below = line.kind is LineKind.HEADING and 0 < span.level < line.level
        if found.list is not None:
            return True
        if found.part is not None or found.domain is None:
            is_part = found.part is ManuscriptPart.KEY_FINDINGS or not is_below
            return is_part and line.kind is not LineKind.ITEM and found.part is not _INSTRUCTION
        if line.kind is LineKind.TEXT:
            return not self._is_among_domains(at, found.domain)
        return not (is_below or line.kind in _SHORT) or self._has_list(at, found.domain)

    def _is_among_domains(self, at: int, domain: Domain) -> bool:
        """Return whether the line above or below names another domain."""
        beside = [self._found[each] for each in (at - 1, at + 1) if 0 <= each < len(self._lines)]
        return any(
            each and each.domain not in (None, domain) and not each.list for each in beside
        ) and not self._has_list(at, domain)

    def _has_list(self, at: int, domain: Domain) -> bool:
        """Return whether the heading of a list comes before that of another domain."""
        for line, found in zip(self._lines[at + 1 :], self._found[at + 1 :], strict=True):
            if lists_of(line.cells) or (found and found.list and found.domain in (None, domain)):
                return True
            if found and found.domain not in (None, domain):
                return False
        return False

    def _introduction(self, at: int) -> dict[int, Domain]:
        """Return the texts between the heading of a domain and that of its first list."""
        found = self._found[at]
        domain = found.domain if found else None
        texts: list[int] = []
        if domain is None or (found and found.list) or self._lines[at].kind in _SHORT:
            return {}
        for place in range(at + 1, len(self._lines)):
            line, other = self._lines[place], self._found[place]
            words = plain_text(line.text)
            if line.kind in _SHORT or (other and other.domain not in (None, domain)):
                return {}
            if other and other.list is not None:
                is_first = other.list is FindingList.WELL_DEVELOPED
                return dict.fromkeys(texts, domain) if is_first else {}
            if other is not None and other.part is None:
                continue
            if other or line.kind is LineKind.HEADING:
                return {}
            if is_text(words):
                texts.append(place)
            elif not stands_alone(words):
                return {}
        return {}


_INSTRUCTION = ManuscriptPart.INSTRUCTION


def _heading(line: ManuscriptLine) -> Heading | None:
    """Return the heading that a line is or begins with; a guess is none among points and rows."""
    found = known_heading(plain_text(line.text))
    if line.kind in _SHORT:
        return None if found and found.is_guess else found
    cut = None if found else heading_before_text(line.text)
    return known_heading(plain_text(cut[0])) if cut else found


def _closed(span: PartedLines) -> Iterator[PartedLines]:
    """Yield a section; titles without anything below are lines like others."""
    if span.lines:
        yield span
    else:
        yield from (PartedLines([line]) for line in span.titles)

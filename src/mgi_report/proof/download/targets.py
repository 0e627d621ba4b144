"""Check that links lead where their words say, lie on these words, and are read as what they are.

The number of a finding leads to it, the name of a domain to its heading, a line of the contents to
its page, a note to its mark and back, a title or an address to the address of the data.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from mgi_report.document.assets import Assets
from mgi_report.document.language import Language
from mgi_report.pdf.geometry import MM_PER_PT
from mgi_report.problems.problem import shown
from mgi_report.profile.model import NumberedFinding, Profile
from mgi_report.proof.download.addresses import Addresses, in_finding, is_web, same_form
from mgi_report.proof.download.destinations import Destinations, Spot, target_of
from mgi_report.proof.download.elements import Element, Mark
from mgi_report.proof.download.evidence import Evidence
from mgi_report.proof.download.findings import FindingItems, letters_of, plain
from mgi_report.proof.inspection import Box, Flaw

__all__ = ["target_flaws"]

HINT = "build the file again; words and address of a link are those of the data"
NUMBER = re.compile(r"[1-6]\.[WP]\.\d+")
LAST_NUMBER = re.compile(r"\s(\d+)$")
ABOVE, BELOW = 15.0, 3.0  # mm by which a destination may lie above what it leads to, or below it


class _Link(NamedTuple):
    """Hold a link: its words, its marks, its annotation, and the page and place of that."""

    words: str
    marks: tuple[Mark, ...]
    annotation: Any
    page: int
    box: Box

    @property
    def says(self) -> str:
        """Return what it is read as."""
        return plain(str(self.annotation.get("/Contents", "")))

    @property
    def address(self) -> str:
        """Return the web address it leads to, or nothing."""
        return str(self.annotation.get("/A", {}).get("/URI", ""))


def target_flaws(
    evidence: Evidence,
    items: FindingItems,
    profile: Profile,
    language: Language | None,
    assets: Assets,
) -> Iterator[Flaw]:
    """Yield a flaw for each link that leads elsewhere, lies elsewhere, or is read as another.

    Links that lead nowhere, or have no words, are told of elsewhere; without a ``language`` nothing
    is known of the words that a catalogue gives.
    """
    check = _Check(evidence, items, profile, language, Addresses(profile, language, assets))
    for link in check.links():
        fault = check.place_fault(link) or (check.fault(link) if link.says else "")
        if fault:
            message = f"the link {shown(link.words or link.says)} {fault}"
            yield Flaw("link-elsewhere", message, HINT, link.page, link.box)


@dataclass(frozen=True)
class _Check:
    """Hold what all links are checked by."""

    evidence: Evidence
    items: FindingItems
    profile: Profile
    language: Language | None
    addresses: Addresses

    @cached_property
    def destinations(self) -> Destinations:
        return Destinations(self.evidence.pdf)

    @cached_property
    def findings(self) -> dict[str, NumberedFinding]:
        return {each.number: each for each in self.profile.all_findings()}

    @cached_property
    def numbers(self) -> dict[Mark, str]:
        """Return the number of the finding that marked content stands in, or is listed under."""
        return {
            mark: number
            for number in self.findings
            for item in self.items.of(number)
            for mark in item.marks()
        }

    @cached_property
    def notes(self) -> set[Mark]:
        """Return the marked content of notes."""
        return {
            mark for each in self.evidence.elements if each.role == "Note" for mark in each.marks()
        }

    @cached_property
    def headings(self) -> list[tuple[int, float, str]]:
        """Return page, mm from the top, and letters of each heading."""
        return list(headings(self.evidence))

    def links(self) -> Iterator[_Link]:
        """Yield all tagged links."""
        found = {
            annotation.objgen: (number, annotation)
            for number, page in enumerate(self.evidence.pdf.pages, 1)
            for annotation in list(page.obj.get("/Annots", []))
        }
        for element in self.evidence.elements:
            if element.role == "Link":
                yield from self._links_of(element, found)

    def _links_of(self, element: Element, found: dict[Any, Any]) -> Iterator[_Link]:
        marks = tuple(element.marks())
        words = plain(self.evidence.text(marks))
        for reference in element.annotations:
            if reference in found:
                page, annotation = found[reference]
                height = self.evidence.pages[page - 1].height
                yield _Link(words, marks, annotation, page, _box(annotation, height))

    def place_fault(self, link: _Link) -> str:
        """Say why a link does not lie on its own words, or nothing."""
        boxes = [self.evidence.box(mark) for mark in link.marks if mark.page == link.page]
        own = [box for box in boxes if box is not None]  # a picture has none
        if own and not any(min(box.overlap(link.box)) > 0 for box in own):
            return "does not lie on its words"
        for text in self.evidence.pages[link.page - 1].texts:
            if text.mcid is None:
                continue
            across, down = text.box.left + text.box.right, text.box.top + text.box.bottom
            is_under = _holds(link.box, across / 2, down / 2)
            if is_under and Mark(link.page, text.mcid) not in link.marks:
                return "lies on other words too"
        return ""

    def fault(self, link: _Link) -> str:
        """Say why a link leads elsewhere than its words say, or nothing."""
        if link.address:
            return self._address_fault(link) if is_web(link.address) else ""
        spot = self.destinations.spot(target_of(link.annotation))
        if spot is None:
            return ""
        if number := NUMBER.match(link.words):
            return self._finding_fault(link, spot, number[0])
        if not letters_of(link.words) or self.notes.issuperset(link.marks):
            return self._note_fault(link, spot)
        return self._heading_fault(link, spot)

    def _address_fault(self, link: _Link) -> str:
        address = same_form(link.address)
        number = next((self.numbers[mark] for mark in link.marks if mark in self.numbers), None)
        allowed = self.addresses.known
        if number is not None:
            allowed = in_finding(self.findings[number].finding)
        titled = self.addresses.titled.get(link.words)
        # The line below a finding has its address too.
        is_said = titled or "://" not in link.words or address in same_form(link.words)
        if address not in (titled or allowed) & allowed or not is_said:
            return f"leads to {shown(link.address)}, which the data do not give for it"
        return _reading_fault(link)

    def _finding_fault(self, link: _Link, spot: Spot, number: str) -> str:
        own = self.items.own.get(number, [])
        mark = next((mark for item in own for mark in item.marks()), None)
        if mark is None or not self._is_at(spot, [mark]):
            return f"does not lead to the finding {number}"
        if self.language is None or number not in self.findings:
            return ""
        kind = self.findings[number].list.field
        keys = ("domain.finding", f"domain.finding_of.{kind}")
        said = {plain(self.language(key, number=number)) for key in keys}
        return "" if link.says in said else f"is read as {shown(link.says)}"

    def _note_fault(self, link: _Link, spot: Spot) -> str:
        """Say why the mark of a note, or the number before it, does not lead to the other one."""
        number = next((self.numbers[mark] for mark in link.marks if mark in self.numbers), None)
        if number is None:
            # A note at the foot of a page stands outside its finding.
            is_near = abs(spot.page - link.page) <= 1
        else:
            own = [mark for item in self.items.of(number) for mark in item.marks()]
            is_near = self._is_at(spot, own)
        if not is_near:
            return "does not lead to its note, or back from it"
        digits = "".join(each for each in link.words if each.isdigit())
        if self.language is None:
            return ""
        said = {self.language("findings.note", number=digits)}
        said |= {self.language("findings.note_back", number=each) for each in self.findings}
        return "" if link.says in map(plain, said) else f"is read as {shown(link.says)}"

    def _heading_fault(self, link: _Link, spot: Spot) -> str:
        """Say why a name or a line of the contents does not lead to a heading it names."""
        begins = letters_of(link.words)
        below = [each for each in self.headings if each[0] == spot.page and each[1] > spot.down]
        first = min((down for _, down, _ in below), default=0.0)
        names = {letters for _, down, letters in below if down <= first + BELOW}
        if self.language is not None:
            # The heading of an opener begins with “Domain” and a number.
            domain = letters_of(self.language("domain.number", number=""))
            names |= {letters.removeprefix(domain) for letters in names}
        is_line = any(mark in self._contents for mark in link.marks)
        if is_line:
            names |= self._running(spot.page)
        if not any(_agree(begins, each) for each in names if each):
            return "does not lead to what it names"
        number = LAST_NUMBER.search(link.words)
        if is_line and number and number[1] != self._label(spot.page):
            return f"does not lead to page {number[1]}"
        return _reading_fault(link)

    def _running(self, page: int) -> set[str]:
        """Return the letters of the lines along the edges of a page, which may shorten its name."""
        found = {letters_of(text) for text in self.evidence.artifacts(page)}
        # No tag says what such a line is read as, so from the right it is read as it is painted.
        return found | {letters[::-1] for letters in found}

    @cached_property
    def _contents(self) -> set[Mark]:
        return {
            mark for each in self.evidence.elements if each.role == "TOC" for mark in each.marks()
        }

    def _label(self, page: int) -> str:
        return str(self.evidence.pdf.pages[page - 1].label)

    def _is_at(self, spot: Spot, marks: list[Mark]) -> bool:
        """Return whether a destination is where one of some marked contents begins."""
        boxes = [self.evidence.box(mark) for mark in marks if mark.page == spot.page]
        return any(box and box.top - ABOVE < spot.down < box.bottom + BELOW for box in boxes)


def headings(evidence: Evidence) -> Iterator[tuple[int, float, str]]:
    """Yield page, mm from the top, and letters of each heading, in reading order."""
    for element in evidence.elements:
        mark = next(element.marks(), None) if element.role in {"H1", "H2", "H3"} else None
        box = None if mark is None else evidence.box(mark)
        if mark is not None and box is not None:
            yield mark.page, box.top, letters_of(evidence.text(element.marks()))


def _reading_fault(link: _Link) -> str:
    """Say why the words for those who hear a link are not its words, or nothing."""
    words, says = letters_of(link.words), letters_of(link.says)
    return "" if _agree(words, says) else f"is read as {shown(link.says)}"


def _agree(one: str, other: str) -> bool:
    return one in other or (bool(other) and other in one)


def _box(annotation: Any, height: float) -> Box:
    x1, y1, x2, y2 = (float(edge) * MM_PER_PT for edge in annotation.Rect)
    return Box(min(x1, x2), height - max(y1, y2), max(x1, x2), height - min(y1, y2))


def _holds(box: Box, across: float, down: float) -> bool:
    return box.left < across < box.right and box.top < down < box.bottom

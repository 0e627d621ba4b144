"""Check that every finding of the data is in the file once, whole, under its number.

The pages that list all findings have each of them once more, with a link to the first.
"""

import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from typing import NamedTuple
from unicodedata import category, normalize

from mgi_report.profile.markup import plain_text
from mgi_report.profile.model import NumberedFinding, Profile
from mgi_report.proof.download.elements import Element, Mark
from mgi_report.proof.download.evidence import Evidence
from mgi_report.proof.inspection import Box, Flaw

__all__ = [
    "FindingItems",
    "find_items",
    "finding_flaws",
    "finding_text",
    "letters_of",
    "paths_of",
    "plain",
]

NUMBER = re.compile(r"[1-6]\.[WP]\.\d+")
_OTHERS = re.compile(r"[\W\d_]+")
AROUND = 24  # characters shown before and after the first difference
LISTED = "nothing may be lost or altered: look at templates/pages/all-findings.html"
HINT = "nothing may be lost or altered: look at templates/pages/findings.html, then build again"

Items = dict[str, list[Element]]


class FindingItems(NamedTuple):
    """Hold the list items labelled with a finding's number, by number.

    ``own`` is where the finding stands; what is ``listed`` has a link there for its label.
    """

    own: Items
    listed: Items

    def of(self, number: str) -> list[Element]:
        """Return all items of a finding."""
        return [*self.own.get(number, []), *self.listed.get(number, [])]


def find_items(evidence: Evidence) -> FindingItems:
    """Return the list items labelled with a finding's number."""
    found = FindingItems({}, {})
    for element in evidence.elements:
        label = _below(element, "Lbl") if element.role == "LI" else None
        if label is None:
            continue
        number = plain(evidence.text(label.marks()))
        if NUMBER.fullmatch(number):
            leads_on = any(each.role == "Link" for each in label.elements())
            items = found.listed if leads_on else found.own
            items.setdefault(number, []).append(element)
    return found


def finding_text(evidence: Evidence, item: Element) -> str:
    """Return the text of a finding as it is printed, without its note."""
    body = _below(item, "LBody") or Element("LBody")
    return plain(evidence.text(body.marks(without="Note")))


def paths_of(items: FindingItems, profile: Profile) -> dict[Mark, str]:
    """Return the place in the data for all marked content of findings."""
    return {
        mark: finding.path
        for finding in profile.all_findings()
        for item in items.of(finding.number)
        for mark in item.marks()
    }


def finding_flaws(
    evidence: Evidence, items: FindingItems, profile: Profile, most: int
) -> Iterator[Flaw]:
    """Yield a flaw for each finding that is missing, doubled, altered or nowhere in the data.

    Up to ``most`` findings are in full where all are listed, if they are listed in the file.
    """
    expected = {finding.number: finding for finding in profile.all_findings()}
    notes = _notes(evidence)
    for number, finding in expected.items():
        yield from _faults(evidence, items.own.get(number, []), finding)
        note = plain(plain_text(finding.finding.note or ""))
        if note not in notes:
            message = f"the note on the finding {number} is not whole"
            yield Flaw("finding-altered", message, HINT, path=f"{finding.path}.note")
    if items.listed:
        yield from _listing_faults(evidence, items, expected, most)
    for number in sorted((items.own.keys() | items.listed.keys()) - expected.keys()):
        page, box = _place(evidence, items.of(number)[0])
        message = f"there is a finding {number}, but none in the data inside the file"
        yield Flaw("finding-unknown", message, HINT, page, box)


def plain(text: str) -> str:
    """Return a text without what cannot be seen: kinds of spaces, soft hyphens, directions."""
    if not text.isascii():
        text = normalize("NFC", text)
        for sign in set(text):
            if category(sign) == "Cf":
                text = text.replace(sign, "")
    return " ".join(text.split())


def letters_of(text: str) -> str:
    """Return the letters of a text, small, without anything between them."""
    found = _OTHERS.sub("", plain(text).casefold())
    # Few texts have what is neither a letter nor a digit and yet counts, such as a raised two.
    return found if found.isalpha() else "".join(each for each in found if each.isalpha())


def _faults(evidence: Evidence, items: list[Element], finding: NumberedFinding) -> Iterator[Flaw]:
    number, path = finding.number, finding.path
    if not items:
        message = f"the finding {number} is not in the document"
        yield Flaw("finding-missing", message, HINT, path=path)
        return
    for item in items[1:]:
        page, box = _place(evidence, item)
        message = f"the finding {number} is in the document more than once"
        yield Flaw("finding-twice", message, HINT, page, box, path)
    difference = _difference(
        plain(plain_text(finding.finding.text)),
        finding_text(evidence, items[0]),
        [plain(text) for link in finding.finding.links for text in (link.title, link.url)],
        noted=finding.finding.note is not None,
    )
    if difference:
        page, box = _place(evidence, items[0])
        message = f"the finding {number} is not word for word as in the data: {difference}"
        yield Flaw("finding-altered", message, HINT, page, box, path)


def _listing_faults(
    evidence: Evidence,
    items: FindingItems,
    expected: Mapping[str, NumberedFinding],
    most: int,
) -> Iterator[Flaw]:
    """Yield a flaw for each finding that is not whole where all are listed.

    Where there are more than ``most`` of them a short label may stand for one, and none need be
    there.
    """
    in_full = len(expected) <= most
    for number, finding in expected.items():
        for position, item in enumerate(items.listed.get(number, [])):
            text = plain(evidence.text((_below(item, "LBody") or Element("LBody")).marks()))
            if position:
                page, box = _place(evidence, item)
                message = f"the finding {number} is listed more than once"
                yield Flaw("finding-twice", message, LISTED, page, box, finding.path)
            label = plain(finding.finding.short_label or "")
            if label and text == label and not in_full:
                continue
            if difference := _difference(plain(plain_text(finding.finding.text)), text, []):
                page, box = _place(evidence, item)
                message = f"the finding {number} is not listed word for word: {difference}"
                yield Flaw("finding-altered", message, LISTED, page, box, finding.path)
    missing = [each for each in items.own if each in expected and each not in items.listed]
    for number in missing if in_full else ():
        message = f"the finding {number} is not listed with the others"
        yield Flaw("finding-missing", message, LISTED, path=expected[number].path)


def _notes(evidence: Evidence) -> str:
    """Return the text of all notes: one may stand at the foot of a page."""
    notes = (element for element in evidence.elements if element.role == "Note")
    return "\n".join(plain(evidence.text(note.marks())) for note in notes)


def _difference(expected: str, text: str, after: list[str], *, noted: bool = False) -> str:
    """Say where a finding's text departs from the data.

    ``after`` may follow it, and must; so may the number of a note where it has one.
    """
    if text.startswith(expected):
        rest = text[len(expected) :]
        for part in after:
            if part not in rest:
                return f"it lacks “{part}”"
        goes_on = bool(rest) and not after and not (noted and rest.strip().isdigit())
        return f"it goes on with “{rest[:AROUND].strip()}”" if goes_on else ""
    matches = SequenceMatcher(None, expected, text, autojunk=False).get_matching_blocks()
    at = matches[0].size if matches[0][:2] == (0, 0) else 0
    wanted, got = (each[max(0, at - AROUND) : at + AROUND] for each in (expected, text))
    return f"it reads “{got}” where the data have “{wanted}”"


def _below(element: Element, role: str) -> Element | None:
    kids = (kid for kid in element.kids if isinstance(kid, Element))
    return next((kid for kid in kids if kid.role == role), None)


def _place(evidence: Evidence, item: Element) -> tuple[int | None, Box | None]:
    mark = next(item.marks(), None)
    return (None, None) if mark is None else (mark.page, evidence.box(mark))

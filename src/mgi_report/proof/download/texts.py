"""Check that official texts beside the findings are in the file, word for word and in their place.

Those of a domain, its official title and its introduction, stand before its findings and after
those of the domains before it; a quotation is tagged as one.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from mgi_report.problems.problem import shown
from mgi_report.profile.framework import Domain, Placement
from mgi_report.profile.markup import plain_text
from mgi_report.profile.model import Profile
from mgi_report.profile.sections import Quotation
from mgi_report.proof.download.elements import Element
from mgi_report.proof.download.evidence import Evidence
from mgi_report.proof.download.findings import FindingItems, plain
from mgi_report.proof.inspection import Flaw

__all__ = ["text_flaws"]

BEGINNING = 60  # characters shown of a text that is not there
BLANK_LINES = re.compile(r"\n\s*\n")


class _Piece(NamedTuple):
    """Hold a paragraph, or the beginning of a quotation, which has no text of its own."""

    role: str
    text: str


class _Part(NamedTuple):
    """Hold the part of the file in which something is to be found: from a piece to another."""

    start: int
    end: int


def text_flaws(evidence: Evidence, items: FindingItems, profile: Profile) -> Iterator[Flaw]:
    """Yield a flaw for each such text that is missing, altered or in another place.

    A brief, which has no contents, has those of the domains only.
    """
    elements = [each for each in evidence.elements if each.role in {"P", "BlockQuote", "LI"}]
    pieces = [_piece(evidence, each) for each in elements]
    places = _places(elements, items)
    for domain in Domain:
        part = _part(domain, profile, places, len(pieces))
        path = f"domains.{domain.id}"
        title = profile.domains.of(domain).official_title
        introduction = profile.domains.of(domain).introduction
        if title and not _is_there([plain(title)], pieces, part):
            what = f"the official title of domain {domain.number}"
            yield _flaw(what, title, f"{path}.official_title", "opener")
        if introduction and not _is_there(_paragraphs(introduction), pieces, part):
            what = f"the introduction of domain {domain.number}"
            yield _flaw(what, introduction, f"{path}.introduction", "findings")
    if any(each.role == "TOC" for each in evidence.elements):
        yield from _quotation_flaws(pieces, profile)
        yield from _number_flaws(pieces, profile)


def _flaw(what: str, text: str, path: str, template: str) -> Flaw:
    begins = shown(" ".join(text.split())[:BEGINNING])
    message = f"{what}, which begins {begins}, is not in its place word for word as in the data"
    hint = f"nothing may be lost or altered: look at templates/pages/{template}.html"
    return Flaw("text-altered", message, hint, path=path)


def _piece(evidence: Evidence, element: Element) -> _Piece:
    text = plain(evidence.text(element.marks())) if element.role == "P" else ""
    return _Piece(element.role, text)


def _paragraphs(text: str) -> list[str]:
    return [plain(plain_text(each)) for each in BLANK_LINES.split(text.strip())]


def _places(elements: Sequence[Element], items: FindingItems) -> dict[str, int]:
    """Return the positions of findings by number, where they stand in their domains."""
    at = {id(element): position for position, element in enumerate(elements)}
    return {number: at[id(found[0])] for number, found in items.own.items() if id(found[0]) in at}


def _part(domain: Domain, profile: Profile, places: dict[str, int], end: int) -> _Part:
    """Return the part of the file between the findings before a domain and its own.

    A domain without pages of its own may be named on those of any other.
    """
    if not profile.domains.of(domain).has_pages:
        return _Part(0, end)
    by_domain = [
        (each.domain.number, places[each.number])
        for each in profile.all_findings()
        if each.number in places
    ]
    before = (place for number, place in by_domain if number < domain.number)
    after = (place for number, place in by_domain if number >= domain.number)
    return _Part(max(before, default=0), min(after, default=end))


def _is_there(texts: Sequence[str], pieces: Sequence[_Piece], part: _Part) -> bool:
    """Return whether paragraphs follow each other somewhere in a part."""
    paragraphs = [text for role, text in pieces[part.start : part.end] if role == "P"]
    wanted = list(texts)
    starts = range(len(paragraphs) - len(wanted) + 1)
    return any(paragraphs[start : start + len(wanted)] == wanted for start in starts)


def _quotations(profile: Profile) -> Iterator[tuple[str, Quotation]]:
    """Yield the quotations with their places in the data, in the order of the pages."""
    for placement in Placement:
        for number, section in enumerate(profile.sections):
            for position, block in enumerate(section.body):
                if block.quotation and section.placement is placement:
                    yield f"sections[{number}].body[{position}].quotation", block.quotation


def _quotation_flaws(pieces: Sequence[_Piece], profile: Profile) -> Iterator[Flaw]:
    starts = iter([at for at, piece in enumerate(pieces) if piece.role == "BlockQuote"])
    for path, quotation in _quotations(profile):
        source = [plain(plain_text(quotation.source))] if quotation.source else []
        wanted = [*_paragraphs(quotation.text), *source]
        found = ([text for _, text in pieces[at + 1 : at + 1 + len(wanted)]] for at in starts)
        # A theme may quote something of its own in between.
        if wanted not in found:
            yield _flaw("a quotation", quotation.text, path, "section")
            return


def _number_flaws(pieces: Sequence[_Piece], profile: Profile) -> Iterator[Flaw]:
    publisher = profile.publication.publisher
    for kind in ("telephone", "fax") if publisher else ():
        number = getattr(publisher, kind)
        if number and not any(plain(number) in text for _, text in pieces):
            path = f"publication.publisher.{kind}"
            yield _flaw(f"the number of the {kind}", number, path, "imprint")

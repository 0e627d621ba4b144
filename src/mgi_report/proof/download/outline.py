"""Check that the bookmarks are the headings of the document, each at its place, in their order."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from mgi_report.document.language import Language
from mgi_report.problems.problem import shown
from mgi_report.profile.framework import Domain
from mgi_report.proof.download.destinations import Destinations, Spot, bookmarks_in, target_of
from mgi_report.proof.download.evidence import Evidence
from mgi_report.proof.download.findings import plain
from mgi_report.proof.inspection import Box, Flaw

__all__ = ["outline_flaws"]

_SIGNS = re.compile(r"[\W_]+")
HINT = "build the file again; bookmarks are made of the headings"
ABOVE, BELOW = 15.0, 3.0  # mm by which a bookmark may lead above its heading, or below it
LISTED = {"H1", "H2"}
"""Headings that each have a bookmark; below a heading of a part only some have one."""


class _Heading(NamedTuple):
    """Hold a heading: its role, its words, its page from 1, and its place."""

    role: str
    words: str
    page: int
    box: Box


class _Bookmark(NamedTuple):
    """Hold a bookmark: its title, and where it leads, if to a page."""

    title: str
    spot: Spot | None


def outline_flaws(evidence: Evidence, language: Language | None) -> Iterator[Flaw]:
    """Yield a flaw for each bookmark that is no heading at its place, and each heading without one.

    Bookmarks that lead nowhere are told of elsewhere. A catalogue has names of its own for some
    parts; without a ``language`` these are not known.
    """
    headings = list(_headings(evidence))
    found: set[_Heading] = set()
    before = Spot(0, 0.0)
    for title, spot in _bookmarks(evidence):
        if spot is None:
            found.update(each for each in headings if _is_title(title, each.words, language))
            continue
        at = [each for each in headings if _is_at(spot, each)]
        named = [each for each in at if _is_title(title, each.words, language)]
        found.update(named)
        if not named:
            message = f"the bookmark {shown(title)} leads to no heading of these words"
            yield Flaw("bookmark-altered", message, HINT, spot.page)
        if spot.page < before.page:
            message = f"the bookmark {shown(title)} stands after one of a later page"
            yield Flaw("bookmark-altered", message, HINT, spot.page)
        before = spot
    for heading in headings:
        if heading.role in LISTED and heading not in found:
            message = f"no bookmark leads to the heading {shown(heading.words)}"
            yield Flaw("bookmark-altered", message, HINT, heading.page, heading.box)


def _headings(evidence: Evidence) -> Iterator[_Heading]:
    for element in evidence.elements:
        if element.role not in {"H1", "H2", "H3"}:
            continue
        marks = list(element.marks())
        box = evidence.box(marks[0]) if marks else None
        if box is not None:
            yield _Heading(element.role, plain(evidence.text(marks)), marks[0].page, box)


def _bookmarks(evidence: Evidence) -> Iterator[_Bookmark]:
    """Yield all bookmarks in their order."""
    destinations = Destinations(evidence.pdf)
    for item in bookmarks_in(evidence.pdf):
        title = plain(str(item.get("/Title", "")))
        yield _Bookmark(title, destinations.spot(target_of(item)))


def _is_at(spot: Spot, heading: _Heading) -> bool:
    above, below = heading.box.top - ABOVE, heading.box.bottom + BELOW
    return heading.page == spot.page and above < spot.down < below


def _is_title(title: str, words: str, language: Language | None) -> bool:
    """Return whether a bookmark may have a title for a heading: signs and spaces do not count."""
    said = _letters(title)
    if said == _letters(words):
        return True
    if language is None:
        return False
    numbered = {
        _letters(f"{domain.number}{language.domain(domain)}")
        for domain in Domain
        if _letters(words) in map(_letters, _headings_of(domain, language))
    }
    own = {(language("imprint.about"), language("pages.imprint"))}
    named = {_letters(name) for heading, name in own if _letters(heading) == _letters(words)}
    return said in numbered | named


def _headings_of(domain: Domain, language: Language) -> tuple[str, str]:
    """Return the headings a domain may have: its name, and the one of its opener."""
    name = language.domain(domain)
    return name, f"{language('domain.number', number=domain.number)}{name}"


def _letters(text: str) -> str:
    """Return the letters and digits of a text."""
    return _SIGNS.sub("", plain(text).casefold())

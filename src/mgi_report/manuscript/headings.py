"""Know the headings of a manuscript: domains, lists and parts, in the words of four languages.

A heading is known by all its words, not by its first ones: a finding may begin with
“Partnerships”. A few wrong letters are allowed, and make it a guess. The words are in
headings.toml.
"""

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import Enum
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from mgi_report.profile.framework import Domain, FindingList

__all__ = [
    "Heading",
    "ManuscriptPart",
    "folded",
    "heading_before_text",
    "known_heading",
    "vocabulary",
]

LONGEST_HEADING = 120  # characters
FEWEST_WORDS = 3
LETTERS_FOR_AN_ERROR = 10
"""One wrong letter is allowed in so many."""
_NO_LETTER = re.compile(r"[\W_]+")
_APOSTROPHE = re.compile("['\u2018\u2019\u02bc\u00b4`]")
_ENDS_A_SENTENCE = re.compile(r"[.;!?][\"'\u2019\u201d\u00bb)\]]*$")
_NUMBER = re.compile(r"(?P<number>[0-9])(?: |$)")
_TWO = re.compile(r"\s*[:|/\u2013\u2014]\s*|\s+-\s+|\s*\t\s*")


class ManuscriptPart(Enum):
    """Name the parts of a manuscript that are no domain."""

    ABOUT = "about"
    INTRODUCTION = "introduction"
    KEY_FINDINGS = "key_findings"
    INSTRUCTION = "instruction"


@dataclass(frozen=True)
class Heading:
    """Say what a heading begins: a domain, a list, both, or a part; ``meant`` are its known words.

    ``is_guess`` if it was not written so; ``number`` is the one before it.
    """

    meant: str
    language: str
    domain: Domain | None = None
    list: FindingList | None = None
    part: ManuscriptPart | None = None
    number: int | None = None
    is_guess: bool = False


@dataclass(frozen=True)
class _Words:
    headings: Mapping[str, tuple[Heading, ...]] = field(repr=False)
    squeezed: Mapping[str, Heading] = field(repr=False)
    prefixes: Mapping[str, str]
    domain: Mapping[str, str]
    endings: tuple[str, ...]
    lists: tuple[str, ...]
    instructions: tuple[tuple[str, Heading], ...]


@cache
def vocabulary() -> Mapping[str, Any]:
    """Return the words of headings.toml by language."""
    return tomllib.loads(files(__package__).joinpath("headings.toml").read_text("utf-8"))


def folded(text: str) -> str:
    """Return the words of a text in small letters, without accents, apostrophes or signs."""
    plain = unicodedata.normalize("NFKD", _APOSTROPHE.sub("", text)).casefold()
    letters = "".join(sign for sign in plain if unicodedata.category(sign) not in ("Mn", "Cf"))
    return " ".join(_NO_LETTER.sub(" ", letters).split())


@lru_cache(maxsize=1000)
def known_heading(text: str) -> Heading | None:
    """Return what a line is the heading of, or None if it is no heading."""
    if len(text) > LONGEST_HEADING or not (words := folded(text)):
        return None
    found = _whole(words) or _of_two(text)
    is_sentence = bool(_ENDS_A_SENTENCE.search(text.rstrip()))
    if found is None:
        return None if is_sentence else _near(words) or _behind_prefix(text)
    if is_sentence and found.part is not ManuscriptPart.INSTRUCTION:
        return _guessed(found)
    return found


def heading_before_text(text: str) -> tuple[str, str] | None:
    """Return the heading of a list and the words behind its colon, if those are a text."""
    for colon in re.finditer(":", text[:LONGEST_HEADING]):
        head, rest = text[: colon.start()], text[colon.end() :].strip()
        found = known_heading(head)
        if found and found.list and not found.is_guess and len(rest.split()) >= FEWEST_WORDS:
            signs = head[: len(head) - len(head.lstrip("*"))]
            return f"{head}:{signs}", rest.removeprefix(signs).strip()
    return None


def _whole(words: str) -> Heading | None:
    """Return the heading that is written as we know it, whatever stands before and after it."""
    known = _words()
    if words in known.headings:
        return known.headings[words][0]
    if words in known.prefixes:
        return Heading(words, known.prefixes[words])
    core, number = _core(words)
    if core in known.headings:
        found = known.headings[core][0]
        wrong = number is not None and found.domain and number != found.domain.number
        return _guessed(found, number) if wrong else found
    if number and not core and 1 <= number <= len(Domain):
        language = next((known.domain[word] for word in words.split() if word in known.domain), "")
        return Heading(words, language, Domain(number), number=number) if language else None
    for start, heading in known.instructions:
        if words.startswith(start):
            return heading
    return None


def _core(words: str) -> tuple[str, int | None]:
    """Return a heading without what may stand before and after it, and the number before it."""
    known = _words()
    number = None
    while True:
        for prefix in known.prefixes:
            if words.startswith(f"{prefix} "):
                words = words.removeprefix(f"{prefix} ")
                break
        else:
            first, _, rest = words.partition(" ")
            if found := _NUMBER.match(words):
                number, words = int(found["number"]), words[found.end() :]
            elif first in known.domain and _NUMBER.match(rest):
                words = rest
            else:
                break
    for ending in known.endings:
        words = words.removesuffix(f" {ending}")
    return words, number


def _of_two(text: str) -> Heading | None:
    """Return the heading of a domain and of a list on one line."""
    for sign in _TWO.finditer(text):
        first = _whole(folded(text[: sign.start()]))
        second = _whole(folded(text[sign.end() :]))
        if found := _both(first, second):
            return found
    return _run_together(folded(text))


def _run_together(words: str) -> Heading | None:
    """Return the heading of a domain and of a list with nothing between them but a space."""
    if not words.endswith(_words().lists):
        return None
    gaps = (place for place, sign in enumerate(words) if sign == " ")
    tried = (_both(_whole(words[:gap]), _whole(words[gap + 1 :])) for gap in gaps)
    return next(filter(None, tried), None)


def _both(first: Heading | None, second: Heading | None) -> Heading | None:
    if not (first and second and first.domain and second.list):
        return None
    meant = f"{first.meant}, {second.meant}"
    return Heading(meant, first.language, first.domain, second.list, None, first.number)


def _near(words: str) -> Heading | None:
    """Return the one heading that differs by a few letters only."""
    core, number = _core(words)
    squeezed = core.replace(" ", "")
    # A line of a table of contents has the number of a page.
    if any(sign.isdigit() for sign in squeezed):
        return None
    allowed = max(1, len(squeezed) // LETTERS_FOR_AN_ERROR)
    best: dict[tuple[object, object, object], tuple[int, Heading]] = {}
    letters = Counter(squeezed)
    for spelling, heading in _words().squeezed.items():
        # Most lines are no heading at all: their letters are others.
        if abs(len(spelling) - len(squeezed)) > allowed or (
            (letters - _letters(spelling)).total() > allowed
        ):
            continue
        wrong = _wrong_letters(spelling, squeezed)
        place = heading.domain, heading.list, heading.part
        if wrong <= allowed and (place not in best or wrong < best[place][0]):
            best[place] = wrong, heading
    ranked = sorted(best.values(), key=lambda each: each[0])
    if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return None
    return _guessed(ranked[0][1], number)


def _behind_prefix(text: str) -> Heading | None:
    """Return the heading behind “Migration governance:” with an error in it."""
    prefix, colon, rest = text.partition(":")
    written = folded(prefix).replace(" ", "")
    known = (each.replace(" ", "") for each in _words().prefixes)
    if not colon or not any(_is_near(each, written) for each in known):
        return None
    found = _whole(folded(rest)) or _near(folded(rest))
    return found and _guessed(found, found.number)


def _is_near(known: str, written: str) -> bool:
    allowed = len(known) // LETTERS_FOR_AN_ERROR
    return abs(len(known) - len(written)) <= allowed and _wrong_letters(known, written) <= allowed


@cache
def _letters(spelling: str) -> Counter[str]:
    return Counter(spelling)


def _wrong_letters(known: str, written: str) -> int:
    changes = SequenceMatcher(None, known, written, autojunk=False).get_opcodes()
    return sum(
        max(end - start, to - since) for kind, start, end, since, to in changes if kind != "equal"
    )


def _guessed(heading: Heading, number: int | None = None) -> Heading:
    return Heading(
        heading.meant,
        heading.language,
        heading.domain,
        heading.list,
        heading.part,
        number,
        is_guess=True,
    )


@cache
def _words() -> _Words:
    headings: dict[str, tuple[Heading, ...]] = {}
    for heading in _all_headings():
        words = folded(heading.meant)
        headings[words] = (*headings.get(words, ()), heading)
    tables = vocabulary()
    return _Words(
        headings=headings,
        squeezed={
            words.replace(" ", ""): each[0]
            for words, each in headings.items()
            if each[0].part is not ManuscriptPart.INSTRUCTION
        },
        prefixes={folded(each): tag for tag, table in tables.items() for each in table["prefixes"]},
        domain={folded(each): tag for tag, table in tables.items() for each in table["domain"]},
        endings=tuple(folded(each) for table in tables.values() for each in table["continued"]),
        lists=tuple(f" {words}" for words, each in headings.items() if each[0].list),
        instructions=tuple(
            (words, each[0])
            for words, each in headings.items()
            if each[0].part is ManuscriptPart.INSTRUCTION
        ),
    )


def _all_headings() -> Iterator[Heading]:
    """Yield each spelling with what it stands for; the official one of a thing comes first."""
    for tag, table in vocabulary().items():
        for domain in Domain:
            for spelling in table["domains"][domain.id]:
                yield Heading(spelling, tag, domain)
        for finding_list in FindingList:
            for spelling in table["lists"][finding_list.field]:
                yield Heading(spelling, tag, None, finding_list)
        for part in ManuscriptPart:
            for spelling in table["parts"][part.value]:
                yield Heading(spelling, tag, None, None, part)

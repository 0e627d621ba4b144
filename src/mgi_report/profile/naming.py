"""Find where texts name the instruments and bodies of a profile.

At each place of a text the longest spelling wins, and what is found does not overlap. A name
inside a longer word does not count. Straight and curly apostrophes are equal, and so are a space,
a no-break space and a line break. Capitals matter.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Self

from mgi_report.profile.framework import Domain, FindingList
from mgi_report.profile.markup import plain_text
from mgi_report.profile.model import Body, Instrument, NumberedFinding, Profile

__all__ = ["Mention", "NamedEntry", "Names", "same_spelling"]

_APOSTROPHES = "'\u2018\u2019\u02bc"
_APOSTROPHE = re.compile(f"[{_APOSTROPHES}]")
_NOTHING = r"(?!)"  # matches nowhere


class Mention(NamedTuple):
    """Hold a place of a text, from ``start`` up to ``end``, that names an instrument or a body."""

    start: int
    end: int
    entry: Instrument | Body

    @property
    def is_instrument(self) -> bool:
        """Return whether it is an instrument that is named."""
        return isinstance(self.entry, Instrument)


class NamedEntry(NamedTuple):
    """Hold an instrument or a body and the findings that name it."""

    entry: Instrument | Body
    findings: tuple[NumberedFinding, ...]

    @property
    def is_instrument(self) -> bool:
        """Return whether it is an instrument."""
        return isinstance(self.entry, Instrument)

    @property
    def name(self) -> str:
        """Return the title of the instrument, or the name of the body."""
        return self.entry.title if isinstance(self.entry, Instrument) else self.entry.name

    @property
    def year(self) -> int | None:
        """Return the year of the instrument, if it is known."""
        return self.entry.year if isinstance(self.entry, Instrument) else None

    @property
    def numbers(self) -> tuple[str, ...]:
        """Return the numbers of the findings."""
        return tuple(finding.number for finding in self.findings)


@dataclass(frozen=True)
class Names:
    """Hold the spellings of a profile's instruments and bodies, ready to be found in texts."""

    profile: Profile = field(repr=False)
    _by_spelling: dict[str, Instrument | Body] = field(repr=False)
    _pattern: re.Pattern[str] = field(repr=False)

    @classmethod
    def of(cls, profile: Profile) -> Self:
        """Return the names of a profile; one that two entries claim belongs to the first."""
        by_spelling: dict[str, Instrument | Body] = {}
        entries: tuple[Instrument | Body, ...] = (*profile.instruments, *profile.bodies)
        for entry in entries:
            for spelling in spellings(entry):
                by_spelling.setdefault(same_spelling(spelling), entry)
        return cls(profile, by_spelling, _pattern(tuple(by_spelling)))

    def find(self, text: str) -> tuple[Mention, ...]:
        """Return the places of a plain text (without Markdown) that name an entry, in order."""
        return tuple(
            Mention(*match.span(), self._by_spelling[same_spelling(match.group())])
            for match in self._pattern.finditer(text)
            # A combining mark is no letter to ``re``, yet it makes the last letter another one.
            if not unicodedata.category(text[match.end() : match.end() + 1] or " ").startswith("M")
        )

    def in_domain(self, domain: Domain) -> tuple[NamedEntry, ...]:
        """Return the entries that the findings of a domain name, by first mention."""
        lists = (self.profile.findings(domain, each) for each in FindingList)
        return self._named_in([finding for each in lists for finding in each])

    def in_profile(self) -> tuple[NamedEntry, ...]:
        """Return the entries that any finding names, by first mention."""
        return self._named_in(list(self.profile.all_findings()))

    def _named_in(self, findings: Sequence[NumberedFinding]) -> tuple[NamedEntry, ...]:
        # Entries are told apart by identity: two equal ones are still two.
        found: dict[int, tuple[Instrument | Body, list[NumberedFinding]]] = {}
        for finding in findings:
            for mention in self.find(plain_text(finding.finding.text)):
                _, numbers = found.setdefault(id(mention.entry), (mention.entry, []))
                if finding not in numbers[-1:]:
                    numbers.append(finding)
        return tuple(NamedEntry(entry, tuple(numbers)) for entry, numbers in found.values())


def spellings(entry: Instrument | Body) -> Iterator[str]:
    """Yield the title or name of an entry, then its other spellings."""
    yield entry.title if isinstance(entry, Instrument) else entry.name
    yield from entry.named_as


def same_spelling(name: str) -> str:
    """Return the form in which equal spellings are equal texts."""
    return " ".join(_APOSTROPHE.sub("'", name).split())


def _pattern(names: Sequence[str]) -> re.Pattern[str]:
    longest_first = sorted(names, key=len, reverse=True)
    alternatives = "|".join(map(_one_pattern, longest_first)) or _NOTHING
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)")


def _one_pattern(name: str) -> str:
    words = (re.escape(word).replace("'", f"[{_APOSTROPHES}]") for word in name.split(" "))
    return r"\s+".join(words)

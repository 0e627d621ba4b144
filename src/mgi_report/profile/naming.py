"""Find where texts name the instruments and bodies of a profile.

At each place of a text the longest spelling wins, and what is found does not overlap. A name
inside a longer word does not count. Straight and curly apostrophes are equal, and so are a space,
a no-break space and a line break. Capitals matter. In Arabic the particles of one letter that are
written together with a name belong to what is found: half a word cannot be set in another weight,
since its letters join (docs/decisions.md).
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, Self

from mgi_report.profile.framework import Domain, FindingList
from mgi_report.profile.markup import plain_text
from mgi_report.profile.model import Body, Instrument, NumberedFinding, Profile

__all__ = ["Mention", "NamedEntry", "Names", "same_spelling"]

_APOSTROPHES = "'\u2018\u2019\u02bc"
_STRAIGHT = str.maketrans(dict.fromkeys(_APOSTROPHES, "'"))
_NOTHING = r"(?!)"  # matches nowhere
_VOWEL_SIGN = "[\u064b-\u0652]"
# Arabic wa and fa (and, so), then bi, li and ka (by, for, as). As few as will do: a spelling that
# begins with one of these letters itself comes first.
_PARTICLES = f"(?:[\u0648\u0641]{_VOWEL_SIGN}?)??(?:[\u0628\u0644\u0643]{_VOWEL_SIGN}?)??"
_LAM, _ARTICLE = "\u0644", "\u0627\u0644"
# With a particle before it, a word so short may be another word: fi and riq make fariq, a team.
_SHORT_WORD = "[\u0621-\u064a]{1,4}"


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


class Names:
    """Hold the spellings of a profile's instruments and bodies, ready to be found in texts."""

    def __init__(
        self,
        profile: Profile,
        by_spelling: Mapping[str, Instrument | Body],
        pattern: re.Pattern[str],
    ) -> None:
        self.profile = profile
        self._by_spelling = by_spelling
        self._pattern = pattern

    @classmethod
    def of(cls, profile: Profile) -> Self:
        """Return the names of a profile; one that two entries claim belongs to the first."""
        by_spelling: dict[str, Instrument | Body] = {}
        entries: tuple[Instrument | Body, ...] = (*profile.instruments, *profile.bodies)
        has_particles = profile.language.partition("-")[0] == "ar"
        for entry in entries:
            for spelling in spellings(entry):
                by_spelling.setdefault(same_spelling(spelling), entry)
        if has_particles:
            for spelling, entry in tuple(by_spelling.items()):
                by_spelling.setdefault(_after_li(spelling), entry)
        return cls(profile, by_spelling, _pattern(tuple(by_spelling), has_particles=has_particles))

    def find(self, text: str) -> tuple[Mention, ...]:
        """Return the places of a plain text (without Markdown) that name an entry, in order."""
        return tuple(
            Mention(*match.span(), self._by_spelling[same_spelling(match[match.lastgroup or 0])])
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
    return " ".join(name.translate(_STRAIGHT).split())


def _after_li(name: str) -> str:
    """Return an Arabic name as it is written after li, which takes the alif of the article.

    Of three lam in a row one is not written.
    """
    if not name.startswith(_ARTICLE):
        return name
    bare = name.removeprefix(_ARTICLE)
    return _LAM + bare if bare.startswith(_LAM) else _LAM + _LAM + bare


def _pattern(names: Sequence[str], *, has_particles: bool) -> re.Pattern[str]:
    longest_first = sorted(names, key=len, reverse=True)
    if not has_particles:
        return re.compile(rf"(?<!\w)(?P<name>{_any_of(longest_first)})(?!\w)")
    long = [name for name in longest_first if not re.fullmatch(_SHORT_WORD, name)]
    short = [name for name in longest_first if re.fullmatch(_SHORT_WORD, name)]
    # A vowel sign is no letter to ``re``, yet what follows it is still inside its word.
    return re.compile(
        rf"(?<!\w)(?<!{_VOWEL_SIGN})"
        rf"(?:{_PARTICLES}(?P<name>{_any_of(long)})|(?P<word>{_any_of(short)}))(?!\w)"
    )


def _any_of(names: Sequence[str]) -> str:
    return "|".join(map(_one_pattern, names)) or _NOTHING


def _one_pattern(name: str) -> str:
    words = (re.escape(word).replace("'", f"[{_APOSTROPHES}]") for word in name.split(" "))
    return r"\s+".join(words)

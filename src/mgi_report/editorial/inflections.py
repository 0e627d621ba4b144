"""Find where findings have the name of an instrument or a body in another form.

Names are found by the spellings listed alone (naming.py). In Russian they stand in six cases, in
French a law often has a small letter (la loi sur ...), and into long names a word may be put. What
is found here is no mention: the editor is told, and lists it as a spelling if it is one.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from mgi_report.problems.problem import (
    DataPath,
    Fault,
    Location,
    Problem,
    Severity,
    read_path,
    shown,
    write_path,
)
from mgi_report.profile.file.data_file import DataFile
from mgi_report.profile.markup import plain_text
from mgi_report.profile.model import Body, Instrument, Profile
from mgi_report.profile.naming import Mention, Names, same_spelling, spellings
from mgi_report.profile.stems import StemmedWord, Stems

__all__ = ["Inflected", "inflected_names", "inflection_problems"]

_WORDS_TO_ONE_MORE = 4
_WORD = re.compile(r"\w+")


class Inflected(NamedTuple):
    """Hold words that are a spelling of an entry, but for endings, capitals or a word put in.

    ``finding`` is the path of the text they are in, ``entry`` that of the instrument or the body.
    """

    words: str
    finding: DataPath
    entry: DataPath
    spelling: str


class _Spelling(NamedTuple):
    written: str
    words: tuple[StemmedWord, ...]
    entry: Instrument | Body
    path: DataPath


class _Match(NamedTuple):
    start: int
    end: int
    spelling: _Spelling


def inflection_problems(profile: Profile, source: DataFile) -> Iterator[Problem]:
    """Yield a warning for each other form of a name, at the first finding that has it."""
    for each in inflected_names(profile):
        fault = Fault(
            "name-inflected",
            f"{shown(each.words)} reads like {shown(each.spelling)} in another form, and is not "
            "found as a name",
            f"if it is this one, add “{each.words}” to its named_as; check --fix --spellings does",
        )
        entry = source.locate(each.entry)
        place = _place(source, each)
        yield Problem(*fault, location=place, severity=Severity.WARNING, also=(entry,))


def _place(source: DataFile, each: Inflected) -> Location:
    """Return where the words begin in the file, where a line may end at any of their spaces."""
    found, node = source.nearest(each.finding)
    words = re.compile(r"\s+".join(map(re.escape, each.words.split())))
    match = words.search(source.text.text, node.at, node.end)
    return source.text.location(match.start() if match else node.at, write_path(found))


def inflected_names(profile: Profile) -> Iterator[Inflected]:
    """Yield each other form of each name once, in the order of the findings.

    What may be two entries' is left out, and what is found as a name of the same entry.
    """
    stems = Stems.of(profile.language)
    if not stems.inflects:
        return
    by_first = _by_first_stem(profile, stems)
    names = Names.of(profile)
    seen: set[tuple[DataPath, str]] = set()
    for each in profile.all_findings():
        text = plain_text(each.finding.text)
        mentions = names.find(text)
        for match in _matches(text, stems.words(text), by_first):
            spelling = match.spelling
            words = text[match.start : match.end]
            key = (spelling.path, same_spelling(words))
            if key not in seen and not any(_names_it(mention, match) for mention in mentions):
                seen.add(key)
                path = read_path(f"{each.path}.text")
                yield Inflected(words, path, spelling.path, spelling.written)


def _by_first_stem(profile: Profile, stems: Stems) -> Mapping[str, Sequence[_Spelling]]:
    found: dict[str, list[_Spelling]] = defaultdict(list)
    for group in ("instruments", "bodies"):
        entries: tuple[Instrument | Body, ...] = getattr(profile, group)
        for position, entry in enumerate(entries):
            for written in spellings(entry):
                words = stems.words(written)
                for stem in words[0].stems if words else ():
                    found[stem].append(_Spelling(written, words, entry, (group, position)))
    return found


def _matches(
    text: str, words: Sequence[StemmedWord], by_first: Mapping[str, Sequence[_Spelling]]
) -> Iterator[_Match]:
    """Yield the longest matches from left to right, without overlaps."""
    after = 0
    for position, first in enumerate(words):
        if first.start < after:
            continue
        here = [
            match
            for stem in first.stems
            for spelling in by_first.get(stem, ())
            if (match := _match(text, words[position:], spelling))
        ]
        longest = max((match.end for match in here), default=0)
        best = [match for match in here if match.end == longest]
        if best and len({match.spelling.path for match in best}) == 1:
            yield best[0]
        after = max(after, longest)


def _match(text: str, words: Sequence[StemmedWord], spelling: _Spelling) -> _Match | None:
    """Return the place of a spelling at the beginning of some words of a text."""
    own = spelling.words
    here = _aligned(words, own)
    if len(here) < len(own):
        return None
    first, own_first = here[0].written, own[0].written
    if len(own) == 1 and first[0].isupper() != own_first[0].isupper():
        return None  # It may be a plain word, as constitution is.
    # A bracket before the first word or after the last one must be there too.
    start = here[0].start - own[0].start
    end = here[-1].end + len(spelling.written) - own[-1].end
    if start < 0 or _gaps(text[start:end], here, start) != _gaps(spelling.written, own, 0):
        return None
    # Arabic particles are no part of a spelling.
    particles = len(first) - len(own_first) if first.endswith(own_first) else 0
    return _Match(start + particles, end, spelling)


def _aligned(words: Sequence[StemmedWord], own: Sequence[StemmedWord]) -> list[StemmedWord]:
    """Return the words of a text that are those of a spelling, in order, as far as they go.

    To every four words another one may be added: the Strategic Plan *of Lesotho* to ...
    """
    found: list[StemmedWord] = []
    for word in words[: len(own) + len(own) // _WORDS_TO_ONE_MORE]:
        if len(found) < len(own) and word.stems & own[len(found)].stems:
            found.append(word)
    return found


def _gaps(text: str, words: Sequence[StemmedWord], start: int) -> list[str]:
    """Return the signs before, between and after these words of a text that starts there."""
    ends = [start, *(word.end for word in words)]
    starts = [*(word.start for word in words), start + len(text)]
    between = zip(ends, starts, strict=True)
    return [
        same_spelling(_WORD.sub(" ", text[end - start : after - start])) for end, after in between
    ]


def _names_it(mention: Mention, match: _Match) -> bool:
    """Return whether a mention overlaps words and is of their entry, or holds them whole."""
    overlaps = mention.start < match.end and match.start < mention.end
    holds = mention.start <= match.start and match.end <= mention.end
    return holds or (overlaps and mention.entry is match.spelling.entry)

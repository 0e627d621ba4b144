"""Find abbreviations that a reader meets before the place where the text explains them.

The text explains one behind its words, in brackets: Southern African Development Community (SADC).
The introduction is read first, then the findings in their order. All abbreviations are looked for
in one pass over the text: a file of 10 MB may hold thousands of them.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from mgi_report.problems.problem import (
    DataPath,
    Fault,
    Location,
    Problem,
    Severity,
    read_path,
    write_path,
)
from mgi_report.profile.file.data_file import DataFile
from mgi_report.profile.markup import plain_text
from mgi_report.profile.model import Abbreviation, Profile

__all__ = ["early_abbreviations"]

_IN_BRACKETS = re.compile(r"\((?P<short>[^\W\d_a-z][\w-]*[^\W\d_a-z][\w-]*)\)")
_WORD = re.compile(r"[^\W\d_]+")
_TOKEN = re.compile(r"\w+|[^\w\s]")
# Small words of a long form have no letter in the short one: International Organization for ...
_MORE_WORDS = 3


class _Texts(NamedTuple):
    """Hold all texts as one, in the order they are read, and where in it each begins."""

    whole: str
    starts: tuple[int, ...]
    paths: tuple[DataPath, ...]

    def path_at(self, at: int) -> DataPath:
        return self.paths[bisect_right(self.starts, at) - 1]


def early_abbreviations(profile: Profile, source: DataFile) -> Iterator[Problem]:
    """Yield a warning for each abbreviation at its first use, if that is before it is explained."""
    texts = _texts(profile)
    explained = _explained(profile, texts.whole)
    uses = _first_uses(explained, texts.whole)
    for short, at in explained.items():
        use = uses.get(short, at)
        if use + len(short) > at:
            continue
        place = _locate(source, texts.path_at(at), re.compile(re.escape(f"({short}")))
        fault = Fault(
            "abbreviation-early",
            f"{short} stands before it is explained, which is on line {place.line}",
            "see whether a finding was moved; an official text keeps its words all the same",
        )
        word = re.compile(rf"(?<!\w){re.escape(short)}(?!\w)")
        here = _locate(source, texts.path_at(use), word)
        yield Problem(*fault, location=here, severity=Severity.WARNING, also=(place,))


def _locate(source: DataFile, path: DataPath, words: re.Pattern[str]) -> Location:
    found, node = source.nearest(path)
    use = words.search(source.text.text, node.at, node.end)
    return source.text.location(node.at if use is None else use.start(), write_path(found))


def _texts(profile: Profile) -> _Texts:
    pairs = [(read_path(f"{each.path}.text"), each.finding.text) for each in profile.all_findings()]
    if profile.introduction:
        pairs.insert(0, (("introduction",), profile.introduction))
    starts = [0]
    lines = [" ".join(plain_text(text).split()) for _, text in pairs]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    return _Texts("\n".join(lines), tuple(starts[:-1]), tuple(path for path, _ in pairs))


def _explained(profile: Profile, text: str) -> dict[str, int]:
    """Return where each abbreviation is first explained: the place of its short form."""
    found = _listed(profile.abbreviations, text)
    for match in _IN_BRACKETS.finditer(text):
        short, start = match["short"], match.start()
        if short not in found and _is_short_for(
            short, text[max(0, start - 60 * len(short)) : start]
        ):
            found[short] = match.start("short")
    return found


def _listed(abbreviations: Iterable[Abbreviation], text: str) -> dict[str, int]:
    """Return where those that the profile lists first stand in brackets behind their long form."""
    # By short form, length of the long one, and long form: each bracket is looked up, not searched.
    wanted: dict[str, dict[int, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    for each in abbreviations:
        long = _lowered(each.long)
        wanted[_lowered(each.short)][len(long)][long] = each.short
    lengths = {len(short) for short in wanted}
    found: dict[str, int] = {}
    lowered = _lowered(text) if wanted else ""
    at = lowered.find(" (")
    while at >= 0:
        begin = at + 2
        for length in lengths:
            end = begin + length
            if lowered[end : end + 1] == ")" and (longs := wanted.get(lowered[begin:end])):
                for before, shorts in longs.items():
                    if short := shorts.get(lowered[max(0, at - before) : at]):
                        found.setdefault(short, begin)
        at = lowered.find(" (", begin)
    return found


def _lowered(text: str) -> str:
    """Return a text in small letters, each of which stands where its capital stood."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := each.lower()) == 1 else each for each in text)


def _first_uses(shorts: Iterable[str], text: str) -> dict[str, int]:
    """Return where each short form that is used first stands as a word of its own."""
    by_first: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for short in shorts:
        by_first[_TOKEN.findall(short)[0]][len(short)].add(short)
    found: dict[str, int] = {}
    for token in _TOKEN.finditer(text) if by_first else ():
        at = token.start()
        if token[0] not in by_first or _is_of_word(text[at - 1 : at]):
            continue
        for length, some in by_first[token[0]].items():
            short = text[at : at + length]
            if short in some and not _is_of_word(text[at + length : at + length + 1]):
                found.setdefault(short, at)
    return found


def _is_of_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _is_short_for(short: str, before: str) -> bool:
    """Return whether the words before the brackets begin with the letters of a short form."""
    letters = [letter for letter in short if letter.isupper()]
    words = _WORD.findall(before[-60 * len(letters) :].rpartition("\n")[2])
    initials = "".join(word[0] for word in words[-len(letters) - _MORE_WORDS :]).casefold()
    at = -1
    for letter in letters:
        at = initials.find(letter.casefold(), at + 1)
        if at < 0:
            return False
    return True

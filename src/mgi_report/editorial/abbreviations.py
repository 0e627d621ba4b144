"""Find abbreviations that a reader meets before the place where the text explains them.

The text explains one behind its words, in brackets: Southern African Development Community (SADC).
The introduction is read first, then the findings in their order.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
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
from mgi_report.profile.model import Profile

__all__ = ["early_abbreviations"]

_IN_BRACKETS = re.compile(r"\((?P<short>[^\W\d_a-z][\w-]*[^\W\d_a-z][\w-]*)\)")
_WORD = re.compile(r"[^\W\d_]+")
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
    for short, explained in _explained(profile, texts.whole).items():
        word = re.compile(rf"(?<!\w){re.escape(short)}(?!\w)")
        use = word.search(texts.whole[:explained])
        if use is None:
            continue
        place = _locate(source, texts.path_at(explained), re.compile(re.escape(f"({short}")))
        fault = Fault(
            "abbreviation-early",
            f"{short} stands before it is explained, which is on line {place.line}",
            "see whether a finding was moved; an official text keeps its words all the same",
        )
        here = _locate(source, texts.path_at(use.start()), word)
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
    found: dict[str, int] = {}
    for each in profile.abbreviations:
        at = re.search(re.escape(f"{each.long} ({each.short})"), text, re.IGNORECASE)
        if at:
            found[each.short] = at.start() + len(each.long) + 2
    for match in _IN_BRACKETS.finditer(text):
        if match["short"] not in found and _is_short_for(match["short"], text[: match.start()]):
            found[match["short"]] = match.start("short")
    return found


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

"""Mend what nobody sees in a manuscript, and say of every kind on which lines it was done.

Words are never changed: no letter is added or taken away, and quotation marks stay as they are
unless it is asked for. Spaces that a language's typography needs, such as the one before a French
colon, are kept.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from enum import StrEnum

from mgi_report.manuscript.lines import LinkTarget, Manuscript, ManuscriptLine
from mgi_report.manuscript.remarks import numbers_named, remark
from mgi_report.problems.problem import Fault, Problem
from mgi_report.profile.texts import is_space_needed

__all__ = ["Normalisation", "normalised"]

_SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_SPACES = re.compile(r"[ \t\n\r]{2,}|[\t\n\r]")
_DELETED = re.compile("[\u00ad\u200b\u2060\ufeff]")
# Among letters of these scripts such characters join and direct.
_JOINING = re.compile("[\u200c-\u200f\u202a-\u202e\u2066-\u2069]")
_OTHER_SCRIPT = re.compile("[\u0531-\u1dff\ufb1d-\ufdff\ufe70-\ufefc]")
_HYPHENS = re.compile("[\u2010\u2011]")
_LIGATURES = re.compile("[\ufb00-\ufb06]")
_UNPRINTABLE = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)|(?<=s)'(?=\s|$)")
_QUOTED = re.compile(r'(?<![\w"])"(?=\S)([^"\n]{1,500}?)(?<=\S)"(?![\w"])')


class Normalisation(StrEnum):
    """Name what is mended; quotes only if it is asked for."""

    SPACES = "spaces"
    INVISIBLE = "invisible"
    HYPHENS = "hyphens"
    LIGATURES = "ligatures"
    ACCENTS = "accents"
    QUOTES = "quotes"


_SAID: Mapping[str, str] = {
    "unprintable": "line breaks inside a text are spaces, control characters are deleted",
    # Before the spaces, of which two may stand around such a character.
    Normalisation.INVISIBLE: "soft hyphens and characters without width are deleted",
    Normalisation.SPACES: "no-break and doubled spaces and tabs are plain spaces now",
    Normalisation.HYPHENS: "the hyphens U+2010 and U+2011 are plain hyphens now",
    Normalisation.LIGATURES: "ligatures, such as U+FB01, are letters of their own now",
    Normalisation.ACCENTS: "letters and accents that stood apart are one character now",
    Normalisation.QUOTES: "straight quotation marks and apostrophes are curly ones now",
}


def normalised(
    manuscript: Manuscript,
    keep: Collection[Normalisation] = (),
    also: Collection[Normalisation] = (),
) -> Manuscript:
    """Return a manuscript with every kind mended that is not kept, and a warning for each.

    Quotes are mended only if they are named in ``also``.
    """
    wanted = [kind for kind in _SAID if _is_wanted(kind, keep, also)]
    numbers: dict[str, list[int]] = {kind: [] for kind in wanted}
    lines = []
    for line in manuscript.lines:
        mended = line
        for kind in wanted:
            before, mended = mended, _mended(mended, _MENDS[kind])
            if before != mended:
                numbers[kind].append(line.number)
        lines.append(mended)
    told = tuple(_told(manuscript, kind, found) for kind, found in numbers.items() if found)
    return replace(manuscript, lines=tuple(lines), warnings=(*manuscript.warnings, *told))


def _is_wanted(kind: str, keep: Collection[Normalisation], also: Collection[Normalisation]) -> bool:
    return kind not in keep and (kind != Normalisation.QUOTES or kind in also)


def _told(manuscript: Manuscript, kind: str, numbers: list[int]) -> Problem:
    fault = Fault(
        "manuscript-mended",
        f"{_SAID[kind]}: {numbers_named(manuscript.unit, numbers)}",
        f"--keep {kind} leaves them as they are" if kind in list(Normalisation) else "",
    )
    return remark(fault, manuscript.path, numbers[0])


def _mended(line: ManuscriptLine, mend: Callable[[str], str]) -> ManuscriptLine:
    return replace(
        line,
        text=mend(line.text),
        notes=tuple(map(mend, line.notes)),
        links=tuple(LinkTarget(mend(each.title), each.url) for each in line.links),
        cells=tuple(tuple(_mended(each, mend) for each in cell) for cell in line.cells),
        linked=mend(line.linked),
    )


def _printable(text: str) -> str:
    plain = _UNPRINTABLE.sub(lambda found: " " if found.group().isspace() else "", text)
    return plain if plain == text else plain.strip(" \t")


def _spaces(text: str) -> str:
    def plain(found: re.Match[str]) -> str:
        before, after = text[max(found.start() - 1, 0) : found.start()], text[found.end() :][:1]
        return found.group() if is_space_needed(before, found.group(), after) else " "

    return _SPACES.sub(" ", _SPACE.sub(plain, text)).strip()


def _invisible(text: str) -> str:
    kept = _DELETED.sub("", text)
    return kept if _OTHER_SCRIPT.search(kept) else _JOINING.sub("", kept)


def _quotes(text: str) -> str:
    return _QUOTED.sub("\u201c\\1\u201d", _APOSTROPHE.sub("\u2019", text))


def _signs(pattern: re.Pattern[str], sign: Callable[[str], str]) -> Callable[[str], str]:
    return lambda text: pattern.sub(lambda found: sign(found.group()), text)


_MENDS: Mapping[str, Callable[[str], str]] = {
    "unprintable": _printable,
    Normalisation.SPACES: _spaces,
    Normalisation.INVISIBLE: _invisible,
    Normalisation.HYPHENS: _signs(_HYPHENS, lambda _: "-"),
    Normalisation.LIGATURES: _signs(_LIGATURES, lambda sign: unicodedata.normalize("NFKC", sign)),
    Normalisation.ACCENTS: lambda text: unicodedata.normalize("NFC", text),
    Normalisation.QUOTES: _quotes,
}

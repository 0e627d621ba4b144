"""Find where the first sentence of a text ends, in any of the languages."""

import re
from collections.abc import Iterator

from mgi_report.document.entries import words_listed
from mgi_report.document.language import Language

__all__ = ["first_sentence"]

# A full stop, of any script, and what closes with it. Where words have spaces between them, so
# have sentences.
_END = re.compile(
    "[.!?\u061f\u06d4\u2026]+(?:\\s?\u00bb|[\u201d\u2019)\\]])*(?=\\s)|[\u3002\uff01\uff1f]"
)
# What a word may begin with, or what stands before it as in l'art.
_BEFORE = re.compile("^.*['\u2019(\\[\u00ab\u201c\u2018\u201e]")


def first_sentence(text: str, language: Language) -> str:
    """Return the first sentence of a text, or all of it.

    None ends with an abbreviation of the catalogue or with the initial of a name, or before a small
    letter.
    """
    keys = ("sentence.abbreviations", "ties.numbered")
    short = {word for key in keys for word in words_listed(language, key)}
    return next(_ends(text, short), text)


def _ends(text: str, short: set[str]) -> Iterator[str]:
    for match in _END.finditer(text):
        sentence, rest = text[: match.end()], text[match.end() :].lstrip()
        last = _BEFORE.sub("", sentence.split()[-1])
        is_initial = len(last) == len("A.") and last[0].isupper() and last[1] == "."
        if last not in short and not is_initial and not rest[:1].islower():
            yield sentence

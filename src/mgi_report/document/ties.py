"""Say where the lines of a language do not end: what belongs to a number, a sign or a short word.

A tie is a no-break space for a space that stands in the text. Nothing is put in where there is no
space, so the words and signs of official text stay what they are.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from babel.numbers import get_group_symbol

from mgi_report.document.entries import words_listed
from mgi_report.document.language import Language

__all__ = ["NO_BREAK_SPACE", "Ties", "words_of"]

NO_BREAK_SPACE = "\u00a0"
_SPACES = " \t\n\r\f\v"
# Before a year in brackets, whatever the language. A span of years may begin a line.
_YEAR = r" (?=\(\d{4}\))"
# A day stays with its month and a month with its year, whatever the language: 2 April 2020, 1er
# avril 2020, 2 de abril de 2020, April 2, 2020. So do other small numbers, and words as short as a
# month before a year, which a reader takes together as well.
_DATE = re.compile(
    r"\b\d{1,2}(?:st|nd|rd|th|er|\u00ba|\u00b0)? (?:de )?(?=[^\W\d_])"
    r"|\b[^\W\d_]{3,9}\.? (?:de |\d{1,2}, )?(?=(?:19|20)\d\d\b)"
)
_NOWHERE = re.compile(r"(?!)")


def words_of(text: str) -> list[str]:
    """Split a text where its lines may end; a no-break space is part of a word."""
    return [word for word in re.split(f"[{_SPACES}]+", text) if word]


@dataclass(frozen=True)
class Ties:
    """Tie words as a language does; without one, only dates and years in brackets.

    ``numbered`` are words that stay with a number after them, such as ``No.``; ``counted`` those
    that stay with one before, such as ``%``; ``never_first`` are signs that begin no line though a
    space stands before them; ``never_last`` signs and words that end none. The numbers of a
    language that groups its digits ``by_spaces`` stay whole. Where text is ``mirrored``, read from
    the right, Latin words stay in their order.
    """

    numbered: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()
    never_first: tuple[str, ...] = ()
    never_last: tuple[str, ...] = ()
    by_spaces: bool = False
    mirrored: bool = False

    @classmethod
    def of(cls, language: Language) -> Self:
        """Return the ties of a language."""
        names = ("numbered", "counted", "never_first", "never_last")
        words = {name: words_listed(language, f"ties.{name}") for name in names}
        return cls(
            **words,
            by_spaces=get_group_symbol(language.locale).isspace(),
            mirrored=language.direction == "rtl",
        )

    def all(self, text: str) -> str:
        """Return a text with all its ties; the length stays the same."""
        text = self._loose.sub(NO_BREAK_SPACE, self.always(text))
        return _DATE.sub(lambda date: date[0].replace(" ", NO_BREAK_SPACE), text)

    def always(self, text: str) -> str:
        """Return a text with the ties that even narrow columns and titles keep."""
        return self._firm.sub(NO_BREAK_SPACE, text)

    @cached_property
    def _loose(self) -> re.Pattern[str]:
        ways = [_YEAR]
        if self.numbered:
            ways.append(f"{_behind(self.numbered)} (?=\\d)")
        if self.counted:
            ways.append(rf"(?<=\d) {_before(self.counted)}")
        if self.by_spaces:
            ways.append(r"(?<=\d) (?=\d{3}(?!\d))")
        return re.compile("|".join(ways))

    @cached_property
    def _firm(self) -> re.Pattern[str]:
        ways = []
        if self.never_first:
            ways.append(rf"(?<=\S) {_before(self.never_first)}")
        if self.never_last:
            ways.append(rf"{_behind(self.never_last)} (?=\S)")
        return re.compile("|".join(ways), re.IGNORECASE) if ways else _NOWHERE


def _behind(words: Iterable[str]) -> str:
    """Return a pattern of the place behind one of these words."""
    # Each has a width of its own, so each needs a look of its own.
    looks = (f"(?<=(?<!\\w){re.escape(word)})" for word in words)
    return f"(?:{'|'.join(looks)})"


def _before(words: Iterable[str]) -> str:
    """Return a pattern of the place before one of these words or signs."""
    ends = (re.escape(word) + (r"(?!\w)" if word[-1:].isalpha() else "") for word in words)
    return f"(?={'|'.join(ends)})"

"""Put names in the order in which a reader of their language looks for them.

No collation library serves here: PyICU needs libraries of the system, and pyuca knows no language
but the general order. What a language has of its own is a line of its catalogue.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Self

from mgi_report.document.entries import words_listed
from mgi_report.document.language import Language
from mgi_report.profile.naming import NamedEntry

__all__ = ["NO_LETTER", "Order", "Ordering"]

Order = tuple[tuple[tuple[int, int, str], ...], str]

_PARTS = re.compile(r"\d+|\D+")
NO_LETTER = "#"
"""Under which names stand that begin with a number or a sign."""
_AFTER_ALL = "\U0010ffff"
"""What no name holds: put behind a letter, it stands after the letter and all that begins so."""
_TWO_IN_ONE = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d"})
"""Letters that Unicode does not take apart, though they are sorted so."""


@dataclass(frozen=True)
class Ordering:
    """Order names by letters without accents or case, numbers by their value and before letters.

    ``letters`` are groups of a letter and those that follow it in the alphabet as letters of their
    own, such as ``nñ``. A name is looked for without one of the ``articles`` that are written
    together with it, unless it begins with one of ``whole``, which only look as if they had one.
    Latin letters are the first, or ``latin_last`` in a language that has others.
    """

    letters: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    whole: tuple[str, ...] = ()
    latin_last: bool = False

    @classmethod
    def of(cls, language: Language) -> Self:
        """Return the order of a language."""
        names = ("letters", "articles", "whole")
        letters, articles, whole = (words_listed(language, f"order.{name}") for name in names)
        # The name of a language in itself is in its letters.
        alphabet = language.locale.get_language_name(language.locale) or "a"
        return cls(letters, articles, whole, latin_last=not _is_latin(alphabet))

    def key(self, name: str) -> Order:
        """Return what names are sorted by; those that are alike in that, as they are written."""
        folded = unicodedata.normalize("NFC", name).casefold()
        own = self._with_letters(self._bare(folded))
        plain = _without_marks(own.translate(_TWO_IN_ONE)).casefold()
        parts = (
            (0, int(part), "") if part.isdecimal() else (self._rank(part), 0, part)
            for part in _PARTS.findall(plain)
        )
        return tuple(parts), name

    def initial(self, name: str) -> str:
        """Return the capital under which a name is looked for, or ``#`` where it begins with none.

        An accent makes no other letter, unless it is one of its own in the language.
        """
        bare = self._bare(unicodedata.normalize("NFC", name).casefold())
        own = next((g[1:] for g in self.letters if bare.startswith(tuple(g[1:]))), "")
        first = bare[:1] if own else _without_marks(bare.translate(_TWO_IN_ONE))[:1]
        return first.upper() if first.isalpha() else NO_LETTER

    def by_year_then_name(self, entry: NamedEntry) -> tuple[bool, bool, int, Order]:
        """Sort instruments by year, then those without one, then bodies; each by name."""
        return not entry.is_instrument, entry.year is None, entry.year or 0, self.key(entry.name)

    def _rank(self, part: str) -> int:
        return 2 if self.latin_last and _is_latin(part) else 1

    def _bare(self, name: str) -> str:
        if name.startswith(self.whole):
            return name
        article = next((each for each in self.articles if name.startswith(each)), "")
        return name.removeprefix(article)

    def _with_letters(self, name: str) -> str:
        """Write each letter of its own as the one it follows, and a sign that is after all."""
        for group in self.letters:
            for place, letter in enumerate(group[1:], 1):
                name = name.replace(letter, group[0] + _AFTER_ALL * place)
        return name


def _is_latin(text: str) -> bool:
    return unicodedata.name(text[0], "").startswith("LATIN ")


def _without_marks(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in parts if not unicodedata.combining(sign))

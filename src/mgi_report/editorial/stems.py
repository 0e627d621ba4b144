"""Read the words of a text with their stems, which stay the same where endings change."""

import re
from dataclasses import dataclass, field
from typing import Protocol, Self

__all__ = ["StemmedWord", "Stems"]

# By the language of a profile, what Snowball calls its stemmer. English has hardly any endings.
_STEMMERS = {
    "ar": "arabic",
    "es": "spanish",
    "fr": "french",
    "pt": "portuguese",
    "ru": "russian",
}
_WORD = re.compile(r"\w+")
# Particles and the article, before three letters at least. Snowball takes the article from some
# words alone, and with it parts of the word.
_BEFORE_ARABIC = re.compile(
    "^[\u0648\u0641]?(?:[\u0628\u0643]?\u0627\u0644|\u0644\u0644|[\u0628\u0644\u0643])?(?=\\w{3})"
)


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str:  # noqa: N802 - Snowball's name
        """Return the stem of a word in small letters."""


@dataclass(frozen=True, slots=True)
class StemmedWord:
    """Hold a word, where it starts and ends in its text, and the stems it may have."""

    written: str
    start: int
    end: int
    stems: frozenset[str]


@dataclass(frozen=True)
class Stems:
    """Read words in one language; each is stemmed once."""

    _stemmer: _Stemmer
    _is_arabic: bool
    _known: dict[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, language: str) -> Self | None:
        """Return the stems of a language tag; None for a language whose words are not stemmed."""
        tag = language.partition("-")[0]
        if tag not in _STEMMERS:
            return None
        from snowballstemmer import stemmer  # noqa: PLC0415 - few checks need it

        return cls(stemmer(_STEMMERS[tag]), tag == "ar")

    def words(self, text: str) -> tuple[StemmedWord, ...]:
        """Return the words of a plain text."""
        return tuple(
            StemmedWord(found[0], *found.span(), self._of(found[0]))
            for found in _WORD.finditer(text)
        )

    def _of(self, written: str) -> frozenset[str]:
        word = written.casefold()
        if word not in self._known:
            forms = {word, _BEFORE_ARABIC.sub("", word)} if self._is_arabic else {word}
            self._known[word] = frozenset(map(self._stemmer.stemWord, forms))
        return self._known[word]

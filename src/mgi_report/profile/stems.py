"""Read the words of a text with their stems, which stay the same where endings change."""

import re
from typing import NamedTuple, Protocol, Self

__all__ = ["StemmedWord", "Stems"]

# By the language of a profile, what Snowball calls its stemmer. That of English makes one word of
# regulation and regulating, policy and policing; here only its plurals are other forms.
_STEMMERS = {
    "ar": "arabic",
    "es": "spanish",
    "fr": "french",
    "pt": "portuguese",
    "ru": "russian",
}
_WORD = r"\w+"
# Particles and the article, before three letters at least. Snowball takes the article from some
# words alone, and with it parts of the word.
_BEFORE_ARABIC = (
    "^[\u0648\u0641]?(?:[\u0628\u0643]?\u0627\u0644|\u0644\u0644|[\u0628\u0644\u0643])?(?=\\w{3})"
)


# English plurals, from the longest ending to the shortest.
_PLURALS = (("ies", "y"), ("sses", "ss"), ("xes", "x"), ("ches", "ch"), ("shes", "sh"), ("s", ""))


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str:  # noqa: N802 - Snowball's name
        """Return the stem of a word in small letters."""


class _Singular:
    """Stem English words: a plural becomes its singular."""

    def stemWord(self, word: str) -> str:  # noqa: N802 - Snowball's name
        if len(word) <= len("its") or word.endswith(("ss", "us", "is")):
            return word
        return next((word.removesuffix(a) + b for a, b in _PLURALS if word.endswith(a)), word)


class _Unchanged:
    """Stem words of a language of which no endings are known: each is its own stem."""

    def stemWord(self, word: str) -> str:  # noqa: N802 - Snowball's name
        return word


class StemmedWord(NamedTuple):
    """Hold a word, where it starts and ends in its text, and the stems it may have."""

    written: str
    start: int
    end: int
    stems: frozenset[str]


class Stems:
    """Read words in one language; each is stemmed once.

    ``inflects`` says whether a name may have other endings in a sentence.
    """

    def __init__(self, stemmer: _Stemmer, *, is_arabic: bool, inflects: bool) -> None:
        self.inflects = inflects
        self._stemmer, self._is_arabic = stemmer, is_arabic
        self._known: dict[str, frozenset[str]] = {}

    @classmethod
    def of(cls, language: str) -> Self:
        """Return the stems of a language tag; elsewhere than in our languages, the words."""
        tag = language.partition("-")[0]
        if tag not in _STEMMERS:
            plain = _Singular() if tag == "en" else _Unchanged()
            return cls(plain, is_arabic=False, inflects=False)
        from snowballstemmer import stemmer  # noqa: PLC0415 - few checks need it

        return cls(stemmer(_STEMMERS[tag]), is_arabic=tag == "ar", inflects=True)

    def words(self, text: str) -> tuple[StemmedWord, ...]:
        """Return the words of a plain text."""
        return tuple(
            StemmedWord(found[0], *found.span(), self._of(found[0]))
            for found in re.finditer(_WORD, text)
        )

    def _of(self, written: str) -> frozenset[str]:
        word = written.casefold()
        if word not in self._known:
            forms = {word, re.sub(_BEFORE_ARABIC, "", word)} if self._is_arabic else {word}
            self._known[word] = frozenset(map(self._stemmer.stemWord, forms))
        return self._known[word]

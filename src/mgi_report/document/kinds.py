"""Tell whether the title of an instrument says of what kind it is: act, policy, plan."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from mgi_report.document.entries import words_listed
from mgi_report.document.language import Language
from mgi_report.profile.stems import Stems

__all__ = ["Kinds"]


@dataclass(frozen=True)
class Kinds:
    """Compare titles and kinds in one language, without capitals and endings.

    ``alike`` are groups of forms of one word that no rule of endings finds, each form as its
    stems: the Arabic plural of a word may have other letters inside.
    """

    stems: Stems
    alike: tuple[frozenset[str], ...] = ()

    @classmethod
    def of(cls, language: Language) -> Self:
        """Return the kinds of a language; its catalogue lists forms as ``one/other``."""
        stems = Stems.of(language.tag)
        listed = words_listed(language, "register.kind_forms")
        return cls(stems, tuple(frozenset().union(*_stems_of(stems, each)) for each in listed))

    def says(self, title: str, kind: str) -> bool:
        """Return whether each word of a kind is a word of the title, in one form or another."""
        words = [self._forms(each) for each in _stems_of(self.stems, title)]
        return all(any(each & word for word in words) for each in _stems_of(self.stems, kind))

    def _forms(self, stems: frozenset[str]) -> frozenset[str]:
        return stems.union(*(group for group in self.alike if group & stems))


def _stems_of(stems: Stems, text: str) -> Iterator[frozenset[str]]:
    return (word.stems for word in stems.words(text))

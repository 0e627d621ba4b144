"""Break titles into balanced lines and find the size at which they fit.

WeasyPrint has no ``text-wrap: balance``; the lines are found here with the fonts' own metrics.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import NamedTuple

from mgi_report.document.fonts import Fonts
from mgi_report.document.ties import Ties, words_of
from mgi_report.document.tokens import MM_PER_PT, FontToken, Tokens

__all__ = ["Title", "Typesetter"]


class Title(NamedTuple):
    """Hold the lines of a title, and the step of its size: 1 is the largest."""

    lines: tuple[str, ...]
    step: int = 1


@dataclass(frozen=True)
class Typesetter:
    """Set titles by the tokens, measuring with the fonts; ``ties`` are those of the language."""

    tokens: Tokens
    fonts: Fonts
    ties: Ties = field(default_factory=Ties)

    def balance(self, text: str, font: str, width: str) -> tuple[str, ...]:
        """Break a text into the fewest lines that fit, with the longest line as short as can be.

        ``font`` and ``width`` are names of tokens. A word wider than the width stands alone.
        """
        return self._balance(text, self.tokens.font(font), self.tokens.mm(width))

    def title(self, text: str, name: str) -> Title:
        """Balance a title of one fixed size; its tokens are ``NAME`` and ``NAME-width``."""
        return Title(self.balance(text, name, f"{name}-width"))

    def cover_title(self, text: str) -> Title:
        """Step the cover title down until its block is no higher than its token allows."""

        def fits(lines: Sequence[str], step: int) -> bool:
            leading = self.tokens.font(f"cover-title-{step}").leading * MM_PER_PT
            return len(lines) * leading <= self.tokens.mm(f"cover-title-{step}-height")

        return self._step_down(text, "cover-title", fits)

    def opener_title(self, text: str) -> Title:
        """Step a domain opener's title down when it takes too many lines."""

        def fits(lines: Sequence[str], step: int) -> bool:
            return len(lines) <= self.tokens.number(f"opener-title-{step}-lines")

        return self._step_down(text, "opener-title", fits)

    def domain_labels(self, names: Iterable[str]) -> tuple[Title, ...]:
        """Set the names beside the wheel at one size, the first at which no word is too long.

        A smaller one alone would look like a lesser domain.
        """
        labels = [(name, self._step_down(name, "domain-label", lambda *_: True)) for name in names]
        step = max(label.step for _, label in labels)
        font, width = f"domain-label-{step}", "domain-label-width"
        return tuple(Title(self.balance(name, font, width), step) for name, _ in labels)

    def _step_down(self, text: str, name: str, fits: Callable[[Sequence[str], int], bool]) -> Title:
        """Take the first of the sizes ``NAME-1``, ``NAME-2`` ... that fits, or the last of them."""
        width = self.tokens.mm(f"{name}-width")
        steps = next(n for n in count(1) if f"{name}-{n + 1}" not in self.tokens.values)
        for step in range(1, steps):
            font = self.tokens.font(f"{name}-{step}")
            lines = self._balance(text, font, width)
            widest = max(self.fonts.width(line, font) for line in lines)
            if widest <= width and fits(lines, step):
                return Title(lines, step)
        return Title(self.balance(text, f"{name}-{steps}", f"{name}-width"), steps)

    def _balance(self, text: str, font: FontToken, width: float) -> tuple[str, ...]:
        words = words_of(self.ties.always(text))
        # best[n]: fewest lines for the first n words, their greatest width, and where they end.
        best: list[tuple[int, float, tuple[int, ...]]] = [(0, 0.0, ())]
        for end in range(1, len(words) + 1):
            candidates = []
            for start in range(end - 1, -1, -1):
                wide = self.fonts.width(" ".join(words[start:end]), font)
                if wide > width and end - start > 1:
                    break
                lines, widest, breaks = best[start]
                candidates.append((lines + 1, max(widest, wide), (*breaks, end)))
            best.append(min(candidates))
        ends = best[-1][2]
        starts = (0, *ends[:-1])
        return tuple(" ".join(words[a:b]) for a, b in zip(starts, ends, strict=True))

"""Give tests texts of any Unicode, written in every way a file can hold them.

Most characters have no glyph in our fonts, and a text of such characters alone is refused at once;
so half of the texts are made of those that have one, of signs that mean something to YAML, Markdown
or the layout, and of characters that cannot be seen.
"""

import json
import os
from functools import cache

from fontTools.ttLib import TTFont
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from built import ROOT

__all__ = ["BY_DAY", "BY_NIGHT", "CASES", "NIGHTLY", "TEXTS", "WAYS", "in_batches_of", "in_cases"]

NIGHTLY = os.environ.get("HYPOTHESIS_PROFILE") == "nightly"
"""Whether there is a night's time for other cases than those of each test."""

BY_DAY, BY_NIGHT = 300, 10_000
CASES = BY_NIGHT if NIGHTLY else BY_DAY
"""How many texts a test tries."""

FONTS = ROOT / "styles" / "fonts" / "source-sans-3"
SIGNS = "*_[]()\\`~#>-+.!|\"'<&;:{}%@/=0123456789$^,? \n\t"
UNSEEN = [
    *map(chr, range(0x2000, 0x2070)),
    *"\x85\u00a0\u00ad\u034f\u061c\u115f\u1680\u180e\u3000\u3164\ufe0e\ufe0f\ufeff\ufff9\ufffc\ufffd",
    "\U000e0001",
    "\U000e0041",
]
WORDS = [
    "The Aliens Control Act (1966) ",
    "migrants",
    "office flow affair",
    "[words](https://example.org)",
    "**strong**",
    "[mots]{fr}",
    "]{st}",
    "*soft*",
    "1. ",
    "- ",
    "> ",
    "https://example.org/a_b*c",
    " #",
    ": ",
    "\n\n",
    "3*4 to 5*6",
    "and/or",
    "self-employment",
    "2 April 2020",
]
INDENT = " " * 8


@cache
def _drawn() -> str:
    maps = [set(TTFont(file).getBestCmap()) for file in sorted(FONTS.glob("*.ttf"))]
    return "".join(map(chr, sorted(set.intersection(*maps))))


def _texts() -> SearchStrategy[str]:
    drawn = st.sampled_from(_drawn())
    marks = st.characters(min_codepoint=0x300, max_codepoint=0x36F)
    accents = st.builds("{}{}".format, drawn, marks)
    pieces = st.one_of(
        drawn, accents, st.sampled_from(SIGNS), st.sampled_from(UNSEEN), st.sampled_from(WORDS)
    )
    alike = st.one_of(drawn, accents, st.sampled_from(WORDS), st.just(" "))
    return st.one_of(
        st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60),
        st.lists(alike, min_size=1, max_size=60).map("".join),
        st.lists(pieces, min_size=1, max_size=60).map("".join),
    )


TEXTS = _texts()
"""Any text without lone surrogates, which no file of UTF-8 can hold."""


def _below(sign: str, text: str) -> str:
    return "".join([sign, *(f"\n{INDENT}{line}" for line in text.split("\n"))])


WAYS = {
    "plain": lambda text: text,
    "single": lambda text: "'" + text.replace("'", "''") + "'",
    "double": lambda text: json.dumps(text, ensure_ascii=False),
    "escaped": json.dumps,
    "folded": lambda text: _below(">-", text),
    "kept": lambda text: _below("|-", text),
}
"""The ways in which a finding can be written; each takes a text."""

_QUIET = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture]


def in_cases(number: int = CASES) -> settings:
    """Return settings for so many cases, the same ones each time but in the nightly run."""
    return settings(
        max_examples=number,
        deadline=None,
        database=None,
        derandomize=not NIGHTLY,
        suppress_health_check=_QUIET,
    )


def in_batches_of(size: int) -> settings:
    """Return settings under which batches of so many texts are as many texts as the cases.

    Nothing is shrunk, which takes minutes: the test itself looks for the text that fails.
    """
    from hypothesis import Phase  # noqa: PLC0415 - here only

    return settings(in_cases(-(-CASES // size)), phases=[Phase.explicit, Phase.generate])

"""Prove that the headings of the two lists stand in their bars on one line.

A bar is one line high: what does not fit would be printed below it, over something else.
"""

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any, NamedTuple

from mgi_report.document.assets import Assets
from mgi_report.document.catalogue import LOCALES, language_names, read_words
from mgi_report.document.fonts import Fonts
from mgi_report.document.tokens import Tokens, read_tokens
from mgi_report.document.wording import entry_at
from mgi_report.problems.problem import Location, Problem, shown
from mgi_report.profile.file.text import text_of
from mgi_report.profile.file.toml import read_toml
from mgi_report.profile.framework import FindingList

__all__ = ["bar_problems"]


class _Bar(NamedTuple):
    """Hold the end of the keys of its headings, its font, and the token of the width it has."""

    ending: str
    font: str
    width: str


# On findings pages, over the columns of all findings, and where it is shown how to read them.
_BARS = (
    _Bar("", "type-bar", "bar-name"),
    _Bar("_areas", "type-spread-bar", "spread-bar-name"),
    _Bar("_short", "type-label", "half-bar-name"),
)


def bar_problems(assets: Assets) -> Iterator[Problem]:
    """Yield each heading, in any language, that is wider than its bar leaves room for.

    Languages read from the right are left out: their letters have no width of their own.
    """
    tokens, fonts = read_tokens(assets), Fonts(assets)
    for tag in language_names(assets):
        name = f"{LOCALES}/{tag}.toml"
        words = read_words(name, assets)
        if words.get("direction") != "rtl":
            for key, message, hint in _too_wide(words, tokens, fonts):
                yield Problem("theme", message, hint, _place(name, key, assets))


def _too_wide(
    words: Mapping[str, Any], tokens: Tokens, fonts: Fonts
) -> Iterator[tuple[str, str, str]]:
    """Yield the key of each heading that does not fit, what is wrong, and how to mend it."""
    for bar, each in product(_BARS, FindingList):
        key = f"lists.{each.field}{bar.ending}"
        text = str(entry_at(words, key))
        wide, room = fonts.width(text, tokens.font(bar.font)), tokens.mm(bar.width)
        if wide > room:
            message = f"{key} is {wide:.1f} mm wide, its bar {room:.1f} mm: {shown(text)}"
            yield key, message, f"write it shorter, or give --{bar.font} a smaller size"


def _place(name: str, key: str, assets: Assets) -> Location:
    """Return where a theme says a text, or the beginning of the catalogue that says it."""
    if assets.theme is not None and name in assets.theme.files:
        toml = read_toml(text_of(assets.theme.folder / name, assets.theme.files[name]))
        values: Mapping[str, Any] = toml.values
        if entry_at(values, key) is not None:
            return toml.locate(tuple(key.split(".")))
    return assets.place(name, 1, 1)

"""Say what an abbreviation is short for, to those who hear it, where it is first used.

ISO 32000-1, 14.9.5. What a listener hears of the register comes after all findings, and some never
get there; a reader turns to it. So the first use in running text, which are introductions, findings
and sections, is an ``<abbr>`` with the long form for its title. None is where the text explains it
itself (docs/decisions.md).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape

from markupsafe import Markup, escape

from mgi_report.document.direction import Span, is_from_the_right, latin_runs
from mgi_report.profile.model import Abbreviation

__all__ = ["with_expansions"]

_PARAGRAPH = re.compile(
    r'<p\b[^>]*\bdata-path="(?:introduction'
    r"|domains\.[\w-]+\.(?:introduction|\w+\[\d+\]\.(?:text|note))"
    r'|sections\[\d+\]\.body\[\d+\]\.(?:text|quotation\.text))"[^>]*>(?P<inside>.*?)</p>',
    re.DOTALL,
)
_TAG = re.compile(r"(<[^>]*>)")
_WITHOUT = re.compile(r"<(?:a|abbr)\b")
_ENDS = re.compile(r"</(?:a|abbr)>")
_FROM_THE_LEFT = '<span dir="ltr"'
_WORD = re.compile(r"\w+")


def with_expansions(html: str, abbreviations: Iterable[Abbreviation], *, mirrored: bool) -> str:
    """Return the HTML of a document in which the first use of each abbreviation says its long form.

    In a ``mirrored`` document one that is part of more Latin words has none: the engine would set
    its box, and what is beside it, from the right.
    """
    for each in sorted(abbreviations, key=lambda each: -len(each.short)):
        html = _expanded(html, _Use(each, mirrored))
    return html


def _expanded(html: str, use: "_Use") -> str:
    """Return the HTML with one abbreviation expanded, or none if no text needs it."""
    for paragraph in _PARAGRAPH.finditer(html):
        inside = paragraph["inside"]
        if use.pattern.search(unescape(inside)) is None:
            continue
        text = unescape(_TAG.sub("", inside))
        if (found := use.pattern.search(text)) and use.is_explained(text, Span(*found.span())):
            return html
        if (said := use.marked(inside)) is not None:
            return html[: paragraph.start("inside")] + said + html[paragraph.end("inside") :]
    return html


@dataclass(frozen=True)
class _Use:
    """Find the first use of one abbreviation."""

    entry: Abbreviation
    mirrored: bool

    @property
    def pattern(self) -> re.Pattern[str]:
        """Return what matches it as a word of its own."""
        words = r"\s".join(map(re.escape, self.entry.short.split()))
        return re.compile(rf"(?<!\w){words}(?!\w)")

    def is_explained(self, text: str, place: Span) -> bool:
        """Return whether a paragraph says the long form itself.

        It does where it has it word for word, or where the short one stands alone in brackets and
        half of the words of the long one are there, as in another case.
        """
        long = [word.casefold() for word in _WORD.findall(self.entry.long)]
        words = [word.casefold() for word in _WORD.findall(text)]
        if f" {' '.join(long)} " in f" {' '.join(words)} ":
            return True
        in_brackets = text[: place.start].endswith("(") and text[place.end :].startswith(")")
        return in_brackets and 2 * len({*long} & {*words}) >= len({*long})

    def marked(self, inside: str) -> str | None:
        """Return the HTML of a paragraph with the first use marked, or None if none may be."""
        parts = _TAG.split(inside)
        for at in self._texts(parts):
            text = unescape(parts[at])
            for found in self.pattern.finditer(text):
                place = Span(*found.span())
                if self._may_stand_alone(text, place, parts[:at]):
                    abbr = Markup('<abbr title="{}">{}</abbr>').format(self.entry.long, found[0])
                    parts[at] = escape(text[: place.start]) + abbr + escape(text[place.end :])
                    return "".join(parts)
        return None

    @staticmethod
    def _texts(parts: list[str]) -> Iterator[int]:
        """Yield the places of texts outside links and abbreviations."""
        depth = 0
        for at, part in enumerate(parts):
            if at % 2:
                depth += bool(_WITHOUT.match(part)) - bool(_ENDS.match(part))
            elif not depth:
                yield at

    def _may_stand_alone(self, text: str, place: Span, before: list[str]) -> bool:
        if not self.mirrored or is_from_the_right(text[slice(*place)]):
            return True
        spans = [each for each in before if each.startswith("<span") or each == "</span>"]
        is_latin = bool(spans) and spans[-1].startswith(_FROM_THE_LEFT)
        return is_latin or place in latin_runs(text)

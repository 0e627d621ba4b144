"""Turn the tiny Markdown of official text into HTML, letter by letter the same text.

Instruments that a finding names are set bold. Some spaces become no-break spaces, which
is typesetting, not text: lines never break before a year in brackets, between a number and its
sign, or leave one short word.
"""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from markupsafe import Markup, escape

from mgi_report.profile.markup import InlineRun, runs

__all__ = ["Span", "inline", "paragraphs", "typeset"]

NO_BREAK_SPACE = "\u00a0"
# Before a year in brackets, a percent sign, and the number of a numbered act.
_TIED = re.compile(r" (?=\(\d{4})|(?<=\d) (?=%)|(?<=\bNo\.) (?=\d)")
_LONG_PARAGRAPH = 4  # words: below this there is nothing to keep together
_ENOUGH = 12  # letters in the last two words: fewer, and three words stay together
_TOO_LONG = 40  # letters: words this long may not be tied together, they would not fit a line
# and/or; in-line, which would leave two letters at the end of a line; two years with a dash.
_JOINED = re.compile(r"\b\w{1,12}/\w{1,12}\b|(?<![\w/-])\w{1,2}-\w{1,12}\b|\b\d{4}[\u2013-]\d{4}\b")


class Span(NamedTuple):
    """Hold the start and end of a part of a plain text."""

    start: int
    end: int


def inline(
    text: str, find_bold: Callable[[str], Sequence[Span]] | None = None, *, tied: bool = True
) -> Markup:
    """Return the HTML of one paragraph's text; ``find_bold`` finds what to set bold in it.

    Without ``tied`` every space may end a line, as narrow columns need it.
    """
    pieces = tuple(runs(text))
    plain = "".join(run.text for run in pieces)
    bold = () if find_bold is None else find_bold(plain)
    kept = _keep_together(plain) if tied else plain
    parts: list[Markup] = []
    start = 0
    for run in pieces:
        end = start + len(run.text)
        parts.append(_styled(kept, Span(start, end), run, bold))
        start = end
    return Markup("").join(parts)


def _styled(text: str, place: Span, run: InlineRun, bold: Sequence[Span]) -> Markup:
    pieces: list[Markup] = []
    at = place.start
    for span in bold:
        first, last = max(span.start, place.start), min(span.end, place.end)
        if first < last:
            pieces += [_text(text[at:first]), Markup("<b>{}</b>").format(_text(text[first:last]))]
            at = last
    pieces.append(_text(text[at : place.end]))
    html = Markup("").join(pieces)
    for tag in reversed(run.tags):
        html = Markup(f"<{tag}>{{}}</{tag}>").format(html)  # noqa: S704 - tags are our own
    if run.href is not None:
        html = Markup('<a href="{}">{}</a>').format(run.href, html)
    return html


def typeset(text: str) -> Markup:
    """Return the HTML of a plain text, which has no Markdown."""
    return _text(_keep_together(text))


def _text(text: str) -> Markup:
    """Escape a text; what is joined by a slash, a short hyphen or a dash stays on one line."""
    parts: list[Markup] = []
    at = 0
    for match in _JOINED.finditer(text):
        together = Markup('<span class="together">{}</span>').format(match[0])
        parts += [escape(text[at : match.start()]), together]
        at = match.end()
    return Markup("").join([*parts, escape(text[at:])])


def _keep_together(text: str) -> str:
    """Put no-break spaces for some of the spaces; the length stays the same."""
    text = _TIED.sub(NO_BREAK_SPACE, text)
    words = text.split(" ")
    if len(words) <= _LONG_PARAGRAPH:
        return text
    tail = 2 if len(words[-1]) + len(words[-2]) >= _ENOUGH else 3
    if sum(map(len, words[-tail:])) > _TOO_LONG:
        return text
    return " ".join([*words[:-tail], NO_BREAK_SPACE.join(words[-tail:])])


def paragraphs(text: str) -> tuple[str, ...]:
    """Split prose at its blank lines; a single line break is a space."""
    return tuple(" ".join(block.split("\n")) for block in re.split(r"\n\s*\n", text.strip()))

"""Turn the tiny Markdown of official text into HTML, letter by letter the same text.

Instruments that a finding names are set bold. Words that are marked to be in another language say
which one; where the text around them is read from the other side, they say their own direction.
Some spaces become no-break spaces, which is typesetting, not text: lines never break where `ties`
says, or leave one very short word where that costs no hole in the line before.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import accumulate, groupby, pairwise
from typing import NamedTuple

from markupsafe import Markup, escape

from mgi_report.document.direction import Span, begins_from_the_right, latin_runs
from mgi_report.document.ties import NO_BREAK_SPACE, Ties
from mgi_report.profile.bare_addresses import linked_runs
from mgi_report.profile.markup import InlineRun

__all__ = ["Room", "inline", "paragraphs", "typeset"]

_LONG_PARAGRAPH = 4  # words: below this there is nothing to keep together
# A last word of fewer than 6 letters is tied to the one before where the line before stays 85 %
# full. Where the room is not known, that holds for so many characters of the two: the line before
# loses one of them and what the other found no room in, which is less than 15 % of our measures.
_SHORT_WORD, _FULL, _SHORT_WORDS = 5, 0.85, 7
# and/or; self-employment; two years, or two words, with a dash. What is longer may break there, as
# all but the shortest may in narrow columns.
_JOINED = re.compile(
    r"\b\w{1,12}/\w{1,12}\b"
    r"|(?<![\w/\u2010-\u2013-])\w+(?:[\u2010-\u2013-]\w+)+(?![\w/\u2010-\u2013-])"
)
_LETTERS, _LETTERS_NARROW = 18, 12


class Room(NamedTuple):
    """Say how wide the lines of a text are, in mm, and measure words."""

    width: float
    of: Callable[[str], float]


class _Piece(NamedTuple):
    """Hold a piece of a text as it is set, its words, and where it links to in which language."""

    html: Markup
    words: str
    run: InlineRun


def inline(
    text: str,
    find_bold: Callable[[str], Sequence[Span]] | None = None,
    *,
    tied: bool = True,
    room: Room | None = None,
    ties: Ties | None = None,
) -> Markup:
    """Return the HTML of one paragraph's text; ``find_bold`` finds what to set bold in it.

    Without ``tied`` nearly every space may end a line, as narrow columns need it. ``room`` is what
    its lines have, if that is known; ``ties`` are those of the language.
    """
    ties = ties or Ties()
    pieces = tuple(linked_runs(text))
    plain = "".join(run.text for run in pieces)
    bold = () if find_bold is None else find_bold(plain)
    kept = _keep_together(plain, ties, room) if tied else ties.always(plain)
    letters = _LETTERS if tied else _LETTERS_NARROW
    edges = list(accumulate((len(run.text) for run in pieces), initial=0))
    placed = [(Span(*ends), run) for ends, run in zip(pairwise(edges), pieces, strict=True)]

    def part(place: Span) -> Markup:
        shared = ((_shared(place, each), run) for each, run in placed)
        pieces = [
            _Piece(_styled(kept, each, run, bold, letters), plain[slice(*each)], run)
            for each, run in shared
            if each.start < each.end
        ]
        return _nested(pieces, mirrored=ties.mirrored)

    if not ties.mirrored:
        return part(Span(0, len(plain)))
    cuts = {*edges, *(edge for span in bold for edge in span)}
    whole = [place for place, run in placed if run.href is not None]
    return _in_directions(plain, _torn(plain, cuts, [*whole, *_marked(placed)]), part)


def _marked(placed: Iterable[tuple[Span, InlineRun]]) -> Iterator[Span]:
    """Yield where words in another language stand, whatever they are made of."""
    for lang, same in groupby(placed, key=lambda each: each[1].lang):
        places = [place for place, _ in same]
        if lang:
            yield Span(places[0].start, places[-1].end)


def _nested(pieces: Sequence[_Piece], *, mirrored: bool) -> Markup:
    """Put one link, and one element of a language, around pieces that share it, whichever holds
    the other.
    """
    parts: list[Markup] = []
    at = 0
    while at < len(pieces):
        html, _, run = pieces[at]
        in_one_language = _end_of(pieces, at, lambda run: run.lang)
        in_one_link = _end_of(pieces, at, lambda run: run.href)
        end = max(in_one_language, in_one_link, at + 1)
        held = pieces[at:end]
        if in_one_link > in_one_language:
            inside = [each._replace(run=each.run._replace(href=None)) for each in held]
            html = _linked(_nested(inside, mirrored=mirrored), run.href or "", _words_of(held))
        elif run.lang:
            inside = [each._replace(run=each.run._replace(lang="")) for each in held]
            html = _nested(inside, mirrored=mirrored)
            html = _in_language(html, run.lang, _words_of(held), mirrored=mirrored)
        parts.append(html)
        at = end
    return Markup("").join(parts)


def _end_of(pieces: Sequence[_Piece], at: int, key: Callable[[InlineRun], str | None]) -> int:
    """Return where the pieces from a place on end that share a language or a link."""
    shared = key(pieces[at].run)
    end = at
    while shared and end < len(pieces) and key(pieces[end].run) == shared:
        end += 1
    return end


def _words_of(pieces: Iterable[_Piece]) -> str:
    return "".join(each.words for each in pieces)


def _linked(html: Markup, href: str, words: str) -> Markup:
    """Make a link; an address shows what it is, and other words are underlined."""
    if href.removeprefix("mailto:") == words:
        return Markup('<a class="address" href="{}">{}</a>').format(href, html)
    return Markup('<a href="{}">{}</a>').format(href, html)


def _in_language(html: Markup, lang: str, words: str, *, mirrored: bool) -> Markup:
    """Say which language words are in, and where they are read from the other side that too."""
    if begins_from_the_right(words) == mirrored:
        return Markup('<span lang="{}">{}</span>').format(lang, html)
    direction = "ltr" if mirrored else "rtl"
    return Markup('<span lang="{}" dir="{}">{}</span>').format(lang, direction, html)


def _shared(one: Span, other: Span) -> Span:
    return Span(max(one.start, other.start), min(one.end, other.end))


def _torn(text: str, cuts: Collection[int], whole: Sequence[Span] = ()) -> Iterator[Span]:
    """Yield the Latin runs that are set in several pieces; what is ``whole`` is not set in two."""
    for run in latin_runs(text):
        is_torn = any(run.start < cut < run.end for cut in cuts)
        divides = any(each.start < edge < each.end for each in whole for edge in run)
        if (is_torn or _JOINED.search(text[run.start : run.end])) and not divides:
            yield run


def _in_directions(text: str, torn: Iterable[Span], part: Callable[[Span], Markup]) -> Markup:
    """Return the HTML of all parts of a text; each of the torn ones runs from left to right."""
    parts: list[Markup] = []
    at = 0
    for run in torn:
        latin = Markup('<span dir="ltr">{}</span>').format(part(run))
        parts += [part(Span(at, run.start)), latin]
        at = run.end
    return Markup("").join([*parts, part(Span(at, len(text)))])


def _styled(text: str, place: Span, run: InlineRun, bold: Sequence[Span], letters: int) -> Markup:
    pieces: list[Markup] = []
    at = place.start
    for span in bold:
        first, last = max(span.start, place.start), min(span.end, place.end)
        if first < last:
            name = Markup("<b>{}</b>").format(_text(text[first:last], letters))
            pieces += [_text(text[at:first], letters), name]
            at = last
    pieces.append(_text(text[at : place.end], letters))
    html = Markup("").join(pieces)
    for tag in reversed(run.tags):
        html = Markup(f"<{tag}>{{}}</{tag}>").format(html)  # noqa: S704 - tags are our own
    return html


def typeset(text: str, *, ties: Ties | None = None) -> Markup:
    """Return the HTML of a plain text, which has no Markdown."""
    ties = ties or Ties()
    kept = _keep_together(text, ties)
    if not ties.mirrored:
        return _text(kept)
    return _in_directions(text, _torn(text, ()), lambda place: _text(kept[slice(*place)]))


def _text(text: str, letters: int = _LETTERS) -> Markup:
    """Escape a text; what is joined by a slash, a hyphen or a dash stays on one line.

    That holds for as many letters.
    """
    parts: list[Markup] = []
    at = 0
    for match in _JOINED.finditer(text):
        if "/" not in match[0] and sum(map(str.isalnum, match[0])) > letters:
            continue
        together = Markup('<span class="together">{}</span>').format(match[0])
        parts += [escape(text[at : match.start()]), together]
        at = match.end()
    return Markup("").join([*parts, escape(text[at:])])


def _keep_together(text: str, ties: Ties, room: Room | None = None) -> str:
    """Put no-break spaces for some of the spaces; the length stays the same."""
    text = ties.all(text)
    if room is not None:
        text = _with_loose_years(text, room)
    words = text.split(" ")
    if len(words) <= _LONG_PARAGRAPH or sum(map(str.isalnum, words[-1])) > _SHORT_WORD:
        return text
    two = f"{words[-2]}{NO_BREAK_SPACE}{words[-1]}"
    may_be_tied = len(two) - 1 <= _SHORT_WORDS if room is None else _leaves_enough(words, room)
    return " ".join([*words[:-2], two]) if may_be_tied else text


def _with_loose_years(text: str, room: Room) -> str:
    """Let a year in brackets begin a line where its tie would leave a hole in the line before."""
    space, used, kept = room.of(" "), 0.0, []
    for words in text.split(" "):
        wide = room.of(words)
        if used and used + space + wide > room.width:
            name, tied, year = words.rpartition(f"{NO_BREAK_SPACE}(")
            fits = tied and used + space + room.of(name) <= room.width
            if fits and used < _FULL * room.width:
                kept.append(f"{name} ({year}")
                used = room.of(f"({year}")
                continue
            used = wide
        else:
            used += wide + (space if used else 0)
        kept.append(words)
    return " ".join(kept)


def _leaves_enough(words: Sequence[str], room: Room) -> bool:
    """Return whether the last line is one word, and the line before can spare another."""
    space, used, line, before = room.of(" "), 0.0, 0, 0.0
    for word in words:
        wide = room.of(word)
        if line and used + space + wide > room.width:
            before, used, line = used, wide, 1
        else:
            used, line = used + wide + (space if line else 0), line + 1
    return line == 1 and before - space - room.of(words[-2]) >= _FULL * room.width


def paragraphs(text: str) -> tuple[str, ...]:
    """Split prose at its blank lines; a single line break is a space."""
    return tuple(" ".join(block.split("\n")) for block in re.split(r"\n\s*\n", text.strip()))

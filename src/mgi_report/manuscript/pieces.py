"""Make a line of a manuscript from pieces of text that look and link as each does."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from mgi_report.manuscript.lines import LineKind, LinkTarget, ManuscriptLine, as_markdown
from mgi_report.profile.markup import plain_text

__all__ = ["Piece", "line_of", "links_of", "markdown_of", "plain_of"]

_WEB = ("http://", "https://", "mailto:")


class Piece(NamedTuple):
    """Hold a piece of plain text, its emphasis, and the address it links to, if it does.

    ``lang`` is the tag of the language it is marked to be in.
    """

    text: str
    em: bool = False
    strong: bool = False
    url: str = ""
    lang: str = ""

    @property
    def signs(self) -> str:
        """Return the signs that stand around it in Markdown."""
        return "*" * (self.em + 2 * self.strong)


def plain_of(pieces: Iterable[Piece]) -> str:
    """Return the text without emphasis and links."""
    return "".join(piece.text for piece in pieces).strip()


def markdown_of(pieces: Iterable[Piece], *, links: bool = False) -> str:
    """Return Markdown that prints the very text of the pieces.

    Emphasis stands at the edges of words only, as a profile has it, and not around the whole;
    ``links`` keeps links to the web where they are.
    """
    held = tuple(pieces)
    plain = plain_of(held)
    looks = {(each.em, each.strong) for each in held if each.text.strip()}
    is_marked = any(each.lang for each in held)
    if len(looks) < 2 and not links and not is_marked:  # noqa: PLR2004 - the look of the whole
        return as_markdown(plain)
    if len(looks) < 2:  # noqa: PLR2004 - as above
        held = tuple(each._replace(em=False, strong=False) for each in held)
    written = "".join(_in_languages(_written(held, links=links))).strip()
    return written if plain_text(written) == plain else as_markdown(plain)


def _in_languages(pieces: Iterable[Piece]) -> Iterator[str]:
    """Yield the Markdown of pieces, with one mark around all of a language."""
    for lang, same in groupby(pieces, key=lambda each: each.lang):
        text = "".join(each.text for each in same)
        if not lang or not text.strip():
            yield text
            continue
        lead, core, trail = text.partition(text.strip())
        yield f"{lead}[{core}]{{{lang}}}{trail}"


def _written(pieces: tuple[Piece, ...], *, links: bool) -> Iterator[Piece]:
    """Yield pieces with their signs of emphasis and links for text."""
    joined = [
        Piece("".join(each.text for each in same), *look)
        for look, same in groupby(pieces, key=lambda each: each[1:])
    ]
    for place, piece in enumerate(joined):
        core = piece.text.strip()
        if not core:
            yield piece
            continue
        before = "".join(each.text for each in joined[:place])[-1:]
        after = "".join(each.text for each in joined[place + 1 :])[:1]
        lead, _, trail = piece.text.partition(core)
        is_apart = _apart(lead or before, core[0]) and _apart(core[-1], trail or after)
        signs = piece.signs if is_apart else ""
        words = as_markdown(core)
        if links and piece.url.lower().startswith(_WEB):
            words = f"[{words}]({piece.url})"
        yield piece._replace(text=f"{lead}{signs}{words}{signs}{trail}")


def _apart(left: str, right: str) -> bool:
    """Return whether a word ends between two texts."""
    return not (left[-1:].isalnum() and right[:1].isalnum())


def links_of(pieces: Iterable[Piece]) -> tuple[LinkTarget, ...]:
    """Return the links of the pieces, each with its words."""
    found = []
    for url, same in groupby(pieces, key=lambda each: each.url):
        words = " ".join("".join(each.text for each in same).split())
        if url:
            found.append(LinkTarget(words or url, url))
    return tuple(found)


def line_of(
    number: int,
    pieces: Iterable[Piece],
    kind: LineKind = LineKind.TEXT,
    notes: tuple[str, ...] = (),
    level: int = 0,
) -> ManuscriptLine:
    """Return the line that the pieces make; a heading has no emphasis."""
    held = tuple(pieces)
    links = links_of(held)
    if kind is LineKind.HEADING:
        return ManuscriptLine(number, as_markdown(plain_of(held)), kind, notes, links, level=level)
    linked = markdown_of(held, links=True) if links else ""
    text = markdown_of(held)
    return ManuscriptLine(number, text, kind, notes, links, linked=linked, level=level)

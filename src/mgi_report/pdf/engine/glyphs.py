"""Put right what the glyphs of the engine's fonts are read as.

A glyph has one entry in the map a PDF is read by (ISO 32000-1, 9.10.3), and the engine enters the
text it first draws with it.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from io import BytesIO
from typing import Any
from unicodedata import category, mirrored, normalize

from mgi_report.document.direction import is_from_the_right

__all__ = ["name_glyphs", "turned_round"]

# The one characters of old fonts for two letters or three, U+FB00 to U+FB06.
HYPHENS = "\u2010\u2011"
LIGATURES = {chr(point): normalize("NFKC", chr(point)) for point in range(0xFB00, 0xFB07)}

# Kinds of substitutions (OpenType, GSUB).
SINGLE, LIGATURE, EXTENSION = 1, 4, 7

Drawn = Mapping[int, tuple[str, ...]]
"""The texts that each glyph of a font draws."""


def name_glyphs(fonts: Iterable[Any]) -> None:
    """Let each glyph of the engine's fonts stand for the plainest of the characters it draws.

    The engine enters U+2010 for a hyphen, the fi of one character for that of two, the other
    bracket in a text that is read from the right, and for a letter with an accent of its own
    nothing at all. Where a text has another character
    than the map says, the text says so itself (`TaggedContent.say`).
    """
    for font in fonts:
        if font.bitmap:
            continue
        for glyph in [glyph for glyph, text in font.to_unicode.items() if _is_odd(text)]:
            key = font.file_content, font.index
            # What a glyph is made of is slow to find, and seldom asked for.
            if drawn := _named(*key).get(glyph) or _characters(*key).get(glyph):
                plainest = min(drawn)
                font.to_unicode[glyph] = LIGATURES.get(plainest, plainest)


@contextmanager
def turned_round(fonts: Iterable[Any]) -> Iterator[None]:
    """Let each glyph of several letters that are read from the right stand for them last to first.

    Viewers take such letters as they are painted, from the left, and turn the whole line round.
    """
    before = [(font, font.to_unicode) for font in fonts]
    for font, characters in before:
        font.to_unicode = {
            glyph: text[::-1] if is_from_the_right(text) else text
            for glyph, text in characters.items()
        }
    try:
        yield
    finally:
        for font, characters in before:
            font.to_unicode = characters


def _is_odd(text: str) -> bool:
    if len(text) != 1:
        return not text or any(category(character).startswith("M") for character in text)
    plain = LIGATURES.get(text) or normalize("NFKC", text)
    return (
        mirrored(text) == 1
        or text in HYPHENS
        or text in LIGATURES
        or (plain != text and len(plain) == 1 and plain != " ")
    )


@lru_cache(maxsize=64)
def _named(data: bytes, number: int) -> Drawn:
    """Return the texts that each glyph of a font draws, each alone, where its name says so.

    A glyph that only stands in for others, such as an accent above a capital or two accents in one,
    is named after them (Adobe Glyph List Specification, 2); one of an Arabic letter after its form.
    """
    texts, order = _texts(_opened(data, number))
    return {glyph: texts[name] for glyph, name in enumerate(order) if name in texts}


@lru_cache(maxsize=64)
def _characters(data: bytes, number: int) -> Drawn:
    """Return the same also of glyphs that are made of others which have such names."""
    font = _opened(data, number)
    texts, order = _texts(font)
    for name, parts in _made_of(font):
        if name not in texts and all(part in texts for part in parts):
            texts[name] = ("".join(min(texts[part]) for part in parts),)
    return {glyph: texts[name] for glyph, name in enumerate(order) if name in texts}


def _opened(data: bytes, number: int) -> Any:
    # Slow to load, and few texts need it.
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    return TTFont(BytesIO(data), fontNumber=number, lazy=True)


def _texts(font: Any) -> tuple[dict[str, tuple[str, ...]], list[str]]:
    """Return the texts of glyphs by their names, and the names of all in their order."""
    from fontTools.agl import toUnicode  # noqa: PLC0415 - as above

    texts: dict[str, tuple[str, ...]] = {}
    for character, name in font.getBestCmap().items():
        texts[name] = (*texts.get(name, ()), _letters(chr(character)))
    order = font.getGlyphOrder()
    for name in order:
        meant = _letters(toUnicode(name))
        own = texts.get(name) or texts.get(name.partition(".")[0]) or ((meant,) if meant else ())
        if own:
            texts[name] = own
    return texts, order


def _letters(text: str) -> str:
    """Return the letters of a form of Arabic letters that is a character of its own."""
    return normalize("NFKC", text) if is_from_the_right(text) else text


def _made_of(font: Any) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the glyphs that the font puts for one other, then for several."""
    if "GSUB" not in font:
        return
    tables = [
        table.ExtSubTable if lookup.LookupType == EXTENSION else table
        for lookup in font["GSUB"].table.LookupList.Lookup
        for table in lookup.SubTable
    ]
    for table in tables:
        if table.LookupType == SINGLE:
            yield from ((made, (part,)) for part, made in table.mapping.items())
    for table in tables:
        if table.LookupType == LIGATURE:
            for first, ligatures in table.ligatures.items():
                for each in ligatures:
                    yield each.LigGlyph, (first, *each.Component)

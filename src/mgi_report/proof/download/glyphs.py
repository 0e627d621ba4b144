"""Check the letters: a glyph and a character for every code, and fonts of ours, embedded."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from mgi_report.problems.problem import shown
from mgi_report.proof.download.elements import Mark
from mgi_report.proof.download.evidence import Evidence
from mgi_report.proof.inspection import Flaw, embedding_flaws
from mgi_report.proof.marked_text import UsedFont
from mgi_report.proof.reader import Font

__all__ = ["fonts_of", "glyph_flaws"]

NOTDEF = 0
SIGNS_OF_LOSS = {"\ufffd": "U+FFFD REPLACEMENT CHARACTER", "\u25a1": "U+25A1 WHITE SQUARE"}
SUBSET = re.compile(r"[A-Z]{6}\+")
FILES = ("/FontFile", "/FontFile2", "/FontFile3")


def glyph_flaws(evidence: Evidence, families: Iterable[str], data: str = "") -> Iterator[Flaw]:
    """Yield the flaws of fonts and glyphs; ``families`` are those the style sheets declare.

    What stands in the ``data`` was not lost.
    """
    signs = {sign: name for sign, name in SIGNS_OF_LOSS.items() if sign not in data}
    allowed = [_letters(family) for family in families]
    fonts = fonts_of(evidence)
    yield from embedding_flaws(fonts)
    for font in fonts:
        if not any(_letters(font.name).startswith(family) for family in allowed):
            hint = "declare the font in styles/fonts.css, or name a declared one in the style sheet"
            yield Flaw("foreign-font", f"text is set in {shown(font.name)}, no font of ours", hint)
    for each in evidence.shown_codes():
        message = _fault(each.font, each.code, signs)
        if message:
            marks = [] if each.mcid is None else [Mark(each.page, each.mcid)]
            words = evidence.text(marks)
            inside = f" in {shown(words)}" if words.strip() else ""
            box = evidence.box(marks[0]) if marks else None
            hint = "use another character, or add a font that holds it to styles/fonts"
            yield Flaw("missing-glyph", f"{message}{inside}", hint, each.page, box)


def fonts_of(evidence: Evidence) -> tuple[Font, ...]:
    """Return the fonts that show text, by name."""
    found = {_font(used.entry) for used in evidence.fonts.values()}
    return tuple(sorted(found, key=lambda font: font.name))


def _fault(font: UsedFont, code: int, signs: Mapping[str, str]) -> str:
    if font.width > 1 and code == NOTDEF:
        return "a character without a glyph is drawn as an empty box"
    text = font.characters.get(code, "")
    if not text or text == "\0":
        return "a glyph stands for no character, so it cannot be read aloud, found or copied"
    lost = next((name for sign, name in signs.items() if sign in text), "")
    return f"the character {lost} stands for one that was lost" if lost else ""


def _font(entry: Any) -> Font:
    """Return name and embedding of a font; a composite font's descendant holds the file."""
    descendants = entry.get("/DescendantFonts")
    described = entry if descendants is None else descendants[0]
    descriptor = described.get("/FontDescriptor", {})
    # Type 3 glyphs are drawings in the file itself.
    embedded = entry.get("/Subtype") == "/Type3" or any(key in descriptor for key in FILES)
    name = str(entry.get("/BaseFont", "/without a name"))[1:]
    return Font(SUBSET.sub("", name), embedded, SUBSET.match(name) is not None)


def _letters(name: str) -> str:
    """Return the letters and digits of a name: PDF writes no spaces in it."""
    return re.sub(r"[^a-z0-9]", "", name.lower())

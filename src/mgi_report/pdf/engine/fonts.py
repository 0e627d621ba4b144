"""Give documents the fonts that the style sheets declare, and no others."""

import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any
from unicodedata import category, normalize

from mgi_report.pdf.engine.lettering import FontFace, Lettering, numeric_weight
from mgi_report.pdf.engine.sources import Refused

__all__ = ["font_configuration", "free_text_attributes", "name_glyphs", "only_declared_fonts"]

# The one characters of old fonts for two letters or three, U+FB00 to U+FB06.
HYPHENS = "\u2010\u2011"
LIGATURES = {chr(point): normalize("NFKC", chr(point)) for point in range(0xFB00, 0xFB07)}

# The cache folder is named because Fontconfig complains on stderr without one; nothing is cached.
NO_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><cachedir prefix="xdg">fontconfig</cachedir></fontconfig>"""


@contextmanager
def only_declared_fonts() -> Iterator[None]:
    """Point Fontconfig at a configuration without font folders, so that pages look alike anywhere.

    Fontconfig reads FONTCONFIG_FILE when a font configuration is made, and only then; the
    variable is put back afterwards.
    """
    before = os.environ.get("FONTCONFIG_FILE")
    with tempfile.TemporaryDirectory(prefix="mgi-report-") as folder:
        file = Path(folder, "fonts.conf")
        file.write_text(NO_FONTS, encoding="utf-8")
        os.environ["FONTCONFIG_FILE"] = str(file)
        try:
            yield
        finally:
            os.environ.pop("FONTCONFIG_FILE")
            if before is not None:
                os.environ["FONTCONFIG_FILE"] = before


def font_configuration(lettering: Lettering) -> Any:
    """Return an empty font configuration that tells ``lettering`` of each @font-face rule."""
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415 - see gateway.py

    class DeclaredFonts(FontConfiguration):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.font_features = _OwnAttributes()
            self.known: set[str] = set()

        def add_font_face(self, rule: Any, fetcher: Any) -> None:
            super().add_font_face(rule, fetcher)
            # The same rules come again with every document.
            if str(rule) not in self.known:
                self.known.add(str(rule))
                for face in _faces(rule, fetcher):
                    lettering.declare(face)

    with only_declared_fonts():
        return DeclaredFonts()


def _faces(rule: Mapping[str, Any], fetcher: Any) -> Iterator[FontFace]:
    """Yield the face of a rule, from the first of its addresses that is served."""
    for kind, url in rule["src"]:
        if kind != "external":
            continue
        try:
            data = fetcher(url).read()
        except Refused:
            continue
        yield FontFace(
            rule["font_family"],
            numeric_weight(rule.get("font_weight", 400)),
            rule.get("font_style", "normal") != "normal",
            data,
            tuple((part.start, part.end) for part in rule.get("unicode_range", ())),
        )
        return


class _OwnAttributes(dict[bytes, Any]):
    """Give each text layout the attribute made for it, where WeasyPrint shares the first one.

    WeasyPrint 70 makes a Pango attribute for every text layout, uses the first one of its kind for
    all, and frees none: 0.6 MB in 26 pages. An attribute that has one owner goes with it.
    """

    def setdefault(self, key: bytes, default: Any = None) -> Any:
        del key
        return default


def free_text_attributes() -> None:
    """Let Pango free the font features of a text layout of our documents together with it."""
    from weasyprint.text import ffi, line_break  # noqa: PLC0415 - see gateway.py

    original = line_break.Layout.setup
    if original.__module__ == __name__:
        return  # It has been done.

    def setup(layout: Any, style: Any) -> None:
        original(layout, style)
        if isinstance(style.font_config.font_features, _OwnAttributes):
            attributes = ffi.pango.pango_layout_get_attributes(layout.layout)
            if attributes != ffi.ffi.NULL:
                # The layout holds them; this was the reference of their maker, who forgets it.
                ffi.pango.pango_attr_list_unref(attributes)

    line_break.Layout.setup = setup


def name_glyphs(fonts: Iterable[Any]) -> None:
    """Let each glyph of the engine's fonts stand for the plainest of the characters it draws.

    A glyph has one entry in the map a PDF is read by (ISO 32000-1, 9.10.3), and the engine enters
    the text it first draws with it: U+2010 for a hyphen, the fi of one character for that of two,
    and for a letter with an accent of its own nothing at all. Where a text has another character
    than the map says, the text says so itself (`TaggedContent.say`).
    """
    for font in fonts:
        if font.bitmap:
            continue
        for glyph in [glyph for glyph, text in font.to_unicode.items() if _is_odd(text)]:
            if drawn := _characters(font.file_content, font.index).get(glyph):
                plainest = min(drawn)
                font.to_unicode[glyph] = LIGATURES.get(plainest, plainest)


def _is_odd(text: str) -> bool:
    if len(text) != 1:
        return not text or any(category(character).startswith("M") for character in text)
    plain = LIGATURES.get(text) or normalize("NFKC", text)
    return (
        text in HYPHENS or text in LIGATURES or (plain != text and len(plain) == 1 and plain != " ")
    )


@lru_cache(maxsize=64)
def _characters(data: bytes, number: int) -> Mapping[int, tuple[str, ...]]:
    """Return the characters that each glyph of a font draws, each alone.

    A glyph that only stands in for others, such as an accent above a capital or two accents in one,
    is named after them (Adobe Glyph List Specification, 2).
    """
    # Slow to load, and few texts need them.
    from fontTools.agl import toUnicode  # noqa: PLC0415
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    font = TTFont(BytesIO(data), fontNumber=number, lazy=True)
    by_name: dict[str, tuple[str, ...]] = {}
    for character, name in font.getBestCmap().items():
        by_name[name] = (*by_name.get(name, ()), chr(character))
    found: dict[int, tuple[str, ...]] = {}
    for glyph, name in enumerate(font.getGlyphOrder()):
        meant = toUnicode(name)
        own = by_name.get(name) or by_name.get(name.partition(".")[0])
        if drawn := own or ((meant,) if meant else ()):
            found[glyph] = drawn
    return found

"""Measure text and draw it with the very fonts that styles/fonts.css declares.

Letters that change with their neighbours, as those of Arabic do, are shaped first, as the engine
does; other letters are measured one by one, without kerning.
"""

import re
from collections.abc import Iterator
from functools import cached_property
from io import BytesIO
from posixpath import normpath
from typing import Any, NamedTuple

from fontTools.misc.roundTools import otRound
from fontTools.misc.transform import Transform
from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

from mgi_report.document.assets import AssetNotFound, Assets
from mgi_report.document.direction import is_from_the_right
from mgi_report.document.tokens import MM_PER_PT, FontToken, TokenError
from mgi_report.profile.file.layers import FONTS, WEIGHTS, face_of, rules_of

__all__ = ["Face", "FontFile", "Fonts", "decompressed", "font_files"]

WOFF = (b"wOFF", b"wOF2")
URL = re.compile(r"url\((?:[\"']([^\"')]+)[\"']|([^\"')]+))\)")


class FontFile(NamedTuple):
    """Hold one @font-face rule: family, weight, style, and the file's path among the assets."""

    family: str
    weight: int
    style: str
    path: str


def font_files(assets: Assets) -> tuple[FontFile, ...]:
    """Return the fonts that styles/fonts.css declares; TokenError where a rule says too little."""
    return tuple(_font_face_rules(assets))


def _font_face_rules(assets: Assets) -> Iterator[FontFile]:
    for rule in rules_of(assets.read_text(FONTS)):
        face = face_of(rule)
        if face is None:
            continue
        place = assets.place(FONTS, rule.source_line)
        url = URL.search(face.get("src", ""))
        family = face.get("font-family", "").strip("\"'")
        if not (url and family):
            raise TokenError(f"a font face in {place} needs font-family, and src with a url()")
        weight = WEIGHTS.get(face.get("font-weight", "400"), face.get("font-weight", "400"))
        if not weight.isdecimal():
            raise TokenError(
                f"{weight} in {place} is no weight of one font: write a number, normal or bold"
            )
        path = normpath(f"styles/{url[1] or url[2]}")
        yield FontFile(family, int(weight), face.get("font-style", "normal"), path)


class Glyph(NamedTuple):
    """Hold a glyph as it is painted, from the left: its name, and lengths in whole font units."""

    name: str
    advance: int
    x: int = 0
    y: int = 0


class Face:
    """Measure and outline the text of one font file."""

    def __init__(self, data: bytes) -> None:
        font: Any = TTFont(BytesIO(data), lazy=True)
        self._data = data
        self._glyphs: Any = font.getGlyphSet()
        self._names: dict[int, str] = font.getBestCmap()
        self._units: int = font["head"].unitsPerEm
        self._advances: dict[str, int] = {}

    def has(self, text: str) -> bool:
        """Return whether there is a letter for every character of a text."""
        return all(ord(char) in self._names for char in text)

    def width(self, text: str, size: float) -> float:
        """Return the width of a text in mm at a size in pt, without kerning."""
        return self._length(text) / self._units * size * MM_PER_PT

    def outline(self, text: str, size: float, x: float, y: float) -> str:
        """Return SVG path data of a text: size in mm, centred on x, baseline at y, y down."""
        scale = size / self._units
        # Whole units are added up, and only their sum becomes a fraction: nothing is rounded twice.
        begin, done = x - self._length(text) * scale / 2, 0
        pen = SVGPathPen(self._glyphs, ntos=lambda value: f"{value:.2f}".rstrip("0").rstrip("."))
        for glyph in self._run(text):
            place = (begin + (done + glyph.x) * scale, y - glyph.y * scale)
            self._glyphs[glyph.name].draw(TransformPen(pen, Transform(scale, 0, 0, -scale, *place)))
            done += glyph.advance
        commands: str = pen.getCommands()
        return commands

    def _length(self, text: str) -> int:
        if is_from_the_right(text):
            return sum(glyph.advance for glyph in self._shaper.run(text))
        return sum(self._advance(char) for char in text)

    def _run(self, text: str) -> list[Glyph]:
        if is_from_the_right(text):
            return self._shaper.run(text)
        return [Glyph(self._name(char), self._advance(char)) for char in text]

    def _advance(self, char: str) -> int:
        if char not in self._advances:
            self._advances[char] = otRound(self._glyphs[self._name(char)].width)
        return self._advances[char]

    def _name(self, char: str) -> str:
        return self._names.get(ord(char), ".notdef")

    @cached_property
    def _shaper(self) -> "Shaper":
        return Shaper(self._data)


class Shaper:
    """Shape text with HarfBuzz, which the engine shapes with too."""

    def __init__(self, data: bytes) -> None:
        import uharfbuzz  # noqa: PLC0415 - few languages need it

        self._order: list[str] = TTFont(BytesIO(data), lazy=True).getGlyphOrder()
        self._harfbuzz = uharfbuzz
        self._font = uharfbuzz.Font(uharfbuzz.Face(decompressed(data)))

    def run(self, text: str) -> list[Glyph]:
        """Return the glyphs of a text from the left; one of two directions is only measured."""
        buffer = self._harfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        self._harfbuzz.shape(self._font, buffer)
        return [
            Glyph(self._order[info.codepoint], at.x_advance, at.x_offset, at.y_offset)
            for info, at in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        ]


def decompressed(data: bytes) -> bytes:
    """Return a font without the compression of WOFF, which most readers of fonts do not know.

    Nothing else is altered, not even the date of its last change.
    """
    if not data.startswith(WOFF):
        return data
    font: Any = TTFont(BytesIO(data), recalcBBoxes=False, recalcTimestamp=False)
    font.flavor = None
    file = BytesIO()
    font.save(file, reorderTables=None)
    return file.getvalue()


class Fonts:
    """Find the face for a family, weight and style; faces are read once."""

    def __init__(self, assets: Assets) -> None:
        self._assets = assets
        self._faces: dict[str, Face] = {}

    @cached_property
    def _files(self) -> dict[tuple[str, int, str], str]:
        return {(f.family, f.weight, f.style): f.path for f in font_files(self._assets)}

    def face(self, family: str, weight: int, style: str = "normal") -> Face:
        """Return a face; AssetNotFound if styles/fonts.css does not declare it."""
        try:
            path = self._files[family, weight, style]
        except KeyError:
            raise AssetNotFound(f"the font {family} {weight} {style}") from None
        if path not in self._faces:
            self._faces[path] = Face(self._assets.read_bytes(path))
        return self._faces[path]

    def can_write(self, text: str) -> bool:
        """Return whether one of the declared fonts has every character of a text."""
        return any(self.face(*key).has(text) for key in self._files)

    def width(self, text: str, font: FontToken) -> float:
        """Return the width of a text in mm."""
        return self.face(font.family, font.weight).width(text, font.size)

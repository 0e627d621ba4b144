"""Check that every laid-out character is set in a declared font that holds it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from unicodedata import category, name

from mgi_report.pdf.engine.boxes import BoxKind, LaidOutBox, Origins, kind_of, text_of, unwrapped
from mgi_report.problems.problem import Location, Problem

__all__ = ["FontFace", "Lettering"]

EXCERPT = 60

# Spaces are drawn without a glyph, all but one that is a line; controls are not drawn at all.
UNDRAWN = {"Zs", "Cc"}
OGHAM_SPACE = "\u1680"
# What HarfBuzz hides where a font has no glyph for it: hb-unicode.hh, is_default_ignorable.
HIDDEN = (
    range(0x00AD, 0x00AE),
    range(0x034F, 0x0350),
    range(0x061C, 0x061D),
    range(0x17B4, 0x17B6),
    range(0x180B, 0x180F),
    range(0x200B, 0x2010),
    range(0x202A, 0x202F),
    range(0x2060, 0x2070),
    range(0xFE00, 0xFE10),
    range(0xFEFF, 0xFF00),
    range(0xFFF0, 0xFFF9),
    range(0x1D173, 0x1D17B),
    range(0xE0000, 0xE1000),
)
WEIGHTS = {"normal": 400, "bold": 700}


@dataclass(frozen=True)
class FontFace:
    """Hold one @font-face rule and the font file it names."""

    family: str
    weight: int
    italic: bool
    data: bytes
    ranges: tuple[tuple[int, int], ...] = ()

    @cached_property
    def characters(self) -> frozenset[int]:
        """Return the code points this face draws."""
        # Slow to load, and needed once per engine.
        from fontTools.ttLib import TTFont, TTLibError  # noqa: PLC0415

        try:
            drawn: Iterable[int] = TTFont(BytesIO(self.data), lazy=True).getBestCmap()
        except TTLibError:
            return frozenset()  # The engine complains of it too.
        if self.ranges:
            drawn = [point for point in drawn if any(a <= point <= b for a, b in self.ranges)]
        return frozenset(drawn)


def numeric_weight(weight: str | int) -> int:
    """Return the number of a CSS font weight."""
    return WEIGHTS.get(weight, 400) if isinstance(weight, str) else weight


@dataclass(frozen=True)
class _Lost:
    """Hold the characters that are missing below one data path, and the first text with one."""

    families: tuple[str, ...]
    text: str
    place: Location | None
    characters: dict[str, None]


class Lettering:
    """Check laid-out text against the faces that the style sheets declare.

    What has been worked out for a set of families is kept for the documents that follow.
    """

    def __init__(self) -> None:
        self._faces: dict[str, list[FontFace]] = {}
        self._covered: dict[tuple[tuple[str, ...], int, bool], frozenset[int]] = {}

    def declare(self, face: FontFace) -> None:
        """Add the face of one @font-face rule."""
        faces = self._faces.setdefault(face.family.casefold(), [])
        if face not in faces:
            faces.append(face)
            self._covered.clear()

    def problems(self, pages: Iterable[LaidOutBox], origins: Origins) -> list[Problem]:
        """Return a foreign-font or missing-glyph problem for each kind of faulty text.

        One problem stands for all occurrences of a family, or for all characters that are missing
        below one data path.
        """
        foreign: dict[str, Problem] = {}
        lost: dict[str, _Lost] = {}
        for page in pages:
            for box in _texts(page):
                families: tuple[str, ...] = tuple(box.style["font_family"])
                text = text_of(box) or ""
                if families[0].casefold() in self._faces:
                    for character in self._lost(box, families, text):
                        key = origins.path(box.element) or text
                        first = _Lost(families, text, origins.location(box.element), {})
                        lost.setdefault(key, first).characters[character] = None
                elif text.strip() and families[0] not in foreign:
                    place = origins.location(box.element)
                    foreign[families[0]] = _foreign(families, text, place)
        return [*foreign.values(), *map(_missing, lost.values())]

    def _lost(self, box: LaidOutBox, families: tuple[str, ...], text: str) -> Iterator[str]:
        covered = self._coverage(families, box.style["font_weight"], box.style["font_style"])
        for character in sorted(set(text)):
            if ord(character) not in covered and _is_drawn(character):
                yield character

    def _coverage(self, families: tuple[str, ...], weight: int, style: str) -> frozenset[int]:
        key = (families, weight, style != "normal")
        if key not in self._covered:
            faces = (self._face(family, *key[1:]) for family in families)
            self._covered[key] = frozenset().union(*(face.characters for face in faces if face))
        return self._covered[key]

    def _face(self, family: str, weight: int, italic: bool) -> FontFace | None:  # noqa: FBT001
        """Return the face a family is drawn with: the right slant first, then the nearest weight.

        Simplifies the font matching of CSS Fonts 4, 5.2, where weights are not tried by distance
        alone; the faces of one family hold the same characters unless something is amiss.
        """
        faces = self._faces.get(family.casefold(), [])
        upright = [face for face in faces if face.italic == italic]
        return min(upright or faces, key=lambda face: abs(face.weight - weight), default=None)


def _texts(box: LaidOutBox) -> Iterator[LaidOutBox]:
    children: Sequence[LaidOutBox] = unwrapped(box).children
    for child in children:
        if kind_of(child) is BoxKind.TEXT:
            yield child
        else:
            yield from _texts(child)


def _is_drawn(character: str) -> bool:
    if category(character) in UNDRAWN:
        return character == OGHAM_SPACE
    return not any(ord(character) in points for points in HIDDEN)


def _foreign(families: tuple[str, ...], text: str, place: Location | None) -> Problem:
    return Problem(
        "foreign-font",
        f"“{_excerpt(text)}” is set in {families[0]}, a font no style sheet declares",
        "declare the family with @font-face in styles/fonts.css, or name a declared one first",
        place,
    )


def _missing(lost: _Lost) -> Problem:
    called = [f"U+{ord(each):04X} {name(each, 'UNNAMED')}" for each in lost.characters]
    words = _excerpt(lost.text, next(iter(lost.characters)))
    return Problem(
        "missing-glyph",
        f"no font of {', '.join(lost.families)} holds {', '.join(called)} in “{words}”",
        "use another character, or add a font that holds it to styles/fonts",
        lost.place,
    )


def _excerpt(text: str, around: str = "") -> str:
    start = max(0, text.find(around) - EXCERPT // 2)
    return text[start : start + EXCERPT].strip()

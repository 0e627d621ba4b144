"""Read the text of marked content from a finished PDF, by page and number."""

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import repeat
from struct import unpack_from
from typing import Any, NamedTuple

import pikepdf

from mgi_report.proof.content_stream import operations

__all__ = ["MarkedText", "Sequence", "UsedFont"]

BFCHAR = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
BFRANGE = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
HEX = re.compile(rb"<([0-9A-Fa-f]*)>")
INSTEAD = ("/ActualText", "/Alt", "/E")


class Sequence(NamedTuple):
    """Hold one marked-content sequence: its tag, its number if it has one, its type, its text.

    ``painted`` is the text of its glyphs, where it says of itself that it is to be copied as
    another one (ISO 32000-1, 14.9.4), which is its text then. ``lang`` is the language it names
    itself (14.9.2).
    """

    tag: str
    mcid: int | None
    type: str
    text: str
    painted: str | None = None
    lang: str = ""


class _Open:
    """Hold a sequence that is not closed yet."""

    def __init__(self, tag: str, named: Mapping[str, Any]) -> None:
        self.tag = tag
        mcid = named.get("/MCID")
        self.mcid = None if mcid is None else int(mcid)
        self.type = str(named.get("/Type", ""))
        self.lang = str(named.get("/Lang", ""))
        instead = next((named[key] for key in INSTEAD if key in named), None)
        self.instead = None if instead is None else str(instead)
        self.words: list[str] = []

    def closed(self) -> Sequence:
        """Return the sequence."""
        painted = "".join(self.words)
        if self.instead is None:
            return Sequence(self.tag, self.mcid, self.type, painted, lang=self.lang)
        return Sequence(self.tag, self.mcid, self.type, self.instead, painted, self.lang)


class MarkedText:
    """Read the marked content of one page, with that of the group XObjects it paints.

    Fonts are those the engine writes: two bytes a glyph, with a ToUnicode map. ``fonts`` keeps the
    maps of fonts that pages share, by object number. ``shown`` holds, once ``sequences`` have been
    read, the codes each font shows and the number of the sequence each code first stands in.
    """

    def __init__(
        self, page: pikepdf.Page, fonts: "dict[tuple[int, int], UsedFont] | None" = None
    ) -> None:
        self._page = page
        self._fonts = {} if fonts is None else fonts
        self.shown: dict[tuple[int, int], dict[int, int | None]] = {}

    @cached_property
    def sequences(self) -> tuple[Sequence, ...]:
        """Return all sequences in the order they are painted."""
        found: list[Sequence] = []
        self._read(self._page.obj, self._page.obj.get("/Resources"), found)
        return tuple(found)

    @cached_property
    def texts(self) -> Mapping[int, str]:
        """Return the text of each tagged sequence by its number."""
        return {found.mcid: found.text for found in self.sequences if found.mcid is not None}

    def _read(self, painter: Any, resources: Any, found: list[Sequence]) -> None:
        opened: list[_Open] = []
        font = NO_FONT
        codes: dict[int, int | None] = {}
        for operator, name, shown, entries in operations(painter):
            if operator == "BDC":
                opened.append(_Open(name, entries))
            elif operator == "EMC":
                found.append(opened.pop().closed())
            elif operator == "Tf":
                entry = resources["/Font"][name]
                font = self._font(entry)
                codes = self.shown.setdefault(entry.objgen, {})
            elif operator == "TJ":
                own = font.codes(shown)
                here = opened[-1].mcid if opened else None
                codes.update(dict.fromkeys(set(own) - codes.keys(), here))
                if opened:
                    opened[-1].words.append(font.text(own))
            elif operator == "Do":
                form = resources["/XObject"][name]
                if form.get("/Subtype") == "/Form":
                    self._read(form, form.get("/Resources", resources), found)

    def _font(self, entry: Any) -> "UsedFont":
        key = entry.objgen
        if key not in self._fonts:
            unicode = entry.get("/ToUnicode")
            characters = {} if unicode is None else _characters(unicode.read_bytes())
            width = 2 if entry.get("/Subtype") == "/Type0" else 1
            self._fonts[key] = UsedFont(entry, characters, width)
        return self._fonts[key]


class UsedFont(NamedTuple):
    """Hold a font dictionary, its ToUnicode map, and the bytes a code takes in it."""

    entry: Any
    characters: Mapping[int, str]
    width: int

    def codes(self, shown: bytes) -> tuple[int, ...]:
        """Return the codes in what an operator shows."""
        return tuple(shown) if self.width == 1 else unpack_from(f">{len(shown) // 2}H", shown)

    def text(self, codes: Iterable[int]) -> str:
        """Return the text of codes; U+FFFD stands for a code without one."""
        return "".join(map(self.characters.get, codes, repeat("\N{REPLACEMENT CHARACTER}")))


NO_FONT = UsedFont(None, {}, 2)


def _characters(cmap: bytes) -> dict[int, str]:
    """Return the characters of a ToUnicode map (ISO 32000-1, 9.10.3)."""
    found: dict[int, str] = {}
    for block in BFCHAR.findall(cmap):
        codes = HEX.findall(block)
        found |= {int(a, 16): _text(b) for a, b in zip(codes[::2], codes[1::2], strict=True)}
    for block in BFRANGE.findall(cmap):
        codes = HEX.findall(block)
        for first, last, start in zip(codes[::3], codes[1::3], codes[2::3], strict=True):
            for offset in range(int(last, 16) - int(first, 16) + 1):
                found[int(first, 16) + offset] = chr(ord(_text(start)) + offset)
    return found


def _text(digits: bytes) -> str:
    return bytes.fromhex(digits.decode()).decode("utf-16-be")

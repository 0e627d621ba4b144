"""Read the design tokens: the custom properties of styles/tokens.css."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

import tinycss2

from mgi_report.document.assets import Assets
from mgi_report.problems.problem import DesignFault, Location
from mgi_report.profile.file.layers import rules_of

__all__ = ["FilledIn", "FontToken", "TokenError", "Tokens", "read_tokens"]

MM_PER_PT = 25.4 / 72
_VAR = re.compile(r"var\(--([\w-]+)\)")
_FONT = re.compile(
    r"(?P<weight>\d+) (?P<size>[\d.]+)pt/(?P<leading>[\d.]+)(?P<unit>pt|mm) \"(?P<family>[^\"]+)\""
)


class TokenError(DesignFault):
    """Say that tokens.css lacks a token, or holds one that cannot be read."""


class FontToken(NamedTuple):
    """Hold a font shorthand; size and leading in pt."""

    weight: int
    size: float
    leading: float
    family: str


@dataclass(frozen=True)
class Tokens:
    """Look design tokens up by name, without the leading dashes; ``sheet`` is where they stand.

    ``places`` are those of the declarations that count. ``ours`` are the values without a theme,
    and ``themed`` the names it declares.
    """

    values: dict[str, str]
    sheet: str = "styles/tokens.css"
    places: Mapping[str, Location] = field(default_factory=dict, repr=False)
    ours: Mapping[str, str] = field(default_factory=dict, repr=False)
    themed: frozenset[str] = frozenset()

    def place(self, name: str) -> Location:
        """Return where a token is declared, or the sheet where it should be."""
        return self.places.get(name) or Location(self.sheet)

    def text(self, name: str) -> str:
        """Return a token's value with every var() in it filled in; TokenError if it is missing."""
        return self._text(name)

    def _text(self, name: str, within: tuple[str, ...] = ()) -> str:
        if name in within:
            raise TokenError(f"--{name} in {self.place(name)} names itself")
        try:
            value = self.values[name]
        except KeyError:
            raise TokenError(f"{self.sheet} has no --{name}") from None
        return _VAR.sub(lambda match: self._text(match[1], (*within, name)), value)

    def fill_in(self, css: str) -> str:
        """Put the values of tokens for their var() in a style sheet; others stay as they are."""
        return _VAR.sub(
            lambda match: self.text(match[1]) if match[1] in self.values else match[0], css
        )

    def mm(self, name: str) -> float:
        """Return a length in mm."""
        match = re.fullmatch(r"([\d.]+)(mm|pt)", self.text(name))
        if match is None:
            raise TokenError(f"--{name} in {self.place(name)} is no length in mm or pt")
        return float(match[1]) * (1 if match[2] == "mm" else MM_PER_PT)

    def number(self, name: str) -> float:
        """Return a plain number."""
        text = self.text(name)
        try:
            return float(text)
        except ValueError:
            raise TokenError(f"--{name} in {self.place(name)} is no number") from None

    def count(self, name: str) -> int:
        """Return a whole number of at least 1."""
        text = self.text(name)
        if not text.isdecimal() or int(text) == 0:
            raise TokenError(f"--{name} in {self.place(name)} is no whole number of at least 1")
        return int(text)

    def font(self, name: str) -> FontToken:
        """Return a font shorthand, such as ``300 58pt/61pt "Source Serif 4 Display"``."""
        match = _FONT.fullmatch(self.text(name))
        if match is None:
            place = self.place(name)
            raise TokenError(f"--{name} in {place} is no weight, size/leading and family")
        scale = 1 if match["unit"] == "pt" else 1 / MM_PER_PT
        return FontToken(
            int(match["weight"]),
            float(match["size"]),
            float(match["leading"]) * scale,
            match["family"],
        )


def read_tokens(assets: Assets, name: str = "styles/tokens.css") -> Tokens:
    """Read the custom properties of every :root rule of a style sheet, the later of two alike."""
    found: dict[str, tuple[str, Location]] = {}
    ours: dict[str, tuple[str, Location]] = {}
    themed: set[str] = set()
    for layer in assets.layers(name):
        declared = _declared(layer.data, layer.place)
        if layer.is_themed and found:
            themed |= declared.keys()
        else:
            ours |= declared
        found |= declared
    return Tokens(
        {key: value for key, (value, _) in found.items()},
        name,
        {key: place for key, (_, place) in found.items()},
        {key: value for key, (value, _) in ours.items()},
        frozenset(themed),
    )


# A pure function of a few files, which every profile of a run asks for.
@lru_cache
def _declared(sheet: bytes, file: Path | str) -> Mapping[str, tuple[str, Location]]:
    """Return value and place of each custom property, by its name without the dashes."""
    found = {}
    css = sheet.decode("utf-8-sig")
    lines = css.splitlines()
    for rule in rules_of(css):
        if rule.type == "qualified-rule" and tinycss2.serialize(rule.prelude).strip() == ":root":
            declarations = tinycss2.parse_declaration_list(
                rule.content, skip_comments=True, skip_whitespace=True
            )
            for item in declarations:
                if item.type == "declaration" and item.name.startswith("--"):
                    value = tinycss2.serialize(item.value).strip()
                    line, column = item.source_line, item.source_column
                    place = Location(file, line, column, excerpt=lines[line - 1])
                    found[item.name[2:]] = (value, place)
    return found


class FilledIn(Assets):
    """Serve assets with the tokens filled in in style sheets, which saves a fifth of layout time.

    WeasyPrint looks custom properties up anew for every element. Lines stay where they are, so
    that problems still name the right one.
    """

    def __init__(self, assets: Assets) -> None:
        """Take over the files that the assets have read."""
        super().__init__(assets.root, assets.theme, assets.kept, assets.script)

    @cached_property
    def _tokens(self) -> Tokens:
        return read_tokens(self)

    @cached_property
    def _filled(self) -> dict[str, bytes]:
        return {}

    def read_bytes(self, name: str) -> bytes:
        """Return the bytes of a file; a style sheet comes with its tokens filled in."""
        data = super().read_bytes(name)
        if not name.endswith(".css") or name == "styles/tokens.css":
            return data
        if name not in self._filled:
            self._filled[name] = self._tokens.fill_in(data.decode()).encode()
        return self._filled[name]

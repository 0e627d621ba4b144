"""Lay a theme's file over ours, entry by entry, where it does not simply take its place.

Catalogues of words and the style sheets of tokens, fonts and press builds are laid over, so that a
theme names only what it changes. In style sheets ours comes first and keeps its lines; the theme's
lines follow.
"""

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Any

import tinycss2

__all__ = [
    "CATALOGUES",
    "FONTS",
    "WEIGHTS",
    "face_of",
    "is_laid_over",
    "laid_over",
    "merged",
    "rules_of",
]

FONTS = "styles/fonts.css"
SHEETS = ("styles/tokens.css", FONTS, "styles/formats/press.css")
CATALOGUES = ("templates/locales", "templates/review", "templates/web")
WEIGHTS = {"normal": "400", "bold": "700"}
_MARK = b"\xef\xbb\xbf"
_CHARSET = re.compile(rb"\A@charset [^;\n]*;")
_BARE = re.compile(r"[A-Za-z0-9_-]+")


def is_laid_over(name: str) -> bool:
    """Return whether a theme's file of this path is laid over ours, instead of replacing it."""
    path = PurePosixPath(name)
    return name in SHEETS or (path.suffix == ".toml" and str(path.parent) in CATALOGUES)


# A pure function of a few files, which every profile of a run asks for.
@lru_cache(maxsize=32)
def laid_over(name: str, ours: bytes, theirs: bytes) -> bytes:
    """Return the file that comes of laying theirs over ours; both are known to be sound."""
    theirs = theirs.removeprefix(_MARK)
    if name.endswith(".toml"):
        words = merged(tomllib.loads(ours.decode()), tomllib.loads(theirs.decode()))
        return "".join(_as_toml(words)).encode()
    if name == FONTS:
        ours = _without_faces(ours.decode(), theirs.decode()).encode()
    gap = b"" if ours.endswith(b"\n") else b"\n"
    # Only the first line of a style sheet may name its encoding.
    return ours + gap + _CHARSET.sub(b"", theirs)


def merged(ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> dict[str, Any]:
    """Return the entries of both, theirs where both have one; groups are merged in the same way."""
    found = dict(ours)
    for key, value in theirs.items():
        mine = found.get(key)
        if isinstance(mine, Mapping) and isinstance(value, Mapping):
            found[key] = merged(mine, value)
        else:
            found[key] = value
    return found


def _as_toml(words: Mapping[str, Any], path: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield groups of texts as TOML; a JSON string is a TOML string, but for the sign DEL."""
    groups = {key: value for key, value in words.items() if isinstance(value, Mapping)}
    if path:
        yield f"[{'.'.join(map(_key, path))}]\n"
    for key, value in words.items():
        if key not in groups:
            text = json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
            yield f"{_key(key)} = {text}\n"
    for key, group in groups.items():
        yield from _as_toml(group, (*path, key))


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else json.dumps(key, ensure_ascii=False)


def rules_of(css: str) -> list[Any]:
    """Return the rules of a style sheet."""
    return list(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True))


def face_of(rule: Any) -> dict[str, str] | None:
    """Return what an @font-face rule says, name by name; None for any other rule."""
    if rule.type != "at-rule" or rule.lower_at_keyword != "font-face":
        return None
    items = tinycss2.parse_declaration_list(
        rule.content or (), skip_comments=True, skip_whitespace=True
    )
    return {
        item.lower_name: tinycss2.serialize(item.value).strip()
        for item in items
        if item.type == "declaration"
    }


def _drawn(face: Mapping[str, str]) -> tuple[str, ...]:
    """Return what tells a face from others of its family: two alike would draw the same text."""
    family = face.get("font-family", "").strip("\"'").casefold()
    weight = face.get("font-weight", "400")
    return (
        family,
        WEIGHTS.get(weight, weight),
        face.get("font-style", "normal"),
        face.get("unicode-range", ""),
    )


def _without_faces(ours: str, theirs: str) -> str:
    """Return our sheet with the faces blanked out that theirs declares anew; lines stay."""
    anew = {_drawn(face) for rule in rules_of(theirs) if (face := face_of(rule))}
    nodes = tinycss2.parse_stylesheet(ours)
    lines = ours.splitlines(keepends=True)
    starts = [sum(map(len, lines[: n.source_line - 1])) + n.source_column - 1 for n in nodes]
    for rule, start, end in zip(nodes, starts, [*starts[1:], len(ours)], strict=True):
        face = face_of(rule)
        if face and _drawn(face) in anew:
            ours = ours[:start] + re.sub(r"[^\n]", " ", ours[start:end]) + ours[end:]
    return ours

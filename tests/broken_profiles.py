"""Give tests whole profiles that somebody has broken, as text, as data and as bytes.

Real profiles are taken and changed in one to four places; what comes out is often still sound.
"""

import json
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from built import LESOTHO, ROOT
from mgi_report.profile.file.data_file import read_data_file

__all__ = ["BROKEN", "BY_DAY", "BY_NIGHT", "GENTLY_BROKEN", "Broken", "write_beside"]

BY_DAY, BY_NIGHT = (500, 24), (10_000, 300)
"""How many are checked, and of how many it is tried whether they can be built."""

PROFILES = ROOT / "tests" / "profiles"
BASES = (LESOTHO, *sorted(PROFILES.rglob("*.yaml")))
# The design of one page has no Arabic font.
FOR_LEAFLET = tuple(base for base in BASES if ".ar." not in base.name)

PIECES = (
    *"\t\n\r :-?[]{}&*!|>%@`'\"#,\\<=~0",
    *"\u2028\u2029\x85\ufeff\x00\x07\x7f\u200f\u202e\u2066\ufdd0\ud7ff\U000e0001\U0010ffff",
    *("\r\n", "\n\n", "\n  ", "\n\t", ": ", "- ", "\n- ", " #", "\n# mgi: silence imprint\n"),
    *("---\n", "\n---\n", "\n...\n", "%YAML 1.1\n---\n", "? ", "<<: *a\n", "!!binary ", "!x "),
    *("&a ", "*a ", "\nx: &x [*x]\n", "\na: &a [x, x]\nb: [*a, *a, *a]\n", "|9\n", ">+\n", "|-\n"),
    *('"\\ud800"', '"\\U00110000"', '"\\x00"', "'", '"', "[" * 60, "{a: " * 60, "- " * 60),
    *(
        "e\u0301",
        "\u0627\u0644\u0639\u0631\u0628\u064a\u0629 ",
        "\U0001f44d",
        "a" * 300,
        "ß" * 6_000,
    ),
    *("null", "yes", "2021", "1e999", "0x1F", "9" * 400, "-0", ".inf", ".nan", "12:30:45", "~"),
    *("*a*", "**", "[x](y)", "[^1]", "![]()", "<b>", "&amp;", "{{ x }}", "{% raw %}", "\\<"),
)
VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 10**30, -(10**400), 1.5, float("inf"), float("nan")),
    *(
        "",
        " ",
        "x",
        "x" * 400,
        "so " * 40_000,
        "\ud800",
        "\udfff\ud800",
        "\x00",
        "\x1b[2J",
        "\u202e",
    ),
    *("{hint}", "%s", "../../etc/passwd", "/dev/zero", "a.png", "logos/example.svg", "en", "2021"),
    *("http://", "javascript:alert(1)", "2021-13", "0000-00", "[x](y)", "\u0645\u0635\u0631"),
    *([], {}, [None], [[]], [{}], [[[[[[[[]]]]]]]], {"": None}, {"text": None}, {"text": []}),
    *({"a.b": 1}, {"\ud800": 1}, {"x" * 2_000: 1}, ["x", "x"], ["x"] * 1_500, {"title": 3}),
)
# What an editor may do without harm.
GENTLE = (
    "x",
    " *and* ",
    " (ABC) ",
    "\u2019",
    " 2020 ",
    "\u00e9",
    " https://example.org ",
    "?",
    " the ",
)


@dataclass(frozen=True)
class Broken:
    """Hold what became of a profile: the name of its file, and its bytes."""

    base: Path
    name: str
    data: bytes

    def __repr__(self) -> str:
        return f"Broken({self.base.name}, {self.name}, {self.data!r})"


@cache
def _text(base: Path) -> str:
    return base.read_text("utf-8")


@cache
def _plain_tree(base: Path) -> str:
    return json.dumps(read_data_file(base).tree)


def _places(tree: Any) -> list[tuple[Any, Any]]:
    """Return every (collection, key) of a tree."""
    found, waiting = [], [tree]
    while waiting:
        each = waiting.pop()
        for key in list(each) if isinstance(each, dict) else range(len(each)):
            found.append((each, key))
            if isinstance(each[key], dict | list):
                waiting.append(each[key])
    return found


def _change_tree(tree: Any, chance: Random) -> None:
    """Change one place: another value, a copy, a swap, another key or another kind; or take it."""
    places = _places(tree)
    if not places:
        return
    (here, key), (there, other) = chance.choice(places), chance.choice(places)
    value = here[key]
    match chance.randrange(7):
        case 0 | 1:
            here[key] = json.loads(json.dumps(chance.choice(VALUES)))
        case 2:
            del here[key]
        case 3 if isinstance(here, list):
            here.insert(key, json.loads(json.dumps(value)))
        case 3:
            here[f"{key}s"] = json.loads(json.dumps(value))
        case 4:
            here[key], there[other] = json.loads(json.dumps([there[other], value]))
        case 5 if isinstance(here, dict):
            names = [name for _, name in places if isinstance(name, str)]
            here[chance.choice([*names, key.upper(), key.replace("_", "-"), ""])] = here.pop(key)
        case _:
            kinds = ([value], {"text": value}, str(value), json.dumps(value), {key: value})
            here[key] = json.loads(json.dumps(chance.choice([*kinds])))


def _change_lines(text: str, chance: Random) -> str:
    """Delete, repeat, swap, move or indent a line, or give its key another value."""
    lines = text.split("\n")
    at, to = chance.randrange(len(lines)), chance.randrange(len(lines))
    match chance.randrange(7):
        case 0:
            del lines[at]
        case 1:
            lines.insert(to, lines[at])
        case 2:
            lines[at], lines[to] = lines[to], lines[at]
        case 3:
            lines[at] = " " * chance.randrange(4) + lines[at]
        case 4:
            lines[at] = lines[at][chance.randrange(1, 4) :]
        case 5:
            lines[at] = re.sub(r"(:|-) .*", lambda m: f"{m[1]} {chance.choice(PIECES)}", lines[at])
        case _:
            lines[at:] = [f"  {line}" for line in lines[at:]]
    return "\n".join(lines)


def _change_text(text: str, chance: Random) -> str:
    """Put a piece of syntax, of Unicode or of another profile anywhere, or cut the end off."""
    at = chance.randrange(len(text) + 1)
    match chance.randrange(8):
        case 0:
            return text[:at]
        case 1:
            return text + "\n---\n" + text
        case 2:
            other = _text(chance.choice(BASES))
            begin = chance.randrange(len(other))
            return text[:at] + other[begin : begin + chance.randrange(600)] + text[at:]
        case 3 | 4:
            return text[:at] + chance.choice(PIECES) + text[at + chance.randrange(13) :]
        case _:
            return _change_lines(text, chance)


def _change_bytes(data: bytes, chance: Random) -> bytes:
    """Put bytes that are no UTF-8 anywhere, cut in the middle of a letter, or encode anew."""
    at = chance.randrange(len(data) + 1)
    odd = (b"\xff", b"\xc0\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\x92", b"\x00" * 8)
    match chance.randrange(6):
        case 0 | 1:
            return data[:at] + chance.choice(odd) + data[at:]
        case 2:
            return data[:at]
        case 3:
            encoding = chance.choice(["utf-16", "utf-16-le", "utf-32", "latin-1", "utf-7"])
            return data.decode("utf-8").encode(encoding, "replace")
        case 4:
            return data.replace(b"\n", chance.choice([b"\r", b"\r\n", b"\n\r", b"\xe2\x80\xa8"]))
        case _:
            begin = chance.choice([b"\xef\xbb\xbf", b"%PDF-1.7\n", b"PK\x03\x04", b"\x89PNG"])
            return begin + data


def _broken(chance: Random) -> Broken:
    base = chance.choice(BASES)
    changes = chance.randint(1, 4)
    kind = chance.random()
    if kind < 0.25:
        return _reworded(base, (*GENTLE * 8, *PIECES), chance)
    if kind < 0.55:
        tree = json.loads(_plain_tree(base))
        for _ in range(changes):
            _change_tree(tree, chance)
        # Lone surrogates are escapes here, as no file of UTF-8 can hold them.
        text = json.dumps(tree, indent=chance.choice([None, 1]))
        name = chance.choice(["broken.json", "broken.yaml"])
    else:
        text = _text(base)
        for _ in range(changes):
            text = _change_text(text, chance)
        name = "broken.json" if chance.random() < 0.1 else "broken.yaml"
    data = text.encode()
    if chance.random() < 0.12:
        data = _change_bytes(data, chance)
    return Broken(base, name, data)


def _reworded(base: Path, words: tuple[str, ...], chance: Random) -> Broken:
    """Change only what texts say and what lists there are, so that many stay sound."""
    tree = json.loads(_plain_tree(base))
    for key in ("instruments", "bodies", "sections", "abbreviations", "sources"):
        if chance.random() < 0.3:
            tree.pop(key, None)
    parts = [tree[key] for key in ("domains", "sections", "sources", "bodies") if key in tree]
    texts = [place for place in _places(parts) if isinstance(place[0][place[1]], str)]
    for _ in range(chance.randint(1, 6) if texts else 0):
        here, key = chance.choice(texts)
        at = chance.randrange(len(here[key]) + 1)
        here[key] = here[key][:at] + chance.choice(words) + here[key][at:]
    return Broken(base, "broken.json", json.dumps(tree).encode())


def _gently_broken(chance: Random) -> Broken:
    return _reworded(chance.choice(FOR_LEAFLET), GENTLE, chance)


def _by_chance(make: Callable[[Random], Broken]) -> SearchStrategy[Broken]:
    # One draw for all choices: thousands of small draws would take longer than what is tested.
    return st.binary(min_size=8, max_size=8).map(lambda seed: make(Random(seed)))


BROKEN = _by_chance(_broken)
"""A profile broken in any way."""

GENTLY_BROKEN = _by_chance(_gently_broken)
"""A profile whose texts say something else; most of them are sound."""


def write_beside(broken: Broken, folder: Path) -> Path:
    """Write a profile into a folder that has what its base refers to; return the file."""
    here = folder / broken.base.stem
    if not here.exists():
        here.mkdir(parents=True)
        for part in ("logos", "pictures", "earlier"):
            shutil.copytree(PROFILES / part, here / part)
        if broken.base.parent.name == "languages":
            # What they are translated from.
            shutil.copy(LESOTHO, here)
    file = here / broken.name
    file.write_bytes(broken.data)
    return file

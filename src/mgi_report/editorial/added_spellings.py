"""Add to a file the other forms of names that its findings have, each to the entry it is of.

Nothing else of the file is altered: an addition is made where the entry stands, as it is written
there, read again, and taken only if the file says the same but for it.
"""

import json
import re
from collections import defaultdict

from mgi_report.editorial.inflections import inflected_names
from mgi_report.problems.problem import DataPath, ProblemsFound
from mgi_report.profile.file.data_file import DataFile, data_file_of
from mgi_report.profile.file.text import SourceText
from mgi_report.profile.file.tree import Node, Plain
from mgi_report.profile.loading import load_bytes

__all__ = ["with_inflected_names"]

_KEY = "named_as"
_LINE_END = re.compile(r"\r\n|\n|\r|\Z")
_ITEM = re.compile(r"[ \t]*-[ ]+")


def with_inflected_names(text: SourceText) -> str:
    """Return the text of a profile with every other form of a name listed in ``named_as``.

    One that has errors, or an entry that is written in a way of its own, stays as it is.
    """
    try:
        profile = load_bytes(text.text.encode(), str(text.file)).profile
    except ProblemsFound:
        return text.text
    words: dict[DataPath, list[str]] = defaultdict(list)
    for each in inflected_names(profile):
        words[each.entry].append(" ".join(each.words.split()))
    for entry, more in words.items():
        text = text.saying(_with_spellings(data_file_of(text), entry, more))
    return text.text


def _with_spellings(source: DataFile, entry: DataPath, words: list[str]) -> str:
    """Return the text of a file with words added to one entry, if that can be done."""
    before = source.text.text
    after = _added(source, source.nearest(entry)[1], words)
    try:
        found = data_file_of(source.text.saying(after))
    except ProblemsFound:
        return before
    return after if found.tree == _expected(source.tree, entry, words) else before


def _expected(tree: Plain, path: DataPath, words: list[str]) -> Plain:
    if isinstance(tree, dict) and path:
        return {k: _expected(v, path[1:], words) if k == path[0] else v for k, v in tree.items()}
    if isinstance(tree, tuple) and path:
        return tuple(
            _expected(v, path[1:], words) if n == path[0] else v for n, v in enumerate(tree)
        )
    if not isinstance(tree, dict):
        return tree
    listed = tree.get(_KEY) or ()
    return {**tree, _KEY: (*listed, *words) if isinstance(listed, tuple) else listed}


def _added(source: DataFile, entry: Node, words: list[str]) -> str:
    text = source.text.text
    quoted = [json.dumps(each, ensure_ascii=False) for each in words]
    listed = entry.items.get(_KEY)
    if listed is None:
        return _with_key(source, entry, ", ".join(quoted))
    if text[listed.at : listed.at + 1] == "[":
        at = list(listed.items.values())[-1].end if listed.items else listed.at + 1
        return _put(text, at, ", ".join(["", *quoted] if listed.items else quoted))
    if not listed.items:
        return text
    last = list(listed.items.values())[-1]
    item = _ITEM.fullmatch(text, _line_start(text, last.at), last.at)
    return _put_lines(text, last, [f"{item[0]}{each}" for each in quoted]) if item else text


def _with_key(source: DataFile, entry: Node, words: str) -> str:
    text = source.text.text
    name = entry.items.get("title") or entry.items["name"]
    if text[entry.at : entry.at + 1] == "{":
        key = json.dumps(_KEY) if source.text.file.suffix.lower() == ".json" else _KEY
        return _put(text, name.end, f", {key}: [{words}]")
    indent = " " * (name.place - _line_start(text, name.place))
    return _put_lines(text, name, [f"{indent}{_KEY}: [{words}]"])


def _put(text: str, at: int, added: str) -> str:
    return text[:at] + added + text[at:]


def _put_lines(text: str, node: Node, lines: list[str]) -> str:
    """Put lines below the last one of a node."""
    end = _LINE_END.search(text, len(text[: node.end].rstrip()))
    if end is None:
        return text
    line_end = end[0] or "\n"
    return _put(text, end.start(), "".join(line_end + line for line in lines))


def _line_start(text: str, at: int) -> int:
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1

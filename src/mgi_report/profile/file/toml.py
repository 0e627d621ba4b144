"""Read TOML and find the line and column of every key: tomllib reads, and tells no places."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from mgi_report.problems.problem import DataPath, Location, MgiReportError, write_path
from mgi_report.profile.file.text import SourceText

__all__ = ["TomlFault", "TomlFile", "read_toml"]

_PLACE = re.compile(r" \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$")
_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_KEY = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'|[A-Za-z0-9_-]+")
_TEXT = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'', re.DOTALL
)
_WORD = re.compile(r"[^\s,\]}#]+(?: [0-9][^\s,\]}#]*)?")


class TomlFault(MgiReportError):  # noqa: N818 - reads as what happened
    """Say that a text is no TOML, and where it ceases to be."""

    def __init__(self, message: str, location: Location) -> None:
        self.message, self.location = message, location
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class TomlFile:
    """Hold the values of a TOML file, and where each key stands."""

    text: SourceText
    values: dict[str, Any]
    _places: dict[DataPath, int] = field(repr=False)

    def locate(self, path: DataPath) -> Location:
        """Return the place of the key at a path, or of its nearest ancestor that is written."""
        for length in range(len(path), 0, -1):
            if path[:length] in self._places:
                return self.text.location(self._places[path[:length]], write_path(path))
        return Location(self.text.file, path=write_path(path))


def read_toml(text: SourceText) -> TomlFile:
    """Read a text as TOML; TomlFault with line and column where it is none."""
    try:
        values = tomllib.loads(text.text)
    except tomllib.TOMLDecodeError as error:
        raise _fault(text, str(error)) from None
    return TomlFile(text, values, _Scanner(text.text).places())


def _fault(text: SourceText, message: str) -> TomlFault:
    """Take the place out of tomllib's message."""
    found = _PLACE.search(message)
    at = len(text.text.rstrip())
    if found and found["line"]:
        # tomllib counts \n only, and CRLF as one.
        starts = [0, *(match.end() for match in re.finditer("\n", text.text))]
        line = min(int(found["line"]), len(starts))
        at = min(starts[line - 1] + int(found["column"]) - 1, at)
    words = message[: found.start()] if found else message
    return TomlFault(words[:1].lower() + words[1:], text.location(at))


class _Scanner:
    """Walk through a text that is known to be TOML, and note where each key begins first."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._places: dict[DataPath, int] = {}
        self._last: dict[DataPath, int] = {}

    def places(self) -> dict[DataPath, int]:
        """Return the place of the first character of each key, header and entry of a list."""
        table: DataPath = ()
        while self._next():
            if self._next() == "[":
                table = self._header()
            else:
                self._pair(table)
        return self._places

    def _next(self) -> str:
        """Pass over blanks and comments; return the character after them, or nothing."""
        if match := _BLANK.match(self._text, self._at):
            self._at = match.end()
        return self._text[self._at : self._at + 1]

    def _header(self) -> DataPath:
        """Return the table that a line in brackets begins."""
        start = self._at
        brackets = 2 if self._text.startswith("[[", start) else 1
        self._at += brackets
        keys = [key for key, _ in self._keys()]
        self._at += brackets
        path: DataPath = ()
        for depth, key in enumerate(keys, 1):
            path = (*path, key)
            self._places.setdefault(path, start)
            if depth == len(keys) and brackets > 1:
                self._last[path] = self._last.get(path, -1) + 1
            if path in self._last:
                path = (*path, self._last[path])
                self._places.setdefault(path, start)
        return path

    def _keys(self) -> Iterator[tuple[str, int]]:
        """Yield the parts of a dotted key, with their places."""
        while self._next() and (match := _KEY.match(self._text, self._at)):
            self._at = match.end()
            yield _unquoted(match.group()), match.start()
            if self._next() == ".":
                self._at += 1

    def _pair(self, table: DataPath) -> None:
        path = table
        for key, at in self._keys():
            path = (*path, key)
            self._places.setdefault(path, at)
        self._at += 1  # the sign =
        self._value(path)

    def _value(self, path: DataPath) -> None:
        sign = self._next()
        if sign in ("[", "{"):
            self._at += 1
            self._items(path, "]" if sign == "[" else "}")
        elif match := _TEXT.match(self._text, self._at) or _WORD.match(self._text, self._at):
            self._at = match.end()

    def _items(self, path: DataPath, end: str) -> None:
        """Pass over what stands in brackets or braces."""
        number = 0
        while self._next() not in (end, ""):
            if end == "}":
                self._pair(path)
            else:
                self._places.setdefault((*path, number), self._at)
                self._value((*path, number))
                number += 1
            if self._next() == ",":
                self._at += 1
        self._at += 1


def _unquoted(key: str) -> str:
    """Return a key without its quotation marks."""
    return next(iter(tomllib.loads(f"{key} = 0")))

"""Read JSON into the events a tree is built from, with the place of every value."""

import json
import re
from collections.abc import Iterator
from typing import NoReturn

from mgi_report.problems.problem import Fault, Problem, ProblemsFound
from mgi_report.profile.file.scalars import resolve
from mgi_report.profile.file.text import SourceText
from mgi_report.profile.file.tree import Event, Kind

__all__ = ["json_events"]

_SPACE = re.compile(r"[ \t\r\n]*+")
_STRING = re.compile(r'"(?:[^"\\\x00-\x1f]|\\.)*+"')
_WORD = re.compile(r"-?(?:0|[1-9]\d*+)(?:\.\d++)?(?:[eE][+-]?\d++)?(?![\w.])|(?:true|false|null)\b")
_OPENING = {"{": Kind.MAPPING, "[": Kind.SEQUENCE}
_CLOSING = {Kind.MAPPING: "}", Kind.SEQUENCE: "]"}


def json_events(text: SourceText) -> Iterator[Event]:
    """Yield the events of a JSON text; raise ProblemsFound at the first fault of syntax."""
    return _Reader(text).events()


class _Reader:
    def __init__(self, source: SourceText) -> None:
        self.source = source
        self.text = source.text
        self.at = 0
        self.open: list[tuple[Kind, int]] = []
        self.fresh = False  # whether the last thing read is an opening bracket

    def events(self) -> Iterator[Event]:
        if not self._next():
            return
        yield Event(Kind.DOCUMENT, self.at, self.at)
        yield self._value()
        while self.open:
            yield from self._inside()
        if self._next():
            self._fail("the data end before this place", "delete what follows the last bracket")

    def _inside(self) -> Iterator[Event]:
        """Yield the events up to and with the next value, or the end of the innermost bracket."""
        kind, start = self.open[-1]
        closing = _CLOSING[kind]
        char = self._next()
        if not char:
            self.at = start
            self._fail("the bracket that opens here is never closed", f"add {closing}")
        if char == closing:
            self.at += 1
            self.open.pop()
            self.fresh = False
            yield Event(Kind.END, self.at - 1, self.at)
            return
        if not self.fresh:
            self._comma(char, closing)
        if kind is Kind.MAPPING:
            yield self._key()
        yield self._value()

    def _comma(self, char: str, closing: str) -> None:
        if char != ",":
            self._fail(f"a comma or {closing} was expected here", "is a comma missing before it?")
        self.at += 1
        if self._next() == closing:
            self._fail(f"a comma stands before {closing}", "delete the comma above")

    def _key(self) -> Event:
        if self._next() != '"':
            self._fail("a key in double quotes was expected here", 'write "key": value')
        key = self._string()
        if self._next() != ":":
            self._fail("a colon was expected after the key", 'write "key": value')
        self.at += 1
        return key

    def _value(self) -> Event:
        char = self._next()
        self.fresh = char in _OPENING
        if char == '"':
            return self._string()
        start = self.at
        if kind := _OPENING.get(char):
            self.at += 1
            self.open.append((kind, start))
            return Event(kind, start, self.at)
        match = _WORD.match(self.text, start)
        if match is None:
            hint = "write a text in double quotes, a number, true, false, null, [ or {"
            self._fail("this is not a value", hint)
        self.at = match.end()
        word = match.group()
        return Event(Kind.SCALAR, start, self.at, resolve(word), word, plain=True)

    def _string(self) -> Event:
        start = self.at
        match = _STRING.match(self.text, start)
        if match is None:
            hint = 'add the closing mark; write a line break as \\n and a quotation mark as \\"'
            self._fail("the quotation mark that opens here is not closed on its line", hint)
        try:
            value = json.loads(match.group())
        except json.JSONDecodeError as error:
            self.at = start + error.pos
            self._fail("the backslash is followed by a character without a meaning", r"write \\")
        self.at = match.end()
        return Event(Kind.SCALAR, start, self.at, value, value)

    def _next(self) -> str:
        """Go over white space and return the character that follows, empty at the end."""
        space = _SPACE.match(self.text, self.at)
        self.at = space.end() if space else self.at
        return self.text[self.at : self.at + 1]

    def _fail(self, message: str, hint: str) -> NoReturn:
        fault = Fault("json-syntax", f"this is not valid JSON: {message}", hint)
        raise ProblemsFound([Problem(*fault, location=self.source.location(self.at))])

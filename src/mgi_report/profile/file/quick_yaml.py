"""Find the tokens of YAML as ruamel does, in fewer steps where a text is what most texts are.

Its scanner looks at each character by itself. Here words that stand on one line are taken at once,
and whatever else they may be is left to it, so that what is found is the same.
"""

import re
from typing import Any

from ruamel.yaml.parser import Parser
from ruamel.yaml.reader import Reader
from ruamel.yaml.scanner import Scanner
from ruamel.yaml.tokens import ScalarToken

__all__ = ["QuickParser", "QuickReader", "QuickScanner"]

# Words up to the end of a line, or one that is a key.
_WORDS = re.compile(r"[^\s:#\0]+(?:(?: +[^\s:#\0]+)*(?= *[\r\n])|(?=:[ \r\n]))")


class QuickReader(Reader):
    """Read a text that was found printable before."""

    def check_printable(self, data: Any) -> None:
        """Pass: to make ready for its check, the reader needs longer than for a whole profile."""

    def forward(self, length: int = 1) -> None:
        """Go on by so many characters: at once, unless a line ends among them."""
        passed = self.buffer[self.pointer : self.pointer + length]
        if len(passed) < length or not passed.isprintable():
            super().forward(length)
            return
        self.pointer += length
        self.index += length
        self.column += length


class QuickScanner(Scanner):
    """Find tokens without looking for keys where none can be."""

    reader: Any = None  # Else it is looked up at each character.

    def __init__(self, loader: Any = None) -> None:
        self.reader = loader.reader
        super().__init__(loader=loader)

    def need_more_tokens(self) -> bool:
        """Return whether the next token is not there yet, or may turn out to be a key."""
        if self.tokens and not self.possible_simple_keys:
            return False
        return bool(super().need_more_tokens())

    def check_token(self, *choices: Any) -> bool:
        """Return whether there is a next token, and one of these kinds."""
        while self.need_more_tokens():
            self.fetch_more_tokens()
        return bool(self.tokens) and (not choices or isinstance(self.tokens[0], choices))

    def scan_plain(self) -> Any:
        """Return a text without quotes; one that goes on below is left to the base."""
        reader, indent = self.reader, self.indent + 1
        words = None if self.flow_context else _WORDS.match(reader.buffer, reader.pointer)
        if words is None:
            return super().scan_plain()
        before = reader.pointer, reader.index, reader.line, reader.column
        start = reader.get_mark()
        reader.forward(len(words[0]))
        end = reader.get_mark()
        if self.scan_plain_spaces(indent, start) and reader.column >= indent:
            reader.pointer, reader.index, reader.line, reader.column = before
            return super().scan_plain()
        return ScalarToken(words[0], True, start, end)  # noqa: FBT003 - ruamel's own


class QuickParser(Parser):
    """Make events of the tokens."""

    scanner: Any = None  # Else it is looked up at each token.

    def __init__(self, loader: Any) -> None:
        self.scanner = loader.scanner
        super().__init__(loader=loader)

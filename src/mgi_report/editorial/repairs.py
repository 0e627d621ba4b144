"""Mend in a file what can be mended without a look at its meaning: spaces and unseen characters.

No word is altered, and no byte elsewhere: the text of the file is edited where it is wrong, and
comments and line ends stay. What comes out is read again, and taken only if every text has the same
words.
Straight quotation marks print otherwise when they are set, so they are mended only if wanted.
"""

import re
from dataclasses import dataclass, field
from difflib import unified_diff
from unicodedata import normalize

from mgi_report.editorial.quotes import curled
from mgi_report.editorial.words import UNSEEN, words_of
from mgi_report.problems.excerpt import visible
from mgi_report.problems.problem import DataPath, ProblemsFound, Severity
from mgi_report.profile.file.data_file import DataFile, data_file_of
from mgi_report.profile.file.text import SourceText
from mgi_report.profile.file.tree import Node, Plain
from mgi_report.profile.markup import TextKind
from mgi_report.profile.shape import kind_of_text
from mgi_report.profile.texts import is_of_other_script, is_space_needed

__all__ = ["Repaired", "repaired"]

_UTF_8_MARK = b"\xef\xbb\xbf"
_DOUBLED = re.compile(r"(?<=\S)[ \u00a0\u2007\u202f]{2,}(?=\S)")
_NO_BREAK = re.compile("[\u00a0\u2007\u202f]")
_HIDDEN = re.compile(f"{UNSEEN.pattern}|{_NO_BREAK.pattern}")
_AT_LINE_END = re.compile(r"(?<![\\ \t\u00a0])[ \t\u00a0]+(?=[\r\n])")
_SPACE_INDENT = re.compile(
    r"(?<![^\r\n])[ \u00a0\u1680\u2000-\u200b\u202f\u205f\u3000]+(?=-\s|[\w-]+:(?:\s|$))"
)
_TAB_INDENT = re.compile(r"(?<![^\r\n])[ \t]*\t[ \t]*(?=-\s|[\w-]+:(?:\s|$))")
_QUOTED_OR_BLOCK = ("'", '"', "|", ">")
_CONTEXT = 1  # lines shown around a difference


@dataclass(frozen=True)
class Repaired:
    """Hold a file as it was and as it would be."""

    before: SourceText
    after: str = field(repr=False)

    @property
    def data(self) -> bytes:
        """Return the bytes of the file as it would be."""
        mark = _UTF_8_MARK if self.before.data.startswith(_UTF_8_MARK) else b""
        return mark + self.after.encode()

    @property
    def is_changed(self) -> bool:
        """Return whether there was anything to mend."""
        return self.after != self.before.text

    @property
    def difference(self) -> str:
        """Return the lines that differ, as a unified diff in which all characters can be seen."""
        name = str(self.before.file)
        was, is_now = self.before.text.splitlines(), self.after.splitlines()
        lines = unified_diff(was, is_now, name, f"{name} (mended)", lineterm="", n=_CONTEXT)
        return "\n".join(visible(_HIDDEN.sub(_name, line)) for line in lines)


def repaired(text: SourceText, *, quotes: bool = False) -> Repaired:
    """Return a file as it would be with all that is safe to mend; with ``quotes`` these too.

    ProblemsFound if it cannot be read even so.
    """
    source = _readable(text)
    leaves = sorted(_leaves(source).items())
    language = str(source.tree.get("language", "")) if isinstance(source.tree, dict) else ""
    parts: list[str] = []
    at = 0
    written = source.text.text
    for start, (end, kind, value) in leaves:
        parts.append(_AT_LINE_END.sub("", written[at:start]) if at < start else "")
        part = written[start:end]
        if kind not in (None, TextKind.CODE):
            part = _mended(part, kind, value)
            part = curled(part, language) if quotes else part
        parts.append(part)
        at = end
    parts.append(_AT_LINE_END.sub("", written[at:]))
    found = "".join(parts)
    return Repaired(text, found if _has_same_words(source, found) else written)


def _name(hidden: re.Match[str]) -> str:
    return f"<U+{ord(hidden[0]):04X}>"


def _readable(text: SourceText) -> DataFile:
    """Read a file, with its indentation mended if that is what keeps it from being read."""
    try:
        return data_file_of(text)
    except ProblemsFound as found:
        codes = {each.code for each in found.problems if each.severity is Severity.ERROR}
        if not codes <= {"space-indentation", "tab-indentation"}:
            raise
    indented = _SPACE_INDENT.sub(lambda indent: " " * len(indent[0]), text.text)
    indented = _TAB_INDENT.sub(lambda indent: indent[0].replace("\t", "  "), indented)
    return data_file_of(text.saying(indented))


def _leaves(source: DataFile) -> dict[int, tuple[int, TextKind | None, str]]:
    """Return end, kind and text of every value that holds no other, by its start."""
    found: dict[int, tuple[int, TextKind | None, str]] = {}
    waiting: list[tuple[DataPath, Node]] = [((), source.root)]
    while waiting:
        path, node = waiting.pop()
        if not node.items and node.at < node.end:
            is_text = isinstance(node.value, str)
            kind = kind_of_text(path) if is_text else None
            found.setdefault(node.at, (node.end, kind, str(node.value)))
        waiting.extend(((*path, step), below) for step, below in node.items.items())
    return found


def _mended(written: str, kind: TextKind | None, value: str) -> str:
    """Return a text of a file, as it is written there, with its spaces mended."""
    mended = normalize("NFC", written)
    # One that holds nothing else is not to be seen, but there.
    if not is_of_other_script(value) and UNSEEN.sub("", value).strip():
        mended = UNSEEN.sub("", mended)
    if kind is TextKind.BODY:
        # Spaces have a meaning between the blocks of a body.
        return mended
    mended = _NO_BREAK.sub(_space, _DOUBLED.sub(" ", mended))
    if written[:1] not in _QUOTED_OR_BLOCK:
        # A no-break space at its end was a part of it, a space is not.
        mended = mended.rstrip(" ")
    return _AT_LINE_END.sub("", mended)


def _space(found: re.Match[str]) -> str:
    text, at = found.string, found.start()
    needed = is_space_needed(text[max(at - 1, 0) : at], found[0], text[at + 1 : at + 2])
    return found[0] if needed else " "


def _has_same_words(source: DataFile, mended: str) -> bool:
    """Return whether a mended file has the same keys, values and words."""
    try:
        after = data_file_of(source.text.saying(mended))
    except ProblemsFound:
        return False
    return _words(source.tree) == _words(after.tree)


def _words(value: Plain) -> object:
    if isinstance(value, dict):
        return {key: _words(below) for key, below in value.items()}
    if isinstance(value, tuple):
        return [_words(below) for below in value]
    return words_of(value) if isinstance(value, str) else value

"""Turn a data file into a plain tree that knows the place of every node in the text.

Of ruamel.yaml only the reader of events is used (quick_yaml.py): no constructor, so no tag can make
an object. It reads JSON too, once that is known to be JSON (json_syntax.py).
Unquoted words are read as the YAML 1.2 core schema does: ``NO``, ``yes`` and ``on`` stay text, and
so does ``2021-12``; JSON's numbers and words are among those of that schema. Merge keys are
refused; anchors and aliases for whole values may be used within the limits of tree.py.
"""

import math
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from mgi_report.problems.problem import (
    DataPath,
    Fault,
    Location,
    Problem,
    ProblemsFound,
    read_path,
    write_path,
)
from mgi_report.profile.file.quick_yaml import QuickParser, QuickReader, QuickScanner
from mgi_report.profile.file.text import SourceText, is_plain, read_text, unprintable
from mgi_report.profile.file.tree import Event, EventKind, Node, Plain, Scalar, build

__all__ = ["DataFile", "data_file_of", "events_of", "read_data_file"]

# Among them U+0085, U+2028 and U+2029, which YAML takes for ends of lines: behind one, # would
# begin a comment.
_UNPRINTABLE = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]"
# Before a dash or a key.
_ODD_INDENT = (
    r"^[ ]*(?P<odd>[\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000])\s*(?:-\s|[\w-]+:(?:\s|$))"
)
_FAULTS_OF_THE_READER = (
    YAMLError,
    ValueError,
    OverflowError,
    IndexError,
    AttributeError,
    AssertionError,
)
# Unicode ends at U+10FFFF, and the reader does not know it.
_NO_CHARACTER = r"(?<!\\)(?:\\\\)*(?P<escape>\\U(?!0010|000[0-9A-Fa-f])[0-9A-Fa-f]{8})"
_ONE_LINE = str.maketrans("\t\r\n", "   ")
_KINDS = {
    "DocumentStartEvent": EventKind.DOCUMENT,
    "MappingStartEvent": EventKind.MAPPING,
    "SequenceStartEvent": EventKind.SEQUENCE,
    "MappingEndEvent": EventKind.END,
    "SequenceEndEvent": EventKind.END,
    "ScalarEvent": EventKind.SCALAR,
    "AliasEvent": EventKind.ALIAS,
}
_WORDS: dict[str, bool | float | None] = {
    "": None,
    "~": None,
    **dict.fromkeys(("null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys((".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"), math.inf),
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), -math.inf),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), math.nan),
}
# Longer numbers stay text: no profile has them, and Python refuses to read some thousand digits.
_NUMBERS: tuple[tuple[str, Callable[[str], int | float]], ...] = (
    (r"[-+]?[0-9]{1,18}", int),
    (r"0o[0-7]{1,18}", lambda written: int(written[2:], 8)),
    (r"0x[0-9a-fA-F]{1,15}", lambda written: int(written[2:], 16)),
    (
        r"(?![-+]?[0-9]+\Z)[-+]?(\.[0-9]{1,40}|[0-9]{1,40}(\.[0-9]{0,40})?)([eE][-+]?[0-9]{1,4})?",
        float,
    ),
)


class DataFile(NamedTuple):
    """Hold a file's bytes, its tree, and the problems that did not stop the reading."""

    text: SourceText
    root: Node
    problems: tuple[Problem, ...] = ()

    @property
    def data(self) -> bytes:
        """Return the very bytes of the file."""
        return self.text.data

    @property
    def tree(self) -> Plain:
        """Return the data: mappings as dict, lists as tuple."""
        return self.root.value

    def nearest(self, path: DataPath) -> tuple[DataPath, Node]:
        """Return the node at a path or else its nearest ancestor, and the path of that."""
        node = self.root
        for depth, step in enumerate(path):
            below = node.items.get(step)
            if below is None:
                return path[:depth], node
            node = below
        return path, node

    def locate(self, path: DataPath | str) -> Location:
        """Return the location of the value at a path, or of its nearest existing ancestor."""
        found, node = self.nearest(read_path(path) if isinstance(path, str) else path)
        return self.text.location(node.at, write_path(found))

    def locate_within(self, path: DataPath, fragment: str) -> Location:
        """Return the location of the first occurrence of some text in the value at a path."""
        found, node = self.nearest(path)
        at = self.text.text.find(fragment, node.at, node.end)
        return self.text.location(node.at if at < 0 else at, write_path(found))


def read_data_file(file: Path) -> DataFile:
    """Read a YAML file, or a JSON file if its name ends in .json.

    Raises ProblemsFound where there is no tree to go on with: no readable text, a fault of syntax,
    a limit passed. Other problems, such as duplicate keys, are collected in what is returned.
    """
    return data_file_of(read_text(file))


def data_file_of(text: SourceText) -> DataFile:
    """Read a text, as `read_data_file` reads a file."""
    _check_printable(text)
    if _is_json(text):
        from mgi_report.profile.file.json_syntax import check_json  # noqa: PLC0415 - few are JSON

        check_json(text)
    else:
        _check_indentation(text)
    tree = build(text, events_of(text))
    root = tree.root
    if root is None or root.value is None:
        hint = "begin with the key language; docs/data.md lists the keys"
        fault = Fault("file-empty", "the file is empty", hint)
        raise ProblemsFound([Problem(*fault, location=Location(text.file))])
    if not isinstance(root.value, dict):
        fault = Fault(
            "not-a-mapping",
            "the file does not consist of keys and values",
            "begin with lines such as language: en and status: draft",
        )
        location = text.location(root.at)
        raise ProblemsFound([*tree.problems, Problem(*fault, location=location)])
    return DataFile(text, root, tree.problems)


def _is_json(text: SourceText) -> bool:
    return text.file.suffix.lower() == ".json"


def _check_printable(text: SourceText) -> None:
    if not is_plain(text.text) and (found := re.search(_UNPRINTABLE, text.text)):
        fault = unprintable(found.group())
        raise ProblemsFound([Problem(*fault, location=text.location(found.start()))])


def _check_indentation(text: SourceText) -> None:
    if is_plain(text.text):
        return
    found = tuple(re.finditer(_ODD_INDENT, text.text, re.M))
    if found:
        more = f", and {len(found) - 1} more are" if len(found) > 1 else ""
        fault = Fault(
            "space-indentation",
            f"the line is indented with no-break or other special spaces{more}",
            "replace them by plain spaces; they come in with text copied from Word or a web page",
        )
        raise ProblemsFound([Problem(*fault, location=text.location(found[0].start("odd")))])


def events_of(text: SourceText) -> Iterator[Event]:
    """Yield what is met in a text, which is read no further than is asked for."""
    # Only white space is touched, which may stand before a colon in JSON, but not in YAML.
    written = text.text.translate(_ONE_LINE) if _is_json(text) else text.text
    reader = YAML(typ="safe", pure=True)
    reader.Reader, reader.Scanner, reader.Parser = QuickReader, QuickScanner, QuickParser
    quoted: tuple[int, int] | None = None
    read = 0
    try:
        for event in reader.parse(written):
            read = event.end_mark.index
            kind = _KINDS.get(type(event).__name__)
            if kind is not None:
                if kind is EventKind.SCALAR and event.style in ("'", '"'):
                    quoted = event.start_mark.index, event.end_mark.index
                yield _event(kind, event)
    except MarkedYAMLError as error:
        raise ProblemsFound([_syntax_problem(text, error, quoted)]) from None
    except _FAULTS_OF_THE_READER as error:
        if found := re.compile(_NO_CHARACTER).search(text.text, read):
            place = text.location(found.start("escape"))
            raise ProblemsFound([Problem(*_no_character(found), location=place)]) from None
        # Any fault of the reader itself must not reach a user as a traceback.
        hint = "compare the file with another profile"
        fault = Fault("yaml-syntax", f"this is not valid YAML: {error}", hint)
        raise ProblemsFound([Problem(*fault, location=Location(text.file))]) from None


def _no_character(found: re.Match[str]) -> Fault:
    return Fault(
        "no-character",
        f"there is no character of the number in {found['escape']}",
        "write the character itself; where the signs should print, put the text after >- without "
        "quotes",
    )


def _event(kind: EventKind, event: Any) -> Event:
    at, end = event.start_mark.index, event.end_mark.index
    if kind is EventKind.ALIAS:
        return Event(kind, at, end, written=event.anchor)
    if kind in (EventKind.DOCUMENT, EventKind.END):
        return Event(kind, at, end)
    tag = None if event.ctag is None else str(event.ctag)
    if kind is not EventKind.SCALAR:
        return Event(kind, at, end, anchor=event.anchor, tag=tag)
    plain = event.style is None
    value = _resolved(event.value) if plain else event.value
    return Event(kind, at, end, value, event.value, plain, event.anchor, tag)


def _syntax_problem(
    text: SourceText, error: MarkedYAMLError, quoted: tuple[int, int] | None
) -> Problem:
    from mgi_report.profile.file.yaml_syntax import (  # noqa: PLC0415 - few files need it
        Complaint,
        explain_complaint,
    )

    mark = error.problem_mark or error.context_mark
    at = 0 if mark is None else mark.index
    location = text.location(at)
    line, column = location.excerpt or "", location.column or 1
    complaint = Complaint(
        context=error.context or "",
        since=None if error.context_mark is None else error.context_mark.index,
        problem=error.problem or "",
        at=at,
        line=line,
        rest=line[column - 1 :],
        text=text.text,
        quoted=quoted,
    )
    meaning = explain_complaint(complaint)
    return Problem(*meaning.fault, location=text.location(meaning.at))


def _resolved(written: str) -> Scalar:
    """Return the value of an unquoted word."""
    if written in _WORDS:
        return _WORDS[written]
    # Most words are sentences; only these characters can begin a number.
    if written[0] not in "+-.0123456789":
        return written
    # A date: within a number a hyphen stands before an exponent alone.
    if "-" in written[1:] and "e" not in written.lower():
        return written
    for pattern, read in _NUMBERS:
        if re.fullmatch(pattern, written):
            return read(written)
    return written

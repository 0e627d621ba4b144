"""Say in plain words what is not JSON in a file that says it is, and how to mend it.

JSON is YAML 1.2, so that one reader reads both (data_file.py). What is YAML only, such as comments
and single quotes, is refused: the file is attached to the PDF as JSON.
"""

import json
import re
from typing import NamedTuple

from mgi_report.problems.problem import Fault, Problem, ProblemsFound
from mgi_report.profile.file.text import SourceText

__all__ = ["check_json"]

LONGEST_KEY = 1024
"""How far from its beginning the reader looks for the colon after a key (YAML 1.2.2, 7.4.2)."""

_TOKENS = re.compile(
    r'"(?:[^"\\]|\\.)*+"(?P<colon>[ \t\r\n]*+:)?|(?P<constant>-?(?:NaN|Infinity)\b)'
)
# How the decoder's messages begin (Python 3.11 to 3.14), what they mean, and how to mend it.
_MEANINGS = {
    "Expecting property": ("a key in double quotes was expected here", 'write "key": value'),
    "Expecting ':'": ("a colon was expected after the key", 'write "key": value'),
    "Expecting value": (
        "this is not a value",
        "write a text in double quotes, a number, true, false, null, [ or {",
    ),
    "Expecting ','": (
        "a comma or a closing bracket was expected here",
        "is a comma missing before it, or does a number begin with 0 or end with a point?",
    ),
    "Unterminated": (
        "the quotation mark that opens here is never closed",
        r"add the closing mark; write a quotation mark in a text as \"",
    ),
    "Invalid control": (
        "a line break or a tab stands inside a text in quotes",
        r"add the closing mark, or write a line break as \n and a tab as \t",
    ),
    "Invalid \\": ("the backslash is followed by a character without a meaning", r"write \\"),
    "Extra data": ("the data end before this place", "delete what follows the last bracket"),
    "Unexpected UTF-8 BOM": (
        "a second byte order mark stands here",
        "delete it; few editors show it",
    ),
}


class _Found(NamedTuple):
    fault: Fault
    at: int


def check_json(text: SourceText) -> None:
    """Raise ProblemsFound at the first fault of syntax; a text without any data passes.

    So does what lies too deep for the decoder: the tree refuses it (tree.py).
    """
    if text.text.strip() and (found := _fault(text.text)):
        raise ProblemsFound([Problem(*found.fault, location=text.location(found.at))])


def _fault(text: str) -> _Found | None:
    try:
        # Numbers stay text: Python refuses to read some thousand digits.
        json.loads(text, parse_int=str)
    except json.JSONDecodeError as error:
        return _explained(text, error.msg, error.pos)
    except RecursionError:
        return None
    for token in _TOKENS.finditer(text):
        if token["constant"]:  # which Python's decoder takes, though JSON does not know it
            return _explained(text, "Expecting value", token.start())
        if token["colon"] and token.end() - 1 - token.start() > LONGEST_KEY:
            message = f"a key, up to its colon, has more than {LONGEST_KEY:,} characters"
            hint = "a key is a word, such as name; is a quotation mark missing?"
            return _Found(Fault("key-too-long", message, hint), token.start())
    return None


def _explained(text: str, said: str, at: int) -> _Found:
    """Return what the decoder means by what it said of a character, and where to point."""
    if said.startswith("Illegal trailing comma"):
        # Python 3.13 and later point at the comma, earlier ones at the bracket after it.
        at = len(text) - len(text[at + 1 :].lstrip())
    rest = text[at:].lstrip()
    if not rest:
        at = len(text.rstrip())
        message = "the data end before every bracket is closed"
        hint = "is a } or ] missing here, or a bracket or quotation mark wrong further up?"
    elif rest[0] in "}]" and text[:at].rstrip().endswith(","):
        message, hint = f"a comma stands before {rest[0]}", "delete the comma before it"
    else:
        known = (meaning for start, meaning in _MEANINGS.items() if said.startswith(start))
        message, hint = next(known, (said, "compare the line with the other lines"))
    return _Found(Fault("json-syntax", f"this is not valid JSON: {message}", hint), at)

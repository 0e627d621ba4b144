"""Say in plain words what a YAML reader means by a syntax error, and how to mend it."""

import re
from collections.abc import Callable
from typing import NamedTuple

from mgi_report.problems.problem import Fault
from mgi_report.profile.file.text import cut_by_comment

__all__ = ["Complaint", "Meaning", "explain_complaint"]

TAB = Fault(
    "tab-indentation",
    "a tab stands where the line is indented",
    "indent with spaces, two for each level; most editors can convert tabs to spaces",
)
TAB_IN_LINE = Fault(
    "tab-indentation",
    "a tab stands before a key or a text",
    "write a space in its place",
)
_RESERVED = re.compile(r"found character '(.)' that cannot start")
_DIRECTIVE = re.compile(r"^%", re.MULTILINE)
_LOST_KEY = ("mapping values are not allowed here", "could not find expected ':'")
# A comment after a word that is neither a key, nor a dash, nor the end of a quoted text.
_CUT = re.compile(r"""[^\s:\[\]{},'"#|>-][ \t]+(?P<lost>#[^\r\n]*)""")
_QUOTED_SCALAR = ("while scanning a quoted scalar", "while scanning a double-quoted scalar")


class Complaint(NamedTuple):
    """Hold what the reader says: while doing what, since which character, what, and where.

    ``line`` is the source line at ``at``, ``rest`` is its part from ``at`` on, ``text`` the whole.
    """

    context: str
    since: int | None
    problem: str
    at: int
    line: str
    rest: str
    text: str


class Meaning(NamedTuple):
    """Hold a fault and the character to point at."""

    fault: Fault
    at: int


def explain_complaint(complaint: Complaint) -> Meaning:
    """Return the meaning of a complaint; an unknown one is passed on in the reader's words."""
    for reading in _READINGS:
        if meaning := reading(complaint):
            return meaning
    fault = Fault(
        "yaml-syntax",
        f"this is not valid YAML: {complaint.problem}",
        "compare the line, and the one above it, with the other lines",
    )
    return Meaning(fault, complaint.at)


def _tab(complaint: Complaint) -> Meaning | None:
    indent = complaint.line[: len(complaint.line) - len(complaint.line.lstrip())]
    if "\t" not in indent:
        return Meaning(TAB_IN_LINE, complaint.at) if complaint.rest.startswith("\t") else None
    start = complaint.at + len(complaint.rest) - len(complaint.line)
    return Meaning(TAB, start + indent.index("\t"))


def _comment(complaint: Complaint) -> Meaning | None:
    """Find a text without quotes that a comment has cut, so that what follows fits nowhere."""
    start = complaint.at + len(complaint.rest) - len(complaint.line)
    if complaint.context.startswith("while parsing a flow") and complaint.since is not None:
        before = complaint.text[complaint.since : start]
    elif "<scalar>" in complaint.problem or complaint.problem in _LOST_KEY:
        before = complaint.text[:start].rstrip()
        before = before[max(before.rfind("\n"), before.rfind("\r")) + 1 :]
        start -= len(complaint.text[:start]) - len(complaint.text[:start].rstrip())
    else:
        return None
    found = _CUT.search(before)
    if found is None:
        return None
    return Meaning(cut_by_comment(found["lost"]), start - len(before) + found.start("lost"))


def _unclosed_quote(complaint: Complaint) -> Meaning | None:
    ends = ("found unexpected end of stream", "found unexpected document separator")
    if complaint.context not in _QUOTED_SCALAR or complaint.problem not in ends:
        return None
    fault = Fault(
        "unclosed-quote",
        "the quotation mark that opens here is never closed",
        "add the closing mark; an apostrophe inside '…' is written twice",
    )
    return Meaning(fault, complaint.at if complaint.since is None else complaint.since)


def _bad_escape(complaint: Complaint) -> Meaning | None:
    if complaint.context not in _QUOTED_SCALAR:
        return None
    fault = Fault(
        "bad-escape",
        "a backslash in double quotes is followed by a character that has no meaning there",
        'write the backslash twice (\\\\), or use single quotes instead of "',
    )
    return Meaning(fault, max(complaint.at - 1, 0))


def _reserved(complaint: Complaint) -> Meaning | None:
    found = _RESERVED.search(complaint.problem)
    marks = {"while scanning an anchor": "&", "while scanning an alias": "*"}
    mark = found[1] if found else marks.get(complaint.context)
    if mark is None:
        return None
    fault = Fault(
        "reserved-character",
        f"a text without quotes cannot begin with {mark}",
        "put the whole text in double quotes",
    )
    return Meaning(fault, complaint.at if found or complaint.since is None else complaint.since)


def _colon(complaint: Complaint) -> Meaning | None:
    if complaint.problem != "mapping values are not allowed here":
        return None
    if complaint.line.count(": ") + complaint.line.rstrip().endswith(":") > 1:
        fault = Fault(
            "colon-in-text",
            "a colon followed by a space stands inside a text without quotes",
            "put the whole text in double quotes, or write it below a line that ends in >-",
        )
        return Meaning(fault, complaint.at)
    fault = Fault(
        "bad-indentation",
        "a key stands where the text of the line above goes on",
        "check that the line above has a colon and a space after its key, and the right indent",
    )
    start = complaint.at + len(complaint.rest) - len(complaint.line.lstrip())
    return Meaning(fault, start)


def _missing_colon(complaint: Complaint) -> Meaning | None:
    if complaint.problem != "could not find expected ':'":
        return None
    fault = Fault(
        "missing-colon",
        "a key was expected here, but no colon follows",
        "write key: value; indent a text that goes on from the line above further than its key",
    )
    return Meaning(fault, complaint.at if complaint.since is None else complaint.since)


def _unclosed_bracket(complaint: Complaint) -> Meaning | None:
    if not complaint.context.startswith("while parsing a flow"):
        return None
    bracket = "]" if "sequence" in complaint.context else "}"
    at_end = "stream end" in complaint.problem or complaint.since is None
    fault = Fault(
        "unclosed-bracket",
        f"the bracket that opens here is never closed with {bracket}"
        if at_end
        else f"a comma or {bracket} was expected here",
        f"add {bracket} or the comma; put a text that begins with a bracket in double quotes",
    )
    return Meaning(fault, complaint.since if at_end and complaint.since else complaint.at)


def _after_quote(complaint: Complaint) -> Meaning | None:
    before = complaint.line[: len(complaint.line) - len(complaint.rest)].rstrip()
    if "<scalar>" not in complaint.problem or not before.endswith(("'", '"')):
        return None
    fault = Fault(
        "text-after-quote",
        "text follows after the closing quotation mark",
        "write the text below a line that ends in >-; or is a closing mark missing further up?",
    )
    return Meaning(fault, complaint.at)


def _indentation(complaint: Complaint) -> Meaning | None:
    blocks = ("while parsing a block mapping", "while parsing a block collection")
    if complaint.context not in blocks and "not allowed here" not in complaint.problem:
        return None
    if complaint.rest.startswith(("]", "}", ",")):
        return None
    fault = Fault(
        "bad-indentation",
        "the line does not line up with the lines above it",
        "keys of one group, and the dashes of one list, begin in the same column",
    )
    return Meaning(fault, complaint.at)


def _bracket_without_opening(complaint: Complaint) -> Meaning | None:
    if not complaint.rest.startswith(("]", "}", ",")):
        return None
    fault = Fault(
        "stray-bracket",
        f"there is nothing that this {complaint.rest[0]} could belong to",
        "delete it, or put the whole text in double quotes",
    )
    return Meaning(fault, complaint.at)


def _block_header(complaint: Complaint) -> Meaning | None:
    if complaint.context != "while scanning a block scalar":
        return None
    fault = Fault(
        "bad-block-text",
        "the text after | or > must begin on the next line",
        "write nothing but |, |- or >- on the line of the key, and indent the text below it",
    )
    return Meaning(fault, complaint.at)


def _directive(complaint: Complaint) -> Meaning | None:
    if "directive" not in complaint.context and "<document start>" not in complaint.problem:
        return None
    fault = Fault(
        "yaml-syntax",
        "the line is neither a key with a value nor part of one",
        "write key: value; a line that begins with % or three dots has a meaning of its own",
    )
    directive = _DIRECTIVE.search(complaint.text)
    return Meaning(fault, directive.start() if directive else complaint.at)


_READINGS: tuple[Callable[[Complaint], Meaning | None], ...] = (
    _tab,
    _comment,
    _unclosed_quote,
    _bad_escape,
    _reserved,
    _colon,
    _missing_colon,
    _unclosed_bracket,
    _after_quote,
    _bracket_without_opening,
    _indentation,
    _block_header,
    _directive,
)

"""Say in plain words what a YAML reader means by a syntax error, and how to mend it."""

import re
from collections.abc import Callable
from typing import NamedTuple

from mgi_report.problems.problem import Fault
from mgi_report.profile.file.text import COLON_IN_TEXT, LIKE_A_DASH, begins_with, cut_by_comment

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
_OTHERS = ("but found '<scalar>'", "but found '<block mapping start>'")
_LOST_KEY = ("mapping values are not allowed here", "could not find expected ':'")
# A comment after a word that is neither a key, nor a dash, nor the end of a quoted text.
_CUT = re.compile(r"""[^\s:\[\]{},'"#|>-][ \t]+(?P<lost>#[^\r\n]*)""")
_KEY = re.compile(r"\s*[a-z_-]+:(?:\s|$)")
# The text of an entry or of a key.
_ENTRY = re.compile(r"(?P<before>[ ]*(?:-[ ]+)?)(?:[\w-]+:[ ]+)?(?=[^\s#])(?![>|][-+0-9]*$)")
FEW_WORDS = 4  # a line of more is a text, not a key and a code
_GLUED = re.compile(r"[ ]*-[ ]+[a-z_]+:\S")
_DASHES = re.compile(r"^([ ]*)- ", re.M)
# A line of keys or entries inside a text in quotes.
_SWALLOWED = re.compile(r"^[ ]*(?:- |[a-z_-]+: )", re.M)
_QUOTED_SCALAR = ("while scanning a quoted scalar", "while scanning a double-quoted scalar")


class Complaint(NamedTuple):
    """Hold what the reader says: while doing what, since which character, what, and where.

    ``line`` is the source line at ``at``, ``rest`` is its part from ``at`` on, ``text`` the whole;
    ``quoted`` is where the last text in quotes begins and ends.
    """

    context: str
    since: int | None
    problem: str
    at: int
    line: str
    rest: str
    text: str
    quoted: tuple[int, int] | None = None


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
    start = _line_start(complaint)
    if complaint.context.startswith("while parsing a flow") and complaint.since is not None:
        before = complaint.text[complaint.since : start]
    elif complaint.problem in _LOST_KEY or complaint.problem.endswith(_OTHERS):
        before = _line_above(complaint)
        start = len(complaint.text[:start].rstrip())
    else:
        return None
    if found := _CUT.search(before):
        return Meaning(cut_by_comment(found["lost"]), start - len(before) + found.start("lost"))
    return None


UNCLOSED = Fault(
    "unclosed-quote",
    "the quotation mark that opens here is never closed",
    "add the closing mark, or put the text after >- without quotes; "
    "an apostrophe inside '…' is written twice",
)


def _unclosed_quote(complaint: Complaint) -> Meaning | None:
    ends = ("found unexpected end of stream", "found unexpected document separator")
    if complaint.context not in _QUOTED_SCALAR or complaint.problem not in ends:
        return None
    return Meaning(UNCLOSED, complaint.at if complaint.since is None else complaint.since)


def _bad_escape(complaint: Complaint) -> Meaning | None:
    if complaint.context not in _QUOTED_SCALAR:
        return None
    fault = Fault(
        "bad-escape",
        "a backslash in double quotes is followed by a character that has no meaning there",
        "write the backslash twice (\\\\), or put the text after >- without quotes",
    )
    return Meaning(fault, max(complaint.at - 1, 0))


def _reserved(complaint: Complaint) -> Meaning | None:
    found = _RESERVED.search(complaint.problem)
    marks = {"while scanning an anchor": "&", "while scanning an alias": "*"}
    mark = found[1] if found else marks.get(complaint.context)
    if mark is None:
        return None
    at = complaint.at if found or complaint.since is None else complaint.since
    return Meaning(begins_with(mark), at)


def _colon(complaint: Complaint) -> Meaning | None:
    if complaint.problem != "mapping values are not allowed here":
        return None
    start = complaint.at + len(complaint.rest) - len(complaint.line.lstrip())
    above = _line_above(complaint)
    entry = _ENTRY.match(above)
    deeper = entry is not None and start - _line_start(complaint) > len(entry["before"])
    is_key = _KEY.match(complaint.line) is not None
    goes_on = deeper and (not is_key or len(above.split()) > FEW_WORDS)
    is_listed = entry is not None and "-" in entry["before"] and not _GLUED.match(above)
    has_two = complaint.line.count(": ") + complaint.line.rstrip().endswith(":") > 1
    if has_two or goes_on or (is_listed and not is_key):
        return Meaning(COLON_IN_TEXT, complaint.at)
    if is_listed:
        fault = Fault(
            "bad-indentation",
            "a key follows a text that has none",
            "write - text: before the text on the line above",
        )
        return Meaning(fault, start)
    fault = Fault(
        "bad-indentation",
        "a key stands where the text of the line above goes on",
        "check that the line above has a colon and a space after its key, and the right indent",
    )
    return Meaning(fault, start)


def _line_start(complaint: Complaint) -> int:
    return complaint.at + len(complaint.rest) - len(complaint.line)


def _line_above(complaint: Complaint) -> str:
    """Return the nearest line above that holds anything."""
    before = complaint.text[: _line_start(complaint)].rstrip()
    return before[max(before.rfind("\n"), before.rfind("\r")) + 1 :]


def _missing_colon(complaint: Complaint) -> Meaning | None:
    if complaint.problem != "could not find expected ':'":
        return None
    at = complaint.at if complaint.since is None else complaint.since
    above = complaint.text[:at].rstrip()
    if above.endswith(":") and " " in above[above.rfind("\n") :].strip().removeprefix("-").strip():
        return Meaning(COLON_IN_TEXT, len(above) - 1)
    if sign := re.compile(LIKE_A_DASH).match(complaint.text, at):
        fault = Fault(
            "missing-dash",
            f"the line begins with {sign[0]}, not with a dash and a space",
            "begin each entry of a list with - and a space",
        )
        return Meaning(fault, at)
    dashes = _DASHES.findall(complaint.text, 0, at)
    if dashes and complaint.text[:at].endswith(f"\n{dashes[-1]}"):
        message = "the line begins where the dashes of the list above stand, and has none"
        hint = "begin each entry with - and a space, and indent a text that goes on further"
        return Meaning(Fault("missing-dash", message, hint), at)
    fault = Fault(
        "missing-colon",
        "a key was expected here, but no colon follows",
        "write key: value; indent a text that goes on from the line above further than its key",
    )
    return Meaning(fault, at)


def _unclosed_bracket(complaint: Complaint) -> Meaning | None:
    if not complaint.context.startswith("while parsing a flow"):
        return None
    bracket = "]" if "sequence" in complaint.context else "}"
    at_end = "stream end" in complaint.problem or complaint.since is None
    never = f"the bracket that opens here is never closed with {bracket}"
    fault = Fault(
        "unclosed-bracket",
        never if at_end else f"a comma or {bracket} was expected here",
        f"add {bracket} or the comma; put a text that begins with a bracket in double quotes",
    )
    return Meaning(fault, complaint.since if at_end and complaint.since else complaint.at)


def _after_quote(complaint: Complaint) -> Meaning | None:
    before = complaint.line[: len(complaint.line) - len(complaint.rest)].rstrip()
    if "<scalar>" not in complaint.problem or not before.endswith(("'", '"')):
        return None
    if complaint.quoted is not None and _SWALLOWED.search(complaint.text, *complaint.quoted):
        return Meaning(UNCLOSED, complaint.quoted[0])
    fault = Fault(
        "text-after-quote",
        "text follows after the closing quotation mark",
        "put the whole text after >- on the next line; an apostrophe inside '…' is written twice",
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


def _after_bracket(complaint: Complaint) -> Meaning | None:
    before = complaint.line[: len(complaint.line) - len(complaint.rest)].rstrip()
    opening = min((at for at in map(before.find, "[{") if at >= 0), default=None)
    if "<scalar>" not in complaint.problem or not before.endswith(("]", "}")) or opening is None:
        return None
    return Meaning(begins_with(before[opening]), _line_start(complaint) + opening)


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
    _after_bracket,
    _bracket_without_opening,
    _indentation,
    _block_header,
    _directive,
)

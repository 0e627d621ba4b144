"""Turn each complaint of the model into a Problem: what is wrong, where, how to mend it."""

import re
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from pydantic_core import ErrorDetails

from mgi_report.problems.problem import (
    DataPath,
    Fault,
    Location,
    Problem,
    Severity,
    shown,
    write_path,
)
from mgi_report.profile.file.data_file import DataFile
from mgi_report.profile.file.text import COLON_IN_TEXT, LIKE_A_DASH, begins_with
from mgi_report.profile.file.tree import Node
from mgi_report.profile.shape import keys_at, nearest_word, places_of_key

__all__ = ["explain", "fault_of"]

_DIGITS = re.compile(r"\s*[0-9]{1,4}\s*")


def explain(
    errors: Iterable[ErrorDetails], source: DataFile, told: Iterable[Problem] = ()
) -> tuple[Problem, ...]:
    """Return the problems that the complaints of the model stand for.

    A missing key whose misspelt form stands in its place is told once, as the misspelt one; what
    follows from an error that is ``told`` at the same place is not told again.
    """
    places = {p.location.path for p in told if p.severity is Severity.ERROR and p.location}
    errors = tuple(each for each in errors if write_path(each["loc"]) not in places)
    meant = {_meant(each["loc"]) for each in errors if each["type"] == "extra_forbidden"}
    cut = {each["loc"][:-1]: each["loc"] for each in reversed(errors) if _is_cut_text(each)}
    return tuple(
        _cut_text(cut[each["loc"][:-1]], source)
        if each["loc"][:-1] in cut
        else _explain_one(each, source)
        for each in errors
        if (each["type"] != "missing" or each["loc"] not in meant)
        and cut.get(each["loc"][:-1], each["loc"]) == each["loc"]
    )


def _is_cut_text(error: ErrorDetails) -> bool:
    """Return whether an unknown key is the beginning of a text, up to its first colon."""
    path: DataPath = error["loc"]
    is_entry = len(path) > 1 and isinstance(path[-2], int) and "text" in keys_at(path[:-1])
    return error["type"] == "extra_forbidden" and is_entry and _meant(path) == path


def _cut_text(path: DataPath, source: DataFile) -> Problem:
    _, node = source.nearest(path)
    at = source.text.text.find(":", node.place)
    fault, place = COLON_IN_TEXT, source.text.location(at, write_path(path[:-1]))
    if place.line != source.text.location(node.place).line:
        # The one way to write a key without a colon.
        fault, place = begins_with("?"), source.locate(path[:-1])
    return Problem(*fault, location=place)


def _meant(path: DataPath) -> DataPath:
    """Return the path an unknown key was probably meant to have; its own if nothing is near."""
    near = nearest_word(str(path[-1]), keys_at(path[:-1]))
    return path if near is None else (*path[:-1], near)


def _explain_one(error: ErrorDetails, source: DataFile) -> Problem:
    path: DataPath = error["loc"]
    found, node = source.nearest(path)
    if error["type"] in _KEY_FAULTS:
        fault = _KEY_FAULTS[error["type"]](path)
        return Problem(*fault, location=source.text.location(node.place, write_path(path)))
    fault = fault_of(error, node)
    if error["type"] == "national-subject":
        found, node = source.nearest((*path, "kind" if "kind" in node.items else "country"))
    return Problem(*fault, location=_place_of_fault(source, found, node))


def fault_of(error: ErrorDetails, node: Node) -> Fault:
    """Return what is wrong with a value and how to mend it, wherever it stands."""
    context: Mapping[str, Any] = error.get("ctx", {})
    if "hint" in context:
        return Fault(error["type"], context["message"], context["hint"])
    describe = _FAULTS.get(error["type"], _other)
    return describe(_Case(error["loc"], node, context or {"message": error["msg"]}))


def _place_of_fault(source: DataFile, found: DataPath, node: Node) -> Location:
    """Point at the value, or at its key where the value is a group or a list below it."""
    value, key = source.text.location(node.at), source.text.location(node.place)
    at = node.at if value.line == key.line or node.plain else node.place
    return source.text.location(at, write_path(found))


def _where(path: DataPath) -> str:
    return f"below {write_path(path)}" if path else "at the top of the file"


def _missing(path: DataPath) -> Fault:
    key = str(path[-1])
    where = _where(path[:-1])
    hints = {
        "well_developed": "an empty list is written well_developed: []",
        "potential": "an empty list is written potential: []",
    }
    if path[:-1] == ("domains",):
        hint = "all six domains are needed; one without findings has two empty lists ([])"
    else:
        hint = hints.get(key, f"add a line {key}: with its value")
    return Fault("missing-key", f"the key {shown(key)} is missing {where}", hint)


def _unknown(path: DataPath) -> Fault:
    key = str(path[-1])
    where = _where(path[:-1])
    allowed = keys_at(path[:-1])
    elsewhere = places_of_key(key)
    if near := nearest_word(key, allowed):
        hint = f"did you mean {near}?"
    elif elsewhere and any(elsewhere):
        hint = f"{key} belongs below {next(filter(None, elsewhere))}; is the indentation right?"
    else:
        hint = "the keys allowed here are " + ", ".join(allowed)
    return Fault("unknown-key", f"there is no key {shown(key)} {where}", hint)


class _Case(NamedTuple):
    """Hold one complaint of the model: its path, the value there, and what the model adds."""

    path: DataPath
    node: Node
    context: Mapping[str, Any]

    @property
    def is_empty(self) -> bool:
        return self.node.value is None

    @property
    def kind(self) -> str:
        """Return words for what is written."""
        value, written = self.node.value, self.node.written
        if isinstance(value, dict):
            return "a group of keys"
        if isinstance(value, tuple):
            return "a list"
        if isinstance(value, bool):
            return f"the word {written}, which means yes or no"
        return f"the {'text' if isinstance(value, str) else 'number'} {shown(written)}"

    @property
    def leave_out(self) -> str:
        """Return the end of a hint about a key that may be left out."""
        field = keys_at(self.path[:-1]).get(str(self.path[-1]))
        may_be_left_out = field is not None and not field.is_required()
        return ", or leave the key out" if may_be_left_out else ""


def _text_expected(case: _Case) -> Fault:
    code = "text-expected"
    if case.is_empty:
        return Fault(code, "a text is expected, but nothing is written", "write the text")
    message = f"a text is expected, but this is {case.kind}"
    if isinstance(case.node.value, tuple):
        return Fault(code, message, "write one text, without a dash or brackets")
    if isinstance(case.node.value, dict):
        return Fault(code, message, "write one text; if it holds a colon, put it in double quotes")
    return Fault(code, message, f'write it in quotes: "{case.node.written}"')


def _number_expected(case: _Case) -> Fault:
    code = "number-expected"
    if case.is_empty:
        message = "a whole number is expected, but nothing is written"
        return Fault(code, message, f"write the number{case.leave_out}")
    message = f"a whole number is expected, but this is {case.kind}"
    if isinstance(case.node.value, str) and _DIGITS.fullmatch(case.node.written):
        return Fault(code, message, f"write it without quotes: {case.node.written.strip()}")
    return Fault(code, message, "write a whole number, such as 2")


def _out_of_range(case: _Case) -> Fault:
    bounds = {"ge": "at least", "le": "at most"}
    limit = next(
        (f"{word} {case.context[key]}" for key, word in bounds.items() if key in case.context), ""
    )
    message = f"the number {case.node.written[:40]} is out of range"
    return Fault("number-out-of-range", message, f"it must be {limit}")


def _list_expected(case: _Case) -> Fault:
    code = "list-expected"
    key = next((step for step in reversed(case.path) if isinstance(step, str)), "key")
    if case.is_empty:
        message = "a list is expected, but nothing is written"
        return Fault(code, message, f"write {key}: [] if it is empty{case.leave_out}")
    message = f"a list is expected, but this is {case.kind}"
    if sign := re.match(LIKE_A_DASH, case.node.written):
        hint = f"begin each entry with a dash and a space (- ) in place of {sign[0]}"
        return Fault(code, message, hint)
    return Fault(code, message, "write each entry on a line of its own that begins with a dash")


def _keys_expected(case: _Case) -> Fault:
    code = "keys-expected"
    keys = ", ".join(keys_at(case.path))
    if case.context.get("class_name") in ("Finding", "Source", "SectionBlock"):
        what = "a text"
        hint = "write the text after the dash, or keys such as text: below it"
        if isinstance(case.node.value, int | float):
            hint = f'write it in quotes: "{case.node.written}"'
    else:
        what = "a group of keys"
        hint = f"write the keys on lines of their own, indented: {keys}"
    if case.is_empty:
        message = f"{what} is expected, but nothing is written"
        return Fault(
            code, message, hint + ("" if isinstance(case.path[-1], int) else case.leave_out)
        )
    return Fault(code, f"{what} is expected, but this is {case.kind}", hint)


# What is written for a word of ours and is not like it.
_MEANT: Mapping[str, tuple[str, ...]] = {
    "national": ("country", "state level", "federal"),
    "local": (
        *("regional", "subnational", "sub-national", "city", "municipal", "municipality"),
        *("urban", "district", "province", "provincial", "state", "county"),
    ),
    "final": ("published", "approved", "finished", "done", "signed off"),
    "draft": ("unfinished", "preliminary", "in progress", "for review", "unpublished"),
    "before-findings": ("before", "front", "start", "beginning"),
    "after-findings": ("after", "back", "end", "annex"),
}


def _not_allowed(case: _Case) -> Fault:
    words = tuple(
        str(case.context.get("expected", "")).replace("'", "").replace(" or ", ", ").split(", ")
    )
    likely = (word for word, others in _MEANT.items() if case.node.written.lower() in others)
    near = next((word for word in likely if word in words), None) or nearest_word(
        case.node.written, words
    )
    given = "nothing is written" if case.is_empty else f"this is {case.kind}"
    hint = f"did you mean {near}?" if near else f"write {' or '.join(words)}"
    message = f"one of the words {', '.join(words)} is expected, but {given}"
    return Fault("unknown-word", message, hint)


def _too_long(case: _Case) -> Fault:
    length, limit = len(case.node.written), case.context.get("max_length", 0)
    message = f"the text has {length:,} characters; at most {limit:,} are allowed here"
    return Fault("text-too-long", message, "shorten it; is an end of quotation missing?")


def _pattern(case: _Case) -> Fault:
    if case.path[-1] == "finding":
        message = f"{shown(case.node.written)} is not the number of a finding"
        hint = "write domain, list (W or P) and position in the earlier edition, such as 3.P.1"
        return Fault("invalid-value", message, hint)
    message = f"{shown(case.node.written)} cannot be part of a file name"
    hint = "use small letters a to z and digits, with single hyphens between: port-example"
    return Fault("subject-id", message, hint)


def _other(case: _Case) -> Fault:
    message = f"the value does not fit: {case.context.get('message', 'it is not valid')}"
    return Fault("invalid-value", message, "compare it with another profile")


_KEY_FAULTS: Mapping[str, Callable[[DataPath], Fault]] = MappingProxyType(
    {"missing": _missing, "extra_forbidden": _unknown}
)
_FAULTS: Mapping[str, Callable[[_Case], Fault]] = MappingProxyType(
    {
        "string_type": _text_expected,
        "int_type": _number_expected,
        "int_from_float": _number_expected,
        "greater_than_equal": _out_of_range,
        "less_than_equal": _out_of_range,
        "tuple_type": _list_expected,
        "model_type": _keys_expected,
        "enum": _not_allowed,
        "string_too_long": _too_long,
        "string_pattern_mismatch": _pattern,
    }
)

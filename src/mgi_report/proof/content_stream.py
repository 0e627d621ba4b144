"""Read the operations of a content stream that tell what is said on a page, in their order.

A stream as our engine writes it, an operation a line, is read by one expression, which knows every
line of it or leaves the whole to pikepdf, which reads any stream operator by operator.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import pikepdf

__all__ = ["Operation", "any_operations", "operations", "plain_operations"]

_OPERATORS = "BDC BMC EMC Tf Tj TJ Do"

_NUMBER = rb"[-+]?(?:\d++\.?\d*+|\.\d++)"
_NAME = rb"/[A-Za-z0-9_.+-]++"
_HEX = rb"<(?:[0-9A-Fa-f]{2})*+>"
# What only draws, and what the line before it is about: numbers, dashes, or a name.
_BY_NUMBERS = rb"[qQmlcvyhnfFSsBbWwJjMigGkK]|re|[fBbW]\*|cm|ri|rg|RG|BT|ET|T[cwzLrsdDm*]"
_DASHES = rb"\[(?:%b| )*+\] %b d" % (_NUMBER, _NUMBER)
_BY_NAME = rb"%b (?:gs|cs|CS|scn|SCN|sh)" % _NAME
_SILENT = rb"(?:(?:(?:%b )*+(?:%b)|%b|%b)?\n)" % (_NUMBER, _BY_NUMBERS, _DASHES, _BY_NAME)
_ENTRY = rb"(%b) ?(\d{1,9}|%b|%b) ?" % (_NAME, _NAME, _HEX)
_TELLING = b"|".join(
    (
        rb"(?P<end>EMC)",
        rb"\[(?P<shown>(?:%b|%b| )*+)\] TJ" % (_HEX, _NUMBER),
        rb"(?P<font>%b) %b Tf" % (_NAME, _NUMBER),
        rb"(?P<painted>%b) Do" % _NAME,
        rb"(?P<tag>%b)\n(?:BMC|<<(?P<entries>(?:%b)*+)>>\nBDC)" % (_NAME, _ENTRY),
    )
)
_NEXT = re.compile(rb"%b*+(?:%b)\n" % (_SILENT, _TELLING))
_REST = re.compile(rb"%b*+" % _SILENT)
_SHOWN = re.compile(rb"<([0-9A-Fa-f]*)>")
_EACH = re.compile(_ENTRY)


class Operation(NamedTuple):
    """Hold an operation: BDC (also for BMC), EMC, Tf, TJ (also for Tj) or Do.

    ``name`` is that of the tag, the font or the XObject, with its slash; ``shown`` are the codes
    that are shown; ``entries`` are the properties of marked content that are given with it.
    """

    operator: str
    name: str = ""
    shown: bytes = b""
    entries: Mapping[str, Any] = {}


def operations(painter: Any) -> Iterator[Operation]:
    """Yield the operations of a page or a group XObject, as pikepdf holds it."""
    plain = plain_operations(painter)
    yield from any_operations(painter) if plain is None else plain


def plain_operations(painter: Any) -> list[Operation] | None:
    """Return the operations of a stream that is written as ours are; None of any other."""
    stream = painter if isinstance(painter, pikepdf.Stream) else painter.get("/Contents")
    if not isinstance(stream, pikepdf.Stream):
        return None
    try:
        data = stream.read_bytes() + b"\n"
    except pikepdf.PdfError:
        return None
    found: list[Operation] = []
    at = 0
    while match := _NEXT.match(data, at):
        operation = _operation(match)
        if operation is None:
            return None
        found.append(operation)
        at = match.end()
    return found if _REST.fullmatch(data, at) else None


def _operation(match: re.Match[bytes]) -> Operation | None:
    kind = match.lastgroup
    if kind == "end":
        return Operation("EMC")
    if kind == "shown":
        shown = b"".join(_SHOWN.findall(match["shown"]))
        return Operation("TJ", shown=bytes.fromhex(shown.decode()))
    if kind == "font":
        return Operation("Tf", match["font"].decode())
    if kind == "painted":
        return Operation("Do", match["painted"].decode())
    entries = _EACH.findall(match["entries"] or b"")
    properties = {name.decode(): _value(value) for name, value in entries}
    if len(properties) < len(entries):
        return None  # Which of two alike counts, readers see differently.
    return Operation("BDC", match["tag"].decode(), entries=properties)


def _value(written: bytes) -> object:
    """Return a number, the words of a text string, or a name."""
    if written.startswith(b"<"):
        return str(pikepdf.String(bytes.fromhex(written[1:-1].decode())))
    return written.decode() if written.startswith(b"/") else int(written)


def any_operations(painter: Any) -> Iterator[Operation]:
    """Yield the operations of any stream."""
    for instruction in pikepdf.parse_content_stream(painter, _OPERATORS):
        operands: Any = instruction.operands
        name = str(instruction.operator)
        if name in {"BDC", "BMC"}:
            given = operands[1] if name == "BDC" else None
            entries = dict(given) if isinstance(given, pikepdf.Dictionary) else {}
            yield Operation("BDC", str(operands[0]), entries=entries)
        elif name in {"Tj", "TJ"}:
            yield Operation("TJ", shown=_codes(operands[0]))
        elif name == "EMC":
            yield Operation(name)
        else:
            yield Operation(name, str(operands[0]))


def _codes(shown: Any) -> bytes:
    parts = shown if isinstance(shown, pikepdf.Array) else [shown]
    return b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))

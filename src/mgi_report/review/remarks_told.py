"""Tell the remarks of reviewers as text, as Markdown and as JSON."""

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from mgi_report.problems.excerpt import visible
from mgi_report.review.remarks import Remark
from mgi_report.review.spans import Lines, LineSpan, Tone, escaped, line_of, unlisted

__all__ = ["remark_lines", "remarks_as_json", "remarks_as_markdown"]

NOWHERE = "On no finding"
NONE = "There are no remarks."


def remark_lines(remarks: Sequence[Remark]) -> Lines:
    """Yield the remarks as lines for a person, each as spans to be joined."""
    if not remarks:
        yield (LineSpan(Tone.PLAIN, NONE),)
    for at, (head, group) in enumerate(groupby(remarks, _head)):
        if at:
            yield ()
        yield (LineSpan(Tone.HEADING, line_of(head)),)
        for remark in group:
            yield from _lines(remark, "  ")


def _head(remark: Remark) -> str:
    """Name the finding, its line, and its number in the data if that is another."""
    if not remark.number:
        return NOWHERE
    now = f", now {remark.now}" if remark.now not in ("", remark.number) else ""
    return f"{remark.number}{now}{f'  {remark.location}' if remark.location else ''}"


def _lines(remark: Remark, indent: str) -> Lines:
    who = (LineSpan(Tone.NUMBER, f"{line_of(remark.author)}, "),) if remark.author else ()
    kind = " ".join(filter(None, (remark.kind, _place(remark))))
    yield (LineSpan(Tone.PLAIN, indent), *who, LineSpan(Tone.QUIET, kind))
    if remark.marked:
        yield LineSpan(Tone.PLAIN, indent), LineSpan(Tone.QUIET, f"  “{line_of(remark.marked)}”")
    for line in remark.text.splitlines():
        yield (LineSpan(Tone.PLAIN, f"{indent}  {line_of(line)}"),)
    for reply in remark.replies:
        yield from _lines(reply, f"{indent}  ")


def _place(remark: Remark) -> str:
    if remark.page is not None:
        return f"on page {remark.page}"
    # The finding is not in the reviewed file, but it is in the data.
    return f"({remark.now}, {remark.location})" if remark.location and not remark.number else ""


def remarks_as_markdown(remarks: Sequence[Remark]) -> str:
    """Return the remarks as Markdown, with a box to be ticked for each."""
    lines = list(_markdown(remarks)) or [NONE]
    return "\n".join(lines) + "\n"


def _markdown(remarks: Sequence[Remark]) -> Iterator[str]:
    for at, (head, group) in enumerate(groupby(remarks, _head)):
        yield from (*([""] if at else []), f"### {escaped(head)}", "")
        for remark in group:
            yield from _items(remark, "", "- [ ] ")


def _items(remark: Remark, indent: str, sign: str) -> Iterator[str]:
    author = f"**{escaped(remark.author)}** " if remark.author else ""
    kind = " ".join(filter(None, (remark.kind, _place(remark))))
    yield f"{indent}{sign}{author}{escaped(kind)}"
    if remark.marked:
        yield from ("", f"{indent}  > {unlisted(escaped(remark.marked))}")
    for line in remark.text.splitlines():
        yield from ("", f"{indent}  {unlisted(escaped(line))}")
    yield ""
    for reply in remark.replies:
        yield from _items(reply, f"{indent}  ", "- ")


def remarks_as_json(remarks: Sequence[Remark]) -> str:
    """Return the remarks as a JSON list; what is not known is null."""
    told = [_record(remark) for remark in remarks]
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _record(remark: Remark) -> dict[str, Any]:
    where = remark.location
    return {
        "kind": remark.kind,
        "author": remark.author,
        "text": remark.text,
        "marked": remark.marked,
        "page": remark.page,
        "finding": remark.number or None,
        "finding_in_data": remark.now or None,
        "file": None if where is None else visible(str(where.file)),
        "line": None if where is None else where.line,
        "column": None if where is None else where.column,
        "path": None if where is None else where.path,
        "replies": [_record(reply) for reply in remark.replies],
    }

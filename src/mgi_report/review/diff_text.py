"""Write the difference of two editions as plain text, and as Markdown for a pull request."""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from mgi_report.problems.excerpt import visible
from mgi_report.review.diff_view import DiffRow, DiffView
from mgi_report.review.word_differences import Piece, PieceKind

__all__ = ["Span", "Tone", "as_markdown", "as_text", "text_lines"]

_SIGNS = re.compile(r"[\\`*_\[\]|~<>&@#]|:(?=\w)")
# GitHub calls people, links issues and shows emoji even after a backslash.
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "@": "&#64;", "#": "&#35;", ":": "&#58;"}
_BEGINNING = re.compile(r"^([0-9]*)([-+=.)])")


class Tone(StrEnum):
    """Name what a span of a line is, for a command line that sets them in colour."""

    PLAIN = "plain"
    HEADING = "heading"
    NUMBER = "number"
    QUIET = "quiet"
    REMOVED = "removed"
    ADDED = "added"


class Span(NamedTuple):
    """Hold a piece of a line, and what it is."""

    tone: Tone
    text: str


Lines = Iterator[tuple[Span, ...]]


def as_text(view: DiffView) -> str:
    """Return the difference as text: [-words taken out-] and {+words put in+}."""
    lines = ("".join(span.text for span in line).rstrip() for line in text_lines(view))
    return "\n".join(lines) + "\n"


def text_lines(view: DiffView) -> Lines:
    """Yield the lines of the text, each as spans to be joined without a separator."""
    yield (Span(Tone.HEADING, visible(view.title)),)
    for key, (name, edition) in (("from", view.old), ("to", view.new)):
        yield (Span(Tone.QUIET, visible(f"{view.say(f'diff.{key}')}: {name} ({edition})")),)
    if not (view.domains or view.parts):
        yield (Span(Tone.PLAIN, view.say("diff.same")),)
    for domain in view.domains:
        yield ()
        yield (Span(Tone.HEADING, domain.name),)
        for each in domain.lists:
            yield (Span(Tone.HEADING, f"  {each.heading}"),)
            for row in each.rows:
                yield from _row_lines(row)
            if each.renumbered:
                yield (Span(Tone.QUIET, f"    {each.renumbered}"),)
    if view.parts:
        yield ()
        yield (Span(Tone.HEADING, view.say("diff.parts")),)
        for row in view.parts:
            yield from _row_lines(row)


def _row_lines(row: DiffRow) -> Lines:
    yield Span(Tone.NUMBER, f"    {visible(row.name)}"), Span(Tone.PLAIN, f"  {row.said}")
    for edit in row.edits:
        key = (Span(Tone.QUIET, f"{edit.key}: "),) if edit.key else ()
        yield (Span(Tone.PLAIN, "      "), *key, *map(_span, edit.pieces))


def _span(piece: Piece) -> Span:
    text = visible(" ".join(re.split(r"[\n\r]+", piece.text)))
    if piece.kind is PieceKind.REMOVED:
        return Span(Tone.REMOVED, f"[-{text}-]")
    if piece.kind is PieceKind.ADDED:
        return Span(Tone.ADDED, f"{{+{text}+}}")
    return Span(Tone.PLAIN, text)


def as_markdown(view: DiffView) -> str:
    """Return the difference as Markdown with ``<del>`` and ``<ins>``, as GitHub and GitLab show it.

    No sign of the data is taken for Markdown or HTML, and no name for one to be notified.
    """
    return "\n".join(_markdown(view)) + "\n"


def _markdown(view: DiffView) -> Iterator[str]:
    yield f"## {_escaped(view.title)}"
    yield ""
    for key, (name, edition) in (("from", view.old), ("to", view.new)):
        yield f"- {view.say(f'diff.{key}')}: {_escaped(name)} ({_escaped(edition)})"
    if not (view.domains or view.parts):
        yield from ("", view.say("diff.same"))
    for domain in view.domains:
        yield from ("", f"### {_escaped(domain.name)}")
        for each in domain.lists:
            yield from ("", f"#### {_escaped(each.heading)}", "")
            for row in each.rows:
                yield from _markdown_row(row)
            if each.renumbered:
                yield from ("", _escaped(each.renumbered))
    if view.parts:
        yield from ("", f"### {view.say('diff.parts')}", "")
        for row in view.parts:
            yield from _markdown_row(row)


def _markdown_row(row: DiffRow) -> Iterator[str]:
    yield f"- **{_escaped(row.name)}** {_escaped(row.said)}"
    for edit in row.edits:
        key = f"{_escaped(edit.key)}: " if edit.key else ""
        line = f"{key}{''.join(map(_marked, edit.pieces)).strip()}"
        # A paragraph of its own, or it would be joined to the line above; and no list or heading.
        yield from ("", f"  {_BEGINNING.sub(_backslashed, line)}", "")


def _backslashed(found: re.Match[str]) -> str:
    return f"{found[1]}\\{found[2]}"


def _marked(piece: Piece) -> str:
    text = _escaped(piece.text)
    if piece.kind is PieceKind.SAME:
        return text
    tag = "del" if piece.kind is PieceKind.REMOVED else "ins"
    # White space alone would not be seen.
    return f"<{tag}>{text}</{tag}>" if text.strip() else f"<{tag}>&nbsp;</{tag}>"


def _escaped(text: str) -> str:
    """Return a text that Markdown shows as it is, on one line."""
    line = visible(" ".join(re.split(r"\s*[\n\r]+\s*", text)))
    return _SIGNS.sub(lambda found: _ENTITIES.get(found[0], f"\\{found[0]}"), line)

"""Write the difference of two editions as plain text, and as Markdown for a pull request."""

from collections.abc import Iterable, Iterator

from mgi_report.review.diff_view import DiffRow, DiffView
from mgi_report.review.spans import (
    Lines,
    LineSpan,
    Tone,
    escaped,
    joined,
    line_of,
    marked,
    span_of,
    unlisted,
)

__all__ = ["as_markdown", "as_text", "text_lines"]


def as_text(view: DiffView) -> str:
    """Return the difference as text: [-words taken out-] and {+words put in+}."""
    return joined(text_lines(view))


def text_lines(view: DiffView) -> Lines:
    """Yield the lines of the text, each as spans to be joined without a separator."""
    yield (LineSpan(Tone.HEADING, line_of(view.title)),)
    for key, (name, edition) in (("from", view.old), ("to", view.new)):
        yield (LineSpan(Tone.QUIET, line_of(f"{view.say(f'diff.{key}')}: {name} ({edition})")),)
    if not (view.domains or view.parts):
        yield (LineSpan(Tone.PLAIN, view.say("diff.same")),)
    for domain in view.domains:
        yield ()
        yield (LineSpan(Tone.HEADING, domain.name),)
        for each in domain.lists:
            yield (LineSpan(Tone.HEADING, f"  {each.heading}"),)
            for row in each.rows:
                yield from _row_lines(row)
            if each.renumbered:
                yield (LineSpan(Tone.QUIET, f"    {each.renumbered}"),)
    if view.parts:
        yield ()
        yield (LineSpan(Tone.HEADING, view.say("diff.parts")),)
        for row in view.parts:
            yield from _row_lines(row)


def _row_lines(row: DiffRow) -> Lines:
    yield LineSpan(Tone.NUMBER, f"    {line_of(row.name)}"), LineSpan(Tone.PLAIN, f"  {row.said}")
    for edit in row.edits:
        key = (LineSpan(Tone.QUIET, f"{edit.key}: "),) if edit.key else ()
        yield (LineSpan(Tone.PLAIN, "      "), *key, *map(span_of, edit.pieces))


def as_markdown(view: DiffView, notes: Iterable[str] = ()) -> str:
    """Return the difference as Markdown with ``<del>`` and ``<ins>``, as GitHub and GitLab show it.

    ``notes`` are told before it. No sign of the data is taken for Markdown or HTML, and no name for
    one to be notified.
    """
    return "\n".join(_markdown(view, notes)) + "\n"


def _markdown(view: DiffView, notes: Iterable[str]) -> Iterator[str]:
    yield f"## {escaped(view.title)}"
    yield ""
    for key, (name, edition) in (("from", view.old), ("to", view.new)):
        if name:  # Otherwise there is none on this side.
            yield f"- {view.say(f'diff.{key}')}: {escaped(name)} ({escaped(edition)})"
    yield from (f"- {escaped(note)}" for note in notes)
    if not (view.domains or view.parts):
        yield from ("", view.say("diff.same"))
    for domain in view.domains:
        yield from ("", f"### {escaped(domain.name)}")
        for each in domain.lists:
            yield from ("", f"#### {escaped(each.heading)}", "")
            for row in each.rows:
                yield from _markdown_row(row)
            if each.renumbered:
                yield from ("", escaped(each.renumbered))
    if view.parts:
        yield from ("", f"### {view.say('diff.parts')}", "")
        for row in view.parts:
            yield from _markdown_row(row)


def _markdown_row(row: DiffRow) -> Iterator[str]:
    yield f"- **{escaped(row.name)}** {escaped(row.said)}"
    for edit in row.edits:
        key = f"{escaped(edit.key)}: " if edit.key else ""
        line = f"{key}{''.join(map(marked, edit.pieces)).strip()}"
        # A paragraph of its own, or it would be joined to the line above; and no list or heading.
        yield from ("", f"  {unlisted(line)}", "")

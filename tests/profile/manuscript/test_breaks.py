"""Breaks in a paragraph wrap a sentence, part points, or end a heading."""

import pytest

from mgi_report.profile.manuscript.breaks import joined
from mgi_report.profile.manuscript.lines import LineKind, LinkTarget, ManuscriptLine

TEXT, ITEM, HEADING = LineKind.TEXT, LineKind.ITEM, LineKind.HEADING


@pytest.mark.parametrize(
    ("kind", "texts", "expected"),
    [
        # A sentence that is wrapped, in a point and in a paragraph.
        (ITEM, ["The Act", "is new."], [(ITEM, "The Act is new.")]),
        (ITEM, ["It is new.", "So it is."], [(ITEM, "It is new. So it is.")]),
        (TEXT, ["The Act", "is new."], [(TEXT, "The Act is new.")]),
        (TEXT, ["Government-", "funded health."], [(TEXT, "Government-funded health.")]),
        # Two sentences that are none.
        (TEXT, ["It is new.", "So it is."], [(TEXT, "It is new."), (TEXT, "So it is.")]),
        # Points that somebody typed.
        (TEXT, ["• One", "• Two", "more"], [(ITEM, "One"), (ITEM, "Two more")]),
        (TEXT, ["– One.", "Other."], [(ITEM, "One."), (TEXT, "Other.")]),
        (TEXT, ["1. One.", "2. Two."], [(ITEM, "One."), (ITEM, "Two.")]),
        # Headings.
        (TEXT, ["Partnerships", "The Act"], [(TEXT, "Partnerships"), (TEXT, "The Act")]),
        (TEXT, ["• The Act", "Partnerships"], [(ITEM, "The Act"), (TEXT, "Partnerships")]),
        (TEXT, ["3. Partnerships"], [(TEXT, "3. Partnerships")]),
        (HEADING, ["With potential", "for more"], [(HEADING, "With potential for more")]),
        (HEADING, ["1. One"], [(HEADING, "1. One")]),
        (TEXT, ["", " "], [(TEXT, " ")]),
    ],
)  # fmt: skip
def test_lines_of_a_paragraph(
    kind: LineKind, texts: list[str], expected: list[tuple[LineKind, str]]
) -> None:
    lines = [ManuscriptLine(number, text, kind) for number, text in enumerate(texts, 1)]
    assert [(line.kind, line.text) for line in joined(lines, kind)] == expected


def test_notes_and_links_of_all_lines_stay() -> None:
    link = LinkTarget("a", "https://a.org")
    first = ManuscriptLine(1, "The Act", ITEM, notes=("One.",))
    second = ManuscriptLine(1, "is new.", ITEM, notes=("Two.",), links=(link,))
    note = ManuscriptLine(1, "", ITEM, notes=("Three.",))
    (line,) = joined([first, second, note], ITEM)
    assert (line.notes, line.links) == (("One.", "Two.", "Three."), (link,))

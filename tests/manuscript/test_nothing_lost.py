"""Whatever the lines of a text are and however they follow each other, none is lost."""

import re
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from mgi_report.manuscript.bullets import bullet_of, pieces, without_bullet_at_end
from mgi_report.manuscript.identity import ManuscriptChoices, identity_of
from mgi_report.manuscript.placed import ledger_of
from mgi_report.manuscript.placing import place
from mgi_report.manuscript.plain import read_plain
from mgi_report.manuscript.profile_file import profile_bytes
from mgi_report.manuscript.spelling import normalised
from mgi_report.problems.problem import Severity

KNOWN = [
    "",
    "",
    "Key findings",
    "Introduction",
    "Partnerships",
    "3: PARTNERSHIPS",
    "Well-being of migrants",
    "Examples of well-developed areas",
    "Migration governance:",
    "examples o well-developed areas",
    "Areas with potential for further development:",
    "• Partnerships are built.",
    "• One finding. • Another one.",
    "- Partnerships",
    "1. The Act (2018) holds",
    "o There is none.",
    "and a line that was wrapped",
    "partnerships",
    "The Kingdom of Lesotho",
    "2021 December",
    "June 2022",
    "Second Profile",
    "Migration Governance Indicators: The Kingdom of Lesotho Second Profile",
    "Click the icons on the wheel to explore the key findings.",
    ".main.",
    "•",
    "12",
    "\x0c",
    "A gender-",
    "Context",
    "Annex 2: Tables",
    "Key sources",
    "Acronyms",
    "SADC  Southern African Community",
    "IOM: Migration Organization",
    "  - A point inside another,",
    "Bureau, Survey, https://example.org/a.",
    "A sentence that may begin the text of a section or of a domain.",
    "Law #8764: *so* it [is](https://example.org/) \\ - > | --- 'x' \"y\"",
]
SIGNS = st.text("abc XYZ012.,;:-•–*#'\"[](){}|>_\\\t&%@`~", min_size=1, max_size=60)
TOLD = re.compile(r"heading|subject\.|edition\.|the programme")


def plain(text: str) -> str:
    """Return the letters and figures of a text."""
    return "".join(sign for sign in text if sign.isalnum())


@given(st.lists(st.sampled_from(KNOWN) | SIGNS, max_size=40))
@settings(max_examples=150)
def test_every_line_is_accounted_for_and_its_words_are_in_the_file(lines: list[str]) -> None:
    manuscript = normalised(read_plain(Path("x.txt"), "\n".join(lines).encode()))
    done = place(manuscript)
    data = profile_bytes(done, identity_of(done, ManuscriptChoices()), Path("x.yaml"))
    ledger = ledger_of(done)
    assert [each.number for each in ledger] == [
        number for number, line in enumerate(lines, 1) if line.strip()
    ]
    written = plain(data.decode())
    for entry in ledger:
        if not all(TOLD.match(place) for place in entry.places):
            text = without_bullet_at_end(entry.text)
            for piece in pieces(entry.text if text is None else text):
                bullet = bullet_of(piece)
                words = plain(piece) if bullet is None else plain(bullet.rest)
                # An abbreviation and what it stands for are two texts in the file.
                is_pair = any(place.startswith("abbreviations") for place in entry.places)
                parts = map(plain, piece.split()) if is_pair else [words]
                is_whole = all(part in written for part in parts) or plain(piece) in written
                # What stands before the colon is a heading, perhaps with nothing behind it.
                is_cut = any(place.startswith("heading: ") for place in entry.places)
                assert is_whole or (is_cut and plain(piece.partition(":")[2]) in written)
    assert all(each.severity is Severity.WARNING for each in done.warnings)

"""A spreadsheet with one row for each finding: all its cells arrive, with notes and links."""

import datetime
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from forms import contents, rezipped, saved, sheet_of, told, word_of
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment

from mgi_report.manuscript.lines import LineKind, LinkTarget, Manuscript
from mgi_report.manuscript.placed import ledger_of
from mgi_report.manuscript.placing import place
from mgi_report.manuscript.sheet import read_sheet
from mgi_report.problems.problem import ProblemsFound
from mgi_report.profile.framework import Domain, FindingList

FILE = Path("lesotho.xlsx")
HEAD = ("Domain", "List", "Finding")


def book(*rows: tuple[Any, ...]) -> Workbook:
    made = Workbook()
    for row in rows:
        sheet_in(made).append(list(row))
    return made


def sheet_in(made: Workbook) -> Any:
    return made.worksheets[0]


def whole(made: Workbook) -> Manuscript:
    return read_sheet(FILE, saved(made))


def read(made: Workbook) -> Manuscript:
    """Return the manuscript without the rows that name its columns."""
    return without_columns(whole(made))


def without_columns(manuscript: Manuscript) -> Manuscript:
    lines = tuple(line for line in manuscript.lines if line.kind is not LineKind.COLUMNS)
    return replace(manuscript, lines=lines)


def lines(made: Workbook) -> list[tuple[int, str, str]]:
    return [(line.number, line.kind.value, line.text) for line in read(made).lines]


def warned(made: Workbook) -> list[tuple[str, str, int | None]]:
    return [
        (each.code, each.message, each.location.line if each.location else None)
        for each in read(made).warnings
    ]


def test_lesotho_comes_back_word_for_word_with_headings_notes_and_links() -> None:
    expected = contents()
    heads = [each for each in expected if each.kind is LineKind.HEADING][::3]
    for number, each in enumerate(heads, start=1):
        if number > 3:
            expected[expected.index(each)] = each._replace(text=f"Domain {number}")
    manuscript = read_sheet(FILE, sheet_of())
    assert told(manuscript) == expected
    assert (manuscript.unit, manuscript.warnings) == ("row", ())
    assert {line.number for line in manuscript.lines} == set(range(1, 32))


def test_every_other_cell_is_kept_with_its_head() -> None:
    made = book(
        ("Lesotho, 2021", None, None, "Draft"),
        (*HEAD, "Short label", None),
        (1, "W", "One.", "Label", "aside"),
        (None, None, None, None, "alone"),
    )
    manuscript = read(made)
    assert [(line.number, line.kind.value, line.text) for line in manuscript.lines] == [
        (1, "row", "Lesotho, 2021 | Draft"),
        (3, "heading", "Domain 1"),
        (3, "heading", "Examples of well-developed areas"),
        (3, "item", "One."),
        (3, "cell", "Short label: Label"),
        (3, "row", "aside"),
        (4, "row", "alone"),
    ]
    assert manuscript.lines[0].cell_texts == ("Lesotho, 2021", "", "", "Draft", "")
    assert manuscript.lines[4].cell_texts == ("Short label", "Label")


def test_headings_come_where_domain_or_list_change() -> None:
    made = book(
        HEAD,
        ("Partnerships", "W", "One."),
        (None, None, "Two."),
        ("Partnerships", "P", "Three."),
        ("Well-being of migrants", "P", "Four."),
    )
    assert [text for _, kind, text in lines(made) if kind == "heading"] == [
        *("Partnerships", "Examples of well-developed areas"),
        "Areas with potential for further development",
        *("Well-being of migrants", "Areas with potential for further development"),
    ]


@pytest.mark.parametrize(
    "head",
    [
        ("DOMAINE", "Catégorie", "Constatation", "Note de bas de page", "Lien"),
        ("Dominio ", "lista:", "Hallazgo", "Nota al pie", "Enlace"),
        ("Domian", "List", "Findngs", "Foot-note", "URL"),
    ],
)
def test_columns_are_known_in_three_languages_and_with_a_wrong_letter(
    head: tuple[str, ...],
) -> None:
    line = read(book(head, (1, "W", "One.", "A note.", "https://a.org"))).lines[-1]
    assert (line.text, line.notes) == ("One.", ("A note.",))
    assert line.links == (LinkTarget("https://a.org", "https://a.org"),)


def test_numbers_of_findings_say_domain_and_list() -> None:
    made = book(("No", "Finding"), ("3.W.1", "One."), ("3.P.1", "Two."), (7, "Three."))
    assert [text for _, _, text in lines(made)] == [
        *("Domain 3", "Examples of well-developed areas", "One."),
        *("Areas with potential for further development", "Two.", "Three."),
    ]


def test_a_cell_with_several_lines_holds_several_points() -> None:
    made = book(HEAD, (1, "W", "• One\n goes on\n• Two"))
    assert [(kind, text) for _, kind, text in lines(made)][2:] == [
        ("item", "One goes on"),
        ("item", "Two"),
    ]


def test_a_sheet_may_be_named_after_its_domain_as_far_as_excel_allows() -> None:
    made = book(("List", "Finding"), ("W", "One."))
    sheet_in(made).title = "Safe, orderly and regular migra"
    assert lines(made)[0] == (1, "heading", "Safe, orderly and regular migration")


def test_links_have_their_titles() -> None:
    head = (*HEAD, "Link", "Link title")
    made = book(
        head,
        (1, "W", "One.", "https://a.org https://b.org", "A\nB"),
        (1, "W", "Two.", "see the annex", "A"),
        (1, "W", "Three.", "here", None),
    )
    sheet_in(made)["D4"].hyperlink = "https://d.org/"
    one, two, *kept, three = read(made).lines[2:]
    assert one.links == (LinkTarget("A", "https://a.org"), LinkTarget("B", "https://b.org"))
    assert two.links == ()
    assert [line.text for line in kept] == ["Link: see the annex", "Link title: A"]
    assert three.links == (LinkTarget("here", "https://d.org/"),)


def test_emphasis_in_a_cell_is_kept() -> None:
    text = CellRichText("The ", TextBlock(InlineFont(i=True), "Act"), " is * new.")
    assert lines(book(HEAD, (1, "W", text)))[-1] == (2, "item", "The *Act* is * new.")


@pytest.mark.parametrize(
    ("value", "look", "text", "is_sure"),
    [
        (2021, "General", "2021", True),
        (2021.0, "General", "2021", True),
        (0.5, "0%", "50%", True),
        (1234.5, "#,##0.00", "1,234.50", True),
        (True, "General", "TRUE", True),
        (datetime.date(2021, 12, 3), "yyyy-mm-dd", "2021-12-03", True),
        (datetime.date(2021, 12, 1), "yyyy-mm", "2021-12", True),
        (datetime.date(2021, 12, 1), "mmmm yyyy", "2021-12", False),
        (datetime.date(2021, 12, 3), '[$-409]d" of "mmmm', "2021-12-03", False),
        (datetime.datetime(2021, 12, 3, 10, 5), "yyyy-mm-dd", "2021-12-03 10:05", True),
        (datetime.time(10, 5), "h:mm", "10:05", False),
        (1234.5, "# ?/?", "1234.5", False),
        ("=1", "General", "=1", True),
    ],
)
def test_numbers_and_dates_are_read_as_shown_or_told_of(
    value: object, look: str, text: str, is_sure: bool
) -> None:
    made = book(HEAD, (1, "W", "x"))
    cell = sheet_in(made)["C2"]
    cell.value = value
    cell.data_type = "s" if value == "=1" else cell.data_type
    cell.number_format = look
    assert lines(made)[-1] == (2, "item", text)
    assert [code for code, _, _ in warned(made)] == ([] if is_sure else ["manuscript-cell"])


def test_a_formula_without_its_value_is_told_of() -> None:
    made = book(HEAD, (1, "W", '="One"&"."'))
    assert lines(made)[-1] == (2, "item", '="One"&"."')
    assert warned(made) == [
        (
            "manuscript-cell",
            "the cell C2 holds a formula, but the file does not hold its value",
            2,
        )
    ]


def test_what_is_hidden_is_read_and_told_of() -> None:
    made = book(HEAD, (1, "W", "One."), (1, "W", "Two."))
    sheet = sheet_in(made)
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["B"].hidden = True
    sheet["C2"].comment = Comment("Is this so?", "A")
    other = made.create_sheet("Partnerships")
    other.append(["List", "Finding"])
    other.append(["P", "Three."])
    other.sheet_state = "hidden"
    assert lines(made)[-4:] == [
        (3, "item", "Two."),
        (1, "heading", "Partnerships"),
        (2, "heading", "Areas with potential for further development"),
        (2, "item", "Three."),
    ]
    assert warned(made) == [
        (
            "manuscript-left-out",
            "a comment on the cell C2 of the sheet Sheet is left out: “Is this so?”",
            2,
        ),
        (
            "manuscript-hidden",
            "the column B of the sheet Sheet is hidden, and was read like the others",
            None,
        ),
        (
            "manuscript-hidden",
            "the row 3 of the sheet Sheet is hidden, and was read like the others",
            3,
        ),
        (
            "manuscript-hidden",
            "the sheet Partnerships is hidden, and was read like the others",
            None,
        ),
    ]


def test_a_title_is_no_head() -> None:
    made = book(("Findings",), HEAD, (1, "W", "One."))
    assert lines(made) == [
        (1, "row", "Findings"),
        (3, "heading", "Domain 1"),
        (3, "heading", "Examples of well-developed areas"),
        (3, "item", "One."),
    ]


def test_what_the_reader_says_to_programmers_is_not_told(recwarn: pytest.WarningsRecorder) -> None:
    unknown = b'<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"/></extLst></worksheet>'
    changed = rezipped(sheet_of(), lambda text: text.replace(b"</worksheet>", unknown))
    assert told(read_sheet(FILE, changed))
    assert list(recwarn) == []


def test_a_drawing_on_a_sheet_is_told_of() -> None:
    made = book(HEAD, (1, "W", "One."))
    drawing = (
        b"<x xmlns:a='urn:a'><a:p><a:r><a:t>In a</a:t></a:r> <a:t> box &amp; so</a:t></a:p></x>"
    )
    data = rezipped(saved(made), lambda text: text, ("xl/drawings/drawing1.xml", drawing))
    assert [each.message for each in read_sheet(FILE, data).warnings] == [
        "a drawing on a sheet is left out: “In a box & so”"
    ]


def test_a_sheet_without_heads_is_kept_and_told_of() -> None:
    made = book(("One.", None, "Two."))
    assert lines(made) == [(1, "row", "One. | Two.")]
    assert [code for code, _, _ in warned(made)] == ["manuscript-columns"]


def test_a_cell_at_the_very_end_of_a_sheet_takes_no_time() -> None:
    made = book(HEAD, (1, "W", "One."))
    sheet_in(made)["XFD1048576"] = "Last."
    assert lines(made)[-1] == (1048576, "row", "Last.")


@pytest.mark.parametrize(
    ("data", "code", "message"),
    [
        (b"a,b", "manuscript-damaged", "this is no whole spreadsheet: File is not a zip file"),
        (sheet_of()[:-300], "manuscript-damaged", "this is no whole spreadsheet: "),
        (b"\xd0\xcf\x11\xe0x", "manuscript-old-form", "this is a spreadsheet of the old form"),
        (word_of(), "manuscript-other-form", "this is a Word file, not a spreadsheet"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_of(data: bytes, code: str, message: str) -> None:
    with pytest.raises(ProblemsFound) as found:
        read_sheet(FILE, data)
    (problem,) = found.value.problems
    assert problem.code == code
    assert problem.message.startswith(message)


def test_a_column_without_a_place_is_told_once_with_its_rows() -> None:
    made = book((*HEAD, "Status"), *((3, "W", f"Finding {number}.", "ok") for number in range(20)))
    done = place(whole(made))
    assert [each.code for each in done.warnings] == ["column-unplaced"]
    assert "2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13 and 8 more" in done.warnings[0].message
    assert len(done.unplaced) == 20
    assert {each.text for each in done.unplaced} == {"Status: ok"}


def test_the_address_of_a_cell_without_a_place_is_kept() -> None:
    made = book(("See the Act",), (*HEAD, "Law"), (3, "W", "One is so.", "Act"))
    for cell in ("A1", "A3", "D3"):
        sheet_in(made)[cell].hyperlink = f"https://example.org/{cell}"
    kept = " ".join(each.text for each in place(whole(made)).unplaced)
    assert "https://example.org/A1" in kept
    assert "https://example.org/A3" in kept
    assert "https://example.org/D3" in kept


def test_rows_of_several_sheets_are_told_apart() -> None:
    made = book(("An export.",))
    made.worksheets[0].title = "Read me"
    second = made.create_sheet("Findings")
    second.append(list(HEAD))
    second.append([3, "W", "One is so."])
    second.append(["Budget", "x", "Two is so."])
    done = place(whole(made))
    assert [str(entry) for entry in ledger_of(done)][:3] == [
        "Read me!1 -> unplaced, kept as a comment: neither a heading that is known nor a finding:"
        " An export.",
        "Findings!1 -> heading: of the columns: Domain | List | Finding",
        "Findings!2 -> heading: partnerships; heading: partnerships, well_developed;"
        " domains.partnerships.well_developed[0]: Domain 3 Examples of well-developed areas"
        " One is so.",
    ]
    assert [each.label for each in done.unplaced][:2] == ["Read me!1", "Findings!3"]
    assert done.warnings[-1].message.endswith("(sheet Findings)")


def test_the_two_lists_may_be_columns_of_a_sheet() -> None:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "Partnerships"
    sheet.append(["Examples of well-developed areas", "Areas with potential"])
    sheet.append(["• One is so.\n• Two is so.", "Three is so."])
    sheet.append(["Four is so."])
    manuscript = read(made)
    assert manuscript.warnings == ()
    done = place(manuscript)
    lists = done.findings[Domain.PARTNERSHIPS, FindingList.WELL_DEVELOPED]
    assert [each.text for each in lists] == ["One is so.", "Two is so.", "Four is so."]
    assert done.unplaced == []

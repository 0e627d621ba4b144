"""A Word manuscript: all its words arrive, as what they are, with their notes and links."""

import re
import zipfile
from collections import Counter
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from forms import (
    add_footnote,
    add_link,
    contents,
    letters,
    rezipped,
    saved,
    told,
    with_footnotes,
    word_of,
)

from mgi_report.manuscript import placing
from mgi_report.manuscript.lines import LineKind, LinkTarget, Manuscript
from mgi_report.manuscript.placed import ledger_of
from mgi_report.manuscript.word import read_word
from mgi_report.problems.problem import ProblemsFound
from mgi_report.profile.framework import Domain, FindingList

FILE = Path("lesotho.docx")
BOX = (
    "<w:r {ns}><mc:AlternateContent"
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
    '<mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>'
    "<w:p><w:r><w:t>In a box.</w:t></w:r></w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice>"
    "<mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p>"
    "</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


def xml(text: str) -> Any:
    return parse_xml(text.replace("{ns}", nsdecls("w")))


def lines(document: Any) -> list[tuple[LineKind, str]]:
    return [(line.kind, line.text) for line in read(document).lines]


def read(document: Any) -> Manuscript:
    return read_word(FILE, saved(document))


def warned(manuscript: Manuscript) -> list[tuple[str, str]]:
    return [(problem.code, problem.message) for problem in manuscript.warnings]


def test_lesotho_comes_back_word_for_word_with_headings_notes_and_links() -> None:
    manuscript = read_word(FILE, word_of())
    assert told(manuscript) == contents()
    assert [line.number for line in manuscript.lines] == list(range(1, 49))
    assert (manuscript.unit, manuscript.warnings) == ("paragraph", ())


def test_no_character_of_the_document_is_lost() -> None:
    document = nasty()
    data = saved(document)
    root = parse_xml(zipfile.ZipFile(BytesIO(data)).read("word/document.xml"))
    shown = [
        text.text
        for text in root.iter(qn("w:t"))
        if not any(
            "Fallback" in above.tag or "moveFrom" in above.tag for above in text.iterancestors()
        )
    ]
    written = Counter("".join("".join(shown).split()))
    found = letters(read_word(FILE, data))
    # Of a table's row the signs between the cells, and of a break or a sign the sign, are ours.
    found.subtract({"|": 2, "\u2011": 1, "\u00ad": 1})
    assert found - written == Counter()
    assert written - found == Counter()
    assert sum(written.values()) > 140


def nasty() -> Any:
    document = Document()
    document.sections[0].header.paragraphs[0].text = "Draft of June"
    document.sections[0].footer.paragraphs[0].text = "12"
    document.add_paragraph("A title of ours", style="Title")
    emphasised = document.add_paragraph("The ")
    emphasised.add_run("Aliens Control Act ").italic = True
    emphasised.add_run("(1966) * gives ")
    emphasised.add_run("all").bold = True
    emphasised.add_run(" rights.")
    broken = document.add_paragraph("One", style="List Bullet")
    broken.add_run().add_break()
    broken.add_run("two")
    table = document.add_table(2, 3)
    for row in table.rows:
        for place, cell in enumerate(row.cells):
            cell.text = f"cell {place}" if place != 1 else ""
    tracked = document.add_paragraph("Kept ")
    tracked._p.append(xml("<w:ins {ns} w:id='1'><w:r><w:t>inserted</w:t></w:r></w:ins>"))
    tracked._p.append(xml("<w:del {ns} w:id='2'><w:r><w:delText>deleted</w:delText></w:r></w:del>"))
    tracked._p.append(xml("<w:moveFrom {ns} w:id='3'><w:r><w:t>moved</w:t></w:r></w:moveFrom>"))
    boxed = document.add_paragraph("Beside a box.")
    boxed._p.append(xml(BOX))
    control = xml(
        "<w:sdt {ns}><w:sdtPr/><w:sdtContent><w:p><w:r><w:t>In a control.</w:t></w:r></w:p>"
        "</w:sdtContent></w:sdt>"
    )
    document.element.body.insert(2, control)
    signs = document.add_paragraph("")
    signs._p.append(
        xml("<w:r {ns}><w:t>Anti</w:t><w:noBreakHyphen/><w:t>Traf</w:t><w:softHyphen/></w:r>")
    )
    field = document.add_paragraph("See ")
    for part in (
        "<w:fldChar w:fldCharType='begin'/>",
        '<w:instrText> HYPERLINK "https://example.org/law" </w:instrText>',
        "<w:fldChar w:fldCharType='separate'/>",
        "<w:t>the law</w:t>",
        "<w:fldChar w:fldCharType='end'/>",
    ):
        field._p.append(xml(f"<w:r {{ns}}>{part}</w:r>"))
    field.add_run(".")
    document.add_paragraph("hidden").runs[0].font.hidden = True
    document.add_comment(tracked.runs[0], text="Is this so?", author="A")
    return document


def test_what_stands_in_no_plain_paragraph_is_read_too() -> None:
    manuscript = read(nasty())
    assert [(line.kind.value, line.text) for line in manuscript.lines] == [
        ("heading", "A title of ours"),
        ("text", "The *Aliens Control Act* (1966) * gives **all** rights."),
        ("text", "In a control."),
        ("item", "One two"),
        ("row", "cell 0 | cell 2"),
        ("row", "cell 0 | cell 2"),
        ("text", "Kept inserted"),
        ("text", "Beside a box."),
        ("text", "In a box."),
        ("text", "Anti\u2011Traf\u00ad"),
        ("text", "See the law."),
        ("text", "hidden"),
    ]
    assert manuscript.lines[4].cell_texts == ("cell 0", "", "cell 2")
    assert manuscript.lines[10].links == (LinkTarget("the law", "https://example.org/law"),)


def test_what_is_left_out_or_hidden_is_told() -> None:
    assert warned(read(nasty())) == [
        (
            "manuscript-left-out",
            "text that a tracked change deletes is left out: “deletedmoved”",
        ),
        ("manuscript-hidden", "a text is hidden, and was read like the others"),
        ("manuscript-left-out", "the page header is left out: “Draft of June”"),
        ("manuscript-left-out", "a comment is left out: “Is this so?”"),
    ]


def test_a_picture_is_told_of() -> None:
    document = Document()
    document.add_paragraph("See")._p.append(xml("<w:r {ns}><w:drawing/></w:r>"))
    assert warned(read(document)) == [("manuscript-left-out", "a picture or drawing is left out")]


@pytest.mark.parametrize("name", ["heading 3", "Titre 1", "Überschrift 2", "Título"])
def test_a_heading_is_known_by_its_style_in_any_language(name: str) -> None:
    document = Document()
    if name not in document.styles:
        document.styles.add_style(name, 1)
    document.add_paragraph("Partnerships", style=name)
    assert lines(document) == [(LineKind.HEADING, "Partnerships")]


def test_a_heading_is_known_by_its_level_in_a_style_below_its_own() -> None:
    document = Document()
    below = document.styles.add_style("Ours", 1)
    below.element.append(xml("<w:pPr {ns}><w:outlineLvl w:val='1'/></w:pPr>"))
    document.styles.add_style("Ours too", 1).base_style = below
    document.add_paragraph("Partnerships", style="Ours too")
    assert lines(document) == [(LineKind.HEADING, "Partnerships")]


def test_a_point_of_a_list_is_known_by_its_numbering() -> None:
    document = Document()
    settings = "<w:pPr {ns}><w:numPr><w:ilvl w:val='0'/><w:numId w:val='%d'/></w:numPr></w:pPr>"
    for number in (5, 0):
        document.add_paragraph("A law.")._p.insert(0, xml(settings % number))
    assert lines(document) == [(LineKind.ITEM, "A law."), (LineKind.TEXT, "A law.")]


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        (["**All of it**"], "All of it"),
        (["Migr", "**ants**", " may"], "Migrants may"),
        (["Migr", "**ants**", " may ", "*all*", " go"], "Migrants may *all* go"),
        (["See ", "*this *", "one"], "See *this* one"),
        (["The ", "*Act (1966)*", ", too"], "The *Act (1966)*, too"),
        (["[a](http://b.org) 3*4 ", "**bold**"], r"\[a\](http://b.org) 3\*4 **bold**"),
    ],
)
def test_emphasis_stands_where_it_can_be_read(runs: list[str], text: str) -> None:
    paragraph = (document := Document()).add_paragraph()
    for each in runs:
        found = re.fullmatch(r"(\*{1,3})(.*)\1", each) or re.fullmatch(r"(\*{3})(.*)", each)
        run = paragraph.add_run(found[2] if found else each)
        if found:
            run.italic, run.bold = len(found[1]) % 2 == 1, len(found[1]) > 1
    assert lines(document) == [(LineKind.TEXT, text)]


def test_lists_side_by_side_come_list_by_list() -> None:
    document = Document()
    table = document.add_table(2, 2)
    for place, head in enumerate(("Well-developed", "Potential")):
        table.cell(0, place).text = head
        cell = table.cell(1, place)
        cell.text = f"{head} 1."
        cell.paragraphs[0].style = "List Bullet"
        cell.add_paragraph(f"{head} 2.", style="List Bullet")
    assert [text for _, text in lines(document)] == [
        *("Well-developed", "Well-developed 1.", "Well-developed 2."),
        *("Potential", "Potential 1.", "Potential 2."),
    ]


def test_a_list_beside_the_name_of_its_domain_stays_with_it() -> None:
    document = Document()
    table = document.add_table(2, 2)
    for place in range(2):
        table.cell(place, 0).text = f"Domain {place}"
        table.cell(place, 1).text = "One."
        table.cell(place, 1).add_paragraph(f"Two of {place}.")
    assert [text for _, text in lines(document)] == [
        *("Domain 0", "One.", "Two of 0.", "Domain 1", "One.", "Two of 1."),
    ]


def test_a_note_keeps_its_link_and_stays_with_its_line() -> None:
    document = Document()
    paragraph = document.add_paragraph("The Act.")
    paragraph.add_run().add_break()
    paragraph.add_run("It is in force.")
    add_footnote(paragraph, 1)
    add_link(paragraph, LinkTarget("law", "https://example.org/law"))
    with_footnotes(document, ["See *the* law."])
    first, second = read(document).lines
    assert (first.notes, first.number, second.number) == ((), 1, 1)
    assert second.notes == (r"See \*the\* law.",)


def test_an_endnote_is_a_note() -> None:
    document = Document()
    paragraph = document.add_paragraph("The Act")
    add_footnote(paragraph, 1)
    with_footnotes(document, ["At the end."])
    changed = rezipped(
        saved(document),
        lambda text: text.replace(b"footnote", b"endnote"),
        renamed=lambda name: name.replace("footnote", "endnote"),
    )
    assert read_word(FILE, changed).lines[0].notes == ("At the end.",)


def bomb() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "")
        archive.writestr("word/document.xml", b" " * 61_000_000)
    return out.getvalue()


def other(name: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, "")
    return out.getvalue()


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.mark.parametrize(
    ("data", "code", "message"),
    [
        (b"", "manuscript-damaged", "this is no whole Word file: File is not a zip file"),
        (b"plain text", "manuscript-damaged", "this is no whole Word file: File is not a zip file"),
        (word_of()[:-200], "manuscript-damaged", "this is no whole Word file: File is not a zip"),
        (OLD, "manuscript-old-form", "this is a Word file of the old form"),
        (
            OLD + "EncryptedPackage".encode("utf-16-le"),
            "manuscript-locked",
            "the Word file is protected with a password",
        ),
        (
            word_of().replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01"),
            "manuscript-locked",
            "the Word file is protected with a password",
        ),
        (bomb(), "manuscript-too-large", "unpacked, the file has 61 MB; at most 60 MB are read"),
        (other("xl/a"), "manuscript-other-form", "this is a spreadsheet, not a Word file"),
        (other("content.xml"), "manuscript-other-form", "this is a LibreOffice file, not a Word"),
        (
            rezipped(
                word_of(),
                lambda text: text.replace(
                    b"openxmlformats-officedocument.wordprocessingml.document.main",
                    b"ms-word.document.macroEnabled.main",
                ),
            ),
            "manuscript-other-form",
            "this is a template, or has macros: no plain Word file",
        ),
        (other("a.txt"), "manuscript-other-form", "this is a zip file of another kind, not a"),
        (
            rezipped(word_of(), lambda text: text.replace(b"<w:p>", b"<w:q>", 1)),
            "manuscript-damaged",
            "this is no whole Word file: Opening and ending tag mismatch",
        ),
        (
            rezipped(
                word_of(), lambda text: text.replace(b"<w:document", b"<!DOCTYPE a []><w:document")
            ),
            "manuscript-damaged",
            "this is no whole Word file: word/document.xml declares a document type",
        ),
        (
            rezipped(
                word_of(), lambda text: text, renamed=lambda name: name.replace("_rels/.rels", "x")
            ),
            "manuscript-damaged",
            "this is no whole Word file:",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) and " " not in value else "",
)
def test_a_file_that_cannot_be_read_is_told_of_in_plain_words(
    data: bytes, code: str, message: str
) -> None:
    with pytest.raises(ProblemsFound) as found:
        read_word(FILE, data)
    (problem,) = found.value.problems
    assert (problem.code, problem.hint != "") == (code, True)
    assert problem.message.startswith(message)


def test_paragraphs_below_the_two_lists_in_a_table_stay_in_their_column() -> None:
    document = Document()
    document.add_heading("Partnerships", 1)
    table = document.add_table(2, 2)
    well, potential = (table.cell(1, column) for column in range(2))
    table.cell(0, 0).text = "Examples of well-developed areas"
    table.cell(0, 1).text = "Areas with potential for further development"
    well.text = "One is so."
    add_footnote(well.paragraphs[0], 1)
    well.add_paragraph("Two is so.")
    potential.text = "Three is so."
    with_footnotes(document, ["Of the first."])
    done = placing.place(read(document))
    assert done.warnings == []
    lists = done.findings[Domain.PARTNERSHIPS, FindingList.WELL_DEVELOPED]
    assert [(each.text, each.note) for each in lists] == [
        ("One is so.", "Of the first."),
        ("Two is so.", None),
    ]
    (last,) = done.findings[Domain.PARTNERSHIPS, FindingList.POTENTIAL]
    assert last.text == "Three is so."
    # Each paragraph of a cell has its own line in the ledger.
    assert [entry.number for entry in ledger_of(done)] == [1, 2, 3, 4, 5, 6]


def test_a_text_across_a_table_may_name_the_domain_of_its_rows() -> None:
    document = Document()
    table = document.add_table(3, 2)
    table.cell(0, 0).text = "Examples of well-developed areas"
    table.cell(0, 1).text = "Areas with potential for further development"
    across = table.cell(1, 0).merge(table.cell(1, 1))
    across.text = "Partnerships"
    across.add_paragraph("About partners.")
    table.cell(2, 1).text = "One is so."
    done = placing.place(read(document))
    (finding,) = done.findings[Domain.PARTNERSHIPS, FindingList.POTENTIAL]
    assert finding.text == "One is so."
    assert [each.text for each in done.unplaced] == ["About partners."]

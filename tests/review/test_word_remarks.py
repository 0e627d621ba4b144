"""What reviewers did to the Word file comes back with finding and line, and none is lost."""

from copy import deepcopy
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from built import LESOTHO, PROFILES
from editions import lesotho, profile_of
from mgi_report import ProblemsFound, comments, diff
from mgi_report.document.assets import Assets
from mgi_report.review.carried import read_profile
from mgi_report.review.remarks import Remark
from mgi_report.review.sign_off import sign_off_file
from mgi_report.review.word_file import number_of_bookmark
from mgi_report.review.written import DiffWriter

PARAGRAPH_ID = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"


class WordReviewer:
    """Change a copy of the Word file, as Word does."""

    def __init__(self) -> None:
        self.document: Any = Document(BytesIO(sign_off_file(profile_of(lesotho()), Assets())))

    def row(self, number: str) -> Any:
        rows = (row for table in self.document.tables for row in table.rows)
        return next(row for row in rows if row.cells[0].text == number)

    def replace(self, number: str, old: str, new: str, author: str = "Ministry") -> None:
        """Take words out of a finding and put others in, with changes tracked."""
        track(self.row(number).cells[1].paragraphs[0], old, new, author)

    def save(self, folder: Path) -> Path:
        self.document.save(folder / "reviewed.docx")
        return folder / "reviewed.docx"


def track(paragraph: Any, old: str, new: str, author: str) -> None:
    (run,) = [each for each in paragraph.runs if old in each.text]
    before, _, after = run.text.partition(old)
    last = run._r
    for tag, words in ((None, before), ("w:del", old), ("w:ins", new), (None, after)):
        made = deepcopy(run._r)
        (text,) = made.findall(qn("w:t"))
        text.text = words
        text.set(qn("xml:space"), "preserve")
        if tag == "w:del":
            text.tag = qn("w:delText")
        if tag:
            change = OxmlElement(tag)
            change.set(qn("w:id"), "900")
            change.set(qn("w:author"), author)
            change.append(made)
            made = change
        last.addnext(made)
        last = made
    run._r.getparent().remove(run._r)


def shown(remarks: tuple[Remark, ...]) -> list[tuple[str, ...]]:
    return [(each.number, each.kind, each.author, each.text) for each in remarks]


@pytest.mark.parametrize("profile", PROFILES, ids=lambda path: path.name)
def test_of_no_profile_a_file_that_comes_back_as_it_went_has_remarks(
    profile: Path, tmp_path: Path
) -> None:
    file = tmp_path / "draft.docx"
    file.write_bytes(sign_off_file(read_profile(profile).profile, Assets()))
    assert comments(file, profile) == ()
    difference = diff(profile, profile)
    assert difference.is_empty
    assert DiffWriter(difference, "a", "b").data("word")[:2] == b"PK"


def test_a_file_that_comes_back_as_it_went_has_no_remarks(tmp_path: Path) -> None:
    file = WordReviewer().save(tmp_path)
    assert comments(file) == ()
    assert comments(file, LESOTHO) == ()


def test_each_kind_of_remark_is_told_with_its_finding_and_line(tmp_path: Path) -> None:
    reviewer = WordReviewer()
    cell = reviewer.row("1.W.2").cells[1].paragraphs[0]
    reviewer.document.add_comment(cell.runs, text="Since when?", author="Ministry", initials="M")
    reviewer.row("2.W.1").cells[3].text = "Agreed.\nBut see the annex."
    reviewer.replace("1.W.3", "all", "most")
    heading = next(each for each in reviewer.document.paragraphs if each.text.startswith("Draft"))
    track(heading, "Draft", "Text", "Office")
    reviewer.document.add_comment(heading.runs[:1], text="No finding", author="Office")
    found = comments(reviewer.save(tmp_path), LESOTHO)
    assert shown(found)[:3] == [
        ("1.W.2", "Comment", "Ministry", "Since when?"),
        (
            "1.W.3",
            "Change",
            "Ministry",
            "The Aliens Control Act (1966) provides for family reunification rights to "
            "[-all-]{+most+} foreigners legally residing in Lesotho that can prove sufficient "
            "financial means to support the incoming members of …",
        ),
        ("2.W.1", "Comment column", "", "Agreed. But see the annex."),
    ]
    assert found[0].marked.startswith("Migrants have the same access as nationals")
    assert [(each.number, each.kind, each.author) for each in found[3:]] == [
        ("", "Comment", "Office"),
        ("", "Change", "Office"),
    ]
    assert [each.location.line for each in found[:2] if each.location] == [44, 48]


def test_changes_that_were_not_tracked_and_findings_that_are_gone_are_told(tmp_path: Path) -> None:
    reviewer = WordReviewer()
    cell = reviewer.row("1.W.2").cells[1].paragraphs[0]
    cell.runs[0].text = cell.runs[0].text.replace("the same access as nationals", "equal access")
    row = reviewer.row("1.W.3")._tr
    row.getparent().remove(row)
    file = reviewer.save(tmp_path)
    assert comments(file) == ()
    one, two = comments(file, LESOTHO)
    assert (one.number, one.kind) == ("1.W.2", "Differs from the data")
    assert one.text.startswith("Migrants have [-the same-]{+equal+} access[- as nationals-] to")
    assert (two.number, two.kind, two.now) == ("", "Not in the file", "1.W.3")
    assert two.marked.startswith("The Aliens Control Act (1966)")
    assert two.location is not None


def test_a_deleted_row_and_one_put_in_are_told(tmp_path: Path) -> None:
    reviewer = WordReviewer()
    mark = OxmlElement("w:del")
    mark.set(qn("w:author"), "Ministry")
    reviewer.row("1.W.1")._tr.get_or_add_trPr().append(mark)
    new = reviewer.document.tables[0].add_row()
    new.cells[1].paragraphs[0].add_run("A law that was forgotten")
    track(new.cells[1].paragraphs[0], "A law that was forgotten", "A law.", "Ministry")
    found = comments(reviewer.save(tmp_path))
    assert shown(found) == [
        ("1.W.1", "Row deleted", "Ministry", ""),
        ("", "Change", "Ministry", "[-A law that was forgotten-]{+A law.+}"),
    ]


def test_rows_put_in_without_being_tracked_are_told(tmp_path: Path) -> None:
    reviewer = WordReviewer()
    for number in ("", "1.W.77"):
        new = reviewer.document.tables[0].add_row()
        new.cells[0].text, new.cells[1].text = number, "A law that was forgotten."
        new.cells[3].text = "Please add."
    reviewer.document.tables[0].add_row()
    file = reviewer.save(tmp_path)
    nowhere = ("", "Row inserted", "", "A law that was forgotten.\nPlease add.")
    column = ("1.W.77", "Comment column", "", "Please add.")
    law = ("1.W.77", "Not in the data", "", "A law that was forgotten.")
    assert shown(comments(file)) == [column, nowhere]
    assert shown(comments(file, LESOTHO)) == [column, law, nowhere]


def test_what_stands_in_cells_of_any_kind_is_told_where_it_stands(tmp_path: Path) -> None:
    reviewer = WordReviewer()
    inner = reviewer.row("1.W.1").cells[3].add_table(1, 2).rows[0]
    inner.cells[0].text, inner.cells[1].text = "1.W.3", "a table"
    control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    cell = reviewer.row("1.W.2").cells[3]
    cell.text = "controlled"
    cell._tc.addprevious(control)
    control.append(content)
    content.append(cell._tc)
    merged = reviewer.row("1.W.3")
    merged.cells[3].text = "merged"
    merged.cells[1].merge(merged.cells[2])
    reviewer.row("2.W.1").cells[0].paragraphs[0].add_run(" see annex")
    assert shown(comments(reviewer.save(tmp_path), LESOTHO)) == [
        ("1.W.1", "Comment column", "", "1.W.3 a table"),
        ("1.W.2", "Comment column", "", "controlled"),
        ("1.W.3", "Comment column", "", "merged"),
        ("2.W.1", "Change", "", "2.W.1{+ see annex+}"),
    ]


def test_rows_that_were_moved_are_told(tmp_path: Path) -> None:
    reviewer = WordReviewer()
    reviewer.row("3.P.1")._tr.addnext(reviewer.row("1.W.2")._tr)
    twice = reviewer.row("4.W.1")._tr
    twice.addnext(deepcopy(twice))
    first = reviewer.row("1.W.1")._tr
    first.addprevious(reviewer.row("6.P.1")._tr)
    assert shown(comments(reviewer.save(tmp_path), LESOTHO)) == [
        ("1.W.2", "Row moved", "", "It stands behind 3.P.1 now."),
        ("6.P.1", "Row moved", "", "It stands before all others now."),
    ]


def test_a_hyphen_that_word_has_an_element_for_is_no_change(tmp_path: Path) -> None:
    data = tmp_path / "data.yaml"
    data.write_text(lesotho().replace("the same access as", "the non\u2011same access as"), "utf-8")
    reviewer = WordReviewer()
    (run,) = reviewer.row("1.W.2").cells[1].paragraphs[0].runs
    before, _, after = run.text.partition("same access as")
    run.text = f"{before}non"
    run._r.append(OxmlElement("w:noBreakHyphen"))
    run._r.append(OxmlElement("w:t"))
    run._r[-1].text = f"same access as{after}"
    assert comments(reviewer.save(tmp_path), data) == ()


def test_a_comment_of_nobody_is_told(tmp_path: Path) -> None:
    reviewer = WordReviewer()
    runs = reviewer.row("1.W.2").cells[1].paragraphs[0].runs
    made = reviewer.document.add_comment(runs, text="Since when?")
    del made._comment_elm.attrib[qn("w:author")]
    found = comments(reviewer.save(tmp_path))
    assert shown(found) == [("1.W.2", "Comment", "", "Since when?")]


def test_findings_are_known_without_bookmarks_and_after_their_numbers_changed(
    tmp_path: Path,
) -> None:
    reviewer = WordReviewer()
    body = reviewer.document.element.body
    for each in [*body.iter(qn("w:bookmarkStart"))]:
        if number_of_bookmark(each.get(qn("w:name"))) == "1.W.2":
            each.getparent().remove(each)
    reviewer.row("1.W.2").cells[3].text = "No bookmark"
    # Somebody deleted the number; the bookmark still knows it.
    row = reviewer.row("1.W.3")
    row.cells[3].text = "No number"
    row.cells[0].text = ""
    found = comments(reviewer.save(tmp_path))
    assert shown(found) == [
        ("1.W.2", "Comment column", "", "No bookmark"),
        ("1.W.3", "Comment column", "", "No number"),
    ]


def test_answers_stand_with_what_they_answer(tmp_path: Path) -> None:
    reviewer = WordReviewer()
    runs = reviewer.row("1.W.1").cells[1].paragraphs[0].runs
    for number, text in (("00000001", "Why?"), ("00000002", "Because.")):
        comment = reviewer.document.add_comment(runs, text=text, author="A")
        comment.paragraphs[-1]._p.set(PARAGRAPH_ID, number)
    xml = (
        b'<w15:commentsEx xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml">'
        b'<w15:commentEx w15:paraId="00000002" w15:paraIdParent="00000001"/></w15:commentsEx>'
    )
    part = Part(PackURI("/word/commentsExtended.xml"), "application/xml", xml)
    reviewer.document.part.relate_to(part, RELATIONSHIP_TYPE.COMMENTS + "Extended")
    (remark,) = comments(reviewer.save(tmp_path))
    assert (remark.text, [each.text for each in remark.replies]) == ("Why?", ["Because."])


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 no archive", b"\xd0\xcf\x11\xe0 old Word"])
def test_what_is_no_word_file_is_told(data: bytes, tmp_path: Path) -> None:
    file = tmp_path / "x.docx"
    file.write_bytes(data)
    with pytest.raises(ProblemsFound) as raised:
        comments(file)
    (problem,) = raised.value.problems
    assert (problem.code, str(problem.location)) == ("not-a-word-file", str(file))


@pytest.mark.parametrize("content", [b"<broken", b"<w:x xmlns:w='y'/>"])
def test_a_word_file_with_broken_insides_is_told(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "x.docx"
    written = BytesIO(sign_off_file(profile_of(lesotho()), Assets()))
    with ZipFile(written) as whole, ZipFile(file, "w") as broken:
        for name in whole.namelist():
            data = content if name == "word/document.xml" else whole.read(name)
            broken.writestr(name, data)
    with pytest.raises(ProblemsFound) as raised:
        comments(file)
    assert raised.value.problems[0].code == "not-a-word-file"


def test_a_spreadsheet_and_an_archive_are_no_word_files(tmp_path: Path) -> None:
    file = tmp_path / "x.docx"
    with ZipFile(file, "w") as archive:
        archive.writestr("a.txt", "x")
    with pytest.raises(ProblemsFound) as raised:
        comments(file)
    assert raised.value.problems[0].code == "not-a-word-file"
    with pytest.raises(ProblemsFound) as raised:
        comments(tmp_path / "missing.docx")
    assert raised.value.problems[0].code == "file-missing"

"""The Word file for a sign-off: whole, accessible, and the same whenever it is written."""

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn

from editions import ROOT, edited, lesotho, profile_of
from mgi_report.document.assets import Assets
from mgi_report.profile.model import Profile
from mgi_report.review.sign_off import sign_off_file
from mgi_report.review.word_file import bookmark_of, number_of_bookmark


def opened(profile: Profile) -> Any:
    return Document(BytesIO(sign_off_file(profile, Assets())))


@pytest.fixture(scope="module")
def word() -> Any:
    draft = edited(
        lesotho(),
        ("status: final", "status: draft"),
        ("short_label: Reserved business activities", "note: The *list* is from 2020."),
    )
    return opened(profile_of(draft))


def test_every_finding_stands_in_a_row_of_its_own_under_the_official_headings(word: Any) -> None:
    findings = list(profile_of(lesotho()).all_findings())
    rows = [row for table in word.tables for row in table.rows[1:]]
    assert [row.cells[0].text for row in rows] == [each.number for each in findings]
    assert [row.cells[1].text for row in rows] == [each.finding.text for each in findings]
    assert {row.cells[3].text for row in rows} == {""}
    notes = [row.cells[2].text for row in rows if row.cells[2].text]
    assert notes == ["The list is from 2020."]
    heads = {tuple(cell.text for cell in table.rows[0].cells) for table in word.tables}
    assert heads == {("No.", "Finding", "Note", "Comment")}
    headings = [each.text for each in word.paragraphs if each.style.name == "Heading 2"]
    assert headings[:2] == [
        "Examples of well-developed areas",
        "Areas with potential for further development",
    ]
    texts = [each.text for each in word.paragraphs]
    assert texts[0] == "The Kingdom of Lesotho"
    assert "Second Profile, 2021 · December 2021" in texts
    assert "Status: Draft, not signed off for publication" in texts


def test_heads_repeat_rows_stay_whole_and_findings_can_be_found_again(word: Any) -> None:
    body = word.element.body
    for table in word.tables:
        first, *others = table._tbl.tr_lst
        assert first.trPr.find(qn("w:tblHeader")) is not None
        for row in (first, *others):
            assert row.trPr.find(qn("w:cantSplit")) is not None
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
    names = [each.get(qn("w:name")) for each in body.iter(qn("w:bookmarkStart"))]
    assert names[2] == "_finding_1_W_3"
    numbers = [each.number for each in profile_of(lesotho()).all_findings()]
    assert [number_of_bookmark(name) for name in names] == numbers
    assert number_of_bookmark("_GoBack") is None
    assert number_of_bookmark(bookmark_of("6.P.12")) == "6.P.12"


def test_the_same_profile_gives_the_same_bytes_with_no_clock() -> None:
    profile = profile_of(lesotho())
    data = sign_off_file(profile, Assets())
    assert data == sign_off_file(profile, Assets())
    with ZipFile(BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert core.count("2021-12-01T00:00:00Z") == 2
    assert "<dc:title>The Kingdom of Lesotho: Second Profile, 2021</dc:title>" in core
    assert "<dc:language>en</dc:language>" in core
    undated = sign_off_file(
        profile_of(edited(lesotho(), ("date: 2021-12", "year: 2021"))), Assets()
    )
    with ZipFile(BytesIO(undated)) as archive:
        assert "dcterms:created" not in archive.read("docProps/core.xml").decode()


def test_a_title_longer_than_word_takes_is_cut_in_the_properties_alone() -> None:
    name = f"The {'Very Long Name of the ' * 12}Kingdom"
    word = opened(profile_of(edited(lesotho(), ("name: The Kingdom of Lesotho", f"name: {name}"))))
    assert word.core_properties.title == f"{name[:254]}…"
    assert word.paragraphs[0].text == name


def test_a_profile_in_a_language_without_a_catalogue_says_which_it_is_in() -> None:
    word = opened(profile_of(edited(lesotho(), ("language: en", "language: sw"))))
    languages = {each.get(qn("w:val")) for each in word.styles.element.iter(qn("w:lang"))}
    assert languages == {"sw"}


def test_lists_without_findings_and_links_are_there_too() -> None:
    path = ROOT / "tests" / "profiles" / "links-and-notes.en.yaml"
    word = opened(profile_of(path.read_text("utf-8")))
    text = word.element.body.xml
    assert "w:hyperlink" in text
    said = {each.get(qn("w:val")) for each in word.element.body.iter(qn("w:lang"))}
    assert said == {"fr", "pt-BR", "st"}
    assert "{fr}" not in " ".join(cell.text for table in word.tables for cell in table._cells)
    empty = opened(profile_of((ROOT / "tests/profiles/empty-list.en.yaml").read_text("utf-8")))
    assert any("records no" in each.text for each in empty.paragraphs)


def test_its_words_are_in_the_language_of_the_profile() -> None:
    word = opened(profile_of(edited(lesotho(), ("language: en", "language: fr-CA"))))
    told = " ".join(each.text for each in word.paragraphs)
    assert "Projet des principales conclusions" in told
    assert "Exemples de points forts" in told

"""Remarks in our own PDF come back with finding and line, and none is lost."""

from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pytest
from pikepdf import Array, Dictionary, Name, String

from built import LESOTHO, Build
from editions import edited, lesotho
from mgi_report import comments
from mgi_report.review.remarks import Remark

Rect = tuple[float, float, float, float]
WORDS = "family reunification rights"


@pytest.fixture(scope="module")
def pdf(finished: Build) -> Path:
    return finished(LESOTHO)[0].file


def places(file: Path, words: str) -> list[tuple[int, list[Rect]]]:
    """Return each page, from 0, on which words stand, and their lines in pt from the lower left."""
    document = pypdfium2.PdfDocument(file.read_bytes())
    found = []
    for number, page in enumerate(document):
        text = page.get_textpage()
        if at := text.search(words).get_next():
            found.append((number, [text.get_rect(each) for each in range(text.count_rects(*at))]))
    document.close()
    return found


class Reviewer:
    """Write annotations into a copy of a PDF, as readers of PDFs do."""

    def __init__(self, file: Path) -> None:
        self.pdf = pikepdf.open(file)

    def add(self, page: int, kind: str, rect: Rect, words: str = "", **more: Any) -> Any:
        entry = Dictionary(
            Type=Name.Annot,
            Subtype=Name(f"/{kind}"),
            Rect=Array(rect),
            T=String("Ministry"),
            Contents=String(words),
            **more,
        )
        made = self.pdf.make_indirect(entry)
        whole = self.pdf.pages[page].obj
        if "/Annots" not in whole:
            whole.Annots = Array()
        whole.Annots.append(made)
        return made

    def mark(self, page: int, kind: str, lines: list[Rect], words: str) -> Any:
        quads: list[float] = []
        for left, bottom, right, top in lines:
            quads += [left, top, right, top, left, bottom, right, bottom]
        return self.add(page, kind, lines[0], words, QuadPoints=Array(quads))

    def save(self, file: Path) -> Path:
        self.pdf.save(file)
        self.pdf.close()
        return file


def shown(remarks: tuple[Remark, ...]) -> list[tuple[str, ...]]:
    return [(each.number, each.kind, each.text, each.marked) for each in remarks]


def test_each_kind_of_remark_is_told_with_its_finding(pdf: Path, tmp_path: Path) -> None:
    (first, lines), (second, other) = places(pdf, WORDS)
    reviewer = Reviewer(pdf)
    nowhere = reviewer.add(0, "FreeText", (100, 100, 200, 120), "On the cover")
    marked = reviewer.mark(second, "Highlight", other, "Name the law: café")
    reply = reviewer.add(second, "Text", (0, 0, 1, 1), "Done", IRT=marked)
    reviewer.add(second, "Text", (0, 0, 1, 1), "Thanks", IRT=reply)
    reviewer.add(second, "Popup", other[0], "A window", Parent=marked)
    reviewer.mark(first, "StrikeOut", lines, "")
    left, bottom, _, top = other[0]
    reviewer.add(second, "Text", (20, bottom, 38, top), "An icon in the margin")
    reviewer.add(second, "Caret", (left, bottom, left + 4, top), "more")
    assert nowhere is not None
    found = comments(reviewer.save(tmp_path / "reviewed.pdf"))
    assert shown(found) == [
        ("1.W.3", "Strike-out", "", WORDS),
        ("1.W.3", "Highlight", "Name the law: café", WORDS),
        ("1.W.3", "Note", "An icon in the margin", ""),
        ("1.W.3", "Insertion", "more", ""),
        ("", "Text on the page", "On the cover", ""),
    ]
    assert [each.page for each in found] == [first + 1, second + 1, second + 1, second + 1, 1]
    assert {each.author for each in found} == {"Ministry"}
    (answer,) = found[1].replies
    assert (answer.text, [each.text for each in answer.replies]) == ("Done", ["Thanks"])
    where = found[1].location
    assert where is not None
    assert lesotho().splitlines()[(where.line or 0) - 1] == "      - text: >-"
    assert where.path == "domains.migrants-rights.well_developed[2].text"
    assert str(where.file).endswith("reviewed.pdf/profile.yaml")


def test_what_is_said_without_words_is_told_too(pdf: Path, tmp_path: Path) -> None:
    (_, _), (page, lines) = places(pdf, WORDS)
    reviewer = Reviewer(pdf)
    new = reviewer.add(page, "Caret", lines[0], "others")
    struck = reviewer.mark(page, "StrikeOut", lines, "")
    struck.IRT, struck.RT = new, Name.Group
    reviewer.add(page, "Stamp", lines[0]).Name = Name.NotApproved
    reviewer.add(page, "FileAttachment", lines[0], FS=Dictionary(UF=String("opinión.txt")))
    found = comments(reviewer.save(tmp_path / "reviewed.pdf"))
    assert shown(found) == [
        ("1.W.3", "Insertion", "others", ""),
        ("1.W.3", "Stamp", "Not Approved", ""),
        ("1.W.3", "Attached file", "opinión.txt", ""),
    ]
    assert shown(found[0].replies) == [("1.W.3", "Strike-out", "", WORDS)]


def test_the_line_is_that_of_the_data_as_they_are_now(pdf: Path, tmp_path: Path) -> None:
    (_, _), (page, lines) = places(pdf, WORDS)
    reviewer = Reviewer(pdf)
    reviewer.mark(page, "Highlight", lines, "x")
    file = reviewer.save(tmp_path / "reviewed.pdf")
    data = tmp_path / "now.yaml"
    new = "      - A finding put in before it says something else altogether.\n"
    text = edited(
        lesotho(), ("well_developed:", f"well_developed:\n{new}"), (WORDS, "family rights")
    )
    data.write_text(text, "utf-8")
    (remark,) = comments(file, data)
    assert (remark.number, remark.now) == ("1.W.3", "1.W.4")
    assert remark.location is not None
    assert remark.location.file == data
    lines_now = text.splitlines()
    assert "family rights" in " ".join(lines_now[(remark.location.line or 0) :][:3])


def test_a_mark_outside_of_the_findings_is_told_with_its_words(pdf: Path, tmp_path: Path) -> None:
    page, lines = places(pdf, "policy-benchmarking")[0]
    reviewer = Reviewer(pdf)
    reviewer.mark(page, "Underline", lines, "Is it?")
    (remark,) = comments(reviewer.save(tmp_path / "reviewed.pdf"))
    assert shown((remark,)) == [("", "Underline", "Is it?", "policy-benchmarking")]
    assert remark.page == page + 1


def test_in_a_file_for_the_printer_findings_are_known_by_the_words_marked(
    finished: Build, tmp_path: Path
) -> None:
    press = finished(LESOTHO)[1].file
    page, lines = places(press, WORDS)[-1]
    reviewer = Reviewer(press)
    reviewer.mark(page, "Highlight", lines, "x")
    file = reviewer.save(tmp_path / "reviewed.pdf")
    assert [each.number for each in comments(file)] == [""]
    (remark,) = comments(file, LESOTHO)
    assert (remark.number, remark.marked) == ("1.W.3", WORDS)
    assert remark.location is not None


def test_odd_annotations_of_a_file_of_others_are_told_too(tmp_path: Path) -> None:
    with pikepdf.new() as made:
        made.add_blank_page()
        made.save(tmp_path / "blank.pdf")
    reviewer = Reviewer(tmp_path / "blank.pdf")
    one = reviewer.add(
        0, "Stamp", (0, 0, 9, 9), "", RC=String("<p>Ap<b>proved</b></p><p>x &lt; y</p>")
    )
    two = reviewer.add(0, "Text", (5, 5), "no place", IRT=one)
    one.IRT = two  # Each answers the other.
    reviewer.add(0, "Highlight", (0, 0, 9, 9), "short quads", QuadPoints=Array([1, 2, 3]))
    reviewer.pdf.pages[0].obj.Annots.append(String("no annotation"))
    found = comments(reviewer.save(tmp_path / "reviewed.pdf"), LESOTHO)
    assert [(each.kind, each.text) for each in found] == [
        ("Highlight", "short quads"),
        ("Stamp", "Approved x < y"),
    ]
    assert [each.text for each in found[1].replies] == ["no place"]


def test_a_file_without_remarks_has_none(pdf: Path) -> None:
    assert comments(pdf) == ()

"""A difference as text, Markdown, HTML and a Word file."""

import re
from datetime import date
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from editions import compared, edited, lesotho, profile_of
from mgi_report.review.changes import compare_profiles
from mgi_report.review.spans import escaped, unlisted
from mgi_report.review.written import DiffWriter

OLD = lesotho()
# One changed, one moved to another domain, one taken out, one put in; and another name.
GONE = """\
      - text: >-
          The Aliens Control Act (1966) provides for family reunification rights to all
          foreigners legally residing in Lesotho that can prove sufficient financial means to
          support the incoming members of their family.
        short_label: Family reunification
"""
NEW = edited(
    OLD.replace(GONE, ""),
    ("the same access as nationals", "<b>equal</b> access"),
    ("whole-of-government: well_developed:", "whole-of-government:\n    well_developed:\n"
     '      - "A *new* #finding by @somebody."'),
    ("research_partner: Economist Impact", "research_partner: Economist Group"),
)  # fmt: skip


@pytest.fixture(scope="module")
def writer() -> DiffWriter:
    return DiffWriter(compared(OLD, NEW), "old.yaml", "new.yaml")


def test_the_text_says_it_in_words(writer: DiffWriter) -> None:
    text = writer.data("text").decode()
    assert text.startswith(
        "The Kingdom of Lesotho: what differs\n"
        "From: old.yaml (The Kingdom of Lesotho · Second Profile, 2021)\n"
        "To: new.yaml (The Kingdom of Lesotho · Second Profile, 2021)\n"
        "\n"
        "1. Migrants’ rights\n"
        "  Examples of well-developed areas\n"
        "    1.W.2  Changed\n"
        "      Migrants have [-the same-]{+<b>equal</b>+} access[- as nationals-] to Government"
    )
    assert "    1.W.3  Removed\n      [-The Aliens Control Act (1966) provides" in text
    assert "    2.W.1  Added\n      {+A *new* #finding by @somebody.+}\n" in text
    assert "2.W.1 is now 2.W.2, 2.W.2 is now 2.W.3" in text
    assert "    credits.research_partner  Changed\n      Economist [-Impact-]{+Group+}\n" in text


def test_it_never_counts() -> None:
    words = (DiffWriter(compared(OLD, NEW), "a", "b").data("text")).decode()
    assert not re.search(r"(?i)progress|score|improved by|\d+ (added|removed|changed)", words)


def test_equal_editions_say_the_same() -> None:
    writer = DiffWriter(compared(OLD, OLD), "a", "b")
    for form in ("text", "markdown", "html"):
        assert "Both say the same." in writer.data(form).decode()


def test_markdown_is_escaped(writer: DiffWriter) -> None:
    text = writer.data("markdown").decode()
    assert "- **1.W.2** Changed\n\n  Migrants have <del>the same</del><ins>&lt;b&gt;equal" in text
    assert r"<ins>A \*new\* &#35;finding by &#64;somebody.</ins>" in text
    assert "### 1. Migrants’ rights\n\n#### Examples of well-developed areas\n" in text


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("- a", r"\- a"),
        ("1. a", r"1\. a"),
        ("# a", "&#35; a"),
        ("a_b [c](d) `e` :tada: <i>", r"a\_b \[c\](d) \`e\` &#58;tada: &lt;i&gt;"),
        ("a\n\n---\nb", "a --- b"),
        ("10:30", "10&#58;30"),
        ("a\x1b[2Jb", "a\ufffd\\[2Jb"),
    ],
)
def test_signs_of_markdown_are_shown_as_they_are(text: str, wanted: str) -> None:
    assert unlisted(escaped(text)) == wanted


class _Reader(HTMLParser):
    """Collect the words in <ins> and <del>, and what asks for other files."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.words: dict[str, list[str]] = {"ins": [], "del": []}
        self.asked: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.asked += [name for name, _ in attrs if name in ("src", "href")]
        if tag not in ("meta", "link"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        for tag in self.words.keys() & set(self.open):
            if self.open[-1] == tag:
                self.words[tag].append(data)


def test_the_page_needs_nothing_else_and_tells_changes_without_colour(writer: DiffWriter) -> None:
    page = writer.data("html").decode()
    reader = _Reader()
    reader.feed(page)
    assert (reader.open, reader.asked) == ([], [])
    assert "<b>equal</b>" in reader.words["ins"]
    assert "the same" in reader.words["del"]
    assert '<span class="unseen"> [removed: </span>the same' in page
    assert "var(--" not in page
    assert "url(" not in page


def texts(data: bytes, *, accepted: bool) -> list[str]:
    """Return the paragraphs of a Word file with all changes accepted, or all rejected."""
    dropped = "w:del" if accepted else "w:ins"
    lines = []
    for paragraph in Document(BytesIO(data)).element.body.iter(qn("w:p")):
        mark = paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}/{qn(dropped)}")
        words = [
            each.text
            for each in paragraph.iter(qn("w:t"), qn("w:delText"))
            if not any(above.tag == qn(dropped) for above in each.iterancestors())
        ]
        if mark is not None:
            assert words == []
            continue
        lines.append("".join(words))
    return lines


def numbered(text: str) -> list[str]:
    return [f"{each.number} {each.finding.text}" for each in profile_of(text).all_findings()]


def test_to_accept_all_changes_in_word_gives_the_new_edition_to_reject_them_the_old(
    writer: DiffWriter,
) -> None:
    data = writer.data("word", "A. Editor", date(2022, 1, 31))
    assert data == writer.data("word", "A. Editor", date(2022, 1, 31))
    for text, accepted in ((NEW, True), (OLD, False)):
        lines = texts(data, accepted=accepted)
        assert "" not in lines
        assert [line for line in lines if re.match(r"[1-6]\.[WP]\.", line)] == numbered(text)
    body: Any = Document(BytesIO(data)).element.body
    for text in body.iter(qn("w:t"), qn("w:delText")):
        is_deleted = any(above.tag == qn("w:del") for above in text.iterancestors())
        assert is_deleted == (text.tag == qn("w:delText"))
    changes = [*body.iter(qn("w:ins")), *body.iter(qn("w:del"))]
    assert {each.get(qn("w:author")) for each in changes} == {"A. Editor"}
    assert {each.get(qn("w:date")) for each in changes} == {"2022-01-31T00:00:00Z"}
    ids = [each.get(qn("w:id")) for each in changes]
    assert len(ids) == len(set(ids))


def test_moves_are_taken_out_in_one_place_and_put_in_in_another() -> None:
    moved = edited(
        OLD.replace(GONE, ""),
        ("partnerships: well_developed:", "partnerships:\n    well_developed:\n" + GONE),
    )
    writer = DiffWriter(compare_profiles(profile_of(OLD), profile_of(moved)), "a", "b")
    text = writer.data("text").decode()
    assert "3.W.1  Moved, from 1.W.3, 1. Migrants’ rights: Examples of well-developed areas" in text
    assert text.count("Aliens Control Act (1966) provides") == 0
    data = writer.data("word")
    for whole, accepted in ((moved, True), (OLD, False)):
        lines = texts(data, accepted=accepted)
        assert "" not in lines
        assert [line for line in lines if re.match(r"[1-6]\.[WP]\.", line)] == numbered(whole)
    # No clock: without a date none is told.
    assert all(
        each.get(qn("w:date")) is None
        for each in Document(BytesIO(data)).element.body.iter(qn("w:ins"))
    )

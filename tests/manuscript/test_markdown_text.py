"""A Markdown manuscript: its text stays as it is, with its notes and links."""

from pathlib import Path

import pytest
from forms import contents, markdown_of, told

from mgi_report.manuscript.lines import LineKind, LinkTarget, Manuscript
from mgi_report.manuscript.markdown_text import read_markdown
from mgi_report.manuscript.placed import ledger_of
from mgi_report.manuscript.placing import place
from mgi_report.problems.problem import ProblemsFound

FILE = Path("lesotho.md")


def read(text: str) -> Manuscript:
    return read_markdown(FILE, text.encode())


def lines(text: str) -> list[tuple[int, str, str]]:
    return [(line.number, line.kind.value, line.text) for line in read(text).lines]


def test_lesotho_comes_back_word_for_word_with_headings_notes_and_links() -> None:
    manuscript = read_markdown(FILE, markdown_of())
    assert told(manuscript) == contents()
    assert (manuscript.unit, manuscript.warnings) == ("line", ())


def test_every_line_of_the_file_is_a_part_of_one_line() -> None:
    written = markdown_of().decode().split("\n")
    parts = [part for line in read_markdown(FILE, markdown_of()).lines for part in line.sources]
    numbers = [part.number for part in parts]
    assert sorted(numbers) == [number for number, line in enumerate(written, 1) if line.strip()]
    assert all(part.text == written[part.number - 1] for part in parts)


def test_what_markdown_has_besides_is_kept() -> None:
    text = """\
---
Head
====

> Quoted *so*

1. One
   - Below
2. Two

    • Indented
    • and again
– with a dash
goes on

[name]: https://example.org/a
| Law | Year |
| --- | --- |
| Act | 1966 |

```
  in code
more
```
Last_one_ 3*4*5 <b>bold</b> &amp; \\*
"""
    assert lines(text) == [
        (1, "text", "---"),
        (2, "heading", "Head"),
        (5, "text", "Quoted *so*"),
        (7, "item", "One"),
        (8, "item", "Below"),
        (9, "item", "Two"),
        (11, "item", "Indented"),
        (12, "item", "and again"),
        (13, "item", "with a dash goes on"),
        (16, "text", "[name]: https://example.org/a"),
        (17, "row", "Law | Year"),
        (19, "row", "Act | 1966"),
        (21, "text", "```"),
        (22, "text", "in code"),
        (23, "text", "more"),
        (24, "text", "```"),
        (25, "text", "Last_one_ 3*4*5 <b>bold</b> &amp; *"),
    ]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("The *Act* and **all** of it", "The *Act* and **all** of it"),
        ("3*4 to 5*6, _all_, a\\*b", "3*4 to 5*6, _all_, a*b"),
        ("**All of it.**", "All of it."),
        ("a  \nb", "a b"),
        ("The [Loi *sur* l’eau]{fr} holds", "The [Loi *sur* l’eau]{fr} holds"),
        ("The law ]{fr}", r"The law \]{fr}"),
        ("[**Toute la loi.**]{fr}", "[Toute la loi.]{fr}"),
        (r"The law \[sic]{fr} and ]{fr}", r"The law \[sic\]{fr} and \]{fr}"),
    ],
)
def test_emphasis_stays_as_a_profile_has_it(text: str, kept: str) -> None:
    assert [line.text for line in read(text).lines] == [kept]


def test_footnotes_go_to_the_line_that_refers_to_them() -> None:
    text = "- One.[^a] More[^b].\n\n[^a]: A *note*\n    that goes on.\n[^b]: See [it](https://a.org).\n"
    (line,) = read(text).lines
    assert (line.text, line.kind) == ("One. More.", LineKind.ITEM)
    assert line.notes == ("A *note* that goes on.", "See [it](https://a.org).")
    assert [part.number for part in line.sources] == [1, 3, 4, 5]


def test_a_footnote_that_nothing_refers_to_is_a_line_and_a_reference_to_none_stays() -> None:
    assert lines("One.[^1]\n\n[^2]: A note.\n") == [
        (1, "text", "One.[^1]"),
        (3, "text", "A note."),
    ]


def test_links_are_apart_from_their_words() -> None:
    (line,) = read("See [the *law*](https://a.org) and [a](b).").lines
    assert line.text == "See the *law* and [a](b)."
    assert line.links == (LinkTarget("the law", "https://a.org"),)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\xff\xfea\0", "file-utf-16"),
        (b"caf\xe9", "file-not-utf-8"),
        (b"PK\x03\x04", "file-not-text"),
    ],
)
def test_what_is_no_text_is_told_of(data: bytes, code: str) -> None:
    with pytest.raises(ProblemsFound) as found:
        read_markdown(FILE, data)
    assert [problem.code for problem in found.value.problems] == [code]


def test_lines_of_signs_are_in_the_ledger_too() -> None:
    text = """\
Partnerships
============
| Examples of well-developed areas | Areas with potential |
|---|:-:|
| One is so. | Two is so. |

-

Well-being
---
```
in code
```
"""
    done = place(read(text))
    went = {entry.number: entry.places for entry in ledger_of(done)}
    written = text.split("\n")
    assert sorted(went) == [number for number, line in enumerate(written, 1) if line.strip()]
    assert went[1] == went[2]
    assert went[3] == went[4] == ("heading: of the columns",)
    assert [each.text for each in done.unplaced] == ["-", "```", "in code", "```"]

"""A saved web page: all its words arrive, as what they are, with their notes and links."""

import random
from collections import Counter
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from bs4.element import Script, Stylesheet
from forms import contents, html_of, letters, told

from mgi_report.manuscript.lines import LineKind, LinkTarget, Manuscript
from mgi_report.manuscript.web import read_web
from mgi_report.problems.problem import ProblemsFound
from mgi_report.profile.markup import plain_text

FILE = Path("lesotho.html")
PAGE = "<html><head><meta charset='%s'></head><body><p>Côte d’Ivoire – Kenema</p></body></html>"


def read(page: str) -> Manuscript:
    return read_web(FILE, page.encode())


def lines(page: str) -> list[tuple[str, str]]:
    return [(line.kind.value, line.text) for line in read(page).lines]


def test_lesotho_comes_back_word_for_word_with_headings_notes_and_links() -> None:
    manuscript = read_web(FILE, html_of())
    assert told(manuscript) == contents()
    assert manuscript.unit == "line"
    (warning,) = manuscript.warnings
    assert (warning.code, warning.message) == (
        "manuscript-left-out",
        "a menu of the site is left out: “Home Data”",
    )


def test_lines_have_the_numbers_of_their_tags() -> None:
    data = html_of()
    written = data.decode().split("\n")
    items = [line for line in read_web(FILE, data).lines if line.kind is LineKind.ITEM]
    for line in items:
        assert written[line.number - 1].startswith(f"<li>{line.text.split(' ')[0][:5]}")


NASTY = """
<div>Loose words<p>A <b>bold</b> and <em>an odd</em> one, 3*4 to 5*6 &amp; &lt;br&gt; &Eacute;</p>
and after<br>a break<hr><p>
<ul><li>One<li>Two<ul><li>Below two</ul>goes on</ul>
<table>stray<caption>Head</caption><tr><th>a<th>b</tr><tr><td>1</td><td>2</td></tr></table>
<dl><dt>Term<dd>Meaning</dl><blockquote>Quoted</blockquote><details><summary>More</summary>told</details>
<div style="display:none">Not seen</div><pre>as
written</pre><button>Press</button><svg><title>no</title></svg><!-- no --><template>no</template>
<p>No\u00a0break x<sup>2</sup> and <a href="#there">within</a>, <ruby>字<rt>zi</rt></ruby></p></div>
"""


def test_no_character_of_a_page_is_lost() -> None:
    assert lines(NASTY) == [
        ("text", "Loose words"),
        ("text", "A **bold** and *an odd* one, 3*4 to 5*6 & <br> É"),
        ("text", "and after a break"),
        ("item", "One"),
        ("item", "Two"),
        ("item", "Below two"),
        ("text", "goes on"),
        ("text", "stray"),
        ("text", "Head"),
        ("text", "a"),
        ("text", "b"),
        ("text", "1"),
        ("text", "2"),
        ("text", "Term"),
        ("text", "Meaning"),
        ("text", "Quoted"),
        ("text", "More"),
        ("text", "told"),
        ("text", "Not seen"),
        ("text", "as"),
        ("text", "written"),
        ("text", "Press"),
        ("text", "No\u00a0break x2 and within, 字"),
    ]


TAGS = (
    *("p", "div", "ul", "ol", "li", "table", "tr", "td", "th", "caption", "b", "em", "a", "sup"),
    *("h2", "br", "span", "dl", "dd", "pre", "tbody", "button", "label"),
)
WORDS = ("word ", " more", "3*4*5", "[6]", "• a\n b", "\\", "\n", " ", "a_b_c", "&amp;")


def test_no_character_is_lost_whatever_tags_stand_around_it() -> None:
    chance = random.Random(13)
    for _ in range(400):
        made = [
            chance.choice(["<{0}>", "<{0}>", "</{0}>", "{1}"]).format(
                chance.choice(TAGS), chance.choice(WORDS)
            )
            for _ in range(chance.randint(3, 25))
        ]
        page = "".join(made)
        words = "".join(BeautifulSoup(page, "html.parser").find_all(string=True))
        found: Counter[str] = Counter()
        for line in read(page).lines:
            for text in line.cell_texts or (line.text,):
                found.update("".join(plain_text(text).replace("•", "").split()))
        # A bullet makes a point of its line.
        assert found == Counter("".join(words.replace("•", "").split())), page


@pytest.mark.parametrize("tag", ["p", "li", "b", "td", "dd"])
def test_a_page_may_close_none_of_its_tags(tag: str) -> None:
    page = "".join(f"<{tag}>word{number}\n" for number in range(3000))
    found = " ".join(line.text for line in read(page).lines).replace("*", "").split()
    assert found == [f"word{number}" for number in range(3000)]


def test_no_character_of_lesotho_is_lost() -> None:
    page = BeautifulSoup(html_of(), "html.parser")
    for tag in [*page.find_all(["nav", "sup", "ol"])]:
        tag.decompose()
    texts = [text for text in page.find_all(string=True) if text != "html"]
    words = "".join(text for text in texts if not isinstance(text, Script | Stylesheet))
    found = letters(read_web(FILE, html_of()))
    assert sorted(found.elements()) == sorted("".join(words.split()))


def test_rows_of_a_table_keep_their_cells() -> None:
    page = "<table><tr><th>Law<th>Year</th></tr><tr><td>Act</td><td></td></tr></table>"
    whole = read(page.replace("<th>Year", "</th><th>Year"))
    assert [(line.kind.value, line.cell_texts) for line in whole.lines] == [
        ("row", ("Law", "Year")),
        ("row", ("Act", "")),
    ]


def test_lists_side_by_side_in_a_table_come_list_by_list() -> None:
    column = "<td><ul><li>One of {0}.</li><li>Two of {0}.</li></ul></td>"
    page = (
        "<table><tr><th>Good</th><th>Better</th></tr>"
        f"<tr>{column.format('good')}{column.format('better')}</tr></table>"
    )
    assert [text for _, text in lines(page)] == [
        *("Good", "One of good.", "Two of good.", "Better", "One of better.", "Two of better."),
    ]


@pytest.mark.parametrize(
    ("body", "text", "notes"),
    [
        # A number glued to a word, with and without a note.
        (
            "<p>sentir<sup><a href='#a'>1</a></sup></p><p id='a'>1. Of 2021</p>",
            "sentir",
            ("Of 2021",),
        ),
        (
            "<p>sentir<a href='#a'><sup>1</sup></a>.</p><div id='a'><sup>1</sup> It</div>",
            "sentir.",
            ("It",),
        ),
        ("<p>sentir1</p>", "sentir1", ()),
        ("<p>sentir<sup>1</sup></p>", "sentir1", ()),
        # As Word saves a page.
        (
            "<p>sentir<a href='#_ftn1' name='_ftnref1'>[1]</a></p>"
            "<div id='ftn1'><p><a href='#_ftnref1' name='_ftn1'>[1]</a> See <a href='https://a.org'>a</a>.</p></div>",
            "sentir",
            ("See [a](https://a.org).",),
        ),
        # The number of a year is no mark.
        ("<p>x<sup><a href='#a'>2</a></sup></p><p id='a'>2021 was so</p>", "x", ("2021 was so",)),
        # Notes that are not closed lie in each other.
        (
            "<p>x<sup><a href='#a'>1</a></sup> y<sup><a href='#b'>2</a></sup></p>"
            "<p id='a'>1. One<p id='b'>2. Two</p>",
            "x y",
            ("One", "Two"),
        ),
        # A link to a chapter is none.
        ("<p>See <sup><a href='#a'>1</a></sup></p><div id='a'><h2>One</h2></div>", "See 1", ()),
    ],
)
def test_a_raised_number_that_leads_to_a_note_brings_it(
    body: str, text: str, notes: tuple[str, ...]
) -> None:
    first, *others = read(body).lines
    assert (first.text, first.notes) == (text, notes)
    assert not notes or not others


def test_links_lead_to_the_web_or_are_told_of() -> None:
    page = "<base href='https://a.org/x/'><p><a href='y'>here</a> <a href='?q'>there</a></p>"
    assert read(page).lines[0].links == (
        LinkTarget("here", "https://a.org/x/y"),
        LinkTarget("there", "https://a.org/x/?q"),
    )
    without = read("<p><a href='y.html'>here</a> <a href='javascript:x'>there</a></p>")
    assert without.lines[0].links == ()
    assert [each.message for each in without.warnings] == [
        "a link within the site is left out: “y.html”"
    ]
    menu = "".join(f"<li><a href='/{number}'>Page</a></li>\n" for number in (1, 2, 1))
    assert [each.message for each in read(f"<ul>{menu}</ul>").warnings] == [
        "each of 2 links within the site (/1 on line 1; /2 on line 2) is left out"
    ]
    around = read("<a href='https://a.org'><h3>Partnerships</h3></a>").lines[0]
    assert (around.kind, around.links[0].title) == (LineKind.HEADING, "Partnerships")


@pytest.mark.parametrize(
    ("data", "guessed"),
    [
        ((PAGE % "utf-8").encode(), False),
        ((PAGE % "windows-1252").encode("cp1252"), False),
        ((PAGE % "iso-8859-1").encode("cp1252"), False),
        ((PAGE % "utf-16").encode("utf-16"), False),
        ((PAGE % "iso-8859-1").encode("utf-8-sig"), False),
        ((PAGE % "utf-8").encode("cp1252"), True),
        ((PAGE % "no-such-thing").encode(), False),
        (
            b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n"
            b'Content-Type: multipart/related; type="text/html"; boundary="x"\r\n\r\n--x\r\n'
            b"Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
            b"<p>C=C3=B4te d=E2=80=99Ivoire =\r\n=E2=80=93 Kenema</p>\r\n--x--\r\n",
            False,
        ),
    ],
)
def test_a_page_is_read_in_its_encoding(data: bytes, guessed: bool) -> None:
    manuscript = read_web(FILE, data)
    assert [line.text for line in manuscript.lines] == ["Côte d’Ivoire – Kenema"]
    codes = [problem.code for problem in manuscript.warnings]
    assert codes == (["manuscript-encoding"] if guessed else [])


@pytest.mark.parametrize("data", [b"%PDF-1.7 x", b"PK\x03\x04", b"\xd0\xcf\x11\xe0x", b"\x89PNG"])
def test_what_is_no_page_is_told_of(data: bytes) -> None:
    with pytest.raises(ProblemsFound) as found:
        read_web(FILE, data)
    (problem,) = found.value.problems
    assert (problem.code, ".html" in problem.hint) == ("file-not-text", True)


@pytest.mark.parametrize(
    "data", [b"", b"<", b"<p", b"<![CDATA[", b"<!x", b"\x00\xff<p>x", b"&#0;&#xd800;"]
)
def test_a_broken_page_raises_nothing(data: bytes) -> None:
    assert read_web(FILE, data).unit == "line"


def test_tables_without_end_are_read() -> None:
    manuscript = read("<table><tr><td>x" * 400 + "</td></tr></table>" * 400)
    assert "".join(line.text for line in manuscript.lines) == "x" * 400

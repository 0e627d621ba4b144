"""Make manuscripts of Lesotho in each form, with the notes and links that real ones have."""

import tomllib
from collections import Counter
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple
from xml.sax.saxutils import escape
from zipfile import ZipFile

from docx import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from openpyxl import Workbook

from mgi_report.manuscript.lines import LineKind, LinkTarget, Manuscript
from mgi_report.profile.framework import Domain, FindingList
from mgi_report.profile.loading import load
from mgi_report.profile.markup import plain_text
from mgi_report.profile.model import Profile

__all__ = [
    "LINKS",
    "NOTES",
    "Content",
    "add_footnote",
    "add_link",
    "contents",
    "html_of",
    "letters",
    "markdown_of",
    "rezipped",
    "saved",
    "sheet_of",
    "told",
    "with_footnotes",
    "word_of",
]

ROOT = Path(__file__).parents[2]
EN = tomllib.loads((ROOT / "templates/locales/en.toml").read_text("utf-8"))
# Invented, to see that they arrive with their findings.
NOTES = {"1.W.2": "An invented note, with 100 % of its signs & words.", "6.P.1": "Another note."}
LINKS = {"3.W.1": LinkTarget("African Union", "https://example.org/page?a=1&b=2")}
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


class Content(NamedTuple):
    """Hold what a line of a manuscript says."""

    kind: LineKind
    text: str
    note: str = ""
    link: LinkTarget | None = None


def lesotho() -> Profile:
    return load(ROOT / "data" / "lso-2021.en.yaml").profile


def contents() -> list[Content]:
    """Return the headings and the 30 findings in the order of the profile."""
    profile, found = lesotho(), []
    for domain in Domain:
        found.append(Content(LineKind.HEADING, EN["domains"][domain.id]["name"]))
        for finding_list in FindingList:
            found.append(Content(LineKind.HEADING, EN["lists"][finding_list.field]))
            for each in profile.findings(domain, finding_list):
                text, number = plain_text(each.finding.text), each.number
                note, link = NOTES.get(number, ""), LINKS.get(number)
                found.append(Content(LineKind.ITEM, text, note, link))
    assert sum(each.kind is LineKind.ITEM for each in found) == 30
    return found


def told(manuscript: Manuscript) -> list[Content]:
    """Return what a manuscript says, without lines that are neither headings nor points."""
    return [
        Content(
            line.kind,
            plain_text(line.text),
            " ".join(map(plain_text, line.notes)),
            line.links[0] if line.links else None,
        )
        for line in manuscript.lines
        if line.kind in (LineKind.HEADING, LineKind.ITEM)
    ]


def markdown_of() -> bytes:
    """Return Lesotho as Markdown, its findings wrapped, its notes at the end."""
    lines: list[str] = []
    notes: list[str] = []
    level = 2
    for each in contents():
        if each.kind is LineKind.HEADING:
            level = 3 if each.text in EN["lists"].values() else 2
            lines += ["", f"{'#' * level} {each.text}", ""]
            continue
        text = each.text.replace(" ", "\n  ", 4).replace("\n  ", " ", 3)
        if each.link:
            text = text.replace(each.link.title, f"[{each.link.title}]({each.link.url})")
        if each.note:
            notes += ["", f"[^{len(notes)}]: {each.note.replace(' ', chr(10) + '    ', 1)}"]
            text += f"[^{len(notes) - 2}]"
        lines.append(f"- {text}")
    return "\n".join([*lines, *notes, ""]).encode()


def html_of() -> bytes:
    """Return Lesotho as a saved page, with menus, scripts and raised numbers glued to words."""
    body: list[str] = []
    notes: list[str] = []
    for each in contents():
        if each.kind is LineKind.HEADING:
            level = 3 if each.text in EN["lists"].values() else 2
            body.append(f"<h{level}><a href='#top'>{escape(each.text)}</a></h{level}>")
            continue
        text = escape(each.text).replace("’", "&rsquo;").replace(" ", "\n   ", 2)
        if each.link:
            link = f"<a href='{escape(each.link.url)}'>{escape(each.link.title)}</a>"
            text = text.replace(each.link.title, link)
        if each.note:
            number = len(notes) + 1
            text += f"<sup><a href='#fn{number}' id='ref{number}'>{number}</a></sup>"
            back = f"<a href='#ref{number}'>↩</a>"
            notes.append(f"<li id='fn{number}'><p>{escape(each.note)} {back}</p></li>")
        body.append(f"<ul>\n<li>{text}</li>\n</ul>")
    page = "\n".join(body)
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Lesotho | Portal</title>
<style>li {{ color: red }}</style><script>var never = "<li>shown</li>";</script></head>
<body><nav><a href="/">Home</a> <a href="/data">Data</a></nav>
<main>{page}</main><ol>{"".join(notes)}</ol></body></html>
""".encode()


def sheet_of() -> bytes:
    """Return Lesotho as a spreadsheet; domains stand by number in the second half."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Domain", "List", "Finding", "Note", "Link title", "Link", "Remarks of ours"])
    domain, finding_list, number = "", "", 0
    for each in contents():
        if each.kind is LineKind.HEADING:
            if each.text in EN["lists"].values():
                finding_list = each.text
            else:
                domain, number = each.text, number + 1
            continue
        link = each.link or LinkTarget("", "")
        sheet.append(
            [
                domain if number <= 3 else number,
                finding_list,
                each.text,
                each.note or None,
                link.title or None,
                link.url or None,
            ]
        )
    return saved(book)


def word_of() -> bytes:
    """Return Lesotho as a Word file with styles, footnotes and links."""
    document = Document()
    notes: list[str] = []
    for each in contents():
        if each.kind is LineKind.HEADING:
            document.add_heading(each.text, 2 if each.text in EN["lists"].values() else 1)
            continue
        paragraph = document.add_paragraph(style="List Bullet")
        # Word cuts a sentence into runs wherever somebody once typed.
        before, _, after = each.text.partition(each.link.title if each.link else " ")
        paragraph.add_run(before)
        if each.link:
            add_link(paragraph, each.link)
        else:
            paragraph.add_run(" ")
        paragraph.add_run(after)
        if each.note:
            notes.append(each.note)
            add_footnote(paragraph, len(notes))
    with_footnotes(document, notes)
    return saved(document)


def saved(made: Any) -> bytes:
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def rezipped(
    data: bytes,
    change: Callable[[bytes], bytes],
    *more: tuple[str, bytes],
    renamed: Callable[[str], str] = str,
) -> bytes:
    """Return an office file with its parts changed, renamed and more of them."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(renamed(name), change(old.read(name)))
        for name, part in more:
            new.writestr(name, part)
    return out.getvalue()


def add_link(paragraph: Any, link: LinkTarget) -> None:
    target = paragraph.part.relate_to(link.url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    element = OxmlElement("w:hyperlink")
    element.set(qn("r:id"), target)
    run = paragraph.add_run(link.title)
    element.append(run._r)
    paragraph._p.append(element)


def add_footnote(paragraph: Any, number: int) -> None:
    """Refer to a footnote."""
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), str(number))
    paragraph.add_run()._r.append(reference)


def with_footnotes(document: Any, notes: list[str]) -> None:
    """Add the part that holds the footnotes, as Word writes it, to a document."""
    texts = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r><w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {escape(note)}</w:t></w:r></w:p></w:footnote>'
        for number, note in enumerate(notes, start=1)
    )
    separator = '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
    data = f"<w:footnotes {W}>{separator}{texts}</w:footnotes>".encode()
    name = PackURI("/word/footnotes.xml")
    part = Part(name, CONTENT_TYPE.WML_FOOTNOTES, data, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def letters(manuscript: Manuscript) -> Counter[str]:
    """Return how often each character stands in the lines, white space apart."""
    texts = (plain_text(line.text) for line in manuscript.lines)
    return Counter("".join("".join(texts).split()))

"""Make Lesotho as people make manuscripts who know nothing of styles and columns."""

from collections.abc import Callable, Iterator
from textwrap import wrap
from typing import Any
from xml.sax.saxutils import escape

from docx import Document
from forms import EN, Content, contents, saved
from openpyxl import Workbook

from mgi_report.profile.manuscript.lines import LineKind

__all__ = ["VARIANTS"]

LISTS = set(EN["lists"].values())


def domains() -> Iterator[tuple[str, list[tuple[str, list[str]]]]]:
    """Yield each domain with its lists, and the findings of each."""
    found: list[tuple[str, list[tuple[str, list[str]]]]] = []
    for each in contents():
        if each.kind is LineKind.ITEM:
            found[-1][1][-1][1].append(each.text)
        elif each.text in LISTS:
            found[-1][1].append((each.text, []))
        else:
            found.append((each.text, []))
    yield from found


def typed_bullets() -> bytes:
    """Return a Word file without styles: headings in bold capitals, bullets typed by hand."""
    document = Document()
    for each in contents():
        if each.kind is LineKind.HEADING:
            document.add_paragraph().add_run(each.text.upper()).bold = True
        else:
            document.add_paragraph(f"•\t{each.text}")
    return saved(document)


def plain_paragraphs() -> bytes:
    """Return a Word file of plain paragraphs, with colons after the headings."""
    document = Document()
    for each in contents():
        document.add_paragraph(each.text + (":" if each.kind is LineKind.HEADING else ""))
    return saved(document)


def side_by_side() -> bytes:
    """Return a Word file in which the lists of a domain stand side by side in a table."""
    document = Document()
    for domain, lists in domains():
        document.add_heading(domain, 1)
        table = document.add_table(2, 2)
        for column, (heading, findings) in enumerate(lists):
            table.cell(0, column).text = heading
            cell = table.cell(1, column)
            cell.text = findings[0]
            cell.paragraphs[0].style = "List Bullet"
            for text in findings[1:]:
                cell.add_paragraph(text, style="List Bullet")
    return saved(document)


def page_of(made: Callable[[Content], str]) -> bytes:
    return f"<html><body><div>{''.join(map(made, contents()))}".encode()


def divisions() -> bytes:
    """Return a page that is all of divisions, with headings in bold."""

    def made(each: Content) -> str:
        text = escape(each.text)
        return (
            f"<div><b>{text}</b></div>" if each.kind is LineKind.HEADING else f"<div>{text}</div>"
        )

    return page_of(made)


def line_breaks() -> bytes:
    """Return a page that is one paragraph, with line breaks and typed bullets."""

    def made(each: Content) -> str:
        text = escape(each.text)
        is_heading = each.kind is LineKind.HEADING
        return f"<br><br><b>{text}</b><br>" if is_heading else f"• {text}<br>\n"

    return page_of(made)


def wrapped_points() -> bytes:
    """Return a page whose points are wrapped with line breaks."""

    def made(each: Content) -> str:
        text = escape(each.text)
        if each.kind is LineKind.HEADING:
            return f"<h3>{text}</h3>"
        return f"<ul><li>{'<br>'.join(wrap(text, 60))}</li></ul>"

    return page_of(made)


def sheet_a_domain() -> bytes:
    """Return a spreadsheet with a sheet for each domain, whose title Excel may have cut off."""
    book: Any = Workbook()
    book.remove(book.active)
    for domain, lists in domains():
        sheet = book.create_sheet(domain[:31])
        sheet.append(["List", "Finding"])
        for heading, findings in lists:
            for text in findings:
                sheet.append([heading, text])
    return saved(book)


VARIANTS: list[tuple[str, Callable[[], bytes]]] = [
    (".docx", typed_bullets),
    (".docx", plain_paragraphs),
    (".docx", side_by_side),
    (".html", divisions),
    (".html", line_breaks),
    (".html", wrapped_points),
    (".xlsx", sheet_a_domain),
]

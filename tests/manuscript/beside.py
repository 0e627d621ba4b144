"""Make manuscripts in each form of what stands beside the findings."""

from typing import Any

from docx import Document
from forms import add_footnote, add_link, saved, with_footnotes

from mgi_report.manuscript.lines import LinkTarget

__all__ = ["TABLE_OF_NINE", "html_beside", "markdown_beside", "word_beside"]

WELL = "Examples of well-developed areas"
NOTE = "A note of the context."
SURVEY = LinkTarget("the survey", "https://example.org/s?a=1&b=2")
BOOK = LinkTarget("Labour Force Survey, 2019", "https://example.org/lfs")
FIRST = LinkTarget("First", "https://example.org/f")
DOMAIN = "The domain looks at what ministries do together."
TABLE = [["Reason", "2021"], ["Work | study", "1,127"]]
NINE = [[f"{row}.{column}" for column in range(9)] for row in range(2)]
TABLE_OF_NINE = [" | ".join(row) for row in NINE]
PAIRS = [
    ["Acronym", "Meaning"],
    ["IOM", "International Organization for Migration"],
    ["UN DESA", "United Nations Department"],
]
POINTS = [("One", 1), ("Deeper", 2), ("Deepest", 3), ("Too deep", 4), ("Two", 1)]


def _table(document: Any, rows: list[list[str]]) -> None:
    table = document.add_table(len(rows), len(rows[0]))
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text


def word_beside() -> bytes:
    """Return a Word file with styles, a table, links and a footnote."""
    document = Document()
    document.add_heading("Context", 1)
    paragraph = document.add_paragraph("See ")
    add_link(paragraph, SURVEY)
    paragraph.add_run(" for ")
    paragraph.add_run("details").bold = True
    paragraph.add_run(" in it.")
    add_footnote(paragraph, 1)
    document.add_heading("Labour", 2)
    for text, level in POINTS:
        style = "List Bullet" if level == 1 else f"List Bullet {min(level, 3)}"
        point = document.add_paragraph(text, style=style)
        if level > 3:
            settings = point._p.get_or_add_pPr().get_or_add_numPr()
            settings.get_or_add_ilvl().val = level - 1
            settings.get_or_add_numId().val = 1
    document.add_paragraph("Table 1. Permits", style="Caption")
    _table(document, TABLE)
    document.add_heading("Wide", 1)
    document.add_paragraph("A text is here.")
    _table(document, NINE)
    document.add_heading("Key findings", 1)
    document.add_heading("Partnerships", 2)
    document.add_paragraph(DOMAIN)
    document.add_heading(WELL, 3)
    document.add_paragraph("One is so.", style="List Bullet")
    document.add_heading("Annexes", 1)
    document.add_heading("Annex 1. Indicators", 2)
    document.add_paragraph("It says so.")
    document.add_heading("Acronyms", 1)
    _table(document, PAIRS)
    document.add_heading("References", 1)
    add_link(document.add_paragraph("Bureau, "), BOOK)
    paragraph = document.add_paragraph()
    add_link(paragraph, FIRST)
    paragraph.add_run(" and others.")
    with_footnotes(document, [NOTE])
    return saved(document)


def _html(rows: list[list[str]], caption: str = "") -> str:
    head = f"<caption>{caption}</caption>" if caption else ""
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return f"<table>{head}{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


def _anchor(link: LinkTarget) -> str:
    return f"<a href='{link.url.replace('&', '&amp;')}'>{link.title}</a>"


def html_beside() -> bytes:
    """Return the same as a web page."""
    points = (
        "<ul><li>One<ul><li>Deeper<ul><li>Deepest<ul><li>Too deep</li></ul></li></ul></li></ul>"
        "</li><li>Two</li></ul>"
    )
    return f"""<html><body><h2>Context</h2>
<p>See {_anchor(SURVEY)} for <b>details</b> in it.<sup><a href="#fn1" id="ref1">1</a></sup></p>
<h3>Labour</h3>{points}{_html(TABLE, "Table 1. Permits")}<h2>Wide</h2><p>A text is here.</p>
{_html(NINE)}<h1>Key findings</h1><h2>Partnerships</h2><p>{DOMAIN}</p><h3>{WELL}</h3>
<ul><li>One is so.</li></ul><h2>Annexes</h2><h3>Annex 1. Indicators</h3><p>It says so.</p>
<h2>Acronyms</h2>{_html(PAIRS)}<h2>References</h2><p>Bureau, {_anchor(BOOK)}</p>
<p>{_anchor(FIRST)} and others.</p>
<ol><li id="fn1"><p>{NOTE} <a href="#ref1">↩</a></p></li></ol></body></html>""".encode()


def _pipes(rows: list[list[str]]) -> str:
    lines = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    return "\n".join([lines[0], "|---" * len(rows[0]) + "|", *lines[1:]])


def markdown_beside() -> bytes:
    """Return the same as Markdown."""
    points = "\n".join(f"{'  ' * (level - 1)}- {text}" for text, level in POINTS)
    return f"""# Context

See [{SURVEY.title}]({SURVEY.url}) for **details** in it.[^1]

## Labour

{points}

Table 1. Permits

{_pipes(TABLE)}

# Wide

A text is here.

{_pipes(NINE)}

# Key findings

## Partnerships

{DOMAIN}

### {WELL}

- One is so.

# Annexes

## Annex 1. Indicators

It says so.

# Acronyms

{_pipes(PAIRS)}

# References

- Bureau, [{BOOK.title}]({BOOK.url})
- [{FIRST.title}]({FIRST.url}) and others.

[^1]: {NOTE}
""".encode()

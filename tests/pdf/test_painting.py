"""Boxes and lines are painted in our way as the engine paints them by itself."""

import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pydyf

from mgi_report.pdf.engine.objects import UnfinishedPdf

FONTS = Path(__file__).parents[2] / "styles" / "fonts"
CSS = """
@font-face { font-family: Plain; src: url(source-sans-3/SourceSans3-Regular.ttf) }
@font-face { font-family: Arab; src: url(plex-sans-arabic/IBMPlexSansArabic-Regular.woff) }
@page { size: 100mm 150mm }
html { font: 10pt/1.2 Plain, Arab }
.outlined { outline: 2px dashed red }
.bordered { border: 1px solid blue; border-left-width: 0 }
.image { border: 3px solid; border-image: linear-gradient(red, blue) 1 }
.columns { columns: 2; column-rule: 1px solid green }
.cut { width: 2cm; overflow: hidden; text-overflow: ellipsis; white-space: nowrap }
.clamped { max-lines: 1; block-ellipsis: auto; continue: discard }
.spaced { letter-spacing: 1px; word-spacing: 3px; text-align: justify; width: 3cm }
.hidden { visibility: hidden; border: 1px solid; outline: 1px solid }
.tiny { font-size: 0 }
"""
BODY = f"""
<p class=outlined>AVA Towers <b class=bordered>fi ffl</b> e\u0301 q\u0303\u0301</p>
<p class=image>Image</p><div class=columns>{"one two three four " * 20}</div>
<p class=cut>This is cut off somewhere</p><p class=clamped>This is cut<br>after a line</p>
<p class=spaced>Some words are spaced widely in here</p><p class=hidden>Not seen</p>
<p class=tiny>x</p><p dir=rtl>\u0627\u0644\u0633\u064e\u0651\u0644\u0627\u0645 (2018)</p>
<p>\U0001f600 has no glyph</p><p> </p><table border=1><tr><td>1<td>2</table>
"""
SCRIPT = """
import sys, weasyprint
from mgi_report.pdf.engine.painting import paint_fast
def pdf():
    fonts = {}
    def keep(document, _): fonts.update(document.fonts)
    html = weasyprint.HTML(string=sys.argv[1], base_url=sys.argv[2])
    data = html.write_pdf(finisher=keep, uncompressed_pdf=True)
    return data, [len(vars(font).get("mgi_pieces", ())) for font in fonts.values()]
theirs, none = pdf()
paint_fast()
ours, pieces = pdf()
assert not any(none) and any(pieces), (none, pieces)
sys.exit(ours != theirs)
"""


def test_pages_are_painted_as_by_the_engine() -> None:
    html = f"<style>{CSS}</style>{BODY}"
    command = [sys.executable, "-c", SCRIPT, html, f"{FONTS.as_uri()}/"]
    # FontTools enters the time into some fonts.
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "0"}
    done = subprocess.run(command, check=False, capture_output=True, text=True, env=environment)
    assert done.returncode == 0, done.stderr[-2000:]


def test_a_settled_pdf_is_written_with_the_same_bytes() -> None:
    def written(*, settled: bool) -> bytes:
        pdf = pydyf.PDF()
        pdf.add_object(pydyf.Stream([b"q", b"0.5 w", b"Q"], {"A": 1.5}, compress=True))
        pdf.add_object(pydyf.Dictionary({"B": pydyf.Array([1, 2.25, "/C"])}))
        pdf.info["Title"] = pydyf.String("\u00e9")
        if settled:
            UnfinishedPdf(pdf).settle()
        output = BytesIO()
        pdf.write(output, b"1.7", identifier=True, compress=True)
        return output.getvalue()

    assert written(settled=True) == written(settled=False)

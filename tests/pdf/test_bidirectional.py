"""Text that is read from the right: what tags and letters say of it, and how it is painted."""

import re
import shutil
from collections import Counter
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
import pytest
import weasyprint
from fontTools.ttLib import TTFont
from weasyprint.layout import inline

from mgi_report.pdf.download import write_download
from mgi_report.proof.download.evidence import Evidence
from mgi_report.proof.download.findings import plain
from mgi_report.proof.download.reading_order import order_flaws
from mgi_report.proof.download.sheets import Sheets
from mgi_report.proof.inspection import Flaw, open_pdf
from mgi_report.proof.reader import PdfReader
from studio import FONTS, Studio

CSS = """
@font-face { font-family: "Arabic"; src: url(styles/fonts/Arabic.woff); }
html { direction: rtl; font: 12pt/2 Arabic; }
"""
TEXTS = [
    "تعترف ليسوتو (2018\u20132030) بلاجئين، في UNHCR (IOM).",
    "\u00abالقانون\u00bb وحده؟ 10 % من [25] مادة.",
    "فَضْلًا فِي نِيَّةِ شَرٍّ صَراحةً.",
    "The Act of ليسوتو (2019), and more.",
]


@pytest.fixture
def studio(studio: Studio) -> Studio:
    """Return a studio with an Arabic font."""
    font = FONTS / "plex-sans-arabic" / "IBMPlexSansArabic-Regular.woff"
    shutil.copyfile(font, studio.root / "styles" / "fonts" / "Arabic.woff")
    return studio


def read(tree: str) -> str:
    return plain(" ".join(re.findall(r'"(.*)"', tree)))


def flaws(reader: PdfReader) -> list[Flaw]:
    with Sheets(reader.data) as sheets:
        return list(order_flaws(Evidence(reader, sheets)))


@pytest.mark.parametrize("text", TEXTS, ids=range(4))
def test_tags_say_a_text_in_its_own_order(studio: Studio, text: str) -> None:
    assert read(studio.tree(f"<p>{text}", CSS)) == plain(text)


@pytest.mark.parametrize("text", TEXTS, ids=range(4))
def test_what_they_say_is_what_is_painted(studio: Studio, text: str) -> None:
    with open_pdf(studio.write(f"<p>{text}", CSS)) as reader:
        assert flaws(reader) == []


def test_parts_of_a_line_are_in_their_order(studio: Studio) -> None:
    parts = TEXTS[0].split(" ")
    body = f"<p>{parts[0]} <b>{parts[1]}</b> {parts[2]}<br>{' '.join(parts[3:])}"
    assert read(studio.tree(body, CSS)) == plain(TEXTS[0])


def test_a_code_in_a_span_of_its_own_order_keeps_it(studio: Studio) -> None:
    tree = studio.tree(f'<p>{TEXTS[1]} <span dir="ltr">1.W.3</span> {TEXTS[1]}', CSS)
    assert read(tree) == plain(f"{TEXTS[1]} 1.W.3 {TEXTS[1]}")


def test_viewers_find_letters_and_brackets_in_order(studio: Studio) -> None:
    # Lam with alef, and feh with yeh, are one glyph each.
    data = studio.write("<p>لا (2018) في \u00abنعم\u00bb", CSS)
    with pypdfium2.PdfDocument(data) as document:
        words = document[0].get_textpage().get_text_bounded().split()
    assert words == ["لا", "(2018)", "في", "\u00abنعم\u00bb"]


def test_the_second_file_of_a_layout_says_the_same(studio: Studio) -> None:
    layout = studio.lay_out(f"<p>{TEXTS[0]}", CSS)
    first, second = (write_download(layout, source=b"a: 1\n") for _ in range(2))
    assert first == second


@pytest.mark.parametrize(("direction", "told"), [("rtl", "/R2L"), ("ltr", None)])
def test_viewers_are_told_how_pages_are_turned(
    studio: Studio, direction: str, told: str | None
) -> None:
    with studio.read("<p>1", direction=direction) as pdf:
        assert pdf.pdf.Root.ViewerPreferences.get("/Direction") == told


def test_other_letters_than_those_shown_are_told(studio: Studio) -> None:
    with open_pdf(studio.write(f"<p>{TEXTS[0]}", CSS)) as reader:
        for entry in reader.pdf.objects:
            if isinstance(entry, pikepdf.Dictionary) and "/ActualText" in entry:
                said = str(entry.ActualText)
                entry.ActualText = said.replace("2018", "2019")
        (flaw,) = flaws(reader)
    assert flaw.code == "text-order"
    assert "2019" in flaw.message


def test_a_font_keeps_the_date_of_its_last_change(studio: Studio) -> None:
    # The engine, which decompresses WOFF too, would write the time of the run.
    def changed(data: bytes) -> int:
        with TTFont(BytesIO(data)) as font:
            date: int = font["head"].modified
            return date

    with studio.read(f"<p>{TEXTS[0]}", CSS) as reader:
        (font,) = reader.pdf.pages[0].Resources.Font.values()
        embedded = font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()
    assert changed(embedded) == changed((studio.root / "styles/fonts/Arabic.woff").read_bytes())


BOXES = f"""<p>{TEXTS[0]}
<span style="display: inline-block; width: 30mm">{TEXTS[0]}
<span style="display: inline-block"><a href="#a">{TEXTS[2]}</a></span></span>
{TEXTS[3]}<p id="a">{TEXTS[1]}"""


@pytest.fixture
def laid(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Count the parts of lines that the engine lays out."""
    counted: Counter[str] = Counter()
    original = inline.split_inline_box

    def split_inline_box(context: Any, box: Any, *details: Any, **more: Any) -> Any:
        counted[box.element_tag] += 1
        return original(context, box, *details, **more)

    monkeypatch.setattr(inline, "split_inline_box", split_inline_box)
    return counted


def test_lines_from_the_right_are_laid_out_once_and_come_out_the_same(
    studio: Studio, laid: Counter[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, once = studio.write(BOXES, CSS), laid.total()
    laid.clear()
    monkeypatch.setattr(inline, "avoid_collisions", weasyprint.layout.float.avoid_collisions)
    assert studio.write(BOXES, CSS) == ours
    assert laid.total() > 2 * once, (
        f"WeasyPrint {weasyprint.__version__} lays out lines from the right once by itself; "
        "pdf/engine/lines.py is needed no more"
    )


def test_floats_are_left_to_the_engine(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    body = f'<div style="float: right; width: 20mm">{TEXTS[3]}</div>{BOXES}'
    ours = studio.write(body, CSS)
    monkeypatch.setattr(inline, "avoid_collisions", weasyprint.layout.float.avoid_collisions)
    assert studio.write(body, CSS) == ours

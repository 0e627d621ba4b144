"""Text that is read from the right: what tags and letters say of it, and how it is painted."""

import re
import shutil

import pikepdf
import pypdfium2
import pytest

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

"""What the reader finds in a finished file."""

import pikepdf
import pytest

from mgi_report.proof.reader import Bookmark, Font, PdfReader


def test_reads_pages_bookmarks_links_and_fonts(studio):
    body = (
        '<h1 id="one">One</h1><p><a href="#two">To <b>two</b></a></p>'
        '<h2 id="two">Two</h2><h1>Three</h1><p style="font-family: Fine">Fine'
    )
    css = "h1 { bookmark-level: 1 } h2 { bookmark-level: 2; break-before: page }"
    with studio.read(body, css) as pdf:
        assert pdf.page_count == 2
        assert pdf.page_texts[0].splitlines() == ["One", "To two"]
        assert pdf.bookmarks == (
            Bookmark(1, "One", 1),
            Bookmark(2, "Two", 2),
            Bookmark(1, "Three", 2),
        )
        (link,) = pdf.links
        assert (link.page, link.target_page, link.anchor, link.contents) == (1, 2, "two", "To two")
        assert all(font.is_embedded and font.is_subset for font in pdf.fonts)
        assert {font.name.split("-")[0] for font in pdf.fonts} == {"Plain", "Fine"}
        assert pdf.language == "en"


def test_a_font_that_is_not_inside_is_told(studio):
    with studio.read("<p>x") as pdf:
        (entry,) = (
            e for e in pdf.pdf.objects if isinstance(e, pikepdf.Dictionary) and "/FontFile2" in e
        )
        del entry["/FontFile2"]
        assert pdf.fonts == (Font("Plain", is_embedded=False, is_subset=True),)


def test_a_file_with_nothing_in_it_reads_as_empty(tmp_path):
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(tmp_path / "blank.pdf")
    with PdfReader((tmp_path / "blank.pdf").read_bytes()) as reader:
        assert (reader.bookmarks, reader.links, reader.fonts, reader.embedded_files) == ((),) * 4
        assert reader.page_texts == ("",)
        assert reader.language == ""


def test_what_is_no_pdf_is_refused():
    with pytest.raises(pikepdf.PdfError):
        PdfReader(b"not a pdf")

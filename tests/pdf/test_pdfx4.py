"""What the engine paints in screen colours comes out in inks, whatever it is painted with."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image, ImageCms

from mgi_report.document.assets import Assets
from mgi_report.pdf.geometry import Area
from mgi_report.pdf.press.icc import read_output_profile
from mgi_report.pdf.press.inks import read_press_table
from mgi_report.pdf.press.pdfx4 import VARIANT, PressSettings, write_press
from mgi_report.pdf.press.pictures import total_ink
from mgi_report.proof.press.painted import Paint, Painted, paint

CSS = "@page { bleed: 3mm } html { color: #14212b }"


@pytest.fixture(scope="module")
def settings() -> PressSettings:
    table = read_press_table(Assets())
    return PressSettings(
        table, read_output_profile(Assets().read_bytes(table.output_profile)), "FOGRA39"
    )


def painted(
    studio: Any, settings: PressSettings, body: str, css: str = ""
) -> tuple[pikepdf.Pdf, list[Painted]]:
    data = write_press(studio.lay_out(body, CSS + css), settings)
    assert b"DeviceRGB" not in data
    pdf = pikepdf.open(BytesIO(data))
    return pdf, list(paint(pdf.pages[0], Area(-999, -999, 999, 999)))


def inks(found: list[Painted], mark: Paint) -> set[tuple[float, ...]]:
    return {colour.parts for each in found if each.mark is mark for colour in each.colours}


def png(mode: str, colour: Any, size: tuple[int, int] = (9, 9)) -> bytes:
    data = BytesIO()
    Image.new(mode, size, colour).save(data, "PNG")
    return data.getvalue()


def images(pdf: pikepdf.Pdf) -> list[Any]:
    return [
        item
        for item in pdf.objects
        if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image"
    ]


def test_text_in_ink_is_black_alone_and_overprints(studio: Any, settings: PressSettings) -> None:
    _, found = painted(studio, settings, "<p>Black <b>bold</b> words")
    texts = [each for each in found if each.mark is Paint.TEXT]
    assert texts
    assert inks(found, Paint.TEXT) == {(0, 0, 0, 1)}
    assert all(each.overprints and each.mode == 1 for each in texts)


def test_other_text_knocks_out(studio: Any, settings: PressSettings) -> None:
    body = '<p style="color: #265fad">Blue</p><p style="color: #475763">Grey</p><p>Black'
    _, found = painted(studio, settings, body)
    overprints = {
        each.colours[0].parts: each.overprints for each in found if each.mark is Paint.TEXT
    }
    assert overprints == {(0.9, 0.6, 0, 0): False, (0, 0, 0, 0.75): False, (0, 0, 0, 1): True}


def test_areas_and_lines_do_not_overprint_after_text(studio: Any, settings: PressSettings) -> None:
    body = '<p>Black<p style="background: #14212b; border: 1px solid #14212b">x<p>Black'
    _, found = painted(studio, settings, body)
    assert not any(each.overprints for each in found if each.mark is not Paint.TEXT)


def test_large_black_areas_get_four_inks_and_small_ones_one(
    studio: Any, settings: PressSettings
) -> None:
    small = '<div style="background: #14212b; height: 19mm; width: 60mm"></div>'
    large = small.replace("19mm", "21mm")
    assert inks(painted(studio, settings, small)[1], Paint.AREA) == {(0, 0, 0, 1)}
    assert inks(painted(studio, settings, large)[1], Paint.AREA) == {(0.8, 0.3, 0.1, 0.95)}
    # A tint, such as the mark of a draft, is of black alone.
    faint = large.replace("#14212b", "rgb(20 33 43 / 0.12)")
    assert inks(painted(studio, settings, faint)[1], Paint.AREA) == {(0, 0, 0, 1)}
    # Text after it is black alone again.
    assert inks(painted(studio, settings, f"{large}<p>x")[1], Paint.TEXT) == {(0, 0, 0, 1)}


def test_foreign_colours_go_through_the_profile_and_greys_stay_black(
    studio: Any, settings: PressSettings
) -> None:
    studio.artwork["logo.svg"] = (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 9">'
        b'<path d="M0 0h9v9z" fill="#00ff00"/><path d="M10 0h9v9z" fill="#808080"/>'
        b'<path d="M20 0h9v9z"/></svg>'
    )
    _, found = painted(
        studio, settings, '<img src="artwork/logo.svg" alt="Logo" style="width: 90px">'
    )
    green, grey, black = sorted(inks(found, Paint.AREA), key=lambda parts: parts[3])
    assert green[:3] != (0, 0, 0)
    assert grey[:3] == black[:3] == (0, 0, 0)
    assert 0.4 < grey[3] < 0.7
    assert black[3] == 1


def test_gradients_run_between_inks(studio: Any, settings: PressSettings) -> None:
    studio.artwork["sky.svg"] = (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><defs>'
        b'<linearGradient id="g"><stop offset="0" stop-color="#265fad"/>'
        b'<stop offset=".5" stop-color="#ebbe4b"/><stop offset="1" stop-color="#fff"/>'
        b'</linearGradient></defs><path d="M0 0h9v9h-9z" fill="url(#g)"/></svg>'
    )
    css = ".b { height: 9mm; background: linear-gradient(#14212b, rgb(208 63 99 / 0.5)) }"
    body = '<img src="artwork/sky.svg" alt="Sky" style="width: 90px"><div class="b"></div>'
    _, found = painted(studio, settings, body, css)
    spaces = {colour.space for each in found for colour in each.colours}
    assert spaces == {"/DeviceCMYK"}
    every = inks(found, Paint.AREA) | inks(found, Paint.SHADE)
    assert {(0.9, 0.6, 0, 0), (0, 0.2, 0.8, 0.05), (0.05, 0.9, 0.4, 0)} <= every


def test_pictures_in_rgb_come_out_in_cmyk(studio: Any, settings: PressSettings) -> None:
    jpeg = BytesIO()
    Image.new("RGB", (9, 9), (200, 30, 60)).save(jpeg, "JPEG")
    studio.artwork |= {"a.png": png("RGB", (200, 30, 60)), "b.jpg": jpeg.getvalue()}
    body = '<img src="artwork/a.png" alt="A"><img src="artwork/b.jpg" alt="B">'
    pdf, _ = painted(studio, settings, body, "img { image-rendering: crisp-edges }")
    found = images(pdf)
    assert len(found) == 2
    expected = settings.output_profile.separated(Image.new("RGB", (1, 1), (200, 30, 60))).getpixel(
        (0, 0)
    )
    for image in found:
        assert image.ColorSpace == "/DeviceCMYK"
        pixel = pikepdf.PdfImage(image).as_pil_image().getpixel((4, 4))
        assert pixel == pytest.approx(expected, abs=4)


def test_transparent_pictures_keep_their_mask(studio: Any, settings: PressSettings) -> None:
    studio.artwork["a.png"] = png("RGBA", (200, 30, 60, 77))
    pdf, _ = painted(studio, settings, '<img src="artwork/a.png" alt="A">')
    spaces = {str(image.ColorSpace): image for image in images(pdf)}
    assert set(spaces) == {"/DeviceCMYK", "/DeviceGray"}
    mask = spaces["/DeviceCMYK"].SMask
    assert pikepdf.PdfImage(mask).as_pil_image().getpixel((4, 4)) == 77


@pytest.mark.parametrize(("mode", "colour"), [("L", 0), ("L", 128), ("LA", (128, 99))])
def test_grey_pictures_stay_on_the_black_plate(
    studio: Any, settings: PressSettings, mode: str, colour: Any
) -> None:
    studio.artwork["a.png"] = png(mode, colour)
    pdf, _ = painted(studio, settings, '<img src="artwork/a.png" alt="A">')
    (image,) = [each for each in images(pdf) if each.ColorSpace == "/DeviceCMYK"]
    *others, black = image.read_bytes()[:4]
    assert others == [0, 0, 0]
    assert black > 100


def test_no_picture_takes_more_ink_than_allowed(studio: Any, settings: PressSettings) -> None:
    """Not even with a profile that allows more: every pixel of noise stays below the limit."""
    noise = [Image.effect_noise((60, 60), 160) for _ in range(3)]
    data = BytesIO()
    Image.merge("RGB", noise).point(lambda value: value // 3).save(data, "PNG")
    studio.artwork["a.png"] = data.getvalue()
    pdf, _ = painted(studio, settings, '<img src="artwork/a.png" alt="A">')
    (image,) = images(pdf)
    assert total_ink(pikepdf.PdfImage(image).as_pil_image()) <= 300


def test_opacity_blends_in_cmyk(studio: Any, settings: PressSettings) -> None:
    pdf, found = painted(studio, settings, '<p style="opacity: .5; color: #265fad">Faint')
    assert inks(found, Paint.TEXT) == {(0.9, 0.6, 0, 0)}
    groups = [
        each.Group
        for each in pdf.objects
        if isinstance(each, pikepdf.Object) and "/Group" in _keys(each)
    ]
    assert groups
    assert {str(group.CS) for group in groups} == {"/DeviceCMYK"}


def _keys(item: Any) -> Any:
    return item if isinstance(item, pikepdf.Dictionary | pikepdf.Stream) else ()


def test_links_and_bookmarks_are_left_to_the_screen(studio: Any, settings: PressSettings) -> None:
    pdf, _ = painted(studio, settings, '<h1 id="a">Top</h1><a href="#a">There and back</a>')
    assert "/Outlines" not in pdf.Root
    assert "/Names" not in pdf.Root
    assert all("/Annots" not in page.obj for page in pdf.pages)


def test_dates_are_the_document_s_or_its_year(studio: Any, settings: PressSettings) -> None:
    pdf, _ = painted(studio, settings, "<p>x")
    assert str(pdf.docinfo.CreationDate) == "D:20211201000000Z"
    data = write_press(studio.lay_out("<p>x", CSS, created=None, year=2021), settings)
    with pikepdf.open(BytesIO(data)) as dated:
        assert str(dated.docinfo.ModDate) == "D:2021"
        with dated.open_metadata() as packet:
            assert packet["xmp:CreateDate"] == "2021"


def test_its_producer_is_that_of_the_download(studio: Any, settings: PressSettings) -> None:
    pdf, _ = painted(studio, settings, "<p>x")
    with studio.read("<p>x") as download:
        assert str(pdf.docinfo.Producer) == download.metadata["pdf:Producer"]
    with pdf.open_metadata() as packet:
        assert packet["pdf:Producer"] == str(pdf.docinfo.Producer)


def test_a_date_given_from_outside_is_for_what_has_none(
    studio: Any, settings: PressSettings
) -> None:
    given = replace(settings, undated=date(2024, 5, 1))
    assert str(painted(studio, given, "<p>x")[0].docinfo.CreationDate) == "D:20211201000000Z"
    data = write_press(studio.lay_out("<p>x", CSS, created=None), given)
    with pikepdf.open(BytesIO(data)) as dated:
        assert str(dated.docinfo.ModDate) == "D:20240501000000Z"


def test_without_any_date_there_is_none(studio: Any, settings: PressSettings) -> None:
    data = write_press(studio.lay_out("<p>x", CSS, created=None), settings)
    with pikepdf.open(BytesIO(data)) as undated:
        assert not {"/CreationDate", "/ModDate"} & set(undated.docinfo)
        assert b"Date>" not in undated.Root.Metadata.read_bytes()


def test_a_title_may_hold_any_character(studio: Any, settings: PressSettings) -> None:
    layout = studio.lay_out("<p>x", CSS, title="A < B & “C”", author="D & <E>")
    pdf = pikepdf.open(BytesIO(write_press(layout, settings)))
    with pdf.open_metadata() as packet:
        assert packet["dc:title"] == "A < B & “C”"
        assert packet["dc:creator"] == ["D & <E>"]


def test_another_profile_makes_another_document(studio: Any, settings: PressSettings) -> None:
    layout = studio.lay_out("<p>x", CSS)
    plain, marked = (
        write_press(
            layout, PressSettings(settings.table, settings.output_profile, "FOGRA39", marks)
        )
        for marks in (False, True)
    )
    assert _identifier(plain) != _identifier(marked)
    assert _identifier(plain) == _identifier(write_press(layout, settings))


def _identifier(data: bytes) -> str:
    with pikepdf.open(BytesIO(data)) as pdf, pdf.open_metadata() as packet:
        return str(packet["xmpMM:DocumentID"])


def test_a_printer_s_own_profile_is_called_by_its_own_name(
    studio: Any, settings: PressSettings
) -> None:
    own = PressSettings(settings.table, settings.output_profile)
    pdf = pikepdf.open(BytesIO(write_press(studio.lay_out("<p>x", CSS), own)))
    (intent,) = pdf.Root.OutputIntents
    assert str(intent.OutputConditionIdentifier) == "Custom"
    assert str(intent.Info) == settings.output_profile.description
    assert "/RegistryName" not in intent


def test_blank_pages_count_in_both_formats_and_are_in_one(
    studio: Any, settings: PressSettings, tmp_path: Path
) -> None:
    opener = ".l { break-before: left }"
    spare = ".spare { break-before: page; page: spare; height: 1mm }"
    css = CSS + opener + spare
    body = '<p>1<p class="l">2<p class="l">4' + '<div class="spare"></div>' * 3
    body += '<p style="break-before: page; page: back">last'
    layout = studio.lay_out(body, css)
    assert layout.page_numbers == (1, 2, 4, 5)
    pdf = pikepdf.open(BytesIO(write_press(layout, settings)))
    assert len(pdf.pages) == layout.pages_in(VARIANT) == 8
    with studio.read(body, css) as read:
        assert [page.label for page in read.pdf.pages] == ["1", "2", "4", "5"]


def test_the_system_has_a_screen_profile_of_its_own() -> None:
    """What Pillow calls sRGB is made by LittleCMS itself, so every machine converts alike."""
    made = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    assert "sRGB" in ImageCms.getProfileDescription(made)

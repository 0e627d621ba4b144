"""The press format of Lesotho and of every stress profile, as a printer would look at it."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from built import LESOTHO, PROFILES, Build, Built, build
from ghostscript import plates
from mgi_report.document.assets import Assets
from mgi_report.pdf.press.pictures import total_ink
from mgi_report.profile.framework import Domain
from mgi_report.profile.loading import load
from mgi_report.proof.inspection import Inspection
from mgi_report.proof.press.preflight import PressFacts
from mgi_report.proof.reader import PdfReader
from mgi_report.run.formats import Workshop
from mgi_report.run.inspection import inspect
from painted_text import painted_text

PT_PER_MM = 72 / 25.4
BLEED = 3 * PT_PER_MM


class Both(NamedTuple):
    """Hold the two formats of one profile, and what is read of them once."""

    download: Built
    press: Built
    download_texts: Sequence[str]
    press_texts: Sequence[str]
    preflight: Inspection
    has_date: bool


@pytest.fixture(scope="module", params=PROFILES, ids=lambda path: path.stem)
def both(request: pytest.FixtureRequest, finished: Build) -> Both:
    files = finished(request.param)
    texts = []
    for file in files:
        with PdfReader(file.data) as reader:
            texts.append(reader.page_texts)
    edition = load(request.param).profile.edition
    has_date = bool(edition.date or edition.known_year)
    return Both(*files, *texts, inspect(files[1].data), has_date)


@pytest.fixture(scope="module")
def lesotho(finished: Build) -> Path:
    return finished(LESOTHO)[1].file


def openers(texts: Sequence[str]) -> list[int]:
    """Return the pages of the openers, in the order of the domains; pages count from 1."""
    return [number for number, text in enumerate(texts, 1) if re.match(r"\w+ \d\n", text)]


@pytest.fixture(scope="module")
def coloured(lesotho: Path) -> list[int]:
    """Return the pages of Lesotho's openers."""
    with PdfReader(lesotho.read_bytes()) as press:
        return openers(press.page_texts)


@pytest.fixture(scope="module")
def printed(lesotho: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Image.Image]:
    """Return what is printed of Lesotho's pages, at 72 dpi."""
    return plates(lesotho, tmp_path_factory.mktemp("printed"), 72)


def test_the_preflight_finds_nothing_but_a_missing_date(both: Both) -> None:
    assert isinstance(both.preflight.facts, PressFacts)
    codes = [problem.code for problem in both.preflight.problems]
    assert codes == (["press-date"] if not both.has_date else [])


def test_both_formats_carry_the_same_text(both: Both) -> None:
    with PdfReader(both.download.data) as download, PdfReader(both.press.data) as press:
        printed, shown = (list(map(painted_text, pdf.pdf.pages)) for pdf in (press, download))
        assert [text for text in printed if text] == [text for text in shown if text]
        assert sum(map(len, printed)) > 5000


def test_openers_are_left_pages_and_the_sheets_are_full(both: Both) -> None:
    texts = both.press_texts
    domains = both.press.loaded.profile.domains
    assert len(openers(texts)) == sum(domains.of(domain).has_pages for domain in Domain)
    assert all(number % 2 == 0 for number in openers(texts))
    assert len(texts) % 4 == 0
    assert len(texts) == both.press.pages
    # The back cover is the last page, however many blank ones stand before it.
    assert both.download.title.split(": ")[-1].split()[-1] in texts[-1]


def test_pages_without_words_are_plain_paper_and_for_print_only(both: Both) -> None:
    assert all(text.strip() for text in both.download_texts)
    wordless = [n for n, text in enumerate(both.press_texts) if not text.strip()]
    document = pypdfium2.PdfDocument(both.press.data)
    for number in wordless:
        picture = document[number].render(scale=0.5).to_pil().convert("L")
        assert picture.getextrema() == (255, 255), number + 1


def test_a_page_is_numbered_by_its_place_in_the_book(both: Both) -> None:
    for number, text in enumerate(both.press_texts, 1):
        lines = text.split()
        if lines and lines[-1].isdigit() and "Domain" not in lines[0]:
            last = lines[-1]
            assert last == str(number) or len(last) > 2 or number == 1, (number, text[-80:])


def test_the_download_edition_calls_its_pages_by_these_numbers(both: Both) -> None:
    pages = [n for n, text in enumerate(both.press_texts, 1) if text.strip()]
    with pikepdf.open(both.download.file) as download:
        texts = enumerate(both.download_texts)
        labels = [download.pages[index].label for index, text in texts if text.strip()]
    # The back cover has no number of its own: the blank pages before it are not in every edition.
    assert labels[:-1] == [str(number) for number in pages[:-1]]


def test_every_page_has_its_boxes(both: Both) -> None:
    with pikepdf.open(both.press.file) as pdf:
        for page in pdf.pages:
            trim = [float(edge) for edge in page.TrimBox]
            bleed = [float(edge) for edge in page.BleedBox]
            assert trim == pytest.approx([0, 0, 210 * PT_PER_MM, 297 * PT_PER_MM], abs=0.01)
            wide = [trim[0] - BLEED, trim[1] - BLEED, trim[2] + BLEED, trim[3] + BLEED]
            assert bleed == pytest.approx(wide, abs=0.01)
            assert [float(edge) for edge in page.MediaBox] == pytest.approx(bleed, abs=0.01)


def test_no_pixel_gets_more_than_three_hundred_percent(both: Both, tmp_path: Path) -> None:
    facts = both.preflight.facts
    assert isinstance(facts, PressFacts)
    most = max(map(total_ink, plates(both.press.file, tmp_path)))
    assert most <= 300
    # What is worked out is never less than what is printed, within the rounding of a byte.
    assert most <= facts.ink + 1


def test_colour_fields_reach_the_end_of_the_bleed(
    printed: list[Image.Image], coloured: list[int]
) -> None:
    width, height = printed[0].size
    assert (width, height) == (612, 859)
    corners = [(0, 0), (width - 2, 0), (0, height - 2), (width - 2, height - 2)]
    for number in (*coloured, len(printed)):
        inks = {printed[number - 1].getpixel(corner) for corner in corners[:3]}
        assert len(inks) == 1, number
        assert sum(next(iter(inks))) > 200


def test_thumb_tabs_are_on_the_outer_edge(printed: list[Image.Image]) -> None:
    """On the right of right pages, on the left of left ones, and nowhere on the imprint."""
    edges = 2, printed[0].width - 2
    tabs = [[sum(page.getpixel((x, 250))) > 200 for x in edges] for page in printed]  # type: ignore[arg-type]
    white = {4: [True, False], 5: [False, True], 7: [False, True], 2: [False, False]}
    assert {number: tabs[number - 1] for number in white} == white


def test_text_is_on_the_black_plate_only(printed: list[Image.Image]) -> None:
    # The imprint, without the contents above it and the thumb tabs at the edge.
    page = printed[1]
    text = page.crop((0, 640, 560, page.height))
    for name in "CMY":
        assert text.getchannel(name).getextrema() == (0, 0)
    assert text.getchannel("K").getextrema()[1] == 255


def test_black_text_overprints_its_ground(
    lesotho: Path, coloured: list[int], tmp_path: Path
) -> None:
    """The gold of the opener of domain 2 goes on below its black letters."""
    gold = coloured[1]
    page = plates(lesotho, tmp_path, 144, f"-dFirstPage={gold}", f"-dLastPage={gold}")[0]
    title = page.crop((80, 80, 900, 300))
    assert title.getchannel("K").getextrema()[1] == 255
    assert title.getchannel("Y").getextrema() == (204, 204)


def test_the_same_input_gives_the_same_bytes(lesotho: Path) -> None:
    alone = build(LESOTHO, Workshop(), ("press",))
    assert alone.files[0].data == lesotho.read_bytes()


def test_marks_stand_outside_the_bleed(lesotho: Path, workshop: Workshop, tmp_path: Path) -> None:
    made = build(LESOTHO, workshop, ("press",), marks=True, inspects=True)
    file = tmp_path / "marks.pdf"
    file.write_bytes(made.files[0].data)
    with pikepdf.open(file) as pdf:
        for page in pdf.pages:
            media, bleed = ([float(edge) for edge in box] for box in (page.MediaBox, page.BleedBox))
            slug = 9 * PT_PER_MM
            assert [b - m for m, b in zip(media, bleed, strict=True)] == pytest.approx(
                [slug, slug, -slug, -slug], abs=0.01
            )
    only = "-dFirstPage=10", "-dLastPage=10"
    (marked,) = plates(file, tmp_path / "with", 72, *only)
    # Every pixel of the slug beside the bleed, without those that the edge runs through.
    edge = round(slug) - 1
    assert total_ink(marked.crop((0, 0, marked.width, edge))) > 300
    with pikepdf.open(file) as pdf, pikepdf.open(lesotho) as bare:
        marks, *own = pdf.pages[9].Contents
        assert [each.read_bytes() for each in own] == [bare.pages[9].Contents.read_bytes()]
        lines = re.findall(rb"([\d.-]+) ([\d.-]+) m ([\d.-]+) ([\d.-]+) l", marks.read_bytes())
    left, bottom, right, top = bleed
    assert len(lines) == 16
    for numbers in lines:
        x, y, to_x, to_y = map(float, numbers)
        assert (
            max(x, to_x) < left
            or min(x, to_x) > right
            or max(y, to_y) < bottom
            or min(y, to_y) > top
        )
    # Crop marks stand on every plate, at the trimmed corner.
    trim = round((9 + 3) * PT_PER_MM)
    for name in "CMYK":
        above = marked.getchannel(name).crop((trim - 2, 0, trim + 3, edge))
        assert above.getextrema()[1] == 255


def test_nothing_in_the_file_knows_rgb(lesotho: Path) -> None:
    with pikepdf.open(lesotho) as pdf:
        for item in pdf.objects:
            assert "RGB" not in repr(item) and "/ICCBased" not in repr(item)
            if isinstance(item, pikepdf.Stream) and item.get("/Subtype") != "/Image":
                if item.get("/Type") == "/Metadata" or "/N" in item or "/Length1" in item:
                    continue
                data = item.read_bytes()
                assert not re.search(rb"[\d.]+ (rg|RG|g|G)\n", data)
                # Another preflight would take the first of two for an area at the page's edge.
                assert not re.search(rb" m\n[\d.-]+ [\d.-]+ m\n", data)


def test_the_output_intent_is_the_profile_of_the_house(lesotho: Path) -> None:
    with pikepdf.open(lesotho) as pdf:
        (intent,) = pdf.Root.OutputIntents
        assert intent.S == "/GTS_PDFX"
        assert str(intent.OutputConditionIdentifier) == "FOGRA39"
        embedded = intent.DestOutputProfile.read_bytes()
    assert embedded == Assets().read_bytes("styles/icc/ISOcoated_v2_300_bas.icc")

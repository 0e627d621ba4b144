"""The press edition of Lesotho and of every stress profile, as a printer would look at it."""

import re
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

import pikepdf
import pytest

from ghostscript import plates
from mgi_report.document.assets import Assets
from mgi_report.pdf.press.pictures import total_ink
from mgi_report.proof.press.preflight import PressFacts
from mgi_report.proof.reader import PdfReader
from mgi_report.run.inspection import inspect
from mgi_report.run.job import Made, make
from mgi_report.run.orders import Order, Wanted
from mgi_report.run.workshop import Workshop

ROOT = Path(__file__).parents[2]
LESOTHO = ROOT / "data" / "lso-2021.en.yaml"
PROFILES = [LESOTHO, *sorted(ROOT.glob("tests/profiles/*.yaml"))]
PT_PER_MM = 72 / 25.4
BLEED = 3 * PT_PER_MM
BOTH = Wanted(("download", "press"))

# One worker makes each profile once.
pytestmark = pytest.mark.xdist_group("press")


class Editions(NamedTuple):
    """Hold both editions of one profile, and the press edition as a file."""

    made: Made
    download: bytes
    press: bytes
    file: Path


@pytest.fixture(scope="module")
def workshop() -> Workshop:
    return Workshop()


@pytest.fixture(scope="module", params=PROFILES, ids=lambda path: path.stem)
def editions(
    request: pytest.FixtureRequest, workshop: Workshop, tmp_path_factory: pytest.TempPathFactory
) -> Editions:
    made = make(Order(request.param, BOTH, inspects=False), workshop, perf_counter)
    download, press = made.files
    file = tmp_path_factory.mktemp("press") / press.name
    file.write_bytes(press.data)
    return Editions(made, download.data, press.data, file)


@pytest.fixture(scope="module")
def lesotho(workshop: Workshop, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = make(Order(LESOTHO, Wanted(("press",))), workshop, perf_counter)
    file = tmp_path_factory.mktemp("lesotho") / made.files[0].name
    file.write_bytes(made.files[0].data)
    return file


def test_the_preflight_finds_nothing(editions: Editions) -> None:
    found = inspect(editions.press)
    assert isinstance(found.facts, PressFacts)
    assert found.problems == ()


def test_both_editions_carry_the_same_text(editions: Editions) -> None:
    with PdfReader(editions.download) as download, PdfReader(editions.press) as press:
        # By words: the tagged edition ends lines with a space, for those who read by the tags.
        printed = [text.split() for text in press.page_texts if text.strip()]
        assert printed == [text.split() for text in download.page_texts if text.strip()]
        assert sum(map(len, printed)) > 1000


def test_openers_are_left_pages_and_the_sheets_are_full(editions: Editions) -> None:
    with PdfReader(editions.press) as press:
        texts = press.page_texts
    openers = [n for n, text in enumerate(texts, 1) if re.match(r"Domain \d\n", text)]
    assert len(openers) == 6
    assert all(number % 2 == 0 for number in openers)
    assert len(texts) % 4 == 0
    assert len(texts) == editions.made.files[1].pages
    # The back cover is the last page, however many blank ones stand before it.
    assert editions.made.files[0].title.split(": ")[-1].split()[-1] in texts[-1]


def test_a_page_is_numbered_by_its_place_in_the_book(editions: Editions) -> None:
    with PdfReader(editions.press) as press:
        for number, text in enumerate(press.page_texts, 1):
            lines = text.split()
            if lines and lines[-1].isdigit() and "Domain" not in lines[0]:
                last = lines[-1]
                assert last == str(number) or len(last) > 2 or number == 1, (number, text[-80:])


def test_the_download_edition_calls_its_pages_by_these_numbers(editions: Editions) -> None:
    with PdfReader(editions.press) as press, PdfReader(editions.download) as download:
        pages = [n for n, text in enumerate(press.page_texts, 1) if text.strip()]
        texts = enumerate(download.page_texts)
        labels = [download.pdf.pages[index].label for index, text in texts if text.strip()]
    # The back cover has no number of its own: the blank pages before it are not in every edition.
    assert labels[:-1] == [str(number) for number in pages[:-1]]


def test_every_page_has_its_boxes(editions: Editions) -> None:
    with pikepdf.open(editions.file) as pdf:
        for page in pdf.pages:
            trim = [float(edge) for edge in page.TrimBox]
            bleed = [float(edge) for edge in page.BleedBox]
            assert trim == pytest.approx([0, 0, 210 * PT_PER_MM, 297 * PT_PER_MM], abs=0.01)
            wide = [trim[0] - BLEED, trim[1] - BLEED, trim[2] + BLEED, trim[3] + BLEED]
            assert bleed == pytest.approx(wide, abs=0.01)
            assert [float(edge) for edge in page.MediaBox] == pytest.approx(bleed, abs=0.01)


def test_no_pixel_gets_more_than_three_hundred_percent(editions: Editions, tmp_path: Path) -> None:
    facts = inspect(editions.press).facts
    assert isinstance(facts, PressFacts)
    most = max(map(total_ink, plates(editions.file, tmp_path)))
    assert most <= 300
    # What is worked out is never less than what is printed, within the rounding of a byte.
    assert most <= facts.ink + 1


def test_colour_fields_reach_the_end_of_the_bleed(lesotho: Path, tmp_path: Path) -> None:
    pages = plates(lesotho, tmp_path, 72)
    width, height = pages[0].size
    assert (width, height) == (612, 859)
    corners = [(0, 0), (width - 2, 0), (0, height - 2), (width - 2, height - 2)]
    for number in (10, 12, 14, 16, 18, 20, 28):
        inks = {pages[number - 1].getpixel(corner) for corner in corners[:3]}
        assert len(inks) == 1, number
        assert sum(next(iter(inks))) > 200
    # The thumb tabs on the right.
    assert sum(pages[10].getpixel((width - 2, 250))) > 200  # type: ignore[arg-type]


def test_text_is_on_the_black_plate_only(lesotho: Path, tmp_path: Path) -> None:
    # The imprint without the thumb tabs at its edge.
    page = plates(lesotho, tmp_path, 72, "-dFirstPage=2", "-dLastPage=2")[0]
    text = page.crop((0, 0, 560, page.height))
    for name in "CMY":
        assert text.getchannel(name).getextrema() == (0, 0)
    assert text.getchannel("K").getextrema()[1] == 255


def test_black_text_overprints_its_ground(lesotho: Path, tmp_path: Path) -> None:
    """The gold of the opener of domain 2 goes on below its black letters."""
    page = plates(lesotho, tmp_path, 144, "-dFirstPage=12", "-dLastPage=12")[0]
    title = page.crop((80, 80, 900, 300))
    assert title.getchannel("K").getextrema()[1] == 255
    assert title.getchannel("Y").getextrema() == (204, 204)


def test_the_same_input_gives_the_same_bytes(lesotho: Path) -> None:
    again = make(Order(LESOTHO, BOTH, inspects=False), Workshop(), perf_counter)
    assert again.files[1].data == lesotho.read_bytes()


def test_marks_stand_outside_the_bleed(lesotho: Path, workshop: Workshop, tmp_path: Path) -> None:
    made = make(Order(LESOTHO, Wanted(("press",), marks=True)), workshop, perf_counter)
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

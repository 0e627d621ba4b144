"""An Arabic profile is mirrored on its finished pages, and its codes and years are not."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

import pypdfium2
import pytest
from design_rules import NUMBER
from measuring import Letter, Measured, Page, rgb

from built import ROOT, Build, Built
from mgi_report.proof.reader import PdfReader

ARABIC = ROOT / "tests" / "profiles" / "languages" / "lso-2021.ar.yaml"
# mm: the margins, what a number stands in, and how far a letter may stand from its edge.
LEFT, RIGHT, CHIP, NEAR = 23, 187, 12.5, 1
HEAD, FOOT = 20, 275


@pytest.fixture(scope="module")
def books(finished: Build) -> tuple[Built, Built]:
    download, press = finished(ARABIC)
    return download, press


@pytest.fixture(scope="module")
def arabic(books: tuple[Built, Built]) -> Measured:
    return Measured(books[0].data, books[0].loaded.profile)


def lines(letters: Iterable[Letter]) -> Iterator[list[Letter]]:
    """Yield the letters of each line as they stand, from the left."""
    ordered = sorted(letters, key=lambda each: (round(each.base, 1), each.left))
    for _, line in groupby(ordered, key=lambda each: round(each.base, 1)):
        yield list(line)


def read(line: Iterable[Letter]) -> str:
    return "".join(each.sign for each in line)


def codes(page: Page, left: float, right: float) -> Iterator[str]:
    """Yield the numbers of findings that stand between two edges, read from the left."""
    for line in lines(each for each in page.letters if left < each.left < right):
        if NUMBER.fullmatch(read(line)):
            yield read(line)


def test_numbers_of_findings_read_from_the_left_at_the_right_edge(arabic: Measured) -> None:
    numbers = {each.number for each in arabic.profile.all_findings()}
    domains = [page for page in arabic.white if page.number > 6]
    assert {code for page in domains for code in codes(page, RIGHT - CHIP, RIGHT)} == numbers


def test_well_developed_findings_stand_at_the_right_of_the_spread(arabic: Measured) -> None:
    column = arabic.tokens.mm("spread-column")
    spread = [page for page in arabic.white if page.number in (4, 5)]
    for edge, sign in ((RIGHT, "W"), (LEFT + column, "P")):
        found = [code for page in spread for code in codes(page, edge - CHIP, edge)]
        assert found == [n.number for n in arabic.profile.all_findings() if sign in n.number]


def test_running_lines_begin_at_the_right_and_folios_stand_at_the_left(arabic: Measured) -> None:
    assert [page.number for page in arabic.white][:3] == [2, 3, 4]
    for page in arabic.white:
        (head,) = lines(each for each in page.letters if each.base < HEAD)
        assert read(head).startswith("2021")
        *_, foot = lines(each for each in page.letters if each.base > FOOT and each.size > 9.5)
        assert read(foot) == page.folio
        assert all(abs(line[0].left - LEFT) < NEAR for line in (head, foot))
        section = [each for each in page.letters if each.base > FOOT and each.size < 9.5]
        assert min(each.left for each in section) > LEFT + (RIGHT - LEFT) / 2


def test_a_span_of_years_begins_at_the_right(arabic: Measured) -> None:
    found = [line for page in arabic.white for line in lines(page.letters)]
    assert any("2026–2021" in read(line) for line in found)
    assert not any("2021–2026" in read(line) for line in found)


def test_its_letters_are_those_of_its_own_font(books: tuple[Built, Built]) -> None:
    with PdfReader(books[0].data) as reader:
        fonts = {
            str(font.get("/BaseFont", ""))
            for page in reader.pdf.pages
            for font in page.resources.get("/Font", {}).values()
        }
    assert fonts
    assert all(re.search("IBM.?Plex.?Sans.?Arabic", name) for name in fonts)


def edges(data: bytes, tokens: Measured, bleed: float) -> Iterator[tuple[bool, bool]]:
    """Yield for each page whether the first tab is at its left, and at its right edge."""
    mm, blue = tokens.tokens.mm, rgb(tokens.tokens.text("d1-base"))
    down = bleed + mm("tab-top") + mm("tab-height") / 2
    for page in pypdfium2.PdfDocument(data):
        picture = page.render(scale=1).to_pil().convert("RGB")
        scale = picture.height / (mm("page-height") + 2 * bleed)
        inside = int((bleed + mm("tab-width") / 2) * scale)
        seen = (
            picture.getpixel((x, int(down * scale))) for x in (inside, picture.width - inside - 1)
        )
        near = [max(abs(a - b) for a, b in zip(each, blue, strict=True)) < 60 for each in seen]
        yield near[0], near[1]


def test_tabs_stand_where_lines_end_and_on_paper_at_the_outer_edge(
    arabic: Measured, books: tuple[Built, Built]
) -> None:
    white = {page.number for page in arabic.white} - {2}
    shown = list(edges(books[0].data, arabic, 0))
    assert {shown[number - 1] for number in white} == {(True, False)}
    # The first page is a left one where books open to the right: odd pages are left pages.
    printed = list(edges(books[1].data, arabic, arabic.tokens.mm("bleed")))
    for number in white:
        assert printed[number - 1] == ((True, False) if number % 2 else (False, True))


def test_openers_and_the_spread_begin_on_right_pages(arabic: Measured) -> None:
    openers = [int(page.folio) for page in arabic.pages[1:-1] if not page.is_white]
    assert len(openers) == 6
    assert all(number % 2 == 0 for number in [4, *openers])

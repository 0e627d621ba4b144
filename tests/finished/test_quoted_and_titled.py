"""Official titles, introductions, quotations and numbers, read back from finished files."""

import re
from pathlib import Path

import pytest

from built import Build, Built
from mgi_report.proof.download.evidence import Evidence
from mgi_report.proof.download.sheets import Sheets
from mgi_report.proof.reader import PdfReader
from reading_back import squeezed
from tag_text import tag_tree

PROFILE = Path(__file__).parents[1] / "profiles" / "quoted-and-titled.en.yaml"


@pytest.fixture(scope="module")
def formats(finished: Build) -> tuple[Built, ...]:
    return finished(PROFILE)


def test_a_quotation_is_tagged_as_one_with_its_paragraphs(formats: tuple[Built, ...]) -> None:
    tree = [line.strip() for line in tag_tree(formats[0].data, longest=60).splitlines()]
    starts = [at for at, line in enumerate(tree) if line.startswith("BlockQuote")]
    assert len(starts) == 3
    long = tree[starts[1] + 1 : starts[1] + 5]
    assert [re.sub(r' p\. \d+.*| ".*', "", line) for line in long] == ["P"] * 4
    source = tree[starts[1] + 5 : starts[1] + 7]
    assert source == ['Em "Invented Act No. 5"', '", preamble."']


def test_a_long_quotation_goes_on_over_the_page_with_two_lines_at_least(
    formats: tuple[Built, ...],
) -> None:
    with PdfReader(formats[0].data) as reader, Sheets(reader.data) as sheets:
        evidence = Evidence(reader, sheets)
        quotes = [each for each in evidence.elements if each.role == "BlockQuote"]
        lines = evidence.lines(quotes[1].marks())
        pages = [line[0].page for line in lines]
    assert len(set(pages)) == 2
    assert min(pages.count(page) for page in set(pages)) >= 2


def test_the_press_has_all_of_it_too(formats: tuple[Built, ...]) -> None:
    profile = formats[0].loaded.profile
    publisher = profile.publication.publisher
    assert publisher is not None
    for built in formats:
        with PdfReader(built.data) as reader:
            # Running lines stand between the parts of what goes on over a page.
            text = squeezed("".join(reader.page_texts))
        for wanted in (
            profile.domains.migrants_rights.official_title,
            profile.domains.migrants_rights.introduction,
            publisher.telephone,
            publisher.fax,
            "Invented words without a source",
        ):
            assert wanted is not None
            assert text.count(squeezed(wanted)) == 1

"""The Lesotho profile, read back from the PDF and held against the customer's source text."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from built import LESOTHO, ROOT, Build, build
from mgi_report.profile.framework import Domain, FindingList
from mgi_report.proof.reader import PdfReader
from mgi_report.run.formats import Workshop
from reading_back import squeezed

SEED = ROOT / "tests" / "seed" / "lesotho-second-profile-2021.txt"
HEADINGS = ("Examples of well-developed areas", "Areas with potential for further development")


def seed_findings() -> Iterator[tuple[Domain, FindingList, list[str]]]:
    """Yield each list of the source text, by the bullets between its headings."""
    text = SEED.read_text(encoding="utf-8").split("Click the icons")[1]
    blocks = text.split("\nKey findings\n")[1:]
    for domain, block in zip(Domain, blocks, strict=True):
        well, potential = re.split(r"Areas with potential[^\n]*", block)
        for finding_list, part in zip(FindingList, (well, potential), strict=True):
            yield domain, finding_list, re.findall(r"^\s*• (.*\S)", part, re.MULTILINE)


@pytest.fixture(scope="module")
def download(finished: Build) -> bytes:
    return finished(LESOTHO)[0].data


@pytest.fixture(scope="module")
def pdf(download: bytes) -> Iterator[PdfReader]:
    with PdfReader(download) as reader:
        yield reader


def openers(pdf: PdfReader) -> dict[Domain, int]:
    """Return the page of each domain's opener, by the words on it."""
    return {
        domain: next(
            number
            for number, text in enumerate(pdf.page_texts, 1)
            if text.startswith(f"Domain {domain.number} \n")
        )
        for domain in Domain
    }


def test_the_source_has_thirty_findings() -> None:
    counts = [len(findings) for _, _, findings in seed_findings()]
    assert counts == [3, 3, 3, 2, 3, 1, 2, 3, 3, 2, 4, 1]
    assert sum(counts) == 30


@pytest.mark.parametrize(
    ("domain", "finding_list", "findings"),
    [pytest.param(*each, id=f"{each[0].id}-{each[1].field}") for each in seed_findings()],
)
def test_findings_stand_word_for_word_under_their_own_list(
    pdf: PdfReader, domain: Domain, finding_list: FindingList, findings: list[str]
) -> None:
    pages = openers(pdf)
    first = pages[domain]
    after = [page for page in pages.values() if page > first]
    text = "\n".join(pdf.page_texts[first : min(after, default=pdf.page_count + 1) - 1])
    well, potential, end = HEADINGS[0], HEADINGS[1], "Named in this domain"
    parts = {
        FindingList.WELL_DEVELOPED: text.split(well)[1].split(potential)[0],
        FindingList.POTENTIAL: text.split(potential)[1].split(end)[0],
    }
    printed = squeezed(parts[finding_list])
    places = []
    for position, finding in enumerate(findings, 1):
        number = f"{domain.number}.{finding_list.letter}.{position}"
        assert printed.count(squeezed(finding)) == 1
        assert squeezed(number + finding) in printed
        places.append(printed.index(squeezed(finding)))
    assert places == sorted(places)
    everything = squeezed("\n".join(pdf.page_texts))
    for finding in findings:
        # Once with all the others, and once in its domain.
        assert everything.count(squeezed(finding)) == 2


def wheel_page(pdf: PdfReader) -> int:
    return next(n for n, text in enumerate(pdf.page_texts, 1) if "Select a segment" in text)


def test_the_wheel_has_a_link_to_each_opener(pdf: PdfReader) -> None:
    pages = openers(pdf)
    links = [link for link in pdf.links if link.page == wheel_page(pdf)]
    assert len(links) == 6
    for domain in Domain:
        own = [link for link in links if f"Domain {domain.number}," in link.contents]
        assert [link.target_page for link in own] == [pages[domain]]
        for link in own:
            left, bottom, right, top = link.corners
            assert right - left > 11.5 * 72 / 25.4 - 1
            assert top - bottom > 5.5 * 72 / 25.4 - 1
        assert own[0].contents.startswith(f"Domain {domain.number}, ")


def test_all_findings_stand_on_one_spread(pdf: PdfReader) -> None:
    links = [link for link in pdf.links if ", an example of a" in link.contents]
    links += [link for link in pdf.links if ", an area with potential" in link.contents]
    assert len(links) == 30
    first = wheel_page(pdf) + 1
    assert {link.page for link in links} <= {first, first + 1, first + 2}
    assert len({link.page for link in links}) == 2
    for link in links:
        number = link.contents.split()[1].strip(",")
        assert number in pdf.page_texts[(link.target_page or 0) - 1]
        assert link.target_page == openers(pdf)[Domain(list(Domain)[int(number[0]) - 1])] + 1


def test_wheel_links_do_not_overlap(pdf: PdfReader) -> None:
    links = [link for link in pdf.links if link.page == wheel_page(pdf)]
    for first in links:
        for second in links:
            if first is not second:
                a, b = first.corners, second.corners
                apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
                assert apart, (first.contents, second.contents)


def test_contents_give_the_real_page_numbers(pdf: PdfReader) -> None:
    text = pdf.page_texts[1]
    lines = [link for link in pdf.links if link.page == 2]
    assert len(lines) == 11
    for line in lines:
        title = line.contents.split(", ", 1)[-1].split(": ")[0]
        printed = rf"{re.escape(title)}\s+(\d well-developed · \d with potential\s+)?(\d+)"
        numbers = [found[2] for found in re.finditer(printed, text)]
        assert numbers == [pdf.pdf.pages[(line.target_page or 0) - 1].label], title
        assert title.split()[0] in pdf.page_texts[(line.target_page or 0) - 1]


def test_bookmarks_name_all_domains_and_lists(pdf: PdfReader) -> None:
    pages = openers(pdf)
    titles = [mark.title for mark in pdf.bookmarks]
    assert titles[:3] == ["The Kingdom of Lesotho", "Contents", "Publication details"]
    for domain in Domain:
        mark = next(m for m in pdf.bookmarks if m.title.startswith(f"{domain.number}. "))
        assert (mark.level, mark.page) == (1, pages[domain])
        at = pdf.bookmarks.index(mark)
        lists = pdf.bookmarks[at + 1 : at + 3]
        assert [each.title.rsplit(" (", 1)[0] for each in lists] == list(HEADINGS)
        assert [each.level for each in lists] == [2, 2]


def test_fonts_are_ours_embedded_and_subset(pdf: PdfReader) -> None:
    assert pdf.fonts
    for font in pdf.fonts:
        assert font.is_embedded
        assert font.is_subset
        assert re.search("Source.?(Sans|Serif)", font.name), font.name


def test_the_data_are_attached_byte_for_byte(pdf: PdfReader) -> None:
    (file,) = pdf.embedded_files
    assert file.name == "profile.yaml"
    assert file.relationship == "Source"
    assert file.data == LESOTHO.read_bytes()


def test_title_language_author_and_dates(pdf: PdfReader) -> None:
    root, info = pdf.pdf.Root, pdf.pdf.docinfo
    assert (
        info.Title
        == "Migration Governance Indicators: The Kingdom of Lesotho, Second Profile, 2021"
    )
    assert info.Author == "International Organization for Migration (IOM)"
    assert str(info.CreationDate).startswith("D:20211201")
    assert root.Lang == "en"
    assert root.ViewerPreferences.DisplayDocTitle


def test_all_links_say_where_they_lead(pdf: PdfReader) -> None:
    for link in pdf.links:
        assert len(link.contents) > 3
        assert not link.contents.startswith(("#", "domain-", "f-"))
        assert link.target_page


def test_every_page_is_a4(pdf: PdfReader) -> None:
    for page in pdf.pdf.pages:
        assert [round(float(x), 1) for x in page.mediabox] == [0, 0, 595.3, 841.9]


def test_domains_stand_in_order_on_consecutive_pages(pdf: PdfReader) -> None:
    for first, second in pairwise(openers(pdf).values()):
        assert first < second


@pytest.mark.parametrize(
    "environment",
    [
        {
            "TZ": "Pacific/Kiritimati",
            "PYTHONHASHSEED": "1",
            "SOURCE_DATE_EPOCH": "1",
            "HOME": "/nonexistent",
            "PYTHONUTF8": "0",
            "LC_ALL": "POSIX",
        },
        {"LC_ALL": "C", "LANG": "tr_TR.UTF-8", "PYTHONHASHSEED": "7"},
    ],
    ids=["time-zone and home", "locale"],
)
def test_the_same_input_gives_the_same_bytes(
    download: bytes, tmp_path: Path, environment: dict[str, str]
) -> None:
    command = ("build", "--no-inspect", LESOTHO, "-o", tmp_path / "out")
    subprocess.run(
        [sys.executable, "-m", "mgi_report", *command],
        check=True,
        cwd=tmp_path,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
    )
    again = tmp_path / "out" / "mgi-lso-2021-en.pdf"
    assert again.read_bytes() == download


def test_a_second_build_in_one_process_gives_the_same_bytes(
    download: bytes, workshop: Workshop
) -> None:
    build(ROOT / "tests" / "profiles" / "hard-shapes.en.yaml", workshop)
    (again,) = build(LESOTHO, workshop).files
    assert again.data == download

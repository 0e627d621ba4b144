"""A brief has all findings word for word, with their notes, and says where they come from."""

from pathlib import Path

import pytest

from built import LANGUAGES, LESOTHO, PROFILES, ROOT, Build
from mgi_report.output.formats import format_named
from mgi_report.proof.reader import PdfReader
from mgi_report.run.inspection import inspect
from reading_back import squeezed

BRIEF = ("brief",)
NOTED = ROOT / "tests" / "profiles" / "links-and-notes.en.yaml"


@pytest.mark.parametrize("path", PROFILES, ids=lambda path: path.name.split(".")[0])
def test_every_brief_is_sound_and_has_every_finding_once(path: Path, finished: Build) -> None:
    (brief,) = finished(path, BRIEF)
    found = inspect(brief.data)
    assert found.problems == ()
    assert found.facts.findings == len(list(brief.loaded.profile.all_findings()))
    with PdfReader(brief.data) as pdf:
        assert [file.data for file in pdf.embedded_files] == [brief.loaded.source]


def test_lesotho_stands_on_two_pages(finished: Build) -> None:
    (brief,) = finished(LESOTHO, BRIEF)
    with PdfReader(brief.data) as pdf:
        assert pdf.page_count == 2
        text = squeezed("".join(pdf.page_texts))
        for each in brief.loaded.profile.all_findings():
            assert text.count(squeezed(each.finding.text.replace("*", ""))) == 1
        first, last = pdf.page_texts
        assert "Second Profile, December 2021" in first
        assert "International Organization for Migration (IOM) (2021)" in " ".join(last.split())
        assert [mark.title for mark in pdf.bookmarks][1] == "1. Migrants’ rights"


@pytest.mark.parametrize("path", LANGUAGES, ids=lambda path: path.name.split(".")[1])
def test_longer_languages_take_no_page_more(path: Path, finished: Build) -> None:
    (brief,) = finished(path, BRIEF)
    assert brief.pages == 2


def test_a_domain_that_is_made_to_begin_a_page_does(finished: Build) -> None:
    """Five of six domains of this brief have room on its first page."""
    (brief,) = finished(next(path for path in LANGUAGES if ".pt." in path.name), BRIEF)
    with PdfReader(brief.data) as pdf:
        first, last = pdf.page_texts
    assert "3.W.1" in first
    assert "4.W.1" in last


def test_notes_and_addresses_come_with_their_findings(finished: Build) -> None:
    (brief,) = finished(NOTED, BRIEF)
    with PdfReader(brief.data) as pdf:
        text = squeezed("".join(pdf.page_texts))
        addresses = {link.uri for link in pdf.links}
    findings = [each.finding for each in brief.loaded.profile.all_findings()]
    assert any(finding.note for finding in findings)
    for finding in findings:
        for link in finding.links:
            assert squeezed(f"{link.title}·{link.url}") in text
            assert link.url in addresses


def test_its_name_tells_it_from_the_whole_profile() -> None:
    assert format_named("brief").file_name("lso-2021-en") == "mgi-lso-2021-en.brief.pdf"

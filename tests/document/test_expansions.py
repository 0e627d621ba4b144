"""What an abbreviation is short for is said once, where running text first has it."""

import re
from pathlib import Path

import pytest

from mgi_report.document.compose import Composer
from mgi_report.document.expansions import with_expansions
from mgi_report.profile.loading import load
from mgi_report.profile.model import Abbreviation

ROOT = Path(__file__).parents[2]
FINDING = "domains.whole-of-government.potential[0].text"
IOM = Abbreviation(short="IOM", long="International Organization for Migration")
PLAN = Abbreviation(short="NSDP II", long="second “National Plan”")


def said(*paragraphs: str, path: str = FINDING, mirrored: bool = False) -> list[str]:
    """Return what paragraphs say of two abbreviations: each long form with the text before it."""
    html = "".join(f'<p class="x" data-path="{path}">{each}</p>' for each in paragraphs)
    made = with_expansions(html, (IOM, PLAN), mirrored=mirrored)
    assert re.sub(r"</?abbr[^>]*>", "", made) == html
    return re.findall(r"([^<>]*)<abbr title=\"([^\"]*)\">([^<]*)</abbr>", made)


def test_the_first_use_alone_says_its_long_form() -> None:
    assert said("Of UNIOM, no.", "Of IOM and IOM.", "The IOM") == [("Of ", IOM.long, "IOM")]


def test_a_longer_one_is_not_cut_and_signs_are_kept() -> None:
    short = Abbreviation(short="NSDP", long="National Plan")
    html = f'<p data-path="{FINDING}">R&amp;D of NSDP\u00a0II &lt; NSDP</p>'
    made = with_expansions(html, (short, PLAN), mirrored=False)
    assert made.partition(">")[2] == (
        'R&amp;D of <abbr title="second “National Plan”">NSDP\u00a0II</abbr>'
        ' &lt; <abbr title="National Plan">NSDP</abbr></p>'
    )


@pytest.mark.parametrize(
    "text",
    [
        "The International <b>Organization</b> for\u00a0Migration (IOM) helps.",
        "IOM is the international organization for migration.",
        "To the Organizations International Migration (IOM).",
    ],
)
def test_a_text_that_explains_it_says_enough(text: str) -> None:
    assert said(text, "Later IOM alone.") == []


def test_what_is_alone_in_brackets_is_not_explained_by_that() -> None:
    assert said("An agency (IOM) helps.") == [("An agency (", IOM.long, "IOM")]


def test_a_link_keeps_its_words_and_the_next_use_says_it() -> None:
    assert said('<a href="#x">IOM</a> and <em>IOM</em>') == [("", IOM.long, "IOM")]


@pytest.mark.parametrize(
    "path",
    [
        "sections[0].title",
        "publication.citation",
        "domains.partnerships.official_title",
        "sources[0]",
    ],
)
def test_titles_and_lists_say_none(path: str) -> None:
    assert said("Of IOM.", path=path) == []


@pytest.mark.parametrize(
    "path",
    [
        "introduction",
        "domains.partnerships.introduction",
        "domains.partnerships.potential[0].note",
        "sections[0].body[1].text",
        "sections[0].body[1].quotation.text",
    ],
)
def test_running_text_says_it(path: str) -> None:
    assert said("Of IOM.", path=path) == [("Of ", IOM.long, "IOM")]


def test_among_latin_words_in_arabic_it_needs_a_box_from_the_left() -> None:
    assert said("من IOM Office في", mirrored=True) == []
    assert said("من (IOM) في", mirrored=True) == [("من (", IOM.long, "IOM")]
    html = f'<p data-path="{FINDING}">في ليسوتو.</p>'
    arabic = Abbreviation(short="ليسوتو", long="مملكة ليسوتو")
    assert "<abbr" in with_expansions(html, [arabic], mirrored=True)
    assert said('<span dir="ltr">IOM <b>Office</b></span>', mirrored=True) != []


def test_a_document_says_it_once_however_often_pages_have_the_finding() -> None:
    profile = load(ROOT / "data" / "lso-2021.en.yaml").profile
    short = Abbreviation(short="Lesotho", long="Kingdom of Lesotho")
    html = Composer().compose(profile.model_copy(update={"abbreviations": (short,)})).html
    assert html.count('<abbr title="Kingdom of Lesotho">Lesotho</abbr>') == 1
    before = html.partition('<abbr title="Kingdom')[0]
    assert 'id="all-findings"' in before
    assert 'id="domain-1"' not in before

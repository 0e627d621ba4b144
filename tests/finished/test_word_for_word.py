"""Every finding of every profile stands in its PDF whole, under its number, at both its places."""

from pathlib import Path
from unicodedata import combining

import pytest

from built import PROFILES, Build, build
from invented import profile_text
from mgi_report.document.compose import Composer
from mgi_report.document.direction import is_from_the_right
from mgi_report.document.language import read_language
from mgi_report.profile.loading import Loaded
from mgi_report.profile.markup import plain_text
from mgi_report.proof.reader import PdfReader
from mgi_report.run.formats import Workshop
from reading_back import squeezed, words_of

MOST, LONG = map(Composer().tokens.count, ("spread-most", "finding-long"))


def check(data: bytes, loaded: Loaded) -> None:
    profile = loaded.profile
    language = read_language(profile.language, Composer().assets, profile.subject.level)
    place = f"{profile.subject.short_name} · {language.dated(profile.edition)}"
    with PdfReader(data) as pdf:
        words = words_of(pdf, f"{language('series')} {place}")
    findings = tuple(profile.all_findings())
    # In its domain, and where all are listed, unless they are too many.
    places = 2 if len(findings) <= MOST else 1
    lost = {
        each.number: times
        for each in findings
        # One that goes on over the page has the other column of the spread between its parts.
        if (times := words.count(squeezed(each.number + plain_text(each.finding.text))))
        not in {places, 1 if len(each.finding.text) > LONG else places}
    }
    assert not lost


FROM_THE_RIGHT = tuple(path for path in PROFILES if path.name.endswith(".ar.yaml"))
FROM_THE_LEFT = tuple(path for path in PROFILES if path not in FROM_THE_RIGHT)


@pytest.mark.parametrize("path", FROM_THE_LEFT, ids=lambda path: path.name.removesuffix(".yaml"))
def test_findings_stand_whole_under_their_number(path: Path, finished: Build) -> None:
    download = finished(path)[0]
    check(download.data, download.loaded)


@pytest.mark.parametrize("path", FROM_THE_RIGHT, ids=lambda path: path.name.removesuffix(".yaml"))
def test_a_viewer_finds_the_words_of_findings_from_the_right(path: Path, finished: Build) -> None:
    """The inspector proves what the tags say; a viewer works out the order of the letters itself.

    It breaks a word at a sign above a letter, and puts digits and brackets elsewhere.
    """
    download = finished(path)[0]
    with PdfReader(download.data) as pdf:
        letters = "".join(only_letters(page) for page in pdf.page_texts)
    findings = download.loaded.profile.all_findings()
    written = [word for each in findings for word in each.finding.text.split()]
    words = [only_letters(word) for word in written if not any(map(combining, word))]
    words = [word for word in words if is_from_the_right(word)]
    assert len(words) > 550
    assert [word for word in words if word not in letters] == []


def only_letters(text: str) -> str:
    return "".join(sign for sign in text if sign.isalpha())


def test_so_do_three_hundred(tmp_path: Path, workshop: Workshop) -> None:
    path = tmp_path / "many.yaml"
    path.write_text(profile_text(300), encoding="utf-8")
    made = build(path, workshop)
    check(made.files[0].data, made.loaded)

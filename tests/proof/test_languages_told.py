"""Words are read in the language that the data mark: a mark that is lost, moved or new is refused.

The sample has words in French, Portuguese and Southern Sotho, in a finding, which is listed twice,
and in notes.
"""

from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from forgeries import Change, elements, forged, resealed
from pikepdf import String

from built import PROFILES, Build
from leaflet import write_leaflet
from mgi_report.document.assets import Assets
from mgi_report.document.language import read_language
from mgi_report.profile.loading import load_bytes
from mgi_report.profile.model import Profile
from mgi_report.proof.download.evidence import Evidence
from mgi_report.proof.download.languages import language_flaws
from mgi_report.proof.download.sheets import Sheets
from mgi_report.proof.inspection import open_pdf
from mgi_report.run.inspection import inspect
from mgi_report.run.theme import read_theme

SAMPLE = next(path for path in PROFILES if path.name == "links-and-notes.en.yaml")
Say = Callable[..., list[str]]


@pytest.fixture(scope="module")
def data(finished: Build) -> bytes:
    return finished(SAMPLE)[0].data


@pytest.fixture(scope="module")
def profile(finished: Build) -> Profile:
    return finished(SAMPLE)[0].loaded.profile


def told(data: bytes, profile: Profile, assets: Assets | None = None) -> list[str]:
    assets = assets or Assets()
    language = read_language(profile.language, assets)
    with open_pdf(data) as reader, Sheets(data) as sheets:
        flaws = language_flaws(Evidence(reader, sheets), profile, language, assets)
        return [flaw.message for flaw in flaws]


def in_languages(pdf: pikepdf.Pdf, tag: str) -> list[Any]:
    return [each for each in elements(pdf, "/Span") if each.get("/Lang") == tag]


def test_the_tags_name_each_language_wherever_its_words_stand(data: bytes) -> None:
    with open_pdf(data) as reader:
        tags = sorted(str(each.Lang) for each in elements(reader.pdf, "/Span") if "/Lang" in each)
    # The law of finding 1.W.3 on its page and where all are listed, the link and the note once.
    assert tags == ["fr", "fr", "fr", "pt-BR", "pt-BR", "st"]


def test_the_sample_is_in_its_languages(data: bytes, profile: Profile) -> None:
    assert told(data, profile) == []


@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_language_that_is_gone_is_told(data: bytes, profile: Profile, at: int) -> None:
    def lose(pdf: pikepdf.Pdf) -> None:
        del in_languages(pdf, "fr")[at]["/Lang"]

    (message,) = told(forged(data, lose), profile)
    assert "is not in the languages that the data mark" in message


@pytest.mark.parametrize("tag", ["de", "en", "fr-CA"])
def test_another_language_than_that_of_the_data_is_told(
    data: bytes, profile: Profile, tag: str
) -> None:
    def alter(pdf: pikepdf.Pdf) -> None:
        in_languages(pdf, "st")[0].Lang = String(tag)

    messages = told(forged(data, alter), profile)
    assert any("the text that begins “A short note on Molao" in each for each in messages)
    assert (tag == "en") or any(f"in “{tag}”" in each for each in messages)


def test_the_case_of_a_tag_does_not_matter(data: bytes, profile: Profile) -> None:
    def alter(pdf: pikepdf.Pdf) -> None:
        in_languages(pdf, "pt-BR")[0].Lang = String("pt-br")

    assert told(forged(data, alter), profile) == []


def test_more_words_in_the_language_than_are_marked_are_told(data: bytes, profile: Profile) -> None:
    def spread(pdf: pikepdf.Pdf) -> None:
        in_languages(pdf, "st")[0].P.Lang = String("st")

    note, words, text = told(forged(data, spread), profile)
    assert "“Note 3” is said to be in “st”, which the data do not say" in note
    assert "“A short note on Molao oa Kamohelo.” is said to be in “st”" in words
    assert "is not in the languages that the data mark" in text


@pytest.mark.filterwarnings("ignore::pikepdf.exceptions.PageCopyWarning")
def test_inspect_refuses_it(data: bytes) -> None:
    def lose(pdf: pikepdf.Pdf) -> None:
        del in_languages(pdf, "pt-BR")[0]["/Lang"]

    changes: list[Change] = [lose]
    codes = {each.code for each in inspect(resealed(forged(data, changes[0]))).problems}
    assert codes == {"language-altered"}


def test_the_same_words_may_be_marked_in_one_place_and_not_in_another(
    studio: Any, minimal_profile_text: str
) -> None:
    text = f"{minimal_profile_text}sources:\n  - Oui\n  - '[Oui]{{fr}}'\n  - text: Ouida\n"
    profile = load_bytes(text.encode(), "oui.yaml").profile
    cells = '<p>Oui</p><p><span lang="fr">Oui</span></p><p>Ouida</p>'
    assert told(studio.write(cells), profile) == []
    said, text = told(studio.write(cells + '<p lang="fr">Ouida</p>'), profile)
    assert "“Ouida” is said to be in “fr”" in said
    assert "“Ouida” is not in the languages" in text
    plain = profile.model_copy(update={"sources": profile.sources[1:]})
    (message,) = told(studio.write(cells), plain)
    assert "“Oui” is not in the languages" in message


def test_another_version_is_named_in_its_own_language_and_nothing_else_is(
    studio: Any, minimal_profile_text: str
) -> None:
    profile = load_bytes(minimal_profile_text.encode(), "plain.yaml").profile
    page = '<p><span lang="fr">Français</span> · <span lang="es">{}</span></p>'
    assert told(studio.write(page.format("Español")), profile) == []
    (message,) = told(studio.write(page.format("Spanish")), profile)
    assert "“Spanish” is said to be in “es”" in message


def test_the_earlier_edition_may_have_named_findings_in_another_language(
    studio: Any, minimal_profile_text: str
) -> None:
    text = f"{minimal_profile_text}sources:\n  - text: Oui\n"
    profile = load_bytes(text.encode(), "plain.yaml").profile
    second = profile.model_copy(update={"compares_with": "first.en.yaml"})
    row = '<table><tr><th scope="row"><span lang="fr">{}</span></th><td>{}</td></tr></table>'
    gone = studio.write(row.format("Non", "dropped"))
    assert told(gone, second) == []
    assert len(told(gone, profile)) == 1
    # What the data of this edition have is known, and so is what stands elsewhere.
    assert len(told(studio.write(row.format("Oui", "new")), second)) == 1
    cell = row.format("Non", '<span lang="fr">abandonné</span>')
    assert len(told(studio.write(cell), second)) == 1


def test_a_theme_may_have_words_in_a_language_of_its_own(
    studio: Any, minimal_profile_text: str, tmp_path: Any
) -> None:
    profile = load_bytes(minimal_profile_text.encode(), "plain.yaml").profile
    data = studio.write('<p lang="fr">Merci</p>')
    assert len(told(data, profile)) == 1
    plain = Assets(theme=read_theme(write_leaflet(tmp_path / "plain")))
    assert len(told(data, profile, plain)) == 1
    own = Assets(theme=read_theme(write_leaflet(tmp_path / "own", '<!-- <p lang="fr"> -->')))
    assert told(data, profile, own) == []

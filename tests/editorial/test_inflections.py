"""Other forms of names are found in the findings of all languages, and told with their places."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from built import LANGUAGES
from mgi_report.document.assets import Assets
from mgi_report.editorial.inflections import inflected_names
from mgi_report.profile.loading import load, load_bytes
from mgi_report.run.profiles import check

MIGRATION = "Закон о миграции населения"
Find = Callable[..., list[str]]


@pytest.fixture
def forms(minimal_profile_text: str) -> Find:
    """Return a function that gives the other forms of names that a finding has."""

    def _find(language: str, finding: str, *names: str, named_as: Sequence[str] = ()) -> list[str]:
        text = minimal_profile_text.replace("language: en", f"language: {language}")
        before = "The invented Example Residence Act (2019) gives residents of Example access to"
        text = text.replace(before, finding)
        listed = "".join(f'  - title: "{name}"\n' for name in names)
        others = "".join(f'      - "{name}"\n' for name in named_as)
        text += f"instruments:\n{listed}" + (f"    named_as:\n{others}" if others else "")
        return [each.words for each in inflected_names(load_bytes(text.encode(), "a.yaml").profile)]

    return _find


FOUND = {
    "instrumental": ("ru", "по Законом о миграции населения и", MIGRATION, "Законом"),
    "genitive": ("ru", "Статья Закона о миграции населения", MIGRATION, "Закона"),
    "adjectives too": (
        "ru",
        "В Национальной миграционной стратегии (2020–2025 годы) нет",
        "Национальная миграционная стратегия (2020–2025 годы)",
        "Национальной миграционной стратегии (2020–2025 годы)",
    ),
    "number": ("ru", "по Закону № 7 от 2016 года", "Закон № 7 от 2016 года", "Закону № 7"),
    "one word": ("ru", "по Конституции страны", "Конституция", "Конституции"),
    "small letter": ("fr", "La loi sur les étrangers dit", "Loi sur les étrangers", "loi sur"),
    "plural": ("es", "la Leyes de Asilo", "Ley de Asilo", "Leyes de Asilo"),
    "many": ("pt", "as políticas migratórias", "Política migratória", "políticas"),
    "a word put in": (
        "fr",
        "le Cadre stratégique et plan lesothan (2021) dit",
        "Cadre stratégique et plan (2021)",
        "Cadre stratégique et plan lesothan (2021)",
    ),
    "usage of a language": ("pt-BR", "a lei de asilo", "Lei de Asilo", "lei de asilo"),
    "dual": ("ar", "الإطار وخطة العمل الوطنيين", "الإطار وخطة العمل الوطنيان", "الإطار وخطة"),
    "dual after a particle": (
        "ar",
        "بخطة العمل والإطار الوطنيين",
        "خطة العمل والإطار الوطنيان",
        "خطة العمل",
    ),
}


@pytest.mark.parametrize("case", FOUND.values(), ids=FOUND)
def test_another_form_of_a_name_is_found(forms: Find, case: tuple[str, str, str, str]) -> None:
    language, finding, name, expected = case
    (words,) = forms(language, finding, name)
    assert words in finding
    assert words.startswith(expected)


NOT_FOUND = {
    "the name itself": ("ru", "Закон о миграции населения", MIGRATION),
    "English": ("en", "the residence acts of", "Residence Act"),
    "another law": ("ru", "Законом о миграции рабочих", MIGRATION),
    "another order": ("ru", "О миграции населения закона", MIGRATION),
    "in two sentences": ("ru", "нет Закона. О миграции населения", MIGRATION),
    "another number": ("ru", "по Закону № 8 от 2016 года", "Закон № 7 от 2016 года"),
    "a plain word": ("ru", "по конституции страны", "Конституция"),
    "many words put in": ("fr", "le cadre de la stratégie du plan", "Cadre stratégie plan"),
}


@pytest.mark.parametrize("case", NOT_FOUND.values(), ids=NOT_FOUND)
def test_what_is_another_name_or_none_is_not(forms: Find, case: tuple[str, str, str]) -> None:
    assert forms(*case) == []


def test_a_form_that_is_listed_or_may_be_two_entries_is_left_out(forms: Find) -> None:
    finding = "Законом о миграции населения"
    assert forms("ru", finding, MIGRATION, named_as=[finding]) == []
    assert forms("ru", finding, MIGRATION, "Закону о миграции населения") == []


def test_the_longest_of_two_names_wins(forms: Find) -> None:
    finding = "По Закону о миграции населения страны"
    assert forms("ru", finding, MIGRATION, f"{MIGRATION} страны") == [finding.removeprefix("По ")]


def test_each_form_is_told_once_with_its_words_their_place_and_the_entry(
    tmp_path: Path, minimal_profile_text: str
) -> None:
    text = minimal_profile_text.replace("language: en", "language: fr")
    text = text.replace(
        "access to schools.", "**access to\n        schools** on access to schools."
    )
    file = tmp_path / "xxa.yaml"
    file.write_text(f"{text}bodies: [{{name: Access to Schools}}]\n")
    (problem,) = (each for each in check(file, Assets()).warnings if each.code == "name-inflected")
    assert problem.location and problem.location.excerpt and problem.location.column
    assert problem.location.excerpt[problem.location.column - 1 :] == "access to"
    assert "“access to schools”" in problem.message
    assert problem.hint and "“access to schools”" in problem.hint
    assert [place.path for place in problem.also] == ["bodies[0]"]


def test_no_sample_has_a_form_of_a_name_that_is_not_listed() -> None:
    assert [each for file in LANGUAGES for each in inflected_names(load(file).profile)] == []

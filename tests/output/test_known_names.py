"""A country is found by its name in other languages, a language by those the page may have."""

from itertools import pairwise

import pytest
from babel import Locale

from mgi_report.output.page.known_names import folded, names_of_language, words_of_countries


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Côte d’Ivoire", "cote d ivoire"),
        ("TÜRKİYE", "turkiye"),
        ("Straße", "strasse"),
        ("  a_b–c  ", "a b c"),
        ("Österreich 2", "osterreich 2"),
    ],
)
def test_case_accents_and_signs_make_no_difference(text: str, plain: str) -> None:
    assert folded(text) == plain


def test_a_country_has_words_in_the_official_languages_of_the_world() -> None:
    words = {code: text.split() for code, text in words_of_countries(["CIV", "KEN"]).items()}
    # English, Norwegian, Italian, Finnish, Russian, Arabic, Chinese.
    for word in ("ivory", "elfenbeinskysten", "avorio", "norsunluurannikko", "ивуар", "العاج"):
        assert any(each.startswith(word) for each in words["CIV"]), word
    assert "科特迪瓦" in words["CIV"]
    assert "kenia" in words["KEN"]


def test_no_word_is_there_that_another_one_begins_with() -> None:
    words = words_of_countries(["TUR"])["TUR"].split()
    assert words == sorted(set(words))
    assert [one for one, other in pairwise(words) if other.startswith(one)] == []


def test_an_invented_country_has_none() -> None:
    assert words_of_countries(["XXA", "XKX", "ZZZ"]) == {}


def test_a_language_has_its_name_in_itself_and_in_those_of_the_pages() -> None:
    tongues = [Locale("en"), Locale("es"), Locale("ru")]
    assert names_of_language("fr", tongues) == (
        "fr",
        "francais",
        "french",
        "frances",
        "французскии",
    )
    assert {"fr ca", "french", "french canada"} <= set(names_of_language("fr-CA", tongues))
    assert names_of_language("zz", tongues) == ("zz",)

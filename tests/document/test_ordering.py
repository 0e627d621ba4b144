"""Names stand in the order in which a reader of their language looks for them."""

import pytest

from languages import small
from mgi_report.document.assets import Assets
from mgi_report.document.catalogue import language_names
from mgi_report.document.language import read_language
from mgi_report.document.ordering import Ordering

SPANISH = small("es", letters="nñ")
RUSSIAN = small("ru", letters="ий")
ARABIC = small("ar", articles="ال", whole="التزام التماس")


@pytest.mark.parametrize(
    "names",
    [
        ("Act No. 2", "Act No. 10", "Act No. 10 on Work"),
        ("Åland Act", "Zambian Act"),
        ("Economic Act", "Économie", "Education Act"),
        ("act", "Act on Work", "Bill"),
        ("2018 Act", "2021 Act", "Act"),
        ("National Act", "National Act"),
    ],
)
def test_names_are_in_the_order_of_their_letters_and_numbers(names: tuple[str, ...]) -> None:
    backwards = names[::-1]
    assert sorted(backwards, key=Ordering().key) == list(names)


@pytest.mark.parametrize(
    ("order", "names"),
    [
        (SPANISH, ["Canal", "Canzoneta", "Caña", "Cao", "Niñez", "Nuevo", "Ñandú", "Oaxaca"]),
        (RUSSIAN, ["Дом", "Ёж", "Ель", "Иск", "Ищи", "Йод", "Йошкар-Ола", "Край", "Крайний"]),
        (small("sv", letters="zåäö"), ["Ort", "Zon", "Zürich", "Ål", "Ängel", "Öga", "Öl"]),
        (small("fr"), ["Décret", "Œuvre", "Office", "Ordre"]),
        (small("pt"), ["Ação", "Açores", "Acre"]),
    ],
)
def test_letters_of_their_own_follow_their_neighbour_and_accents_do_not_count(
    order: Ordering, names: list[str]
) -> None:
    backwards = names[::-1]
    assert sorted(backwards, key=order.key) == names


@pytest.mark.parametrize(
    ("order", "names"),
    [
        (RUSSIAN, ["2020 год", "Закон", "Ясли", "ILO", "UNHCR"]),
        (ARABIC, ["الدستور", "قانون", "UNHCR"]),
        (SPANISH, ["UNHCR", "Закон"]),
        (Ordering(), ["Act", "Закон"]),
    ],
)
def test_the_letters_of_the_language_are_the_first(order: Ordering, names: list[str]) -> None:
    backwards = names[::-1]
    assert sorted(backwards, key=order.key) == names


def test_the_arabic_article_is_not_looked_for_and_hamza_does_not_count() -> None:
    names = ["أمن", "الإنصاف", "بلد", "الدستور", "ديوان", "العمل", "قانون", "القضاء", "لجنة"]
    backwards = names[::-1]
    assert sorted(backwards, key=ARABIC.key) == names


def test_words_that_only_begin_as_with_an_article_stay_whole() -> None:
    assert sorted(["بلد", "التزام", "تنمية"], key=ARABIC.key) == ["التزام", "بلد", "تنمية"]


def test_a_letter_is_the_same_however_it_is_encoded() -> None:
    assert SPANISH.key("Can\u0303a")[0] == SPANISH.key("Caña")[0]


@pytest.mark.parametrize("tag", language_names(Assets()))
def test_every_language_has_an_order(tag: str) -> None:
    order = Ordering.of(read_language(tag, Assets()))
    assert all(len(group) > 1 for group in order.letters)


@pytest.mark.parametrize(
    ("order", "name", "letter"),
    [
        (Ordering(), "Åland", "A"),
        (Ordering(), "œuvre", "O"),
        (Ordering(), "Ñandú", "N"),
        (SPANISH, "Ñandú", "Ñ"),
        (SPANISH, "Nandú", "N"),
        (RUSSIAN, "Йод", "Й"),
        (RUSSIAN, "Ёж", "Е"),
        (ARABIC, "الجزائر", "ج"),
        (ARABIC, "إيطاليا", "ا"),
        (ARABIC, "التزام", "ا"),
        (Ordering(), "2021 Act", "#"),
        (Ordering(), "“Act”", "#"),
    ],
)
def test_a_name_is_looked_for_under_a_capital(order: Ordering, name: str, letter: str) -> None:
    assert order.initial(name) == letter

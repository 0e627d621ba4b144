"""Codes, numbers and addresses keep their order where text runs from right to left."""

import pytest

from mgi_report.document.direction import isolated, latin_runs, left_to_right


@pytest.mark.parametrize(
    "text", ["1.W.3", "+41 22 717 9111", "https://iom.int", "17 route X, 1218"]
)
def test_they_are_set_apart_from_right_to_left_text(text: str) -> None:
    assert left_to_right(text, mirrored=True) == f'<span dir="ltr">{text}</span>'
    assert isolated(text, mirrored=True) == f"\u2066{text}\u2069"


@pytest.mark.parametrize("text", ["1.W.3", "a & b"])
def test_nothing_is_added_from_left_to_right(text: str) -> None:
    assert left_to_right(text, mirrored=False) == text.replace("&", "&amp;")
    assert isolated(text, mirrored=False) == text


def test_an_arabic_address_is_left_to_its_own_direction() -> None:
    assert left_to_right("شارع 5, Cairo", mirrored=True) == "شارع 5, Cairo"


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("شبكة Non-State Actors في البلد", ["Non-State Actors"]),
        ("خطة COVID-19 (2021) وقانون Labour Act.", ["COVID-19 (2021)", "Labour Act"]),
        ("قانون 2021 (LNSA) نافذ", ["LNSA"]),
        ("قانون Act (Second) نافذ", ["Act (Second)"]),
        ("قانون 2018–2021", []),
    ],
)
def test_latin_words_are_found_with_their_digits_and_brackets(text: str, runs: list[str]) -> None:
    assert [text[slice(*run)] for run in latin_runs(text)] == runs

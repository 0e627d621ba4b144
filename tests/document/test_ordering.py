"""Names stand in an index where a reader looks for them."""

import pytest

from mgi_report.document.ordering import in_order


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
    assert sorted(backwards, key=in_order) == list(names)

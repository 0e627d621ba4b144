"""Other forms of names are added to the entry they are of, however it is written."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from mgi_report.editorial.added_spellings import with_inflected_names
from mgi_report.profile.file.data_file import data_file_of
from mgi_report.profile.file.text import text_of
from mgi_report.profile.loading import load_bytes

FORM = '"residents of example"'
Added = Callable[[str], str]


@pytest.fixture
def added(minimal_profile_text: str) -> Added:
    """Return a function that gives the instruments of a profile with what was added to them."""

    def _added(instruments: str, name: str = "xxa.yaml") -> str:
        text = minimal_profile_text.replace("language: en", "language: fr")
        text = text.replace("residents of Example", "residents of example", 1)
        before = f"{text}{instruments}"
        after = with_inflected_names(text_of(Path(name), before.encode()))
        load_bytes(after.encode(), name)
        assert after.startswith(text)
        return after.removeprefix(text)

    return _added


WAYS = {
    "a key in a block": (
        "instruments:\n- title: 'Residents of Example'  # A law.\n  year: 2019\n",
        "instruments:\n- title: 'Residents of Example'  # A law.\n"
        f"  named_as: [{FORM}]\n  year: 2019\n",
    ),
    "a title of several lines": (
        "instruments:\n  - title: Residents\n      of Example\n",
        f"instruments:\n  - title: Residents\n      of Example\n    named_as: [{FORM}]\n",
    ),
    "a folded title": (
        "instruments:\n  - title: >-\n      Residents\n      of Example\n    year: 2019\n",
        "instruments:\n  - title: >-\n      Residents\n      of Example\n"
        f"    named_as: [{FORM}]\n    year: 2019\n",
    ),
    "a title at the end of the file": (
        "bodies:\n  - name: Residents of Example",
        f"bodies:\n  - name: Residents of Example\n    named_as: [{FORM}]",
    ),
    "a key in braces": (
        "instruments: [{title: Residents of Example, year: 2019}]\n",
        f"instruments: [{{title: Residents of Example, named_as: [{FORM}], year: 2019}}]\n",
    ),
    "a list in brackets": (
        "instruments: [{title: Residents of Example, named_as: [a law]}]\n",
        f"instruments: [{{title: Residents of Example, named_as: [a law, {FORM}]}}]\n",
    ),
    "an empty list": (
        "instruments: [{title: Residents of Example, named_as: []}]\n",
        f"instruments: [{{title: Residents of Example, named_as: [{FORM}]}}]\n",
    ),
    "a list in lines": (
        'bodies:\r\n- name: Residents of Example\r\n  named_as:\r\n  - "a law"  # Seen.\r\n',
        'bodies:\r\n- name: Residents of Example\r\n  named_as:\r\n  - "a law"  # Seen.\r\n'
        f"  - {FORM}\r\n",
    ),
}


@pytest.mark.parametrize("case", WAYS.values(), ids=WAYS)
def test_a_form_is_added_as_the_entry_is_written(added: Added, case: tuple[str, str]) -> None:
    before, after = case
    assert added(before) == after
    assert added(after) == after


def test_json_stays_json(minimal_profile_text: str) -> None:
    written = minimal_profile_text.replace("language: en", "language: fr")
    tree = data_file_of(text_of(Path("a.yaml"), written.encode())).tree
    assert isinstance(tree, dict)
    tree["bodies"] = [{"name": "residents of example"}]
    text = json.dumps(tree, indent=2)
    after = json.loads(with_inflected_names(text_of(Path("a.json"), text.encode())))
    assert after.pop("bodies") == [
        {"name": "residents of example", "named_as": ["residents of Example"]}
    ]


def test_an_entry_that_is_written_in_a_way_of_its_own_stays(minimal_profile_text: str) -> None:
    listed = "bodies:\n- ? name\n  : residents of example\n"
    text = minimal_profile_text.replace("language: en", "language: fr") + listed
    assert with_inflected_names(text_of(Path("a.yaml"), text.encode())) == text


def test_a_file_with_errors_stays() -> None:
    assert with_inflected_names(text_of(Path("a.yaml"), b"language: fr\n")) == "language: fr\n"

"""The head of a file is read as the whole file is, and no further than it must be."""

from pathlib import Path

import pytest

from built import PROFILES
from mgi_report.problems.problem import ProblemsFound
from mgi_report.profile.file.data_file import read_data_file
from mgi_report.profile.file.head import FURTHEST, read_head
from mgi_report.profile.file.text import read_text, text_of

KEYS = ("language", "status", "subject", "edition")


def head(text: str, name: str = "a.yaml") -> object:
    return read_head(text_of(Path(name), text.encode()), KEYS)


@pytest.mark.parametrize("path", PROFILES, ids=lambda path: path.stem)
def test_it_has_what_the_whole_file_has(path: Path) -> None:
    tree = read_data_file(path).tree
    assert isinstance(tree, dict)
    assert read_head(read_text(path), KEYS) == {key: tree[key] for key in KEYS}


WHOLE = {"language": "en", "status": "draft", "subject": {"code": "XXA"}, "edition": {"ordinal": 1}}


def test_keys_may_stand_in_any_order_and_below_others() -> None:
    text = """
domains: {a: [b, {language: xx}], c: d}
edition: {ordinal: 1}
sections:
  - language: yy
subject:
  code: XXA
status: draft
language: en
"""
    assert head(text) == WHOLE
    assert head(str(WHOLE).replace("'", '"'), "a.json") == WHOLE


def test_a_fault_counts_only_where_it_comes_before() -> None:
    whole = "language: en\nstatus: draft\nsubject: {code: XXA}\nedition: {ordinal: 1}\n"
    assert head(f"{whole}domains: [") == WHOLE
    with pytest.raises(ProblemsFound):
        head(f"domains: ]\n{whole}")


@pytest.mark.parametrize("text", ["- a\n- b: c\n", "a", "", "language: en", "{a: b}"])
def test_what_is_no_profile_has_nothing_more(text: str) -> None:
    assert head(text) in ({}, {"language": "en"})


@pytest.mark.parametrize("key", ["data", "subject"])
def test_a_large_file_of_another_kind_is_given_up(key: str) -> None:
    text = f"{key}: [[{'[a], ' * FURTHEST}"
    assert set(head(text)) <= {"subject"}  # type: ignore[call-overload]

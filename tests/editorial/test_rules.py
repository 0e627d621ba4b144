"""What an editor would mend is told with its place; what is right is not."""

import json
from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest

from built import LESOTHO
from mgi_report.document.assets import Assets
from mgi_report.editorial.abbreviations import early_abbreviations
from mgi_report.editorial.rules import with_rules
from mgi_report.problems.problem import Problem
from mgi_report.profile.loading import load, load_bytes
from mgi_report.profile.model import Profile
from mgi_report.run.profiles import check

Checked = Callable[..., tuple[Problem, ...]]

FINDING = "The invented Example Residence Act (2019) gives residents of Example access to schools."
ACT = "instruments:\n  - title: Example Residence Act\n    year: {}\nlanguage"


def caret(problem: Problem) -> str:
    where = problem.location
    assert where and where.excerpt and where.column
    return where.excerpt[where.column - 1 :]


TOLD = {
    "no full stop": ("access to schools.", "access to schools", "no-full-stop", "schools"),
    "a comma": ("access to schools.", "access to schools,", "no-full-stop", "schools,"),
    "an apostrophe": ("access to", "children's access to", "straight-quote", "'s access"),
    "a quotation": ("access to", 'the "access" to', "straight-quote", '"access" to'),
    "another language": ("access to schools.", "access to [l’école]{fr}", "no-full-stop", "[l’é"),
    "another year": (FINDING, f"{FINDING}\n", "instrument-year", "2019) gives"),
}


@pytest.mark.parametrize("case", TOLD.values(), ids=TOLD)
def test_a_rule_tells_what_it_finds_with_its_place(warnings_of: Checked, case: tuple) -> None:
    old, new, code, place = case
    if code == "instrument-year":
        old, new = "language", ACT.format(2018)
    (problem,) = warnings_of(old, new)
    assert (problem.code, caret(problem)[: len(place)]) == (code, place)
    assert problem.hint


HINTS = {
    "English": ("en", '"access"', "check --fix --quotes sets them"),
    "French, in a word": ("fr", "d'access", "check --fix --quotes sets it"),
    "French, around words": ("fr", '"access"', "such as « »"),
}


@pytest.mark.parametrize("case", HINTS.values(), ids=HINTS)
def test_straight_signs_are_mended_as_the_language_does(
    minimal_profile_text: str, case: tuple[str, str, str]
) -> None:
    language, words, hint = case
    text = minimal_profile_text.replace("language: en", f"language: {language}")
    loaded = load_bytes(text.replace("access", words).encode(), "xxa.yaml")
    (problem,) = with_rules(loaded).warnings
    assert problem.code == "straight-quote"
    assert problem.hint.endswith(hint)


RIGHT = {
    "quoted end": ("access to schools.", "access to “schools.”"),
    "strong end": ("access to schools.", "access to **schools.**"),
    "linked end": ("access to schools.", "access to [schools.](https://example.org/a)"),
    "end in another language": ("access to schools.", "access to [l’école.]{fr}"),
    "dots": ("access to schools.", "access to schools…"),
    "curly": ("access to", "children’s “access” to"),
    "feet": ("access to", "access of 5' 3\" to"),
    "address": ("access to", "access [to](https://example.org/a'b)"),
    "same year": ("language", ACT.format(2019)),
    "years of a plan": (
        "The invented Example Residence Act (2019)",
        "The Example Residence Plan (2018–2030)",
    ),
}


@pytest.mark.parametrize("case", RIGHT.values(), ids=RIGHT)
def test_what_is_right_is_not_told(warnings_of: Checked, case: tuple[str, str]) -> None:
    assert warnings_of(*case) == ()


@pytest.mark.parametrize("words", ["(2004 amendment)", "(2004–2010)", "and of 2004"])
def test_a_year_of_something_else_is_not_told(
    warnings_of: Checked, minimal_profile_text: str, words: str
) -> None:
    text = minimal_profile_text.replace("Act (2019)", f"Act {words}")
    assert warnings_of(minimal_profile_text, text.replace("language", ACT.format(2019), 1)) == ()


@pytest.mark.parametrize("stop", [*"。।॥။።۔։؟！？", "。”"])
def test_a_sentence_ends_as_its_script_does(minimal_profile_text: str, stop: str) -> None:
    text = minimal_profile_text.replace("schools.", f"schools{stop}")
    assert with_rules(load_bytes(text.encode(), "xxa.yaml")).warnings == ()


def test_rules_belong_to_a_check_and_fail_nothing(
    tmp_path: Path, minimal_profile_text: str
) -> None:
    file = tmp_path / "xxa.yaml"
    file.write_text(minimal_profile_text.replace("schools.", "schools"))
    assert load(file).warnings == ()
    assert [each.code for each in check(file, Assets()).warnings] == ["no-full-stop"]


def test_lesotho_keeps_all_rules() -> None:
    assert {each.code for each in check(LESOTHO, Assets()).warnings} == {"imprint"}


EARLY = {
    "in brackets": ("The Big Example Group (BEG) meets.", "The BEG meets.", True),
    "another language": ("The [Groupe du Lac]{fr} (GL) meets.", "The GL meets.", True),
    "small words between": ("A Union of the Islands (UI) meets.", "The UI meets.", True),
    "after it": ("The BEG meets.", "The Big Example Group (BEG) meets.", False),
    "never": ("The BEG meets.", "The BEG has met.", False),
    "no abbreviation": ("They pay (USD) fees.", "They pay USD now.", False),
}


@pytest.mark.parametrize("case", EARLY.values(), ids=EARLY)
def test_an_abbreviation_is_explained_where_it_is_first_read(
    warnings_of: Checked, case: tuple[str, str, bool]
) -> None:
    later, sooner, is_early = case
    found = warnings_of(FINDING, f"{sooner}\n      - {later}")
    assert [each.code for each in found] == ["abbreviation-early"] * is_early
    for each in found:
        assert each.also[0].line == (each.location.line or 0) + 1


def test_a_listed_abbreviation_is_known_by_its_long_form(
    warnings_of: Checked, minimal_profile_text: str
) -> None:
    sentences = "The XY 2 holds.\n      - The Second example plan (XY 2) holds."
    text = minimal_profile_text.replace(FINDING, sentences)
    assert warnings_of(minimal_profile_text, text) == ()
    listed = "abbreviations: [{short: XY 2, long: second example plan}]\n"
    marked = text.replace("Second example plan", "[Second *example* plan]{fr}")
    for written in (text, marked):
        (problem,) = warnings_of(minimal_profile_text, written + listed)
        assert (problem.code, caret(problem)) == ("abbreviation-early", "XY 2 holds.")


def test_an_abbreviation_is_no_part_of_a_longer_one(warnings_of: Checked) -> None:
    (problem,) = warnings_of(
        FINDING, "The AUC of the AU meets.\n      - The AUC of the African Union (AU) meets."
    )
    assert (problem.code, caret(problem)) == ("abbreviation-early", "AU meets.")
    there = problem.also[0]
    assert (there.excerpt or "")[(there.column or 0) - 1 :] == "(AU) meets."


def test_letters_that_capitals_have_two_of_shift_no_place(
    warnings_of: Checked, minimal_profile_text: str
) -> None:
    text = minimal_profile_text.replace(
        FINDING, "Große Maße der Straße, the Second plan (XY) holds."
    )
    listed = "abbreviations: [{short: XY, long: second plan}]\n"
    assert warnings_of(minimal_profile_text, text + listed) == ()


def test_thousands_of_abbreviations_take_no_longer_than_their_text(
    minimal_profile_text: str,
) -> None:
    loaded = load_bytes(minimal_profile_text.encode(), "xxa.yaml")
    tree = json.loads(json.dumps(loaded.file.tree))
    tree["abbreviations"] = [{"short": f"AB {n}", "long": f"agreement {n}"} for n in range(4_000)]
    long = "The office of the neighbouring country keeps its word. " * 80
    tree["domains"]["partnerships"]["potential"] = [{"text": f"{n}. {long}"} for n in range(130)]
    profile = Profile.model_validate_json(json.dumps(tree))
    begun = process_time()
    assert list(early_abbreviations(profile, loaded.file)) == []
    assert process_time() - begun < 1


NEAR = {
    "capitals": ("The Office has plans.", "The office has plans.", " but for capitals"),
    "comma": ("The Office, too, has plans.", "The Office too has plans.", " but for capitals"),
    "same": ("The Office has plans.", "The Office has plans.", ""),
}


@pytest.mark.parametrize("case", NEAR.values(), ids=NEAR)
def test_the_same_finding_twice_is_told(warnings_of: Checked, case: tuple[str, str, str]) -> None:
    one, other, words = case
    (problem,) = warnings_of(FINDING, f"{one}\n      - {other}")
    assert problem.code == "duplicate-finding"
    assert problem.message.partition("has the same text")[2].startswith(words)


def test_two_findings_of_signs_alone_are_two(warnings_of: Checked) -> None:
    assert warnings_of(FINDING, "“?”\n      - “!”") == ()

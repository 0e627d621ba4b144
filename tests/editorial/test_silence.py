"""A warning is silenced in a comment: in the whole file, or in the entry or key below it."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from built import ROOT
from mgi_report.problems.problem import Problem, ProblemsFound
from mgi_report.profile.loading import load
from mgi_report.profile.silence import SILENCEABLE

Checked = Callable[..., tuple[Problem, ...]]

FINDING = (
    "- The invented Example Residence Act (2019) gives residents of Example access to schools."
)
TWO = "- One finding\n      - Another"


def codes(problems: tuple[Problem, ...]) -> list[str]:
    return [problem.code for problem in problems]


@pytest.mark.parametrize(
    ("new", "left"),
    [
        (TWO, ["no-full-stop"] * 2),
        (f"# mgi: silence no-full-stop\n      {TWO}", ["no-full-stop"]),
        (f"#mgi: silence no-full-stop\n\n      # Why.\n      {TWO}", ["no-full-stop"]),
        ("- One.\n      # mgi: silence no-full-stop\n      - >-\n        On\n        two", []),
        ("# mgi: silence no-full-stop\n      - note: A.\n        text: One", []),
        ("- >-\n        # mgi: silence no-full-stop\n        is text", ["no-full-stop"]),
    ],
)
def test_a_comment_is_about_the_entry_below_it(
    warnings_of: Checked, new: str, left: list[str]
) -> None:
    assert codes(warnings_of(FINDING, new)) == left


def test_a_comment_above_a_key_is_about_all_in_it(
    warnings_of: Checked, minimal_profile_text: str
) -> None:
    body = minimal_profile_text[minimal_profile_text.index("domains:") :]
    two = body.replace(FINDING, TWO)
    assert codes(warnings_of(body, f"# mgi: silence no-full-stop\n{two}")) == []


def test_a_comment_before_the_first_key_is_about_the_file(
    warnings_of: Checked, minimal_profile_text: str
) -> None:
    text = minimal_profile_text.replace(FINDING, f"{TWO}'s")
    silent = f"# A profile.\n# mgi: silence no-full-stop, straight-quote\n{text}"
    assert codes(warnings_of(minimal_profile_text, silent)) == []
    for ends in ("\r\n", "\r"):
        assert codes(warnings_of(minimal_profile_text, silent.replace("\n", ends))) == []
    tabs = silent.replace("# mgi", "#\tmgi")
    assert codes(warnings_of(minimal_profile_text, tabs)) == []


def test_a_warning_of_loading_is_silenced_for_a_build_too(
    tmp_path: Path, minimal_profile_text: str
) -> None:
    file = tmp_path / "xxa.yaml"
    text = minimal_profile_text.replace(FINDING, "# mgi: silence suspicious-text\n      - A  b.")
    file.write_text(text)
    loaded = load(file)
    assert loaded.warnings == ()
    assert codes(loaded.silenced) == ["suspicious-text"]


@pytest.mark.parametrize(
    ("written", "code", "hint"),
    [
        ("no-full-stop", "silence-unused", "delete it"),
        ("no-ful-stop", "silence-unknown", "did you mean no-full-stop?"),
        ("unknown-key", "silence-unknown", "docs/problems.md"),
    ],
)
def test_a_silence_of_nothing_is_told(
    warnings_of: Checked, written: str, code: str, hint: str
) -> None:
    (problem,) = warnings_of(FINDING, f"# mgi: silence {written}\n      {FINDING}")
    assert problem.code == code
    assert hint in problem.hint
    assert problem.location.excerpt[problem.location.column - 1 :] == written


def test_an_error_cannot_be_silenced(tmp_path: Path, minimal_profile_text: str) -> None:
    file = tmp_path / "xxa.yaml"
    file.write_text(f"# mgi: silence unknown-key\n{minimal_profile_text}nmae: x\n")
    with pytest.raises(ProblemsFound) as found:
        load(file)
    assert codes(found.value.problems) == ["unknown-key"]


def test_every_warning_about_the_data_can_be_silenced_but_those_about_silence() -> None:
    page = (ROOT / "docs" / "problems.md").read_text("utf-8")
    table = page.partition("## Warnings about the data")[2].partition("\n## ")[0]
    listed = set(re.findall(r"^\| `([a-z-]+)` \|", table, re.M))
    assert set(SILENCEABLE) == listed - {"silence-unknown", "silence-unused"}

"""Editions are compared by explicit statements, and every statement is checked."""

import shutil
from pathlib import Path

import pytest

from mgi_report.document.comparison import compare
from mgi_report.problems.problem import Problem, ProblemsFound
from mgi_report.profile.framework import Domain
from mgi_report.profile.loading import load

PROFILES = Path(__file__).parents[1] / "profiles"


@pytest.fixture
def pair(tmp_path: Path) -> Path:
    (tmp_path / "earlier").mkdir()
    for name in ("compared.en.yaml", "earlier/compared-first.en.yaml"):
        shutil.copy(PROFILES / name, tmp_path / name)
    return tmp_path / "compared.en.yaml"


def changed(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def problems(path: Path) -> tuple[Problem, ...]:
    with pytest.raises(ProblemsFound) as caught:
        load(path)
    return caught.value.problems


def test_what_moved_what_goes_on_what_is_new_what_is_gone(pair: Path) -> None:
    loaded = load(pair)
    assert loaded.earlier is not None

    def told(domain: Domain) -> list[tuple[str, str, str, bool]]:
        return [
            (
                change.earlier.number if change.earlier else "-",
                change.later.number if change.later else "-",
                change.status or "-",
                change.moved,
            )
            for change in compare(loaded.profile, loaded.earlier, domain)
        ]

    assert told(Domain.MIGRANTS_RIGHTS) == [
        ("1.W.1", "1.W.1", "continued", False),
        ("1.P.1", "1.W.2", "resolved", True),
        ("1.P.2", "1.P.1", "changed", False),
        ("-", "1.P.2", "-", False),
    ]
    assert told(Domain.WHOLE_OF_GOVERNMENT) == [("2.P.1", "-", "-", False)]
    assert told(Domain.MOBILITY_CRISES) == []


def test_a_finding_that_does_not_exist_is_an_error_with_its_place(pair: Path) -> None:
    changed(pair, "finding: 1.P.2,", "finding: 1.P.9,")
    (found,) = problems(pair)
    assert found.code == "no-such-finding"
    assert "1.W.1, 1.P.1, 1.P.2" in found.hint
    assert found.location is not None
    assert found.location.path == "domains.migrants-rights.potential[0].since.finding"
    assert (found.location.line, found.location.column) == (26, 26)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("status: continued", "status: resolved", "not-resolved"),
        ("compares_with: earlier/compared-first.en.yaml\n", "", "since-without-earlier"),
        ("earlier/compared-first", "earlier/nosuch", "earlier-has-problems"),
        ("earlier/compared-first", "../earlier/compared-first", "earlier-outside"),
        ("compared-first.en.yaml", "compared-first.docx", "earlier-type"),
        ("code: XXC", "code: XXD", "compares-other-subject"),
        ("ordinal: 2", "ordinal: 1", "compares-later-edition"),
    ],
)
def test_wrong_statements_are_errors(pair: Path, old: str, new: str, code: str) -> None:
    changed(pair, old, new)
    found = problems(pair)
    assert found[0].code == code
    assert found[0].location is not None
    assert found[0].location.line is not None


def test_problems_of_the_earlier_file_are_told_at_their_own_place(pair: Path) -> None:
    earlier = pair.parent / "earlier" / "compared-first.en.yaml"
    changed(earlier, "status: final", "status: fnal")
    first, second = problems(pair)
    assert first.code == "earlier-has-problems"
    assert second.location is not None
    assert Path(second.location.file).name == "compared-first.en.yaml"


def test_editions_in_two_languages_are_not_compared(pair: Path) -> None:
    changed(pair.parent / "earlier" / "compared-first.en.yaml", "language: en", "language: fr")
    assert problems(pair)[0].code == "compares-other-language"


def test_a_link_out_of_the_folder_is_not_followed(pair: Path, tmp_path: Path) -> None:
    outside = tmp_path.parent / f"{tmp_path.name}-outside.yaml"
    earlier = pair.parent / "earlier" / "compared-first.en.yaml"
    earlier.rename(outside)
    earlier.symlink_to(outside)
    assert problems(pair)[0].code == "earlier-outside"
    outside.unlink()

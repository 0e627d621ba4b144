"""Files that a profile names are regular ones in its folder, or a problem at their line."""

from pathlib import Path

import pytest

from mgi_report.problems.problem import Problem, ProblemsFound
from mgi_report.profile.loading import load
from special_files import KINDS, special

LOGO = """\
publication:
  logos:
    - file: logo.png
      alt: Logo of the Office of Example
"""


def problems_of(folder: Path, text: str) -> tuple[Problem, ...]:
    profile = folder / "profile.yaml"
    profile.write_text(text, encoding="utf-8")
    with pytest.raises(ProblemsFound) as caught:
        load(profile)
    return caught.value.problems


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_without_contents(minimal_profile_text: str, tmp_path: Path, kind: str) -> None:
    with special(tmp_path / "logo.png", kind):
        (problem,) = problems_of(tmp_path, minimal_profile_text + LOGO)
    assert problem.code == "picture"
    assert "does not exist" not in problem.message
    assert problem.location is not None
    assert problem.location.path == "publication.logos[0].file"
    assert problem.location.line == len((minimal_profile_text + LOGO).splitlines()) - 1


def test_a_picture_that_is_too_large_is_not_read(minimal_profile_text: str, tmp_path: Path) -> None:
    with (tmp_path / "logo.png").open("wb") as file:
        file.truncate(1 << 40)
    (problem,) = problems_of(tmp_path, minimal_profile_text + LOGO)
    assert (problem.code, "larger than 10 MB" in problem.message) == ("picture", True)


@pytest.mark.parametrize("kind", KINDS)
def test_an_earlier_edition_without_contents(
    minimal_profile_text: str, tmp_path: Path, kind: str
) -> None:
    with special(tmp_path / "earlier.yaml", kind):
        found = problems_of(tmp_path, minimal_profile_text + "compares_with: earlier.yaml\n")
    codes = [problem.code for problem in found]
    assert codes in (
        ["earlier-outside"],
        ["earlier-has-problems", "file-special"],
        ["earlier-has-problems", "file-unreadable"],
    )
    assert found[0].location is not None
    assert found[0].location.path == "compares_with"

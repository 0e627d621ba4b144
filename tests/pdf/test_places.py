"""What is wrong on a page is told at its place in the file of the data."""

from pathlib import Path
from typing import Any

import pytest

from mgi_report.document.assets import Assets
from mgi_report.document.compose import Composer
from mgi_report.document.tokens import FilledIn
from mgi_report.pdf.engine.layout import Engine
from mgi_report.problems.problem import Location, ProblemsFound
from mgi_report.profile.loading import load

NAME = "The Republic of Example"


def test_a_problem_of_the_engine_has_line_and_column(
    tmp_path: Path, minimal_profile_text: str
) -> None:
    path = tmp_path / "xxa.yaml"
    path.write_text(minimal_profile_text.replace(f"name: {NAME}", "name: Example 中"), "utf-8")
    loaded = load(path)
    document = Composer().compose(loaded.profile, locate=loaded.locate)
    assets = Assets()
    with pytest.raises(ProblemsFound) as found:
        Engine(FilledIn(assets)).lay_out(document)
    assert {problem.code for problem in found.value.problems} == {"missing-glyph"}
    places = {problem.location for problem in found.value.problems if problem.location}
    assert loaded.locate("subject.name") in places
    assert all(place.file == path and place.line for place in places)


def test_without_a_file_the_place_is_in_the_profile(studio: Any) -> None:
    problem = studio.problem('<p data-path="subject.name">中')
    assert problem.location == Location("profile", path="subject.name")
    assert str(problem.location) == "profile"

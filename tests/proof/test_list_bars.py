"""A heading that its bar has no room for is told before anything is printed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from mgi_report.api import assets_of
from mgi_report.document.assets import Assets
from mgi_report.problems.problem import Problem, ProblemsFound
from mgi_report.proof.list_bars import bar_problems

FRENCH = "templates/locales/fr.toml"
LONG = "Domaines présentant un potentiel de développement ultérieur"
Told = Callable[[str, str], tuple[Problem, ...]]


@pytest.fixture
def told(tmp_path: Path) -> Told:
    """Return a function that gives what is wrong with a theme of one file."""

    def _told(name: str, text: str) -> tuple[Problem, ...]:
        file = tmp_path / "theme" / name
        file.parent.mkdir(parents=True)
        file.write_text(text)
        try:
            assets_of(tmp_path / "theme")
        except ProblemsFound as found:
            return found.problems
        return ()

    return _told


def test_our_own_headings_fit() -> None:
    assert [*bar_problems(Assets())] == []


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("potential_areas", LONG),
        ("well_developed", f"{LONG}, {LONG}"),
        ("potential_short", "À renforcer davantage"),
    ],
)
def test_a_heading_that_is_too_wide_is_told_with_its_key_and_line(
    told: Told, key: str, text: str
) -> None:
    (problem,) = told(FRENCH, f'[lists]\n{key} = "{text}"\n')
    assert problem.code == "theme"
    assert problem.message.startswith(f"lists.{key} is ")
    assert problem.hint
    place = problem.location
    assert place and (place.line, place.file.name) == (2, "fr.toml")


def test_larger_type_is_told_for_every_language_it_is_too_large_for(told: Told) -> None:
    large = ":root { --type-spread-bar: 600 11.5pt/6.6mm var(--sans); }\n"
    found = told("styles/tokens.css", large)
    assert {str(each.location) for each in found} == {"templates/locales/es.toml:1:1"}
    assert all("lists.potential_areas" in each.message for each in found)


def test_what_fits_is_not_told(told: Told) -> None:
    assert told(FRENCH, '[lists]\npotential_areas = "Aspects à renforcer"\n') == ()

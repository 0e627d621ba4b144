"""What is told of a profile for its language: that nothing can be made, or whose wording it has."""

from collections.abc import Callable
from pathlib import Path

import pytest

from built import LANGUAGES, ROOT
from mgi_report import api
from mgi_report.document.assets import Assets, Theme
from mgi_report.problems.problem import Problem
from mgi_report.run.profiles import check

FRENCH = ROOT / "tests" / "profiles" / "languages" / "lso-2021.fr.yaml"

Final = Callable[..., Path]


@pytest.fixture
def final(tmp_path: Path) -> Final:
    """Return what writes a final French profile, with a line before its first key."""

    def written(first: str = "", language: str = "fr") -> Path:
        path = tmp_path / "lso-2021.fr.yaml"
        text = FRENCH.read_text("utf-8").replace("status: draft", "status: final")
        text = text.replace("language: fr", f"{first}language: {language}")
        path.write_text(text, encoding="utf-8")
        return path

    return written


def unofficial(path: Path, theme: Theme | None = None) -> list[Problem]:
    warnings = check(path, Assets(theme=theme)).warnings
    return [each for each in warnings if each.code == "unofficial-wording"]


@pytest.mark.parametrize("path", LANGUAGES, ids=lambda path: path.stem)
def test_nothing_is_told_of_the_samples(path: Path) -> None:
    assert api.check(path) == ()


def test_a_final_profile_is_told_once_which_terms_are_our_translation(final: Final) -> None:
    (told,) = unofficial(final(language="fr-CA"))
    assert "7 terms" in told.message
    assert "lists.well_developed, domains.migrants-rights.national" in told.message
    assert "lists.potential" not in told.message
    assert told.location is not None
    assert told.location.path == "language"


def test_that_can_be_silenced(final: Final) -> None:
    path = final("# mgi: silence unofficial-wording\n")
    assert {each.code for each in api.check(path)} == {"imprint"}


def test_what_a_theme_says_is_its_own(final: Final) -> None:
    words = '[lists]\nwell_developed = "Bonnes pratiques"\n'
    theme = Theme(Path("theme"), {"templates/locales/fr.toml": words.encode()})
    (told,) = unofficial(final(), theme)
    assert "6 terms" in told.message
    assert "lists" not in told.message


def test_english_is_official(tmp_path: Path) -> None:
    assert unofficial(ROOT / "data" / "lso-2021.en.yaml") == []

"""What is told of a profile for its language: that nothing can be made, or whose wording it has."""

from collections.abc import Callable
from pathlib import Path

import pytest

from built import LANGUAGES, ROOT
from mgi_report import api
from mgi_report.document.assets import Assets, Theme
from mgi_report.problems.problem import Problem, ProblemsFound
from mgi_report.profile.loading import load
from mgi_report.run.formats import Workshop
from mgi_report.run.job import compose
from mgi_report.run.profiles import check

ARABIC = ROOT / "tests" / "profiles" / "languages" / "lso-2021.ar.yaml"
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


def test_a_language_that_is_read_from_the_right_is_refused_plainly() -> None:
    (told,) = api.check(ARABIC)
    assert told.code == "right-to-left"
    assert "“ar”" in told.message
    with pytest.raises(ProblemsFound) as caught:
        compose(load(ARABIC), Workshop(Assets()), "profile")
    assert [each.code for each in caught.value.problems] == ["right-to-left"]


def test_a_theme_with_fonts_answers_for_itself() -> None:
    theme = Theme(Path("theme"), {"styles/fonts.css": b""})
    assert check(ARABIC, Assets(theme=theme)).warnings == ()

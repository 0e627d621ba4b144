"""The line work belongs to one subject and edition and is always the same."""

import pytest

from mgi_report.document.assets import Assets
from mgi_report.document.linework import figure_for, rings
from mgi_report.document.tokens import read_tokens
from mgi_report.document.wheel import cover_wheel

LESOTHO = (24, 0.23931, -0.270976)
PAGE = (-3.0, -3.0, 213.0, 300.0)


def test_same_edition_same_figure() -> None:
    assert figure_for("lso", 2) == figure_for("lso", 2)


@pytest.mark.parametrize("other", [("lso", 1), ("ken", 2), ("lso-maseru", 2)])
def test_every_other_edition_has_another_figure(other: tuple[str, int]) -> None:
    assert figure_for(*other) != figure_for("lso", 2)


def test_known_figure_of_lesotho() -> None:
    # The cover of a published edition must never change.
    waves, phase, twist = figure_for("lso", 2)
    assert (waves, round(phase, 6), round(twist, 6)) == LESOTHO


def test_rings_stay_near_the_page() -> None:
    tokens = read_tokens(Assets())
    wheel = cover_wheel(tokens, mirrored=False)
    paths = list(rings(wheel, figure_for("lso", 2), PAGE, tokens))
    assert 0 < len(paths) <= tokens.count("lines-rings")
    assert all(path.startswith("M") for path in paths)
    numbers = [float(n) for path in paths for n in path.replace("M", " ").replace("C", " ").split()]
    assert max(numbers) < 320

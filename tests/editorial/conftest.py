"""Check profiles as an editor does, with rules."""

from collections.abc import Callable
from pathlib import Path

import pytest

from mgi_report.document.assets import Assets
from mgi_report.problems.problem import Problem, render_problem
from mgi_report.run.profiles import check

Checked = Callable[..., tuple[Problem, ...]]


@pytest.fixture
def warnings_of(tmp_path: Path, minimal_profile_text: str) -> Checked:
    """Return a function that checks the small profile with one text in the place of another."""

    def _check(old: str = "", new: str = "", name: str = "xxa.en.yaml") -> tuple[Problem, ...]:
        assert old in minimal_profile_text
        file = tmp_path / name
        file.write_text(minimal_profile_text.replace(old, new, 1) if old else minimal_profile_text)
        found = check(file, Assets()).warnings
        assert all(map(render_problem, found))
        return found

    return _check

"""Write profile files and read back the problems they raise."""

from collections.abc import Callable
from pathlib import Path

import pytest

from mgi_report.problems.problem import Problem, ProblemsFound, render_problem
from mgi_report.profile.file.data_file import DataFile, read_data_file
from mgi_report.profile.loading import load

Write = Callable[..., Path]
Find = Callable[..., tuple[Problem, ...]]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def _write(text: str | bytes, name: str = "profile.yaml") -> Path:
        file = tmp_path / name
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return file

    return _write


@pytest.fixture
def read(write: Write) -> Callable[..., DataFile]:
    def _read(text: str | bytes, name: str = "profile.yaml") -> DataFile:
        return read_data_file(write(text, name))

    return _read


@pytest.fixture
def problems_of(write: Write) -> Find:
    """Return a function that loads a text and returns every problem, without a traceback."""

    def _find(text: str | bytes, name: str = "profile.yaml") -> tuple[Problem, ...]:
        try:
            return load(write(text, name)).warnings
        except ProblemsFound as found:
            for problem in found.problems:
                assert render_problem(problem)
            return found.problems

    return _find


@pytest.fixture
def only_problem(problems_of: Find) -> Callable[..., Problem]:
    """Return a function that loads a text and returns its one problem."""

    def _find(text: str | bytes, name: str = "profile.yaml") -> Problem:
        problems = problems_of(text, name)
        assert len(problems) == 1, [problem.code for problem in problems]
        return problems[0]

    return _find

"""A finished PDF that somebody changed is refused, each time for what was changed."""

import pytest
from forgeries import FORGERIES, Forgery, forged

from built import LESOTHO, Build
from mgi_report.problems.problem import ProblemsFound
from mgi_report.run.inspection import inspect


@pytest.fixture(scope="module")
def genuine(finished: Build) -> bytes:
    return finished(LESOTHO)[0].data


def codes(data: bytes) -> set[str]:
    try:
        return {problem.code for problem in inspect(data).problems}
    except ProblemsFound as found:
        return {problem.code for problem in found.problems}


@pytest.mark.parametrize("forgery", FORGERIES, ids=lambda forgery: forgery.name.replace(" ", "-"))
def test_a_forgery_is_refused(genuine: bytes, forgery: Forgery) -> None:
    assert forgery.code in codes(forged(genuine, forgery.change))

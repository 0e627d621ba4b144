"""Say whether the packages that signatures need are installed: the extra mgi-report[sign]."""

from importlib.util import find_spec

from mgi_report.problems.problem import Problem, ProblemsFound, Severity

__all__ = ["extra_problem", "need_extra"]


def extra_problem(severity: Severity = Severity.ERROR) -> Problem | None:
    """Return the problem of packages that are not installed, or None if they are."""
    if find_spec("pyhanko") is not None:
        return None
    message = "signatures need the package pyhanko, which is not installed"
    hint = "install it with pip install 'mgi-report[sign]'"
    return Problem("no-sign-extra", message, hint, severity=severity)


def need_extra() -> None:
    """Raise ProblemsFound if the packages are not installed."""
    if problem := extra_problem():
        raise ProblemsFound([problem])

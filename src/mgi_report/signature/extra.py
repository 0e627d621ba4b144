"""Say whether the packages that signatures need are installed: the extras of mgi-report."""

from importlib.util import find_spec

from mgi_report.problems.problem import Problem, ProblemsFound, Severity

__all__ = ["extra_problem", "need_extra", "need_token_extra"]


def extra_problem(severity: Severity = Severity.ERROR) -> Problem | None:
    """Return the problem of packages that are not installed, or None if they are."""
    return _lacking("pyhanko", "signatures need the package pyhanko", "sign", severity)


def need_extra() -> None:
    """Raise ProblemsFound if the packages are not installed."""
    if problem := extra_problem():
        raise ProblemsFound([problem])


def need_token_extra() -> None:
    """Raise ProblemsFound if the packages for keys on tokens are not installed."""
    need_extra()
    wanted = "keys on tokens need the package python-pkcs11"
    if problem := _lacking("pkcs11", wanted, "sign-pkcs11", Severity.ERROR):
        raise ProblemsFound([problem])


def _lacking(package: str, wanted: str, extra: str, severity: Severity) -> Problem | None:
    if find_spec(package) is not None:
        return None
    message = f"{wanted}, which is not installed"
    hint = f"install it with pip install 'mgi-report[{extra}]'"
    return Problem("no-sign-extra", message, hint, severity=severity)

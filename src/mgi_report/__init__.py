"""Make official country profiles of the Migration Governance Indicators from data.

What is exported here is described in docs/api.md; it is imported when it is first asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mgi_report.api import (
        Built,
        Options,
        build,
        changes,
        check,
        check_bytes,
        comments,
        diff,
        extract,
        import_manuscript,
        inspect,
        load,
        render,
        schema,
        sign,
        verify,
    )
    from mgi_report.manuscript.conversion import Conversion
    from mgi_report.manuscript.identity import ManuscriptChoices
    from mgi_report.problems.problem import (
        Location,
        MgiReportError,
        Problem,
        ProblemsFound,
        Severity,
    )

__all__ = [
    "Built",
    "Conversion",
    "Location",
    "ManuscriptChoices",
    "MgiReportError",
    "Options",
    "Problem",
    "ProblemsFound",
    "Severity",
    "__version__",
    "build",
    "changes",
    "check",
    "check_bytes",
    "comments",
    "diff",
    "extract",
    "import_manuscript",
    "inspect",
    "load",
    "render",
    "schema",
    "sign",
    "verify",
]

# All other names are the API's.
_HOMES = {
    "Conversion": "mgi_report.manuscript.conversion",
    "ManuscriptChoices": "mgi_report.manuscript.identity",
    **dict.fromkeys(
        ("Location", "MgiReportError", "Problem", "ProblemsFound", "Severity"),
        "mgi_report.problems.problem",
    ),
}

__version__: str


def __getattr__(name: str) -> Any:
    if name == "__version__":
        return import_module("mgi_report.version").VERSION
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES.get(name, "mgi_report.api")), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})

"""What Python programs call; the command line is written on it.

Functions take paths as `str` or `pathlib.Path`. What is wrong with profiles and files comes back as
problems; those that have nothing to give without a profile, such as `load` and `render`, raise
ProblemsFound. A function is imported when it is first asked for: a check needs nothing of a build.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mgi_report.api.files import Built, build, inspect, render, sign, verify
    from mgi_report.api.profiles import check, check_bytes, import_manuscript, load, schema
    from mgi_report.api.reviewing import changes, comments, diff, extract
    from mgi_report.run.assets import assets_of
    from mgi_report.run.options import Options

__all__ = [
    "Built",
    "Options",
    "assets_of",
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

_HOMES = {
    "Options": "mgi_report.run.options",
    "assets_of": "mgi_report.run.assets",
    **dict.fromkeys(
        ("Built", "build", "inspect", "render", "sign", "verify"), "mgi_report.api.files"
    ),
    **dict.fromkeys(
        ("check", "check_bytes", "import_manuscript", "load", "schema"), "mgi_report.api.profiles"
    ),
    **dict.fromkeys(("changes", "comments", "diff", "extract"), "mgi_report.api.reviewing"),
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})

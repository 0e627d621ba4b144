"""What Python programs call; the command line is written on it.

Functions take paths as `str` or `pathlib.Path`. What is wrong with profiles and files comes back as
problems; those that have nothing to give without a profile, such as `load` and `render`, raise
ProblemsFound.
"""

from mgi_report.api.files import Built, build, inspect, render, sign, verify
from mgi_report.api.profiles import check, check_bytes, import_manuscript, load, schema
from mgi_report.api.reviewing import changes, comments, diff, extract
from mgi_report.run.options import Options, assets_of

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

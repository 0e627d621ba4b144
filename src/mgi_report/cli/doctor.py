"""Say whether this machine has what is needed."""

import platform
import re
import sys
from importlib.metadata import PackageNotFoundError, requires, version

import click

from mgi_report.cli.console import Screen
from mgi_report.cli.options import FINE, PROBLEMS
from mgi_report.document.assets import AssetNotFound, Assets, packaged_root
from mgi_report.document.fonts import font_files
from mgi_report.pdf.engine.libraries import INSTALL, Library, libraries

__all__ = ["command"]

OLDEST_PYTHON = (3, 11)
OURSELVES = "mgi-report"
SHOWN = (OURSELVES, "weasyprint", "pydyf", "pydantic", "jinja2", "pikepdf", "fonttools")


@click.command("doctor")
def command() -> int:
    """Look at Python, packages, system libraries, templates and fonts.

    Says what is missing and how to get it.
    """
    screen = Screen()
    problems = [*_python(screen), *_packages(screen), *_libraries(screen), *_assets(screen)]
    for problem in problems:
        screen.say(problem)
    some = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    screen.result(some if problems else "Everything is there.")
    return PROBLEMS if problems else FINE


def _python(screen: Screen) -> list[str]:
    screen.result(f"Python {platform.python_version()} on {platform.system()}")
    if sys.version_info >= OLDEST_PYTHON:
        return []
    return [f"Python {'.'.join(map(str, OLDEST_PYTHON))} or later is needed."]


def _packages(screen: Screen) -> list[str]:
    missing = []
    for name in dict.fromkeys((*SHOWN, *_needed())):
        try:
            found = version(name)
        except PackageNotFoundError:
            missing.append(f"{name} is not installed: run pip install {name}")
            continue
        if name in SHOWN:
            screen.result(f"{name} {found}")
    return missing


def _needed() -> tuple[str, ...]:
    """Return the packages that some command needs, those for a cluster left out."""
    try:
        lines = requires(OURSELVES) or ()
    except PackageNotFoundError:
        return ()
    return tuple(re.split(r"[^\w.-]", line)[0] for line in lines if "extra ==" not in line)


def _libraries(screen: Screen) -> list[str]:
    found = libraries()
    for library in found:
        screen.result(_library_line(library))
    missing = [library.name for library in found if not (library.found or library.optional)]
    if not missing:
        return []
    commands = "\n".join(f"  {system}: {command}" for system, command in INSTALL.items())
    return [f"Missing: {', '.join(missing)}. Install with\n{commands}"]


def _library_line(library: Library) -> str:
    if library.found:
        return f"{library.name} {library.version or 'found'}"
    if library.optional:
        return f"{library.name} not found: files are the same, but take longer"
    return f"{library.name} NOT FOUND"


def _assets(screen: Screen) -> list[str]:
    try:
        assets = Assets()
        screen.result(f"templates and styles in {packaged_root()}")
        fonts = font_files(assets)
    except AssetNotFound as error:
        return [f"{error}; install mgi-report again"]
    missing = []
    for font in fonts:
        try:
            assets.read_bytes(font.path)
        except AssetNotFound as error:
            missing.append(str(error))
    screen.result(f"{len(fonts) - len(missing)} of {len(fonts)} font files")
    return missing

"""Look whether this machine has what is needed, and say what is missing."""

import platform
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from mgi_report.document.assets import AssetNotFound, Assets, packaged_root
from mgi_report.document.fonts import font_files
from mgi_report.pdf.engine.libraries import INSTALL, Library, libraries
from mgi_report.problems.problem import ProblemsFound
from mgi_report.run.validation.search import find_validator

__all__ = ["Machine", "look_at_machine"]

OLDEST_PYTHON = (3, 11)
OURSELVES = "mgi-report"
TOLD = (OURSELVES, "weasyprint", "pydyf", "pydantic", "jinja2", "pikepdf", "fonttools")


@dataclass(frozen=True)
class Machine:
    """Hold what a machine has, and in ``problems`` what it lacks and how to get it.

    ``packages`` have their versions, empty where one is missing; those of ``TOLD`` come first.
    ``fonts`` counts the files that can be read, of ``all_fonts``. ``validator`` is the veraPDF that
    would be used; nothing but `inspect --verapdf` needs it.
    """

    python: str
    system: str
    packages: Mapping[str, str]
    libraries: tuple[Library, ...]
    assets: Path | None
    fonts: int
    all_fonts: int
    validator: str
    problems: tuple[str, ...]


def look_at_machine(validator: Path | None = None) -> Machine:
    """Look at Python, packages, system libraries, templates, fonts, and for the validator."""
    packages = {name: _version(name) for name in dict.fromkeys((*TOLD, *_needed()))}
    found = libraries()
    root, fonts, missing_assets = _assets()
    problems = (
        *_python_problems(),
        *(
            f"{name} is not installed: run pip install {name}"
            for name, installed in packages.items()
            if not installed
        ),
        *_library_problems(found),
        *missing_assets,
    )
    lost = len(missing_assets) if root else 0
    return Machine(
        python=platform.python_version(),
        system=platform.system(),
        packages=packages,
        libraries=found,
        assets=root,
        fonts=fonts - lost,
        all_fonts=fonts,
        validator=_validator(validator),
        problems=problems,
    )


def _python_problems() -> list[str]:
    if sys.version_info >= OLDEST_PYTHON:
        return []
    return [f"Python {'.'.join(map(str, OLDEST_PYTHON))} or later is needed."]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _needed() -> tuple[str, ...]:
    """Return the packages that some command needs, those for a cluster left out."""
    try:
        lines = requires(OURSELVES) or ()
    except PackageNotFoundError:
        return ()
    return tuple(re.split(r"[^\w.-]", line)[0] for line in lines if "extra ==" not in line)


def _library_problems(found: tuple[Library, ...]) -> list[str]:
    missing = [library.name for library in found if not (library.found or library.optional)]
    if not missing:
        return []
    commands = "\n".join(f"  {system}: {command}" for system, command in INSTALL.items())
    return [f"Missing: {', '.join(missing)}. Install with\n{commands}"]


def _assets() -> tuple[Path | None, int, list[str]]:
    """Return where templates and styles are, how many font files there are, and what is lost."""
    try:
        assets = Assets()
        root = packaged_root()
        fonts = font_files(assets)
    except AssetNotFound as error:
        return None, 0, [f"{error}; install mgi-report again"]
    missing = []
    for font in fonts:
        try:
            assets.read_bytes(font.path)
        except AssetNotFound as error:
            missing.append(str(error))
    return root, len(fonts), missing


def _validator(named: Path | None) -> str:
    try:
        return str(find_validator(named))
    except ProblemsFound:
        return ""

"""Say whether this machine has what is needed."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mgi_report.cli.console import Screen
from mgi_report.cli.options import FINE, JSON, PROBLEMS, VALIDATOR
from mgi_report.pdf.engine.libraries import Library
from mgi_report.run.machine import TOLD, Machine, look_at_machine

if TYPE_CHECKING:
    from mgi_report.run.reports.plain import DoctorReport

__all__ = ["command"]


@click.command("doctor")
@VALIDATOR
@JSON
def command(validator: Path | None, as_json: bool) -> int:  # noqa: FBT001 - click gives it by name
    """Look at Python, packages, system libraries, templates and fonts, and for veraPDF.

    Says what is missing and how to get it. Only inspect --verapdf needs veraPDF.
    """
    screen = Screen()
    machine = look_at_machine(validator)
    if as_json:
        from mgi_report.run.reports.plain import report_text  # noqa: PLC0415 - as in inspect

        screen.result(report_text(_report(machine)))
    else:
        _tell(screen, machine)
    return PROBLEMS if machine.problems else FINE


def _report(machine: Machine) -> "DoctorReport":
    from mgi_report.run.reports import plain  # noqa: PLC0415 - as above

    return plain.DoctorReport(
        version=1,
        fine=not machine.problems,
        python=machine.python,
        system=machine.system,
        packages=tuple(
            plain.PackageFound(name=name, version=installed or None)
            for name, installed in machine.packages.items()
        ),
        libraries=tuple(
            plain.LibraryFound(
                name=each.name, found=each.found, version=each.version, optional=each.optional
            )
            for each in machine.libraries
        ),
        assets=str(machine.assets) if machine.assets else None,
        fonts=machine.fonts,
        validator=machine.validator or None,
        problems=machine.problems,
    )


def _tell(screen: Screen, machine: Machine) -> None:
    screen.result(f"Python {machine.python} on {machine.system}")
    for name in TOLD:
        if machine.packages[name]:
            screen.result(f"{name} {machine.packages[name]}")
    for library in machine.libraries:
        screen.result(_library_line(library))
    if machine.assets:
        screen.result(f"templates and styles in {machine.assets}")
        screen.result(f"{machine.fonts} of {machine.all_fonts} font files")
    screen.result(f"veraPDF: {machine.validator or 'not found; only inspect --verapdf needs it'}")
    for problem in machine.problems:
        screen.say(problem)
    some = "1 problem" if len(machine.problems) == 1 else f"{len(machine.problems)} problems"
    screen.result(some if machine.problems else "Everything is there.")


def _library_line(library: Library) -> str:
    if library.found:
        return f"{library.name} {library.version or 'found'}"
    if library.optional:
        return f"{library.name} not found: files are the same, but take longer"
    return f"{library.name} NOT FOUND"

"""Build the PDF of each profile."""

from pathlib import Path
from time import perf_counter

import click
from rich.status import Status

from mgi_report.cli.codes import FINE, INTERNAL, PROBLEMS
from mgi_report.cli.console import Screen
from mgi_report.cli.files import PROFILES
from mgi_report.production.job import Built, Run
from mgi_report.profile.problems import Problem, ProblemsFound

__all__ = ["command"]


@click.command("build")
@PROFILES
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("output"),
    show_default=True,
    help="Folder for the PDFs; made if it is missing.",
)
@click.option("--no-inspect", is_flag=True, help="Do not read each PDF back before writing it.")
@click.option("-v", "--verbose", is_flag=True, help="Show how long each step took.")
def command(
    profiles: tuple[Path, ...],
    output: Path,
    no_inspect: bool,  # noqa: FBT001
    verbose: bool,  # noqa: FBT001
) -> int:
    """Build the PDF of each PROFILE, a YAML or JSON file.

    Prints the path of every PDF it made. A profile with problems is reported and left out; the
    others are built, and an earlier PDF of that profile stays as it was.
    """
    from mgi_report.pdf.engine import EngineUnavailable  # noqa: PLC0415 - reads no WeasyPrint yet

    screen = Screen()
    run = Run(output, perf_counter, inspects=not no_inspect)
    found: list[Problem] = []
    code = FINE
    for path in profiles:
        try:
            with screen.progress(str(path)) as status:
                made = run.build(path, Steps(path, status))
        except ProblemsFound as error:
            screen.problems(error.problems)
            found += error.problems
            code = PROBLEMS
        except EngineUnavailable as error:
            screen.say(f"The PDF engine cannot start: {error}\nRun mgi-report doctor to see why.")
            return INTERNAL
        else:
            screen.problems(made.warnings)
            found += made.warnings
            screen.result(made.file)
            if verbose:
                _show_times(screen, made)
    screen.count(found)
    return code


class Steps:
    """Show the step a profile is at."""

    def __init__(self, path: Path, status: Status) -> None:
        self._path, self._status = path, status

    def __call__(self, step: str) -> None:
        """Show a step."""
        self._status.update(f"{self._path}: {step}")


def _show_times(screen: Screen, made: Built) -> None:
    rows = {step: f"{seconds:6.2f} s" for step, seconds in made.seconds.items()}
    rows["total"] = f"{sum(made.seconds.values()):6.2f} s"
    screen.table(f"{made.file.name}: {made.pages} pages", rows)

"""Pack an output folder into ZIP files."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import click

from mgi_report.cli.console import Screen
from mgi_report.cli.options import FINE, PROBLEMS
from mgi_report.document.assets import Assets
from mgi_report.output.bundles import bundle_all, bundle_subjects, subject_ids, unfinished
from mgi_report.output.manifest import Manifest, read_manifest
from mgi_report.problems.problem import Problem, ProblemsFound, Severity

__all__ = ["command"]


@click.command("bundle")
@click.argument("output", type=click.Path(path_type=Path))
@click.option("--subject", "subjects", metavar="ID", multiple=True, help="Pack this subject alone.")
@click.option("--each", is_flag=True, help="Pack every subject into a file of its own.")
@click.option("--partial", is_flag=True, help="Pack although files are missing or outdated.")
def command(
    output: Path,
    subjects: tuple[str, ...],
    each: bool,  # noqa: FBT001
    partial: bool,  # noqa: FBT001
) -> int:
    """Pack the PDFs of OUTPUT with manifest, SHA256SUMS and, if there is one, the download page.

    Makes OUTPUT/mgi-profiles.zip, or OUTPUT/bundles/mgi-ID.zip for single subjects. The same files
    make the same ZIP. Nothing is packed if a file is missing, is not the one the manifest lists or
    is outdated, or if a profile could not be made.
    """
    if subjects and each:
        raise click.UsageError("--subject and --each exclude each other")
    screen = Screen()
    try:
        manifest = read_manifest(output)
        _tell(screen, unfinished(output, manifest, subjects or None), partial=partial)
        with screen.progress(f"{output}: packing"):
            for file in _bundles(output, manifest, subjects, each=each):
                screen.result(file)
    except ProblemsFound as error:
        screen.problems(error.problems)
        screen.count(error.problems)
        return PROBLEMS
    return FINE


def _tell(screen: Screen, left: tuple[Problem, ...], *, partial: bool) -> None:
    """Refuse what is not complete, or only warn of it."""
    if left and not partial:
        screen.say("Nothing was packed, because the folder is not complete; see --partial.")
        raise ProblemsFound(left)
    screen.problems(replace(problem, severity=Severity.WARNING) for problem in left)


def _bundles(
    output: Path, manifest: Manifest, subjects: tuple[str, ...], *, each: bool
) -> Iterable[Path]:
    if subjects or each:
        return bundle_subjects(output, manifest, subjects or subject_ids(manifest), Assets())
    return [bundle_all(output, manifest, Assets())]

"""Pack an output folder into ZIP files."""

from dataclasses import replace
from pathlib import Path

import click

from mgi_report.api import assets_of
from mgi_report.cli.console import Screen
from mgi_report.cli.options import CONFIG, FINE, THEME, ConfiguredCommand, index_title
from mgi_report.output.bundles import bundle_all, bundle_subjects, subject_ids, unfinished
from mgi_report.output.manifest import read_manifest
from mgi_report.problems.problem import Problem, ProblemsFound, Severity

__all__ = ["command"]


@click.command("bundle", cls=ConfiguredCommand)
@click.argument("output", type=click.Path(path_type=Path))
@click.option("--subject", "subjects", metavar="ID", multiple=True, help="Pack this subject alone.")
@click.option("--each", is_flag=True, help="Pack every subject into a file of its own.")
@click.option("--partial", is_flag=True, help="Pack although files are missing or outdated.")
@THEME
@CONFIG
@click.pass_context
def command(  # noqa: PLR0913 - one for each option
    ctx: click.Context,
    output: Path,
    *,
    subjects: tuple[str, ...],
    each: bool,
    partial: bool,
    theme: Path | None,
    config: Path | None,  # noqa: ARG001
) -> int:
    """Pack the PDFs of OUTPUT with manifest, SHA256SUMS and, if there is one, the download page.

    Makes OUTPUT/mgi-profiles.zip, or OUTPUT/bundles/mgi-ID.zip for single subjects. The same files
    make the same ZIP. Nothing is packed if a file is missing, is not the one the manifest lists or
    is outdated, or if a profile could not be made.
    """
    if subjects and each:
        raise click.UsageError("--subject and --each exclude each other")
    screen = Screen()
    manifest, assets, title = read_manifest(output), assets_of(theme), index_title(ctx)
    _tell(screen, unfinished(output, manifest, subjects or None), partial=partial)
    with screen.progress(f"{output}: packing"):
        if subjects or each:
            wanted = subjects or subject_ids(manifest)
            for file in bundle_subjects(output, manifest, wanted, assets, title):
                screen.result(file)
        else:
            screen.result(bundle_all(output, manifest, assets, title))
    return FINE


def _tell(screen: Screen, left: tuple[Problem, ...], *, partial: bool) -> None:
    """Refuse what is not complete, or only warn of it."""
    if left and not partial:
        screen.say("Nothing was packed, because the folder is not complete; see --partial.")
        raise ProblemsFound(left)
    screen.problems(replace(problem, severity=Severity.WARNING) for problem in left)

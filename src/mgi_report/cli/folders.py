"""Do what there is to do with an output folder: verify, index, bundle and merge."""

from dataclasses import replace
from pathlib import Path

import click

from mgi_report import api
from mgi_report.api import Options, assets_of
from mgi_report.cli.console import Screen
from mgi_report.cli.options import (
    CONFIG,
    FINE,
    ICC,
    JOBS,
    OUTPUT,
    PROBLEMS,
    THEME,
    ConfiguredCommand,
    masthead,
    said,
)
from mgi_report.output.manifest import read_manifest
from mgi_report.output.shards import merge
from mgi_report.problems.problem import Problem, ProblemsFound, Severity, has_errors

__all__ = ["bundle_command", "index_command", "merge_command", "verify_command"]


@click.command("verify", cls=ConfiguredCommand)
@click.argument(
    "folders", metavar="FOLDER...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option("--rerender", is_flag=True, help="Make every file again: the bytes must be the same.")
@click.option(
    "--trust",
    metavar="FILE",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Certificates of whom you trust to sign; may be given more than once.",
)
@THEME
@CONFIG
@ICC
@JOBS
@click.pass_context
def verify_command(  # noqa: PLR0913 - one for each option
    ctx: click.Context,
    folders: tuple[Path, ...],
    *,
    rerender: bool,
    trust: tuple[Path, ...],
    icc: Path | None,
    theme: Path | None,
    jobs: int | None,
    config: Path | None,  # noqa: ARG001 - read before
) -> int:
    """Verify that each FOLDER holds what its manifest says, whole and complete.

    Looks at every sum, at SHA256SUMS, for files that are missing or that nobody knows, and for
    profiles that could not be made. With --rerender, name the printer's ICC file and the theme
    that the files were made with. Signatures must be whole, and cover whole files; with --trust
    every file must be signed by somebody whose certificate is named, or was issued by one of these.
    """
    if said("icc", ctx) and not rerender:
        raise click.UsageError("--icc is for making press files again: add --rerender")
    screen = Screen()
    options = Options(icc=icc, theme=theme, jobs=jobs)
    found: list[Problem] = []
    for folder in folders:
        problems = api.verify(folder, rerenders=rerender, trusted=trust, options=options)
        screen.problems(problems)
        if not has_errors(problems):
            screen.result(f"{folder}: fine")
        found += problems
    screen.count(found)
    return PROBLEMS if has_errors(found) else FINE


@click.command("index", cls=ConfiguredCommand)
@click.argument("output", type=click.Path(path_type=Path))
@THEME
@CONFIG
@click.pass_context
def index_command(
    ctx: click.Context,
    output: Path,
    theme: Path | None,
    config: Path | None,  # noqa: ARG001 - read before
) -> int:
    """Write OUTPUT/index.html: a page to find and download the PDFs of a folder.

    Over files in several languages there is one in each that has a catalogue, such as
    index.fr.html. They work from the file system and from any web server, with the pictures in
    OUTPUT/covers, and the fonts and the publisher's logo in OUTPUT/page.
    """
    from mgi_report.output.page.index import write_index  # noqa: PLC0415 - verify needs no page

    screen = Screen()
    with screen.progress(f"{output}: picturing covers"):
        page = write_index(output, read_manifest(output), assets_of(theme), masthead(ctx))
    screen.result(page)
    return FINE


@click.command("bundle", cls=ConfiguredCommand)
@click.argument("output", type=click.Path(path_type=Path))
@click.option(
    "--subject",
    "subjects",
    metavar="ID",
    multiple=True,
    help="Pack this subject alone; may be given more than once.",
)
@click.option("--each", is_flag=True, help="Pack every subject into a file of its own.")
@click.option("--partial", is_flag=True, help="Pack although files are missing or outdated.")
@THEME
@CONFIG
@click.pass_context
def bundle_command(  # noqa: PLR0913 - one for each option
    ctx: click.Context,
    output: Path,
    *,
    subjects: tuple[str, ...],
    each: bool,
    partial: bool,
    theme: Path | None,
    config: Path | None,  # noqa: ARG001 - read before
) -> int:
    """Pack the PDFs of OUTPUT with manifest, SHA256SUMS and, if there is one, the download page.

    Makes OUTPUT/mgi-profiles.zip, or OUTPUT/bundles/mgi-ID.zip for single subjects. The same files
    make the same ZIP. Nothing is packed if a file is missing, is not the one the manifest lists or
    is outdated, or if a profile could not be made.
    """
    if subjects and each:
        raise click.UsageError("--subject and --each exclude each other")
    from mgi_report.output import bundles  # noqa: PLC0415 - verify packs nothing

    screen = Screen()
    manifest, assets, told = read_manifest(output), assets_of(theme), masthead(ctx)
    _tell(screen, bundles.unfinished(output, manifest, subjects or None), partial=partial)
    with screen.progress(f"{output}: packing"):
        if subjects or each:
            wanted = subjects or bundles.subject_ids(manifest)
            for file in bundles.bundle_subjects(output, manifest, wanted, assets, told):
                screen.result(file)
        else:
            screen.result(bundles.bundle_all(output, manifest, assets, told))
    return FINE


def _tell(screen: Screen, left: tuple[Problem, ...], *, partial: bool) -> None:
    """Refuse what is not complete, or only warn of it."""
    if left and not partial:
        screen.say("Nothing was packed, because the folder is not complete; see --partial.")
        raise ProblemsFound(left)
    screen.problems(replace(problem, severity=Severity.WARNING) for problem in left)


@click.command("merge")
@click.argument(
    "folders", metavar="FOLDER...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@OUTPUT
def merge_command(folders: tuple[Path, ...], output: Path) -> int:
    """Join FOLDERs that were built with --shard into one, with one manifest and SHA256SUMS.

    Nothing is written if a shard is missing or damaged. Profiles that could not be made are told
    in the merged manifest too.
    """
    screen = Screen()
    merged = merge(folders, output)
    for file in merged.files:
        screen.result(output / file.name)
    for failure in merged.failures:
        first = failure.problems[0]
        screen.say(f"{failure.source} could not be made: {first.message}")
    return PROBLEMS if merged.failures or not merged.complete else FINE

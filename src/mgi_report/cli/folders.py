"""Do what there is to do with an output folder: verify, index and bundle."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from mgi_report import api
from mgi_report.api import Options, assets_of
from mgi_report.cli.console import Screen
from mgi_report.cli.options import (
    CONFIG,
    FINE,
    ICC,
    JOBS,
    JSON,
    PROBLEMS,
    THEME,
    ConfiguredCommand,
    masthead,
    said,
)
from mgi_report.cli.reported import ReportedCommand
from mgi_report.output.manifest import read_manifest
from mgi_report.problems.problem import Problem, ProblemsFound, Severity, has_errors
from mgi_report.run.reports.checked import by_file

__all__ = ["bundle_command", "index_command", "verify_command"]


def _verify_report(verified: Sequence[tuple[Path, tuple[Problem, ...]]]) -> str:
    from mgi_report.run.reports import plain  # noqa: PLC0415 - a person reads no JSON

    folders = tuple(
        plain.VerifiedFolder(**plain.verdict_on(problems, folder=folder))
        for folder, problems in verified
    )
    counted = plain.counts_of(problems for _, problems in verified)
    return plain.report_text(plain.VerifyReport(folders=folders, **counted))


def _told(given: Mapping[str, Any], problems: tuple[Problem, ...]) -> str | None:
    return _verify_report(by_file(problems)) if given["as_json"] else None


@click.command("verify", cls=ReportedCommand, told=_told)
@click.argument(
    "folders", metavar="FOLDER...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@click.option("--rerender", is_flag=True, help="Make every file again: the bytes must be the same.")
@click.option(
    "--sources",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help="Where the profiles lie, if it is not where they were built.",
)
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
@JSON
@click.pass_context
def verify_command(  # noqa: PLR0913 - one for each option
    ctx: click.Context,
    folders: tuple[Path, ...],
    *,
    rerender: bool,
    sources: Path | None,
    trust: tuple[Path, ...],
    icc: Path | None,
    theme: Path | None,
    jobs: int | None,
    as_json: bool,
    config: Path | None,  # noqa: ARG001 - read before
) -> int:
    """Verify that each FOLDER holds what its manifest says, whole and complete.

    Looks at every sum, at SHA256SUMS, for files that are missing or that nobody knows, and for
    profiles that could not be made. With --rerender, name the printer's ICC file and the theme
    that the files were made with, and for a release, or profiles that were moved, the folder of the
    profiles with --sources. Signatures must be whole, and cover whole files; with --trust
    every file must be signed by somebody whose certificate is named, or was issued by one of these.
    """
    if said("icc", ctx) and not rerender:
        raise click.UsageError("--icc is for making press files again: add --rerender")
    if sources is not None and not rerender:
        raise click.UsageError("--sources is for making files again: add --rerender")
    screen = Screen()
    options = Options(icc=icc, theme=theme, jobs=jobs)
    verified = []
    for folder in folders:
        problems = api.verify(
            folder, rerenders=rerender, sources=sources, trusted=trust, options=options
        )
        verified.append((folder, problems))
        if not as_json:
            screen.problems(problems)
            if not has_errors(problems):
                screen.result(f"{folder}: fine")
    found = [problem for _, problems in verified for problem in problems]
    if as_json:
        screen.result(_verify_report(verified))
    else:
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
@click.option("--site", is_flag=True, help="Pack the download page alone, without the PDFs.")
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
    site: bool,
    partial: bool,
    theme: Path | None,
    config: Path | None,  # noqa: ARG001 - read before
) -> int:
    """Pack the PDFs of OUTPUT with manifest, SHA256SUMS and, if there is one, the download page.

    Makes OUTPUT/mgi-profiles.zip, or OUTPUT/bundles/mgi-ID.zip for single subjects, or
    OUTPUT/mgi-site.zip for a web server that has the PDFs. The same files make the same ZIP.
    Nothing is packed if a file is missing, is not the one the manifest lists or is outdated, or if
    a profile could not be made.
    """
    if bool(subjects) + each + site > 1:
        raise click.UsageError("--subject, --each and --site exclude each other")
    from mgi_report.output import bundles  # noqa: PLC0415 - verify packs nothing

    screen = Screen()
    manifest, assets, told = read_manifest(output), assets_of(theme), masthead(ctx)
    _tell(screen, bundles.unfinished(output, manifest, subjects or None), partial=partial)
    with screen.progress(f"{output}: packing"):
        if subjects or each:
            wanted = subjects or bundles.subject_ids(manifest)
            for file in bundles.bundle_subjects(output, manifest, wanted, assets, told):
                screen.result(file)
        elif site:
            screen.result(bundles.bundle_site(output, manifest, assets, told))
        else:
            screen.result(bundles.bundle_all(output, manifest, assets, told))
    return FINE


def _tell(screen: Screen, left: tuple[Problem, ...], *, partial: bool) -> None:
    """Refuse what is not complete, or only warn of it."""
    if left and not partial:
        screen.say("Nothing was packed, because the folder is not complete; see --partial.")
        raise ProblemsFound(left)
    screen.problems(problem._replace(severity=Severity.WARNING) for problem in left)

"""Inspect finished PDFs."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from mgi_report import api
from mgi_report.cli.console import Screen
from mgi_report.cli.options import (
    CONFIG,
    FINE,
    INTERNAL,
    JSON,
    PROBLEMS,
    THEME,
    VALIDATOR,
    said,
)
from mgi_report.cli.reported import ReportedCommand
from mgi_report.problems.problem import Problem, ProblemsFound, has_errors
from mgi_report.run.reports.checked import by_file

if TYPE_CHECKING:
    from mgi_report.run.validation.validator import Validator

__all__ = ["inspect_command"]


class _Inspected(NamedTuple):
    file: Path
    problems: tuple[Problem, ...]
    facts: Mapping[str, str] = {}
    validated: tuple[str, ...] = ()


def _report(inspected: Iterable[_Inspected]) -> str:
    from mgi_report.run.reports import plain  # noqa: PLC0415 - a person reads no JSON

    each = tuple(inspected)
    files = tuple(
        plain.InspectedFile(
            **plain.verdict_on(one.problems, file=one.file),
            facts=dict(one.facts),
            validated=one.validated,
        )
        for one in each
    )
    counted = plain.counts_of(one.problems for one in each)
    return plain.report_text(plain.InspectReport(files=files, **counted))


def _told(given: Mapping[str, Any], problems: tuple[Problem, ...]) -> str | None:
    if not given["as_json"]:
        return None
    return _report(_Inspected(each.file, each.problems) for each in by_file(problems))


@click.command("inspect", cls=ReportedCommand, told=_told)
@click.argument(
    "files", metavar="FILE.pdf...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@THEME
@CONFIG
@click.option(
    "--verapdf", is_flag=True, help="Ask veraPDF too, for each standard that a file claims."
)
@VALIDATOR
@JSON
@click.option("-v", "--verbose", is_flag=True, help="Show fonts, counts and the room left free.")
@click.pass_context
def inspect_command(  # noqa: PLR0913 - one for each option
    ctx: click.Context,
    files: tuple[Path, ...],
    *,
    theme: Path | None,
    config: Path | None,  # noqa: ARG001 - read before
    verapdf: bool,
    validator: Path | None,
    as_json: bool,
    verbose: bool,
) -> int:
    """Read each FILE.pdf back and prove it by the data inside it.

    Every finding must be there once and word for word; text must stand in the safe area, uncut and
    apart; fonts, links, tags, alternative texts, metadata, contrast and the QR code must be sound.
    Files that were made with a theme need the same --theme. With --verapdf, veraPDF holds each file
    against PDF/UA and PDF/A as the file claims them; it and Java must be on this machine, or
    nothing is inspected and the exit code is 3.
    """
    if said("validator", ctx) and not verapdf:
        raise click.UsageError("--validator tells where veraPDF is: add --verapdf")
    screen = Screen()
    asked = None
    if verapdf:
        from mgi_report.run.validation.search import find_validator  # noqa: PLC0415 - few ask

        try:
            asked = find_validator(validator)
        except ProblemsFound as missing:
            _tell_missing(screen, missing.problems, as_json=as_json)
            return INTERNAL
    inspected = []
    for path in files:
        with screen.progress(f"{path}: inspecting"):
            inspected.append(_inspect(path, theme, asked))
        if not as_json:
            _tell(screen, inspected[-1], verbose=verbose)
    found = [problem for each in inspected for problem in each.problems]
    if as_json:
        screen.result(_report(inspected))
    else:
        screen.count(found)
    return PROBLEMS if has_errors(found) else FINE


def _inspect(path: Path, theme: Path | None, asked: "Validator | None") -> _Inspected:
    try:
        inspection = api.inspect(path, theme)
        if asked is None:
            return _Inspected(path, inspection.problems, inspection.facts.rows())
        from mgi_report.run.validation.conformance import conformity_of  # noqa: PLC0415 - as above

        conformity = conformity_of(path, asked)
    except ProblemsFound as error:
        return _Inspected(path, error.problems)
    problems = (*inspection.problems, *conformity.problems)
    return _Inspected(path, problems, inspection.facts.rows(), conformity.standards)


def _tell(screen: Screen, inspected: _Inspected, *, verbose: bool) -> None:
    if not has_errors(inspected.problems):
        *others, last = inspected.validated or ("",)
        validated = f"{', '.join(others)} and {last}" if others else last
        screen.result(f"{inspected.file}: fine{f', {validated} by veraPDF' if validated else ''}")
    if verbose and inspected.facts:
        screen.table(str(inspected.file), inspected.facts)
    screen.problems(inspected.problems)


def _tell_missing(screen: Screen, problems: tuple[Problem, ...], *, as_json: bool) -> None:
    if as_json:
        screen.result(_report(_Inspected(each.file, each.problems) for each in by_file(problems)))
    else:
        screen.problems(problems)

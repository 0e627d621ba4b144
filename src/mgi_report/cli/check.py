"""Check profiles before they are built, and mend what is safe."""

import os
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from mgi_report import api
from mgi_report.cli.console import Screen
from mgi_report.cli.options import CONFIG, FINE, PROBLEMS, PROFILES, THEME
from mgi_report.cli.reported import ReportedCommand
from mgi_report.problems.problem import Problem, ProblemsFound, has_errors
from mgi_report.run.profiles import check_each, find_profiles
from mgi_report.run.repair import EVERY, Mends, repair, write_repaired
from mgi_report.run.reports.checked import FORMS, Checked, by_file, told_as

__all__ = ["command"]

FINDING = r"[1-6]\.[WP]\.[1-9][0-9]*"
TEXT = "text"
MORE_WITH_FIX = "--quotes, --spellings, --digests, --renew and --yes go with --fix"
STANDARD_INPUT = Path("-")


def _told(given: Mapping[str, Any], problems: tuple[Problem, ...]) -> str | None:
    return None if given["form"] == TEXT else _report(given["form"], by_file(problems))


@click.command("check", cls=ReportedCommand, told=_told)
@PROFILES
@THEME
@CONFIG
@click.option(
    "--format",
    "form",
    type=click.Choice([TEXT, *FORMS]),
    default=TEXT,
    show_default=True,
    help="How to tell what is wrong; all but text goes to standard output.",
)
@click.option(
    "--name",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="What to call standard input, and where to look for what it refers to.",
)
@click.option("--fix", is_flag=True, help="Mend spaces and unseen characters; ask before writing.")
@click.option(
    "--quotes", is_flag=True, help="With --fix: set curly quotation marks for straight ones too."
)
@click.option(
    "--spellings",
    is_flag=True,
    help="With --fix: list in named_as the other forms of names that findings have.",
)
@click.option(
    "--digests",
    is_flag=True,
    help="With --fix: note in each translation from which words its findings were made.",
)
@click.option(
    "--renew",
    "renewed",
    metavar="NUMBER",
    multiple=True,
    callback=lambda _ctx, _param, numbers: tuple(map(_finding_number, numbers)),
    help="With --fix: note it anew for a finding, such as 1.W.3, or for all; may be repeated.",
)
@click.option("--yes", is_flag=True, help="With --fix: write without asking.")
def command(  # noqa: PLR0913, PLR0917 - an argument for each option
    profiles: tuple[Path, ...],
    theme: Path | None,
    config: Path | None,  # noqa: ARG001 - read before
    form: str,
    name: Path | None,
    fix: bool,  # noqa: FBT001 - click gives it by name
    quotes: bool,  # noqa: FBT001 - as above
    spellings: bool,  # noqa: FBT001 - as above
    digests: bool,  # noqa: FBT001 - as above
    renewed: tuple[str, ...],
    yes: bool,  # noqa: FBT001 - as above
) -> int:
    """Check each PROFILE, a file or a folder, and say what is wrong, where, and how to mend it.

    All problems are told at once. Warnings do not fail the check. The PROFILE - is standard input.
    With --fix the difference is shown first, and no word of a text is altered.
    """
    mends = Mends(quotes, spellings, digests, renewed)
    _refuse_what_does_not_go_together(
        profiles, {"form": form != TEXT, "name": bool(name), "fix": fix, "more": mends.any or yes}
    )
    screen = Screen()
    if fix:
        for path in find_profiles(profiles):
            _mend(path, screen, mends, is_agreed=yes)
    checked = []
    for each in _checks(profiles, theme, name):
        checked.append(each)
        if form == TEXT:
            if not has_errors(each.problems):
                screen.result(f"{each.file}: fine")
            screen.problems(each.problems)
    found = [problem for each in checked for problem in each.problems]
    if form == TEXT:
        screen.count(found)
    elif report := _report(form, checked):
        screen.result(report)
    return PROBLEMS if has_errors(found) else FINE


def _report(form: str, checked: Sequence[Checked]) -> str:
    root = Path(os.environ.get("GITHUB_WORKSPACE") or Path.cwd())
    return told_as(form, checked, root, Path.cwd())


def _refuse_what_does_not_go_together(profiles: tuple[Path, ...], said: dict[str, bool]) -> None:
    is_typed = STANDARD_INPUT in profiles
    for wrong, message in (
        (said["name"] and not is_typed, "--name is for standard input, which is named -"),
        (said["fix"] and is_typed, "--fix mends files, and standard input is none"),
        (said["fix"] and said["form"], "--fix shows a difference, and --format is for programs"),
        (said["more"] and not said["fix"], MORE_WITH_FIX),
    ):
        if wrong:
            raise click.UsageError(message)


def _checks(profiles: tuple[Path, ...], theme: Path | None, name: Path | None) -> Iterator[Checked]:
    """Check one after the other; problems of a folder are those of a file of its name."""
    from mgi_report.profile.file.text import LARGEST_FILE  # noqa: PLC0415 - --help need not wait

    files = [path for path in profiles if path != STANDARD_INPUT]
    if len(files) < len(profiles):
        # One byte more tells that it is too much.
        data = sys.stdin.buffer.read(LARGEST_FILE + 1)
        shown = name or Path("<stdin>")
        yield Checked(shown, api.check_bytes(data, shown, theme))
    try:
        found, assets = find_profiles(files), api.assets_of(theme)
    except ProblemsFound as error:
        yield from by_file(error.problems)
        return
    for path, problems in check_each(found, assets):
        yield Checked(path, problems)


def _finding_number(text: str) -> str:
    if text != EVERY and not re.fullmatch(FINDING, text):
        raise click.BadParameter(f"{text} is no number of a finding, such as 1.W.3, nor {EVERY}")
    return text


def _mend(path: Path, screen: Screen, mends: Mends, *, is_agreed: bool) -> None:
    try:
        mended = repair(path, mends)
    except ProblemsFound as found:
        # All others are told by the check that follows.
        screen.problems(each for each in found.problems if each.code == "digest-not-written")
        return
    if not mended.is_changed:
        return
    screen.result(mended.difference)
    if is_agreed or (sys.stdin.isatty() and click.confirm(f"Write {path}?", err=True)):
        write_repaired(mended)
        screen.say(f"{path}: mended")
    elif not sys.stdin.isatty():
        screen.say(f"{path}: nothing was written; --yes writes without asking")

"""Define the options that report a run to programs and platforms, and do what they say."""

from collections.abc import Callable, Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from os.path import realpath
from pathlib import Path
from typing import Any, Self, TypeVar

import click

from mgi_report.cli.console import Screen
from mgi_report.output.ledger import LEDGER
from mgi_report.output.manifest import MANIFEST
from mgi_report.output.records import SUMS
from mgi_report.output.writing import LOCK, cannot_write, write_atomically
from mgi_report.problems.problem import ProblemsFound
from mgi_report.run.outcomes import RunResult
from mgi_report.run.reports.annotations import github_annotations
from mgi_report.run.reports.junit import junit_xml
from mgi_report.run.reports.summary import markdown_summary
from mgi_report.run.watchers import LogWatcher, Watcher, Watchers

__all__ = ["Reports", "Wishes", "report_options", "write_summary"]

Command = TypeVar("Command", bound=Callable[..., Any])

_FILE = click.Path(dir_okay=False, path_type=Path)
_OPTIONS = (
    click.option("--junit", metavar="FILE", type=_FILE, help="Write JUnit XML, a case a profile."),
    click.option("--summary", metavar="FILE", type=_FILE, help="Write a summary in Markdown."),
    click.option("--log", metavar="FILE", type=_FILE, help="Write each event as a line of JSON."),
    click.option(
        "--annotations",
        type=click.Choice(["none", "github"]),
        default="none",
        show_default=True,
        help="Tell GitHub the lines of problems.",
    ),
)


def report_options(command: Command) -> Command:
    """Give a command the options --junit, --summary, --log and --annotations."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@dataclass(frozen=True)
class Wishes:
    """Say which reports are to be written where; ``annotations`` is ``none`` or ``github``."""

    junit: Path | None = None
    summary: Path | None = None
    log: Path | None = None
    annotations: str = "none"


class Reports:
    """Write the reports that the options of a command ask for.

    Open while the run is made; ``now`` returns a time in ISO 8601. ProblemsFound if a report cannot
    be written.
    """

    def __init__(
        self,
        wishes: Wishes,
        screen: Screen,
        now: Callable[[], str],
        environment: Mapping[str, str],
        output: Path,
    ) -> None:
        _refuse_records(wishes, output)
        self._wishes, self._screen, self._now = wishes, screen, now
        self._environment = environment
        self._open = ExitStack()
        self._began = ""
        self._log: LogWatcher | None = None

    def __enter__(self) -> Self:
        self._began = self._now()
        return self

    def __exit__(self, *exc_info: object) -> None:
        # A disk that is full is told of by then, and closing would try to write again.
        with suppress(OSError):
            self._open.close()

    def watcher(self, *others: Watcher) -> Watchers:
        """Return a watcher that tells the others, and then the log if there is to be one."""
        file = self._wishes.log
        if file is None:
            return Watchers(*others)
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            stream = self._open.enter_context(file.open("w", encoding="ascii"))
        except OSError as error:
            raise _cannot_write(file, error) from error
        self._log = LogWatcher(stream, self._now)
        return Watchers(*others, self._log)

    def write(self, result: RunResult) -> None:
        """Write what is made of the whole run."""
        junit, summary = self._wishes.junit, self._wishes.summary
        if junit is not None:
            _write(junit, junit_xml(result, timestamp=self._began))
        if summary is not None:
            write_summary(summary, markdown_summary(result), self._environment)
        if self._wishes.annotations == "github":
            folder = Path.cwd()
            root = Path(self._environment.get("GITHUB_WORKSPACE") or folder)
            lines = github_annotations(result, root, folder)
            if lines:
                self._screen.say(lines.removesuffix("\n"))
        if self._wishes.log and self._log is not None and self._log.error is not None:
            raise _cannot_write(self._wishes.log, self._log.error)


def _refuse_records(wishes: Wishes, output: Path) -> None:
    """Refuse reports that would take the place of what the output folder is known by."""
    own = {realpath(output / name) for name in (MANIFEST, SUMS, LEDGER, LOCK)}
    files = {"junit": wishes.junit, "summary": wishes.summary, "log": wishes.log}
    for name, file in files.items():
        if file is not None and realpath(file) in own:
            message = f"--{name} would overwrite {file}, a record of the output folder itself"
            raise click.UsageError(f"{message}; name another file")


def write_summary(file: Path, text: str, environment: Mapping[str, str]) -> None:
    """Write a summary of a job; ProblemsFound if it cannot be written."""
    # GitHub's file belongs to the whole step, and others may have written to it.
    _write(file, text, add=str(file) == environment.get("GITHUB_STEP_SUMMARY"))


def _write(file: Path, text: str, *, add: bool = False) -> None:
    try:
        # A pipe or a device is written to; only a file can be replaced.
        if add or (file.exists() and not file.is_file()):
            with file.open("a", encoding="utf-8") as stream:
                stream.write(text)
        else:
            write_atomically(file, text.encode())
    except OSError as error:
        raise _cannot_write(file, error) from error


def _cannot_write(file: Path, error: OSError) -> ProblemsFound:
    hint = "name a file in a folder that can be written to"
    return ProblemsFound([cannot_write(file, error, hint)])

"""Take commands: what a person types, and what they are told."""

import gc
import os
import sys
from importlib import import_module
from typing import Any, NamedTuple

import click

from mgi_report.cli.options import INTERNAL, PROBLEMS
from mgi_report.problems.problem import ProblemsFound

__all__ = ["main"]


class LazyCommand(NamedTuple):
    """Say where a command is, and its line in the list of commands."""

    module: str
    summary: str
    name: str = "command"


class LazyGroup(click.Group):
    """Find each command as an object of its module."""

    def __init__(self, *args: Any, lazy: dict[str, LazyCommand], **options: Any) -> None:
        super().__init__(*args, **options)
        self._lazy = lazy

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; print the problems that kept it from its work, and return 1."""
        try:
            return super().invoke(ctx)
        except ProblemsFound as found:
            from mgi_report.cli.console import Screen  # noqa: PLC0415 - only when it is needed

            screen = Screen()
            screen.problems(found.problems)
            screen.count(found.problems)
            return PROBLEMS

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return sorted([*super().list_commands(ctx), *self._lazy])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command."""
        if cmd_name not in self._lazy:
            return super().get_command(ctx, cmd_name)
        entry = self._lazy[cmd_name]
        command: click.Command = getattr(import_module(entry.module), entry.name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        rows = [(name, self._lazy[name].summary) for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl(rows)


MOST_UNCOLLECTED = 100_000  # objects
FOLDERS = "mgi_report.cli.folders"
REVIEW = "mgi_report.cli.review"
EPILOG = """\b
Exit codes:
  0  everything was fine
  1  there are problems in some profile, or too little memory; the others are done
  2  the command line was not understood
  3  an internal error, or a system library, or veraPDF where it is asked for, is missing
  130, 143  stopped by Ctrl-C or by SIGTERM; what was finished is kept
"""


@click.group(
    cls=LazyGroup,
    lazy={
        "build": LazyCommand("mgi_report.cli.build", "Build the PDF of each profile."),
        "bundle": LazyCommand(FOLDERS, "Pack an output folder into ZIP files.", "bundle_command"),
        "changes": LazyCommand(
            "mgi_report.cli.changes", "Say what a pull request changes, in words and pictures."
        ),
        "check": LazyCommand("mgi_report.cli.check", "Check profiles without building them."),
        "comments": LazyCommand(
            REVIEW, "List the remarks in a reviewed PDF or Word file.", "comments_command"
        ),
        "diff": LazyCommand(
            REVIEW, "Say what differs between two editions, word by word.", "diff_command"
        ),
        "doctor": LazyCommand(
            "mgi_report.cli.doctor", "Say whether this machine has all it needs."
        ),
        "extract": LazyCommand(
            REVIEW, "Take the data out of a PDF, and prove what is printed.", "extract_command"
        ),
        "import": LazyCommand(
            "mgi_report.cli.manuscripts", "Make profile files of manuscripts.", "import_command"
        ),
        "index": LazyCommand(FOLDERS, "Write the download page of a folder.", "index_command"),
        "inspect": LazyCommand(
            "mgi_report.cli.examine", "Read finished PDFs back and prove them.", "inspect_command"
        ),
        "merge": LazyCommand(
            "mgi_report.cli.merging",
            "Join folders that were built with --shard.",
            "merge_command",
        ),
        "new": LazyCommand(
            "mgi_report.cli.skeletons", "Begin a profile with every key explained.", "new_command"
        ),
        "preview": LazyCommand(
            "mgi_report.cli.preview", "Show the pages in a browser while you write."
        ),
        "review": LazyCommand(
            REVIEW, "Write a draft as a Word file for its sign-off.", "review_command"
        ),
        "schema": LazyCommand(
            "mgi_report.cli.schema", "Print the JSON Schema of a profile, for editors."
        ),
        "sign": LazyCommand(
            "mgi_report.cli.signatures", "Sign the PDFs of an output folder.", "sign_command"
        ),
        "verify": LazyCommand(FOLDERS, "Verify what an output folder holds.", "verify_command"),
    },
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 96},
)
@click.version_option(package_name="mgi-report", prog_name="mgi-report")
def cli() -> None:
    """Make official country profiles of the Migration Governance Indicators from data."""


def main() -> None:
    """Run the command line and leave with its exit code; never with a traceback."""
    _start_fast()
    try:
        code = cli.main(standalone_mode=False)
    except click.exceptions.Abort:
        code = _interrupted()
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except BrokenPipeError:
        code = 0
    except MemoryError:
        click.echo("mgi-report: there is too little memory; see ulimit -v", err=True)
        code = PROBLEMS
    except Exception as error:
        # EngineUnavailable is such an error; importing it would import the engine.
        if getattr(error, "stops_the_run", False):
            advice = "Run mgi-report doctor to see why."
            click.echo(f"The PDF engine cannot start: {error}\n{advice}", err=True)
            sys.exit(INTERNAL)
        code = _report_crash(error)
    # The process ends, and all its memory with it: no need to look for garbage once more.
    gc.freeze()
    sys.exit(code if isinstance(code, int) else 0)


def _start_fast() -> None:
    """Leave out work that a short command, such as `check`, would have to wait for."""
    # What is imported and read stays: to look for garbage among it is in vain.
    gc.set_threshold(MOST_UNCOLLECTED)
    # No other package has a say in what a profile may hold, so there is none to look for.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


def _interrupted() -> int:
    click.echo("Interrupted; finished files are kept.", err=True)
    return 130


def _report_crash(error: Exception) -> int:
    """Say that this is our fault, keep the traceback in a file, and return the exit code."""
    import traceback  # noqa: PLC0415 - only when it is needed
    from tempfile import NamedTemporaryFile  # noqa: PLC0415 - as above

    click.echo(f"mgi-report: internal error: {type(error).__name__}: {error}", err=True)
    told = "".join(traceback.format_exception(error)).encode("utf-8", "backslashreplace")
    try:
        # A name nobody can foresee, and so prepare a link of, and a file that only its owner reads.
        with NamedTemporaryFile(prefix="mgi-report-crash-", suffix=".log", delete=False) as log:
            log.write(told)
    except OSError:
        return INTERNAL
    click.echo(f"Nothing was written. Please report this with the file {log.name}", err=True)
    return INTERNAL

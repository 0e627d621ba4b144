"""Report an error nobody foresaw, without a traceback in the user's face."""

import traceback
from pathlib import Path
from tempfile import gettempdir

import click

from mgi_report.cli.codes import INTERNAL

__all__ = ["report_crash"]


def report_crash(error: Exception) -> int:
    """Say that this is our fault, keep the traceback in a file, and return the exit code."""
    click.echo(f"mgi-report: internal error: {type(error).__name__}: {error}", err=True)
    log = Path(gettempdir()) / "mgi-report-crash.log"
    try:
        log.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
    except OSError:
        return INTERNAL
    click.echo(f"Nothing was written. Please report this with the file {log}", err=True)
    return INTERNAL

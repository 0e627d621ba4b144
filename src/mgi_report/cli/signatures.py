"""Sign an output folder with a key, whose passphrase never stands on the command line."""

import os
import sys
from pathlib import Path

import click

from mgi_report import api
from mgi_report.cli.console import Screen
from mgi_report.cli.options import FINE
from mgi_report.problems.problem import Location, Problem, ProblemsFound

__all__ = ["sign_command"]

PASSPHRASE = "MGI_REPORT_SIGN_PASSPHRASE"  # noqa: S105 - the name of a variable


@click.command("sign")
@click.argument("output", type=click.Path(path_type=Path))
@click.option(
    "--key",
    metavar="FILE",
    required=True,
    type=click.Path(path_type=Path),
    help="The key and its certificate, as PKCS#12 (.p12, .pfx).",
)
@click.option(
    "--passphrase-file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help=f"File whose first line is the passphrase; else {PASSPHRASE} is, or it is asked for.",
)
@click.option(
    "--timestamp",
    metavar="URL",
    default="",
    help="Have the time confirmed by the time stamping authority (RFC 3161) at this address.",
)
def sign_command(output: Path, key: Path, passphrase_file: Path | None, timestamp: str) -> int:
    """Sign the PDFs of OUTPUT that are not signed yet, and renew its records.

    The signature is invisible (PAdES), and no change is allowed after it. Needs the packages of
    mgi-report[sign]. See docs/signatures.md for what a signature proves.
    """
    screen = Screen()
    passphrase = _passphrase(passphrase_file)
    with screen.progress(f"{output}: signing"):
        signed = api.sign(output, key, passphrase, timestamp=timestamp)
    for file in signed:
        screen.result(file)
    if not signed:
        screen.say(f"{output}: every file is signed already")
    return FINE


def _passphrase(file: Path | None) -> bytes | None:
    """Return the passphrase of the key; None if it is to have none."""
    if file is not None:
        return _first_line(file)
    if (said := os.environ.get(PASSPHRASE)) is not None:
        return said.encode()
    if not _asks():
        return None
    asked: str = click.prompt(
        "Passphrase of the key", default="", hide_input=True, show_default=False, err=True
    )
    return asked.encode() or None


def _asks() -> bool:
    """Return whether there is a person to ask."""
    return sys.stdin.isatty()


def _first_line(file: Path) -> bytes:
    try:
        return file.read_bytes().partition(b"\n")[0].removesuffix(b"\r")
    except OSError as error:
        message = f"the file of the passphrase cannot be read: {error.strerror or error}"
        hint = "check its name, and who may read it"
        raise ProblemsFound([Problem("passphrase-file", message, hint, Location(file))]) from None

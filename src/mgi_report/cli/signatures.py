"""Sign an output folder with a key, whose passphrase never stands on the command line."""

import os
import sys
from pathlib import Path

import click

from mgi_report import api
from mgi_report.cli.console import Screen
from mgi_report.cli.options import FINE
from mgi_report.problems.problem import Location, Problem, ProblemsFound
from mgi_report.signature.choice import Token

__all__ = ["sign_command"]

PASSPHRASE = "MGI_REPORT_SIGN_PASSPHRASE"  # noqa: S105 - the name of a variable


@click.command("sign")
@click.argument("output", type=click.Path(path_type=Path))
@click.option(
    "--key",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="The key and its certificate, as PKCS#12 (.p12, .pfx).",
)
@click.option(
    "--pkcs11",
    metavar="LIBRARY",
    type=click.Path(path_type=Path),
    help="Sign with a key that stays on its token, through its maker's PKCS#11 library.",
)
@click.option("--token", metavar="LABEL", help="With --pkcs11: which token, if there are several.")
@click.option(
    "--key-label", metavar="LABEL", help="With --pkcs11: which key, if there are several."
)
@click.option(
    "--passphrase-file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="File whose first line is the passphrase, or the PIN of the token; "
    f"else {PASSPHRASE} is, or it is asked for.",
)
@click.option(
    "--timestamp",
    metavar="URL",
    default="",
    help="Have the time confirmed by the time stamping authority (RFC 3161) at this address.",
)
def sign_command(  # noqa: PLR0913, PLR0917 - an argument for each option
    output: Path,
    key: Path | None,
    pkcs11: Path | None,
    token: str | None,
    key_label: str | None,
    passphrase_file: Path | None,
    timestamp: str,
) -> int:
    """Sign the PDFs of OUTPUT that are not signed yet, and renew its records.

    The signature is invisible (PAdES), and no change is allowed after it. Needs the packages of
    mgi-report[sign], or with --pkcs11 those of mgi-report[sign-pkcs11]. See docs/signatures.md for
    what a signature proves.
    """
    chosen = _chosen(key, pkcs11, token, key_label)
    screen = Screen()
    what = "PIN of the token" if pkcs11 else "Passphrase of the key"
    passphrase = _passphrase(passphrase_file, what)
    with screen.progress(f"{output}: signing"):
        signed = api.sign(output, chosen, passphrase, timestamp=timestamp)
    for file in signed:
        screen.result(file)
    if not signed:
        screen.say(f"{output}: every file is signed already")
    return FINE


def _chosen(
    key: Path | None, library: Path | None, token: str | None, label: str | None
) -> Path | Token:
    """Return the key that was named, in one way."""
    if library is None:
        if token or label:
            raise click.UsageError("--token and --key-label go with --pkcs11")
        if key is None:
            raise click.UsageError("name the key with --key, or its token with --pkcs11")
        return key
    if key is not None:
        raise click.UsageError("name the key with --key or with --pkcs11, not with both")
    return Token(library, token or "", label or "")


def _passphrase(file: Path | None, what: str) -> bytes | None:
    """Return what opens the key; None if nothing is to."""
    if file is not None:
        return _first_line(file)
    if (said := os.environ.get(PASSPHRASE)) is not None:
        return said.encode()
    if not _asks():
        return None
    asked: str = click.prompt(what, default="", hide_input=True, show_default=False, err=True)
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

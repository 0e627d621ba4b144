"""Turn manuscripts into profile files."""

from pathlib import Path
from typing import Any

import click

from mgi_report import api
from mgi_report.cli.console import Screen
from mgi_report.cli.options import DATA_FOLDER, DATE, FINE, PROBLEMS, checked
from mgi_report.manuscript.identity import ManuscriptChoices, ManuscriptForm
from mgi_report.manuscript.spelling import Normalisation
from mgi_report.output.writing import refuse_if_there, write_new
from mgi_report.problems.problem import Problem, ProblemsFound, has_errors

__all__ = ["import_command"]

LEDGER = "--ledger"
KEPT = tuple(each.value for each in Normalisation if each is not Normalisation.QUOTES)


@click.command("import")
@click.argument(
    "texts", metavar="TEXT...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
@DATA_FOLDER
@click.option(
    "--form",
    type=click.Choice(tuple(each.value for each in ManuscriptForm)),
    help="Form of the manuscript; otherwise told by the ending.",
)
@click.option("--code", metavar="CODE", help="Code of the country, ISO 3166-1 alpha-3.")
@click.option(
    "--subject", metavar="NAME", help="Full name with its article, such as The Kingdom of Lesotho."
)
@click.option(
    "--language", metavar="TAG", help="Language of the text; otherwise that of the headings."
)
@click.option(
    "--edition",
    metavar="NUMBER",
    type=click.IntRange(1, 20),
    help="1 for the First Profile, 2 for the Second.",
)
@DATE
@click.option(
    "--keep",
    multiple=True,
    type=click.Choice(KEPT),
    help="Leave this as it is, although nobody sees it; may be given more than once.",
)
@click.option("--quotes", is_flag=True, help="Set curly quotation marks for straight ones.")
@click.option(
    LEDGER,
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the ledger to this file, with the whole text of each line.",
)
def import_command(
    texts: tuple[Path, ...],
    output: Path,
    keep: tuple[str, ...],
    quotes: bool,  # noqa: FBT001 - click gives it by name
    ledger: Path | None,
    **said: Any,
) -> int:
    """Make a profile file of each TEXT: a text, web page, Word file, spreadsheet or Markdown.

    No line is dropped: what is not placed is told, and kept as a comment. No file is overwritten.
    At the end stands the ledger: where each line went.
    """
    if ledger is not None:
        refuse_if_there(ledger, LEDGER)
    choices = _choices({**said, "keep": keep, "also": (Normalisation.QUOTES,) if quotes else ()})
    screen = Screen()
    found: list[Problem] = []
    whole: list[str] = []
    for path in texts:
        try:
            done = api.import_manuscript(path, output, choices)
        except ProblemsFound as error:
            screen.problems(error.problems)
            found += error.problems
            continue
        screen.result(done.file)
        screen.problems(done.warnings)
        found += done.warnings
        if ledger is None:
            screen.say(f"{path}, where each {done.manuscript.unit} went:")
            for entry in done.ledger:
                screen.say(f"  {entry.label} -> {'; '.join(entry.places)}")
        whole += [f"{path}:{entry}" for entry in done.ledger]
    if ledger is not None:
        write_new(ledger, "".join(f"{line}\n" for line in whole).encode(), LEDGER)
    screen.count(found)
    return PROBLEMS if has_errors(found) else FINE


def _choices(said: dict[str, Any]) -> ManuscriptChoices:
    """Return what the command line says; a usage error for a code or a date that is none."""
    if said["code"]:
        said["code"] = said["code"].upper()
    return checked(ManuscriptChoices, said, {})

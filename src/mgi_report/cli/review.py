"""Take data out of PDFs, compare editions, write a draft for reviewers, and list their remarks."""

from datetime import date
from pathlib import Path

import click

from mgi_report import api
from mgi_report.cli.console import Screen
from mgi_report.cli.options import CONFIG, FINE, PROBLEMS, THEME, ConfiguredCommand

__all__ = ["comments_command", "diff_command", "extract_command", "review_command"]

STDOUT = Path("-")
ANY_FILE = click.Path(path_type=Path)

NEW_FILE = click.option(
    "-o",
    "--output",
    "target",
    metavar="FILE",
    type=ANY_FILE,
    help="File to write, where there is none yet; otherwise standard output.",
)


def _day(_: click.Context, parameter: click.Parameter, value: str | None) -> date | None:
    """Read a day such as 2022-01-31."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        message = f"“{value}” is no day; write it as 2022-01-31"
        raise click.BadParameter(message, param=parameter) from None


@click.command("extract", cls=ConfiguredCommand)
@click.argument("file", metavar="FILE.pdf", type=ANY_FILE)
@click.option(
    "-o",
    "--output",
    "folder",
    metavar="FOLDER",
    type=ANY_FILE,
    default=Path(),
    help="Folder for the data, the current one if not given; - for standard output.",
)
@THEME
@CONFIG
def extract_command(
    file: Path,
    folder: Path,
    theme: Path | None,
    config: Path | None,  # noqa: ARG001 - read before
) -> int:
    """Take the data out of FILE.pdf, byte for byte, under the names they have inside.

    Each finding that is not printed word for word as the data have it is told; the exit code is
    then 1, and the data are written all the same. No file is overwritten. Files that were made with
    a theme need the same --theme.
    """
    screen = Screen()
    found = api.extract(file, theme)
    if folder == STDOUT:
        click.echo(found.files[0].data, nl=False)
    else:
        for path in found.write(folder):
            screen.result(path)
    screen.problems(found.problems)
    screen.count(found.problems)
    return FINE if found.ok else PROBLEMS


@click.command("diff", cls=ConfiguredCommand)
@click.argument("old", type=ANY_FILE)
@click.argument("new", type=ANY_FILE)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "html", "markdown", "word"]),
    default="text",
    show_default=True,
    help="Text, a page, text for a pull request, or a Word file with tracked changes.",
)
@NEW_FILE
@click.option(
    "--author",
    metavar="NAME",
    default="mgi-report",
    show_default=True,
    help="Who tracked the changes.",
)
@click.option(
    "--date",
    metavar="DATE",
    callback=_day,
    help="Day on which they were made, such as 2022-01-31; none if not given.",
)
@THEME
@CONFIG
def diff_command(  # noqa: PLR0913 - one for each option
    *,
    old: Path,
    new: Path,
    form: str,
    target: Path | None,
    author: str,
    date: date | None,
    theme: Path | None,
    config: Path | None,  # noqa: ARG001 - read before
) -> int:
    """Say which findings were added, removed, moved or changed from OLD to NEW, word by word.

    Each is a profile file, or a PDF with its data inside. All else that differs is listed by its
    place in the data. --author and --date are for Word files. The exit code is 0 whether or not
    anything differs.
    """
    from mgi_report.review.written import DiffWriter  # noqa: PLC0415 - --help must not wait

    if form == "word" and target is None:
        raise click.UsageError("a Word file needs a name: add --output FILE.docx")
    if not (author.strip() and author.isprintable()):
        raise click.UsageError("--author is a name, without characters that do not print")
    screen = Screen()
    writer = DiffWriter(api.diff(old, new), str(old), str(new), api.assets_of(theme))
    if form == "text" and target in (None, STDOUT):
        screen.lines(writer.lines())
        return FINE
    _give(screen, writer.data(form, author, date), target)
    return FINE


@click.command("review", cls=ConfiguredCommand)
@click.argument("profile", type=ANY_FILE)
@click.option(
    "-o",
    "--output",
    "target",
    metavar="FILE.docx",
    type=ANY_FILE,
    required=True,
    help="Word file to write, where there is none yet.",
)
@THEME
@CONFIG
def review_command(
    profile: Path,
    target: Path,
    theme: Path | None,
    config: Path | None,  # noqa: ARG001 - read before
) -> int:
    """Write the draft of a PROFILE as a Word file with a column for comments, for its sign-off.

    mgi-report comments reads it when it comes back.
    """
    from mgi_report.review.written import sign_off  # noqa: PLC0415 - --help must not wait

    _give(Screen(), sign_off(profile, api.assets_of(theme)), target)
    return FINE


@click.command("comments")
@click.argument("file", metavar="REVIEWED", type=ANY_FILE)
@click.option("--data", metavar="PROFILE", type=ANY_FILE, help="Profile file whose lines are told.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    show_default=True,
    help="Text, a list for programs, or a list of boxes to tick.",
)
@NEW_FILE
def comments_command(file: Path, data: Path | None, form: str, target: Path | None) -> int:
    """List the remarks in REVIEWED, a PDF or a Word file, with finding and line in the data.

    Of a PDF: notes, marked words and replies. Of the Word file that mgi-report review wrote:
    comments, the column for comments, and changed words. Remarks on no finding come last. Without
    --data the lines are those of the data inside the PDF.
    """
    from mgi_report.review.written import RemarkWriter  # noqa: PLC0415 - --help must not wait

    screen = Screen()
    writer = RemarkWriter(api.comments(file, data))
    if form == "text" and target in (None, STDOUT):
        screen.lines(writer.lines())
    else:
        _give(screen, writer.data(form), target)
    return FINE


def _give(screen: Screen, data: bytes, target: Path | None) -> None:
    """Write a new file and name it, or write to standard output."""
    if target is None or target == STDOUT:
        click.echo(data, nl=False)
        return
    from mgi_report.output.writing import write_new  # noqa: PLC0415 - --help must not wait

    write_new(target, data)
    screen.result(target)

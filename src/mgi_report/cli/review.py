"""Take data out of PDFs, compare editions, write a draft for reviewers, and list their remarks."""

from datetime import date, datetime
from pathlib import Path

import click

from mgi_report import api
from mgi_report.cli.console import Screen
from mgi_report.cli.options import CONFIG, FINE, PROBLEMS, THEME, ConfiguredCommand

__all__ = ["comments_command", "diff_command", "extract_command", "review_command"]

STDOUT = Path("-")
ANY_FILE = click.Path(path_type=Path)
DAY = click.DateTime(["%Y-%m-%d"])


NEW_FILE = click.option(
    "-o",
    "--output",
    "target",
    metavar="FILE",
    type=ANY_FILE,
    help="File to write, where there is none yet; otherwise standard output.",
)


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
def extract_command(file: Path, folder: Path, theme: Path | None, config: Path | None) -> int:  # noqa: ARG001
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
    help="A page, text for a pull request, or a Word file with tracked changes.",
)
@NEW_FILE
@click.option("--author", default="mgi-report", show_default=True, help="Who tracked the changes.")
@click.option("--date", "day", type=DAY, metavar="YYYY-MM-DD", help="The day they were made.")
@THEME
@CONFIG
def diff_command(  # noqa: PLR0913 - one for each option
    *,
    old: Path,
    new: Path,
    form: str,
    target: Path | None,
    author: str,
    day: datetime | None,
    theme: Path | None,
    config: Path | None,  # noqa: ARG001
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
    by_day: date | None = day.date() if day else None
    _give(screen, writer.data(form, author, by_day), target)
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
def review_command(profile: Path, target: Path, theme: Path | None, config: Path | None) -> int:  # noqa: ARG001
    """Write the draft of a PROFILE as a Word file with a column for comments, for its sign-off.

    mgi-report comments reads it when it comes back.
    """
    from mgi_report.review.written import sign_off  # noqa: PLC0415 - as above

    _give(Screen(), sign_off(profile, api.assets_of(theme)), target)
    return FINE


@click.command("comments")
@click.argument("file", metavar="REVIEWED", type=ANY_FILE)
@click.option(
    "--data", metavar="PROFILE", type=ANY_FILE, help="The profile file, for the lines in it."
)
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
    from mgi_report.review.written import RemarkWriter  # noqa: PLC0415 - as above

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
    from mgi_report.output.writing import write_new  # noqa: PLC0415 - as above

    write_new(target, data)
    screen.result(target)

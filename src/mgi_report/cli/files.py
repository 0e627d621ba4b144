"""Define the arguments that name profiles and the output folder."""

from pathlib import Path

import click

__all__ = ["OUTPUT", "PROFILES"]

# Whether a file is there and can be read is the loader's to say: it says it with a code and a
# hint, for every file at once, where click would stop at the first.
PROFILES = click.argument(
    "profiles", metavar="PROFILE...", nargs=-1, required=True, type=click.Path(path_type=Path)
)

OUTPUT = click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("output"),
    show_default=True,
    help="Folder for the PDFs; made if it is missing.",
)

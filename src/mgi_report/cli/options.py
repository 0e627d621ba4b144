"""Define the arguments that name profiles and the output folder."""

import os
from pathlib import Path

import click

__all__ = ["FINE", "INTERNAL", "JOBS", "OUTPUT", "PROBLEMS", "PROFILES", "processors"]

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


FINE = 0
PROBLEMS = 1
INTERNAL = 3


JOBS = click.option(
    "-j",
    "--jobs",
    type=click.IntRange(1, 512),
    help="Profiles to work on at a time; as many as there are processors if not given.",
)


def processors() -> int:
    """Return the number of processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1

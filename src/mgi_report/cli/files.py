"""Define the argument that names profile files."""

from pathlib import Path

import click

__all__ = ["PROFILES"]

# Whether a file is there and can be read is the loader's to say: it says it with a code and a
# hint, for every file at once, where click would stop at the first.
PROFILES = click.argument(
    "profiles", metavar="PROFILE...", nargs=-1, required=True, type=click.Path(path_type=Path)
)

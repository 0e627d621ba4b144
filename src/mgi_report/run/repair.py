"""Mend a profile's file in its place."""

import os
import stat
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from mgi_report.problems.problem import Location, Problem, ProblemsFound

if TYPE_CHECKING:
    from mgi_report.editorial.repairs import Repaired

__all__ = ["EVERY", "Mends", "repair", "write_repaired"]

EVERY = "all"
"""Stands for the numbers of all findings."""


class Mends(NamedTuple):
    """Hold the wishes for what is mended besides spaces and unseen characters.

    ``quotes`` sets quotation marks, ``spellings`` lists the other forms of names that findings
    have, ``digests`` notes in a translation from which words it was made, and ``renewed`` are the
    numbers of findings, or `EVERY`, whose notes are made anew.
    """

    quotes: bool = False
    spellings: bool = False
    digests: bool = False
    renewed: tuple[str, ...] = ()

    @property
    def any(self) -> bool:
        """Return whether there is any wish."""
        return self != NO_MENDS


NO_MENDS = Mends()


def repair(path: Path, mends: Mends = NO_MENDS) -> "Repaired":
    """Return a file as it would be with all that is safe to mend; nothing is written.

    ProblemsFound if it cannot be read.
    """
    from mgi_report.editorial.added_spellings import with_inflected_names  # noqa: PLC0415 - help
    from mgi_report.editorial.repairs import repaired  # noqa: PLC0415 - --help need not wait
    from mgi_report.profile.file.text import read_text  # noqa: PLC0415

    mended = repaired(read_text(path), quotes=mends.quotes)
    if mends.spellings:
        text = mended.before.saying(mended.after)
        mended = replace(mended, after=with_inflected_names(text))
    if not (mends.digests or mends.renewed):
        return mended
    from mgi_report.editorial.digest_notes import noted  # noqa: PLC0415 - as above

    return noted(mended, None if EVERY in mends.renewed else mends.renewed)


def write_repaired(mended: "Repaired") -> None:
    """Write a mended file in the place of the old one, with its rights, and where a link leads.

    ProblemsFound if it cannot be written, or is not any more what was read.
    """
    from mgi_report.output.writing import cannot_write, write_atomically  # noqa: PLC0415 - as above

    file = mended.before.file
    place = Path(os.path.realpath(file))
    try:
        if place.read_bytes() != mended.before.data:
            message = "the file has changed since it was read; nothing was written"
            hint = "say it again; what was saved meanwhile is looked at too"
            raise ProblemsFound([Problem("file-changed", message, hint, Location(file))])
        mode = stat.S_IMODE(place.stat().st_mode)
        write_atomically(place, mended.data)
        place.chmod(mode)
    except OSError as error:
        hint = "ask its owner for the right to change the file and its folder"
        raise ProblemsFound([cannot_write(file, error, hint)]) from error

"""Name the formats a profile is made in, and the files of each."""

from collections.abc import Iterable
from typing import Literal

__all__ = ["ENDINGS", "FORMATS", "Format", "output_names"]

Format = Literal["download", "press"]
ENDINGS: dict[Format, str] = {"download": ".pdf", "press": ".press.pdf"}
FORMATS: tuple[Format, ...] = tuple(ENDINGS)


def output_names(slug: str, formats: Iterable[Format] = ("download",)) -> tuple[str, ...]:
    """Return the file names of a profile: mgi-lso-2021-en.pdf and mgi-lso-2021-en.press.pdf."""
    return tuple(f"mgi-{slug}{ENDINGS[format_]}" for format_ in formats)

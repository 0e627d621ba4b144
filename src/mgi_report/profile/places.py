"""Define what only a local profile says of its subject, and how a place is named in file names."""

import re
import unicodedata
from typing import Annotated

from pydantic import AfterValidator, Field, ValidationInfo

from mgi_report.profile.framework import Level
from mgi_report.profile.values import Line, reject

__all__ = ["LONGEST_PLACE", "LocalLine", "PlaceId", "place_in_file_names"]

LONGEST_PLACE = 180
"""Letters of a place in file names: disks take 255 for a name, with edition, format and ending."""

PlaceId = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
"""Names a place in file names: letters from a to z, digits, and single hyphens."""


def _needed_locally(value: str | None, info: ValidationInfo) -> str | None:
    # Of each field by itself: one that is empty is told in its line, whatever else is wrong.
    if value is None and info.data.get("level") is Level.LOCAL:
        reject(
            "local-subject",
            f"a local profile also needs {info.field_name}",
            "write kind (such as city) and country (its short name)",
        )
    return value


LocalLine = Annotated[Line | None, AfterValidator(_needed_locally)]
"""A line that a local profile needs; the level of the subject comes before it."""


def place_in_file_names(name: str) -> str:
    """Return the small letters and digits of a name, such as ``kenema``; empty if it has none."""
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore")
    return re.sub(r"[^a-z0-9]+", "-", ascii_name.decode().lower()).strip("-")

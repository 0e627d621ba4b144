"""Say what the values of records may be: names of files, sums, languages, dates.

Paths are made from them, so nothing in a name leads out of its folder.
"""

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, WithJsonSchema

from mgi_report.output.formats import FORMATS, format_named
from mgi_report.profile import written

__all__ = [
    "DateOfEdition",
    "FileName",
    "FormatName",
    "LanguageOfFile",
    "Record",
    "Sha256",
    "SubjectId",
]

LONGEST_NAME = 255  # bytes; no file system in use takes more


class Record(BaseModel):
    """Stand below every model of a record: no other keys, and no change once it is made."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
FormatName = Annotated[
    str,
    AfterValidator(lambda name: format_named(name).name),
    WithJsonSchema({"type": "string", "enum": [each.name for each in FORMATS]}),
]
FileName = Annotated[
    str, Field(pattern=r"^[^/\\.\x00-\x1f][^/\\\x00-\x1f]*$", max_length=LONGEST_NAME)
]
SubjectId = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=LONGEST_NAME)]
LanguageOfFile = Annotated[str, Field(pattern=f"^{written.LANGUAGE.expression}$")]


def _in_the_calendar(text: str) -> str:
    numbers = [int(part) for part in text.split("-")]
    date(*numbers, *(1, 1)[len(numbers) - 1 :])
    return text


DateOfEdition = Annotated[
    str,
    Field(pattern=r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"),
    AfterValidator(_in_the_calendar),
]

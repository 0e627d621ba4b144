"""Define the small value types a profile is made of: texts, addresses, dates and identifiers.

Limits on length keep layout time bounded (a single word of 20,000 letters costs WeasyPrint more
than 40 seconds); no real profile comes near them.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, NamedTuple, NoReturn

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StringConstraints,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import PydanticCustomError, core_schema

from mgi_report.problems.problem import shown
from mgi_report.profile import written
from mgi_report.profile.file.text import is_plain, is_unseen, unprintable
from mgi_report.profile.markup import TextKind

__all__ = [
    "CodeText",
    "InlineText",
    "Isbn",
    "Line",
    "Model",
    "PartialDate",
    "PartialDateField",
    "ProfileFile",
    "Prose",
    "PubNumber",
    "SourceDigest",
    "TextRule",
    "WebAddress",
    "check_characters",
    "check_words",
    "reject",
]


class Model(BaseModel):
    """Refuse unknown keys, silent conversions and later changes."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        strict=True,
        validate_default=True,
        # Only the whole profile is ever validated: its parts need no validators of their own.
        defer_build=True,
    )


LONGEST_WORD = 200
LONGEST_CODE = 40
_FORBIDDEN = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffd\ufffe\uffff]"
_REPLACEMENT = "\ufffd"  # Python calls it printable.
_DATE = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?")
_ISBN = r"[0-9]{9}[0-9X]|97[89][0-9]{10}"
_LINK_TARGET = re.compile(r"\]\([^\s()]*\)")


def reject(code: str, message: str, hint: str) -> NoReturn:
    """Raise the pydantic error that becomes a Problem with this code, message and hint."""
    # A value, not the template: braces in a template have a meaning, and users write braces.
    raise PydanticCustomError(code, "{message}", {"message": message, "hint": hint})


def _printable(text: str) -> str:
    """Return a text without the white space around it; reject one that cannot be printed."""
    check_characters(text)
    # The address of a link does not show, so its length does not matter to the layout.
    check_words(_LINK_TARGET.sub("]", text))
    return text.strip()


def check_characters(text: str) -> None:
    """Reject a text that is empty or holds a character that cannot be printed."""
    if is_unseen(text):
        reject("empty-text", "the text is empty", "write the text, or leave the key out")
    if found := _forbidden(text):
        reject(*unprintable(found))


def _forbidden(text: str) -> str:
    """Return the first character of a text that cannot be printed, nothing if there is none."""
    if is_plain(text) and _REPLACEMENT not in text:
        return ""
    found = re.search(_FORBIDDEN, text)
    return found[0] if found else ""


def check_words(text: str) -> None:
    """Reject a text with a word that is too long for a line."""
    longest = max(text.split(), key=len, default="")
    if len(longest) > LONGEST_WORD:
        reject(
            "word-too-long",
            f"the word “{longest[:20]}…” has {len(longest)} characters",
            f"a word may have {LONGEST_WORD} characters; is a space missing?",
        )


def _one_line(text: str) -> str:
    printable = _printable(text)
    if "\n" in printable:
        reject("line-break", "the text holds a line break", "write it on one line")
    return printable


class TextRule(NamedTuple):
    """Say of a text how long it may be, what is checked of it, and how it is written.

    Stands among the annotations of a type. One annotation for all of it, because a profile has
    seventy such texts, and pydantic takes long over each annotation.
    """

    longest: int
    check: Callable[[str], str]
    notation: written.Notation

    def __get_pydantic_core_schema__(
        self, source: type[str], handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        text = core_schema.str_schema(max_length=self.longest)
        return core_schema.no_info_after_validator_function(self.check, text)

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {**handler(schema), **self.notation.keywords}


CodeText = Annotated[str, StringConstraints(max_length=LONGEST_CODE)]
"""A number or a code; with its hyphens and spaces it has fewer characters."""

InlineText = Annotated[str, TextKind.INLINE, TextRule(5_000, _printable, written.NOT_EMPTY)]
"""Text of one paragraph; emphasis, strong emphasis and links in Markdown."""

Prose = Annotated[str, TextKind.INLINE, TextRule(100_000, _printable, written.NOT_EMPTY)]
"""Paragraphs with blank lines between them; inline Markdown as in InlineText."""

Line = Annotated[str, TextKind.LINE, TextRule(300, _one_line, written.LINE)]
"""Plain text on one line, without Markdown."""


def _is_web_address(text: str) -> str:
    if not written.WEB_ADDRESS.match(text) or _forbidden(text):
        reject(
            "web-address",
            f"{shown(text)} is not a web address",
            "write the whole address, such as https://example.org/page or mailto:name@example.org",
        )
    return text


WebAddress = Annotated[str, TextRule(2_000, _is_web_address, written.WEB_ADDRESS)]
"""A complete http, https or mailto address; no other scheme can reach the PDF."""


def _beside_the_profile(name: str) -> str:
    parts = name.replace("\\", "/").split("/")
    if name.startswith(("/", "\\")) or ".." in parts or ":" in name:
        reject(
            "picture-outside",
            f"the picture {shown(name)} is not below the folder of the profile file",
            "put the picture beside the profile file and write its name",
        )
    if not name.lower().endswith((".png", ".jpg", ".jpeg", ".svg")):
        reject("picture-type", f"{shown(name)} is no PNG, JPEG or SVG file", "convert the picture")
    return name


PictureFile = Annotated[
    Line, TextKind.CODE, AfterValidator(_beside_the_profile), written.PICTURE_FILE
]
"""Name of a picture in the profile's folder or below."""


class PartialDate(NamedTuple):
    """Hold a date to the month or to the day; ``day`` is None when only the month is known."""

    year: int
    month: int
    day: int | None = None

    @property
    def first_day(self) -> date:
        """Return the first calendar day the date can mean."""
        return date(self.year, self.month, self.day or 1)

    def __str__(self) -> str:
        day = "" if self.day is None else f"-{self.day:02d}"
        return f"{self.year:04d}-{self.month:02d}{day}"


def _read_date(value: Any) -> PartialDate:
    if isinstance(value, PartialDate):
        return value
    hint = "write year and month as 2021-12, or year, month and day as 2021-12-03"
    match = _DATE.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        said = shown(value) if isinstance(value, str | int | float) else "this"
        reject("date", f"{said} is not a date", hint)
    day = match["day"]
    found = PartialDate(int(match["year"]), int(match["month"]), int(day) if day else None)
    try:
        found.first_day  # noqa: B018 - the property checks the calendar
    except ValueError:
        reject("date", f"{shown(value)} is not in the calendar", hint)
    return found


PartialDateField = Annotated[PartialDate, BeforeValidator(_read_date), written.DATE_TEXT]


def _isbn_check(text: str) -> str:
    digits = text.replace("-", "").replace(" ", "").upper()
    if not re.fullmatch(_ISBN, digits):
        hint = "an ISBN has 13 digits and begins with 978 or 979 (or 10), hyphens allowed"
        reject("isbn", f"{shown(text)} is not an ISBN", hint)
    weights, modulus = (
        (range(10, 0, -1), 11) if len(digits) == len("0306406152") else ((1, 3) * 6 + (1,), 10)
    )
    total = sum(w * (10 if d == "X" else int(d)) for w, d in zip(weights, digits, strict=True))
    if total % modulus:
        hint = "compare it with the publisher's"
        reject("isbn", f"the check digit of ISBN {shown(text)} is wrong", hint)
    return text


Isbn = Annotated[str, TextRule(LONGEST_CODE, _isbn_check, written.ISBN)]
"""ISBN-13 or ISBN-10 with its check digit (ISO 2108); printed as written."""


def _pub_number(text: str) -> str:
    if not written.PUB_NUMBER.match(text):
        reject("pub-number", f"{shown(text)} is not a PUB number", "write it like PUB2022/057/EL")
    return text


PubNumber = Annotated[str, TextRule(LONGEST_CODE, _pub_number, written.PUB_NUMBER)]


def _source_digest_check(text: str) -> str:
    if not written.SOURCE_DIGEST.match(text):
        hint = "delete it; mgi-report check --fix --digests writes it anew"
        reject("source-digest", f"{shown(text)} is no digest of a text", hint)
    return text


SourceDigest = Annotated[str, TextRule(LONGEST_CODE, _source_digest_check, written.SOURCE_DIGEST)]
"""Stands for the words of the finding a translation was made from, such as 3f2a-9c01-b7de."""


def _is_profile_file(name: str) -> str:
    parts = name.replace("\\", "/").split("/")
    if name.startswith(("/", "\\")) or ".." in parts or ":" in name:
        reject(
            "earlier-outside",
            f"{shown(name)} is not below the folder of this file",
            "put the earlier profile beside this one and write its file name",
        )
    if not name.lower().endswith((".yaml", ".yml", ".json")):
        reject(
            "earlier-type",
            f"{shown(name)} is no profile file",
            "write a name that ends in .yaml or .json",
        )
    return name


ProfileFile = Annotated[Line, TextKind.CODE, AfterValidator(_is_profile_file), written.PROFILE_FILE]
"""The file of another profile, in the folder of this one or below."""

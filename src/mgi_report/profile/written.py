r"""Say how codes, dates and addresses are written, for the checks and for JSON Schema alike.

The expressions keep to what Python and JavaScript (ECMA-262) both know: ``[0-9]``, because ``\d``
would accept the digits of every script in one of them.
"""

import re
from typing import Any, NamedTuple

from pydantic import GetJsonSchemaHandler, WithJsonSchema
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

__all__ = ["Notation"]


class Notation(NamedTuple):
    """Hold the expression that a whole text follows, and what to say of one that does not.

    Stands among the annotations of a type, whose JSON Schema it completes.
    """

    expression: str
    told: str

    def match(self, text: str) -> re.Match[str] | None:
        """Return the match of a whole text."""
        return re.fullmatch(self.expression, text)

    @property
    def keywords(self) -> dict[str, Any]:
        """Return the words of JSON Schema for it; editors show the second to people."""
        return {"pattern": f"^(?:{self.expression})$", "patternErrorMessage": self.told}

    def __get_pydantic_json_schema__(
        self, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {**handler(core_schema), **self.keywords}


def _file(*endings: str) -> str:
    """Return the expression for the name of a file in the folder of the profile or below."""
    anyhow = "|".join("".join(f"[{c}{c.upper()}]" for c in ending) for ending in endings)
    return rf"\s*(?![/\\\s])(?!(?:.*[/\\])?\.\.(?:[/\\]|$))[^:\n]*\.(?:{anyhow})\s*"


NOT_EMPTY = Notation(r"\s*\S[\s\S]*", "The text is empty: write it, or leave the key out.")
LINE = Notation(r"\s*\S[^\n]*\s*", "Write a text on one line.")
LANGUAGE = Notation(
    r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?",
    "Write a language tag, such as en, fr, es or ar.",
)
COUNTRY_CODE = Notation(r"[A-Z]{3}", "Write the three capital letters, such as LSO for Lesotho.")
DATE = Notation(
    r"(?!0000)[0-9]{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?",
    "Write year and month as 2021-12, or year, month and day as 2021-12-03.",
)
DATE_TEXT = WithJsonSchema({"type": "string", "maxLength": 10, **DATE.keywords})
PUB_NUMBER = Notation(r"PUB[0-9]{4}/[0-9]{3}/[A-Z]+", "Write it like PUB2022/057/EL.")
ISBN = Notation(
    r"[- ]*9[- ]*7[- ]*[89]([- ]*[0-9]){10}[- ]*|([- ]*[0-9]){9}[- ]*[0-9Xx][- ]*",
    "An ISBN has 13 digits and begins with 978 or 979 (or 10), hyphens allowed.",
)
TELEPHONE = Notation(
    # A no-break space is one of the warnings about a text.
    r"(?=.*[0-9])[0-9 \u00a0()+-]{1,40}",
    "Write digits, spaces, brackets, + and hyphens only, such as +41 22 717 9111.",
)
WEB_ADDRESS = Notation(
    r"https?://[^\s<>\"{}|\\^`/?#]+[^\s<>\"{}|\\^`]*|mailto:[^\s<>@]+@[^\s<>@]+",
    "Write the whole address: https://example.org/page or mailto:name@example.org.",
)
SOURCE_DIGEST = Notation(
    r"[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}",
    "Leave it to mgi-report check --fix --digests, which writes it.",
)
PICTURE_FILE = Notation(
    _file("png", "jpg", "jpeg", "svg"),
    "Write the name of a PNG, JPEG or SVG file in this folder or below.",
)
PROFILE_FILE = Notation(
    _file("yaml", "yml", "json"), "Write the name of a .yaml or .json file in this folder or below."
)

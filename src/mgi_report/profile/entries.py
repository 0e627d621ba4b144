"""Let a plain text stand in data files for what has keys, and tell JSON Schema of it."""

from collections.abc import Mapping
from typing import Any

from pydantic import GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from mgi_report.profile.values import Model

__all__ = ["Filled", "ListOrText", "TextEntry"]

_OF_TEXTS = ("maxLength", "pattern", "patternErrorMessage")


class TextEntry(Model):
    """Have a field ``text``, for which alone a plain string may be written."""

    @model_validator(mode="before")
    @classmethod
    def _plain_string_is_the_text(cls, value: object) -> object:
        return {"text": value} if isinstance(value, str) else value

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Return a schema that knows the plain string too."""
        found = handler(core_schema)
        schema = handler.resolve_ref_schema(found)
        schema |= {"type": ["string", "object"], **_keywords_of(schema["properties"]["text"])}
        return found


class ListOrText:
    """Mark a list of such entries that may be written as one plain string, its only text."""

    def __get_pydantic_json_schema__(
        self, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        schema = handler(core_schema)
        text = _keywords_of(handler.resolve_ref_schema(schema["items"]))
        return {**schema, "type": ["string", "array"], "minItems": 1, **text}


class Filled:
    """Mark a key that may be left out, but not written without a value; a list has an entry."""

    def __get_pydantic_json_schema__(
        self, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        schema = handler(core_schema)
        if "anyOf" in schema:
            return dict(schema["anyOf"][0])
        (kind,) = set(schema["type"]) - {"null"}
        return {**schema, "type": kind, **({"minItems": 1} if kind == "array" else {})}


def _keywords_of(text: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a schema says of texts; a keyword says nothing of what is no text."""
    return {word: text[word] for word in _OF_TEXTS if word in text}

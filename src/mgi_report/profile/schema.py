"""Give the JSON Schema of a profile file, by which editors complete, explain and mark keys.

The schema in docs/profile.schema.json is made from the models and the words of keys.toml.
"""

import json
import re
from collections.abc import Mapping
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from mgi_report.profile.keys import about, key_words, word_meanings
from mgi_report.profile.model import Profile

__all__ = ["SCHEMA_FILE", "profile_schema", "schema_line"]

SCHEMA_FILE = "profile.schema.json"
"""The name of the schema's file beside the profiles."""

_CAPITAL = re.compile(r"(?<=[a-z])[A-Z]")


def profile_schema() -> str:
    """Return the JSON Schema (draft 2020-12) of a profile file as text."""
    schema = Profile.model_json_schema(schema_generator=_SchemaForEditors)
    whole = {"$schema": GenerateJsonSchema.schema_dialect, **schema}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def schema_line(address: str = SCHEMA_FILE) -> str:
    """Return the first line of a YAML file that tells editors where its schema is.

    The address counts from the folder of that file, so that it holds wherever the folder goes.
    """
    return f"# yaml-language-server: $schema={address}"


class _SchemaForEditors(GenerateJsonSchema):
    """Give each group, key and word what keys.toml says of it."""

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        """Return the schema of a group of keys, with what is said of it and of each key."""
        name = schema["cls"].__name__
        made = super().model_schema(schema)
        made |= {"title": _spaced(name), "description": about(name)}
        made["properties"] = {
            key: _told(name, key, value) for key, value in made["properties"].items()
        }
        return made

    def generate_inner(self, schema: Any) -> JsonSchemaValue:
        """Return the schema of a part; words are not described by what the code says of them."""
        if schema["type"] == "enum":
            schema = {**schema, "metadata": {}}
        return super().generate_inner(schema)

    def enum_schema(self, schema: core_schema.EnumSchema) -> JsonSchemaValue:
        """Return the schema of a set of words, with what each means."""
        name = schema["cls"].__name__
        made = super().enum_schema(schema)
        meanings = word_meanings(name)
        told = [meanings[word] for word in made["enum"]]
        # The first for JSON Schema's readers, the other for the help of editors.
        listed = "; ".join(f"{word}: {meaning}" for word, meaning in meanings.items())
        made |= {"title": _spaced(name), "description": f"{about(name)} {listed}."}
        return {**made, "enumDescriptions": told, "markdownEnumDescriptions": told}

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """Return the schema of a value that may be nothing, in one piece where it has a type."""
        inner = self.generate_inner(schema["schema"])
        if isinstance(inner.get("type"), str):
            return {**inner, "type": [inner["type"], "null"]}
        return super().nullable_schema(schema)

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """Return the schema with the word that holds where none is written.

        Nothing and an empty list are not told: editors would write them out.
        """
        if isinstance(schema.get("default"), str):
            return super().default_schema(schema)
        return self.generate_inner(schema["schema"])


def _told(model: str, key: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return the schema of a key with its words; code stands without its backticks."""
    words = key_words(model, key)
    # What begins with a key or a word of ours keeps its small letter.
    told = f"{words.told[0].upper()}{words.told[1:]}.".replace("`", "")
    said = {"title": words.title, "description": told, "examples": list(words.examples)}
    return {**said, **{word: value for word, value in schema.items() if word not in said}}


def _spaced(name: str) -> str:
    return _CAPITAL.sub(lambda found: f" {found[0].lower()}", name)

"""Give the JSON Schema of a profile file, by which editors complete, explain and mark keys.

The schema in docs/profile.schema.json is made from the models and the words of keys.toml.
"""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from mgi_report.output.keys import about, conditions_of, key_words, word_meanings
from mgi_report.output.writing import cannot_write, refuse_if_there, write_new, write_output
from mgi_report.problems.problem import Location, Problem, ProblemsFound
from mgi_report.problems.regular_file import read_regular
from mgi_report.profile.model import Profile
from mgi_report.profile.schema import SCHEMA_FILE

__all__ = ["profile_schema", "write_new_profile", "write_schema"]

LARGEST_SCHEMA = 10_000_000  # bytes
_CAPITAL = re.compile(r"(?<=[a-z])[A-Z]")


def profile_schema() -> str:
    """Return the JSON Schema (draft 2020-12) of a profile file as text."""
    schema = Profile.model_json_schema(schema_generator=_SchemaForEditors)
    whole = {"$schema": GenerateJsonSchema.schema_dialect, **schema}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def write_schema(file: Path) -> None:
    """Write the JSON Schema of a profile file, in place of an earlier one but of nothing else.

    ProblemsFound if something else is there, or if it cannot be written.
    """
    try:
        held = read_regular(file, LARGEST_SCHEMA)
    except FileNotFoundError:
        held = b""
    except OSError as error:
        raise ProblemsFound([cannot_write(file, error)]) from error
    if held.strip() and not _is_schema(held):
        message = "there is a file of this name already, and it is no schema of a profile"
        hint = "choose another name with --output; nothing was written"
        raise ProblemsFound([Problem("not-a-schema", message, hint, Location(file))])
    write_output(file, profile_schema().encode())


def write_new_profile(file: Path, data: bytes) -> None:
    """Write a profile file that is not there yet, and beside it the schema its first line names.

    ProblemsFound if the file is there, or if one of them cannot be written; then neither is.
    """
    refuse_if_there(file)
    write_schema(file.with_name(SCHEMA_FILE))
    write_new(file, data)


def _is_schema(data: bytes) -> bool:
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) and "$schema" in found and found.get("title") == "Profile"


class _SchemaForEditors(GenerateJsonSchema):
    """Give each group, key and word what keys.toml says of it."""

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        """Return the schema of a group of keys, with what is said of it and of each key."""
        name = schema["cls"].__name__
        made = super().model_schema(schema)
        made |= {"title": _spaced(name), "description": about(name), **conditions_of(name)}
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

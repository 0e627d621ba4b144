"""Read mgi-report.toml, which holds what a folder of profiles is always made with.

The JSON Schema in docs/configuration.schema.json is made from the model.
"""

import json
import re
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictBool, StrictInt, StrictStr

from mgi_report.output.record_values import FormatName
from mgi_report.problems.problem import shown
from mgi_report.profile.file.text import read_text
from mgi_report.profile.settings import read_settings
from mgi_report.profile.values import Line, PictureFile, WebAddress, reject
from mgi_report.run.editor import editor_template
from mgi_report.run.profiles import CONFIGURATION

__all__ = [
    "Configuration",
    "PublisherOfPage",
    "configuration_schema",
    "read_configuration",
]


def _key(default: Any, told: str) -> Any:
    """Return a key that may be missing; ``told`` is what editors show of it."""

    def without_default(schema: dict[str, Any]) -> None:
        del schema["default"]

    return Field(default, description=told, json_schema_extra=without_default)


_EMAIL = re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


def _is_email(text: str) -> str:
    if not _EMAIL.fullmatch(text):
        reject("configuration", f"{shown(text)} is no mail address", "write name@example.org")
    return text


def _is_website(text: str) -> str:
    if text.startswith("mailto:"):
        reject("configuration", "this is a mail address", "write it as email = …")
    return text


class PublisherOfPage(BaseModel):
    """Say who publishes the download page; ``logo`` lies in the configuration's folder or below."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    name: Line = Field(description="Name of the publisher.")
    logo: PictureFile = _key("", "Picture of its logo: a PNG, JPEG or SVG file beside this file.")
    email: Annotated[StrictStr, Field(max_length=254), AfterValidator(_is_email)] = _key(
        "", "Mail address for readers."
    )
    website: Annotated[WebAddress, AfterValidator(_is_website)] = _key(
        "", "Web address of the publisher."
    )


class Configuration(BaseModel):
    """Hold what a configuration says; paths count from its folder.

    Everything may be missing, and what the command line says goes before it. The defaults here
    stand for nothing: only what a file says counts (`model_fields_set`).
    """

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True, title=CONFIGURATION)

    output: Path = _key(Path(), "Folder for the PDFs.")
    formats: Annotated[tuple[FormatName, ...], Field(min_length=1)] = _key((), "Formats to make.")
    theme: Path = _key(Path(), "Folder of the theme.")
    jobs: Annotated[StrictInt, Field(ge=1, le=512)] = _key(1, "Profiles to work on at a time.")
    icc: Path = _key(Path(), "The printer's own ICC output profile.")
    marks: StrictBool = _key(default=False, told="Whether to add marks for the printer.")
    index_title: Annotated[StrictStr, Field(max_length=200)] = _key(
        "", "Title of the download page."
    )
    publisher: PublisherOfPage = _key(None, "Who publishes the download page.")
    editor: Annotated[StrictStr, AfterValidator(editor_template)] = _key(
        "", "Address at which the preview opens your editor, with {path}, {line} and {column}."
    )

    def below(self, folder: Path) -> "Configuration":
        """Return the configuration with its paths counted from here and not from its folder."""
        names = self.model_fields_set & {"output", "theme", "icc"}
        return self.model_copy(update={name: folder / getattr(self, name) for name in names})


def read_configuration(file: Path) -> Configuration:
    """Read a configuration; ProblemsFound with everything that is wrong, each in its line."""
    return read_settings(read_text(file), Configuration, "configuration").below(file.parent)


def configuration_schema() -> str:
    """Return the JSON Schema (draft 2020-12) of a configuration as text."""
    schema = Configuration.model_json_schema()
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"

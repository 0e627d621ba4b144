"""Read mgi-report.toml, which holds what a folder of profiles is always made with.

The JSON Schema in docs/configuration.schema.json is made from the model.
"""

import json
import re
import tomllib
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt, StrictStr, ValidationError
from pydantic.json_schema import SkipJsonSchema

from mgi_report.output.manifest import FormatName
from mgi_report.problems.problem import Location, Problem, ProblemsFound, shown

__all__ = [
    "CONFIGURATION",
    "Configuration",
    "configuration_schema",
    "find_configuration",
    "read_configuration",
]

CONFIGURATION = "mgi-report.toml"
"""The name of the file."""

POSITION = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


Missing = SkipJsonSchema[None]
Folder = Path | Missing


class Configuration(BaseModel):
    """Hold what a configuration says; paths count from its folder.

    Everything may be missing, and what the command line says goes before it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    output: Folder = Field(None, description="Folder for the PDFs.")
    formats: Annotated[tuple[FormatName, ...], Field(min_length=1)] | Missing = Field(
        None, description="Formats to make."
    )
    theme: Folder = Field(None, description="Folder of the theme.")
    jobs: Annotated[StrictInt, Field(ge=1, le=512)] | Missing = Field(
        None, description="Profiles to work on at a time."
    )
    icc: Folder = Field(None, description="The printer's own ICC output profile.")
    marks: StrictBool = Field(default=False, description="Whether to add marks for the printer.")
    index_title: StrictStr = Field("", max_length=200, description="Title of the download page.")

    def below(self, folder: Path) -> "Configuration":
        """Return the configuration with its paths counted from here and not from its folder."""
        paths = {name: getattr(self, name) for name in ("output", "theme", "icc")}
        return self.model_copy(
            update={name: folder / path for name, path in paths.items() if path is not None}
        )


def find_configuration(paths: Iterable[Path]) -> Path | None:
    """Return the configuration beside the data: in the folder of a path, or the one above it.

    ProblemsFound if the paths have different ones.
    """
    found = dict.fromkeys(file for path in paths if (file := _beside(path)))
    if len(found) > 1:
        message = f"these paths have different configurations: {' and '.join(map(str, found))}"
        hint = "name the one to use with --config, or give the paths one after another"
        raise ProblemsFound([Problem("configuration", message, hint)])
    return next(iter(found), None)


def _beside(path: Path) -> Path | None:
    folder = path if path.is_dir() else path.parent
    for place in (folder, folder / ".." if folder.name in ("", "..") else folder.parent):
        if (place / CONFIGURATION).is_file():
            return place / CONFIGURATION
    return None


def read_configuration(file: Path) -> Configuration:
    """Read a configuration; ProblemsFound with everything that is wrong, each in its line."""
    try:
        text = file.read_bytes().decode("utf-8")
        values = tomllib.loads(text)
        return Configuration.model_validate(values).below(file.parent)
    except OSError as error:
        message = f"the configuration cannot be read: {error.strerror or error}"
        problems = [Problem("configuration", message, "check its name", Location(file))]
    except UnicodeDecodeError:
        message, hint = "the configuration is not written in UTF-8", "save it as UTF-8"
        problems = [Problem("configuration", message, hint, Location(file))]
    except tomllib.TOMLDecodeError as error:
        problems = [_syntax_problem(error, file, text)]
    except ValidationError as error:
        problems = [_problem(details, file, text) for details in error.errors(include_url=False)]
    raise ProblemsFound(problems)


def _syntax_problem(error: tomllib.TOMLDecodeError, file: Path, text: str) -> Problem:
    lines = text.splitlines() or [""]
    match = POSITION.search(str(error))
    line, column = map(int, match.groups()) if match and match[1] else (len(lines), 1)
    excerpt = lines[min(line, len(lines)) - 1]
    message = f"this is not valid TOML: {POSITION.sub('', str(error))}"
    hint = 'write name = "text", name = 4, name = true or name = ["one", "two"]'
    place = Location(file, line, column, excerpt=excerpt)
    return Problem("configuration", message, hint, place)


def _problem(details: Any, file: Path, text: str) -> Problem:
    path = [str(part) for part in details["loc"] if part not in ("function-after",)]
    key = path[0]
    place = _place(key, file, text)
    if details["type"] != "extra_forbidden":
        message = f"{key}: {details['msg']}"
        hint = f"see what {CONFIGURATION} may hold in docs/configuration.md"
        return Problem("configuration", message, hint, place)
    known = list(Configuration.model_fields)
    near = get_close_matches(key, known, 1)
    hint = f"did you mean {near[0]}?" if near else f"it may hold {', '.join(known)}"
    return Problem("configuration", f"there is no setting {shown(key)}", hint, place)


def _place(key: str, file: Path, text: str) -> Location:
    """Return the line of a key, or of a table of that name."""
    name = rf"[\"']?{re.escape(key)}[\"']?"
    pattern = re.compile(rf"\s*(?:({name})\s*[.=]|\[+\s*({name})\s*[\].])")
    for number, line in enumerate(text.splitlines(), 1):
        if match := pattern.match(line):
            column = match.start(1) if match[1] else match.start(2)
            return Location(file, number, column + 1, key, line)
    return Location(file, path=key)


def configuration_schema() -> str:
    """Return the JSON Schema (draft 2020-12) of a configuration as text."""
    schema = Configuration.model_json_schema()
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"

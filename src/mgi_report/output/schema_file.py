"""Write the schema of profiles beside them, where editors find it without a network."""

import json
from pathlib import Path

from mgi_report.output.writing import cannot_write, write_output
from mgi_report.problems.problem import Location, Problem, ProblemsFound
from mgi_report.profile.schema import profile_schema

__all__ = ["write_schema"]


def write_schema(file: Path) -> None:
    """Write the JSON Schema of a profile file, in place of an earlier one but of nothing else.

    ProblemsFound if something else is there, or if it cannot be written.
    """
    schema = profile_schema()
    try:
        held = file.read_bytes()
    except FileNotFoundError:
        held = b""
    except OSError as error:
        raise ProblemsFound([cannot_write(file, error)]) from error
    if held.strip() and not _is_schema(held):
        message = "there is a file of this name already, and it is no schema of a profile"
        hint = "choose another name with --output; nothing was written"
        raise ProblemsFound([Problem("not-a-schema", message, hint, Location(file))])
    write_output(file, schema.encode())


def _is_schema(data: bytes) -> bool:
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) and "$schema" in found and found.get("title") == "Profile"

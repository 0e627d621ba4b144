"""Renew what docs say of keys, from the models and keys.toml: python docs/tables.py.

Writes docs/profile.schema.json, the schemas of what commands print as JSON (check.schema.json and
so on), the page of the command line, and the tables in docs/data.md: each stands below a mark such
as <!-- keys: Edition -->, with the name of its model.
"""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from command_line import COMMAND_PAGE, command_line_page

from mgi_report.output.keys import key_words
from mgi_report.output.schema import profile_schema
from mgi_report.profile.schema import SCHEMA_FILE
from mgi_report.run.reports.schemas import REPORTS, report_schema

SCHEMA = Path(__file__).with_name(SCHEMA_FILE)
PAGE = Path(__file__).with_name("data.md")
MARKED = re.compile(r"^(?P<mark><!-- keys: (?P<name>\w+) -->\n\n)(?:\|.*\n)*\n?", re.MULTILINE)
LONGEST = 60  # characters of an example


def groups() -> dict[str, Mapping[str, Any]]:
    """Return the schema of every group of keys, by the name of its model."""
    schema = json.loads(profile_schema())
    found = {schema["title"]: schema, **schema["$defs"]}
    return {name: each for name, each in found.items() if "properties" in each}


def table(name: str, group: Mapping[str, Any]) -> str:
    """Return the table of a group of keys in Markdown."""
    return "".join(f"{line}\n" for line in _lines(name, group))


def _lines(name: str, group: Mapping[str, Any]) -> Iterator[str]:
    yield "| key | value | example | |"
    yield "|---|---|---|---|"
    for key, schema in group["properties"].items():
        words = key_words(name, key)
        left = f"`{schema['default']}` if left out" if "default" in schema else ""
        last = "required" if key in group.get("required", ()) else left
        cells = (f"`{key}`", words.told, _shown(words.examples[0]), last)
        yield "".join(f"| {cell} " if cell else "| " for cell in cells) + "|"


def _shown(example: Any) -> str:
    """Return a short example as code; a group of keys has a table of its own."""
    listed = example if isinstance(example, list) else [example]
    written = example if isinstance(example, str) else json.dumps(example, ensure_ascii=False)
    is_short = len(written) <= LONGEST and "\n" not in written and "|" not in written
    has_groups = any(isinstance(each, dict | list) for each in listed)
    return f"`{written}`" if is_short and not has_groups else ""


def renewed(page: str) -> str:
    """Return a page with every table below a mark made anew."""
    known = groups()

    def made(found: re.Match[str]) -> str:
        return f"{found['mark']}{table(found['name'], known[found['name']])}\n"

    return MARKED.sub(made, page)


if __name__ == "__main__":
    SCHEMA.write_text(profile_schema(), encoding="utf-8")
    for command in REPORTS:
        SCHEMA.with_name(f"{command}.schema.json").write_text(report_schema(command), "utf-8")
    COMMAND_PAGE.write_text(command_line_page(), encoding="utf-8")
    PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")

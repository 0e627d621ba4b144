"""Read what docs/problems.md says of each code, for reports that explain their problems."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, metadata
from typing import NamedTuple

from mgi_report.document.assets import packaged_root

__all__ = ["Explained", "documentation", "register"]

PAGE = "problems.md"
_HEADING = re.compile(r"#+ (.+)")
_ROW = re.compile(r"\| `(?P<code>[a-z0-9-]+)` \| (?P<meaning>.+?) (?<!\\)\| (?P<cure>.+?) \|")
_NO_ANCHOR = re.compile(r"[^\w -]")


class Explained(NamedTuple):
    """Hold what is said of a code, in Markdown, and the part of the page that says it."""

    meaning: str
    cure: str
    page: str


@cache
def register() -> Mapping[str, Explained]:
    """Return the entries of all codes. The page is part of the package."""
    found = {}
    anchor = ""
    text = (packaged_root() / "docs" / PAGE).read_text(encoding="utf-8")
    for line in text.splitlines():
        if heading := _HEADING.fullmatch(line):
            # As GitHub makes the names of headings.
            anchor = _NO_ANCHOR.sub("", heading[1].lower()).replace(" ", "-")
        elif row := _ROW.fullmatch(line):
            found[row["code"]] = Explained(row["meaning"], row["cure"], f"{PAGE}#{anchor}")
    return found


def documentation() -> str:
    """Return where docs/ can be read, as the package names it (Project-URL), or nothing."""
    try:
        named = metadata("mgi-report").get_all("Project-URL") or ()
    except PackageNotFoundError:
        return ""
    urls: dict[str, str] = dict(each.split(", ", 1) for each in named)
    return urls.get("Documentation", "")

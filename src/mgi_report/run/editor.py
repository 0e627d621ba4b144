"""Fill in the address at which an editor opens a place in a file."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Formatter
from urllib.parse import quote

from mgi_report.problems.problem import Location
from mgi_report.profile.values import reject

__all__ = ["EditorAddress", "editor_template"]

NAMES = ("path", "line", "column")
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
# A browser would run what these hold, or show the file itself.
NO_EDITORS = ("javascript:", "data:", "vbscript:", "blob:", "file:", "about:")
EXAMPLE = "vscode://file/{path}:{line}:{column}"


def editor_template(text: str) -> str:
    """Return the template of an address, such as ``vscode://file/{path}:{line}:{column}``.

    Rejects one that does not begin with an editor's scheme, or names something else in braces.
    """
    scheme = SCHEME.match(text)
    if scheme is None or scheme[0].lower() in NO_EDITORS:
        reject(
            "configuration",
            "this is no address that an editor opens",
            f"write {EXAMPLE}, for example",
        )
    try:
        names = {name for _, name, form, cast in Formatter().parse(text) if name is not None}
    except ValueError:
        names = {""}
    if not names <= set(NAMES) or "path" not in names:
        hint = f"in braces stand {', '.join(NAMES)}, and path must be there"
        reject("configuration", "this address cannot be filled in", hint)
    return text


@dataclass(frozen=True)
class EditorAddress:
    """Make addresses for one editor; an empty template makes none."""

    template: str = ""

    def of(self, place: Location, file: Path) -> str:
        """Return the address of a place; ``file`` is its whole path. Empty without a template."""
        if not self.template:
            return ""
        values: Mapping[str, object] = {
            "path": quote(str(file)),
            "line": place.line or 1,
            "column": place.column or 1,
        }
        return self.template.format_map(values)

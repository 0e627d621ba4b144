"""Write the theme that docs/themes.md shows into a folder."""

import re
from pathlib import Path

__all__ = ["PAGE", "documented_files", "write_theme"]

PAGE = Path(__file__).parents[1] / "docs" / "themes.md"
_FILE = re.compile(r"^`([^`\n]+)`:\n\n```\w+\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def documented_files() -> dict[str, str]:
    """Return the files of the page by their names, in its order."""
    found = _FILE.findall(PAGE.read_text("utf-8"))
    assert len(found) == len(dict(found)), "the page shows a file twice"
    return dict(found)


def write_theme(folder: Path) -> Path:
    """Write the files of the page into a folder; return it."""
    for name, text in documented_files().items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder

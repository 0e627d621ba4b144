"""Give tests a design in which each finding has a page of its own, with its number at the foot."""

from pathlib import Path

import pytest

from mgi_report.document.assets import Assets
from mgi_report.run.theme import read_theme

__all__ = ["sheets", "sheets_theme", "write_sheets"]

PAGE = """\
<!doctype html>
<html lang="{{ say.tag }}">
<head><meta charset="utf-8"><title>{{ maker.document_title }}</title>
<link rel="stylesheet" href="styles/fonts.css">
<style>
html { font: 10pt "Source Sans 3" }
@page { size: 80mm 80mm; margin: 8mm; @bottom-right { content: counter(page) } }
p + p { break-before: page }
</style></head>
<body>
{% for each in profile.all_findings() %}
<p data-path="{{ each.path }}">{{ each.finding.text }}</p>
{% endfor %}
</body></html>
"""


def write_sheets(folder: Path, style: str = "") -> Path:
    """Write the theme, with declarations for all of its text; return its folder."""
    page = folder / "templates" / "profile.html"
    page.parent.mkdir(parents=True)
    page.write_text(PAGE.replace("html { ", f"html {{ {style}"), "utf-8")
    return folder


@pytest.fixture(scope="session")
def sheets_theme(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of this design."""
    return write_sheets(tmp_path_factory.mktemp("sheets") / "theme")


@pytest.fixture(scope="session")
def sheets(sheets_theme: Path) -> Assets:
    """Return the assets of this design."""
    return Assets(theme=read_theme(sheets_theme))

"""Give tests of runs a design of one page, in which a profile takes a tenth of the time.

The engine and the writers are those of every profile; what such a test looks at is which files are
made, kept and recorded, and not what is printed on them.
"""

from pathlib import Path

import pytest

from mgi_report.document.assets import Assets
from mgi_report.run.theme import read_theme

__all__ = ["leaflet", "leaflet_theme", "write_leaflet"]

PAGE = """\
<!doctype html>
<html lang="{{ say.tag }}">
<head><meta charset="utf-8"><title>{{ maker.document_title }}</title>
<link rel="stylesheet" href="styles/fonts.css">
<style>html { font: 10pt "Source Sans 3" }</style></head>
<body><h1>{{ profile.subject.name }}</h1>
{% for each in profile.all_findings() %}
<p data-path="{{ each.path }}">{{ each.finding.text }}</p>
{% endfor %}
</body></html>
"""


def write_leaflet(folder: Path, before: str = "") -> Path:
    """Write the theme, its page after other words of a template; return its folder."""
    page = folder / "templates" / "profile.html"
    page.parent.mkdir(parents=True)
    page.write_text(before + PAGE, "utf-8")
    return folder


@pytest.fixture(scope="session")
def leaflet_theme(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of this design."""
    return write_leaflet(tmp_path_factory.mktemp("leaflet") / "theme")


@pytest.fixture(scope="session")
def leaflet(leaflet_theme: Path) -> Assets:
    """Return the assets of this design."""
    return Assets(theme=read_theme(leaflet_theme))

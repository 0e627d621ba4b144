"""Write the page that shows the pages: its HTML, its style and its script."""

import json
from typing import Any

from markupsafe import Markup

from mgi_report.document.assets import Assets
from mgi_report.document.catalogue import read_words
from mgi_report.document.language import Language
from mgi_report.document.templating import environment
from mgi_report.document.tokens import read_tokens

__all__ = ["POLICY", "preview_page", "script", "style"]

INTERFACE = "en"
POLICY = (
    "default-src 'none'; img-src 'self' data:; style-src 'self'; script-src 'self';"
    " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def preview_page(assets: Assets, name: str) -> str:
    """Return the HTML of the page for a file of this name."""
    words = read_words(f"templates/preview/{INTERFACE}.toml", assets)
    say = Language(INTERFACE, words)
    return (
        environment(assets)
        .get_template("preview/index.html")
        .render(say=say, name=name, words=_data(words["script"]))
    )


def style(assets: Assets) -> str:
    """Return the style sheet of the page, with the colours of the profiles."""
    return read_tokens(assets).fill_in(assets.read_text("styles/preview/index.css"))


def script(assets: Assets) -> str:
    """Return the script of the page."""
    return assets.read_text("templates/preview/index.js")


def _data(value: Any) -> Markup:
    """Return JSON that may stand in a script element."""
    text = json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")
    return Markup(text)  # noqa: S704 - cannot end the element

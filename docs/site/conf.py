"""Settings of the site that `make docs` makes: Sphinx, MyST for Markdown, Furo's looks.

All of it is on PyPI and works without a network. A link that leads nowhere is an error. The root is
the checkout, so that README.md and its links are among what is checked.
"""

from importlib.metadata import version as version_of
from pathlib import Path
from typing import Any

from sphinx.addnodes import pending_xref

project = "mgi-report"
version = release = version_of(project)
author = "The authors of mgi-report"
language = "en"

extensions = ["myst_parser"]
# Names of headings as GitHub gives them, so that a link to one works on both.
myst_heading_anchors = 4
root_doc = "docs/index"
include_patterns = [
    "*.md",
    "docs/*.md",
    "docs/how-to/*.md",
    "docs/reference/*.md",
    "**/README.md",
]
# Only so that no time is lost in folders that may be large.
exclude_patterns = [".*", "build", "dist", "output", "src", "tests"]
# A block shows what a terminal prints, or parts of a file: no lexer is right for all of them.
suppress_warnings = ["misc.highlighting_failure"]

html_theme = "furo"
html_title = project
html_extra_path = ["index.html"]
html_copy_source = False
html_show_sphinx = False


def unlink_folders(app: Any, tree: Any) -> None:
    """Leave the words of links that lead to a folder of the checkout: a site has no such page."""
    here = Path(app.env.doc2path(app.env.docname)).parent
    for link in list(tree.findall(pending_xref)):
        # Without a slash it may be the name of a heading, as reference is.
        is_path = link["reftype"] == "myst" and "/" in link["reftarget"]
        if is_path and (here / link["reftarget"]).is_dir():
            link.replace_self(link.children)


def setup(app: Any) -> None:
    """Have Sphinx do it where a page has been read, before links are looked up."""
    app.connect("doctree-read", unlink_folders)

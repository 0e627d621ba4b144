"""Settings of the site that `make docs` makes: Sphinx, MyST for Markdown, Furo's looks.

All of it is on PyPI and works without a network. A link that leads nowhere is an error. The root is
the checkout, so that README.md and its links are among what is checked.
"""

from importlib.metadata import version as version_of

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
    "benchmarks/README.md",
    "styles/*/README.md",
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

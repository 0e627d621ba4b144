"""Read templates and styles for a run: ours, or a theme laid over them."""

import os
from pathlib import Path

from mgi_report.document.assets import Assets

__all__ = ["assets_of"]


def assets_of(theme: str | os.PathLike[str] | None) -> Assets:
    """Return templates and styles with a theme laid over them; ProblemsFound if it is unfit."""
    if theme is None:
        return Assets()
    from mgi_report.proof.theme import content_problems  # noqa: PLC0415 - few have a theme
    from mgi_report.run.theme import read_theme  # noqa: PLC0415 - as above

    return Assets(theme=read_theme(Path(theme), content_problems))

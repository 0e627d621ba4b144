"""Renew the goldens of a profile, or hold new pages against them."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from picturing import changed_pages, few_colours, read
from PIL import Image
from report import clear_report, write_index, write_report

from built import ROOT

__all__ = ["compare", "renew"]

REPORTS = ROOT / "output" / "golden-report"


def renew(folder: Path, new: Mapping[str, Image.Image], tags: str | None = None) -> None:
    """Put new pictures, and tags, in the place of all that a folder holds."""
    folder.mkdir(exist_ok=True, parents=True)
    for path in folder.iterdir():
        path.unlink()
    for name, picture in new.items():
        few_colours(picture).save(folder / name, optimize=True)
    if tags is not None:
        (folder / "tags.txt").write_text(tags, encoding="utf-8")


def compare(folder: Path, new: Mapping[str, Image.Image], name: str) -> None:
    """Fail where new pictures differ from those of a folder; a report shows them side by side."""
    changes = changed_pages({path.name: read(path) for path in folder.glob("*.png")}, new)
    if changes:
        write_report(REPORTS / name, name, changes)
        index = write_index(REPORTS)
        pytest.fail(f"{', '.join(changes)}: look at {index}, then accept them with make goldens")
    if (REPORTS / name).exists():
        clear_report(REPORTS / name)
        write_index(REPORTS)

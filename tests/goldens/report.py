"""Show changed pages side by side: as they were, as they are, and where they differ."""

import shutil
from collections.abc import Iterator, Mapping
from html import escape
from os import getpid
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageChops

__all__ = ["Change", "clear_report", "write_index", "write_report"]

STYLE = """
body { font: 1rem sans-serif; margin: 2rem; background: #eee; }
figure { display: inline-block; margin: 0 1rem 1rem 0; }
img { width: 25rem; border: 1px solid #888; image-rendering: pixelated; }
"""


class Change(NamedTuple):
    """Hold a page before and after; one of them is None where a page came or went."""

    old: Image.Image | None
    new: Image.Image | None

    def pictures(self) -> dict[str, Image.Image]:
        """Return what is there, and where both are there, the difference: black on white."""
        found = {"old": self.old, "new": self.new}
        shown = {name: picture for name, picture in found.items() if picture is not None}
        if self.old is not None and self.new is not None:
            same_size = self.old.resize(self.new.size)
            difference = ImageChops.difference(same_size, self.new).convert("L")
            shown["difference"] = ImageChops.invert(
                difference.point(lambda level: min(255, 4 * level))
            )
        return shown


def write_report(folder: Path, title: str, changes: Mapping[str, Change]) -> Path:
    """Write index.html and its pictures into a folder, in place of an earlier report; return it."""
    clear_report(folder)
    folder.mkdir(parents=True)
    parts = [*_head(title), '<p><a href="../index.html">All profiles</a></p>']
    for page, change in changes.items():
        parts.append(f"<h2>{escape(page)}</h2>")
        for name, picture in change.pictures().items():
            file = f"{page}-{name}.png"
            picture.save(folder / file)
            parts.append(
                f'<figure><img src="{file}" alt="{escape(page)}, {name}">'
                f"<figcaption>{name}</figcaption></figure>"
            )
    report = folder / "index.html"
    report.write_text("\n".join(parts), encoding="utf-8")
    return report


def clear_report(folder: Path) -> None:
    """Remove an earlier report, if there is one."""
    shutil.rmtree(folder, ignore_errors=True)


def write_index(folder: Path) -> Path:
    """Write an index.html that lists the reports in the folders of a folder; return it."""
    items = [
        f'<li><a href="{escape(report.parent.name)}/index.html">{escape(report.parent.name)}</a>:'
        f" {len(set(_pages(report.parent)))} changed</li>"
        for report in sorted(folder.glob("*/index.html"))
    ]
    index = folder / "index.html"
    # Workers of one run write it in turn; each puts a whole file in place.
    part = folder / f"index.{getpid()}.part"
    part.write_text("\n".join([*_head("Changed pages"), "<ul>", *items, "</ul>"]), "utf-8")
    return part.replace(index)


def _pages(folder: Path) -> Iterator[str]:
    for picture in folder.glob("*.png"):
        yield picture.stem.rsplit("-", 1)[0]


def _head(title: str) -> list[str]:
    return [
        f"<!doctype html><meta charset=utf-8><title>{escape(title)}</title>",
        f"<style>{STYLE}</style>",
        f"<h1>{escape(title)}</h1>",
    ]

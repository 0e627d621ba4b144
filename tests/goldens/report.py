"""Show changed pages side by side: as they were, as they are, and where they differ."""

from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageChops

__all__ = ["Change", "write_report"]

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
    folder.mkdir(parents=True, exist_ok=True)
    for earlier in folder.glob("*.png"):
        earlier.unlink()
    parts = [f"<!doctype html><meta charset=utf-8><title>{escape(title)}</title>"]
    parts += [f"<style>{STYLE}</style>", f"<h1>{escape(title)}</h1>"]
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

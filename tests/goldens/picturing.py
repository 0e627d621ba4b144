"""Picture the pages of a finished PDF by the names of their sections, and compare pictures."""

import re
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image, ImageChops
from report import Change

from mgi_report.proof.reader import PdfReader

__all__ = ["changed_pages", "differ", "few_colours", "picture_of", "pictures", "read", "sections"]

WIDTH = 200
# Lines and letters: much of a difference at a few pixels. A word that moves to the next line
# changes some 0.18 % of them, and the few colours of a golden none.
LEVELS = 24
SHARE = 0.0005
# Faint marks and tints: little of a difference over an area, which blocks of pixels show without
# the noise of edges. The few colours of a golden change such a block by 5 levels at most.
BLOCK = 4
BLOCK_LEVELS = 8
COVER, BACK = "cover", "back"


def sections(data: bytes) -> dict[str, range]:
    """Return the pages of each section from 1, by its bookmark; cover and back are sections too."""
    with PdfReader(data) as reader:
        starts = [(mark.page, mark.title) for mark in reader.bookmarks if mark.level == 1]
        back = reader.page_count
    found = {COVER: range(1, starts[1][0])}
    for (start, title), (end, _) in pairwise([*starts[1:], (back, "")]):
        found[title] = range(start, end)
    found[BACK] = range(back, back + 1)
    return found


def pictures(data: bytes, kept: Iterable[str] | None = None) -> Iterator[tuple[str, Image.Image]]:
    """Yield the pages of sections whose names begin as one of ``kept`` says; all if it is None."""
    document = pypdfium2.PdfDocument(data)
    starts = None if kept is None else tuple(kept)
    for title, pages in sections(data).items():
        if starts is None or title.startswith(starts):
            for place, number in enumerate(pages, 1):
                more = f"-{place}" if len(pages) > 1 else ""
                yield f"{_slug(title)}{more}.png", picture_of(document[number - 1])


def picture_of(page: Any) -> Image.Image:
    """Return the picture of a page of a PDF, 200 pixels wide."""
    picture: Image.Image = page.render(scale=WIDTH / page.get_width()).to_pil().convert("RGB")
    return picture


def _slug(title: str) -> str:
    words = re.findall(r"[a-z0-9]+", title.lower())
    return "-".join(words)[:40].strip("-")


def few_colours(picture: Image.Image) -> Image.Image:
    """Return a picture with 256 colours, which keep it near 6 kB; large areas keep their own."""
    return picture.quantize(256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)


def read(path: Path) -> Image.Image:
    """Return a picture from a file."""
    return Image.open(BytesIO(path.read_bytes())).convert("RGB")


def differ(old: Image.Image, new: Image.Image) -> bool:
    """Return whether two pictures look different, in lines and letters or in faint areas."""
    if old.size != new.size:
        return True
    lines = _share(old, new, LEVELS)
    areas = _share(old.reduce(BLOCK), new.reduce(BLOCK), BLOCK_LEVELS)
    return max(lines, areas) > SHARE


def _share(old: Image.Image, new: Image.Image, levels: int) -> float:
    """Return the share of pixels that differ by more than some levels in one of the colours."""
    red, green, blue = ImageChops.difference(old, new).split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return sum(most.histogram()[levels + 1 :]) / (old.width * old.height)


def changed_pages(
    old: Mapping[str, Image.Image], new: Mapping[str, Image.Image]
) -> dict[str, Change]:
    """Return the pages that came, went or look different, by name."""
    changes = {
        name.removesuffix(".png"): Change(old.get(name), new.get(name))
        for name in sorted(old.keys() | new.keys())
    }
    return {
        name: change
        for name, change in changes.items()
        if change.old is None or change.new is None or differ(change.old, change.new)
    }

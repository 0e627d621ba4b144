"""Renew the pictures of README and docs/design.md: python docs/pictures.py PDF [EARLIER_PDF].

With the same profile as an earlier version made it, both are put on one contact sheet.
"""

import sys
from pathlib import Path

import pypdfium2
from PIL import Image

FOLDER = Path(__file__).parent / "pictures"
PAGES = {"cover": 1, "wheel": 3, "all-findings": 4, "findings": 7, "register": 18}
WIDTH = 480
SMALL, ACROSS, GAP, BETWEEN = 96, 13, 4, 24


def picture(page: pypdfium2.PdfPage, width: int) -> Image.Image:
    """Return a page, so many pixels wide."""
    return page.render(scale=width / page.get_width()).to_pil().convert("RGB")


def sheet(pdf: pypdfium2.PdfDocument) -> Image.Image:
    """Return all pages of a file, small, in rows."""
    pages = [picture(page, SMALL) for page in pdf]
    height = max(page.height for page in pages) + GAP
    rows = -(-len(pages) // ACROSS)
    whole = Image.new("RGB", (ACROSS * (SMALL + GAP), rows * height), "#c6ced4")
    for number, page in enumerate(pages):
        whole.paste(page, (number % ACROSS * (SMALL + GAP), number // ACROSS * height))
    return whole


def main() -> None:
    """Render the pages to PNG, and the contact sheet of both files: the earlier one above."""
    pdf = pypdfium2.PdfDocument(sys.argv[1])
    for name, number in PAGES.items():
        framed = picture(pdf[number - 1], WIDTH).quantize(128)
        framed.save(FOLDER / f"{name}.png", optimize=True)
    if len(sys.argv) > 2:  # noqa: PLR2004
        old, new = sheet(pypdfium2.PdfDocument(sys.argv[2])), sheet(pdf)
        both = Image.new("RGB", (new.width, old.height + BETWEEN + new.height), "white")
        both.paste(old, (0, 0))
        both.paste(new, (0, old.height + BETWEEN))
        both.quantize(128).save(FOLDER / "contact-sheets.png", optimize=True)


if __name__ == "__main__":
    main()

"""Renew the pictures of the README from the built profile: python docs/pictures.py PDF."""

import sys
from pathlib import Path

import pypdfium2

FOLDER = Path(__file__).parent / "pictures"
PAGES = {"cover": 1, "wheel": 7, "findings": 11}
WIDTH = 480


def main() -> None:
    """Render the three pages to PNG, 480 pixels wide."""
    pdf = pypdfium2.PdfDocument(sys.argv[1])
    for name, number in PAGES.items():
        page = pdf[number - 1]
        picture = page.render(scale=WIDTH / page.get_width()).to_pil()
        framed = picture.quantize(128)
        framed.save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()

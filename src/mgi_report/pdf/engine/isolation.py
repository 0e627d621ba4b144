"""Keep the fonts of the machine out, so that the pages look the same on every machine."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["only_declared_fonts"]

# The cache folder is named because Fontconfig complains on stderr without one; nothing is cached.
NO_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><cachedir prefix="xdg">fontconfig</cachedir></fontconfig>"""


@contextmanager
def only_declared_fonts() -> Iterator[None]:
    """Point Fontconfig at a configuration without font folders.

    Fontconfig reads FONTCONFIG_FILE when a font configuration is made, and only then; the
    variable is put back afterwards.
    """
    before = os.environ.get("FONTCONFIG_FILE")
    with tempfile.TemporaryDirectory(prefix="mgi-report-") as folder:
        file = Path(folder, "fonts.conf")
        file.write_text(NO_FONTS, encoding="utf-8")
        os.environ["FONTCONFIG_FILE"] = str(file)
        try:
            yield
        finally:
            os.environ.pop("FONTCONFIG_FILE")
            if before is not None:
                os.environ["FONTCONFIG_FILE"] = before

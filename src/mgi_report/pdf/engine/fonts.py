"""Give documents the fonts that the style sheets declare, and no others."""

import os
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from mgi_report.pdf.engine.kept import Kept
from mgi_report.pdf.engine.lettering import FontFace, Lettering, numeric_weight
from mgi_report.pdf.engine.sources import Refused

__all__ = [
    "font_configuration",
    "free_text_attributes",
    "make_arrays_without_parsing",
    "only_declared_fonts",
    "trim_names",
]

# The cache folder is named because Fontconfig complains on stderr without one; nothing is cached.
NO_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><cachedir prefix="xdg">fontconfig</cachedir></fontconfig>"""
ARRAY = re.compile(r"(\w+)\[(\d+)\]")


@contextmanager
def only_declared_fonts() -> Iterator[None]:
    """Point Fontconfig at a configuration without font folders, so that pages look alike anywhere.

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


def font_configuration(lettering: Lettering) -> Any:
    """Return an empty font configuration that tells ``lettering`` of each @font-face rule."""
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415 - see gateway.py

    class DeclaredFonts(FontConfiguration):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__()
            self.font_features = _OwnAttributes()
            self.known: set[str] = set()
            self.kept = Kept()

        def add_font_face(self, rule: Any, fetcher: Any) -> None:
            super().add_font_face(rule, fetcher)
            # The same rules come again with every document.
            if str(rule) not in self.known:
                self.known.add(str(rule))
                for face in _faces(rule, fetcher):
                    lettering.declare(face)

    with only_declared_fonts():
        return DeclaredFonts()


def _faces(rule: Mapping[str, Any], fetcher: Any) -> Iterator[FontFace]:
    """Yield the face of a rule, from the first of its addresses that is served."""
    for kind, url in rule["src"]:
        if kind != "external":
            continue
        try:
            data = fetcher(url).read()
        except Refused:
            continue
        yield FontFace(
            rule["font_family"],
            numeric_weight(rule.get("font_weight", 400)),
            rule.get("font_style", "normal") != "normal",
            data,
            tuple((part.start, part.end) for part in rule.get("unicode_range", ())),
        )
        return


class _OwnAttributes(dict[bytes, Any]):
    """Give each text layout the attribute made for it, where WeasyPrint shares the first one.

    WeasyPrint 70 makes a Pango attribute for every text layout, uses the first one of its kind for
    all, and frees none: 0.6 MB in 26 pages. An attribute that has one owner goes with it.
    """

    def setdefault(self, key: bytes, default: Any = None) -> Any:
        del key
        return default


def trim_names(fonts: Iterable[Any]) -> None:
    """Take the comma off the names under which the engine's fonts are written into a PDF.

    Pango describes a family that ends in a digit as “Source Sans 3,” to keep it apart from a size.
    """
    for font in fonts:
        font.name = font.name.rstrip(b",")


def free_text_attributes() -> None:
    """Let Pango free the font features of a text layout of our documents together with it."""
    from weasyprint.text import ffi, line_break  # noqa: PLC0415 - see gateway.py

    original = line_break.Layout.setup
    if original.__module__ == __name__:
        return  # It has been done.

    def setup(layout: Any, style: Any) -> None:
        original(layout, style)
        if isinstance(style.font_config.font_features, _OwnAttributes):
            attributes = ffi.pango.pango_layout_get_attributes(layout.layout)
            if attributes != ffi.ffi.NULL:
                # The layout holds them; this was the reference of their maker, who forgets it.
                ffi.pango.pango_attr_list_unref(attributes)

    line_break.Layout.setup = setup


def make_arrays_without_parsing() -> None:
    """Let arrays of any length have one type of C.

    WeasyPrint names the length in the type, and cffi parses all its declarations again for each
    type that it has not seen, which is 14 times for a document, and keeps them.
    """
    ffi: Any = import_module("weasyprint.text.ffi").ffi
    original = ffi.new
    if original.__module__ == __name__:
        return  # It has been done.

    def new(kind: Any, value: Any = None) -> Any:
        sized = ARRAY.fullmatch(kind) if isinstance(kind, str) else None
        if sized is None:
            return original(kind, value)
        length = int(sized[2])
        if value is None:
            return original(f"{sized[1]}[]", length)
        fits = isinstance(value, (list, tuple)) and len(value) == length
        return original(f"{sized[1]}[]" if fits else kind, value)

    ffi.new = new

"""Break lines, and find the strut of a style, once for the same words in the same style.

Neither depends on anything else: WeasyPrint lets go of what Pango has laid out as soon as a line is
measured. The same words come again where a width is found before a line is laid out, and in the
pages that are alike in all profiles.
"""

from copy import copy
from importlib import import_module
from typing import Any

from mgi_report.pdf.engine.cascade import is_kept

__all__ = ["BREAKING", "STRUTS", "break_lines_once"]

BREAKING = ("weasyprint.layout.inline", "weasyprint.layout.preferred")
STRUTS = ("weasyprint.layout.inline",)
"""The modules that ask for them; a canary tells when there are others."""


def break_lines_once() -> None:
    """Let documents with kept styles remember the lines that were broken last."""
    line_break: Any = import_module("weasyprint.text.line_break")
    if line_break.split_first_line.__module__ == __name__:
        return  # It has been done.
    split_first_line = _breaking(line_break.split_first_line)
    strut = _measuring(line_break.strut)
    line_break.split_first_line, line_break.strut = split_first_line, strut
    for name in BREAKING:
        module: Any = import_module(name)
        module.split_first_line = split_first_line
    for name in STRUTS:
        module = import_module(name)
        module.strut = strut


def _breaking(original: Any) -> Any:
    def split_first_line(
        text: str, style: Any, context: Any, *details: Any, **others: Any
    ) -> tuple[Any, ...]:
        if not is_kept(style):
            broken: tuple[Any, ...] = original(text, style, context, *details, **others)
            return broken
        lines = style.font_config.kept.now.lines
        key = (text, id(style), details, *others.items())
        found = lines.get(key)
        if found is None:
            # With its style, so that no other gets the same id meanwhile.
            found = lines.put(key, (style, original(text, style, context, *details, **others)))
        # Whoever gets it may justify it.
        layout, *rest = found[1]
        return copy(layout), *rest

    return split_first_line


def _measuring(original: Any) -> Any:
    def strut(style: Any) -> Any:
        if not is_kept(style):
            return original(style)
        found = vars(style).get("strut")
        if found is None:
            found = style.strut = original(style)
        return found

    return strut

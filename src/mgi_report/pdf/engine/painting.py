"""Paint boxes and lines of text without asking for what they do not have.

WeasyPrint looks up five styles of every box to find that it has no outline, asks boxes without
borders for how these are to look, and goes through the records of a line's glyphs field by field.
"""

from collections.abc import Callable
from struct import Struct
from typing import Any, NamedTuple

__all__ = ["GLYPH", "paint_fast"]

GLYPH = Struct("=IiiiI")
"""Pango's record of a glyph: its number, its width, its place across and up, and some marks."""
ABSOLUTE = 14802
"""The version since which Pango tells the size of a font as it is (its issue 530)."""

Draw = Callable[..., Any]


def paint_fast() -> None:
    """Let the engine paint borders, outlines and lines of text in our way."""
    from weasyprint import draw  # noqa: PLC0415 - see gateway.py
    from weasyprint.draw import border, text  # noqa: PLC0415

    if draw.draw_border.__module__ == __name__:
        return  # It has been done.
    draw.draw_border = _bordering(border.draw_border)
    draw.draw_outline = border.draw_outline = _outlining(border.draw_outline)
    text.draw_first_line = _lettering(text.draw_first_line)


def _bordering(original: Draw) -> Draw:
    """Return the function that paints the border of a box, if it has any."""

    def draw_border(stream: Any, box: Any) -> None:
        is_bordered = (
            box.border_top_width
            or box.border_right_width
            or box.border_bottom_width
            or box.border_left_width
            or vars(box).get("border_image")
        )
        if is_bordered or _has_rules(box):
            original(stream, box)

    return draw_border


def _has_rules(box: Any) -> bool:
    """Return whether a box may have lines between columns."""
    from weasyprint.formatting_structure.boxes import BlockContainerBox  # noqa: PLC0415

    return isinstance(box, BlockContainerBox) and box.style["column_rule_style"] != "none"


def _outlining(original: Draw) -> Draw:
    """Return the function that paints the outlines of a box and of those in it, if any."""
    from weasyprint.formatting_structure.boxes import Box  # noqa: PLC0415

    def draw_outline(stream: Any, box: Any) -> None:
        if box.style["outline_style"] != "none":
            original(stream, box)  # It comes back to this one for the boxes inside.
            return
        for child in box.children:
            if isinstance(child, Box):
                draw_outline(stream, child)

    return draw_outline


class _Run(NamedTuple):
    """Hold glyphs of one font in one size, and whether it is another than that before."""

    font: Any
    size: float
    is_new: bool
    pieces: list[str]


def _lettering(original: Draw) -> Draw:
    """Return the function that paints a line of text."""

    def draw_first_line(
        stream: Any, textbox: Any, text_overflow: str, block_ellipsis: Any, matrix: Any
    ) -> Any:
        is_whole = text_overflow != "ellipsis" and block_ellipsis == "none"
        runs = _runs(stream, textbox) if is_whole else None
        if runs is not None:
            _show(stream, runs, matrix)
            return []
        return original(stream, textbox, text_overflow, block_ellipsis, matrix)

    return draw_first_line


def _runs(stream: Any, textbox: Any) -> list[_Run] | None:
    """Return the runs of a line; None if it is blank, or has pictures or raised glyphs."""
    from weasyprint.text.ffi import ffi, pango  # noqa: PLC0415 - see gateway.py

    if not textbox.text.strip() or textbox.style["font_size"] < 1e-6:  # noqa: PLR2004 - nothing
        return None
    layout = textbox.pango_layout
    pango.pango_layout_set_single_paragraph_mode(layout.layout, True)  # noqa: FBT003 - Pango's
    line, _ = layout.get_first_line()
    runs: list[_Run] = []
    before = None
    link = line.runs[0]
    while link != ffi.NULL:
        glyphs, link = link.data, link.next
        pango_font = glyphs.item.analysis.font
        if is_new := pango_font != before:
            before = pango_font
            font, size = stream.add_font(pango_font)
            if font.bitmap or font.png or font.svg or font.colr:
                return None
            if pango.pango_version() < ABSOLUTE:
                size = textbox.style["font_size"]
        pieces = _pieces(stream, layout, glyphs, font, size)
        if pieces is None:
            return None
        runs.append(_Run(font, size, is_new, pieces))
    return runs


def _pieces(stream: Any, layout: Any, glyphs: Any, font: Any, size: float) -> list[str] | None:
    """Return what each glyph of a run is written as, with the room before and after it.

    None if one is raised, or is none.
    """
    from weasyprint.text.ffi import ffi, pango  # noqa: PLC0415 - see gateway.py

    # A font goes with its document.
    known = vars(font).setdefault("mgi_pieces", {})
    pieces: list[str] = []
    string = glyphs.glyphs
    records = ffi.buffer(string.glyphs, string.num_glyphs * GLYPH.size)
    for index, (glyph, width, across, up, _) in enumerate(GLYPH.iter_unpack(records)):
        piece = known.get((glyph, width, across, size))
        if up or glyph >= pango.PANGO_GLYPH_EMPTY:
            return None
        if piece is None:
            if glyph not in font.to_unicode:
                font.to_unicode[glyph] = _text_of(index, glyphs, layout.text)
            if glyph not in font.widths:
                font.widths[glyph] = _width(stream, glyphs.item.analysis.font, glyph, size)
            piece = _piece(glyph, font.widths[glyph], width, across, size)
            known[glyph, width, across, size] = piece
        pieces.append(piece)
    return pieces


def _piece(glyph: int, own: int, width: int, across: int, size: float) -> str:
    """Return how a glyph is written that has a width of its own, and another one in the line."""
    from weasyprint.text.ffi import FROM_UNITS  # noqa: PLC0415 - see gateway.py

    offset = across / size
    # Added up in the engine's order, so that the sum is the same to the last bit.
    kerning = own + offset - width * 1000 * FROM_UNITS / size
    before = f">{-offset}<" if offset else ""
    after = f">{int(kerning)}<" if kerning else ""
    return f"{before}{glyph:04x}{after}"


def _width(stream: Any, pango_font: Any, glyph: int, size: float) -> int:
    from weasyprint.text.ffi import FROM_UNITS, pango  # noqa: PLC0415 - see gateway.py

    logical = stream.logical_rect
    pango.pango_font_get_glyph_extents(pango_font, glyph, stream.ink_rect, logical)
    width: int = round(logical.width * 1000 * FROM_UNITS / size)
    return width


def _text_of(index: int, glyphs: Any, text: str) -> str:
    """Return the characters of a text that a glyph of a run draws."""
    string, item = glyphs.glyphs, glyphs.item
    places, is_last = string.log_clusters, index == string.num_glyphs - 1
    if item.analysis.level % 2:
        end = places[index - 1] if index else item.length  # It is read from the right.
    else:
        end = item.length if is_last else places[index + 1]
    return text.encode()[item.offset + places[index] : item.offset + end].decode()


def _show(stream: Any, runs: list[_Run], matrix: Any) -> None:
    """Write the runs of a line into a stream."""
    stream.set_text_matrix(*matrix.values)
    line = ""
    for run in runs:
        if run.is_new:
            if line:
                stream.show_text(line)
            line = ""
            stream.set_font_size(run.font.hash, run.size)
        line += "<" + "".join(run.pieces)
        line = line[:-1] if line.endswith("<") else line + ">"
    stream.show_text(line)

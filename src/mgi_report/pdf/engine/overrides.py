"""Put what we do otherwise in the place of what the engine does (docs/engine.md says what and why).

Each is put in place once.
"""

from mgi_report.pdf.engine.artwork import draw_pictures_once
from mgi_report.pdf.engine.fonts import free_text_attributes, make_arrays_without_parsing
from mgi_report.pdf.engine.lean import keep_boxes_small, let_go_of_pages
from mgi_report.pdf.engine.lines import lay_lines_out_once
from mgi_report.pdf.engine.memory import break_lines_once
from mgi_report.pdf.engine.objects import compress_alike, keep_objects_small, write_fast
from mgi_report.pdf.engine.painting import paint_fast
from mgi_report.pdf.engine.reading import keep_patterns, tell_flow_quickly
from mgi_report.pdf.engine.references import lay_references_out_once
from mgi_report.pdf.engine.styles import keep_styles
from mgi_report.pdf.engine.sums import add_up_alike
from mgi_report.pdf.engine.used import resolve_once

__all__ = ["override"]


def override() -> None:
    """Make the engine as fast as we know how, and its numbers and bytes the same everywhere."""
    keep_styles()
    lay_references_out_once()
    let_go_of_pages()
    keep_boxes_small()
    resolve_once()
    break_lines_once()
    keep_patterns()
    tell_flow_quickly()
    lay_lines_out_once()
    draw_pictures_once()
    free_text_attributes()
    make_arrays_without_parsing()
    paint_fast()
    write_fast()
    keep_objects_small()
    add_up_alike()
    compress_alike()

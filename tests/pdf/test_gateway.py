"""What the gateway changes in WeasyPrint holds for our documents, and for them only."""

import gc
import os
from pathlib import Path

from weasyprint import HTML
from weasyprint.text.ffi import pango
from weasyprint.text.line_break import Layout

from mgi_report.pdf.engine.gateway import load_engine, page_box

# 40,000 text layouts are those of 15 profiles; WeasyPrint alone keeps 9 MB of them.
MANY, MOST_KEPT = 40_000, 2_000_000
FEATURES = (
    "<p style=\"font-feature-settings: 'smcp'; letter-spacing: 1pt; overflow-wrap: anywhere\">"
)


def memory() -> int:
    """Return the memory of this process, in bytes."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def make_layouts(style, number):
    for _ in range(number):
        Layout(style).set_text("word and word")
    gc.collect()


def test_text_layouts_leave_nothing_behind(studio):
    layout = studio.lay_out(f"{FEATURES}word</p>")
    style = next(
        box.style
        for box in page_box(layout.rendered.pages[0]).descendants()
        if box.style["letter_spacing"] != "normal" and box.style["letter_spacing"]
    )
    make_layouts(style, 2_000)
    before = memory()
    make_layouts(style, MANY)
    assert memory() - before < MOST_KEPT


def test_documents_of_others_keep_their_attributes(monkeypatch):
    load_engine()
    given_back = []
    monkeypatch.setattr("weasyprint.text.ffi.pango", _Counting(given_back), raising=True)
    HTML(string=f"{FEATURES}word {FEATURES}word").render()
    assert given_back == []


class _Counting:
    """Pass everything on to Pango, and keep what attribute lists are given back."""

    def __init__(self, given_back):
        self._given_back = given_back

    def __getattr__(self, name):
        if name == "pango_attr_list_unref":
            return self._given_back.append
        return getattr(pango, name)

"""Read text as a page paints it, in that order, whoever it is tagged for."""

from collections.abc import Iterator
from typing import Any

import pikepdf

from mgi_report.proof.content_stream import any_operations
from mgi_report.proof.marked_text import NO_FONT, MarkedText

__all__ = ["painted_text"]


class _Painted(MarkedText):
    """Read the text of one page, tagged or not."""

    def texts_of(self, stream: Any, resources: Any) -> Iterator[str]:
        font = NO_FONT
        for operator, name, shown, _ in any_operations(stream):
            if operator == "Tf":
                font = self._font(resources["/Font"][name])
            elif operator == "Do":
                form = resources["/XObject"][name]
                if form.get("/Subtype") == "/Form":
                    yield from self.texts_of(form, form.get("/Resources", resources))
            elif operator == "TJ":
                yield font.text(font.codes(shown))


def painted_text(page: pikepdf.Page) -> str:
    """Return the letters of a page without spaces, in the order in which they are painted."""
    texts = _Painted(page).texts_of(page.obj, page.obj.get("/Resources"))
    return "".join("".join(texts).split())

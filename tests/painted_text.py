"""Read text as a page paints it, in that order, whoever it is tagged for."""

from collections.abc import Iterator
from typing import Any

import pikepdf

from mgi_report.proof.marked_text import NO_FONT, MarkedText

__all__ = ["painted_text"]


class _Painted(MarkedText):
    """Read the text of one page, tagged or not."""

    def texts_of(self, stream: Any, resources: Any) -> Iterator[str]:
        font = NO_FONT
        for instruction in pikepdf.parse_content_stream(stream, "Tf Tj TJ Do"):
            operands: Any = instruction.operands
            name = str(instruction.operator)
            if name == "Tf":
                font = self._font(resources["/Font"][str(operands[0])])
            elif name == "Do":
                form = resources["/XObject"][str(operands[0])]
                if form.get("/Subtype") == "/Form":
                    yield from self.texts_of(form, form.get("/Resources", resources))
            else:
                yield font.text(font.codes(operands[0]))


def painted_text(page: pikepdf.Page) -> str:
    """Return the letters of a page without spaces, in the order in which they are painted."""
    texts = _Painted(page).texts_of(page.obj, page.obj.get("/Resources"))
    return "".join("".join(texts).split())

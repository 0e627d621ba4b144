"""Read the words of a finished profile back from its pages."""

import re

from mgi_report.proof.reader import PdfReader

__all__ = ["squeezed", "words_of"]


def squeezed(text: str) -> str:
    """Return the text without white space, which is where lines break.

    PDFium gives a hyphen at the end of a line a code of its own.
    """
    return re.sub(r"\s+", "", text.replace("\x02", "-"))


def words_of(pdf: PdfReader, running_line: str) -> str:
    """Return all text without white space, page after page, without the running lines.

    ``running_line`` is the line at the top of white pages, which with the foot comes last.
    """
    mark = squeezed(running_line)
    kept = []
    for page in pdf.page_texts:
        for line in map(squeezed, page.splitlines()):
            if line == mark:
                break
            kept.append(line)
    return "".join(kept)

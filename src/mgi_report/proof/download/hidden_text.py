"""Refuse text that is there for copying, searching or reading aloud, but that nobody sees."""

from collections.abc import Callable, Iterator

from mgi_report.problems.problem import shown
from mgi_report.proof.download.evidence import Evidence
from mgi_report.proof.download.sheets import PaintedText, Sheet
from mgi_report.proof.inspection import Flaw

__all__ = ["hidden_flaws"]

LEAST_SIZE = 4.0  # pt: text on paper is never set smaller
HINT = "what is read aloud or copied has to be what is seen; look at the template or style sheet"

Where = Callable[[Sheet, PaintedText], str]


def hidden_flaws(evidence: Evidence, path_of: Where) -> Iterator[Flaw]:
    """Yield a flaw for each text that cannot be seen.

    ``path_of`` returns the place in the data a text comes from, or nothing.
    """
    for sheet in evidence.pages:
        lost = evidence.sheets.hidden(sheet)
        for text in sheet.texts:
            fault = _fault(text)
            if not fault and any(min(text.box.overlap(place)) > 0 for place in lost):
                fault = "is painted over, or has the colour of what is below it"
            if fault:
                words = shown(evidence.words(sheet, text))
                path = path_of(sheet, text)
                yield Flaw("text-hidden", f"{words} {fault}", HINT, sheet.number, text.box, path)


def _fault(text: PaintedText) -> str:
    """Say what hides a text besides the colours around it, or nothing."""
    if text.size < LEAST_SIZE:
        return f"is {text.size:.1f} pt high or wide, which nobody can read"
    if text.is_cut_out:
        return "is cut out by the shape it is clipped to"
    if text.is_faint and text.mcid is not None:
        return "is so transparent that it is hardly there"
    return ""

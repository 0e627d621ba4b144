"""Check where the text of the pages stands: in the safe area, uncut, not over other text."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from mgi_report.problems.problem import Fault, shown
from mgi_report.proof.download.evidence import Evidence
from mgi_report.proof.download.sheets import PaintedText, Sheet
from mgi_report.proof.inspection import Box, Flaw

__all__ = ["layout_flaws"]

SAFE = 8.0  # mm from every edge of the page
ROUNDING = 0.1  # mm: the outlines of round letters reach beyond their line, and floats are floats
CUT = 0.3  # mm: a clip this much smaller than the text hides a part of a letter
LEAST_OVERLAP = 0.6  # mm across: neighbours in one line lean into each other by less
TOO_MUCH = 0.3  # of the smaller height: below, it is a descender over an ascender
HINT = "this is a fault of a template or a style sheet; tell the designer which words it is"

Where = Callable[[Sheet, PaintedText], str]


def layout_flaws(evidence: Evidence, path_of: Where) -> Iterator[Flaw]:
    """Yield a flaw for each text that leaves the safe area, is cut off, or stands over another.

    ``path_of`` returns the place in the data a text comes from, or nothing.
    """
    for sheet in evidence.pages:
        for text in sheet.texts:
            for code, message, hint in _faults(sheet, text):
                words = shown(evidence.words(sheet, text))
                path = path_of(sheet, text)
                yield Flaw(code, f"{words} {message}", hint, sheet.number, text.box, path)
        for one, two in _overlaps(sheet.texts):
            over, under = (shown(evidence.words(sheet, text)) for text in (two, one))
            message = f"{over} stands over {under}"
            path = path_of(sheet, two) or path_of(sheet, one)
            yield Flaw("text-overlaps", message, HINT, sheet.number, two.box, path)


def _faults(sheet: Sheet, text: PaintedText) -> Iterator[Fault]:
    page = Box(0, 0, sheet.width, sheet.height)
    safe = Box(SAFE, SAFE, sheet.width - SAFE, sheet.height - SAFE)
    if _beyond(text.box, page) > ROUNDING:
        yield Fault("text-off-page", "runs off the page", HINT)
    elif _beyond(text.box, safe) > ROUNDING:
        message = f"stands less than {SAFE:.0f} mm from the edge of the page"
        yield Fault("text-unsafe", message, HINT)
    if text.clip is not None and _beyond(text.box, text.clip) > CUT:
        yield Fault("text-clipped", "is cut off by the box it stands in", HINT)
    if text.mcid is None and not text.is_marked:
        hint = "tell whoever made the file: text is tagged or an artifact (ISO 14289-1, 7.1)"
        message = "is neither tagged nor an artifact, so nobody hears of it"
        yield Fault("text-untagged", message, hint)


def _beyond(box: Box, area: Box) -> float:
    """Return by how many mm a box reaches out of an area; negative if it does not."""
    return max(
        area.left - box.left,
        area.top - box.top,
        box.right - area.right,
        box.bottom - area.bottom,
    )


def _parts(texts: tuple[PaintedText, ...]) -> Iterator[PaintedText]:
    """Yield the texts that are not faint; those of one marked content, a part of a line, are one.

    Marks above and below letters are texts of their own.
    """
    parts: dict[int, PaintedText] = {}
    for text in texts:
        if text.is_faint:
            continue
        if text.mcid is None:
            yield text
        elif text.mcid in parts:
            first = parts[text.mcid]
            parts[text.mcid] = replace(first, box=first.box.around(text.box))
        else:
            parts[text.mcid] = text
    yield from parts.values()


def _overlaps(texts: tuple[PaintedText, ...]) -> Iterator[tuple[PaintedText, PaintedText]]:
    """Yield pairs of texts that share so much room that one makes the other hard to read."""
    solid = sorted(_parts(texts), key=lambda text: text.box.top)
    for index, upper in enumerate(solid):
        for lower in solid[index + 1 :]:
            if lower.box.top >= upper.box.bottom:
                break
            across, down = upper.box.overlap(lower.box)
            smaller = min(upper.box.height, lower.box.height)
            if across > LEAST_OVERLAP and down > TOO_MUCH * smaller:
                yield (upper, lower) if upper.position < lower.position else (lower, upper)

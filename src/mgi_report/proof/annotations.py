"""Read what reviewers wrote and marked on the pages of a PDF (ISO 32000-1, 12.5.6)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

import pikepdf

from mgi_report.document.tokens import MM_PER_PT
from mgi_report.proof.inspection import Box

__all__ = ["PageNote", "read_notes"]

OURS = {"Link", "Popup", "Widget"}
"""What is no remark: links, the windows in which remarks are shown, fields of forms."""
_TAG = re.compile(r"<[^>]*>")
_END_OF_LINE = re.compile(r"</(?:p|div|li)>|<br\b[^>]*>")
_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
QUAD = 8

Reference = tuple[int, int]


@dataclass(frozen=True, slots=True)
class PageNote:
    """Hold one annotation: its kind, such as Highlight, who made it, and what they wrote.

    ``page`` counts from 1; ``boxes`` are in mm from the top left, one for each line that is marked,
    or else the place of the note; ``marks_text`` tells which. ``key`` is its object number, unless
    it has none, and ``answers`` that of the note it replies to; ``is_part`` if it is a part of that
    one, such as the words struck out where others are put in.
    """

    page: int
    kind: str
    author: str
    contents: str
    boxes: tuple[Box, ...]
    marks_text: bool
    key: Reference
    answers: Reference | None
    is_part: bool


def read_notes(pdf: pikepdf.Pdf) -> tuple[PageNote, ...]:
    """Return all annotations that are remarks, page by page, in the order of the file."""
    return tuple(
        _note(annotation, page, number)
        for number, page in enumerate(pdf.pages, 1)
        for annotation in _annotations(page)
        if _kind(annotation) not in OURS
    )


def _annotations(page: pikepdf.Page) -> Iterator[Any]:
    found: Any = page.obj.get("/Annots", ())
    if isinstance(found, pikepdf.Array):
        yield from (each for each in list(found) if isinstance(each, pikepdf.Dictionary))


def _kind(annotation: Any) -> str:
    return str(annotation.get("/Subtype", "/Text"))[1:]


def _note(annotation: Any, page: pikepdf.Page, number: int) -> PageNote:
    quads = _numbers(annotation.get("/QuadPoints"))
    rect = _numbers(annotation.get("/Rect"))
    corners = [quads[at : at + QUAD] for at in range(0, len(quads) - QUAD + 1, QUAD)]
    shapes = corners or ([rect] if len(rect) == QUAD // 2 else [])
    left, _, _, top = (float(edge) for edge in page.mediabox)
    answered = annotation.get("/IRT")
    return PageNote(
        page=number,
        kind=_kind(annotation),
        author=str(annotation.get("/T", "")).strip(),
        contents=_contents(annotation),
        boxes=tuple(_box(shape, left, top) for shape in shapes),
        marks_text=bool(corners),
        key=annotation.objgen,
        answers=answered.objgen if isinstance(answered, pikepdf.Dictionary) else None,
        is_part=str(annotation.get("/RT", "")) == "/Group",
    )


def _contents(annotation: Any) -> str:
    """Return the words of an annotation, which may be there as rich text alone."""
    plain, rich = annotation.get("/Contents"), annotation.get("/RC")
    if plain is not None and str(plain).strip():
        return "\n".join(str(plain).splitlines()).strip()
    if isinstance(rich, pikepdf.Stream):
        rich = rich.read_bytes().decode("utf-8", "replace")
    words = "" if rich is None else unescape(_TAG.sub("", _END_OF_LINE.sub(" ", str(rich))))
    return " ".join(words.split()) or " ".join(_said_otherwise(annotation).split())


def _said_otherwise(annotation: Any) -> str:
    """Return what an annotation without words says: of an answer, a stamp, or a file's name."""
    said = annotation.get("/State")
    if said is None and _kind(annotation) == "Stamp":
        name = str(annotation.get("/Name", "")).removeprefix("/")
        # NotApproved, and SBNotApproved of some programs.
        return _CAPITAL.sub(" ", re.sub(r"^SB(?=[A-Z])", "", name))
    file = annotation.get("/FS")
    if said is None and isinstance(file, pikepdf.Dictionary):
        said = file.get("/UF", file.get("/F"))
    return "" if said is None else str(said)


def _numbers(value: Any) -> list[float]:
    if not isinstance(value, pikepdf.Array):
        return []
    try:
        return [float(each) for each in list(value)]
    except (TypeError, ValueError):
        return []


def _box(points: list[float], left: float, top: float) -> Box:
    across, down = points[::2], points[1::2]
    return Box(
        (min(across) - left) * MM_PER_PT,
        (top - max(down)) * MM_PER_PT,
        (max(across) - left) * MM_PER_PT,
        (top - min(down)) * MM_PER_PT,
    )

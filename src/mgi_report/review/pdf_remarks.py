"""Read the remarks on a PDF, and find the finding that each stands on."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mgi_report.problems.problem import ProblemsFound
from mgi_report.profile.loading import Loaded
from mgi_report.proof.annotations import PageNote, read_notes
from mgi_report.proof.download.elements import Mark
from mgi_report.proof.download.evidence import Evidence
from mgi_report.proof.download.findings import FindingItems, find_items, finding_text
from mgi_report.proof.download.identity import source_data
from mgi_report.proof.download.sheets import Sheets
from mgi_report.proof.inspection import Box
from mgi_report.proof.reader import PdfReader
from mgi_report.review.carried import load_inside, opened_pdf
from mgi_report.review.remarks import DataPlaces, Printed, Remark, by_finding

__all__ = ["remarks_on_pdf"]

NEAR = 30.0  # mm beside a finding in which a note without marks still belongs to it
MAKER = "mgi-report"
REPLY = "Reply"
KINDS = {
    "Text": "Note",
    "FreeText": "Text on the page",
    "StrikeOut": "Strike-out",
    "Caret": "Insertion",
    "Squiggly": "Underline",
    "FileAttachment": "Attached file",
}
"""Words for what a reader of PDFs calls otherwise."""


@dataclass(frozen=True)
class _Standing:
    """Hold where the findings stand: for each page their boxes, a line or a piece of one each."""

    on_page: Mapping[int, Sequence[tuple[str, Box]]]

    def at(self, note: PageNote) -> str:
        """Return the number of the finding a note stands on, or beside; empty if there is none."""
        shared: defaultdict[str, float] = defaultdict(float)
        lines = self.on_page.get(note.page, ())
        for number, line in lines:
            for box in note.boxes:
                across, down = box.overlap(line)
                if across > 0 and down > 0:
                    shared[number] += across * down
        if shared:
            return max(shared, key=lambda number: shared[number])
        return "" if note.marks_text else self._beside(note)

    def _beside(self, note: PageNote) -> str:
        near = [
            (-across, number)
            for number, line in self.on_page.get(note.page, ())
            for box in note.boxes
            for across, down in [box.overlap(line)]
            if down > 0 and -across <= NEAR
        ]
        return min(near)[1] if near else ""


def remarks_on_pdf(file: Path, data: Loaded | None) -> tuple[Remark, ...]:
    """Return the remarks on a PDF by finding; each is in it once, replies with what they answer.

    Lines are those of ``data``, or else of the data inside the PDF, if it carries them. In a file
    without tags, as those for the printer, findings are known by the words that are marked.
    ProblemsFound if it cannot be read.
    """
    with opened_pdf(file) as reader:
        notes = read_notes(reader.pdf)
        if not notes:
            return ()
        loaded = data or _inside(file, reader)
        with Sheets(reader.data) as sheets:
            evidence = Evidence(reader, sheets)
            items = find_items(evidence) if _is_ours(reader) else FindingItems({}, {})
            printed = [
                Printed(number, finding_text(evidence, elements[0]))
                for number, elements in items.own.items()
            ]
            places = DataPlaces.of(printed, loaded)
            remarks = _threads(notes, _Standing(_boxes(evidence, items)), sheets)
            return by_finding(places.placed(each) for each in remarks)


def _is_ours(reader: PdfReader) -> bool:
    """Return whether a file is tagged as we do it; text of others is not even read."""
    return reader.metadata.get("xmp:CreatorTool", "").startswith(MAKER) or bool(source_data(reader))


def _inside(file: Path, reader: PdfReader) -> Loaded | None:
    try:
        return load_inside(file, reader) if source_data(reader) else None
    except ProblemsFound:
        return None  # Remarks can be told without their lines.


def _boxes(evidence: Evidence, items: FindingItems) -> dict[int, list[tuple[str, Box]]]:
    numbers = {
        mark: number
        for number in {*items.own, *items.listed}
        for item in items.of(number)
        for mark in item.marks()
    }
    return {
        sheet.number: [
            (number, text.box)
            for text in sheet.texts
            if text.mcid is not None and (number := numbers.get(Mark(sheet.number, text.mcid)))
        ]
        for sheet in evidence.pages
    }


def _threads(notes: Sequence[PageNote], standing: _Standing, sheets: Sheets) -> Iterator[Remark]:
    """Yield a remark for each note that answers none, with all that answer it."""
    known = {note.key for note in notes}
    answers: defaultdict[object, list[PageNote]] = defaultdict(list)
    first: list[PageNote] = []
    for note in notes:
        is_reply = note.answers in known and note.answers != note.key and note.answers is not None
        (answers[note.answers] if is_reply else first).append(note)
    told: set[int] = set()

    def remark(note: PageNote, number: str, *, is_reply: bool = False) -> Remark:
        told.add(id(note))
        below = [each for each in answers[note.key] if id(each) not in told]
        return Remark(
            kind=REPLY if is_reply and not note.is_part else KINDS.get(note.kind, note.kind),
            author=note.author,
            text=note.contents,
            marked=_marked(note, sheets),
            number=number,
            page=note.page,
            replies=tuple(
                remark(each, number, is_reply=True) for each in below if id(each) not in told
            ),
        )

    yield from (remark(note, standing.at(note)) for note in first)
    # Two notes that answer each other begin nowhere; they are told too.
    yield from (remark(note, standing.at(note)) for note in notes if id(note) not in told)


def _marked(note: PageNote, sheets: Sheets) -> str:
    boxes = note.boxes if note.marks_text else ()
    return " ".join(filter(None, (sheets.words_in(note.page, box) for box in boxes)))

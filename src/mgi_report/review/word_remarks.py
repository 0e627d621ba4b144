"""Read the remarks in a Word file: comments, the column for comments, and changed words."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from docx.oxml.ns import qn

from mgi_report.profile.loading import Loaded
from mgi_report.profile.markup import plain_text
from mgi_report.review.pairing import in_order
from mgi_report.review.remarks import DataPlaces, Printed, Remark, by_finding, order_of
from mgi_report.review.reviewed_word import (
    ReviewedWord,
    WordCell,
    WordRow,
    open_word,
    text_of_comment,
)
from mgi_report.review.sign_off import COLUMNS, note_of
from mgi_report.review.spans import line_of, span_of
from mgi_report.review.word_differences import PieceKind, WordPiece, pieces_of, shortened

__all__ = ["remarks_in_word"]

NUMBER, TEXT, NOTE, COMMENT = map(COLUMNS.index, ("number", "text", "note", "comment"))


def remarks_in_word(file: Path, data: Loaded | None) -> tuple[Remark, ...]:
    """Return the remarks in a Word file by finding; each is in it once.

    With ``data`` they get their lines, and words that were changed without being tracked are told
    too, and findings that are gone. ProblemsFound if it cannot be read.
    """
    word = open_word(file)
    rows = tuple(word.rows())
    printed = [Printed(row.number, _cell(row, TEXT).text(PieceKind.ADDED)) for row in rows]
    places = DataPlaces.of(printed, data)
    remarks = [
        *_comments(word),
        *(each for row in rows for each in _in_row(row)),
        *(each for row in rows for each in _untracked(row, places)),
        *_moved(rows),
        *(_change("Change", each) for each in word.elsewhere()),
        *(Remark("Row inserted", "", each) for each in word.rows_put_in()),
        *(_gone(places) if rows else ()),
    ]
    return by_finding(places.placed(each) for each in remarks)


def _comments(word: ReviewedWord) -> Iterator[Remark]:
    found: dict[str, Remark] = {}
    answered = word.answered()
    replies: dict[str, list[Remark]] = {}
    for position, (comment, number, words) in enumerate(word.comments()):
        text, key = text_of_comment(comment)
        author = comment.get(qn("w:author")) or comment.get(qn("w:initials")) or ""
        remark = Remark("Comment", author, text, marked=words, number=number)
        if key in answered:
            replies.setdefault(answered[key], []).append(remark)
        else:
            found[key or f"comment {position}"] = remark
    for key, remark in found.items():
        yield replace(remark, replies=tuple(replies.pop(key, ())))
    # Answers to what is not there any more.
    yield from (each for left in replies.values() for each in left)


def _cell(row: WordRow, column: int) -> WordCell:
    return row.cells[column] if column < len(row.cells) else WordCell((), ())


def _in_row(row: WordRow) -> Iterator[Remark]:
    if row.change is not PieceKind.SAME:
        kind = "Row deleted" if row.change is PieceKind.REMOVED else "Row inserted"
        yield Remark(kind, ", ".join(row.authors), "", number=row.number)
    number = _cell(row, NUMBER).text(PieceKind.ADDED)
    if number not in {"", row.number}:
        yield Remark("Change", "", _words(pieces_of(row.number, number)), number=row.number)
    for cell in row.cells[:COMMENT]:
        if cell.is_changed:
            yield replace(_change("Change", cell), number=row.number)
    for cell in row.cells[COMMENT:]:
        if text := cell.text(PieceKind.REMOVED):
            yield Remark("Comment column", ", ".join(cell.authors), text, number=row.number)


def _change(kind: str, cell: WordCell) -> Remark:
    return Remark(kind, ", ".join(cell.authors), _words(cell.pieces))


def _words(pieces: Sequence[WordPiece]) -> str:
    return line_of("".join(span_of(piece).text for piece in shortened(pieces))).strip()


def _untracked(row: WordRow, places: DataPlaces) -> Iterator[Remark]:
    """Yield a remark for each cell whose words, but for tracked changes, are not the data's.

    Of a finding that the data do not have, all words are.
    """
    finding = places.finding(row.number)
    if finding is None:
        text = _cell(row, TEXT).text(PieceKind.ADDED)
        if places.loaded is not None and text:
            yield Remark("Not in the data", "", text, number=row.number)
        return
    for column, text in ((TEXT, finding.finding.text), (NOTE, note_of(finding))):
        wanted = " ".join(plain_text(text).split())
        said = _cell(row, column).text(PieceKind.ADDED)
        if said != wanted:
            words = _words(pieces_of(wanted, said))
            yield Remark("Differs from the data", "", words, number=row.number)


def _moved(rows: Sequence[WordRow]) -> Iterator[Remark]:
    """Yield a remark for each row that stands at another place, which Word does not track."""
    stand = list(dict.fromkeys(row.number for row in rows if row.change is PieceKind.SAME))
    were = sorted(stand, key=order_of)
    stayed = in_order([were.index(number) for number in stand])
    for before, number in zip(["", *stand], stand, strict=False):
        if were.index(number) not in stayed:
            said = (
                f"It stands behind {before} now." if before else "It stands before all others now."
            )
            yield Remark("Row moved", "", said, number=number)


def _gone(places: DataPlaces) -> Iterator[Remark]:
    for finding in places.missing():
        text = plain_text(finding.finding.text)
        yield Remark(
            "Not in the file",
            "",
            "",
            marked=text,
            now=finding.number,
            location=places.locate(finding),
        )

"""Write the difference of two editions as a Word file with tracked changes.

All findings of both editions are in it: to accept every change gives the new edition, to reject
every change the old one.
"""

from collections.abc import Sequence

from mgi_report.document.assets import Assets
from mgi_report.document.language import Language
from mgi_report.profile.framework import Domain
from mgi_report.profile.model import NumberedFinding
from mgi_report.review.changes import Difference, ListChanges
from mgi_report.review.parts import Edit
from mgi_report.review.word_differences import PieceKind, pieces_of
from mgi_report.review.word_file import Reviser, WordFile
from mgi_report.review.words import review_words, terms_of

__all__ = ["as_word"]


def as_word(difference: Difference, by: Reviser, assets: Assets) -> bytes:
    """Return the bytes of the Word file; changes are tracked in the name of ``by``."""
    profile = difference.new
    say, terms = review_words(assets), terms_of(profile, assets)
    title = say("diff.title", subject=profile.subject.name)
    file = WordFile(title, profile.language, terms.direction, by.day)
    file.heading(title, 0)
    for domain in Domain:
        name = terms("domain.numbered", number=domain.number, name=terms.domain(domain))
        file.heading(name, 1)
        for each in difference.lists:
            if each.domain is domain:
                file.heading(terms.list_heading(each.list), 2)
                _write_list(file, each, by)
    if difference.parts:
        file.heading(say("diff.parts"), 1)
        _write_parts(file, difference.parts, by, say)
    return file.data()


def _write_list(file: WordFile, changes: ListChanges, by: Reviser) -> None:
    for place, change in enumerate(changes.findings):
        old, new = change.old, change.new
        if place in changes.left:
            new = None
        elif change.moved:
            old = None
        _write_finding(file, old, new, by)


def _write_finding(
    file: WordFile, old: NumberedFinding | None, new: NumberedFinding | None, by: Reviser
) -> None:
    for before, after in zip(_lines(old), _lines(new), strict=True):
        if before or after:
            _write(file, before, after, by)


def _lines(finding: NumberedFinding | None) -> Sequence[str]:
    """Return a finding with its number, and each thing an editor added to it, or empty texts."""
    if finding is None:
        return ("",) * 5
    said = finding.finding
    added = {
        "note": said.note,
        "short_label": said.short_label,
        "links": "; ".join(f"{link.title}: {link.url}" for link in said.links),
        "since": f"{said.since.finding}, {said.since.status.value}" if said.since else None,
    }
    lines = (f"{key}: {text}" if text else "" for key, text in added.items())
    return f"{finding.number} {said.text}", *lines


def _write(file: WordFile, before: str, after: str, by: Reviser) -> None:
    paragraph = file.paragraph()
    file.tracked(paragraph, pieces_of(before, after), by)
    if not (before and after):
        file.track_paragraph(paragraph, PieceKind.ADDED if after else PieceKind.REMOVED, by)


def _write_parts(file: WordFile, edits: Sequence[Edit], by: Reviser, say: Language) -> None:
    file.paragraph(say("diff.parts_lead"))
    for edit in edits:
        file.paragraph().add_run(edit.path).bold = True
        _write(file, edit.old, edit.new, by)

"""Put the difference of two editions into words, for every form it is written in."""

from collections.abc import Iterator
from dataclasses import dataclass

from mgi_report.document.assets import Assets
from mgi_report.document.language import Language
from mgi_report.problems.excerpt import visible
from mgi_report.profile.framework import Domain
from mgi_report.profile.model import NumberedFinding, Profile
from mgi_report.review.changes import Difference, FindingChange, ListChanges
from mgi_report.review.parts import Edit
from mgi_report.review.word_differences import WordPiece, shortened
from mgi_report.review.words import place_words, review_words, terms_of

__all__ = ["DiffRow", "DiffView", "DomainDiff", "EditView", "ListDiff", "diff_view"]


@dataclass(frozen=True)
class EditView:
    """Show the words of a text; ``key`` names one that is not the finding's own."""

    key: str
    pieces: tuple[WordPiece, ...]


@dataclass(frozen=True)
class DiffRow:
    """Show what became of a finding, or of another place of the data."""

    name: str
    said: str
    edits: tuple[EditView, ...]


@dataclass(frozen=True)
class ListDiff:
    """Show what became of a list; ``renumbered`` is a line about the others, or nothing."""

    heading: str
    rows: tuple[DiffRow, ...]
    renumbered: str


@dataclass(frozen=True)
class DomainDiff:
    """Show the lists of a domain in which something changed."""

    number: int
    name: str
    lists: tuple[ListDiff, ...]


@dataclass(frozen=True)
class DiffView:
    """Show a difference; ``old`` and ``new`` name the files and editions."""

    title: str
    old: tuple[str, str]
    new: tuple[str, str]
    domains: tuple[DomainDiff, ...]
    parts: tuple[DiffRow, ...]
    say: Language
    language: str
    direction: str


def diff_view(difference: Difference, old: str, new: str, assets: Assets) -> DiffView:
    """Return a difference in words; ``old`` and ``new`` are the names of the files."""
    say, terms = review_words(assets), terms_of(difference.new, assets)
    return DiffView(
        title=say("diff.title", subject=difference.new.subject.name),
        old=(visible(old), _edition(difference.old, terms)),
        new=(visible(new), _edition(difference.new, terms)),
        domains=tuple(_domains(difference, say, terms)),
        parts=tuple(_part(edit, say) for edit in difference.parts),
        say=say,
        language=difference.new.language,
        direction=terms.direction,
    )


def _edition(profile: Profile, terms: Language) -> str:
    place = terms("title.place", subject=profile.subject.name, edition=terms.dated(profile.edition))
    return f"{place} · {terms('status.draft')}" if profile.status == "draft" else place


def _domains(difference: Difference, say: Language, terms: Language) -> Iterator[DomainDiff]:
    for domain in Domain:
        own = [each for each in difference.lists if each.domain is domain]
        lists = tuple(_list(each, say, terms) for each in own if each.changed)
        if lists:
            name = terms("domain.numbered", number=domain.number, name=terms.domain(domain))
            yield DomainDiff(domain.number, name, lists)


def _list(changes: ListChanges, say: Language, terms: Language) -> ListDiff:
    rows = (
        DiffRow(each.number, _said_of(each, say, terms), tuple(map(_of_finding, each.edits)))
        for each in changes.changed
    )
    numbers = ", ".join(
        say("diff.number", old=each.old.number, new=each.number)
        for each in changes.renumbered
        if each.old
    )
    told = say("diff.renumbered", numbers=numbers) if numbers else ""
    return ListDiff(terms.list_heading(changes.list), tuple(rows), told)


def _said_of(change: FindingChange, say: Language, terms: Language) -> str:
    """Say what became of a finding, and where it was if its number was another."""
    words = say(f"diff.{'_'.join(change.kinds)}")
    if change.old is None or change.new is None or change.old.number == change.new.number:
        return words
    return f"{words}, {_whence(change.old, change.new, say, terms, moved=change.moved)}"


def _whence(
    old: NumberedFinding, new: NumberedFinding, say: Language, terms: Language, *, moved: bool
) -> str:
    if (old.domain, old.list) != (new.domain, new.list):
        place = place_words(terms, old.domain, old.list)
        return say("diff.elsewhere", number=old.number, place=place)
    return say("diff.within" if moved else "diff.was", number=old.number)


def _of_finding(edit: Edit) -> EditView:
    return EditView("" if edit.key == "text" else edit.key, edit.pieces)


def _part(edit: Edit, say: Language) -> DiffRow:
    kind = "changed" if edit.old and edit.new else "added" if edit.new else "removed"
    return DiffRow(edit.path, say(f"diff.{kind}"), (EditView("", shortened(edit.pieces)),))

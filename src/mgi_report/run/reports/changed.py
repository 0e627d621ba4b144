"""Tell what a change does as plain data: the JSON that changes prints, in the report's words."""

from collections.abc import Iterator, Sequence
from typing import Annotated, Self

from pydantic import Field

from mgi_report.document.assets import Assets
from mgi_report.document.templating import design_told
from mgi_report.problems.problem import Problem
from mgi_report.review.changes import FindingChange, FindingKind, ListChanges
from mgi_report.review.diff_view import DiffRow, DiffView, ListDiff
from mgi_report.review.page_changes import PageChange, PageFate
from mgi_report.review.parts import Edit
from mgi_report.review.profile_changes import (
    ProfileChange,
    ProfileFate,
    file_of_page,
    pages_told,
    view_of,
)
from mgi_report.review.word_differences import PieceKind, WordPiece
from mgi_report.run.changes.report import ChangesReport
from mgi_report.run.reports.plain import (
    Count,
    PlainData,
    PlainProblem,
    PlainProblems,
    Report,
    Words,
    counts_of,
)

__all__ = ["ChangedProfile", "ChangesTold", "changes_told", "unreported"]

Number = Annotated[str | None, Field(description="Such as 1.W.3; null if it was not there.")]
Said = Annotated[Words, Field(description="What the report says of it.")]


class ChangedWords(PlainData):
    """Words of a text; it is shown with those that were removed struck through."""

    kind: PieceKind
    text: Words

    @classmethod
    def of(cls, piece: WordPiece) -> Self:
        """Return a piece of a text as plain data."""
        return cls(kind=piece.kind, text=piece.text)


class ChangedText(PlainData):
    """A text in the data, old and new; an empty one is not there."""

    path: Annotated[Words, Field(description="The place in the data now, or as it was.")]
    old: Words
    new: Words
    words: Annotated[
        tuple[ChangedWords, ...],
        Field(description="As the report shows them; of `others`, long texts that stayed are cut."),
    ]

    @classmethod
    def of(cls, edit: Edit, pieces: Sequence[WordPiece]) -> Self:
        """Return an edit as plain data, with the pieces that are shown of it."""
        words = tuple(map(ChangedWords.of, pieces))
        return cls(path=edit.path, old=edit.old, new=edit.new, words=words)


class ChangedFinding(PlainData):
    """A finding that was added, removed, moved or changed, with those of its texts that differ."""

    old_number: Number
    new_number: Number
    kinds: Annotated[tuple[FindingKind, ...], Field(min_length=1)]
    said: Said
    texts: tuple[ChangedText, ...]

    @classmethod
    def of(cls, change: FindingChange, row: DiffRow) -> Self:
        """Return a change of a finding as plain data, in the words of its row."""
        return cls(
            old_number=change.old.number if change.old else None,
            new_number=change.new.number if change.new else None,
            kinds=change.kinds,
            said=row.said,
            texts=tuple(
                ChangedText.of(edit, shown.pieces)
                for edit, shown in zip(change.edits, row.edits, strict=True)
            ),
        )


class ChangedNumber(PlainData):
    """A finding that says the same, under another number."""

    old_number: str
    new_number: str


class ChangedList(PlainData):
    """A list of findings in which something changed."""

    domain: Annotated[str, Field(description="As in data files, such as migrants-rights.")]
    list: Annotated[str, Field(description="As in data files: well_developed or potential.")]
    heading: Annotated[Words, Field(description="In the language of the profile.")]
    domain_heading: Annotated[Words, Field(description="In the language of the profile.")]
    findings: tuple[ChangedFinding, ...]
    renumbered: tuple[ChangedNumber, ...]

    @classmethod
    def of(cls, changes: ListChanges, shown: ListDiff, domain_heading: str) -> Self:
        """Return the changes of a list as plain data, in the words in which it is shown."""
        return cls(
            domain=changes.domain.id,
            list=changes.list.field,
            heading=shown.heading,
            domain_heading=domain_heading,
            findings=tuple(map(ChangedFinding.of, changes.changed, shown.rows)),
            renumbered=tuple(
                ChangedNumber(old_number=each.old.number, new_number=each.number)
                for each in changes.renumbered
                if each.old
            ),
        )


class ChangedPage(PlainData):
    """A page of the PDF that looks different; pages count from 1."""

    kind: PageFate
    old: Annotated[Count | None, Field(description="null if it was not there.")]
    new: Annotated[Count | None, Field(description="null if it is gone.")]

    @classmethod
    def of(cls, page: PageChange) -> Self:
        """Return a page as plain data."""
        return cls(kind=page.fate, old=page.old, new=page.new)


class ProfileSide(PlainData):
    """A profile on one side."""

    file: Annotated[Words, Field(description="From the folder of the side.")]
    edition: Annotated[Words, Field(description="As the report names it.")]


class ChangedProfile(PlainData):
    """A profile that is new, gone or changed."""

    name: Annotated[Words, Field(description="Of its files, such as mgi-lso-2021-en.")]
    kind: ProfileFate
    subject: Annotated[Words, Field(description="The name of the country or city.")]
    language: str
    old: Annotated[ProfileSide | None, Field(description="null if it is new.")]
    new: Annotated[ProfileSide | None, Field(description="null if it is gone.")]
    page: Annotated[Words, Field(description="That tells of it, in the folder of the report.")]
    lists: Annotated[tuple[ChangedList, ...], Field(description="In the order of the domains.")]
    others: Annotated[
        tuple[ChangedText, ...], Field(description="All that differs beside the findings.")
    ]
    pages: Annotated[
        tuple[ChangedPage, ...] | None,
        Field(description="null if they could not be made on one side, and nobody knows."),
    ]
    pages_said: Annotated[tuple[Words, ...], Field(description="What the report says of them.")]

    @classmethod
    def of(cls, change: ProfileChange, assets: Assets) -> Self:
        """Return what became of a profile as plain data."""
        view = view_of(change, assets)
        difference = change.difference
        return cls(
            name=change.name,
            kind=change.fate,
            subject=difference.new.subject.name,
            language=difference.new.language,
            old=_side(change.old, view.old),
            new=_side(change.new, view.new),
            page=file_of_page(change),
            lists=tuple(_lists(difference.lists, view)),
            others=tuple(
                ChangedText.of(edit, row.edits[0].pieces)
                for edit, row in zip(difference.parts, view.parts, strict=True)
            ),
            pages=None if change.pages is None else tuple(map(ChangedPage.of, change.pages)),
            pages_said=tuple(pages_told(change, view.say)),
        )


def _side(place: str, shown: tuple[str, str]) -> ProfileSide | None:
    return ProfileSide(file=place, edition=shown[1]) if place else None


def _lists(lists: Sequence[ListChanges], view: DiffView) -> Iterator[ChangedList]:
    """Yield the lists of which there is something to say; the report shows the same ones."""
    shown = [(each, domain.name) for domain in view.domains for each in domain.lists]
    changed = [each for each in lists if each.changed]
    for each, (own, heading) in zip(changed, shown, strict=True):
        yield ChangedList.of(each, own, heading)


class ChangesTold(Report):
    """What mgi-report changes --json prints."""

    index: Annotated[
        Words | None,
        Field(description="The page that leads to all others; null if there is no report."),
    ]
    profiles: Annotated[
        tuple[ChangedProfile, ...], Field(description="In the order of their names.")
    ]
    same: Annotated[
        int, Field(ge=0, description="How many profiles there are in which nothing changes.")
    ]
    problems: PlainProblems


def changes_told(report: ChangesReport) -> ChangesTold:
    """Return a report of changes as plain data; ProblemsFound if its theme has a fault."""
    with design_told():
        return ChangesTold(
            **counts_of([report.problems]),
            index=str(report.index),
            profiles=tuple(ChangedProfile.of(each, report.assets) for each in report.changes),
            same=report.same,
            problems=tuple(map(PlainProblem.of, report.problems)),
        )


def unreported(problems: Sequence[Problem]) -> ChangesTold:
    """Return what kept changes from being reported as plain data."""
    found = tuple(map(PlainProblem.of, problems))
    return ChangesTold(**counts_of([problems]), index=None, profiles=(), same=0, problems=found)

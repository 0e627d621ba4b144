"""Hold what became of each profile from one side of a change to the other, and tell it in words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from mgi_report.document.assets import Assets
from mgi_report.document.language import Language
from mgi_report.profile.framework import FindingList
from mgi_report.profile.model import Profile
from mgi_report.review.changes import Difference, compare_profiles
from mgi_report.review.diff_view import DiffView, diff_view
from mgi_report.review.page_changes import PageChange, PageFate

__all__ = [
    "ProfileChange",
    "ProfileFate",
    "Side",
    "file_of_page",
    "file_of_picture",
    "pages_told",
    "view_of",
    "words_differ",
]

LEAST_RUN = 3


class Side(StrEnum):
    """Name the sides of a change."""

    BEFORE = "before"
    AFTER = "after"


class ProfileFate(StrEnum):
    """Name what became of a profile, in the order in which they are told."""

    CHANGED = "changed"
    NEW = "new"
    GONE = "gone"


@dataclass(frozen=True)
class ProfileChange:
    """Hold what became of a profile.

    ``name`` is that of its files, such as ``mgi-lso-2021-en``; ``old`` and ``new`` are its places
    in the folders of both sides, empty where there is none. ``pages`` is None where the pages of
    one side could not be made, so that nobody knows.
    """

    name: str
    fate: ProfileFate
    difference: Difference
    old: str
    new: str
    pages: tuple[PageChange, ...] | None

    @property
    def is_empty(self) -> bool:
        """Return whether nothing differs that is read or seen."""
        return self.fate is ProfileFate.CHANGED and self.pages == () and self.difference.is_empty


def words_differ(old: Profile | None, new: Profile | None) -> Difference:
    """Return what differs; of a profile that is on one side alone, each finding came or went."""
    if old is None and new is None:
        raise ValueError("there is no profile to compare")
    first = old or _without_findings(new)  # type: ignore[arg-type]  # one of them is there
    return compare_profiles(first, new or _without_findings(old))  # type: ignore[arg-type]


def _without_findings(profile: Profile) -> Profile:
    empty = {each.field: () for each in FindingList}
    domains = profile.domains
    cleared = {
        name: getattr(domains, name).model_copy(update=empty) for name in type(domains).model_fields
    }
    return profile.model_copy(update={"domains": domains.model_copy(update=cleared)})


def view_of(change: ProfileChange, assets: Assets) -> DiffView:
    """Return the difference of a profile in words."""
    return diff_view(change.difference, change.old, change.new, assets)


def file_of_page(change: ProfileChange) -> str:
    """Return the name of the page that tells of a profile."""
    return f"{change.name}.html"


def file_of_picture(change: ProfileChange, page: int, side: Side) -> str:
    """Return the name of the picture of a page, from the folder of the report."""
    return f"{change.name}/{page:04d}-{side}.png"


def pages_told(change: ProfileChange, say: Language) -> Iterator[str]:
    """Yield what is said of the pages, sentence by sentence, without pictures."""
    if change.pages is None:
        yield say("changes.not_made")
        return
    if change.pages == ():
        yield say("changes.same_pages")
    for fate in PageFate:
        found = [each for each in change.pages if each.fate is fate]
        if found:
            pages = ", ".join(_runs(found, say))
            yield say(f"changes.pages_{fate}", count=len(found), pages=pages)


def _runs(changes: Iterable[PageChange], say: Language) -> Iterator[str]:
    """Yield the numbers of pages: those of three and more that follow each other as a range."""
    runs: list[list[PageChange]] = []
    for each in changes:
        last = runs[-1][-1] if runs else None
        follows = last is not None and _number(each) == _number(last) + 1
        if last and follows and not (_was_another(each) or _was_another(last)):
            runs[-1].append(each)
        else:
            runs.append([each])
    for run in runs:
        if len(run) >= LEAST_RUN:
            yield f"{_number(run[0])}\u2013{_number(run[-1])}"
        else:
            yield from (_name_of(each, say) for each in run)


def _number(change: PageChange) -> int:
    return change.new or change.old or 0


def _was_another(change: PageChange) -> bool:
    return None not in (change.old, change.new) and change.old != change.new


def _name_of(change: PageChange, say: Language) -> str:
    if _was_another(change):
        return say("changes.page_was", new=change.new, old=change.old)
    return str(_number(change))

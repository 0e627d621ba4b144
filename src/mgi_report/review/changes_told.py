"""Tell what a change does to profiles in Markdown, for the summary of a job."""

from collections.abc import Sequence

from mgi_report.document.assets import Assets
from mgi_report.document.templating import design_told
from mgi_report.problems.problem import Problem, Severity
from mgi_report.review.diff_text import as_markdown
from mgi_report.review.profile_changes import ProfileChange, ProfileFate, pages_told, view_of
from mgi_report.review.spans import escaped
from mgi_report.review.words import review_words

__all__ = ["LIMIT", "changes_as_markdown"]

LIMIT = 1024 * 1024
"""GitHub shows no summary of a step that is larger, in bytes."""

_MARGIN = 4 * 1024
"""Bytes for the lines that say what has no room."""


def changes_as_markdown(
    changes: Sequence[ProfileChange],
    same: int,
    problems: Sequence[Problem],
    assets: Assets,
    limit: int = LIMIT,
) -> str:
    """Return the change in Markdown, in no more bytes than ``limit`` (8 kB or more).

    What is wrong comes first, then each profile with its findings word by word and the number of
    its pages. Profiles and problems that have no room are left out whole, and their number is told.
    """
    with design_told():
        say = review_words(assets)
        room = limit - _MARGIN
        head = [f"# {escaped(say('changes.title'))}\n"]
        if not (changes or problems):
            head.append(f"{escaped(say('changes.same'))}\n")
        elif same:
            head.append(f"{escaped(say('changes.others', count=same))}\n")
        room -= sum(len(each.encode()) + 1 for each in head)
        parts, left = [_problem(each) for each in problems], 0
        if parts:
            parts.insert(0, f"## {escaped(say('changes.unread'))}\n")
        parts += [_profile(each, assets) for each in changes]
        kept: list[str] = []
        for part in parts:
            room -= len(part.encode()) + 1
            if room < 0:
                left = len(parts) - len(kept)
                break
            kept.append(part)
        note = [f"**{escaped(say('changes.no_room', count=left))}**\n"] if left else []
        return "\n".join([*head, *note, *kept])


def _problem(problem: Problem) -> str:
    place = f"{escaped(str(problem.location))}: " if problem.location else ""
    word = "" if problem.severity is Severity.ERROR else "warning: "
    return f"- {place}{word}{escaped(problem.message)} ({escaped(problem.code)})\n"


def _profile(change: ProfileChange, assets: Assets) -> str:
    view = view_of(change, assets)
    said = [*pages_told(change, view.say)]
    if change.fate is not ProfileFate.CHANGED:
        said.insert(0, view.say(f"changes.one_{change.fate}"))
    return as_markdown(view, said)

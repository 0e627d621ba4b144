"""Write what a change does to profiles as pages of HTML, with pictures that lie beside them."""

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from mgi_report.document.assets import Assets
from mgi_report.document.templating import design_told, environment
from mgi_report.document.tokens import read_tokens
from mgi_report.problems.problem import Problem
from mgi_report.review.page_changes import PageFate
from mgi_report.review.profile_changes import (
    ProfileChange,
    ProfileFate,
    Side,
    file_of_page,
    file_of_picture,
    pages_told,
    view_of,
)
from mgi_report.review.words import review_words

__all__ = ["INDEX", "index_page", "profile_page"]

INDEX = "index.html"
STYLES = ("styles/review/diff.css", "styles/review/changes.css")


def profile_page(change: ProfileChange, assets: Assets) -> str:
    """Return the page of a profile: what differs in words, then pages side by side.

    ProblemsFound if the template or the style has a fault.
    """
    with design_told():
        view = view_of(change, assets)
        shown = [each for each in change.pages or () if each.fate is not PageFate.RENUMBERED]

        def picture(page: int, side: str) -> str:
            return file_of_picture(change, page, Side(side))

        told = tuple(pages_told(change, view.say))
        filled = {"view": view, "change": change, "pages": shown, "told": told}
        return _page("review/changed_profile.html", assets, picture=picture, **filled)


def index_page(
    changes: Sequence[ProfileChange], same: int, problems: Sequence[Problem], assets: Assets
) -> str:
    """Return the page that leads to those of the profiles; ``same`` is the number of the others.

    ProblemsFound if the template or the style has a fault.
    """
    with design_told():
        views = [(each, view_of(each, assets), file_of_page(each)) for each in changes]
        groups = {
            fate: [
                (view, page, tuple(pages_told(each, view.say)))
                for each, view, page in views
                if each.fate is fate
            ]
            for fate in ProfileFate
        }
        told = [(str(each.location or ""), each.code, each.message) for each in problems]
        return _page("review/changes.html", assets, groups=groups, same=same, problems=told)


def _page(name: str, assets: Assets, **filled: Any) -> str:
    style = "\n".join(map(assets.read_text, STYLES))
    page = environment(assets).get_template(name)
    text = page.render(
        say=review_words(assets),
        style=Markup(read_tokens(assets).fill_in(style)),  # noqa: S704 - our own file, not data
        **filled,
    )
    return f"{text}\n"

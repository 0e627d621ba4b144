"""All findings take as few pages as they can, and no page holds next to nothing."""

from pathlib import Path

import pytest

from built import LANGUAGES, LESOTHO
from mgi_report.document.brief import brief_of
from mgi_report.document.compose import Composer
from mgi_report.document.pages import PageMaker
from mgi_report.document.views import Spread
from mgi_report.profile.loading import load
from mgi_report.profile.model import Profile

COMPOSER = Composer()
SAMPLES = {path.name.split(".")[1]: path for path in (LESOTHO, *LANGUAGES)}


def maker_of(path: Path) -> PageMaker:
    return COMPOSER._maker(load(path).profile)


def spread_of(maker: PageMaker) -> Spread:
    (page,) = (each for each in maker.pages() if each.template == "all-findings")
    found = page.context["spread"]
    assert isinstance(found, Spread)
    return found


def begun(spread: Spread) -> list[int]:
    """Return the domains that are made to begin a page."""
    return [row.domain.number for row in spread.rows if row.begins]


@pytest.mark.parametrize(
    ("language", "domains"), [("en", []), ("fr", []), ("es", []), ("pt", [4]), ("ru", [4])]
)
def test_the_last_page_of_all_findings_is_no_remainder(language: str, domains: list[int]) -> None:
    spread = spread_of(maker_of(SAMPLES[language]))
    assert begun(spread) == domains
    assert not spread.small


@pytest.mark.parametrize(
    ("language", "small", "domains"),
    [
        ("en", False, []),
        ("fr", True, []),
        ("es", True, []),
        ("pt", False, [4]),
        ("ru", False, []),
    ],
)
def test_a_brief_is_set_smaller_only_where_that_saves_a_page(
    language: str, small: bool, domains: list[int]
) -> None:
    spread = brief_of(maker_of(SAMPLES[language])).spread
    assert (spread.small, begun(spread)) == (small, domains)


def test_what_is_not_measured_has_the_usual_size_and_no_page_of_its_own() -> None:
    profile = load(SAMPLES["fr"]).profile
    noted = with_rights(profile, introduction="Une introduction.")
    assert brief_of(COMPOSER._maker(noted)).spread.small is False
    first, *others = profile.domains.migrants_rights.well_developed
    noted = with_rights(
        profile, well_developed=(first.model_copy(update={"note": "Une note."}), *others)
    )
    spread = brief_of(COMPOSER._maker(noted)).spread
    assert (spread.small, begun(spread)) == (False, [])
    assert [row.domain.number for row in spread.rows if row.long] == [1]


def with_rights(profile: Profile, **fields: object) -> Profile:
    rights = profile.domains.migrants_rights.model_copy(update=fields)
    domains = profile.domains.model_copy(update={"migrants_rights": rights})
    return profile.model_copy(update={"domains": domains})


def test_last_words_are_tied_by_the_size_they_are_set_in() -> None:
    """In the usual size the last line has more than one word."""
    maker = maker_of(SAMPLES["es"])
    usual, small = maker.domains[0], brief_of(maker).spread.rows[0].domain
    assert str(usual.lists[0].findings[2].narrow_text).endswith("con ellos.")
    assert str(small.lists[0].findings[2].narrow_text).endswith("con\u00a0ellos.")

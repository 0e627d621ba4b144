"""The inspector finds what is lost or altered of official texts beside the findings."""

from pathlib import Path

import pytest

from built import Build, Built
from mgi_report.problems.problem import Problem
from mgi_report.profile.loading import load_bytes
from mgi_report.proof.inspection import Expected
from mgi_report.run.inspection import inspect

PROFILE = Path(__file__).parents[1] / "profiles" / "quoted-and-titled.en.yaml"


@pytest.fixture(scope="module")
def book(finished: Build) -> Built:
    return finished(PROFILE)[0]


@pytest.fixture(scope="module")
def brief(finished: Build) -> Built:
    return finished(PROFILE, ("brief",))[0]


def found(built: Built, old: str, new: str) -> list[Problem]:
    """Return what differs between a file and a profile of other words."""
    text = PROFILE.read_text("utf-8")
    assert old in text
    other = load_bytes(text.replace(old, new, 1).encode(), "x.yaml").profile
    return list(inspect(built.data, Expected(profile=other)).problems)


NOT_LOOKED_AT = "domains.well-being.introduction"
OF_DOMAINS = [
    ("Adherence to", "Loyalty to", "domains.migrants-rights.official_title", "title of domain 1"),
    ("Effectively", "Partly", "domains.mobility-crises.official_title", "title of domain 5"),
    ("was not looked", "was looked", NOT_LOOKED_AT, "introduction of domain 4"),
    # A paragraph of several is not there.
    ("*as agreed*", "*as agreed*, lost.\n\n      Twice", NOT_LOOKED_AT, "domain 4"),
]  # fmt: skip
OF_BOOKS = [
    ("words of one line", "words", "sections[0].body[1].quotation", "a quotation"),
    ("Invented Act No. 5", "Invented Act No. 6", "sections[0].body[3].quotation", "a quotation"),
    ("+99 22 717 9111", "+99 22 717 9112", "publication.publisher.telephone", "telephone"),
    ("+99 (22) 798-6150", "+99 (22) 798-6151", "publication.publisher.fax", "fax"),
]


@pytest.mark.parametrize(("old", "new", "path", "words"), [*OF_DOMAINS, *OF_BOOKS])
def test_a_text_that_is_altered_is_named(
    book: Built, old: str, new: str, path: str, words: str
) -> None:
    (problem,) = found(book, old, new)
    assert (problem.code, words in problem.message) == ("text-altered", True)
    assert problem.location is not None
    assert problem.location.path == path


@pytest.mark.parametrize(("old", "new", "path", "words"), OF_DOMAINS)
def test_so_it_is_in_a_brief(brief: Built, old: str, new: str, path: str, words: str) -> None:
    (problem,) = found(brief, old, new)
    assert (problem.code, words in problem.message) == ("text-altered", True)
    assert problem.location is not None
    assert problem.location.path == path


@pytest.mark.parametrize(("old", "new", "path", "words"), OF_BOOKS)
def test_a_brief_has_no_other_texts(
    brief: Built, old: str, new: str, path: str, words: str
) -> None:
    del path, words
    assert found(brief, old, new) == []


def test_a_text_in_the_place_of_another_domain_is_found(book: Built) -> None:
    title = "Engagement with partners to address migration and related issues"
    elsewhere = found(book, f"      {title}", "      Another title")
    assert [problem.code for problem in elsewhere] == ["text-altered"]
    text = PROFILE.read_text("utf-8")
    partners, well_being = title, "Advance the socioeconomic well-being of migrants and society"
    swapped = (
        text.replace(partners, "\0")
        .replace(well_being, partners)
        .replace("\0", well_being)
        .encode()
    )
    profile = load_bytes(swapped, "x.yaml").profile
    problems = inspect(book.data, Expected(profile=profile)).problems
    assert [problem.code for problem in problems] == ["text-altered"] * 2

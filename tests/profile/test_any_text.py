"""A text of any Unicode in a finding is read character for character, or refused at its place."""

import re

import pytest
from hypothesis import assume, given

from any_text import TEXTS, WAYS, in_cases
from mgi_report.problems.problem import ProblemsFound, has_errors, render_problem
from mgi_report.profile.loading import Loaded, load_bytes

FIRST = re.compile(r"- The invented Example Residence Act.*")
PATH = "domains.migrants-rights.well_developed"
QUOTE_OR_COMMENT = re.compile(r"\A\s*[\"']|[\r\n]\s*#")
# What YAML itself joins: the line breaks of texts on several lines, and the blanks around them.
JOINED = re.compile(r"[ \t]*(?:\r\n|[\r\n])[\s]*|[ \t]+")


def read(before: str, written: str, name: str = "any.yaml") -> Loaded | ProblemsFound:
    text = FIRST.sub(lambda _: f"- {written}", before, count=1)
    try:
        return load_bytes(text.encode(), name)
    except ProblemsFound as found:
        return found


def as_read(text: str) -> str:
    return JOINED.sub(" ", text).strip()


@pytest.mark.parametrize("way", ["double", "escaped"])
def test_a_quoted_text_is_read_as_it_is_or_refused_at_its_place(
    way: str, minimal_profile_text: str
) -> None:
    @in_cases()
    @given(TEXTS)
    def holds(text: str) -> None:
        found = read(minimal_profile_text, WAYS[way](text))
        if isinstance(found, ProblemsFound):
            refused_at_its_place(found, text)
        else:
            (finding,) = found.profile.domains.migrants_rights.well_developed
            assert finding.text == text.strip()
            told(found)

    holds()


@pytest.mark.parametrize("way", ["plain", "single", "folded", "kept"])
def test_a_text_of_lines_loses_no_character(way: str, minimal_profile_text: str) -> None:
    @in_cases()
    @given(TEXTS)
    def holds(text: str) -> None:
        # Without quotes around it, a text that begins with one is a text in quotes, and a line
        # that begins with # is a comment.
        assume(way != "plain" or not QUOTE_OR_COMMENT.search(text))
        found = read(minimal_profile_text, WAYS[way](text))
        if isinstance(found, ProblemsFound):
            assert has_errors(found.problems)
            for problem in found.problems:
                assert render_problem(problem)
            return
        texts = [each.text for each in found.profile.domains.migrants_rights.well_developed]
        assert as_read("\n".join(texts)) == as_read(text), texts
        told(found)

    holds()


def refused_at_its_place(found: ProblemsFound, text: str) -> None:
    for problem in found.problems:
        assert render_problem(problem)
        where = problem.location
        assert where is not None, (text, problem)
        assert where.path.startswith(PATH) or where.excerpt, (text, problem)
        assert where.line, (text, problem)


def told(found: Loaded) -> None:
    for problem in found.warnings:
        assert render_problem(problem)

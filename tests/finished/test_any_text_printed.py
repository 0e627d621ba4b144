"""A text of any Unicode in a finding is printed word for word, or refused with its place."""

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from any_text import TEXTS, WAYS, in_batches_of
from built import build
from mgi_report.problems.problem import Problem, ProblemsFound, Severity
from mgi_report.run.formats import Workshop

# A layout takes a second, however few findings it has.
BATCH = 30
OWN = re.compile(r"domains\.migrants-rights\.well_developed\[(\d+)\]")
FIRST = re.compile(r"- The invented Example Residence Act.*")
# What the proof of a finished file finds was not refused: it was printed wrong.
PRINTED_WRONG = {"finding-altered", "finding-missing", "finding-twice", "finding-unknown"}


def refused(texts: list[str], file: Path, before: str, workshop: Workshop) -> set[int]:
    """Return the numbers of the texts that are refused at their place; the brief is made of none.

    AssertionError if one is refused at no place of its own, or printed wrong.
    """
    findings = "\n      ".join(f"- {WAYS['double'](text)}" for text in texts)
    file.write_bytes(FIRST.sub(lambda _: findings, before, count=1).encode())
    try:
        build(file, workshop, ("brief",), inspects=True)
    except ProblemsFound as found:
        errors = [each for each in found.problems if each.severity is Severity.ERROR]
        assert errors
        first = before[: FIRST.search(before).start()].count("\n") + 1
        return {number_of(each, first) for each in errors}
    return set()


def number_of(problem: Problem, first: int) -> int:
    """Return the number of the text a problem is about, by its path or, without one, its line."""
    where = problem.location
    assert where and where.line, problem
    assert problem.code not in PRINTED_WRONG, problem
    own = OWN.match(where.path)
    assert own or not where.path, problem
    return int(own[1]) if own else where.line - first


def fault_of(texts: list[str], file: Path, before: str, workshop: Workshop) -> str:
    """Return what is wrong with some texts, of which the refused ones are taken out; or nothing."""
    while texts:
        try:
            numbers = refused(texts, file, before, workshop)
        except AssertionError as error:
            return str(error)
        if not numbers:
            return ""
        texts = [text for number, text in enumerate(texts) if number not in numbers]
    return ""


def test_a_text_is_printed_word_for_word_or_refused_with_its_place(
    minimal_profile_text: str, tmp_path: Path, workshop: Workshop
) -> None:
    file = tmp_path / "any.yaml"

    @in_batches_of(BATCH)
    @given(st.lists(TEXTS, min_size=BATCH, max_size=BATCH))
    def holds(texts: list[str]) -> None:
        def fault(some: list[str]) -> str:
            return fault_of(some, file, minimal_profile_text, workshop)

        if together := fault(texts):
            alone = {ascii(text): said for text in texts if (said := fault([text]))}
            raise AssertionError(alone or together)

    holds()

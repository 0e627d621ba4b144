"""Words in another language are marked, ``[words]{fr}``; what is nearly a mark is told."""

from collections.abc import Callable
from itertools import groupby
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from any_text import in_cases
from mgi_report.problems.problem import Problem, Severity
from mgi_report.profile.language_marks import language_hint
from mgi_report.profile.markup import InlineRun, plain_text, runs

Find = Callable[..., tuple[Problem, ...]]
FINDING = "The invented Example Residence Act (2019) gives residents of Example access to schools."


def languages(text: str) -> list[tuple[str, str]]:
    """Return the words of each language in a text, in their order."""
    groups = groupby((run for run in runs(text) if run.text), key=lambda run: run.lang)
    return [(lang, "".join(run.text for run in same)) for lang, same in groups]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("The [loi]{fr}.", [("", "The "), ("fr", "loi"), ("", ".")]),
        ("[a]{zh-Hant}[b]{pt-BR}", [("zh-Hant", "a"), ("pt-BR", "b")]),
        ("[le [sic] mot]{fr}", [("fr", "le [sic] mot")]),
        ("[un [word]{en} dit]{fr}", [("fr", "un "), ("en", "word"), ("fr", " dit")]),
        ("[deux\nlignes]{fr}", [("fr", "deux lignes")]),
        (r"[a\] b]{fr}", [("fr", "a] b")]),
        ("[sic] {x}", [("", "[sic] {x}")]),
        (r"\[loi]{fr}", [("", "[loi]{fr}")]),
        (r"[loi\]{fr}", [("", "[loi]{fr}")]),
        ("{fr} (loi){fr}", [("", "{fr} (loi){fr}")]),
        ("[loi](2){fr}", [("", "[loi](2){fr}")]),
    ],
)
def test_a_mark_says_the_language_of_its_words(text: str, read: list[tuple[str, str]]) -> None:
    assert languages(text) == read


@pytest.mark.parametrize(
    "text",
    [
        "[[le site]{fr}](https://a.org)",
        "[[un]{fr} *[deux]{fr}*](https://a.org)",
        "[un [lien](https://a.org)]{fr}",
    ],
)
def test_marks_and_links_stand_in_each_other(text: str) -> None:
    assert {run.href for run in runs(text) if run.lang and run.text.strip() != "un"} == {
        "https://a.org"
    }
    assert "[" not in plain_text(text)


def test_no_link_stands_in_another_one_by_a_mark() -> None:
    hrefs = [run.href for run in runs("[a [b [c](https://b.org)]{fr}](https://a.org)")]
    assert set(hrefs) == {None, "https://b.org"}


WORDS = st.text("ab é'.,*_ ()", min_size=1, max_size=8).map(lambda text: f"x{text}x")
PIECES = st.lists(st.tuples(st.sampled_from(["", "fr", "pt-BR", "ar"]), WORDS), max_size=8)


@in_cases()
@given(PIECES)
def test_what_is_marked_is_read_back(pieces: list[tuple[str, str]]) -> None:
    def plain(text: str) -> str:
        return text.replace("*", r"\*")

    written = "".join(
        f"[{plain(text)}]{{{lang}}}" if lang else plain(text) for lang, text in pieces
    )
    groups = groupby(pieces, key=lambda piece: piece[0])
    wanted = [(lang, "".join(text for _, text in same)) for lang, same in groups]
    assert languages(written) == wanted


@pytest.mark.parametrize("tag", ["fr", "st", "nso", "pt-BR", "zh-Hant", "zh-Hant-TW", "es-419"])
def test_a_tag_of_language_script_and_region_is_one(tag: str) -> None:
    assert language_hint(tag) is None


@pytest.mark.parametrize(
    ("tag", "hint"),
    [
        ("fra", "did you mean fr?"),
        ("FR", "did you mean fr?"),
        ("pt_br", "did you mean pt-BR?"),
        ("zh-hant", "did you mean zh-Hant?"),
        ("French", "did you mean fr?"),
        ("Pedi", "did you mean nso?"),
        ("xx", "write an ISO 639 code"),
        ("fr-XX", "write an ISO 639 code"),
        ("zh-Abcd", "write an ISO 639 code"),
        ("", "write an ISO 639 code"),
        ("note 2", "write an ISO 639 code"),
        (".smallcaps", "write an ISO 639 code"),
    ],
)
def test_another_tag_has_a_hint(tag: str, hint: str) -> None:
    assert (language_hint(tag) or "").startswith(hint)


class Case(NamedTuple):
    """Hold a text, and what is told of it: code, what its caret is at, words of message or hint."""

    text: str
    code: str
    caret: str
    words: str
    severity: Severity = Severity.ERROR


WARNING = Severity.WARNING
TOLD = {
    "unknown": Case("The [loi]{xx}.", "language-tag", "]{xx}", "“xx”"),
    "name": Case("The [loi]{French}.", "language-tag", "]{French}", "did you mean fr?"),
    "none": Case("The [loi]{}.", "language-tag", "]{}", "put a backslash before ["),
    "braces in a text": Case("As [1]{note 2}.", "language-tag", "]{note 2}", "backslash"),
    "empty": Case("The []{fr}.", "language-mark", "]{fr}", "holds no words"),
    "blank": Case("The [ ]{fr}.", "language-mark", "]{fr}", "holds no words"),
    "no opening": Case("The loi]{fr}.", "language-mark", "]{fr}", "no bracket is open"),
    "no brace": Case("The [loi]{fr.", "language-mark", "]{fr.", "never closed"),
    "no closing": Case("The [loi{fr}.", "language-mark", "{fr}", "no bracket is closed"),
    "over a blank line": Case("The [loi\n\n        dit]{fr}.", "language-mark", "]{fr}", "open"),
    "apart": Case("The [loi] {fr}.", "doubtful-signs", "{fr}", "marks no words", WARNING),
    "behind a link": Case(
        "The [loi](https://a.org){fr}.", "doubtful-signs", "{fr}", "inside the mark", WARNING
    ),
    "own": Case("The [law]{en}.", "own-language", "]{en}", "“en”", WARNING),
    "own of another": Case("[La [loi]{fr}]{fr}.", "own-language", "]{fr}", "“fr”", WARNING),
}


@pytest.mark.parametrize("case", TOLD.values(), ids=TOLD)
def test_what_is_wrong_with_a_mark_is_told_at_its_place(
    problems_of: Find, minimal_profile_text: str, case: Case
) -> None:
    text = minimal_profile_text.replace(f"- {FINDING}", f"- |-\n        {case.text}")
    problems = [each for each in problems_of(text) if each.code != "suspicious-text"]
    (problem,) = problems
    where = problem.location
    assert where
    assert (problem.code, problem.severity) == (case.code, case.severity)
    assert (where.excerpt or "")[(where.column or 1) - 1 :].startswith(case.caret)
    assert case.words in problem.message + problem.hint


@pytest.mark.parametrize(
    "text",
    [
        "The [loi *sur* [l’eau](https://a.org)]{fr} and the [lei]{pt-BR}.",
        "[La [law]{en} du lac]{fr}.",
        "The law [sic] {x} of {y} and [z] {note}.",
        r"The law \[loi]{fr} and \[law]{x}.",
        "The set {fr} and [a {b}] and {}.",
    ],
)
def test_what_is_right_or_no_mark_is_not_told(
    problems_of: Find, minimal_profile_text: str, text: str
) -> None:
    assert problems_of(minimal_profile_text.replace(f"- {FINDING}", f"- >-\n        {text}")) == ()


PLACES = {
    "introduction": ("introduction: '{}.'\n", "introduction"),
    "body": ("sections:\n  - title: T\n    body: |\n      - {}\n", "sections[0].body"),
    "cell": (
        "sections:\n  - title: T\n    body: |\n      | A |\n      |---|\n      | {} |\n",
        "sections[0].body",
    ),
    "sub-heading": ("sections:\n  - title: T\n    body: |\n      ### {}\n", "sections[0].body"),
    "quotation": (
        "sections:\n  - title: T\n    body:\n      - quotation:\n          text: '{}'\n",
        "sections[0].body[0].quotation.text",
    ),
    "source": ("sources:\n  - '{}'\n", "sources[0]"),
}  # fmt: skip


@pytest.mark.parametrize(("key", "path"), PLACES.values(), ids=PLACES)
def test_a_mark_may_stand_in_every_text(
    problems_of: Find, minimal_profile_text: str, key: str, path: str
) -> None:
    lines = minimal_profile_text.splitlines(keepends=True)
    text = "".join(line for line in lines if not line.startswith("introduction"))
    assert problems_of(text + key.format("Le [mot]{fr}")) == ()
    (problem,) = problems_of(text + key.format("Le [mot]{xx}"))
    assert problem.code == "language-tag"
    assert problem.location
    assert problem.location.path == path


def test_a_line_of_plain_text_has_no_marks(problems_of: Find, minimal_profile_text: str) -> None:
    title = (
        "instruments:\n  - {{title: 'Loi [sur l’eau]{{{}}}', named_as: [Example Residence Act]}}\n"
    )
    (problem,) = problems_of(minimal_profile_text + title.format("fr"))
    assert (problem.code, problem.severity) == ("doubtful-signs", Severity.WARNING)
    assert "will print as it is: “[sur l’eau]{fr}”" in problem.message
    assert problems_of(minimal_profile_text + title.format("note")) == ()


def test_many_brackets_take_no_time() -> None:
    for text in ("[" * 5_000, "[" * 2_000 + "]{fr}" * 2_000, "[[]{" * 1_000):
        assert "".join(run.text for run in runs(text))


def test_a_run_tells_its_language() -> None:
    assert list(runs("[*loi*]{fr}"))[0] == InlineRun("loi", ("em",), None, "fr")  # noqa: RUF015 - the others are empty

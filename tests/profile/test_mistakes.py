"""What an editor gets wrong who has never seen YAML: one problem a cause, where it began."""

from collections.abc import Callable
from typing import NamedTuple

import pytest

from mgi_report.problems.problem import Problem

FINDING = (
    "- The invented Example Residence Act (2019) gives residents of Example access to schools."
)


class Mistake(NamedTuple):
    """Hold what is written instead of what, and the problem: code, what its caret is at, words.

    ``words`` stand in the message or in the hint.
    """

    instead_of: str
    written: str
    code: str
    caret: str
    words: str


def finding(written: str, code: str, caret: str, words: str) -> Mistake:
    return Mistake(FINDING, written, code, caret, words)


COMMENTS = {
    "number sign": finding(
        "- Law #8764 creates the fund",
        "comment-in-text",
        "#8764 creates",
        "everything after # is a comment: “#8764 creates the fund” would not be printed",
    ),
    "number sign and space": finding(
        "- text: Decree # 12", "comment-in-text", "# 12", "put the text in quotes, or after >-"
    ),
    "number sign at the start": finding(
        "- #8764 is the law", "comment-in-text", "#8764", "everything after #"
    ),
    "number sign in a text of two lines": finding(
        "- The fund was created\n        by Law #8764.", "comment-in-text", "#8764.", "quotes"
    ),
    "number sign before the next line": finding(
        "- Law #8764 creates\n        the fund", "comment-in-text", "#8764", "quotes"
    ),
    "number sign on the next line": finding(
        "- The fund was created by Law\n        #8764.", "comment-in-text", "#8764.", "quotes"
    ),
    "number sign in braces": finding(
        "- {text: Law #8764 creates}", "comment-in-text", "#8764", "quotes"
    ),
    "number sign in a name": Mistake(
        "short_name: Example", "short_name: Example #1", "comment-in-text", "#1", "quotes"
    ),
    "number sign in an introduction": Mistake(
        "introduction: The", "introduction: The #", "comment-in-text", "# Republic", "quotes"
    ),
    "remark behind a text": Mistake(
        "schools.", "schools. # check this", "comment-in-text", "# check", "line of its own"
    ),
    "number sign in a title": Mistake(
        "edition:",
        "sections:\n  - title: Law #1\n    body: Text.\nedition:",
        "comment-in-text",
        "#1",
        "quotes",
    ),
    "number sign in a body": Mistake(
        "edition:",
        "sections:\n  - title: Law\n    body: It is Law # 1.\nedition:",
        "comment-in-text",
        "# 1.",
        "quotes",
    ),
}
SIGNS = {
    "asterisks between numbers": finding(
        "- The ratio went from 3*4 to 5*6.",
        "doubtful-signs",
        "3*4",
        "“The ratio went from 3*4 to 5*6.”",
    ),
    "underscores around a word": finding(
        "- It holds for _all_ residents.", "doubtful-signs", "_all_", "write *word*"
    ),
    "asterisk of a footnote": finding(
        "- The Act* and the Policy* hold.", "doubtful-signs", "Act*", "\\*"
    ),
    "emphasis of half a word": finding(
        "- The *non*residents vote.", "doubtful-signs", "*non", "edges of words"
    ),
    "a path with backslashes": finding(
        r"- The form is at A:\\/b\<c.", "doubtful-signs", r"\<c", "two backslashes"
    ),
}

CHARACTERS = {
    "hyphen from Word": finding(
        "- The non\u2011state actors.",
        "unusual-character",
        "\u2011state",
        "U+2011 NON-BREAKING HYPHEN",
    ),
    "hyphen from a PDF": finding(
        "- The co\u2010operation.", "unusual-character", "\u2010op", "type a plain hyphen"
    ),
    "ligature from a PDF": finding(
        "- The o\ufb03ce.", "unusual-character", "\ufb03ce", "U+FB03 LATIN SMALL LIGATURE FFI"
    ),
    "accent that no letter has": finding(
        "- The x\u0302.", "unusual-character", "\u0302", "U+0302 COMBINING CIRCUMFLEX ACCENT"
    ),
    "soft hyphen": finding(
        "- The resi\u00addents.", "invisible-character", "\u00addents", "U+00AD SOFT HYPHEN"
    ),
    "zero-width space": finding(
        "- The resi\u200bdents.", "invisible-character", "\u200bdents", "delete it"
    ),
    "word joiner": finding(
        "- The 1\u20602.", "invisible-character", "\u20602", "U+2060 WORD JOINER"
    ),
    "byte order mark in a text": finding(
        "- The\ufeff law.", "invisible-character", "\ufeff law", "U+FEFF"
    ),
    "no-break space": finding(
        "- The\u00a0law and\u202fthe act.", "invisible-character", "\u00a0law", "type a plain space"
    ),
    "no-break space in a name": Mistake(
        "short_name: Example",
        "short_name: Example\u00a0Land",
        "invisible-character",
        "\u00a0Land",
        "U+00A0",
    ),
    "accent apart from its letter": finding(
        "- The cafe\u0301s.", "not-normalized", "cafe\u0301s", "type the word again"
    ),
}


def body(line: str, caret: str, words: str) -> Mistake:
    section = f"sections:\n  - title: T\n    body: |\n      Text.\n\n      {line}\nedition:"
    return Mistake("edition:", section, "unknown-markdown", caret, words)


def unknown(written: str, caret: str, words: str) -> Mistake:
    return finding(written, "unknown-markdown", caret, words)


MARKDOWN = {
    "list in a finding": unknown(
        "- The law covers\n        - one\n        - two", "- one", "each as a finding of its own"
    ),
    "list in a folded finding": unknown(
        "- >-\n        The law covers\n        * one\n        * two",
        "* one",
        "a list cannot stand here",
    ),
    "bullets of Word in a finding": unknown(
        "- text: >-\n          The law covers\n          • one\n          • two",
        "• one",
        "one sentence",
    ),
    "numbers in a finding": unknown(
        "- |\n        The law covers\n        1. one\n        2. two", "1. one", "one sentence"
    ),
    "list in a quoted finding": unknown(
        '- "The law covers\\n- one\\n- two"', '"The law', "a list cannot stand here"
    ),
    "footnote": unknown("- The law.[^1]", "[^1]", "as note"),
    "picture": unknown("- See ![a](b.png)", "![a]", "figure with file and alt"),
    "quotation": unknown('- "> The law says"', "> The", "in quotation marks"),
    "heading in a finding": unknown(
        "- |\n        ## The law\n        It says", "## The", "section"
    ),
    "table in a finding": unknown(
        "- |\n        The law\n        | a | b |", "| a", "caption and text"
    ),
    "quotation in a section": body("> It says", "> It", "in quotation marks"),
    "quotation in a list": body("- > It says", "> It", "in quotation marks"),
    "heading of another level": body("#### Four", "#### Four", "write ### for a sub-heading"),
    "heading of the second level": body("## Two", "## Two", "write ### for a sub-heading"),
    "underlined heading": body("Title\n      -----", "-----", "### begins a sub-heading"),
    "picture in a section": body("![a](b.png)", "![a]", "figure with file and alt"),
    "footnote in a section": body("Text[^1].", "[^1]", "put it in brackets"),
    "bullets of Word in a section": body("• one", "• one", "begin each point with a dash"),
    "code": body("```", "```", "delete the line"),
}

MISTAKES = {**COMMENTS, **SIGNS, **CHARACTERS, **MARKDOWN}


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told_once_where_it_began(
    only_problem: Callable[..., Problem], minimal_profile_text: str, mistake: Mistake
) -> None:
    assert mistake.instead_of in minimal_profile_text
    text = minimal_profile_text.replace(mistake.instead_of, mistake.written, 1)
    problem = only_problem(text)
    assert problem.code == mistake.code
    place = problem.location
    assert place is not None
    assert place.column is not None
    assert (place.excerpt or "")[place.column - 1 :].startswith(mistake.caret)
    assert mistake.words in f"{problem.message} / {problem.hint}"


@pytest.mark.parametrize(
    ("plain", "commented"),
    [
        ("language: en", "language: en # of the profile"),
        ("ordinal: 1", "ordinal: 1 # first"),
        ("date: 2021-12", "date: 2021-12 # to the month"),
        ("code: XXA", "code: XXA # of ISO"),
        ("level: national", "level: national # or local"),
        ("short_name: Example", 'short_name: "Example" # in quotes'),
        ("well_developed:", "well_developed: # examples"),
        (FINDING, f"# All are invented.\n      {FINDING}\n      # And one more."),
        ("- text: The invented", "- text: >- # folded\n          The invented"),
        ("potential: []", "potential: [] # none"),
        (
            "edition:",
            "sections:\n  - title: T\n    body:\n      - key_figures:\n          - label: People\n"
            "            value: 1,234 # as written\nedition:",
        ),
    ],
)
def test_a_harmless_comment_is_none(
    problems_of: Callable[..., tuple[Problem, ...]],
    minimal_profile_text: str,
    plain: str,
    commented: str,
) -> None:
    assert plain in minimal_profile_text
    assert problems_of(minimal_profile_text.replace(plain, commented, 1)) == ()


@pytest.mark.parametrize(
    "text",
    [
        ">-\n        The law of\n        2019. It says\n        12. and 5 - 3.",
        ">-\n        More than\n        > 5 per cent and\n        # 12 of it",
        r"Signs such as \[^1] and !\[a](b).",
        "A wrapped text with a dash\n        \u2013 such as this one.",
    ],
)
def test_what_only_looks_like_markdown_is_text(
    problems_of: Callable[..., tuple[Problem, ...]], minimal_profile_text: str, text: str
) -> None:
    assert problems_of(minimal_profile_text.replace(FINDING, f"- {text}")) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Les droits\u00a0: 1\u202f000 personnes, 5\u00a0%, \u00ab\u00a0oui\u00a0\u00bb\u202f!",
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        "\u0915\u094d\u200d\u0937",
    ],
)
def test_what_a_language_needs_is_no_mistake(
    problems_of: Callable[..., tuple[Problem, ...]], minimal_profile_text: str, text: str
) -> None:
    assert problems_of(minimal_profile_text.replace(FINDING, f'- "{text}"')) == ()

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
    "number sign after a number": finding("- 1,234 # 5", "comment-in-text", "# 5", "quotes"),
    "number sign before a colon": finding(
        "- The Law #8764 on\n        work: a fund", "comment-in-text", "#8764 on", "quotes"
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
    "text turned around": finding(
        "- The \u202elaw.", "reading-direction", "\u202elaw", "only texts in a script from right"
    ),
    "space apart from its kind": finding(
        "- The law,\u2000and the act.", "not-normalized", "\u2000and", "type the word again"
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

UNQUOTED = {
    "colon": finding(
        "- The Act: a summary",
        "colon-in-text",
        ": a summary",
        "put the text after >- on the next line",
    ),
    "colon at the end of a line": finding(
        "- The Act on work:\n        a summary", "colon-in-text", ":", "after >-"
    ),
    "colon on the second line": finding(
        "- The Act\n        on work: a summary", "colon-in-text", ": a summary", "after >-"
    ),
    "colon and points below": finding(
        "- The Act covers:\n          - work", "colon-in-text", ":", "after >-"
    ),
    "colon and a label": finding(
        "- The Act: a summary\n        short_label: Work", "colon-in-text", ": a", "after >-"
    ),
    "two colons": finding("- The Act: on: work", "colon-in-text", ": work", "after >-"),
    "colon after text": finding(
        "- text: The Act: a summary", "colon-in-text", ": a summary", "after >-"
    ),
    "colon further down after text": finding(
        "- text: The Act that is on all\n          work: a summary",
        "colon-in-text",
        ": a",
        "after >-",
    ),
    "colon in an introduction": Mistake(
        "introduction: The", "introduction: Note: The", "colon-in-text", ": The", "after >-"
    ),
    "colon in a name": Mistake(
        "short_name: Example", "short_name: Example: land", "colon-in-text", ": land", "after >-"
    ),
    "emphasis first": finding(
        "- *The Act* on work",
        "reserved-character",
        "*The",
        "put the text after >- on the next line",
    ),
    "strong emphasis first": finding(
        "- **The Act** on work", "reserved-character", "**The", "after >-"
    ),
    "emphasis first and a colon": finding(
        "- *The Act* on: work", "reserved-character", "*The", "after >-"
    ),
    "one word of emphasis": finding("- *Act* one", "reserved-character", "*Act*", "after >-"),
    "asterisk for a dash": finding("* The Act", "reserved-character", "* The", "after >-"),
    "bracket first": finding("- [The Act] is", "reserved-character", "[The", "after >-"),
    "brace first": finding("- {The Act} is", "reserved-character", "{The", "after >-"),
    "per cent first": finding("- %50 of all", "reserved-character", "%50", "after >-"),
    "at sign first": finding("- @office works", "reserved-character", "@office", "after >-"),
    "ampersand first": finding("- & more", "reserved-character", "& more", "after >-"),
    "HTML first": finding("- &amp; more", "reserved-character", "&amp; more", "after >-"),
    "question mark first": finding("- ? the Act", "reserved-character", "? the", "after >-"),
    "text behind the bar": finding("- | The Act", "bad-block-text", "The Act", "below it"),
    "text behind the sign": finding("- >- The Act", "bad-block-text", "The Act", "below it"),
    "exclamation mark first": finding("- !The Act", "tag", "!The", "put it in quotes"),
}

QUOTED = {
    "backslash": finding(
        r'- "The folder C:\docs"', "bad-escape", r"\docs", "put the text after >- without quotes"
    ),
    "backslash that makes a tab": finding(
        r'- "The folder C:\temp"',
        "doubtful-signs",
        r"\temp",
        "“The folder C: emp”",
    ),
    "backslash before a sign": finding(r'- "All 5 \% of"', "bad-escape", r"\%", "backslash twice"),
    "quote never closed": finding('- "The Act', "unclosed-quote", '"The', "after >- without"),
    "quote closed by the next": finding(
        '- text: "The Act\n        short_label: "Act"', "unclosed-quote", '"The Act', "closing mark"
    ),
    "apostrophe closes a text below": finding(
        "- 'The Act\n      - The people's act", "unclosed-quote", "'The Act", "written twice"
    ),
    "apostrophe in single quotes": finding(
        "- 'The people's act'", "text-after-quote", "s act", "put the whole text after >-"
    ),
    "text begins with a quotation": finding(
        '- "Work" is a right', "text-after-quote", "is a right", "put the whole text after >-"
    ),
}

LISTS = {
    "no dash": finding("The Act.", "list-expected", "The Act.", "begins with a dash"),
    "no dashes": finding("The Act.\n      The Law.", "list-expected", "The Act.", "with a dash"),
    "no dash on the second": finding(
        "- The Act.\n      The Law.",
        "missing-dash",
        "The Law.",
        "begin each entry with - and a space",
    ),
    "bullet of Word": finding(
        "• The Act.", "list-expected", "• The", "a dash and a space (- ) in place of •"
    ),
    "bullets of Word": finding(
        "• The Act.\n      • The Law.", "list-expected", "• The Act", "of •"
    ),
    "bullet of Word on the second": finding(
        "- The Act.\n      • The Law.", "missing-dash", "• The Law", "begins with •"
    ),
    "bullet behind the dash": finding(
        "- • The Act.", "suspicious-text", "• The", "the layout sets its own bullets"
    ),
    "long dash": finding("\u2013 The Act.", "list-expected", "\u2013 The", "in place of \u2013"),
    "long dash on the second": finding(
        "- The Act.\n      \u2013 The Law.", "missing-dash", "\u2013 The Law", "begins with \u2013"
    ),
    "numbers": finding(
        "1. The Act.\n      2. The Law.", "list-expected", "1. The", "in place of 1."
    ),
    "no space after the dash": finding("-The Act.", "list-expected", "-The", "a dash and a space"),
    "no space after the second": finding(
        "- The Act.\n      -The Law.", "missing-dash", "-The Law", "with - and a space"
    ),
    "two dashes": finding(
        "- - The Act", "keys-expected", "- The Act", "write the text after the dash"
    ),
    "nothing behind the dash": finding("-", "keys-expected", "-", "write the text after the dash"),
    "a label without text": finding(
        "- The Act.\n        short_label: Act", "bad-indentation", "short_label", "write - text:"
    ),
    "no-break spaces before a dash": finding(
        "\u00a0\u00a0- The Act.", "space-indentation", "\u00a0\u00a0- The", "plain spaces"
    ),
    "no-break spaces before keys": Mistake(
        "  level: national\n  code",
        "\u00a0 level: national\n\u00a0 code",
        "space-indentation",
        "\u00a0 level",
        "and 1 more are",
    ),
    "tab before a dash": finding(
        "\t- The Act.", "tab-indentation", "\t- The", "indent with spaces"
    ),
    "tab behind a dash": finding("-\tThe Act.", "tab-indentation", "\tThe", "write a space"),
    "number as text": finding("- 2019", "keys-expected", "2019", 'write it in quotes: "2019"'),
    "yes as text": finding("- true", "keys-expected", "true", 'write it in quotes: "true"'),
}

LOCAL = "level: local\n  kind: City\n  code: {}\n  country: {}"
NATIONAL = "level: national\n  code: XXA"

VALUES = {
    "country of a national profile": Mistake(
        NATIONAL, f"{NATIONAL}\n  country: Kenya", "national-subject", "Kenya", "set level: local"
    ),
    "country of another code": Mistake(
        NATIONAL,
        LOCAL.format("GHA", "Kenya"),
        "country-differs",
        "Kenya",
        "did you mean code: KEN, or country: Ghana?",
    ),
    "country as a code": Mistake(
        NATIONAL,
        LOCAL.format("NOR", "No"),
        "country-differs",
        "No",
        "did you mean country: Norway?",
    ),
    "country as yes or no": Mistake(
        NATIONAL, LOCAL.format("NOR", "true"), "text-expected", "true", 'in quotes: "true"'
    ),
    "name of another code": Mistake(
        "code: XXA\n  name: The Republic of Example\n  short_name: Example",
        "code: GHA\n  name: The Republic of Kenya\n  short_name: Kenya",
        "country-differs",
        "Kenya",
        "did you mean code: KEN, or short_name: Ghana?",
    ),
    "level regional": Mistake(
        "level: national", "level: regional", "unknown-word", "regional", "did you mean local?"
    ),
    "level country": Mistake(
        "level: national", "level: country", "unknown-word", "country", "did you mean national?"
    ),
    "status published": Mistake(
        "status: draft", "status: published", "unknown-word", "published", "did you mean final?"
    ),
    "language by name": Mistake(
        "language: en", "language: French", "language-tag", "French", "did you mean fr?"
    ),
    "country by name": Mistake(
        "code: XXA", "code: Kenya", "country-code", "Kenya", "did you mean KEN (Kenya)?"
    ),
    "key in capitals": Mistake(
        "status: draft", "Status: draft", "unknown-key", "Status", "did you mean status?"
    ),
    "day first": Mistake("date: 2021-12", "date: 12/2021", "date", "12/2021", "2021-12"),
}

MISTAKES = {
    **COMMENTS,
    **SIGNS,
    **CHARACTERS,
    **MARKDOWN,
    **UNQUOTED,
    **QUOTED,
    **LISTS,
    **VALUES,
}


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


def test_they_are_many() -> None:
    assert len(MISTAKES) > 100

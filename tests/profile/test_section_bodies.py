"""Extra sections: no word of a body is lost, and what cannot be printed is told with its place."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import ValidationError

from mgi_report.problems.problem import Problem
from mgi_report.profile.blocks import (
    Grid,
    ListBlock,
    Paragraph,
    SubHeading,
    list_depth,
    plain_texts,
    read_blocks,
)
from mgi_report.profile.framework import Placement
from mgi_report.profile.loading import load
from mgi_report.profile.sections import Section, SectionBlock

TABLE = "| a | b |\n|:--|--:|\n| *1* | 2 |"


def test_each_kind_of_block_is_read() -> None:
    blocks = read_blocks(f"One\ntwo.\n\n### Three *four*\n- five\n  1. six\n  4. seven\n\n{TABLE}")
    paragraph, heading, items, table = blocks
    assert paragraph == Paragraph("One\ntwo.")
    assert isinstance(heading, SubHeading)
    assert heading.plain == "Three four"
    assert isinstance(items, ListBlock)
    nested = items.items[0].blocks[1]
    assert isinstance(nested, ListBlock)
    assert [item.label for item in nested.items] == ["1.", "4."]
    assert table == Grid(("a", "b"), (("*1*", "2"),), ("start", "end"))


@pytest.mark.parametrize(
    "text",
    [
        "# One",
        "## Two",
        "#### Four",
        "> quote",
        "```\ncode\n```",
        "    indented",
        "***",
        "Title\n-----",
        "<b>HTML</b>\n\n<!-- comment -->",
        "[a]: https://example.org",
        "![alt](https://example.org/x.png)",
        "| no | table |",
        "| a | b |\n|---|",
        "&amp; &copy;",
    ],
)
def test_everything_else_is_text_as_written(text: str) -> None:
    blocks = read_blocks(text)
    assert all(isinstance(block, Paragraph) for block in blocks)
    words = " ".join(block.text for block in blocks if isinstance(block, Paragraph))
    assert words.split() == text.split()


@pytest.mark.parametrize(
    "text",
    [
        "2019. was a year",
        "1) one\n2) two",
        "- a\n\n  b\n- # c\n- | d | e |\n  |---|---|",
        "text\n| a | b |\n|---|---|\n| c \\| d | e |\nf",
        "* a\n+ b\n- c",
        "### a\nb\n### c ###\n####### d",
        "-\n- a",
    ],
)
def test_no_word_is_lost(text: str) -> None:
    printed = "".join(plain_texts(read_blocks(text)))
    for word in re.findall(r"[^\W\d_]+", text):
        assert word in printed


def frozen(tree: object) -> object:
    """Return a tree as a file is read: with tuples for lists."""
    if isinstance(tree, dict):
        return {key: frozen(value) for key, value in tree.items()}
    return tuple(map(frozen, tree)) if isinstance(tree, list) else tree


def body(text: object) -> Section:
    return Section.model_validate({"title": "Title", "body": frozen(text)})


def test_a_plain_body_is_one_text_after_the_findings() -> None:
    section = body("Text.")
    assert section.body == (SectionBlock(text="Text."),)
    assert section.placement is Placement.AFTER_FINDINGS


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("| a | b |\n|---|---|\n| 1 | 2 | 3 |", "table-row"),
        ("| a | b |\n|---|---|\n| 1 |", "table-row"),
        (f"|{'a|' * 9}\n|{'-|' * 9}", "table-columns"),
        ("- " * 4 + "x", "list-depth"),
        ("- " * 200 + "x", "list-depth"),
        ("x" * 201, "word-too-long"),
        (f"| {'x' * 201} |\n|---|", "word-too-long"),
        ("", "empty-text"),
        ([], "empty-text"),
        ([{"key_figures": []}], "empty-text"),
        ([{}], "section-block"),
        ([{"text": "a", "table": {"caption": "b", "text": TABLE}}], "section-block"),
        ([{"table": {"caption": "b", "text": "no table"}}], "table-expected"),
        ([{"table": {"caption": "b", "text": f"{TABLE}\n\nmore"}}], "table-expected"),
        ([{"figure": {"file": "a.png"}}], "missing"),
        ([{"figure": {"file": "../a.png", "alt": "b"}}], "picture-outside"),
        ([{"figure": {"file": "a.gif", "alt": "b"}}], "picture-type"),
        ([{"key_figures": [{"value": 12, "label": "b"}]}], "string_type"),
        (5, "string_type"),
        (None, "empty-text"),
    ],
)
def test_bodies_that_cannot_be_printed(text: object, code: str) -> None:
    with pytest.raises(ValidationError) as caught:
        body(text)
    assert [each["type"] for each in caught.value.errors()] == [code]


def test_a_wide_ruled_line_is_no_long_word() -> None:
    line = "-" * 300
    assert list_depth(read_blocks(body(f"| a | b |\n|{line}|{line}|").body[0].text or "")) == 0


BODY = """\
sections:
  - title: Context
    placement: {placement}
    body:
      - |
        Text.

        - item
        -   two
        | a    | b |
        |------|---|
      - figure: {{file: a.png, {alt}: x}}
"""


@pytest.mark.parametrize(
    ("values", "code", "path", "line"),
    [
        ({"alt": "atl"}, "unknown-key", "sections[0].body[1].figure.atl", 12),
        ({"placement": "before"}, "unknown-word", "sections[0].placement", 3),
    ],
)
def test_problems_have_their_place(
    only_problem: Callable[..., Problem],
    minimal_profile_text: str,
    values: dict[str, str],
    code: str,
    path: str,
    line: int,
) -> None:
    given = {"placement": "before-findings", "alt": "alt", **values}
    found = only_problem(minimal_profile_text + BODY.format(**given))
    assert found.code == code
    assert found.location is not None
    assert found.location.path == path
    assert found.location.line == minimal_profile_text.count("\n") + line


def test_markdown_raises_no_warning_but_doubled_spaces_do(
    problems_of: Callable[..., tuple[Problem, ...]], minimal_profile_text: str, tmp_path: Path
) -> None:
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    text = minimal_profile_text + BODY.format(placement="after-findings", alt="alt")
    assert problems_of(text) == ()
    (found,) = problems_of(text.replace("Text.", "Two  spaces."))
    assert found.code == "suspicious-text"


def test_a_table_or_heading_left_of_a_list_ends_it() -> None:
    kinds = [block.kind for block in read_blocks(f"- a\n- b\n{TABLE}\n\n1. c\n### d")]
    assert kinds == ["list", "table", "list", "heading"]


def test_a_row_without_a_table_is_told(
    only_problem: Callable[..., Problem], minimal_profile_text: str
) -> None:
    text = (
        minimal_profile_text + "sections:\n  - title: T\n    body: |\n      | a | b |\n      |--|\n"
    )
    problem = only_problem(text.replace("      |--|\n", ""))
    assert (problem.code, "| a | b |" in problem.message) == ("suspicious-text", True)


def test_a_quotation_has_paragraphs_and_a_source() -> None:
    part = {"quotation": {"text": "One.\n\nTwo.", "source": "A *law*"}}
    section = Section.model_validate({"title": "T", "body": (part,)})
    assert section.body[0].quotation is not None
    assert section.body[0].quotation.text == "One.\n\nTwo."


@pytest.mark.parametrize(
    ("written", "code", "words"),
    [
        ("quotation: {source: S}", "missing-key", "text"),
        ("quotation: {text: T, by: S}", "unknown-key", "by"),
        ("quotation: {text: T}\n        text: T", "section-block", "text and quotation"),
        ('quotation: {text: "> T"}', "unknown-markdown", "> T"),
    ],
)
def test_a_quotation_that_is_none(
    only_problem: Callable[..., Problem],
    minimal_profile_text: str,
    written: str,
    code: str,
    words: str,
) -> None:
    section = f"sections:\n  - title: T\n    body:\n      - {written}\n"
    problem = only_problem(minimal_profile_text + section)
    assert (problem.code, words in problem.message) == (code, True), problem


def test_who_quotes_with_a_sign_is_told_how_to_do_it(
    only_problem: Callable[..., Problem], minimal_profile_text: str
) -> None:
    section = "sections:\n  - title: T\n    body: |\n      > It says so.\n"
    problem = only_problem(minimal_profile_text + section)
    assert "quotation with text and source" in problem.hint


def test_the_full_profiles_have_every_kind_of_part() -> None:
    paths = (
        Path(__file__).parents[1] / "profiles" / f"{name}.en.yaml"
        for name in ("full-city", "quoted-and-titled")
    )
    sections = [section for path in paths for section in load(path).profile.sections]
    blocks = [block for section in sections for block in section.body]
    for kind in SectionBlock.model_fields:
        assert any(getattr(block, kind) for block in blocks), kind

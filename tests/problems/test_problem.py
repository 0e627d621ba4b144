"""Problems: how they print, in any terminal and with any text."""

import unicodedata

import pytest

from mgi_report.problems.excerpt import excerpt_with_caret
from mgi_report.problems.problem import (
    Location,
    Problem,
    Role,
    Severity,
    has_errors,
    in_file_order,
    read_path,
    render_problem,
    render_problem_parts,
    shown,
    write_path,
)

WHERE = Location("lso.yaml", 12, 5, "subject.nmae", "    nmae: Example")


def test_a_problem_prints_place_path_excerpt_and_hint() -> None:
    problem = Problem("unknown-key", "there is no key “nmae”", "did you mean name?", WHERE)
    assert render_problem(problem).splitlines() == [
        "lso.yaml:12:5: error [unknown-key] there is no key “nmae”",
        "  in subject.nmae",
        "  12 |     nmae: Example",
        "           ^",
        "  hint: did you mean name?",
    ]


def test_a_problem_prints_the_other_places_too() -> None:
    first = Location("lso.yaml", 3, 1, "", "a: 1")
    lines = render_problem(Problem("duplicate-key", "twice", "", WHERE, also=(first,))).splitlines()
    assert lines[-3:] == ["  also lso.yaml:3:1", "  3 | a: 1", "      ^"]


def test_a_problem_without_a_place_is_one_line() -> None:
    assert render_problem(Problem("a-code", "it is so", severity=Severity.WARNING)) == (
        "warning [a-code] it is so"
    )
    bare = Problem("file-missing", "there is no such file", location=Location("x.yaml"))
    assert render_problem(bare) == "x.yaml: error [file-missing] there is no such file"


def test_every_part_has_a_role_for_colours() -> None:
    lines = render_problem_parts(Problem("c", "m", "h", WHERE, also=(WHERE,)))
    assert {part.role for line in lines for part in line} == set(Role)


def cells(text: str) -> int:
    return sum(
        0
        if unicodedata.category(char) in ("Mn", "Cf")
        else 2
        if unicodedata.east_asian_width(char) in "WF"
        else 1
        for char in text
    )


@pytest.mark.parametrize(
    ("line", "column", "before"),
    [
        ("a: b", 4, "a: "),
        ("\t\ta: b", 3, "        "),
        ("国家: 名前", 5, "国家: "),
        ("e\u0301e\u0301: x", 7, "e\u0301e\u0301: "),
        ("👍: x", 4, "👍: "),
        ("abc", 4, "abc"),
        ("abc", 99, "abc"),
        ("", 1, ""),
    ],
)
def test_the_caret_stands_under_the_character(line: str, column: int, before: str) -> None:
    shown_line, caret = excerpt_with_caret(line, column)
    assert shown_line.startswith(before)
    assert caret == " " * cells(before) + "^"


@pytest.mark.parametrize("column", [1, 2, 50, 51, 99, 100, 101, 500, 950, 999, 1000, 1001])
def test_a_long_line_is_clipped_around_the_caret(column: int) -> None:
    line = "".join(chr(ord("a") + n % 26) for n in range(1_000))
    shown_line, caret = excerpt_with_caret(line, column)
    assert len(shown_line) <= 102
    assert len(caret) <= len(shown_line) + 1
    under = shown_line[len(caret) - 1 : len(caret)]
    assert under == line[column - 1 : column]
    assert shown_line.startswith("…") == (column > 51)
    assert shown_line.endswith("…") == (column <= 950)


def test_a_line_of_the_full_width_is_not_clipped() -> None:
    assert excerpt_with_caret("x" * 100, 50)[0] == "x" * 100


def test_nothing_printed_can_steer_a_terminal() -> None:
    evil = "a\x1b[31m\u202eb\x85\u2028c\x07"
    where = Location(f"{evil}.yaml", 1, 2, evil, evil)
    text = render_problem(Problem("c", evil, evil, where))
    for char in "\x1b\u202e\x85\u2028\x07":
        assert char not in text
    assert len(text.splitlines()) == 5


def test_texts_of_the_user_are_cut_short_in_messages() -> None:
    assert shown("a\n  b") == "“a b”"
    assert len(shown("x" * 10_000)) < 70
    assert shown("x" * 10_000).endswith("…”")


def test_problems_are_put_in_file_order() -> None:
    places = [(3, 1), (None, None), (1, 9), (1, 2)]
    problems = [Problem("c", str(p), location=Location("f", *p)) for p in places]
    ordered = [problem.message for problem in in_file_order([*problems, Problem("c", "none")])]
    assert ordered == ["(None, None)", "none", "(1, 2)", "(1, 9)", "(3, 1)"]


def test_only_errors_stop() -> None:
    warning = Problem("c", "m", severity=Severity.WARNING)
    assert not has_errors([warning])
    assert has_errors([warning, Problem("c", "m")])


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (("domains", "well-being", "potential", 0, "text"), "domains.well-being.potential[0].text"),
        (("a.b", 3, 'c"d', ""), '["a.b"][3]["c\\"d"][""]'),
        (("ключ", "x y"), 'ключ["x y"]'),
        ((), ""),
    ],
)
def test_paths_are_written_and_read(path: tuple[str | int, ...], text: str) -> None:
    assert write_path(path) == text
    assert read_path(text) == path

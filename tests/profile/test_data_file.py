"""Reading a file: every fault of the file and of its notation has its own clear problem."""

import json
import os
import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from mgi_report.problems.problem import Problem, ProblemsFound, render_problem
from mgi_report.profile.file.data_file import DataFile, read_data_file

Only = Callable[..., Problem]
Read = Callable[..., DataFile]


def place(problem: Problem) -> tuple[int | None, int | None, str]:
    where = problem.location
    assert where is not None
    return where.line, where.column, where.path


def caret_column(problem: Problem) -> int:
    """Return the column of the source line the printed caret stands under, counted from 1."""
    lines = render_problem(problem).splitlines()
    at = next(n for n, line in enumerate(lines) if line.strip() == "^")
    return lines[at].index("^") - lines[at - 1].index(" | ") - 2


# text, code, line, column, a part of the hint
SYNTAX = {
    "tab": ("a:\n\tb: 1\n", "tab-indentation", 2, 1, "spaces"),
    "tab after spaces": ("a:\n  b: 1\n\tc: 2\n", "tab-indentation", 3, 1, "spaces"),
    "tab after colon": ("a:\tb\n", "tab-indentation", 1, 3, "space"),
    "ampersand": ("a: & b\n", "reserved-character", 1, 4, "double quotes"),
    "asterisk": ("a: * b\n", "reserved-character", 1, 4, "double quotes"),
    "open quote": ('a: 1\nb: "x\nc: 2\n', "unclosed-quote", 2, 4, "closing mark"),
    "open single quote": ("a: 'x\n\nb: 2\n", "unclosed-quote", 1, 4, "apostrophe"),
    "apostrophe": ("a: 'it's'\n", "text-after-quote", 1, 8, ">-"),
    "text after quote": ('a: "x" y\n', "text-after-quote", 1, 8, ">-"),
    "escape": ('a: "\\q"\n', "bad-escape", 1, 5, "backslash twice"),
    "no character": (
        'a: "\\U0010FFFF"\nb: "c \\UFFFFFFFF"\n',
        "no-character",
        2,
        7,
        "character itself",
    ),
    "hardly no character": ('a: "\\U00110000"\n', "no-character", 1, 5, "character itself"),
    "at sign": ("a: @foo\n", "reserved-character", 1, 4, "double quotes"),
    "backtick": ("a: `foo`\n", "reserved-character", 1, 4, "double quotes"),
    "per cent": ("a: %foo\n", "reserved-character", 1, 4, "double quotes"),
    "colon": ("a: The Act: a summary\n", "colon-in-text", 1, 11, "double quotes"),
    "no colon": ("a: 1\nb\n", "missing-colon", 2, 1, "key: value"),
    "key runs on": ("a:1\nb: 2\n", "bad-indentation", 2, 1, "colon and a space"),
    "indentation": ("a:\n  b: 1\n c: 2\n", "bad-indentation", 3, 2, "same column"),
    "dash after key": ("a: - b\n", "bad-indentation", 1, 4, "same column"),
    "open bracket": ("a: 1\nb: [1, 2\n", "unclosed-bracket", 2, 4, "]"),
    "open brace": ("a: {b: 1\n", "unclosed-bracket", 1, 4, "}"),
    "stray bracket": ("a: ]\n", "stray-bracket", 1, 4, "delete it"),
    "block header": ("a: |x\n  y\n", "bad-block-text", 1, 5, "indent the text"),
    "directive": ("# c\n%a: 1\n", "yaml-syntax", 2, 1, "%"),
}


@pytest.mark.parametrize("case", SYNTAX.values(), ids=SYNTAX)
def test_a_fault_of_syntax_is_told_in_plain_words(only_problem: Only, case: tuple) -> None:
    text, code, line, column, hint = case
    problem = only_problem(text)
    assert (problem.code, *place(problem)) == (code, line, column, "")
    assert hint in problem.hint
    for word in ("scalar", "token", "mapping", "block end", "flow"):
        assert word not in problem.message
    if "\t" not in text:
        assert caret_column(problem) == column


STRUCTURE = {
    "two documents": ("a: 1\n---\nb: 2\n", "several-documents", 2, 1, ""),
    "document end": ("a: 1\n...\nb: 2\n", "several-documents", 3, 1, ""),
    "list on top": ("- a\n- b\n", "not-a-mapping", 1, 1, ""),
    "text on top": ("words\n", "not-a-mapping", 1, 1, ""),
    "unknown alias": ("a: *x\n", "alias-unknown", 1, 4, "a"),
    "own alias": ("a: &x [*x]\n", "alias-of-itself", 1, 8, "a[0]"),
    "list as key": ("? [a]\n: b\n", "key-not-text", 1, 3, ""),
    "braces as text": ("a: {{ name }}\n", "key-not-text", 1, 5, "a"),
    "unprintable": ('a: "\x07"\n', "unprintable-character", 1, 5, ""),
    "line separator": ("a: >-\n  b\u2028# c\n", "unprintable-character", 2, 4, ""),
    "next line": ("a: 'b\x85c'\n", "unprintable-character", 1, 6, ""),
}


@pytest.mark.parametrize("case", STRUCTURE.values(), ids=STRUCTURE)
def test_a_structure_that_cannot_be_a_profile_stops(only_problem: Only, case: tuple) -> None:
    text, code, *where = case
    problem = only_problem(text)
    assert (problem.code, *place(problem)) == (code, *where)
    assert problem.hint
    assert caret_column(problem) == where[1]


COLLECTED = {
    "duplicate key": ("a: 1\nb: 2\na: 3\n", "duplicate-key", 3, 1, "a"),
    "duplicate key in JSON notation": ('{"a": 1, "a": 2}', "duplicate-key", 1, 10, "a"),
    "number as key": ("a:\n  1: x\n", "key-not-text", 2, 3, "a.1"),
    "true as key": ("true: x\n", "key-not-text", 1, 1, "true"),
    "empty key": (": x\n", "key-not-text", 1, 1, '[""]'),
    "merge key": ("a: &x {b: 1}\nc:\n  <<: *x\n", "merge-key", 3, 3, 'c["<<"]'),
    "python tag": ("a: !!python/object:os.system x\n", "tag", 1, 4, "a"),
    "binary tag": ("a: !!binary aGk=\n", "tag", 1, 4, "a"),
    "own tag": ("a: !thing {b: 1}\n", "tag", 1, 4, "a"),
}


@pytest.mark.parametrize("case", COLLECTED.values(), ids=COLLECTED)
def test_other_faults_are_collected_and_reading_goes_on(read: Read, case: tuple) -> None:
    text, code, *where = case
    (problem,) = read(text).problems
    assert (problem.code, *place(problem)) == (code, *where)
    assert problem.hint
    assert caret_column(problem) == where[1]


def test_a_duplicate_key_points_at_both_and_keeps_the_first(read: Read) -> None:
    source = read("a: 1\nb: 2\na: 3\n")
    (problem,) = source.problems
    assert problem.message == "the key “a” is already on line 1"
    assert [(other.line, other.column) for other in problem.also] == [(1, 1)]
    assert source.tree == {"a": 1, "b": 2}
    assert "also" in render_problem(problem)


def test_problems_met_before_a_fault_of_syntax_are_told_too(problems_of: Callable) -> None:
    problems = problems_of('a: 1\na: 2\nb: "x\n')
    assert [problem.code for problem in problems] == ["duplicate-key", "unclosed-quote"]


def test_scalars_follow_the_core_schema(read: Read) -> None:
    written = {
        "NO": "NO", "no": "no", "yes": "yes", "on": "on", "Off": "Off", "y": "y",
        "2021-12": "2021-12", "2021-12-01": "2021-12-01", "12:30:45": "12:30:45",
        "1_000": "1_000", "0o17": 15, "0x1F": 31, "010": 10, "-7": -7, "+7": 7,
        "1.5": 1.5, "1e3": 1000.0, ".5": 0.5, "2.": 2.0, ".": ".", "-": "-", "1.2.3": "1.2.3",
        "true": True, "True": True, "FALSE": False, "tRUE": "tRUE",
        "null": None, "~": None, "NULL": None, "": None, "=": "=",
        "'2021'": "2021", '"true"': "true", ".inf": float("inf"),
        "9" * 30: "9" * 30,
    }  # fmt: skip
    keys = list(written)
    source = read("".join(f"k{n}: {key}\n" for n, key in enumerate(keys) if key != "-"))
    expected = {f"k{n}": written[key] for n, key in enumerate(keys) if key != "-"}
    assert source.tree == expected
    assert {key: type(value) for key, value in source.tree.items()} == {
        key: type(value) for key, value in expected.items()
    }


def test_the_tree_is_plain_and_every_node_has_a_place(read: Read) -> None:
    source = read("# c\na:\n  - x\n  - b: {c: ü}\n    d: >-\n      y\n      z\n")
    assert source.tree == {"a": ("x", {"b": {"c": "ü"}, "d": "y z"})}
    places = {"": (2, 1), "a": (3, 3), "a[0]": (3, 5), "a[1].b": (4, 8), "a[1].b.c": (4, 12)}
    for path, (line, column) in places.items():
        where = source.locate(path)
        assert (where.path, where.line, where.column) == (path, line, column)
    assert source.root.items["a"].items[1].items["d"].key_at is not None
    assert source.locate("a[7].q").path == "a"
    assert source.locate("q.r").path == ""


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_lines_end_as_editors_end_them(read: Read, end: str) -> None:
    source = read(end.join(["a: 1", "", "b: x y", "c: 2"]))
    where = source.locate("c")
    assert (where.line, where.column, where.excerpt) == (4, 4, "c: 2")


def test_the_bytes_are_kept(read: Read) -> None:
    data = "\ufeffa: Ünïcode  \r\n# end, no line break".encode()
    source = read(data)
    assert source.data == data
    assert source.tree == {"a": "Ünïcode"}
    assert source.locate("a").column == 4


def test_a_modest_use_of_anchors_is_fine(read: Read) -> None:
    source = read("a: &x {b: [1, 2]}\nc: *x\n")
    assert source.tree == {"a": {"b": (1, 2)}, "c": {"b": (1, 2)}}
    assert source.problems == ()
    where = source.locate("c")
    assert (where.line, where.column) == (2, 4)


def stop(file: Path) -> Problem:
    with pytest.raises(ProblemsFound) as caught:
        read_data_file(file)
    (problem,) = caught.value.problems
    return problem


def test_a_missing_file(tmp_path: Path) -> None:
    problem = stop(tmp_path / "none.yaml")
    assert (problem.code, place(problem)) == ("file-missing", (None, None, ""))
    assert "name" in problem.hint
    (tmp_path / "file").touch()
    assert stop(tmp_path / "file" / "below.yaml").code == "file-missing"


def test_a_folder_and_a_device(tmp_path: Path) -> None:
    assert stop(tmp_path).code == "file-is-folder"
    assert stop(tmp_path).hint == "name the profile file in it"
    assert stop(Path("/dev/null")).code == "file-special"
    os.mkfifo(tmp_path / "pipe")
    assert stop(tmp_path / "pipe").code == "file-special"


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object) -> None:
        raise PermissionError(13, "Permission denied")

    file = tmp_path / "secret.yaml"
    file.touch()
    monkeypatch.setattr("os.open", refuse)
    problem = stop(file)
    assert problem.code == "file-unreadable"
    assert "Permission denied" in problem.message


def test_a_name_no_system_allows(tmp_path: Path) -> None:
    assert stop(tmp_path / "a\0b").code in ("file-unreadable", "file-missing")
    assert stop(tmp_path / ("a" * 5000)).code == "file-unreadable"


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n", "null\n", "\ufeff"])
def test_an_empty_file(only_problem: Only, text: str) -> None:
    problem = only_problem(text)
    assert problem.code == "file-empty"
    assert "language" in problem.hint


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "huge.yaml"
    with file.open("wb") as stream:
        stream.truncate(100_000_000)
    start = time.process_time()
    problem = stop(file)
    assert time.process_time() - start < 0.5
    assert problem.code == "file-too-large"
    assert "100 MB" in problem.message
    assert "10 MB" in problem.hint


def test_text_that_is_not_utf_8(only_problem: Only) -> None:
    problem = only_problem("a: é\nb: caf".encode() + b"\xe9 bar\nc: 1\n")
    assert (problem.code, *place(problem)) == ("file-not-utf-8", 2, 7, "")
    assert "0xE9" in problem.message
    assert "UTF-8" in problem.hint
    assert caret_column(problem) == 7
    problem = only_problem(b"\xef\xbb\xbfa: \xff")
    assert place(problem) == (1, 4, "")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_utf_16_is_named(only_problem: Only, encoding: str) -> None:
    problem = only_problem("language: en\n".encode(encoding))
    assert problem.code == "file-utf-16"
    assert "UTF-16" in problem.message


@pytest.mark.parametrize("data", [b"%PDF-1.7\n%\xe2\xe3", b"PK\x03\x04\x14\x00", b"\x89PNG\r\n"])
def test_other_kinds_of_files_are_named(only_problem: Only, data: bytes) -> None:
    assert only_problem(data).code == "file-not-text"


BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join(['*' + before] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
LONG_ALIASES = "a: &a " + "x" * 100_000 + "\nb: [" + "*a, " * 10_000 + "]\n"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (BOMB, "too-much"),
        (LONG_ALIASES, "too-much"),
        ("a: [" + "1," * 250_000 + "]", "too-much"),
        ("a: " + "[" * 100_000, "too-deep"),
        ("a: " + "{a: " * 100_000, "too-deep"),
        ("- " * 100_000, "too-deep"),
        ("? " * 100_000, "key-not-text"),
        ("\n".join(" " * n + "a:" for n in range(2_000)), "too-deep"),
    ],
    ids=["bomb", "long", "wide", "brackets", "braces", "dashes", "questions", "indents"],
)
def test_bombs_end_quickly(only_problem: Only, text: str, code: str) -> None:
    start = time.process_time()
    assert only_problem(text).code == code
    assert time.process_time() - start < 20


def test_deep_json_ends_quickly(only_problem: Only) -> None:
    assert only_problem('{"a": ' + "[" * 100_000, "p.json").code == "too-deep"
    assert only_problem('{"a":' * 100_000, "p.json").code == "too-deep"


def test_json_is_read_with_places(read: Read) -> None:
    items = '1, -2.5e3, true, null, "x\\u00e9\\/\\ud83d\\ude00"'
    text = f'{{\n\t"a": [\n\t\t{items}\n\t],\n\t"b": {{}}, "c": []\n}}\n'
    source = read(text, "p.JSON")
    assert source.tree == {"a": (1, -2500.0, True, None, "xé/😀"), "b": {}, "c": ()}
    where = source.locate("a[2]")
    assert (where.line, where.column) == (3, 14)
    assert source.data == text.encode()


def test_json_duplicate_keys_are_found(read: Read) -> None:
    source = read('{"a": 1,\n "b": {"c": 1, "c": 2}}', "p.json")
    (problem,) = source.problems
    assert (problem.code, *place(problem)) == ("duplicate-key", 2, 16, "b.c")
    assert problem.also[0].column == 8


JSON_FAULTS = {
    '{"a": 1,}': (9, "comma stands before }"),
    '{"a": [1,]}': (10, "comma stands before ]"),
    '{"a": 1 "b": 2}': (9, "comma"),
    '{"a": 1, /* why */ "b": 2}': (10, "key in double quotes"),
    '{"a": 1 # why\n}': (9, "comma or a closing bracket"),
    '{"a" 1}': (6, "colon"),
    "{a: 1}": (2, "key in double quotes"),
    "{'a': 1}": (2, "key in double quotes"),
    "{\"a\": 'x'}": (7, "not a value"),
    '{"a": word}': (7, "not a value"),
    '{"a": tru}': (7, "not a value"),
    '{"a": True}': (7, "not a value"),
    '{"a": 01}': (8, "comma or a closing bracket"),
    '{"a": .5}': (7, "not a value"),
    '{"a": "NaN", "b": [NaN]}': (20, "not a value"),
    '{"a": -Infinity}': (7, "not a value"),
    '{"a": "x': (7, "never closed"),
    '{"a": "x\n"}': (9, "line break or a tab"),
    '{"a": "x\ty"}': (9, "line break or a tab"),
    '{"a": "\\q"}': (8, "backslash"),
    '{"a": "\\ud8"}': (9, "backslash"),
    '{"a": [1, 2}': (12, "comma or a closing bracket"),
    '{"a": [1': (9, "data end"),
    '{"a":': (6, "data end"),
    '{"a": 1} x': (10, "end before"),
    "// no\n{}": (1, "not a value"),
    "\ufeff\ufeff{}": (1, "byte order mark"),
    "language: en": (1, "not a value"),
}


@pytest.mark.parametrize("text", JSON_FAULTS)
def test_json_faults_are_told(only_problem: Only, text: str) -> None:
    column, words = JSON_FAULTS[text]
    problem = only_problem(text, "p.json")
    assert (problem.code, *place(problem)) == ("json-syntax", 1, column, "")
    assert words in problem.message
    assert problem.hint
    if "\t" not in text:
        assert caret_column(problem) == column


def test_a_key_the_reader_cannot_take_in_is_told(only_problem: Only, read: Read) -> None:
    """The reader of YAML looks for the colon within 1,024 characters; JSON has no such limit."""
    longest = "a" * 1021
    assert read(f'{{"b": 1, "{longest}" : 2}}', "p.json").tree == {"b": 1, longest: 2}
    for too_long in (f'"{longest}b" :', f'"{longest}"  :', '"a"' + "\n" * 1022 + ":"):
        problem = only_problem(f'{{"x: y": ": ", {too_long} 2}}', "p.json")
        assert (problem.code, *place(problem)) == ("key-too-long", 1, 16, "")
        assert problem.hint


def json_text(chance: random.Random, depth: int = 0) -> str:
    """Return JSON of every form, with white space of every kind wherever it may stand."""

    def space() -> str:
        return "".join(chance.choices(" \t\n\r", k=chance.choice((0, 0, 1, 3))))

    def string() -> str:
        text = "".join(chance.choices(CHARACTERS, k=chance.choice((0, 1, 5, 40, 1500))))
        written = json.dumps(text, ensure_ascii=chance.random() < 0.5)
        return written.replace("/", chance.choice(("/", "\\/")))

    def within(brackets: str, entries: list[str]) -> str:
        return brackets[0] + space() + f"{space()},{space()}".join(entries) + space() + brackets[1]

    kind = "object" if depth == 0 else chance.choice(("object", "array", *["value"] * 5))
    count = range(0 if depth == 6 else chance.randint(0, 5))
    if kind == "object":
        keys = [json.dumps(f"{number}{chance.choice(CHARACTERS)}") for number in count]
        return within("{}", [f"{k}{space()}:{space()}{json_text(chance, depth + 1)}" for k in keys])
    if kind == "array":
        return within("[]", [json_text(chance, depth + 1) for _ in count])
    return chance.choice((*VALUES, string()))


VALUES = ("true", "false", "null", "0", "-0", "7", "-1.50", "2e3", "2E+3", "1.5e-7", '""')
# Without the line separator U+2028, which no profile may hold.
CHARACTERS = "ab '\"\\/#:,-?[]{}&*!|>%@`~=<.0\n\t\bé\u0301\u200f\ufeff中😀"


def as_tuples(value: object) -> object:
    if isinstance(value, dict):
        return {key: as_tuples(each) for key, each in value.items()}
    return tuple(map(as_tuples, value)) if isinstance(value, list) else value


@pytest.mark.parametrize("seed", range(60))
def test_all_json_is_read_as_python_reads_it(read: Read, seed: int) -> None:
    text = json_text(random.Random(seed))
    source = read(text, "p.json")
    assert source.tree == as_tuples(json.loads(text))
    assert source.problems == ()


def test_half_characters_are_replaced_never_a_traceback(read: Read) -> None:
    assert read('{"a": "\\ud800"}', "p.json").tree == {"a": "\ufffd"}
    assert read('"\\udc00": "\\ud83d\\ude00"\n').tree == {"\ufffd": "😀"}

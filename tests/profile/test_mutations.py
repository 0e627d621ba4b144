"""Whatever is done to a file, a person gets problems, never a traceback."""

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mgi_report.problems.problem import ProblemsFound, render_problem
from mgi_report.profile.file.data_file import read_data_file
from mgi_report.profile.loading import load

PIECES = [
    *"\t\n\r :-?[]{}&*!|>%@`'\"#,\\<=~0",
    "\n  ",
    ": ",
    "- ",
    "---\n",
    "...\n",
    "&a ",
    "*a ",
    "<<: ",
    "!!str ",
    "\u2028",
    "\x85",
    "\ufeff",
    "\x00",
    "\ud7ff",
    "e\u0301",
    "👍",
    '"\\ud800"',
    "null",
    "2021",
    "[" * 60,
    "%YAML 1.1\n",
    "|9\n",
    ">+\n",
    "? ",
    "'",
    '"',
]
VALUES: list[Any] = [
    None,
    True,
    0,
    -1,
    10**30,
    1.5,
    float("inf"),
    "",
    " ",
    "x",
    "x" * 400,
    "\ud800",
    "{hint}",
    [],
    {},
    [None],
    [[]],
    [{}],
    {"": None},
    {"text": None},
    {"text": []},
    {"a.b": 1},
    ["x", "x"],
    {"title": 3},
]


def check(file: Path) -> None:
    try:
        loaded = load(file)
    except ProblemsFound as found:
        assert found.problems
        for problem in found.problems:
            assert problem.message
            assert render_problem(problem)
            render_problem(problem).encode()
    else:
        assert loaded.source == file.read_bytes()


@pytest.mark.parametrize("seed", range(8))
def test_pieces_put_anywhere(tmp_path: Path, minimal_profile_text: str, seed: int) -> None:
    chance = random.Random(seed)
    for number in range(40):
        text = minimal_profile_text
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(text))
            text = text[:at] + chance.choice(PIECES) + text[at + chance.randint(0, 12) :]
        file = tmp_path / f"{number}.{chance.choice(['yaml', 'json'])}"
        file.write_bytes(text.encode())
        check(file)


def places(tree: Any) -> list[tuple[Any, Any]]:
    """Return every (collection, key) of a tree."""
    found = []
    waiting = [tree]
    while waiting:
        each = waiting.pop()
        keys = each.keys() if isinstance(each, dict) else range(len(each))
        for key in list(keys):
            found.append((each, key))
            if isinstance(each[key], dict | list):
                waiting.append(each[key])
    return found


@pytest.mark.parametrize("seed", range(4))
def test_values_put_anywhere(write: Callable, minimal_profile_text: str, seed: int) -> None:
    chance = random.Random(seed)
    whole = json.dumps(read_data_file(write(minimal_profile_text)).tree)
    extra = {
        "publication": {"isbn": "x", "logos": [{"file": "a.png", "alt": "x"}], "publisher": {}},
        "instruments": [{"title": "Act", "named_as": ["A"]}],
        "bodies": [{"name": "Office", "named_as": []}],
        "sections": [
            {"title": "a", "body": "- b\n\n|c|\n|-|\n|d|"},
            {
                "title": "e",
                "placement": "before-findings",
                "body": [
                    "f",
                    {"figure": {"file": "a.png", "alt": "x"}},
                    {"table": {"caption": "x", "text": "|c|\n|-|"}},
                    {"key_figures": [{"value": "1", "label": "x", "year": 2020}]},
                ],
            },
        ],
        "sources": ["x"],
    }
    for _ in range(150):
        tree = {**json.loads(whole), **json.loads(json.dumps(extra))}
        for collection, key in chance.sample(places(tree), 2):
            collection[key] = chance.choice(VALUES)
        check(write(json.dumps(tree), "profile.json"))

"""Every text of a profile has a greatest length, and a longer one is a problem at its place."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mgi_report.problems.problem import ProblemsFound, Severity, write_path
from mgi_report.profile.loading import load_bytes
from mgi_report.profile.model import Profile

SCHEMA = Profile.model_json_schema()
LONGEST = 100_000
# How a text of a length begins and goes on; each would be let through by some check but that of it.
LONG = {
    "words": ("", "so "),
    "one word": ("", "x"),
    "an address": ("https://example.org/", "x"),
    "a number": ("9783161484100", "-"),
    "a code": ("PUB2022/057/", "E"),
    "a telephone": ("", "1 "),
}

Step = str | int


def strings(node: dict[str, Any], path: tuple[Step, ...] = ()) -> Iterator[tuple[Any, Any]]:
    """Yield the path and the schema of each text of a profile; lists have one entry."""
    if "$ref" in node:
        node = {**SCHEMA["$defs"][node["$ref"].rpartition("/")[2]], **node}
    for each in node.get("anyOf", ()):
        yield from strings(each, path)
    if "properties" in node:
        for key, below in node["properties"].items():
            yield from strings(below, (*path, key))
    elif "items" in node:
        yield from strings(node["items"], (*path, 0))
    elif node.get("type") == "string" and "enum" not in node:
        yield path, node


def test_every_text_has_a_greatest_length() -> None:
    found = dict(strings(SCHEMA))
    assert len(found) > 80
    longer = [path for path, schema in found.items() if schema.get("maxLength", 1e9) > LONGEST]
    assert [write_path(path) for path in longer] == []


def tree_of(values: dict[tuple[Step, ...], str]) -> dict[str, Any]:
    """Return data that have a value at each path."""
    root: dict[Step, Any] = {}
    for path, value in values.items():
        node = root
        for step in path[:-1]:
            node = node.setdefault(step, {})
        node[path[-1]] = value
    tree = with_lists(root)
    assert isinstance(tree, dict)
    return tree


def with_lists(node: object) -> object:
    if not isinstance(node, dict):
        return node
    found = {step: with_lists(below) for step, below in node.items()}
    return list(found.values()) if 0 in found else found


@pytest.mark.parametrize("kind", LONG)
def test_a_longer_text_is_a_problem_at_its_place(kind: str) -> None:
    begin, more = LONG[kind]
    values = {
        path: (begin + more * (schema["maxLength"] + 1))[: schema["maxLength"] + 1]
        for path, schema in strings(SCHEMA)
        if path[0] != "domains" or path[1] == "partnerships"  # Six domains are alike.
    }
    data = json.dumps(tree_of(values)).encode()
    with pytest.raises(ProblemsFound) as caught:
        load_bytes(data, "long.json")
    told = {
        problem.location.path
        for problem in caught.value.problems
        if problem.severity is Severity.ERROR and problem.location
    }
    assert [path for path in map(write_path, values) if path not in told] == []


@pytest.mark.parametrize(
    ("key", "value"),
    [("isbn", "-" * 30_000 + "9783161484100"), ("pub_number", "PUB2022/057/" + "E" * 30_000)],
)
def test_a_number_that_would_never_be_laid_out(
    minimal_profile_text: str, tmp_path: Path, key: str, value: str
) -> None:
    text = f'{minimal_profile_text}publication:\n  {key}: "{value}"\n'
    with pytest.raises(ProblemsFound) as caught:
        load_bytes(text.encode(), str(tmp_path / "long.yaml"))
    (problem,) = caught.value.problems
    assert problem.code == "text-too-long"
    assert problem.location is not None
    assert problem.location.path == f"publication.{key}"

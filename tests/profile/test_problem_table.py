"""Every code a user can meet is explained in docs/problems.md."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src" / "mgi_report").rglob("*.py"))
MAKERS = {"Problem", "Fault", "Flaw", "reject"}
ROW = re.compile(r"^\| `([a-z0-9-]+)` \|", re.MULTILINE)


def codes_in(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        first: ast.expr | None = None
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in MAKERS
        ):
            named = [keyword.value for keyword in node.keywords if keyword.arg == "code"]
            first = next(iter([*node.args, *named]), None)
        elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "code":
            first = node.value
        if isinstance(first, ast.Constant) and isinstance(first.value, str):
            yield first.value


def documented() -> list[str]:
    return ROW.findall((ROOT / "docs" / "problems.md").read_text(encoding="utf-8"))


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: str(file.relative_to(ROOT / "src")))
def test_every_code_is_in_the_table(file: Path) -> None:
    assert set(codes_in(file)) <= set(documented())


def test_the_table_holds_no_code_twice_and_none_that_is_gone() -> None:
    texts = {
        node.value
        for file in SOURCES
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert len(documented()) == len(set(documented()))
    assert set(documented()) - texts == set()

"""Hints have one style: a short order without a capital and without a full stop."""

import ast
from collections.abc import Iterator
from pathlib import Path

SRC = Path(__file__).parents[2] / "src"
TOLD = {"Problem", "Fault", "Flaw"}


def literal(node: ast.expr | None) -> str:
    """Return the fixed text of an expression."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(
            literal(part) if isinstance(part, ast.Constant) else "{}" for part in node.values
        )
    if isinstance(node, ast.BinOp):
        return literal(node.left) + literal(node.right)
    return ""


def hints(tree: ast.AST) -> Iterator[str]:
    """Yield what is given for a hint: to a problem, or to a name that says so."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in TOLD:
            named = (each.value for each in node.keywords if each.arg == "hint")
            yield literal(node.args[2] if len(node.args) > 2 else next(named, None))
        elif isinstance(node, ast.Assign):
            for target in node.targets:
                yield from assigned(target, node.value)


def assigned(target: ast.expr, value: ast.expr) -> Iterator[str]:
    if isinstance(target, ast.Name) and "hint" in target.id.lower():
        yield literal(value)
    elif isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        for one, other in zip(target.elts, value.elts, strict=True):
            yield from assigned(one, other)


def test_hints_have_one_style() -> None:
    found = [
        (path.name, hint)
        for path in SRC.rglob("*.py")
        for hint in hints(ast.parse(path.read_text("utf-8")))
        if hint
    ]
    assert len(found) > 120
    odd = [
        (name, hint)
        for name, hint in found
        if hint.endswith(".") or (hint[0].isupper() and not hint.split()[0].isupper())
    ]
    assert odd == []


def test_an_odd_hint_is_seen() -> None:
    code = (
        'Fault("a", "b", "Do it.")\nmessage, hint = "x", "Mend it."\nProblem("c", "d", hint="Go.")'
    )
    assert set(hints(ast.parse(code))) == {"Do it.", "Mend it.", "Go."}

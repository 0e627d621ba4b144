"""What a code says has one home: the module that words it for all who need it."""

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

SRC = Path(__file__).parents[2] / "src"
MAKERS = {"Problem", "Fault", "Flaw", "reject"}

# Several mistakes under one code, found at different places.
FAMILIES = {"theme", "configuration", "yaml-syntax", "subject-id", "earlier-outside", "empty-text"}
FAMILIES |= {"doubtful-signs", "language-tag", "no-profiles", "not-current", "file-exists"}
# The engine sees them in a template; the proof of a finished file, on a page.
BEFORE_AND_AFTER = {"foreign-font", "missing-alt", "missing-glyph"}
# An archive edition has more places for the same forgery than a download has.
IN_BOTH_PROOFS = {"bookmark-altered", "foreign-entry", "link-elsewhere", "metadata-altered"}
IN_BOTH_PROOFS |= {"not-identified"}


def codes(tree: ast.AST) -> Iterator[str]:
    """Yield the codes that are given words."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in MAKERS:
            named = (each.value for each in node.keywords if each.arg == "code")
            code = node.args[0] if node.args else next(named, None)
            if isinstance(code, ast.Constant) and isinstance(code.value, str):
                yield code.value


def of_two_homes(modules: Iterable[str]) -> set[str]:
    """Return the codes that more than one of these modules puts into words."""
    homes = defaultdict(set)
    for number, module in enumerate(modules):
        for code in codes(ast.parse(module)):
            homes[code].add(number)
    return {code for code, numbers in homes.items() if len(numbers) > 1}


def test_a_code_is_put_into_words_in_one_module() -> None:
    found = of_two_homes(path.read_text("utf-8") for path in SRC.rglob("*.py"))
    assert found == FAMILIES | BEFORE_AND_AFTER | IN_BOTH_PROOFS


def test_a_second_home_is_seen() -> None:
    one = 'Fault("a", "it is so")\nFault("a", "or so")\nProblem(code="b", message="x")'
    other = 'Problem(*fault)\nreject("b", f"{y}", "z")\nFlaw(code, "it is so", "")'
    assert of_two_homes([one, other]) == {"b"}

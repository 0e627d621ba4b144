"""Words, and what stands between them, come from catalogues: templates and code have none."""

import ast
import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment
from jinja2.lexer import TOKEN_DATA, TOKEN_STRING

ROOT = Path(__file__).parents[2]
# The pages for reviewers have words of their own in brackets: signs of a difference.
APART = {ROOT / "templates" / "review" / "words.html"}
TEMPLATES = sorted(set((ROOT / "templates").rglob("*.html")) - APART)
CODE = [
    *sorted((ROOT / "src/mgi_report/document").glob("*.py")),
    *sorted((ROOT / "src/mgi_report/output/page").glob("*.py")),
]
HEARD = re.compile(r'\b(?:alt|title|aria-label|data-bookmark)="([^"]*)"')
SIGNS = re.compile(r"[,;:.·–—(«“]\s|\s[·–—(«“]|[)»”]$|^\($")
# A sign of a list, whatever the language; what stands between parts of a number.
ALLOWED_IN_TEMPLATES = {"•", "."}
# Signs by the file they stand in.
ALLOWED_IN_CODE = {
    "book.py": {", ", ": "},  # told of a theme
    "fitting.py": {" · "},  # only measured
    "inline.py": {" (", "("},  # taken off the same text
    "language.py": {", ", " cannot be filled in; it may hold "},  # told of a catalogue
}
# What the person at the keyboard reads, who reads English.
TOLD = {"Problem", "Location", "MissingWord", "DesignFault", "AssetNotFound", "reject"}


def said_by(template: str) -> Iterator[str]:
    """Yield the texts and signs that a template itself prints, or has read out."""
    environment = Environment(autoescape=True)
    pieces = []
    for _, kind, token in environment.lex(template):
        if kind == TOKEN_DATA:
            pieces.append(token)
        elif kind == TOKEN_STRING:
            pieces.append("\0")  # What is filled in parts words.
            if SIGNS.search(token[1:-1].replace("\\n", "\n")):
                yield token[1:-1]
        else:
            pieces.append("\0")
    data = "".join(pieces)
    for words in HEARD.findall(data):
        yield from shown(words)
    data = re.sub(r'[\w-]+="[^"]*"', "", data)
    data = re.sub(r"<(style|script)\b.*?</\1>|<!.*?>", " ", data, flags=re.DOTALL)
    for words in re.sub(r"<[^>]*>", "\0", data).split("\0"):
        yield from shown(words)


def shown(words: str) -> Iterator[str]:
    for each in words.split("\0"):
        text = html.unescape(each).strip("\u00a0\u202f \n")
        if text and text not in ALLOWED_IN_TEMPLATES:
            yield text


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_templates_say_nothing_themselves(path: Path) -> None:
    assert list(said_by(path.read_text("utf-8"))) == []


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ("<p>Page {{ n }}</p>", ["Page"]),
        ("<p>{{ a }}, {{ b }}</p>", [","]),
        ('{{ parts|join("; ") }}', ["; "]),
        ('<a aria-label="Back to {{ n }}">{{ n }}</a>', ["Back to"]),
        ('<p class="a, b">{{ a }} <br>{% if b %}{{ b }}{% endif %}</p>', []),
        ("{# A comment, of course. #}{{ a }}", []),
    ],
)
def test_what_templates_say_is_found(template: str, found: list[str]) -> None:
    assert list(said_by(template)) == found


def joined_by(code: str) -> Iterator[str]:
    """Yield the signs that code puts between what it shows, but for what it tells of problems."""
    tree = ast.parse(code)
    told = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.Raise)
        or (isinstance(node, ast.Call) and getattr(node.func, "id", "") in TOLD)
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if id(node) in told:
            continue
        if isinstance(node, ast.JoinedStr):
            constants = [part.value for part in node.values if isinstance(part, ast.Constant)]
        elif (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "join"
            and isinstance(node.func.value, ast.Constant)
        ):
            constants = [node.func.value.value]
        else:
            continue
        if not any(part in each for each in constants for part in ("<", "(?")):
            yield from filter(SIGNS.search, constants)


@pytest.mark.parametrize("path", CODE, ids=lambda path: path.name)
def test_code_joins_no_words_by_signs(path: Path) -> None:
    assert set(joined_by(path.read_text("utf-8"))) == ALLOWED_IN_CODE.get(path.name, set())


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('f"{name}, {year}"', [", "]),
        ('" · ".join(parts)', [" · "]),
        ('f"{heading} ({count})"', [" (", ")"]),
        ('raise DesignFault(f"{name}: {what}")', []),
        ('f"{a}-{b}" + f"M{x} 0V{y}" + f"(?:{words})"', []),
    ],
)
def test_signs_between_words_are_found(code: str, found: list[str]) -> None:
    assert list(joined_by(code)) == found

"""An editor with yaml-language-server knows the keys of a profile by the schema beside it."""

from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from language_server import LanguageServer

from mgi_report.output.schema import write_schema
from mgi_report.profile.schema import SCHEMA_FILE, schema_line

ROOT = Path(__file__).parents[2]
LESOTHO = (ROOT / "data" / "lso-2021.en.yaml").read_text("utf-8")

Name = Callable[[], Path]


@pytest.fixture(scope="module")
def name(tmp_path_factory: pytest.TempPathFactory) -> Name:
    """Return a function that names a new profile in a folder with the schema."""
    folder = tmp_path_factory.mktemp("data")
    write_schema(folder / SCHEMA_FILE)
    numbers = count(1)
    return lambda: folder / f"profile-{next(numbers)}.yaml"


def marked(server: LanguageServer, file: Path, text: str) -> list[tuple[str, str]]:
    """Return the marked lines of a profile, and what is said of each."""
    text = f"{schema_line()}\n{text}"
    lines = text.split("\n")
    return [
        (lines[each["range"]["start"]["line"]].strip(), each["message"])
        for each in server.open(file, text)
    ]


def offered(server: LanguageServer, file: Path, text: str) -> list[str]:
    """Return what is offered at the end of a text, without what fills in whole groups."""
    text = f"{schema_line()}\n{text}"
    server.open(file, text)
    lines = text.split("\n")
    return [each for each in server.labels(file, len(lines) - 1, len(lines[-1])) if each.islower()]


def test_our_own_profile_has_no_mark(server: LanguageServer, name: Name) -> None:
    assert marked(server, name(), LESOTHO) == []


@pytest.mark.parametrize("date", ["2021-12-03", '"2021-12"', "2021-12 # published"])
def test_dates_are_texts_to_an_editor(server: LanguageServer, name: Name, date: str) -> None:
    assert marked(server, name(), LESOTHO.replace("date: 2021-12", f"date: {date}")) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("    potential:", "    potental:", "potental:", "Property potental is not allowed."),
        ("    potential:", "    potental:", "migrants-rights:", 'Missing property "potential".'),
        ("  ordinal: 2\n", "", "edition:", 'Missing property "ordinal".'),
        ("status: final", "status: finl", "status: finl", '"draft", "final"'),
        ("code: LSO", "code: LS", "code: LS", "such as LSO for Lesotho"),
        ("date: 2021-12", "date: 2021", "date: 2021", "Incorrect type"),
        ("level: national", "level: local", "subject:", 'Missing property "kind"'),
        ("- title: Aliens Control Act", "- titel: A", "- titel: A", "titel is not allowed"),
    ],
)
def test_a_mistake_is_marked(
    server: LanguageServer, name: Name, old: str, new: str, line: str, said: str
) -> None:
    assert old in LESOTHO
    found = marked(server, name(), LESOTHO.replace(old, new, 1))
    assert [told for at, told in found if at.startswith(line) and said in told], found


def test_the_right_keys_and_words_are_offered(server: LanguageServer, name: Name) -> None:
    at_top = offered(server, name(), "")
    assert {"language", "status", "subject", "edition", "domains"} <= set(at_top)
    assert offered(server, name(), "edition:\n  ordinal: 2\n  ") == [
        "year",
        "title_form",
        "assessment_period",
        "date",
    ]
    assert offered(server, name(), "domains:\n  ")[:2] == ["migrants-rights", "whole-of-government"]
    finding = "domains:\n  partnerships:\n    potential:\n      - text: One.\n        "
    assert offered(server, name(), finding) == [
        "short_label",
        "note",
        "links",
        "since",
        "source_digest",
    ]
    part = "sections:\n  - title: One\n    body:\n      - "
    assert offered(server, name(), part)[:2] == ["text", "figure"]
    assert offered(server, name(), "subject:\n  level: ") == ["national", "local"]


def test_a_key_is_explained_where_the_pointer_rests(server: LanguageServer, name: Name) -> None:
    file = name()
    text = f"{schema_line()}\n{LESOTHO}"
    server.open(file, text)
    lines = text.split("\n")

    def shown(key: str) -> str:
        line = next(number for number, line in enumerate(lines) if line.strip().startswith(key))
        return server.hover(file, line, lines[line].index(key) + 3)

    assert "Publication, to the month or to the day." in shown("date:")
    assert "2021-12-03" in shown("date:")
    assert "a watermark on every page" in shown("status:")
    assert "Domain 3: Partnerships" in shown("partnerships:")
    assert "word for word" in shown("- text:")

"""The schema for editors: it takes what check takes, and refuses what check refuses in shape."""

import json
import re
from collections.abc import Callable, Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import jsonschema
import pytest
from pydantic import BaseModel, ValidationError

from mgi_report.output.keys import key_words, keys_of
from mgi_report.output.schema import profile_schema
from mgi_report.problems.problem import Problem, Severity
from mgi_report.profile import shape
from mgi_report.profile.file.data_file import DataFile, read_data_file
from mgi_report.profile.model import Profile
from mgi_report.profile.schema import SCHEMA_FILE, schema_line
from mgi_report.run.profiles import find_profiles

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
SCHEMA: dict[str, Any] = json.loads(profile_schema())
PROFILES = find_profiles([ROOT / "data", ROOT / "tests" / "profiles"])
CHECKED = jsonschema.Draft202012Validator(SCHEMA)

Find = Callable[..., tuple[Problem, ...]]
Read = Callable[..., DataFile]


def as_json(value: Any) -> Any:
    """Return data as JSON has them, with lists instead of tuples."""
    if isinstance(value, dict):
        return {key: as_json(each) for key, each in value.items()}
    return [as_json(each) for each in value] if isinstance(value, tuple) else value


def as_data(value: Any) -> Any:
    """Return data as a file's tree has them, with tuples instead of lists."""
    if isinstance(value, dict):
        return {key: as_data(each) for key, each in value.items()}
    return tuple(map(as_data, value)) if isinstance(value, list) else value


def refused(file: DataFile) -> list[str]:
    return [error.message for error in CHECKED.iter_errors(as_json(file.tree))]


def models() -> dict[str, type[BaseModel]]:
    """Return every group of keys of a profile by its name."""
    found: dict[str, type[BaseModel]] = {}
    waiting: list[type[BaseModel]] = [Profile]
    while waiting:
        model = waiting.pop()
        found[model.__name__] = model
        below = (shape._model_of(field.annotation) for field in model.model_fields.values())
        waiting += [each for each in below if each is not None]
    return found


KEYS = [(name, key) for name, model in models().items() for key in shape._keys(model)]


@pytest.mark.parametrize("file", PROFILES, ids=lambda file: file.name)
def test_every_profile_is_accepted(file: Path) -> None:
    assert refused(read_data_file(file)) == []


def test_the_schema_is_one_of_its_draft() -> None:
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    hosts = set(re.findall(r"https?://([\w.-]+)", profile_schema()))
    assert hosts == {"example.org", "json-schema.org"}


MORE = """
sections:
  - title: One text
    body: Text.
  - title: Parts
    body:
      - Text.
      - text: Text.
      - key_figures: [{value: "5", label: Residents, year: 2021}]
      - table: {caption: Table, text: "| a |\\n|---|\\n| b |"}
sources:
  - A source.
  - {text: Another, url: "https://example.org/a"}
compares_with: earlier/example-2018.en.yaml
publication:
  isbn: 978-3-16-148410-0
  pub_number: PUB2022/057/EL
  logos: [{file: logos/a.svg, alt: Logo}]
"""


def test_every_way_of_writing_is_accepted(minimal_profile_text: str, read: Read) -> None:
    text = minimal_profile_text
    assert refused(read(text + MORE)) == []
    for date in ("2021-12", "2021-12-03", '"2021-12"', "", "~"):
        assert refused(read(text.replace("2021-12", date))) == [], date
    for url in ("mailto:a@example.org", "http://example.org", "https://example.org/a?b=c#d"):
        assert refused(read(text + MORE.replace("https://example.org/a", url))) == [], url


# What is done to the text above, and the code of what check then says.
MISTAKES = [
    ("status: draft", "status: draft\nstate: final", "unknown-key"),
    ("    potential: []", "    potental: []", "unknown-key"),
    ("        short_label:", "        label:", "unknown-key"),
    ("  short_name: Example\n", "", "missing-key"),
    ("  ordinal: 1\n", "", "missing-key"),
    ("status: draft\n", "", "missing-key"),
    ("    potential: []\n", "", "missing-key"),
    ("status: draft", "status: finished", "unknown-word"),
    ("level: national", "level: country", "unknown-word"),
    ("level: national", "level: local", "local-subject"),
    ("level: national", "level: national\n  kind: City", "national-subject"),
    ("code: XXA", "code: xxa", "country-code"),
    ("code: XXA", "code: Example", "country-code"),
    ("language: en", "language: English", "language-tag"),
    ("language: en", "language: en_GB", "language-tag"),
    ("name: The Republic of Example", "name: 5", "text-expected"),
    ("name: The Republic of Example", "name: yes", ""),
    ("name: The Republic of Example", "name: true", "text-expected"),
    ("name: The Republic of Example", "name:", "text-expected"),
    ("name: The Republic of Example", 'name: " "', "empty-text"),
    ("name: The Republic of Example", "name: [The Republic]", "text-expected"),
    ("name: The Republic of Example", 'name: "The\\nRepublic"', "line-break"),
    ("name: The Republic of Example", "name: " + "x " * 160, "text-too-long"),
    ("ordinal: 1", "ordinal: one", "number-expected"),
    ("ordinal: 1", 'ordinal: "1"', "number-expected"),
    ("ordinal: 1", "ordinal: 1.5", "number-expected"),
    ("ordinal: 1", "ordinal: 0", "number-out-of-range"),
    ("ordinal: 1", "ordinal: 21", "number-out-of-range"),
    ("date: 2021-12", "date: 2021", "date"),
    ("date: 2021-12", "date: 2021-13", "date"),
    ("date: 2021-12", "date: 12/2021", "date"),
    ("date: 2021-12", "date: 2021-1", "date"),
    ("date: 2021-12", "date: December 2021", "date"),
    ("date: 2021-12", "date: [2021]", "date"),
    ("date: 2021-12", 'year: "2021"', "number-expected"),
    ("date: 2021-12", "title_form: both", "title-form"),
    ("date: 2021-12", "title_form: number", "unknown-word"),
    ("    well_developed:\n      - The", "    well_developed:\n      The", "list-expected"),
    ("well_developed: []", "well_developed:", "list-expected"),
    ("well_developed: []", "well_developed: [5]", "keys-expected"),
    ("well_developed: []", 'well_developed: [""]', "empty-text"),
    ("well_developed: []", "well_developed: [[text]]", "keys-expected"),
    ("well_developed: []", "well_developed: [{note: text}]", "missing-key"),
    ("well_developed: []", "well_developed: [{text: a, links: {}}]", "list-expected"),
    ("well_developed: []", "well_developed: [{text: a, since: 3.P.1}]", "keys-expected"),
    ("body: Text.", "body: 5", "text-expected"),
    ("body: Text.", "body: []", "empty-text"),
    ("body: Text.", "body: {text: a}", "list-expected"),
    ("      - text: Text.", "      - {text: a, figure: {file: a.png, alt: b}}", "section-block"),
    ("      - text: Text.", "      - {}", "section-block"),
    ("      - text: Text.", "      - text:", "section-block"),
    ("      - text: Text.", "      - figure:", "section-block"),
    ("      - text: Text.", "      - key_figures: []", "empty-text"),
    ("      - text: Text.", "      - figure: {file: a.gif, alt: b}", "picture-type"),
    ("      - text: Text.", "      - figure: {file: ../a.png, alt: b}", "picture-outside"),
    ("      - text: Text.", "      - figure: {file: /a.png, alt: b}", "picture-outside"),
    ("      - text: Text.", "      - figure: {file: 'C:\\a.png', alt: b}", "picture-outside"),
    ("earlier/example-2018.en.yaml", "../example-2018.en.yaml", "earlier-outside"),
    ("earlier/example-2018.en.yaml", "example-2018.pdf", "earlier-type"),
    ("https://example.org/a", "example.org/a", "web-address"),
    ("https://example.org/a", "ftp://example.org/a", "web-address"),
    ("978-3-16-148410-0", "978-3-16-148410", "isbn"),
    ("PUB2022/057/EL", "PUB22/57/EL", "pub-number"),
    ("publication:", "publication: []\ncredits:", "keys-expected"),
]


@pytest.mark.parametrize(("old", "new", "code"), MISTAKES)
def test_a_wrong_shape_is_refused_by_both(
    old: str, new: str, code: str, minimal_profile_text: str, read: Read, problems_of: Find
) -> None:
    whole = minimal_profile_text + MORE
    assert old in whole
    text = whole.replace(old, new, 1)
    told = {each.code for each in problems_of(text) if each.severity is Severity.ERROR}
    assert bool(refused(read(text))) is bool(code)
    assert not code or code in told


VALUES: list[Any] = [
    *(None, True, 0, 2021, 1.5, "", "x", "local", "2021-12", "a\nb", " x\n", "x" * 400),
    *([], [None], ["x"], {}, {"text": "x"}, {"x": 1}, [["x"]], [{"text": "x"}], "x.png"),
    *("https://example.org", "en"),
]
# What check says of texts that have the right shape.
OF_TEXTS = {"word-too-long", "table-expected"}


def changed(value: Any) -> Iterator[Any]:
    """Yield data with each value in it left out, and replaced by each of those above."""
    for key, old in value.items() if isinstance(value, dict) else enumerate(value):
        is_group = isinstance(old, dict | list)
        for new in [*VALUES, *(changed(old) if is_group else ())]:
            copy = value.copy()
            copy[key] = new
            yield copy
        copy = value.copy()
        del copy[key]
        yield copy


def test_whatever_stands_at_a_place_is_refused_by_both_or_by_none(
    minimal_profile_text: str, read: Read
) -> None:
    whole = as_json(read(minimal_profile_text + MORE).tree)
    tried = 0
    for data in changed(whole):
        tried += 1
        try:
            Profile.model_validate(as_data(data))
            said = set()
        except ValidationError as error:
            said = {each["type"] for each in error.errors()}
        assert CHECKED.is_valid(data) is (said <= OF_TEXTS), (said, data)
    assert tried > 1500


def test_each_key_has_words_and_examples_that_fit() -> None:
    assert len(KEYS) > 90
    for name, key in KEYS:
        words = key_words(name, key)
        assert words.title
        assert len(words.told) > 4
        assert words.examples
        for example in words.examples:
            assert faults_of(models()[name], key, example) == []


def faults_of(model: type[BaseModel], key: str, example: Any) -> list[str]:
    """Return what a group of keys says of the value of one of them."""
    try:
        model.model_validate({key: as_data(example)})
    except ValidationError as error:
        return [each["msg"] for each in error.errors() if each["loc"][:1] == (key,)]
    return []


def test_an_example_that_does_not_fit_is_seen() -> None:
    assert faults_of(models()["Publication"], "isbn", "978-3-16-148410-1")
    assert faults_of(models()["Section"], "body", [{"figure": {"file": "a.gif", "alt": "b"}}])


def test_no_words_are_left_of_a_key_that_is_gone() -> None:
    for name, model in models().items():
        assert sorted(keys_of(name)) == sorted(shape._keys(model)), name


def test_each_property_of_the_schema_is_told_of() -> None:
    groups = [SCHEMA, *SCHEMA["$defs"].values()]
    told = [each for group in groups for each in group.get("properties", {}).values()]
    assert len(told) == len(KEYS)
    for each in told:
        assert re.fullmatch(r"[^`]+\.", each["description"])
        assert each["examples"]
        assert each["title"]
    for group in groups:
        # Not what the code says of itself.
        words = r"(Hold|Name (a|w|t)|Tell|Say|Show|Spell|Thank)\b"
        assert not re.match(words, group["description"])
        if "enum" in group:
            assert len(group["enumDescriptions"]) == len(group["enum"])
    assert SCHEMA["$defs"]["Edition"]["properties"]["title_form"]["default"] == "ordinal"


@pytest.fixture(scope="module")
def tables() -> ModuleType:
    """Return docs/tables.py, which renews what this module looks at."""
    spec = spec_from_file_location("tables", DOCS / "tables.py")
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_tables_of_the_page_are_made_from_the_same_words(tables: ModuleType) -> None:
    page = (DOCS / "data.md").read_text("utf-8")
    assert tables.renewed(page) == page, "run docs/tables.py"
    marks = re.findall(r"<!-- keys: (\w+) -->", page)
    assert sorted(marks) == sorted(models())
    assert tables.renewed(page.replace("| `code` |", "| `kode` |")) == page


def test_the_schema_in_docs_is_the_one_of_the_models() -> None:
    assert (DOCS / SCHEMA_FILE).read_text("utf-8") == profile_schema(), "run docs/tables.py"


def test_the_line_for_editors_is_the_one_of_the_page() -> None:
    assert schema_line() == "# yaml-language-server: $schema=profile.schema.json"
    assert f"\n{schema_line()}\n" in (DOCS / "data.md").read_text("utf-8")
    assert schema_line("../" + SCHEMA_FILE).endswith("$schema=../profile.schema.json")

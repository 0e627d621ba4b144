"""Loading: every fault of the data is told, with its place and how to mend it."""

import json
import pickle
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from mgi_report.problems.problem import Problem, ProblemsFound, Severity, render_problem
from mgi_report.profile.file.data_file import read_data_file
from mgi_report.profile.loading import load

Only = Callable[..., Problem]
Problems = Callable[..., tuple[Problem, ...]]
Write = Callable[..., Path]

FINDING = "The invented Example Residence Act (2019) gives residents of Example access to schools."


def place(problem: Problem) -> tuple[int | None, int | None, str]:
    where = problem.location
    assert where is not None
    return where.line, where.column, where.path


def caret_is_under(problem: Problem, text: str) -> bool:
    lines = render_problem(problem).splitlines()
    at = next(n for n, line in enumerate(lines) if line.strip() == "^")
    return lines[at - 1][lines[at].index("^") :].startswith(text)


def test_the_minimal_profile_loads(write: Write, minimal_profile_text: str) -> None:
    loaded = load(write(minimal_profile_text))
    assert loaded.warnings == ()
    assert loaded.profile.slug == "xxa-2021-en"
    assert loaded.source == minimal_profile_text.encode()
    assert [finding.number for finding in loaded.profile.all_findings()] == ["1.W.1", "3.P.1"]


def test_a_data_path_is_located_or_else_its_nearest_ancestor(
    write: Write, minimal_profile_text: str
) -> None:
    loaded = load(write(minimal_profile_text))
    expected = {
        "subject.code": (5, 9, "subject.code"),
        "domains.partnerships.potential[0].text": (
            23,
            15,
            "domains.partnerships.potential[0].text",
        ),
        "domains.migrants-rights.well_developed[0].text": (
            15,
            9,
            "domains.migrants-rights.well_developed[0]",
        ),
        "publication.isbn": (1, 1, ""),
        "subject.id": (4, 3, "subject"),
        "not a path": (1, 1, ""),
        "": (1, 1, ""),
    }
    for path, (line, column, found) in expected.items():
        where = loaded.locate(path)
        assert (where.line, where.column, where.path) == (line, column, found)
    assert loaded.locate("subject.code").excerpt == "  code: XXA"


# what is replaced by what: code, line, path, text under the caret, a part of the hint
FAULTS: dict[str, tuple[str, str, str, int, str, str, str]] = {
    "misspelt key": (
        "  name:", "  nmae:", "unknown-key", 6, "subject.nmae", "nmae", "did you mean name?",
    ),
    "capitals": (
        "edition:", "Edition:", "unknown-key", 8, "Edition", "Edition", "did you mean edition?",
    ),
    "underscore for hyphen": (
        "  well-being:", "  well_being:", "unknown-key", 25, "domains.well_being", "well_being",
        "did you mean well-being?",
    ),
    "hyphen for underscore": (
        "        short_label:", "        short-label:", "unknown-key", 24,
        "domains.partnerships.potential[0].short-label", "short-label", "did you mean short_label?",
    ),
    "key of another place": (
        "edition:", "isbn: x\nedition:", "unknown-key", 8, "isbn", "isbn",
        "belongs below publication",
    ),
    "unlike any key": (
        "edition:\n", "edition:\n  weather: x\n", "unknown-key", 9, "edition.weather", "weather",
        "allowed here are ordinal, year, title_form, assessment_period, date",
    ),
    "missing key": (
        "  code: XXA\n", "", "missing-key", 3, "subject.code", "subject", "add a line code:",
    ),
    "missing list": (
        "    potential: []\n  whole", "  whole", "missing-key", 13,
        "domains.migrants-rights.potential", "migrants-rights", "potential: []",
    ),
    "missing on top": (
        "language: en\n", "", "missing-key", 1, "language", "status", "language:",
    ),
    "number for text": (
        "Agreements with neighbours", "2021", "text-expected", 24,
        "domains.partnerships.potential[0].short_label", "2021", 'write it in quotes: "2021"',
    ),
    "number as written": (
        "Agreements with neighbours", "007", "text-expected", 24,
        "domains.partnerships.potential[0].short_label", "007", '"007"',
    ),
    "true for text": (
        "short_name: Example", "short_name: true", "text-expected", 7, "subject.short_name", "true",
        '"true"',
    ),
    "nothing for text": (
        "short_name: Example", "short_name:", "text-expected", 7, "subject.short_name",
        "short_name", "write the text",
    ),
    "list for text": (
        "short_name: Example", "short_name: [a]", "text-expected", 7, "subject.short_name", "[a]",
        "without a dash",
    ),
    "keys for text": (
        "short_name: Example", "short_name: {a: b}", "text-expected", 7, "subject.short_name",
        "{a: b}", "colon",
    ),
    "text for number": (
        "ordinal: 1", 'ordinal: "2"', "number-expected", 9, "edition.ordinal", '"2"',
        "without quotes: 2",
    ),
    "word for number": (
        "ordinal: 1", "ordinal: first", "number-expected", 9, "edition.ordinal", "first",
        "whole number",
    ),
    "true for number": (
        "ordinal: 1", "ordinal: true", "number-expected", 9, "edition.ordinal", "true", "whole",
    ),
    "fraction for number": (
        "ordinal: 1", "ordinal: 1.5", "number-expected", 9, "edition.ordinal", "1.5", "whole",
    ),
    "number out of range": (
        "ordinal: 1", "ordinal: 0", "number-out-of-range", 9, "edition.ordinal", "0", "at least 1",
    ),
    "nothing for list": (
        "    potential: []\n  whole", "    potential:\n  whole", "list-expected", 16,
        "domains.migrants-rights.potential", "potential", "potential: []",
    ),
    "text for list": (
        "    potential: []\n  whole", "    potential: none\n  whole", "list-expected", 16,
        "domains.migrants-rights.potential", "none", "dash",
    ),
    "text for keys": (
        "edition:\n  ordinal: 1\n  date: 2021-12\n", "edition: second\n", "keys-expected", 8,
        "edition", "second", "indented: ordinal, year, title_form, assessment_period, date",
    ),
    "nothing for a group": (
        "introduction:", "credits:\nintroduction:", "keys-expected", 11, "credits", "credits",
        "leave the key out",
    ),
    "number as finding": (
        FINDING, "2021", "keys-expected", 15, "domains.migrants-rights.well_developed[0]", "2021",
        'write it in quotes: "2021"',
    ),
    "nothing as finding": (
        f"      - {FINDING}", "      -", "keys-expected", 15,
        "domains.migrants-rights.well_developed[0]", "-", "after the dash",
    ),
    "word not allowed": (
        "status: draft", "status: Finall", "unknown-word", 2, "status", "Finall",
        "did you mean final?",
    ),
    "word far off": (
        "level: national", "level: 3", "unknown-word", 4, "subject.level", "3",
        "national or local",
    ),
    "language in capitals": (
        "language: en", "language: NO", "language-tag", 1, "language", "NO", "did you mean no?",
    ),
    "language by name": (
        "language: en", "language: English", "language-tag", 1, "language", "English",
        "did you mean en?",
    ),
    "country by name": (
        "code: XXA", "code: Lesotho", "country-code", 5, "subject.code", "Lesotho",
        "did you mean LSO (Lesotho)?",
    ),
    "bare year": (
        "date: 2021-12", "date: 2021", "date", 10, "edition.date", "2021", "2021-12",
    ),
    "impossible day": (
        "date: 2021-12", "date: 2021-02-30", "date", 10, "edition.date", "2021-02-30", "2021-12-03",
    ),
    "list as date": (
        "date: 2021-12", "date: [1]", "date", 10, "edition.date", "[1]", "2021-12",
    ),
    "empty finding": (
        FINDING, '"  "', "empty-text", 15, "domains.migrants-rights.well_developed[0]", '"  "',
        "write the text",
    ),
    "long finding": (
        FINDING, "word " * 1001, "text-too-long", 15, "domains.migrants-rights.well_developed[0]",
        "word", "shorten",
    ),
    "long word": (
        FINDING, "w" * 201, "word-too-long", 15, "domains.migrants-rights.well_developed[0]",
        "w", "space missing",
    ),
    "line break": (
        "short_name: Example", 'short_name: "a\\nb"', "line-break", 7, "subject.short_name",
        '"a', "one line",
    ),
    "unprintable": (
        "short_name: Example", 'short_name: "a\\x07b"', "unprintable-character", 7,
        "subject.short_name", '"a', "delete it",
    ),
    "half a character": (
        "short_name: Example", 'short_name: "a\\ud800b"', "unprintable-character", 7,
        "subject.short_name", '"a', "delete it",
    ),
    "city without country": (
        "level: national", "level: local\n  kind: city", "local-subject", 3, "subject", "subject",
        "country",
    ),
    "bad id": (
        "  code:", "  id: Port Example\n  code:", "subject-id", 5, "subject.id", "Port",
        "port-example",
    ),
    "braces in a message": (
        "status: draft", "status: draft\npublication: {url: 'x{hint}{y}'}", "web-address", 3,
        "publication.url", "'x{hint}{y}'", "https://",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", FAULTS.values(), ids=FAULTS)
def test_a_fault_of_the_data_is_told(
    only_problem: Only, minimal_profile_text: str, case: tuple
) -> None:
    old, new, code, line, path, under_caret, hint = case
    assert old in minimal_profile_text
    problem = only_problem(minimal_profile_text.replace(old, new, 1))
    found_line, _, found_path = place(problem)
    assert (problem.code, found_line, found_path) == (code, line, path)
    assert caret_is_under(problem, under_caret), render_problem(problem)
    assert hint in problem.hint
    assert problem.severity is Severity.ERROR
    for word in ("str", "tuple", "dict", "NoneType", "Input", "pydantic", "{{"):
        assert word not in problem.message.split()


def test_braces_are_told_as_written(only_problem: Only, minimal_profile_text: str) -> None:
    problem = only_problem(minimal_profile_text + "publication: {isbn: '{hint} {{x}}'}\n")
    assert problem.message == "“{hint} {{x}}” is not an ISBN"


def test_all_problems_come_at_once_in_file_order(
    problems_of: Problems, minimal_profile_text: str
) -> None:
    text = minimal_profile_text
    text = text.replace("language: en", "language: EN")
    text = text.replace("  code: XXA", "  code: XXA\n  code: LSO")
    text = text.replace("ordinal: 1", 'ordinal: "1"')
    text = text.replace(FINDING, f"{FINDING}  Twice.")
    text = text.replace("Agreements with neighbours", "2021")
    text += "sponsor: nobody\n"
    problems = problems_of(text)
    assert [(problem.code, place(problem)[0]) for problem in problems] == [
        ("language-tag", 1),
        ("duplicate-key", 6),
        ("number-expected", 10),
        ("suspicious-text", 16),
        ("text-expected", 25),
        ("unknown-key", 35),
    ]
    assert [problem.severity.value for problem in problems].count("warning") == 1


def test_a_misspelt_required_key_is_told_once(
    only_problem: Only, minimal_profile_text: str
) -> None:
    assert only_problem(minimal_profile_text.replace("domains:", "domain:")).code == "unknown-key"


def test_a_word_yaml_1_1_would_read_as_false_stays_text(
    write: Write, minimal_profile_text: str
) -> None:
    text = minimal_profile_text.replace("short_name: Example", "short_name: NO")
    assert load(write(text)).profile.subject.short_name == "NO"


def test_json_loads_like_yaml(write: Write, minimal_profile_text: str) -> None:
    source = read_data_file(write(minimal_profile_text))
    text = json.dumps(source.tree, ensure_ascii=False, indent="\t")
    loaded = load(write(text, "profile.json"))
    assert loaded.profile == load(write(minimal_profile_text)).profile
    assert loaded.source == text.encode()
    where = loaded.locate("edition.date")
    assert where.excerpt == '\t\t"date": "2021-12"'
    assert loaded.locate("edition.date").column == 11


WARNINGS = {
    "separate accents": (
        "of Example has", "of E\u0301xample has", "not-normalized", (23, 38), "type the word again",
    ),
    "two spaces": ("of Example has", "of Example  has", "suspicious-text", (23, 45), "delete one"),
    "no-break spaces": (
        "of Example has", "of Example\u00a0 has", "suspicious-text", (23, 45), "delete one",
    ),
    "two spaces that begin lines too": (
        FINDING, f"text: >-\n          {FINDING[:20]}\n          Residence  {FINDING[31:]}",
        "suspicious-text", (17, 20), "delete one",
    ),
    "space before a line break": (
        FINDING, f"text: >-\n          {FINDING[:20]} \n          {FINDING[21:]}",
        "suspicious-text", (16, 31), "delete one",
    ),
    "space before a full stop": (
        "neighbours.", "neighbours .", "suspicious-text", (23, 82), "delete the space",
    ),
    "bullet": (f"- {FINDING}", f"- • {FINDING}", "suspicious-text", (15, 9), "bullets"),
    "dash as bullet": (f"- {FINDING}", f'- "- {FINDING}"', "suspicious-text", (15, 10), "bullets"),
    "equal findings": (
        f"- {FINDING}", f"- {FINDING}\n      - text: {FINDING}", "duplicate-finding", (16, 15),
        "unless the source has both",
    ),
    "far year": ("ordinal: 1", "ordinal: 1\n  year: 2017", "edition-year", (10, 9), "publication"),
    "never named": (
        "status: draft", "status: draft\nbodies: [{name: Nobody}]", "instrument-not-named", (3, 17),
        "named_as",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", WARNINGS.values(), ids=WARNINGS)
def test_a_warning_does_not_stop(write: Write, minimal_profile_text: str, case: tuple) -> None:
    old, new, code, where, hint = case
    (problem,) = load(write(minimal_profile_text.replace(old, new, 1))).warnings
    assert (problem.code, place(problem)[:2]) == (code, where)
    assert hint in problem.hint
    assert problem.severity is Severity.WARNING


def test_what_is_named_or_three_years_apart_is_no_warning(
    write: Write, minimal_profile_text: str
) -> None:
    text = minimal_profile_text.replace("ordinal: 1", "ordinal: 1\n  year: 2018")
    text += "bodies: [{name: The Office, named_as: [Office of Example]}]\n"
    assert load(write(text)).warnings == ()


IMPRINT = """
publication:
  publisher: {name: Office of Example, address: [1 Example Street]}
  copyright: © 2021 Office of Example
  disclaimers: [An invented disclaimer.]
"""


def test_what_a_final_imprint_lacks_is_one_warning(write: Write, minimal_profile_text: str) -> None:
    final = minimal_profile_text.replace("status: draft", "status: final")
    led = final + "credits: {lead: Office of Example}\n"
    (problem,) = load(write(led)).warnings
    assert (problem.code, problem.severity) == ("imprint", Severity.WARNING)
    assert problem.message == ("the imprint has no publisher, no address, no rights, no disclaimer")
    (problem,) = load(write(led + "publication:\n  publisher: {name: Example}\n")).warnings
    assert problem.message == "the imprint has no address, no rights, no disclaimer"
    assert place(problem) == (36, 3, "publication")
    assert load(write(final + IMPRINT)).warnings == ()


def test_a_citation_without_an_author_is_a_warning(write: Write, minimal_profile_text: str) -> None:
    final = minimal_profile_text.replace("status: draft", "status: final")
    assert [each.code for each in load(write(final)).warnings] == ["imprint", "citation-author"]
    required = final + "publication: {citation: Office of Example 2021.}\n"
    assert [each.code for each in load(write(required)).warnings] == ["imprint"]


def test_other_languages_are_looked_for_only_where_they_are_not_known(
    write: Write, minimal_profile_text: str
) -> None:
    write(minimal_profile_text.replace("language: en", "language: fr"), "other.yaml")
    english = write(minimal_profile_text)
    found = load(english).inputs
    assert found.languages == ("fr",)
    assert load(english, found.files).inputs.languages == ()
    assert load(english, found.files, languages=("es",)).inputs.languages == ("es",)


@pytest.mark.parametrize("form", ["year", "both"])
def test_an_edition_titled_by_its_year_has_one(
    write: Write, only_problem: Only, minimal_profile_text: str, form: str
) -> None:
    text = minimal_profile_text.replace("ordinal: 1", f"ordinal: 1\n  title_form: {form}")
    assert load(write(text)).profile.edition.title_form == form
    problem = only_problem(text.replace("  date: 2021-12\n", ""))
    assert (problem.code, problem.severity) == ("title-form", Severity.ERROR)
    assert place(problem)[0] == 8
    assert "add year or date" in problem.hint


def test_an_ambiguous_name_is_an_error_at_the_second(
    only_problem: Only, minimal_profile_text: str
) -> None:
    problem = only_problem(
        minimal_profile_text + "instruments:\n"
        "  - {title: Example Residence Act, named_as: [Example Residence Act]}\n"
        "bodies:\n"
        "  - {name: Office of Example, named_as: [Example\u00a0Residence Act]}\n"
    )
    assert (problem.code, problem.severity) == ("ambiguous-name", Severity.ERROR)
    assert place(problem) == (37, 42, "bodies[0].named_as[0]")
    assert [other.line for other in problem.also] == [35]


def test_problems_survive_the_way_between_processes(
    problems_of: Problems, minimal_profile_text: str
) -> None:
    found = ProblemsFound(problems_of(minimal_profile_text.replace("code: XXA", "code: XX")))
    again = pickle.loads(pickle.dumps(found))
    assert again.problems == found.problems
    assert "XX" in str(again)


def test_a_report_of_thousands_of_problems_is_quick(
    problems_of: Problems, minimal_profile_text: str
) -> None:
    start = time.process_time()
    text = minimal_profile_text + "sources:\n" + "".join(f"  - {{x{n}: x}}\n" for n in range(5_000))
    assert len(problems_of(text)) == 1_001
    assert time.process_time() - start < 20


def test_five_thousand_findings_are_quick(write: Write, minimal_profile_text: str) -> None:
    finding = (
        "      - The invented Office of Example number {} does things and then other things.\n"
    )
    many = "".join(finding.format(number) for number in range(5_000))
    text = minimal_profile_text.replace(f"      - {FINDING}\n", many)
    text += "bodies:\n" + "".join(f"  - name: Example number {n}\n" for n in range(100))
    start = time.process_time()
    loaded = load(write(text))
    assert time.process_time() - start < 20
    assert loaded.warnings == ()
    assert len(loaded.profile.domains.migrants_rights.well_developed) == 5_000

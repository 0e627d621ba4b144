"""`inspect --verapdf` asks the real veraPDF about files of both kinds, and tells what it says."""

import json
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator
from verapdf import find_jar

from built import LESOTHO, ROOT
from mgi_report.cli import cli

COMPLETE = ROOT / "tests" / "profiles" / "compared.en.yaml"


@pytest.fixture
def inspect(verapdf, monkeypatch):
    """Return the command with the validator of all tests of this folder."""
    monkeypatch.setenv("MGI_REPORT_VERAPDF", str(find_jar()))

    def run(*words: object) -> Result:
        arguments = ["inspect", "--verapdf", *map(str, words)]
        return CliRunner().invoke(cli, arguments, standalone_mode=False)

    return run


def test_a_download_file_is_asked_about_and_a_press_file_claims_nothing(inspect, finished):
    download, press = (each.file for each in finished(COMPLETE))
    done = inspect(download, press)
    assert done.return_value == 0, done.stderr
    assert done.stdout == (f"{download}: fine, PDF/UA-1 and PDF/A-3a by veraPDF\n{press}: fine\n")
    assert "warning [nothing-claimed]" in done.stderr


def test_a_file_without_tags_is_told_by_clause_and_page(inspect, finished, tmp_path):
    file = tmp_path / "untagged.pdf"
    with pikepdf.open(finished(LESOTHO)[0].file) as pdf:
        del pdf.Root.StructTreeRoot
        pdf.save(file)
    done = inspect(file, "--json")
    assert (done.return_value, done.stderr) == (1, "")
    told = json.loads(done.stdout)
    schema = json.loads((ROOT / "docs" / "inspect.schema.json").read_text("utf-8"))
    Draft202012Validator(schema).validate(told)
    (inspected,) = told["files"]
    assert inspected["validated"] == ["PDF/UA-1", "PDF/A-3a"]
    said = [each for each in inspected["problems"] if each["code"] == "standard-broken"]
    assert {each["place"]["file"] for each in said} == {str(file)}
    text = "\n".join(each["message"] for each in said)
    assert "page 1: veraPDF, PDF/UA-1 (ISO 14289-1, 7.1, test 3): " in text
    assert "page 2: veraPDF, PDF/UA-1 (ISO 14289-1, 7.18.5, test 1): " in text
    assert "veraPDF, PDF/A-3a (ISO 19005-3, 6.7.3.3, test 1): " in text


def test_java_and_the_jar_are_found_by_themselves(verapdf, monkeypatch):
    monkeypatch.delenv("MGI_REPORT_VERAPDF", raising=False)
    monkeypatch.setattr("mgi_report.run.validation.search.PROGRAM", "no-such-verapdf")
    done = CliRunner().invoke(cli, ["doctor"], standalone_mode=False)
    assert f"veraPDF: {find_jar()}\n" in done.stdout


def test_a_named_validator_that_is_not_there_ends_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("MGI_REPORT_VERAPDF", str(tmp_path / "verapdf"))
    done = CliRunner().invoke(cli, ["inspect", "--verapdf", "x.pdf"], standalone_mode=False)
    assert (done.return_value, done.stdout) == (3, "")
    assert f"{tmp_path / 'verapdf'}: error [validator-missing]" in done.stderr
    words = ["inspect", "--verapdf", "--json", "x.pdf"]
    done = CliRunner().invoke(cli, words, standalone_mode=False)
    assert (done.return_value, done.stderr) == (3, "")
    (told,) = json.loads(done.stdout)["files"]
    assert told["problems"][0]["code"] == "validator-missing"

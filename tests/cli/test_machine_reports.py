"""changes, inspect, verify, doctor and check tell programs all they find, and nothing besides."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
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


@pytest.fixture
def sides(tmp_path: Path, country_text: Callable[[str], str]) -> tuple[Path, Path]:
    """Return two sides: XAA has changed in many ways, XAB is new, XAC gone, XAD the same."""
    found = tmp_path / "old", tmp_path / "new"
    for folder, codes in zip(found, (("XAA", "XAC", "XAD"), ("XAA", "XAB", "XAD")), strict=True):
        folder.mkdir()
        for code in codes:
            (folder / f"{code.lower()}.yaml").write_text(country_text(code), "utf-8")
    first, second, third = (
        f"      - There is the {word} invented plan, for {what}.\n"
        for word, what in (("first", "boats"), ("second", "apples"), ("third", "music"))
    )
    for folder in found:
        edit(folder / "xaa.yaml", "    potential:\n", f"    potential:\n{first}{second}{third}")
    new = found[1] / "xaa.yaml"
    edit(new, first, "")
    edit(new, third, "")
    edit(new, "schools.\n", f"schools.\n{third}")
    edit(new, "has no agreement", "has <one> & another agreement")
    edit(new, "invented country, made up", "invented land, made up")
    return found


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def pieces(words: Tag) -> Iterator[tuple[str, str]]:
    """Yield the pieces of a text on a page, without its key and what is for the ear alone."""
    for unheard in words.find_all(class_=["key", "unseen"]):
        unheard.decompose()
    kinds = {"del": "removed", "ins": "added"}
    for each in words.children:
        if text := each.get_text():
            yield kinds.get(getattr(each, "name", "") or "", "same"), text


def test_changes_tells_what_the_pages_tell_in_the_same_words(
    sides: tuple[Path, Path], leaflet_theme: Path, tmp_path: Path
) -> None:
    output = tmp_path / "changes"
    done = run("changes", *sides, "--json", "-o", output, "--theme", leaflet_theme, "-j", 2)
    assert done.return_value == 0
    told = read(done, "changes")
    assert (told["index"], told["same"]) == (str(output / "index.html"), 1)
    profiles = told["profiles"]
    assert [(each["name"], each["kind"]) for each in profiles] == [
        ("mgi-xaa-2021-en", "changed"),
        ("mgi-xab-2021-en", "new"),
        ("mgi-xac-2021-en", "gone"),
    ]
    assert [each["subject"] for each in profiles] == [f"The Republic of Land XA{x}" for x in "ABC"]
    index = BeautifulSoup((output / "index.html").read_bytes(), "html.parser")
    shown = {
        str(row.a["href"]): (row.a.text, [each.text for each in row.find_all("p")[1:]])
        for row in index.find_all("li")
        if row.a
    }
    assert shown == {
        each["page"]: ((each["new"] or each["old"])["edition"], each["pages_said"])
        for each in profiles
    }
    for each in profiles:
        page = BeautifulSoup((output / each["page"]).read_bytes(), "html.parser")
        sides_shown = [dd.text for dd in page.find_all("dd")]
        assert sides_shown == [
            f"{side['file']} ({side['edition']})" for side in (each["old"], each["new"]) if side
        ]
        lists = [(of["domain_heading"], of["heading"]) for of in each["lists"]]
        assert list(dict.fromkeys(domain for domain, _ in lists)) == [
            heading.text for heading in page.find_all("h3") if heading.get("lang")
        ]
        assert [heading for _, heading in lists] == [
            heading.text for heading in page.find_all("h4") if heading.get("lang")
        ]
        rows = [
            (row.find(class_="name").text, [list(pieces(p)) for p in row.find_all(class_="text")])
            for row in page.find_all("li")
        ]
        findings = [finding for of in each["lists"] for finding in of["findings"]]
        texts = [(one["new_number"] or one["old_number"], one["texts"]) for one in findings]
        texts += [(one["path"], [one]) for one in each["others"]]
        assert rows == [
            (name, [[(word["kind"], word["text"]) for word in one["words"]] for one in edits])
            for name, edits in texts
        ]
        said = [said.text for said in page.find_all(class_="said")]
        assert [one["said"] for one in findings] == said[: len(findings)]


def test_changes_tells_findings_by_number_and_pages_by_kind(
    sides: tuple[Path, Path], leaflet_theme: Path, tmp_path: Path
) -> None:
    said = "--json", "--theme", leaflet_theme, "-j", 2
    done = run("changes", *sides, *said, "-o", tmp_path / "one")
    changed, new, gone = read(done, "changes")["profiles"]
    rows = [
        (of["domain"], of["list"], one["old_number"], one["new_number"], one["kinds"])
        for of in changed["lists"]
        for one in of["findings"]
    ]
    assert rows == [
        ("migrants-rights", "well_developed", "3.P.3", "1.W.2", ["moved"]),
        ("partnerships", "potential", "3.P.1", None, ["removed"]),
        ("partnerships", "potential", "3.P.4", "3.P.2", ["changed"]),
    ]
    (text,) = changed["lists"][1]["findings"][1]["texts"]
    assert "has no agreement" in text["old"]
    assert "has <one> & another agreement" in text["new"]
    assert text["path"] == "domains.partnerships.potential[1].text"
    assert changed["lists"][1]["renumbered"] == [{"old_number": "3.P.2", "new_number": "3.P.1"}]
    assert [each["path"] for each in changed["others"]] == ["introduction"]
    assert changed["pages"] == [{"kind": "changed", "old": 1, "new": 1}]
    assert (new["old"], new["new"]["file"]) == (None, "xab.yaml")
    assert new["pages"] == [{"kind": "added", "old": None, "new": 1}]
    assert (gone["old"]["file"], gone["new"]) == ("xac.yaml", None)
    assert gone["pages"] == [{"kind": "removed", "old": 1, "new": None}]
    assert [one["kinds"] for of in gone["lists"] for one in of["findings"]] == [["removed"]] * 2
    # The same sides give the same bytes.
    again = run("changes", *sides, *said, "-o", tmp_path / "two")
    assert again.stdout == done.stdout.replace(str(tmp_path / "one"), str(tmp_path / "two"))


def test_changes_tells_what_cannot_be_read_and_what_kept_it_from_its_work(
    sides: tuple[Path, Path], leaflet_theme: Path, tmp_path: Path
) -> None:
    edit(sides[1] / "xaa.yaml", "status: draft", "status: drafty")
    output = tmp_path / "changes"
    said = "--json", "-o", output, "--theme", leaflet_theme, "-j", 2
    done = run("changes", *sides, *said)
    told = read(done, "changes")
    assert (done.return_value, told["errors"], found(told["problems"])) == (1, 1, ["unknown-word"])
    assert told["problems"][0]["place"]["file"] == str(sides[1] / "xaa.yaml")
    assert [each["kind"] for each in told["profiles"]] == ["new", "gone"]
    (sides[1].parent / "mgi-report.toml").write_text("colour = 1\n", "utf-8")
    for words, code in (
        ((*sides, *said), "file-exists"),
        ((sides[0], tmp_path / "nosuch", *said), "no-profiles"),
        ((*sides, "--json", "-o", tmp_path / "other"), "configuration"),
    ):
        done = run("changes", *words)
        told = read(done, "changes")
        assert (done.return_value, told["index"], told["profiles"]) == (1, None, [])
        assert (told["errors"], found(told["problems"])) == (1, [code])
    assert not (tmp_path / "other").exists()

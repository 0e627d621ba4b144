"""What veraPDF says on its command line is read, in the form of its machine-readable report."""

import sys
import zipfile
from pathlib import Path

import pikepdf
import pytest

from mgi_report.problems.problem import ProblemsFound, Severity
from mgi_report.run.validation import validator
from mgi_report.run.validation.conformance import conformity_of
from mgi_report.run.validation.search import COMMAND_LINE, LIBRARY, find_validator
from mgi_report.run.validation.validator import (
    BrokenRule,
    ValidatorCommand,
    ValidatorFailed,
    ValidatorLibrary,
)

# As veraPDF 1.31 writes it, in fewer and other words.
REPORT = """\
<?xml version="1.0" encoding="utf-8"?>
<report>
  <buildInformation><releaseDetails id="core" version="1.31.50"></releaseDetails></buildInformation>
  <jobs>
    <job>
      <item size="537"><name>/x/file.pdf</name></item>
      {verdict}
      <duration start="1" finish="2">00:00:00.001</duration>
    </job>
  </jobs>
  <batchSummary totalJobs="1" failedToParse="0" encrypted="0"></batchSummary>
</report>
"""
VERDICT = """\
<validationReport jobEndStatus="normal" profileName="PDF/UA-1 validation profile" \
statement="." isCompliant="{compliant}">
  <details passedRules="{passed}" failedRules="{failed}" passedChecks="3" failedChecks="4">
    {rules}
  </details>
</validationReport>
"""
RULES = """\
<rule specification="ISO 14289-1:2014" clause="7.18.5" testNumber="1" status="failed" \
failedChecks="95" tags="annotation">
  <description>Links are links</description>
  <object>PDLinkAnnot</object>
  <test>isLink == true</test>
  <check status="failed">
    <context>root/document[0]/pages[1](7 0 obj PDPage)/annots[0](8 0 obj PDLinkAnnot)</context>
    <errorMessage>This link is
      none</errorMessage>
  </check>
</rule>
<rule specification="ISO 14289-1:2014" clause="7.1" testNumber="11" status="failed" \
failedChecks="1" tags="structure">
  <description>There are tags</description>
  <check status="failed"><context>root/document[0]</context></check>
</rule>
"""
EXCEPTION = """\
<taskException type="PARSE" isExecuted="true" isSuccess="false">
  <exceptionMessage>Exception: it has no trailer</exceptionMessage>
</taskException>
"""
LINK = BrokenRule("7.18.5", "1", 95, "This link is none", 2)
TAGS = BrokenRule("7.1", "11", 1, "There are tags", None)


def verdict(compliant: str = "false", passed: int = 104, failed: int = 2, rules: str = RULES):
    return REPORT.format(
        verdict=VERDICT.format(compliant=compliant, passed=passed, failed=failed, rules=rules)
    )


FINE = verdict("true", 106, 0, "")


def saying(folder: Path, **reports: str) -> ValidatorCommand:
    """Return a command that prints a report for each flavour, and notes how it was called."""
    program = folder / "verapdf.py"
    program.write_text(
        "import sys\nfrom pathlib import Path\n"
        f"called = Path({str(folder)!r}) / 'called'\n"
        "with called.open('a') as file: file.write(' '.join(sys.argv[1:]) + chr(10))\n"
        f"print({reports!r}['f' + sys.argv[2]])\n"
        "sys.exit(1)\n"
    )
    return ValidatorCommand((sys.executable, str(program)))


def claiming(file: Path, **claims: str) -> Path:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        with pdf.open_metadata(set_pikepdf_as_editor=False) as packet:
            for key, value in claims.items():
                packet[key.replace("_", ":")] = value
        pdf.save(file)
    return file


@pytest.fixture
def download(tmp_path: Path) -> Path:
    """Return a file that claims what our download format claims, in a name Java may not open."""
    claims = {"pdfaid_part": "3", "pdfaid_conformance": "A", "pdfuaid_part": "1"}
    return claiming(tmp_path / "é.PDF", **claims)


def test_broken_rules_are_read_in_the_order_of_their_clauses(tmp_path: Path) -> None:
    command = saying(tmp_path, fua1=verdict(), f3a=FINE)
    found = command.verdicts(tmp_path / "x.pdf", ("ua1", "3a"))
    assert found == {"ua1": (TAGS, LINK), "3a": ()}


@pytest.mark.parametrize(
    ("report", "reason"),
    [
        (REPORT.format(verdict=EXCEPTION), "it has no trailer"),
        ("Usage: verapdf\nno such option", "no such option"),
        ("", "it said nothing"),
        (verdict("true", 12, 0, ""), "it looked at 12 rules only"),
        (verdict("true"), "two things at once"),
        (verdict("false", 106, 0, ""), "two things at once"),
    ],
)
def test_what_is_no_verdict_is_none(report: str, reason: str, tmp_path: Path) -> None:
    with pytest.raises(ValidatorFailed, match=reason):
        saying(tmp_path, fua1=report).verdicts(tmp_path / "x.pdf", ("ua1",))


def test_a_command_that_cannot_be_run_or_never_ends_is_no_verdict(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ValidatorFailed, match="No such file"):
        ValidatorCommand((str(tmp_path / "verapdf"),)).verdicts(tmp_path / "x.pdf", ("ua1",))
    monkeypatch.setattr(validator, "LONGEST_RUN", 0.1)
    endless = ValidatorCommand((sys.executable, "-c", "import time; time.sleep(600)"))
    with pytest.raises(ValidatorFailed, match="not done"):
        endless.verdicts(tmp_path / "x.pdf", ("ua1",))


def test_a_broken_rule_is_a_problem_with_clause_and_page(download: Path, tmp_path: Path) -> None:
    found = conformity_of(download, saying(tmp_path, fua1=verdict(), f3a=FINE))
    assert found.standards == ("PDF/UA-1", "PDF/A-3a")
    tags, link = found.problems
    assert (tags.code, tags.severity) == ("standard-broken", Severity.ERROR)
    assert tags.message == "veraPDF, PDF/UA-1 (ISO 14289-1, 7.1, test 11): There are tags"
    place = "page 2: veraPDF, PDF/UA-1 (ISO 14289-1, 7.18.5, test 1): "
    assert link.message == f"{place}This link is none (95 times)"
    assert {str(each.location) for each in found.problems} == {str(download)}
    called = (tmp_path / "called").read_text().splitlines()
    assert [line.split()[:4] for line in called] == [
        ["--flavour", "ua1", "--maxfailuresdisplayed", "1"],
        ["--flavour", "3a", "--maxfailuresdisplayed", "1"],
    ]
    (copy,) = {line.split()[4] for line in called}
    assert Path(copy).name == "file.pdf"
    assert not Path(copy).exists()


def test_no_verdict_is_a_problem_of_the_file(download: Path, tmp_path: Path) -> None:
    (problem,) = conformity_of(download, saying(tmp_path, fua1="")).problems
    assert (problem.code, problem.location.file) == ("validator-failed", download)
    assert problem.message == "veraPDF came to no verdict: it said nothing"


@pytest.mark.parametrize(
    "claims",
    [
        {},
        {"pdfaid_part": "9", "pdfaid_conformance": "A"},
        {"pdfaid_part": "--help", "pdfuaid_part": "1 -x"},
    ],
)
def test_a_file_that_claims_nothing_veraPDF_knows_is_not_given_to_it(  # noqa: N802 - its name
    claims: dict[str, str], tmp_path: Path
) -> None:
    file = claiming(tmp_path / "press.pdf", **claims)
    found = conformity_of(file, saying(tmp_path))
    (problem,) = found.problems
    assert (problem.code, problem.severity) == ("nothing-claimed", Severity.WARNING)
    assert found.standards == ()
    assert not (tmp_path / "called").exists()


def test_a_command_is_found_by_its_name_and_on_the_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "verapdf"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    assert find_validator(program) == ValidatorCommand((str(program),))
    monkeypatch.chdir(tmp_path)
    assert find_validator(Path("./verapdf")) == ValidatorCommand((str(program),))
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    assert find_validator() == ValidatorCommand((str(program),))
    monkeypatch.chdir("/")
    assert find_validator(Path("verapdf")) == ValidatorCommand((str(program),))


@pytest.mark.parametrize("name", ["nosuch", "nosuch.jar", "text.jar"])
def test_a_validator_that_is_none_is_told_with_how_to_get_it(name: str, tmp_path: Path) -> None:
    (tmp_path / "text.jar").write_text("no jar")
    with pytest.raises(ProblemsFound) as found:
        find_validator(tmp_path / name)
    (problem,) = found.value.problems
    assert (problem.code, problem.location.file) == ("validator-missing", tmp_path / name)
    assert "MGI_REPORT_VERAPDF" in problem.hint


def jar_with(file: Path, *classes: str) -> Path:
    with zipfile.ZipFile(file, "w") as jar:
        for name in classes:
            jar.writestr(f"{name.replace('.', '/')}.class", b"")
    return file


def test_a_jar_is_run_by_what_it_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for tool in ("java", "javac"):
        (tmp_path / tool).write_text("#!/bin/sh\n")
        (tmp_path / tool).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    java = str(tmp_path / "java")
    whole = jar_with(tmp_path / "greenfield.jar", COMMAND_LINE, LIBRARY)
    assert find_validator(whole) == ValidatorCommand((java, "-cp", str(whole), COMMAND_LINE))
    library = jar_with(tmp_path / "library.jar", LIBRARY)
    assert find_validator(library) == ValidatorLibrary(java, library)
    (tmp_path / "javac").unlink()
    other = jar_with(tmp_path / "other.jar", "org.example.Main")
    for jar, words in ((library, "development kit"), (other, "does not hold veraPDF")):
        with pytest.raises(ProblemsFound, match=words):
            find_validator(jar)
    (tmp_path / "java").unlink()
    with pytest.raises(ProblemsFound, match="needs Java"):
        find_validator(whole)

"""Workflow commands are read back as GitHub's runner reads them."""

import re
from pathlib import Path

from mgi_report.problems.problem import Location, Problem
from mgi_report.run.reports.annotations import github_annotations
from runs import a_run, a_warning, an_error, failed, rendered

ROOT = Path("/home/runner/work/profiles")


def read(text: str) -> list[tuple[str, dict[str, str], str]]:
    """Split commands as actions/runner does: first the parts, then the escapes."""
    commands = []
    for line in text.splitlines():
        name, written, data = re.fullmatch(r"::(\w+) (.*?)::(.*)", line, re.DOTALL).groups()
        properties = dict(pair.split("=", 1) for pair in written.split(","))
        for escape, char in (
            ("%3A", ":"),
            ("%2C", ","),
            ("%0A", "\n"),
            ("%0D", "\r"),
            ("%25", "%"),
        ):
            properties = {key: value.replace(escape, char) for key, value in properties.items()}
            data = data if escape in ("%3A", "%2C") else data.replace(escape, char)
        commands.append((name, properties, data))
    return commands


def test_a_problem_is_shown_at_its_line() -> None:
    assert read(github_annotations(a_run(), ROOT)) == [
        (
            "error",
            {"file": "data/bad.yaml", "line": "12", "col": "9", "title": "country-code"},
            "no such country\nin subject.code\nhint: use a code of ISO 3166-1",
        )
    ]


def test_the_documented_characters_are_escaped() -> None:
    outcome = failed("x", Problem("a:b,c", "50%: one, two", location=Location("d,e:f%.yaml", 1)))
    text = github_annotations(a_run(outcome), ROOT)
    assert text == "::error file=d%2Ce%3Af%25.yaml,line=1,title=a%3Ab%2Cc::50%25: one, two\n"
    ((_, properties, data),) = read(text)
    assert (properties["file"], data) == ("d,e:f%.yaml", "50%: one, two")


def test_text_of_a_profile_cannot_begin_a_command() -> None:
    message = "one\r\n::add-mask::e\n::error::fake"
    outcome = failed("x", Problem("c", message, message, Location(f"{message}.yaml", 1)))
    text = github_annotations(a_run(outcome), ROOT)
    assert text.count("\n") == 1
    assert text.startswith("::error file=")


def test_paths_start_from_the_root_of_the_repository() -> None:
    def place(file: str | Path, folder: Path | None = None) -> tuple[str | None, str]:
        text = github_annotations(a_run(failed("x", an_error(file))), ROOT, folder)
        ((_, properties, data),) = read(text)
        return properties.get("file"), data.splitlines()[0]

    assert place(ROOT / "data" / "a.yaml") == ("data/a.yaml", "no such country")
    assert place("../a.yaml", ROOT / "data") == ("a.yaml", "no such country")
    assert place("a.yaml", ROOT / "data") == ("data/a.yaml", "no such country")
    assert place("./data/../b.yaml") == ("b.yaml", "no such country")
    assert place("/etc/a.yaml") == (None, "/etc/a.yaml:12:9: no such country")
    assert place("../../a.yaml") == (None, "../../a.yaml:12:9: no such country")


def test_a_problem_without_a_place_is_told_without_one() -> None:
    ((_, properties, data),) = read(
        github_annotations(a_run(failed("x", Problem("worker-died", "it was killed"))), ROOT)
    )
    assert (properties, data) == ({"title": "worker-died"}, "it was killed")


def test_no_more_than_github_shows_and_the_first_of_each_profile_first() -> None:
    many = failed("data/many.yaml", *(an_error("data/many.yaml", line) for line in range(1, 31)))
    few = [failed(f"data/{name}.yaml", an_error(f"data/{name}.yaml", 7)) for name in "abc"]
    warned = rendered(problems=tuple(a_warning(line=line) for line in range(1, 12)))
    commands = read(github_annotations(a_run(many, warned, *few), ROOT))
    errors = [properties for name, properties, _ in commands if name == "error"]
    warnings = [properties for name, properties, _ in commands if name == "warning"]
    assert [e["file"] for e in errors[:4]] == [f"data/{n}.yaml" for n in ("many", "a", "b", "c")]
    assert (len(errors), len(warnings)) == (10, 10)
    assert commands[-1][0] == "notice"
    assert commands[-1][2].startswith("23 more errors and 1 more warning:")
    assert len(commands) == 21


def test_nothing_is_said_of_a_good_run() -> None:
    assert github_annotations(a_run(rendered()), ROOT) == ""

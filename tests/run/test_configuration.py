"""mgi-report.toml gives the defaults of a folder; its faults are told in their lines."""

import json
import re
import tomllib
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

from mgi_report.cli import cli
from mgi_report.output.manifest import read_manifest
from mgi_report.problems.problem import Problem, ProblemsFound
from mgi_report.run.configuration import (
    Configuration,
    configuration_schema,
    read_configuration,
)
from mgi_report.run.masthead import masthead_of
from mgi_report.run.profiles import CONFIGURATION, find_configuration

DOCS = Path(__file__).parents[2] / "docs"
SCHEMA = DOCS / "configuration.schema.json"


def problems_of(text: str | bytes, folder: Path) -> list[Problem]:
    file = folder / CONFIGURATION
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(ProblemsFound) as caught:
        read_configuration(file)
    return list(caught.value.problems)


def example() -> str:
    (block,) = re.findall(
        r"^```toml\n(.*?)^```", (DOCS / "configuration.md").read_text("utf-8"), re.M | re.S
    )
    return str(block)


def test_the_example_of_the_page_holds_every_key_and_fits_the_schema(tmp_path: Path) -> None:
    values = tomllib.loads(example())
    assert set(values) == set(Configuration.model_fields)
    jsonschema.validate(values, json.loads(SCHEMA.read_text("utf-8")))
    (tmp_path / CONFIGURATION).write_text(example(), encoding="utf-8")
    read = read_configuration(tmp_path / CONFIGURATION)
    assert read.output == tmp_path / "output"
    assert read.icc == tmp_path / "printer" / "coated.icc"
    assert read.formats == ("download", "press")


def test_the_schema_in_docs_is_the_one_of_the_model() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == configuration_schema()


def test_all_faults_are_told_each_in_its_line(tmp_path: Path) -> None:
    text = 'them = "x"\nformats = ["downlod"]\n\njobs = 0\nmarks = "yes"\n[index]\ntitle = 1\n'
    found = problems_of(text, tmp_path)
    assert {problem.code for problem in found} == {"configuration"}
    lines = {problem.location.line: problem for problem in found if problem.location}
    assert sorted(lines) == [1, 2, 4, 5, 6]
    assert lines[1].hint == "did you mean theme?"
    assert "there is no format “downlod”" in lines[2].message
    assert lines[2].location is not None
    assert lines[2].location.column == 12


PUBLISHER_FAULTS = """[publisher]
nam = "x"
logo = "../logo.svg"
email = "nobody"
website = "mailto:nobody@example.org"
"""


def test_faults_of_the_publisher_are_told_each_in_its_line(tmp_path: Path) -> None:
    found = problems_of(PUBLISHER_FAULTS, tmp_path)
    assert {problem.code for problem in found} == {"configuration"}
    lines = {problem.location.line: problem for problem in found if problem.location}
    assert sorted(lines) == [1, 2, 3, 4, 5]
    assert "the key “name” is missing" in lines[1].message
    assert lines[2].hint == "did you mean name?"
    assert "is not below the folder" in lines[3].message
    assert "“nobody” is no mail address" in lines[4].message
    assert lines[5].hint == "write it as email = …"


LOGOS: dict[bytes | None, str] = {
    None: "does not exist",
    b"GIF89a": "is no PNG, JPEG or SVG",
    b'<svg xmlns="http://www.w3.org/2000/svg"><image href="a.png"/></svg>': "asks for “a.png”",
}


@pytest.mark.parametrize("data", LOGOS, ids=["missing", "gif", "asks"])
def test_a_logo_that_cannot_be_shown_is_told_in_its_line(
    tmp_path: Path, data: bytes | None
) -> None:
    file = tmp_path / CONFIGURATION
    file.write_text('[publisher]\nname = "Example"\nlogo = "a.svg"\n', encoding="utf-8")
    if data is not None:
        (tmp_path / "a.svg").write_bytes(data)
    with pytest.raises(ProblemsFound) as caught:
        masthead_of(file, read_configuration(file))
    (problem,) = caught.value.problems
    assert problem.code == "configuration"
    assert LOGOS[data] in problem.message
    assert problem.location is not None
    assert (problem.location.line, problem.location.path) == (3, "publisher.logo")


def test_what_is_no_toml_is_told_with_its_place(tmp_path: Path) -> None:
    (problem,) = problems_of("jobs = 2\noutput = \n", tmp_path)
    assert problem.location is not None
    assert (problem.location.line, problem.code) == (2, "configuration")
    (problem,) = problems_of(b'output = "\xff"', tmp_path)
    assert problem.code == "file-not-utf-8"


def test_it_is_found_in_the_folder_or_above_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tmp_path / "data"
    (data / "deep").mkdir(parents=True)
    (tmp_path / CONFIGURATION).write_text("")
    assert find_configuration([data]) == tmp_path / CONFIGURATION
    assert find_configuration([data / "a.yaml", data / "b.yaml"]) == tmp_path / CONFIGURATION
    assert find_configuration([data / "deep" / "a.yaml"]) is None
    (data / CONFIGURATION).write_text("")
    assert find_configuration([data / "a.yaml"]) == data / CONFIGURATION
    monkeypatch.chdir(data)
    assert find_configuration([Path("a.yaml")]) == Path(CONFIGURATION)
    (data / CONFIGURATION).unlink()
    found = find_configuration([Path("a.yaml")])
    assert found is not None
    assert found.samefile(tmp_path / CONFIGURATION)
    (data / CONFIGURATION).write_text("")
    with pytest.raises(ProblemsFound):
        find_configuration([data, tmp_path / "other.yaml"])


@pytest.fixture
def country(tmp_path: Path, minimal_profile_text: str) -> Path:
    (tmp_path / "data").mkdir()
    path = tmp_path / "data" / "xxa.yaml"
    path.write_text(minimal_profile_text, encoding="utf-8")
    return path


def test_the_command_line_goes_before_it(
    country: Path, leaflet_theme: Path, tmp_path: Path
) -> None:
    said = 'output = "made"\nformats = ["press"]\nmarks = true\njobs = 1\n'
    said += f'theme = "{leaflet_theme}"\n'
    (tmp_path / CONFIGURATION).write_text(said, encoding="utf-8")
    words = ["build", "--no-inspect", str(country.parent)]
    done = CliRunner().invoke(cli, words, standalone_mode=False)
    assert done.return_value == 0, done.output
    (file,) = read_manifest(tmp_path / "made").files
    assert (file.format, file.settings["marks"]) == ("press", True)
    done = CliRunner().invoke(
        cli,
        ["build", "--no-inspect", str(country), "--no-marks", "-o", str(tmp_path / "other")],
        standalone_mode=False,
    )
    assert done.return_value == 0, done.output
    (file,) = read_manifest(tmp_path / "other").files
    assert (file.format, file.settings["marks"]) == ("press", False)
    again = CliRunner().invoke(
        cli, [*words[:2], str(country), "-f", "download", "-o", str(tmp_path / "third")]
    )
    assert again.exception is None or isinstance(again.exception, SystemExit)
    assert [each.format for each in read_manifest(tmp_path / "third").files] == ["download"]


def test_a_faulty_one_stops_every_command_with_its_line(country: Path, tmp_path: Path) -> None:
    (tmp_path / "data" / CONFIGURATION).write_text("nosuch = 1\n", encoding="utf-8")
    for command in ("build", "check"):
        assert_told(CliRunner().invoke(cli, [command, str(country)], standalone_mode=False))
    for command in ("inspect", "verify", "index", "bundle"):
        words = [command, str(country.parent)]
        assert_told(CliRunner().invoke(cli, words, standalone_mode=False))


def assert_told(done: Result) -> None:
    assert done.return_value == 1
    assert "mgi-report.toml:1:1: error [configuration]" in done.stderr
    assert not done.stdout

"""An address for an editor is filled in, or refused in plain words."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from pydantic_core import PydanticCustomError

from mgi_report.cli import cli
from mgi_report.problems.problem import Location
from mgi_report.run.configuration import Configuration
from mgi_report.run.editor import EditorAddress, editor_template

PLACE = Location("data/a b.yaml", 7, 3)


@pytest.mark.parametrize(
    ("template", "address"),
    [
        ("vscode://file/{path}:{line}:{column}", "vscode://file//home/a%20b.yaml:7:3"),
        ("idea://open?file={path}&line={line}", "idea://open?file=/home/a%20b.yaml&line=7"),
        ("", ""),
    ],
)
def test_an_address_is_filled_in(template: str, address: str) -> None:
    assert EditorAddress(template).of(PLACE, Path("/home/a b.yaml")) == address


def test_a_place_without_a_line_is_the_beginning_of_the_file() -> None:
    address = EditorAddress("x:{path}:{line}:{column}").of(Location("a"), Path("/a"))
    assert address == "x:/a:1:1"


BAD = [
    "code",
    "javascript:alert('{path}')",
    "FILE:{path}",
    "vscode://{file}",
    "x:{path",
    "x:{line}",
]


@pytest.mark.parametrize("text", BAD)
def test_what_no_editor_opens_is_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(PydanticCustomError):
        editor_template(text)
    done = CliRunner().invoke(cli, ["preview", "a.yaml", "--editor", text], standalone_mode=True)
    assert done.exit_code == 2
    assert "--editor" in done.output


def test_the_configuration_may_name_it() -> None:
    assert Configuration(editor="x:{path}").editor == "x:{path}"
    with pytest.raises(ValueError, match="cannot be filled in"):
        Configuration(editor="x:{paht}")

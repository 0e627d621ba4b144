"""mgi-report schema: what it prints, what it writes, and what it does not write over."""

import json
from pathlib import Path

from click.testing import CliRunner, Result

from mgi_report import api
from mgi_report.cli import cli
from mgi_report.profile.schema import SCHEMA_FILE
from mgi_report.run.profiles import find_profiles


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(each) for each in arguments], standalone_mode=False)


def test_the_schema_is_printed() -> None:
    done = run("schema")
    assert (done.stdout, done.stderr, done.return_value) == (api.schema(), "", 0)


def test_the_schema_is_written_over_an_earlier_one(tmp_path: Path) -> None:
    file = tmp_path / "data" / SCHEMA_FILE
    done = run("schema", "-o", file)
    assert (done.stdout, done.stderr, done.return_value) == (f"{file}\n", "", 0)
    assert file.read_bytes() == api.schema().encode()
    file.write_text(json.dumps({**json.loads(api.schema()), "$defs": {}}), "utf-8")
    assert run("schema", "-o", file).return_value == 0
    assert file.read_bytes() == api.schema().encode()


def test_nothing_else_is_written_over(tmp_path: Path) -> None:
    file = tmp_path / "lso.yaml"
    for held in ("language: en\n", "{}", '{"$schema": "x", "title": "Other"}', "[" * 100_000):
        file.write_text(held, "utf-8")
        done = run("schema", "-o", file)
        assert (done.stdout, done.return_value) == ("", 1)
        assert f"{file}: error [not-a-schema]" in done.stderr
        assert file.read_text("utf-8") == held
    done = run("schema", "-o", tmp_path)
    assert "error [cannot-write]" in done.stderr
    assert [each.name for each in tmp_path.iterdir()] == ["lso.yaml"]


def test_a_schema_beside_the_profiles_is_none_of_them(
    tmp_path: Path, minimal_profile_text: str
) -> None:
    run("schema", "-o", tmp_path / SCHEMA_FILE)
    (tmp_path / "example.yaml").write_text(minimal_profile_text, "utf-8")
    assert find_profiles([tmp_path]) == (tmp_path / "example.yaml",)

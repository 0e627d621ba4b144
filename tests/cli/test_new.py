"""`mgi-report new` begins a profile, and overwrites nothing."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mgi_report.cli import cli


def run(*words: object) -> Result:
    return CliRunner().invoke(cli, [str(word) for word in words], standalone_mode=False)


def test_the_skeleton_of_a_country_is_written_and_check_says_what_is_empty(tmp_path: Path) -> None:
    done = run(
        "new", "LSO", "--edition", 2, "--language", "en", "--date", "2021-12", "-o", tmp_path
    )
    file = tmp_path / "lso-2021.en.yaml"
    assert (done.return_value, done.stdout) == (0, f"{file}\n")
    text = file.read_text("utf-8")
    for line in ("name: The Kingdom of Lesotho", "short_name: Lesotho", "ordinal: 2"):
        assert f"\n  {line}\n" in text
    checked = run("check", file)
    assert checked.return_value == 1
    assert checked.stderr.count("a list is expected, but nothing is written") == 12
    assert checked.stderr.endswith("12 errors\n")


def test_the_skeleton_of_a_city_names_its_country(tmp_path: Path) -> None:
    done = run(
        "new", "--local", "Kenema", "--country", "sle", "--kind", "City", "-o", tmp_path / "in"
    )
    file = tmp_path / "in" / "sle-kenema-edition-1.en.yaml"
    assert (done.return_value, done.stdout) == (0, f"{file}\n")
    text = file.read_text("utf-8")
    for line in ("level: local", "code: SLE", "short_name: Kenema", "kind: City"):
        assert f"\n  {line}\n" in text
    assert "\n  country: Sierra Leone\n" in text


def test_no_file_is_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "lso-edition-1.en.yaml"
    file.write_text("mine")
    done = run("new", "LSO", "-o", tmp_path)
    assert (done.return_value, done.stdout) == (1, "")
    assert "error [file-exists]" in done.stderr
    assert "hint: rename or move it" in done.stderr
    assert file.read_text() == "mine"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["LSU"], "Invalid value for 'CODE': “LSU” is not an ISO 3166-1 alpha-3 country code; "
                  "did you mean LSO (Lesotho)?"),
        (["Lesoto"], "did you mean LSO (Lesotho)?"),
        (["--local", "Kenema", "--country", "SL"], "for '--country': “SL” is not an"),
        ([], "name the country once: mgi-report new LSO, or --local NAME --country SLE"),
        (["SLE", "--local", "Kenema", "--country", "SLE"], "name the country once"),
        (["--country", "SLE"], "--country goes with --local; say mgi-report new SLE"),
        (["LSO", "--kind", "City"], "--kind and --id go with --local, the name of the place"),
        (["LSO", "--language", "English"], "for '--language': “English” is not a language tag"),
        (["LSO", "--date", "2021-13"], "for '--date': “2021-13” is not in the calendar; write"),
        (["SLE", "--local", "Kenema", "--id", "A B"], "for '--id': “A B” cannot be part of a file "
                                                      "name; use small letters a to z"),
        (["SLE", "--local", "K" * 301], "for '--local': the text has 301 characters; at most 300"),
        (["LSO", "--edition", "21"], "21 is not in the range 1<=x<=20"),
        (["SLE", "--local", "كينيما"], "no file name can be made from “كينيما”; add an id"),
        (["SLE", "--local", " "], "for '--local': the text is empty"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_told_and_nothing_written(
    words: list[str], message: str, tmp_path: Path
) -> None:
    done = CliRunner().invoke(cli, ["new", *words, "-o", str(tmp_path)])
    assert done.exit_code == 2
    assert message in done.stderr
    assert list(tmp_path.iterdir()) == []

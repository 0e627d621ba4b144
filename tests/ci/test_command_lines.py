"""Every mgi-report command line in continuous integration is one the program understands."""

import click
import pytest
from ci_files import MANY, command_lines, scripts

from mgi_report.cli import cli

LINES = [
    pytest.param(words, id=f"{script.place} -> {' '.join(words[:1])}")
    for script in scripts()
    for words in command_lines(script.text)
]


def test_the_reader_of_scripts_finds_commands() -> None:
    script = (
        'a=$(mgi-report bundle "$X")\nmgi-report build \\\n  --log "$L" -- "${p[@]}" || code=$?'
    )
    assert list(command_lines(script)) == [
        ["bundle", "$X"],
        ["build", "--log", "$L", "--", "${p[@]}"],
    ]
    found = {line.values[0][0] for line in LINES}
    assert found >= {"build", "merge", "index", "bundle"}


@pytest.mark.parametrize("words", LINES)
def test_every_option_exists_and_has_its_value(words: list[str]) -> None:
    name, *rest = words
    context = click.Context(cli)
    command = cli.get_command(context, name) if name in cli.list_commands(context) else None
    assert command is not None, f"there is no command {name}"
    # Variables have no value here, so that options and their number are parsed, not what they hold.
    parser = command.make_parser(click.Context(command))
    given, _, order = parser.parse_args([word for word in rest if not MANY.fullmatch(word)])
    for parameter in order:
        value = given[parameter.name]
        if isinstance(parameter.type, click.Choice) and not str(value).startswith("$"):
            values = value if isinstance(value, list) else [value]
            assert set(values) <= set(parameter.type.choices)

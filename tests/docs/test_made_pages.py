"""Pages that are made from code are as the code is now."""

import click
import pytest
from command_line import COMMAND_PAGE, command_line_page

from mgi_report.cli import cli

PAGE = COMMAND_PAGE.read_text("utf-8")
CONTEXT = click.Context(cli)


def test_the_page_of_commands_is_as_made_now() -> None:
    assert command_line_page() == PAGE, "run python docs/tables.py"


@pytest.mark.parametrize("name", cli.list_commands(CONTEXT))
def test_every_option_of_a_command_is_in_its_section(name: str) -> None:
    command = cli.get_command(CONTEXT, name)
    assert command is not None
    section = PAGE.partition(f"\n## mgi-report {name}\n")[2].partition("\n## ")[0]
    options = [
        option for each in command.params if isinstance(each, click.Option) for option in each.opts
    ]
    assert [option for option in options if f"`{option}`" not in section] == []


def test_the_exit_codes_are_those_of_the_help() -> None:
    rows = PAGE.partition("## Exit codes")[2]
    for code in ("0", "1", "2", "3", "130, 143"):
        assert f"\n| {code} | " in rows

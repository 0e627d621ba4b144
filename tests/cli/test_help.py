"""What --help says reads alike in every command."""

import re

import click
import pytest
from click.testing import CliRunner

from built import ROOT
from mgi_report.cli import cli

# What click shows for the type of a value, where nobody has named the value.
TYPES = re.compile(r"\b(?:INTEGER|FLOAT|DIRECTORY|TEXT|PATH)\b")
CONTEXT = click.Context(cli)
COMMANDS = cli.list_commands(CONTEXT)


def options(name: str) -> dict[str, click.Option]:
    command = cli.get_command(CONTEXT, name)
    assert command is not None
    return {
        max(each.opts, key=len): each
        for each in command.get_params(click.Context(command))
        if isinstance(each, click.Option)
    }


@pytest.mark.parametrize("name", COMMANDS)
def test_each_option_names_its_value_and_says_a_sentence(name: str) -> None:
    for option, each in options(name).items():
        assert re.fullmatch(r"(?:[A-Z1]|With --fix: ).+\.", each.help or "", re.S), option
    shown = CliRunner().invoke(cli, [name, "--help"], terminal_width=80).stdout
    assert not TYPES.findall(shown.partition("\nOptions:\n")[2])
    assert max(map(len, shown.splitlines())) <= 80


def test_an_option_of_several_commands_has_the_same_words() -> None:
    said: dict[tuple[str, str], set[str]] = {}
    for name in COMMANDS:
        for option, each in options(name).items():
            metavar = each.make_metavar(click.Context(cli))
            said.setdefault((option, metavar), set()).add(str(each.help))
    # What they write, compare or are told differs.
    apart = {"--output", "--format", "--edition", "--language", "--quotes", "--verbose", "--date"}
    assert {
        key: words for key, words in said.items() if len(words) > 1 and key[0] not in apart
    } == {}


def test_the_pages_name_only_options_there_are() -> None:
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    named = {
        (page.name, name, option)
        for page in pages
        for name, words in re.findall(
            r"(?<![\w./'\[-])mgi-report ([a-z]+)((?: [^`\n#]*)?)", page.read_text("utf-8")
        )
        if name in COMMANDS
        for option in ("", *re.findall(r"(?<= )--?[a-z][a-z0-9-]*", words))
    }
    known = {
        (name, option)
        for name in COMMANDS
        for each in options(name).values()
        for option in (*each.opts, *each.secondary_opts, "")
    }
    assert {name for _, name, _ in named} == set(COMMANDS)
    assert {each for each in named if each[1:] not in known} == set()

"""Make docs/reference/command-line.md from the commands themselves; docs/tables.py writes it.

What a command says in --help is all this page says: there is one place to keep true.
"""

import re
from collections.abc import Iterator
from inspect import cleandoc
from pathlib import Path

import click

from mgi_report.cli import cli

COMMAND_PAGE = Path(__file__).with_name("reference") / "command-line.md"
HEAD = """# The command line

<!-- Made by docs/tables.py from the commands; not to be edited. -->

`mgi-report COMMAND --help` says the same in a terminal. Some options can stand in
[mgi-report.toml](../configuration.md) once, and a shell completes them
([completion](../completion.md)).
"""
WIDEST = 1000  # characters, so that click breaks no line of usage


def command_line_page() -> str:
    """Return the page of all commands, their arguments, options and exit codes, in Markdown."""
    context = cli.make_context("mgi-report", [], resilient_parsing=True)
    names = cli.list_commands(context)
    listed = "\n".join(f"- [`{name}`](#mgi-report-{name})" for name in names)
    told = (_command(cli.get_command(context, name), context) for name in names)
    return "\n".join((HEAD, f"{listed}\n", *told, _exit_codes()))


def _command(command: click.Command | None, parent: click.Context) -> str:
    if command is None or command.name is None:
        raise ValueError("the list of commands names one that is not there")
    context = click.Context(command, parent=parent, info_name=command.name, terminal_width=WIDEST)
    usage = command.get_usage(context).removeprefix("Usage: ")
    # The option --help is no parameter of a command, and is the same in all of them.
    options = [each for each in command.params if isinstance(each, click.Option)]
    rows = "\n".join(_row(each, context) for each in options if not each.hidden)
    return (
        f"## mgi-report {command.name}\n\n    {usage}\n\n{_text(command.help or '')}\n\n"
        f"| option | what it does | default |\n|---|---|---|\n{rows}\n"
    )


def _text(told: str) -> str:
    """Return a help text as Markdown: what it shows as it stands becomes code."""
    paragraphs = cleandoc(told).split("\n\n")
    return "\n\n".join(f"    {each}" if each.startswith("#") else each for each in paragraphs)


def _row(option: click.Option, context: click.Context) -> str:
    names = ", ".join(f"`{name}`" for name in (*option.opts, *option.secondary_opts))
    is_switch = option.is_flag or option.count
    value = "" if is_switch else f" `{option.make_metavar(context)}`".replace("|", "\\|")
    told = (option.help or "").replace("|", "\\|")
    return f"| {names}{value} | {told} | {_default(option)} |"


def _default(option: click.Option) -> str:
    default = option.default
    if not option.show_default or default is None or option.is_flag:
        return ""
    values = default if isinstance(default, tuple) else (default,)
    return ", ".join(f"`{each}`" for each in values)


def _exit_codes() -> str:
    rows = "\n".join(f"| {code} | {meaning} |" for code, meaning in _codes(cli.epilog or ""))
    return f"## Exit codes\n\n| exit code | meaning |\n|---|---|\n{rows}\n"


def _codes(epilog: str) -> Iterator[tuple[str, str]]:
    for line in epilog.splitlines():
        if found := re.fullmatch(r"  (\d[\d, ]*?)  (.+)", line):
            yield found[1], found[2]

"""Load a command's module only when it runs, so that --help answers at once."""

import gc
from importlib import import_module
from typing import Any, NamedTuple

import click

__all__ = ["LazyCommand", "LazyGroup"]


class LazyCommand(NamedTuple):
    """Say where a command is, and its line in the list of commands."""

    module: str
    summary: str


class LazyGroup(click.Group):
    """Find each command as the object ``command`` of its module."""

    def __init__(self, *args: Any, lazy: dict[str, LazyCommand], **options: Any) -> None:
        super().__init__(*args, **options)
        self._lazy = lazy

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return sorted([*super().list_commands(ctx), *self._lazy])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command."""
        if cmd_name not in self._lazy:
            return super().get_command(ctx, cmd_name)
        # All that an import makes stays; looking for garbage in it takes a tenth of the time.
        gc.disable()
        try:
            command: click.Command = import_module(self._lazy[cmd_name].module).command
        finally:
            gc.enable()
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        rows = [(name, self._lazy[name].summary) for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl(rows)

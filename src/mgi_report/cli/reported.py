"""Give programs a report also where problems keep a command from its work."""

from collections.abc import Callable
from typing import Any

import click

from mgi_report.cli.console import Screen
from mgi_report.cli.options import PROBLEMS, ConfiguredCommand
from mgi_report.problems.problem import Problem, ProblemsFound

__all__ = ["ReportedCommand", "ToldCommand"]

Told = Callable[[dict[str, Any], tuple[Problem, ...]], str | None]


class ToldCommand(click.Command):
    """Tell problems that end the command in the form that was asked for.

    ``told`` returns them in that form, from the parameters of the command, or None if they are to
    be told to a person.
    """

    def __init__(self, *args: Any, told: Told, **options: Any) -> None:
        super().__init__(*args, **options)
        self._told = told

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; print the report of what kept it from its work, and return 1."""
        try:
            return super().invoke(ctx)
        except ProblemsFound as found:
            report = self._told(ctx.params, found.problems)
            if report is None:
                raise
            Screen().result(report)
            return PROBLEMS


class ReportedCommand(ToldCommand, ConfiguredCommand):
    """Take defaults from the configuration; its faults are told in the report too."""

"""Print: results to standard output, everything said to a person to standard error."""

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mgi_report.problems.problem import Part, Problem, Role, counted, render_problem_parts

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.live import Live
    from rich.text import Text

    from mgi_report.review.spans import Lines

__all__ = ["Screen"]

STYLES = {
    "place": "bold",
    "error": "bold red",
    "warning": "bold yellow",
    "code": "dim",
    "path": "cyan",
    "also": "dim",
    "caret": "bold red",
    "hint": "green",
}

# Where rich is told to take a pipe for a terminal.
COLOURED = ("FORCE_COLOR", "TTY_COMPATIBLE")
# What rich leaves out or replaces: all control characters but the end of a line.
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")

TONES = {
    "heading": "bold",
    "number": "bold cyan",
    "quiet": "dim",
    "removed": "red strike",
    "added": "green underline",
}


class Screen:
    """Print for one command; colours follow NO_COLOR and stay out of pipes."""

    def __init__(self) -> None:
        self._live: Live | None = None
        self._is_heard = True

    @cached_property
    def _err(self) -> "Console":
        from rich.console import Console  # noqa: PLC0415 - takes longer than a check may

        # soft_wrap: a problem's place must stay on one line for editors that read it.
        return Console(stderr=True, highlight=False, soft_wrap=True, markup=False, emoji=False)

    def result(self, text: str | Path) -> None:
        """Print one line of result; a reader that has gone away, as head does, stops nothing."""
        if not self._is_heard:
            return
        if self._live is None or not sys.stdout.isatty():
            try:
                click.echo(str(text))
            except OSError as error:
                # What is made does not depend on who is told of it.
                self._fall_silent()
                if not isinstance(error, BrokenPipeError):
                    reason = error.strerror
                    self.say(f"Standard output cannot be written: {reason}; going on without.")
            return
        # Both streams go to one terminal: a line must not be set into the middle of the display.
        self._live.stop()
        click.echo(str(text))
        self._live.start()

    def lines(self, lines: "Lines") -> None:
        """Print lines of result, in colours on a terminal alone."""
        if not sys.stdout.isatty():
            for line in lines:
                self.result("".join(span.text for span in line).rstrip())
            return
        from rich.console import Console  # noqa: PLC0415 - as above
        from rich.text import Text  # noqa: PLC0415 - as above

        out = Console(highlight=False, markup=False, emoji=False)
        for line in lines:
            text = Text()
            for span in line:
                text.append(span.text, style=TONES.get(span.tone.value, ""))
            out.print(text)

    def _fall_silent(self) -> None:
        """Print nothing any more, not even what is still held back."""
        self._is_heard = False
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)

    def say(self, text: str) -> None:
        """Tell a person something that is no result."""
        if not self._said_plainly(text):
            self._err.print(text)

    @cached_property
    def _is_plain(self) -> bool:
        """Return whether what is said goes to a file or a pipe, where there are no colours."""
        return not (sys.stderr.isatty() or any(name in os.environ for name in COLOURED))

    def _said_plainly(self, text: str) -> bool:
        """Say the same as rich would, which takes a tenth of a check to import, if it need not."""
        if not self._is_plain or CONTROL.search(text):
            return False
        try:
            sys.stderr.write(f"{text}\n")
        except OSError:
            return False  # Nobody reads it, which rich knows to deal with.
        return True

    def problems(self, problems: Iterable[Problem]) -> None:
        """Print problems with their place, excerpt and hint."""
        for problem in problems:
            for line in render_problem_parts(problem):
                if not self._said_plainly("".join(part.text for part in line)):
                    self._err.print(_coloured(line, problem.severity.value))

    def count(self, problems: Iterable[Problem]) -> None:
        """Say how many errors and warnings there were, if any."""
        words = counted(problems)
        if words and not self._said_plainly(words):
            self._err.print(words, style="bold")

    def progress(self, text: str) -> AbstractContextManager[object]:
        """Show what is being done while a person waits; nothing when piped."""
        return self._err.status(text)

    @property
    def redrawable(self) -> bool:
        """Return whether standard error is a terminal whose lines can be drawn anew."""
        # FORCE_COLOR makes rich take a pipe for a terminal, which is right for colours alone.
        return sys.stderr.isatty() and self._err.is_interactive

    @contextmanager
    def live(self, view: "Callable[[], RenderableType]") -> Iterator[None]:
        """Keep a view below everything that is printed meanwhile; nothing of it remains."""
        from rich.live import Live  # noqa: PLC0415 - as above

        display = Live(
            get_renderable=view,
            console=self._err,
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        with display:
            self._live = display
            try:
                yield
            finally:
                self._live = None

    def table(self, title: str, rows: Mapping[str, str]) -> None:
        """Print a table of two columns for a person."""
        from rich.table import Table  # noqa: PLC0415 - as above

        table = Table(title=title, title_justify="left", show_header=False, box=None)
        for key, value in rows.items():
            table.add_row(key, value)
        self._err.print(table)


def _coloured(line: Iterable[Part], severity: str) -> "Text":
    from rich.text import Text  # noqa: PLC0415 - as above

    text = Text()
    for role, part in line:
        style = severity if role is Role.SEVERITY else role.value
        text.append(part, style=STYLES.get(style, ""))
    return text

"""What a pipe or a file gets is said without rich, and reads as if rich had said it."""

from contextlib import redirect_stderr
from io import StringIO

import pytest
from hypothesis import example, given
from rich.console import Console

from any_text import TEXTS, in_cases
from mgi_report.cli.console import Screen
from mgi_report.problems.problem import Location, Problem

RICH = {"highlight": False, "soft_wrap": True, "markup": False, "emoji": False}


@pytest.fixture(autouse=True)
def no_colours_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("FORCE_COLOR", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)


@in_cases()
@given(TEXTS)
@example("")
@example("a\n\nb\n")
@example("[bold]no[/bold] :smile: 12 " + "x" * 200 + "  ")
@example("\x07\t\x1b[31mred")
def test_a_text_reads_as_rich_would_print_it(text: str) -> None:
    with redirect_stderr(StringIO()) as said:
        Screen().say(text)
    by_rich = StringIO()
    Console(file=by_rich, **RICH).print(text)  # type: ignore[arg-type]
    assert said.getvalue() == by_rich.getvalue()


def test_a_problem_is_coloured_where_colours_are_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    problem = Problem("a-code", "what is wrong", "mend it", Location("profile.yaml"))
    with redirect_stderr(StringIO()) as plain:
        Screen().problems([problem])
        Screen().count([problem])
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    with redirect_stderr(StringIO()) as coloured:
        Screen().problems([problem])
        Screen().count([problem])
    assert "\x1b" not in plain.getvalue()
    assert "\x1b[1;31merror\x1b[0m" in coloured.getvalue()
    assert plain.getvalue().splitlines()[-1] == "1 error"

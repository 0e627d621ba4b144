"""Progress: drawn on a terminal and gone when it ends, lines elsewhere, silence when quiet."""

import io
import os
import pty
import re
import select
import subprocess
import sys
from collections import deque
from collections.abc import Sequence
from contextlib import redirect_stderr
from pathlib import Path

import pytest
from rich.console import Console

from mgi_report.cli.build import progress_for
from mgi_report.cli.console import Screen
from mgi_report.cli.live import LiveProgress, time_left
from mgi_report.cli.progress import LineProgress, Progress
from mgi_report.run.outcomes import RunResult
from runs import a_run, failed, rendered, stopped, unchanged
from waiting import DEADLINE

TESTS = Path(__file__).parents[1]

SCRIPT = """
import os, sys, time
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from runs import a_run, failed, rendered, stopped, unchanged
from mgi_report.cli.console import Screen
from mgi_report.cli.build import progress_for
screen = Screen()
slow = rendered("mgi-xxa-2020-fr.pdf", seconds=3.1)
result = a_run(rendered(), unchanged(), failed(), slow, stopped())
with progress_for(
    screen, quiet="quiet" in sys.argv, workers=2, clock=time.monotonic, environment=os.environ
) as progress:
    progress.planned(len(result.outcomes), 4)
    for outcome in result.outcomes:
        progress.started(outcome.source, "laying out")
        if "seen" in sys.argv:  # somebody says when
            sys.stdin.readline()
        progress.finished(outcome)
        if "break" in sys.argv:
            raise KeyboardInterrupt
        for file in outcome.files:
            screen.result(Path("output") / file.name)
    progress.ended(result)
"""
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
RESULTS = [
    "output/mgi-lso-2021-en.pdf",
    "output/mgi-old-2020-en.pdf",
    "output/mgi-xxa-2020-fr.pdf",
]
LAST = "2 rendered, 1 unchanged, 1 failed, 1 stopped in 41 s; slowest: xxa-2020-fr.yaml 3.1 s"


def environment(**changes: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if k not in ("CI", "NO_COLOR", "FORCE_COLOR")}
    return {**kept, "TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24", **changes}


def piped(*words: str, **changes: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", SCRIPT, str(TESTS), *words],
        env=environment(**changes),
        capture_output=True,
        text=True,
        check=False,
    )


def on_a_terminal(*words: str, shows: Sequence[str] = (), **changes: str) -> str:
    """Run with both streams on one pseudo-terminal; return everything that was sent to it.

    Each profile takes until the terminal has been sent the next of the words in ``shows``.
    """
    leader, follower = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(TESTS), *words, *(["seen"] if shows else [])],
        env=environment(**changes),
        stdin=subprocess.PIPE,
        stdout=follower,
        stderr=follower,
    )
    assert process.stdin
    os.close(follower)
    sent, seen, waited = b"", 0, deque(shows)
    while True:
        if waited and (place := sent.find(waited[0].encode(), seen)) >= 0:
            seen = place + len(waited.popleft().encode())
            process.stdin.write(b"\n")
            process.stdin.flush()
        assert select.select([leader], [], [], DEADLINE)[0], waited
        try:
            some = os.read(leader, 65536)
        except OSError:  # Linux says so when the last writer has gone
            break
        if not some:
            break
        sent += some
    os.close(leader)
    process.stdin.close()
    process.wait()
    assert not waited
    return sent.decode()


def remaining(sent: str) -> list[str]:
    """Return the lines that stay on a terminal: a tiny one, which knows what rich sends."""
    lines, row, column = [""], 0, 0
    for code, char in re.findall(r"\x1b\[([?0-9;]*[A-Za-z])|([^\x1b])", sent):
        if code.endswith("A"):
            row -= int(code[:-1] or 1)
        elif code == "2K":
            lines[row] = ""
        elif char == "\n":
            row += 1
            lines += [""] * (row + 1 - len(lines))
        elif char == "\r":
            column = 0
        elif char:
            lines[row] = lines[row][:column].ljust(column) + char + lines[row][column + 1 :]
            column += 1
        else:
            assert code in ("?25l", "?25h") or code.endswith("m"), code
    return [line.rstrip() for line in lines if line.strip()]


def test_the_terminal_shows_bar_work_and_time_left_and_keeps_none_of_it() -> None:
    sent = on_a_terminal(shows=["lso", "old", "bad", "xxa", "late"])
    for words in ("━", "laying out", "data/bad.yaml", "1/4"):
        assert words in sent
    assert re.search(r"about \d s left", sent)
    assert remaining(sent) == [
        "mgi-lso-2021-en.pdf  26 pages  1.9 s",
        RESULTS[0],
        RESULTS[1],
        "data/bad.yaml  failed  0.2 s",
        "mgi-xxa-2020-fr.pdf  26 pages  3.1 s",
        RESULTS[2],
        LAST,
    ]
    assert sent.rindex("\x1b[?25h") > sent.rindex("\x1b[?25l")


def test_a_run_that_breaks_off_gives_the_cursor_back() -> None:
    sent = on_a_terminal("break")
    assert "KeyboardInterrupt" in sent
    assert sent.rindex("\x1b[?25h") > sent.rindex("\x1b[?25l")


def test_a_narrow_terminal_gets_no_wrapped_line() -> None:
    sent = on_a_terminal(shows="━━━━━", COLUMNS="30")
    plain = re.sub(r"\x1b\[[?0-9;]*[A-Za-z]", "", sent)
    bars = [line.rstrip() for line in plain.splitlines() if "━" in line]
    assert bars
    assert all(len(bar) <= 30 for bar in bars)


@pytest.mark.parametrize(
    "changes", [{"CI": "true"}, {"TERM": "dumb"}], ids=["in CI", "a dumb terminal"]
)
def test_a_terminal_that_cannot_be_redrawn_gets_lines(changes: dict[str, str]) -> None:
    sent = on_a_terminal(**changes)
    assert "[1/4] mgi-lso-2021-en.pdf  26 pages  1.9 s" in sent
    assert "\x1b" not in sent


@pytest.mark.parametrize("changes", [{}, {"CI": "true"}, {"FORCE_COLOR": "1"}])
def test_piped_lines_have_no_control_characters(changes: dict[str, str]) -> None:
    done = piped(**changes)
    assert done.stdout.splitlines() == RESULTS
    assert done.stderr.splitlines() == [
        "5 profiles, 4 to render",
        "[1/4] mgi-lso-2021-en.pdf  26 pages  1.9 s",
        "[2/4] data/bad.yaml  failed  0.2 s",
        "[3/4] mgi-xxa-2020-fr.pdf  26 pages  3.1 s",
        LAST,
    ]
    assert not CONTROL.search(done.stdout + done.stderr)


def test_quiet_says_nothing_but_results() -> None:
    done = piped("quiet")
    assert (done.stdout.splitlines(), done.stderr) == (RESULTS, "")
    assert on_a_terminal("quiet").split() == RESULTS


def lines_of(result: RunResult, to_do: int) -> str:
    progress = LineProgress(Screen())
    with redirect_stderr(io.StringIO()) as said:
        progress.planned(len(result.outcomes), to_do)
        for outcome in result.outcomes:
            progress.started(outcome.source)
            progress.finished(outcome)
        progress.ended(result)
    return said.getvalue()


def test_numbers_stand_below_each_other() -> None:
    lines = lines_of(a_run(*(rendered(f"mgi-{n}.pdf") for n in range(12))), 12).splitlines()
    assert lines[2].startswith("[ 3/12] ")
    assert lines[11].startswith("[12/12] ")
    assert len(lines) == 13


def test_one_profile_alone_needs_no_progress() -> None:
    assert lines_of(a_run(rendered()), 1) == ""


def test_a_name_cannot_steer_the_terminal() -> None:
    told = lines_of(a_run(failed("a\x1b[2Jb.yaml"), stopped()), 2)
    assert "\x1b" not in told
    assert "\ufffd[2Jb.yaml  failed" in told


def test_tries_are_told() -> None:
    assert "data/a.yaml  failed  0.2 s  3 attempts" in lines_of(
        a_run(failed("data/a.yaml", attempts=3), unchanged()), 1
    )


def drawn(progress: LiveProgress) -> str:
    console = Console(record=True, width=60, file=io.StringIO(), force_terminal=True)
    console.print(progress.view())
    return console.export_text()


def test_the_display_says_how_long_each_profile_has_been_in_work() -> None:
    now = 100.0
    with LiveProgress(Screen(), lambda: now, workers=2) as progress:
        assert drawn(progress).strip() == ""
        progress.planned(5, 4)
        progress.started(Path("data/a.yaml"), "reading")
        now = 102.0
        progress.started(Path("data/b.yaml"), "reading")
        progress.started(Path("data/a.yaml"), "laying out")
        now = 103.5
        first, second, bar = drawn(progress).splitlines()
        assert first.split() == ["data/a.yaml", "laying", "out", "3.5", "s"]
        assert second.split() == ["data/b.yaml", "reading", "1.5", "s"]
        assert bar.split()[-1] == "0/4"
        progress._screen = Screen()
        progress._screen._err = Console(file=io.StringIO())
        progress.finished(rendered(seconds=4.0))
        assert "about" in drawn(progress)


def test_only_so_many_profiles_in_work_are_listed() -> None:
    with LiveProgress(Screen(), lambda: 0.0, workers=40) as progress:
        progress.planned(40, 40)
        for number in range(40):
            progress.started(Path(f"{number}.yaml"))
        shown = drawn(progress)
        assert "7.yaml" in shown
        assert "8.yaml" not in shown.replace("38.yaml", "")
        assert "and 32 more" in shown


@pytest.mark.parametrize(
    ("done", "at_work", "waiting", "workers", "expected"),
    [
        ([], [1.0], 5, 2, None),
        ([2.0, 4.0], [], 4, 2, 6.0),
        ([2.0], [0.5, 1.5], 0, 2, 1.5),
        ([2.0], [9.0], 0, 2, 0.0),
        ([2.0], [], 0, 0, 0.0),
    ],
)
def test_time_left(done, at_work, waiting, workers, expected) -> None:
    assert time_left(done, at_work, waiting, workers) == expected


def test_the_place_decides_the_kind() -> None:
    def kind(quiet: bool) -> type[Progress]:
        return type(
            progress_for(Screen(), quiet=quiet, workers=1, clock=lambda: 0.0, environment={})
        )

    assert kind(quiet=True) is Progress
    assert kind(quiet=False) is LineProgress  # pytest keeps the streams from the terminal

"""A profile that is built alone is made in a copy of the command's own process, as safely."""

import json
import signal
from collections.abc import Callable
from contextlib import suppress
from os import kill, sysconf
from pathlib import Path

import pytest

from countries import write_profiles
from endless import make_endless, theme_without_end
from leaflet import write_leaflet
from mgi_report.output.manifest import read_manifest
from mgi_report.run.crew import processors
from processes import Command, sums
from waiting import DEADLINE, wait_until

MEGABYTE = 1 << 20


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    (path,) = write_profiles(tmp_path / "data", [0], small=True)
    make_endless(path)
    return path


@pytest.fixture
def start(profile: Path, tmp_path: Path) -> Callable[..., Command]:
    theme = theme_without_end(tmp_path / "theme")

    def build(*options: str | Path) -> Command:
        command = ("build", profile, "-o", tmp_path / "out", "--theme", theme, "--no-inspect")
        return Command(*command, *options)

    return build


def copies(run: Command) -> dict[bool, int]:
    """Return the ids of the copies, by whether they import all: one of them only composes."""
    found: dict[bool, int] = {}

    def are_found() -> bool:
        found.clear()
        found.update({has_imported_all(pid): pid for pid in run.left() if pid != run.process.pid})
        return len(found) == min(processors(), 2) and True in found

    wait_until(are_found)
    return found


def has_imported_all(pid: int) -> bool:
    with suppress(OSError):
        return "pdfium" in Path(f"/proc/{pid}/maps").read_text()
    return False


def worker(run: Command) -> int:
    """Return the id of the process that makes the profile."""
    return copies(run)[True]


def command_line(pid: int) -> bytes:
    """Return it; a copy has that of the process it is a copy of."""
    return Path(f"/proc/{pid}/cmdline").read_bytes()


def is_prepared(pid: int) -> bool:
    """Return whether a worker leaves Ctrl-C to its parent."""
    status = dict(
        line.split(":\t", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines()
    )
    return bool(int(status["SigIgn"], 16) >> (signal.SIGINT - 1) & 1)


def most_memory(pid: int) -> str:
    lines = Path(f"/proc/{pid}/limits").read_text().splitlines()
    return next(line.split()[3] for line in lines if line.startswith("Max address space"))


@pytest.mark.parametrize(("number", "expected"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_it_is_stopped(
    number: signal.Signals, expected: int, start: Callable[..., Command], tmp_path: Path
) -> None:
    run = start("--memory", "1024")
    copy = worker(run)
    assert command_line(copy) == command_line(run.process.pid)
    wait_until(lambda: is_prepared(copy))
    wait_until(lambda: most_memory(copy) == str(1024 * MEGABYTE))
    run.kill(number, group=number == signal.SIGINT)
    code, _, err = run.end(DEADLINE)
    assert code == expected
    assert err == "Stopped; finished files are kept, 1 profiles are left.\n"
    assert run.is_gone_within(DEADLINE)
    assert not read_manifest(tmp_path / "out").complete
    assert not sums(tmp_path / "out")


def test_it_is_a_copy_too_where_only_the_design_has_changed(
    start: Callable[..., Command], profile: Path, tmp_path: Path
) -> None:
    ends = write_leaflet(tmp_path / "ends")
    before = Command("build", profile, "-o", tmp_path / "out", "--theme", ends, "--no-inspect")
    assert before.end(DEADLINE)[0] == 0
    run = start()
    assert command_line(worker(run)) == command_line(run.process.pid)
    run.kill(signal.SIGINT, group=True)
    assert run.end(DEADLINE)[0] == 130


def test_the_copy_ends_with_the_command(start: Callable[..., Command]) -> None:
    run = start()
    copy = worker(run)
    wait_until(lambda: is_prepared(copy))
    run.kill(signal.SIGKILL)
    assert run.is_gone_within(DEADLINE)
    run.end(DEADLINE)


@pytest.mark.skipif(processors() < 2, reason="beside it is another processor")
def test_without_the_one_that_composes_the_worker_does_it(start: Callable[..., Command]) -> None:
    run = start()
    both = copies(run)
    kill(both[False], signal.SIGKILL)
    used = seconds(both[True])
    wait_until(lambda: seconds(both[True]) > used + 1)
    run.kill(signal.SIGINT, group=True)
    assert run.end(DEADLINE)[0] == 130


def seconds(pid: int) -> float:
    """Return what a process has used of the processor."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) / sysconf("SC_CLK_TCK")


def test_a_crash_is_survived(start: Callable[..., Command], profile: Path, tmp_path: Path) -> None:
    run = start("--log", tmp_path / "log.jsonl")
    copy = worker(run)
    wait_until(lambda: is_prepared(copy))
    kill(copy, signal.SIGSTOP)
    write_profiles(profile.parent, [0], small=True)
    kill(copy, signal.SIGSEGV)
    kill(copy, signal.SIGCONT)
    code, out, err = run.end(DEADLINE)
    assert (code, err) == (0, "")
    assert [Path(line).name for line in out.splitlines()] == list(sums(tmp_path / "out"))
    (made,) = [
        line
        for line in map(json.loads, (tmp_path / "log.jsonl").read_text().splitlines())
        if "attempts" in line
    ]
    assert made["attempts"] == 2


def test_its_time_is_limited(start: Callable[..., Command], tmp_path: Path) -> None:
    run = start("--timeout", "1", "-q")
    code, out, err = run.end(DEADLINE)
    assert (code, out) == (1, "")
    assert "[took-too-long] rendering took longer than 1 seconds and was stopped" in err
    assert run.is_gone_within(DEADLINE)
    assert not list((tmp_path / "out").glob("*.pdf"))
    assert not list((tmp_path / "out").glob(".*.part"))

"""A run that is stopped or killed leaves whole files, a true manifest and no process behind."""

import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest

from built import build
from countries import Country, write_profiles
from endless import make_endless, theme_without_end
from mgi_report.api import Options
from mgi_report.api import build as build_folder
from mgi_report.cli.stopping import Stop
from mgi_report.document.assets import Assets
from mgi_report.output.ledger import Ledger
from mgi_report.output.manifest import Manifest, read_manifest
from mgi_report.preview.session import Session
from mgi_report.run.formats import Workshop
from mgi_report.run.outcomes import RunResult, State
from mgi_report.run.theme import read_theme
from mgi_report.run.watchers import Silent
from processes import Command, sums
from waiting import DEADLINE, wait_until

QUICK = 3
ENDLESS = Country(QUICK).file_name


@dataclass
class Work:
    """Hold a folder of quick profiles and one that is never done, last in the list."""

    data: Path
    output: Path
    theme: Path

    def start(self) -> Command:
        command = ("build", self.data, "-o", self.output, "--theme", self.theme)
        return Command(*command, "-j", "2", "-q", "--no-inspect")

    @property
    def options(self) -> Options:
        """Return the options of such a run, one profile after the other, in a Python program."""
        return Options(theme=self.theme, inspects=False, jobs=1, timeout=DEADLINE)

    def finished(self) -> dict[str, int]:
        """Return which file lies under which name, of those the run knows it has finished."""
        entries = Ledger.read(self.output).entries.values()
        names = [file.name for entry in entries for file in entry.files]
        return {name: (self.output / name).stat().st_ino for name in names}

    @property
    def quick(self) -> list[Path]:
        """Return the quick profiles."""
        return sorted(self.data.glob("*.yaml"))[:QUICK]

    def wait_for_files(self, number: int) -> None:
        wait_until(lambda: len(self.finished()) >= number)

    def shorten(self) -> None:
        """Make the endless profile a quick one, so that the next run can complete."""
        write_profiles(self.data, [QUICK], small=True)

    def complete(self) -> None:
        """Build what is left, and see that the folder is as if nothing had happened."""
        before = self.finished()
        assert before
        self.shorten()
        result = build_folder(self.data, self.output, self.options).result
        assert len(result.in_state(State.RENDERED)) == QUICK + 1 - len(before)
        assert len(result.in_state(State.UNCHANGED)) == len(before)
        assert not list(self.output.glob(".*.part"))
        manifest = manifest_is_true(self.output)
        assert manifest.complete
        assert len(manifest.files) == QUICK + 1
        after = self.finished()
        assert {name: after[name] for name in before} == before, "finished files were made again"


@pytest.fixture
def work(tmp_path: Path) -> Work:
    paths = write_profiles(tmp_path / "data", range(QUICK + 1), small=True)
    make_endless(paths[-1])
    return Work(tmp_path / "data", tmp_path / "out", theme_without_end(tmp_path / "theme"))


@pytest.fixture(scope="module")
def right(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the sums of the files an undisturbed run makes."""
    theme = theme_without_end(tmp_path_factory.mktemp("right") / "theme")
    workshop = Workshop(Assets(theme=read_theme(theme)))
    paths = write_profiles(tmp_path_factory.mktemp("right"), range(QUICK + 1), small=True)
    made = [file for path in paths for file in build(path, workshop).files]
    return {file.name: sha256(file.data).hexdigest() for file in made}


def manifest_is_true(output: Path) -> Manifest:
    manifest = read_manifest(output)
    assert {file.name: file.sha256 for file in manifest.files} == sums(output)
    checked = subprocess.run(
        ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"], cwd=output, check=False
    )
    assert checked.returncode == 0
    return manifest


Stopper = Callable[[Command], None]


def ctrl_c(run: Command) -> None:
    run.kill(signal.SIGINT, group=True)


def ctrl_c_twice(run: Command) -> None:
    before = len(run.left())
    run.kill(signal.SIGINT, group=True)
    wait_until(lambda: len(run.left()) < before)  # the first one has its effect
    run.kill(signal.SIGINT, group=True)


def terminate(run: Command) -> None:
    run.kill(signal.SIGTERM)


@pytest.mark.parametrize(
    ("stop", "expected"), [(ctrl_c, 130), (ctrl_c_twice, 130), (terminate, 143)]
)
def test_a_stop_keeps_what_is_finished(
    stop: Stopper, expected: int, work: Work, right: dict[str, str]
) -> None:
    run = work.start()
    work.wait_for_files(1)
    stop(run)
    code, out, err = run.end(DEADLINE)
    found = sums(work.output)
    assert code == expected
    assert err == f"Stopped; finished files are kept, {QUICK + 1 - len(found)} profiles are left.\n"
    assert [Path(line).name for line in out.splitlines()] == sorted(found)
    assert found
    assert found == {name: right[name] for name in found}
    assert ENDLESS not in found
    assert not manifest_is_true(work.output).complete
    assert not list(work.output.glob(".*.part"))
    assert run.is_gone_within(DEADLINE)
    work.complete()
    assert sums(work.output) == right


@pytest.mark.parametrize(("stop", "expected"), [(ctrl_c, 130), (terminate, 143)])
def test_a_stop_while_workers_start_is_as_clean(stop: Stopper, expected: int, work: Work) -> None:
    for path in work.quick:
        make_endless(path)
    run = work.start()
    wait_until((work.output / ".mgi-report.lock").exists)
    stop(run)
    code, out, err = run.end(DEADLINE)
    assert (code, out) == (expected, "")
    assert err == f"Stopped; finished files are kept, {QUICK + 1} profiles are left.\n"
    assert run.is_gone_within(DEADLINE)
    assert not sums(work.output)


@pytest.mark.parametrize("group", [False, True])
def test_after_a_kill_the_next_run_completes_the_set(
    group: bool, work: Work, right: dict[str, str]
) -> None:
    run = work.start()
    work.wait_for_files(2)
    run.kill(signal.SIGKILL, group=group)
    assert run.is_gone_within(DEADLINE)
    run.end(DEADLINE)
    found = sums(work.output)
    assert found == {name: right[name] for name in found}
    assert not read_manifest(work.output).complete
    work.complete()
    assert sums(work.output) == right


class Meddler(Silent):
    """Press Ctrl-C in the middle of something, which must go on as if nothing had happened."""

    went_on = False

    def planned(self, total: int, to_do: int) -> None:
        signal.raise_signal(signal.SIGINT)
        self.went_on = True


@pytest.fixture
def stop() -> Iterator[Stop]:
    """Give a stop of this very process; its handlers are put back afterwards."""
    before = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)
    try:
        with Stop() as stop:
            yield stop
    finally:
        signal.signal(signal.SIGINT, before[0])
        signal.signal(signal.SIGTERM, before[1])


def build_with(
    work: Work, waiting: Callable[[], AbstractContextManager[None]], watcher: Silent | None = None
) -> RunResult:
    """Build the profiles one after the other, in this process."""
    return build_folder(
        work.data, work.output, work.options, watcher=watcher or Silent(), waiting=waiting
    ).result


def test_a_stop_breaks_off_nothing_but_waiting(work: Work, stop: Stop) -> None:
    meddler = Meddler()
    result = build_with(work, stop.waiting, meddler)
    assert meddler.went_on
    assert stop.exit_code == 130
    assert len(result.in_state(State.STOPPED)) == QUICK + 1


@contextmanager
def deaf(stop: Stop) -> Iterator[None]:
    """Let the signal come to another thread once this one waits, so that it wakes nobody.

    One that comes between the last look for signals and the system call that waits does the same.
    """
    main, begun, over = threading.get_ident(), threading.Event(), threading.Event()

    def is_waiting() -> bool:
        return sys._current_frames()[main].f_code is threading.Condition.wait.__code__

    def interrupt() -> None:
        begun.wait()  # To start a thread is to wait for it.
        wait_until(lambda: over.is_set() or is_waiting())
        if not over.is_set():
            signal.pthread_kill(threading.get_ident(), signal.SIGINT)

    thread = threading.Thread(target=interrupt)
    try:
        with stop.waiting():
            thread.start()
            begun.set()
            yield
    finally:
        over.set()
        begun.set()
        if thread.ident:
            thread.join()


def test_a_signal_that_wakes_nobody_stops_a_run(work: Work, stop: Stop) -> None:
    for path in work.quick:
        path.unlink()
    result = build_with(work, lambda: deaf(stop))
    assert stop.exit_code == 130
    assert len(result.in_state(State.STOPPED)) == 1


def test_a_signal_that_wakes_nobody_ends_the_preview(work: Work, stop: Stop) -> None:
    session = Session(work.quick[0])
    last = threading.Timer(DEADLINE, session.__exit__)
    last.start()
    with suppress(KeyboardInterrupt), deaf(stop):
        session.wait()
    last.cancel()
    assert stop.exit_code == 130

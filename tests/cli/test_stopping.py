"""A run that is stopped or killed leaves whole files, a true manifest and no process behind."""

import signal
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

import pytest

from countries import Country, write_profiles
from mgi_report.output.ledger import Ledger
from mgi_report.output.manifest import Manifest, read_manifest
from processes import Command, sums

QUICK = 3
LONG = Country(QUICK).file_name
ORPHANS_END = 10.0
PROMPT = 20.0
"""Much more than a stop takes, and much less than the long profile does."""


def long_profile(path: Path) -> None:
    """Give a profile sections that take minutes to lay out."""
    words = "word " * 1_900
    body = "".join(f"      - {number} {words}\n" for number in range(400))
    path.write_text(path.read_text("utf-8") + f"sections:\n  - title: Long\n    body:\n{body}")


@dataclass
class Work:
    """Hold a folder of quick profiles and one that never ends in time, last in the list."""

    data: Path
    output: Path

    def start(self) -> Command:
        return Command("build", self.data, "-o", self.output, "-j", "2", "-q", "--no-inspect")

    def finished(self) -> dict[str, int]:
        """Return which file lies under which name, of those the run knows it has finished."""
        entries = Ledger.read(self.output).entries.values()
        names = [file.name for entry in entries for file in entry.files]
        return {name: (self.output / name).stat().st_ino for name in names}

    def wait_for_files(self, number: int) -> None:
        until = monotonic() + 120
        while len(self.finished()) < number:
            assert monotonic() < until
            sleep(0.02)

    def shorten(self) -> None:
        """Make the long profile a quick one, so that the next run can complete."""
        write_profiles(self.data, [QUICK], small=True)

    def complete(self) -> None:
        """Build what is left, and see that the folder is as if nothing had happened."""
        before = self.finished()
        assert before
        self.shorten()
        code, out, err = self.start().end()
        assert (code, err) == (0, "")
        assert len(out.splitlines()) == QUICK + 1
        assert not list(self.output.glob(".*.part"))
        manifest = manifest_is_true(self.output)
        assert manifest.complete
        assert len(manifest.files) == QUICK + 1
        after = self.finished()
        assert {name: after[name] for name in before} == before, "finished files were made again"


@pytest.fixture
def work(tmp_path: Path) -> Work:
    paths = write_profiles(tmp_path / "data", range(QUICK + 1), small=True)
    long_profile(paths[-1])
    return Work(tmp_path / "data", tmp_path / "out")


@pytest.fixture(scope="module")
def right(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the sums of the files an undisturbed run makes."""
    folder = tmp_path_factory.mktemp("right")
    write_profiles(folder / "data", range(QUICK + 1), small=True)
    run = Command("build", folder / "data", "-o", folder / "out", "-q", "--no-inspect")
    code, _, err = run.end()
    assert (code, err) == (0, "")
    return sums(folder / "out")


def manifest_is_true(output: Path) -> Manifest:
    manifest = read_manifest(output)
    assert {file.name: file.sha256 for file in manifest.files} == sums(output)
    checked = subprocess.run(
        ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"], cwd=output, check=False
    )
    assert checked.returncode == 0
    return manifest


Stop = Callable[[Command], None]


def ctrl_c(run: Command) -> None:
    run.kill(signal.SIGINT, group=True)


def ctrl_c_twice(run: Command) -> None:
    run.kill(signal.SIGINT, group=True)
    sleep(0.05)
    run.kill(signal.SIGINT, group=True)


def terminate(run: Command) -> None:
    run.kill(signal.SIGTERM)


@pytest.mark.parametrize(
    ("stop", "expected"), [(ctrl_c, 130), (ctrl_c_twice, 130), (terminate, 143)]
)
def test_a_stop_keeps_what_is_finished(
    stop: Stop, expected: int, work: Work, right: dict[str, str]
) -> None:
    run = work.start()
    work.wait_for_files(1)
    stop(run)
    code, out, err = run.end(PROMPT)
    found = sums(work.output)
    assert code == expected
    assert err == f"Stopped; finished files are kept, {QUICK + 1 - len(found)} profiles are left.\n"
    assert [Path(line).name for line in out.splitlines()] == sorted(found)
    assert found
    assert found == {name: right[name] for name in found}
    assert LONG not in found
    assert not manifest_is_true(work.output).complete
    assert not list(work.output.glob(".*.part"))
    assert run.is_gone_within(ORPHANS_END)
    work.complete()
    assert sums(work.output) == right


@pytest.mark.parametrize(("stop", "expected"), [(ctrl_c, 130), (terminate, 143)])
def test_a_stop_while_workers_start_is_as_clean(stop: Stop, expected: int, work: Work) -> None:
    run = work.start()
    until = monotonic() + 60
    while not (work.output / ".mgi-report.lock").exists():
        assert monotonic() < until
        sleep(0.005)
    stop(run)
    code, out, err = run.end(PROMPT)
    assert (code, out) == (expected, "")
    assert err == f"Stopped; finished files are kept, {QUICK + 1} profiles are left.\n"
    assert run.is_gone_within(ORPHANS_END)
    assert not sums(work.output)


@pytest.mark.parametrize("group", [False, True])
def test_after_a_kill_the_next_run_completes_the_set(
    group: bool, work: Work, right: dict[str, str]
) -> None:
    run = work.start()
    work.wait_for_files(2)
    run.kill(signal.SIGKILL, group=group)
    assert run.is_gone_within(ORPHANS_END)
    run.end(PROMPT)
    found = sums(work.output)
    assert found == {name: right[name] for name in found}
    assert not read_manifest(work.output).complete
    work.complete()
    assert sums(work.output) == right

"""What a killed run had finished is kept, and the ledger tells what was truly read."""

import json
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from time import perf_counter

import pytest

from mgi_report.document.assets import Assets
from mgi_report.output.ledger import LEDGER, Ledger
from mgi_report.output.verify import verify
from mgi_report.run.batch import Batch
from mgi_report.run.crew import Crew
from mgi_report.run.outcomes import State
from mgi_report.run.watchers import Silent

KILLED = """\
import os, signal, sys
from mgi_report import Options, build
from mgi_report.output.ledger import Ledger

def killed(*_):
    os.kill(os.getpid(), signal.SIGKILL)

if __name__ == "__main__":
    Ledger.add = killed
    build(sys.argv[1], sys.argv[2], Options(theme=sys.argv[3], inspects=False, jobs=1))
"""


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "output"


@pytest.fixture
def batch(output: Path, crew: Crew, leaflet: Assets) -> Callable[..., Batch]:
    def made(watcher: Silent | None = None) -> Batch:
        return Batch(
            output, crew, perf_counter, leaflet, inspects=False, watcher=watcher or Silent()
        )

    return made


def test_a_file_that_was_finished_and_not_recorded_is_adopted(
    minimal_profile_text: str,
    tmp_path: Path,
    output: Path,
    leaflet_theme: Path,
    batch: Callable[..., Batch],
) -> None:
    profile, script = tmp_path / "profile.yaml", tmp_path / "killed.py"
    profile.write_text(minimal_profile_text, encoding="utf-8")
    script.write_text(KILLED, encoding="utf-8")
    done = subprocess.run([sys.executable, script, profile, output, leaflet_theme], check=False)
    assert done.returncode == -9
    (file,) = output.glob("*.pdf")
    made = file.stat().st_mtime_ns
    assert {problem.code for problem in verify(output)} == {"not-recorded", "run-incomplete"}
    (outcome,) = batch().run([profile]).outcomes
    assert outcome.state is State.UNCHANGED
    assert file.stat().st_mtime_ns == made
    assert verify(output) == ()


def test_a_file_that_was_begun_and_not_finished_counts_for_nothing(
    minimal_profile_text: str, tmp_path: Path, output: Path, batch: Callable[..., Batch]
) -> None:
    profile = tmp_path / "profile.yaml"
    profile.write_text(minimal_profile_text, encoding="utf-8")
    batch().run([profile])
    (entry,) = Ledger.read(output).entries.values()
    other = entry.files[0].model_copy(update={"sha256": sha256(b"never written").hexdigest()})
    Ledger(output).begin(entry.model_copy(update={"files": (other,)}))
    assert json.loads((output / LEDGER).read_bytes().splitlines()[-1])["begun"] is True
    assert list(Ledger.read(output).entries.values()) == [entry]
    (outcome,) = batch().run([profile]).outcomes
    assert outcome.state is State.UNCHANGED


def test_the_ledger_has_the_sums_of_what_was_read_and_not_of_what_came_later(
    country_text: Callable[[str], str],
    tmp_path: Path,
    output: Path,
    batch: Callable[..., Batch],
) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="{}"/></svg>'
    logo, earlier = tmp_path / "logo.svg", tmp_path / "earlier" / "xaa.yaml"
    logo.write_text(svg.format("M0 0h9v9z"), encoding="utf-8")
    earlier.parent.mkdir()
    earlier.write_text(country_text("XAA"), encoding="utf-8")
    profile, neighbour = tmp_path / "xaa.yaml", tmp_path / "xab.yaml"
    more = (
        "compares_with: earlier/xaa.yaml\n"
        "publication:\n  logos:\n    - {file: logo.svg, alt: Logo of the Office}\n"
    )
    text = country_text("XAA").replace("ordinal: 1\n  date: 2021-12", "ordinal: 2\n  year: 2023")
    profile.write_text(text + more, encoding="utf-8")
    neighbour.write_text(country_text("XAB"), encoding="utf-8")
    read = {
        str(file.relative_to(tmp_path)): sha256(file.read_bytes()).hexdigest()
        for file in (profile, logo, earlier)
    }

    class Swapping(Silent):
        def planned(self, total: int, to_do: int) -> None:
            logo.write_text(svg.format("M0 0h5v5z"), encoding="utf-8")
            earlier.write_text(country_text("XAA") + "# Saved anew.\n", encoding="utf-8")

    # Two, because a profile alone is read when it is made.
    both = [profile, neighbour]
    first = batch(Swapping()).run(both)
    assert {outcome.state for outcome in first.outcomes} == {State.RENDERED}
    assert dict(Ledger.read(output).entries["../xaa.yaml"].inputs) == read
    second = {each.source: each.state for each in batch().run(both).outcomes}
    assert second == {profile: State.RENDERED, neighbour: State.UNCHANGED}

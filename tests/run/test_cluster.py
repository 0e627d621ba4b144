"""Orders go to a real Dask cluster, whose workers may die on the way."""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from dataclasses import replace
from itertools import count
from pathlib import Path
from time import perf_counter, sleep

import dask
import distributed
import pytest
from distributed import LocalCluster, Status

from built import build
from mgi_report.document.assets import Assets
from mgi_report.problems.problem import Location
from mgi_report.run.batch import Batch
from mgi_report.run.cluster import ClusterWorker, cluster_crew, render_there
from mgi_report.run.crew import Accident, local_crew
from mgi_report.run.formats import Workshop
from mgi_report.run.orders import Order
from mgi_report.run.outcomes import Outcome, RunResult, State, accident_problem
from mgi_report.run.profiles import find_profiles
from mgi_report.run.toolchain import toolchain
from mgi_report.run.watchers import Silent
from mgi_report.run.worker import outline
from waiting import DEADLINE, wait_until

PROFILES = Path(__file__).parents[1] / "profiles"

SETTINGS = {
    # An order that kills its workers is given up after both of those that were there.
    "distributed.scheduler.allowed-failures": 1,
    # A LocalCluster ends a worker for good that it does not see this long after it was lost. On a
    # busy machine the worker is only starting again, and the cluster was left without any.
    "distributed.deploy.lost-worker-timeout": "1 day",
}


@pytest.fixture(scope="module")
def started_cluster() -> Iterator[LocalCluster]:
    with (
        dask.config.set(SETTINGS),
        LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
        ) as cluster,
    ):
        yield cluster


@pytest.fixture
def cluster(started_cluster: LocalCluster) -> LocalCluster:
    """Return the cluster with both workers up, whatever the test before did to them."""
    nannies = started_cluster.workers.values()
    wait_until(
        lambda: all(each.process and each.process.status is Status.running for each in nannies)
    )
    return started_cluster


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory, country_text: Callable[[str], str]) -> Path:
    folder = tmp_path_factory.mktemp("data")
    for code in ("XAA", "XAB", "XAC"):
        (folder / f"{code.lower()}.yaml").write_text(country_text(code), encoding="utf-8")
    return folder


def build_on(
    cluster: LocalCluster, data: Path, output: Path, watcher: Silent, assets: Assets
) -> RunResult:
    with (
        local_crew(1, perf_counter) as here,
        cluster_crew(cluster.scheduler_address, perf_counter) as there,
    ):
        batch = Batch(
            output, there, perf_counter, assets, inspects=False, watcher=watcher, reader=here
        )
        return batch.run(find_profiles([data], output))


def pdfs(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("*.pdf")}


def test_the_bytes_are_those_of_this_machine(
    cluster: LocalCluster, data: Path, workshop: Workshop, tmp_path: Path
) -> None:
    result = build_on(cluster, data, tmp_path / "there", Silent(), Assets())
    assert {outcome.state for outcome in result.outcomes} == {State.RENDERED}
    made = [file for path in data.iterdir() for file in build(path, workshop).files]
    assert pdfs(tmp_path / "there") == {file.name: file.data for file in made}
    assert len(made) == 3


class Killer(Silent):
    """Kill the worker of the cluster that is at the first profile, before the second is begun."""

    def __init__(self, cluster: LocalCluster) -> None:
        self.cluster, self.begun, self.killed = cluster, 0, 0

    def started(self, source: Path, step: str = "") -> None:
        self.begun += 1
        if self.begun == 2:
            with distributed.Client(self.cluster.scheduler_address, set_as_default=False) as client:
                busy = [name for name, keys in client.processing().items() if keys]
                self.killed = next(iter(client.run(os.getpid, workers=busy or None).values()))
            os.kill(self.killed, signal.SIGKILL)


def test_a_worker_killed_on_the_way_costs_nothing(
    cluster: LocalCluster, data: Path, tmp_path: Path
) -> None:
    killer = Killer(cluster)
    result = build_on(cluster, data, tmp_path / "there", killer, Assets())
    assert killer.killed
    assert {outcome.state for outcome in result.outcomes} == {State.RENDERED}
    assert len(pdfs(tmp_path / "there")) == 3


def hang_on_zero(item: tuple[Path, int]) -> int:
    folder, number = item
    if number == 0:
        (folder / str(os.getpid())).touch()
        sleep(DEADLINE)
    return number


def die_on_zero(number: int) -> int:
    if number == 0:
        os.kill(os.getpid(), signal.SIGSEGV)
    return number


class Clock:
    """Stand still until it is let run; then let an hour pass at each look, when all begun hang."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.begun, self.now, self.runs = folder, 0, 0.0, False

    def started(self, item: tuple[Path, int]) -> None:
        self.begun += item[1] == 0

    def __call__(self) -> float:
        if self.runs:
            wait_until(lambda: len(list(self.folder.iterdir())) == self.begun)
            self.now += 3600
        return self.now


def test_a_hanging_order_is_given_up_and_its_worker_restarted(
    cluster: LocalCluster, tmp_path: Path
) -> None:
    clock = Clock(tmp_path)
    with cluster_crew(cluster.scheduler_address, clock) as crew:
        replies = {}
        for reply in crew.run(hang_on_zero, [(tmp_path, n) for n in range(6)], clock.started):
            replies[reply.item[1]] = reply
            clock.runs = len(replies) == 5  # all that do not hang
        assert replies[0].accident is Accident.TIMEOUT
        assert replies[0].attempts == 2
        assert [replies[n].result for n in range(1, 6)] == [1, 2, 3, 4, 5]
        hung = list(tmp_path.iterdir())
        wait_until(lambda: not any(Path("/proc", each.name).exists() for each in hung))
        more = crew.run(hang_on_zero, [(tmp_path, n) for n in (6, 7, 8)])
        assert sorted(reply.result or 0 for reply in more) == [6, 7, 8]


def test_a_hanging_order_is_not_handed_on_before_its_cancelling_arrives(
    cluster: LocalCluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    send = distributed.Client._send_to_scheduler

    def send_late(client: distributed.Client, message: dict[str, object]) -> None:
        late = 1.0 if message["op"] == "cancel-keys" else 0.0
        client.loop.call_later(late, send, client, message)

    monkeypatch.setattr(distributed.Client, "_send_to_scheduler", send_late)
    with distributed.Client(cluster.scheduler_address, set_as_default=False) as client:
        worker = ClusterWorker(client)
        worker.submit(hang_on_zero, (tmp_path, 0))
        wait_until(lambda: any(tmp_path.iterdir()))
        worker.kill()
        assert client.submit(os.getpid, pure=False).result(DEADLINE) > 0
    (hung,) = tmp_path.iterdir()
    assert not Path("/proc", hung.name).exists()


def test_an_order_that_kills_its_workers_is_given_up(cluster: LocalCluster) -> None:
    with cluster_crew(cluster.scheduler_address, perf_counter) as crew:
        (given_up,) = crew.run(die_on_zero, [0])
        assert (given_up.accident, given_up.attempts) == (Accident.CRASH, 2)
        assert sorted(reply.result or 0 for reply in crew.run(die_on_zero, (1, 2, 3))) == [1, 2, 3]


def die_once(folder: Path) -> str:
    marker = folder / "died"
    if not marker.exists():
        marker.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return "done"


def test_what_a_cluster_tries_again_by_itself_is_counted(
    cluster: LocalCluster, tmp_path: Path
) -> None:
    with cluster_crew(cluster.scheduler_address, perf_counter) as crew:
        (reply,) = crew.run(die_once, [tmp_path])
        assert (reply.result, reply.attempts) == ("done", 2)
        (again,) = crew.run(die_once, [tmp_path])
        assert (again.result, again.attempts) == ("done", 1)


def test_a_cluster_that_lost_all_its_workers_is_told(data: Path) -> None:
    path = data / "xaa.yaml"
    with (
        LocalCluster(
            n_workers=1,
            threads_per_worker=1,
            processes=False,
            protocol="tcp",
            dashboard_address=":0",
        ) as cluster,
        cluster_crew(cluster.scheduler_address, count(step=3600).__next__) as crew,
    ):
        cluster.scale(0)
        wait_until(lambda: not cluster.scheduler.workers)
        (reply,) = crew.run(str, [path])
    assert (reply.accident, reply.attempts) == (Accident.DESERTION, 2)
    problem = accident_problem(reply)
    assert problem.code == "cluster-lost"
    assert "no workers left" in problem.message
    assert problem.location == Location(path)


def test_a_lost_connection_ends_the_orders(cluster: LocalCluster, tmp_path: Path) -> None:
    with cluster_crew(cluster.scheduler_address, perf_counter, size=1) as crew:
        (worker,) = crew.workers
        assert isinstance(worker, ClusterWorker)
        at_work = worker.submit(hang_on_zero, (tmp_path, 0))
        wait_until(lambda: any(tmp_path.iterdir()))
        worker.client.close()
        assert isinstance(at_work.exception(DEADLINE), CancelledError)
        (reply,) = crew.run(str, [tmp_path])
    assert (reply.accident, reply.attempts) == (Accident.DESERTION, 2)
    assert "scheduler is lost" in accident_problem(reply).message


def test_a_profile_travels_with_its_pictures_and_its_problems_come_back(tmp_path: Path) -> None:
    shutil.copytree(PROFILES, tmp_path / "profiles")
    path = tmp_path / "profiles" / "full-city.en.yaml"
    path.write_text(re.sub("^# mgi: silence .*$", "", path.read_text("utf-8"), flags=re.M), "utf-8")
    files = outline(path).files
    assert len(files) > 1
    order = Order(path, inspects=False, files=files, tools=toolchain(Assets()).digest)
    shutil.rmtree(tmp_path / "profiles")
    rendered = render_there(order)
    assert rendered.files
    assert {str(problem.location and problem.location.file) for problem in rendered.problems} == {
        str(path)
    }
    faulty = {**files, path.name: files[path.name].replace(b"language: en", b"language: xx")}
    failed = render_there(replace(order, files=faulty))
    assert not failed.files
    (problem,) = (each for each in failed.problems if each.code == "no-catalogue")
    assert problem.location is not None
    assert problem.location.file == path


def test_a_worker_with_another_toolchain_refuses(data: Path) -> None:
    rendered = render_there(Order(data / "xaa.yaml", tools="0" * 64))
    assert [problem.code for problem in rendered.problems] == ["other-toolchain"]


def test_no_cluster_is_told(data: Path, tmp_path: Path) -> None:
    # In a process of its own: a client that cannot connect leaves its loop behind.
    command = ["-m", "mgi_report", "build", data, "-o", tmp_path, "--scheduler", "no such address"]
    done = subprocess.run([sys.executable, *command], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "error [no-cluster]" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_outcome_of_a_cluster_is_told_like_any_other(
    cluster: LocalCluster, data: Path, leaflet: Assets, tmp_path: Path
) -> None:
    told: list[Outcome] = []

    class Watcher(Silent):
        def finished(self, outcome: Outcome) -> None:
            told.append(outcome)

    (tmp_path / "data").mkdir()
    text = (data / "xaa.yaml").read_text()
    (tmp_path / "data" / "bad.yaml").write_text(text.replace("residents", "山"))
    result = build_on(cluster, tmp_path / "data", tmp_path / "there", Watcher(), leaflet)
    assert told == list(result.outcomes)
    (problem,) = result.outcomes[0].problems
    assert problem.code == "missing-glyph"
    assert problem.location is not None
    assert problem.location.file == tmp_path / "data" / "bad.yaml"

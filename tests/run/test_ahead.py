"""A head start gives a worker the very document that it would compose, or nothing."""

import os
import signal
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from multiprocessing import Pipe
from pathlib import Path
from time import perf_counter, sleep
from typing import Any

import pytest

from mgi_report.problems.problem import ProblemsFound
from mgi_report.profile.loading import load
from mgi_report.run import crew as module
from mgi_report.run.ahead import Ahead, Awaited
from mgi_report.run.crew import Limits, local_crew
from mgi_report.run.formats import Workshop
from mgi_report.run.job import compose, composed_first, make, workshop_for
from mgi_report.run.orders import Order
from mgi_report.run.processes import LocalWorker, prepare
from waiting import DEADLINE, wait_until

PROFILES = Path(__file__).parents[1] / "profiles"
SAMPLES = sorted(path for path in PROFILES.rglob("*.yaml") if "earlier" not in path.parts)
LARGE = 1_000_000  # more than a pipe holds
answers: list[Awaited] = []


def taken(_: object) -> Any:
    return answers.pop().take() if answers else None


def own_pid() -> int:
    return os.getpid()


def much() -> bytes:
    return bytes(LARGE)


def fail() -> None:
    raise ZeroDivisionError


def crash() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def hang() -> None:
    sleep(DEADLINE)


def not_to_be_sent() -> Callable[[], None]:
    return lambda: None


def told(call: Callable[[], Any]) -> Any:
    """Return what a worker takes of the answer to a call that is begun beside it."""
    worker = LocalWorker("forkserver", Limits())
    try:
        worker.get_ready(alone=True, ahead=Ahead(call, answers.append))
        return worker.submit(taken, None).result(DEADLINE)
    finally:
        worker.close()


@pytest.fixture(autouse=True)
def copyable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this process be copied: other tests may have left a thread."""
    monkeypatch.setattr("mgi_report.run.processes.is_copyable", lambda: True)


def test_a_worker_takes_what_another_process_has_done() -> None:
    assert told(own_pid) not in {None, os.getpid()}
    assert told(much) == bytes(LARGE)


@pytest.mark.parametrize("call", [fail, crash, not_to_be_sent])
def test_where_nothing_comes_of_it_there_is_no_answer(call: Callable[[], Any]) -> None:
    assert told(call) is None


def test_an_answer_is_taken_once() -> None:
    reader, writer = Pipe(duplex=False)
    writer.send("answer")
    answer = Awaited(reader)
    assert (answer.take(), answer.take()) == ("answer", None)


@pytest.mark.parametrize("end", ["kill", "close"])
def test_what_hangs_ends_with_its_worker(end: str) -> None:
    worker = LocalWorker("forkserver", Limits())
    ahead = Ahead(hang, answers.append)
    worker.get_ready(alone=True, ahead=ahead)
    process = ahead._process
    assert process.is_alive()
    getattr(worker, end)()
    assert process.exitcode == -signal.SIGKILL


def test_where_no_process_can_be_made_the_worker_starts_later(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse() -> int:
        raise BlockingIOError

    worker = LocalWorker("forkserver", Limits())
    with monkeypatch.context() as patch:
        patch.setattr(os, "fork", refuse)
        worker.get_ready(alone=True, ahead=Ahead(own_pid, answers.append))
    assert worker.submit(taken, None).result(DEADLINE) is None
    worker.close()


def test_it_has_the_limits_of_a_worker() -> None:
    ahead = Ahead(hang, answers.append)
    ahead.begin(partial(prepare, 1 << 30))
    try:
        limits = Path(f"/proc/{ahead._process.pid}/limits")
        wait_until(lambda: f" {1 << 30} " in limits.read_text())
    finally:
        ahead.end()


@pytest.mark.parametrize(("orders", "processors", "begun"), [(1, 2, 1), (1, 1, 0), (2, 2, 0)])
def test_only_one_alone_has_it_and_a_processor_for_it(
    orders: int, processors: int, begun: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "processors", lambda: processors)
    ahead = Ahead(own_pid, answers.append)
    with local_crew(2, perf_counter) as crew:
        crew.get_ready(orders, ahead)
        assert (ahead._process is not None) == bool(begun)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_document_comes_through_whole(path: Path, workshop: Workshop) -> None:
    composed = told(partial(composed_first, Order(path), workshop))
    loaded = load(path)
    assert composed.fits(loaded, "profile")
    assert not composed.fits(loaded, "brief")
    document = compose(loaded, workshop_for(loaded, workshop), "profile")
    assert composed.document == document
    assert composed.document.artwork


@pytest.fixture
def profile(tmp_path: Path, minimal_profile_text: str) -> Path:
    path = tmp_path / "profile.yaml"
    path.write_text(minimal_profile_text, "utf-8")
    return path


def test_what_fits_is_laid_out(profile: Path, workshop: Workshop) -> None:
    order = Order(profile, inspects=False)
    composed = composed_first(order, workshop)
    other = replace(composed, document=replace(composed.document, title="Not from here"))
    (file,) = make(order, workshop, perf_counter, lambda: other).files
    assert file.title == "Not from here"


def test_what_was_made_of_other_bytes_is_not(profile: Path, workshop: Workshop) -> None:
    order = Order(profile, inspects=False)
    composed = composed_first(order, workshop)
    profile.write_text(profile.read_text("utf-8") + "# other bytes\n", "utf-8")
    other = replace(composed, document=replace(composed.document, title="Not from here"))
    (file,) = make(order, workshop, perf_counter, lambda: other).files
    assert file.title == composed.document.title


def test_problems_are_told_in_the_same_places(profile: Path, workshop: Workshop) -> None:
    text = profile.read_text("utf-8").replace("  - ", "  - 山 ", 1)
    profile.write_text(text, "utf-8")
    order = Order(profile)
    composed = composed_first(order, workshop)
    found = []
    for ahead in (composed, None):
        with pytest.raises(ProblemsFound) as caught:
            make(order, workshop, perf_counter, lambda ahead=ahead: ahead)  # type: ignore[misc]
        found.append(caught.value.problems)
    assert found[0] == found[1]
    assert any(each.location and each.location.line for each in found[0])

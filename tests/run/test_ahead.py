"""What another process does beside a worker is what the worker would do itself, or nothing."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from time import perf_counter, sleep
from typing import Any

import pytest

from mgi_report.document.assets import Assets
from mgi_report.problems.problem import ProblemsFound
from mgi_report.profile.loading import load
from mgi_report.proof.download.inspection import prove_download
from mgi_report.proof.download.shared_sheets import SharedSheets, look_at_first_pages
from mgi_report.proof.download.sheets import Sheets
from mgi_report.proof.inspection import Expected, open_pdf
from mgi_report.run import crew as module
from mgi_report.run.ahead import Ahead, Beside
from mgi_report.run.crew import Limits, local_crew
from mgi_report.run.formats import Workshop
from mgi_report.run.job import Composed, Made, compose, composed_first, make, workshop_for
from mgi_report.run.orders import Order, Wanted
from mgi_report.run.processes import LocalWorker, prepare
from mgi_report.run.theme import read_theme
from waiting import DEADLINE, wait_until

PROFILES = Path(__file__).parents[1] / "profiles"
SAMPLES = sorted(path for path in PROFILES.rglob("*.yaml") if "earlier" not in path.parts)
LARGE = 1_000_000  # more than a pipe holds
others: list[Beside] = []


def taken(_: object) -> Any:
    return others.pop().first() if others else None


def own_pid() -> int:
    return os.getpid()


def much() -> bytes:
    return bytes(LARGE)


def fail() -> None:
    raise ZeroDivisionError


def crash() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def double(number: int) -> int:
    return 2 * number


def fail_with(_: object) -> None:
    fail()


def crash_with(_: object) -> None:
    crash()


def not_to_be_sent_of(_: object) -> Callable[[], None]:
    return not_to_be_sent()


def hang() -> None:
    sleep(DEADLINE)


def not_to_be_sent() -> Callable[[], None]:
    return lambda: None


def told(call: Callable[[], Any]) -> Any:
    """Return what a worker takes of the answer to a call that is begun beside it."""
    worker = LocalWorker("forkserver", Limits())
    try:
        worker.get_ready(alone=True, ahead=Ahead(call, others.append))
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


@contextmanager
def beside(call: Callable[[], Any]) -> Iterator[Beside]:
    """Give what a worker has of a process that begins with a call."""
    ahead = Ahead(call, others.append)
    ahead.begin(lambda: None)
    ahead.hand_over()
    try:
        yield others.pop()
    finally:
        ahead.end()


def test_answers_come_to_their_calls() -> None:
    with beside(own_pid) as other:
        doubled, large = other.begin(double, 4), other.begin(bytes, LARGE)
        assert large() == bytes(LARGE)
        assert other.begin(double, 5)() == 10
        # Those before it have been passed over.
        assert (other.first(), doubled()) == (None, None)


@pytest.mark.parametrize("call", [fail_with, crash_with, not_to_be_sent_of])
def test_after_what_went_wrong_nothing_is_answered(call: Callable[[Any], Any]) -> None:
    with beside(own_pid) as other:
        assert other.first() not in {None, os.getpid()}
        assert other.begin(call, None)() is None
        assert other.begin(double, 1)() is None


@pytest.mark.parametrize("end", ["kill", "close"])
def test_what_hangs_ends_with_its_worker(end: str) -> None:
    worker = LocalWorker("forkserver", Limits())
    ahead = Ahead(hang, others.append)
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
        worker.get_ready(alone=True, ahead=Ahead(own_pid, others.append))
    assert worker.submit(taken, None).result(DEADLINE) is None
    worker.close()


def test_it_has_the_limits_of_a_worker() -> None:
    ahead = Ahead(hang, others.append)
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
    ahead = Ahead(own_pid, others.append)
    with local_crew(2, perf_counter) as crew:
        crew.get_ready(orders, ahead)
        assert (ahead._process is not None) == bool(begun)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_profile_and_its_document_come_through_whole(path: Path, workshop: Workshop) -> None:
    composed = told(partial(composed_first, Order(path), workshop))
    loaded = load(path)
    assert composed.loaded == loaded
    assert composed.loaded.locate("subject.code") == loaded.locate("subject.code")
    document = compose(loaded, workshop_for(loaded, workshop), "profile")
    assert (composed.book, composed.document) == ("profile", document)
    assert composed.document.artwork


@pytest.fixture
def profile(tmp_path: Path, minimal_profile_text: str) -> Path:
    path = tmp_path / "profile.yaml"
    path.write_text(minimal_profile_text, "utf-8")
    return path


def made_beside(order: Order, composed: Composed, workshop: Workshop) -> Made:
    with beside(lambda: composed) as other:
        return make(order, workshop, perf_counter, other)


@pytest.mark.parametrize(
    ("told", "is_taken"),
    [
        ({}, True),
        ({"languages": ()}, True),
        ({"languages": ("fr",)}, False),
        ({"files": "those"}, True),
        ({"files": "others"}, False),
    ],
)
def test_it_is_taken_if_it_was_read_as_the_order_says(
    told: dict[str, Any], is_taken: bool, profile: Path, workshop: Workshop
) -> None:
    order = Order(profile, inspects=False)
    composed = composed_first(order, workshop)
    other = replace(composed, document=replace(composed.document, title="Not from here"))
    data = profile.read_bytes()
    files = {"those": {profile.name: data}, "others": {profile.name: data + b"# more\n"}}
    if "files" in told:
        told = {"files": files[told["files"]]}
    (file,) = made_beside(replace(order, **told), other, workshop).files
    assert (file.title == "Not from here") == is_taken


def test_the_other_book_is_composed_here(profile: Path, workshop: Workshop) -> None:
    order = Order(profile, Wanted(("download", "brief")))
    alone = make(order, workshop, perf_counter)
    both = made_beside(order, composed_first(order, workshop), workshop)
    assert [each.name for each in both.files] == [
        "mgi-xxa-2021-en.pdf",
        "mgi-xxa-2021-en.brief.pdf",
    ]
    assert both.files == alone.files
    assert both.warnings == alone.warnings


def test_problems_are_told_in_the_same_places(profile: Path, workshop: Workshop) -> None:
    text = profile.read_text("utf-8").replace("  - ", "  - 山 ", 1)
    profile.write_text(text, "utf-8")
    order = Order(profile)
    composed = composed_first(order, workshop)
    with pytest.raises(ProblemsFound) as here:
        make(order, workshop, perf_counter)
    with pytest.raises(ProblemsFound) as there:
        made_beside(order, composed, workshop)
    assert here.value.problems == there.value.problems
    assert any(each.location and each.location.line for each in here.value.problems)


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        ("styles/profile.css", "p { colour: red }", "colour"),
        ("styles/tokens.css", ":root { --ink: none }", "--ink"),
        ("styles/tokens.css", "no css", "styles/tokens.css"),
    ],
)
def test_a_broken_style_sheet_is_told_as_if_alone(
    file: str, text: str, told: str, profile: Path, tmp_path: Path
) -> None:
    path = tmp_path / "theme" / file
    path.parent.mkdir(parents=True)
    path.write_text(text, "utf-8")
    theme = read_theme(tmp_path / "theme")
    order = Order(profile)
    with pytest.raises(ProblemsFound) as here:
        make(order, Workshop(Assets(theme=theme)), perf_counter)
    with beside(fail) as other, pytest.raises(ProblemsFound) as there:
        make(order, Workshop(Assets(theme=theme)), perf_counter, other)
    assert here.value.problems == there.value.problems
    assert told in str(here.value.problems[0])


@pytest.mark.parametrize("answers", [True, False])
def test_pages_are_seen_alike_by_two(answers: bool, profile: Path, workshop: Workshop) -> None:
    (file,) = make(Order(profile, inspects=False), workshop, perf_counter).files
    with Sheets(file.data, finds_hidden=True) as alone:
        expected = alone.read()
        hidden = [alone.hidden(each) for each in expected]
    first = own_pid if answers else fail
    with beside(first) as other, SharedSheets(file.data, other.begin) as sheets:
        assert sheets.read() == expected
        assert [sheets.hidden(each) for each in expected] == hidden


def test_what_the_other_process_sees_counts(profile: Path, workshop: Workshop) -> None:
    (file,) = make(Order(profile, inspects=False), workshop, perf_counter).files
    loaded = load(profile)
    found = look_at_first_pages(file.data)
    assert 0 < len(found.sheets) < file.pages
    lost = found._replace(
        hidden={each.number: tuple(text.box for text in each.texts) for each in found.sheets}
    )
    seen = partial(Expected, workshop.assets, loaded.profile, loaded.source)
    with open_pdf(file.data) as reader:
        for elsewhere, is_fine in ((found, True), (lost, False), (None, True)):
            expected = seen(elsewhere=lambda *_, told=elsewhere: lambda: told)
            assert (not prove_download(reader, expected).problems) == is_fine

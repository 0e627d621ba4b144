"""Watchers are told in order; the log has one whole line for every event, at once."""

import io
import json
import re
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from built import ROOT
from mgi_report.run.clock import now, time_stamp
from mgi_report.run.outcomes import Outcome, RunResult
from mgi_report.run.reports.log import log_schema, profile_finished
from mgi_report.run.watchers import LogWatcher, Watcher, Watchers
from runs import HOSTILE, a_run, a_warning, an_error, failed, rendered

SCHEMA = ROOT / "docs" / "log.schema.json"


class Noting:
    def __init__(self, name: str, notes: list[str]) -> None:
        self.name, self.notes = name, notes

    def planned(self, total: int, to_do: int) -> None:
        self.notes.append(f"{self.name} planned {total} {to_do}")

    def started(self, source: Path, step: str = "") -> None:
        self.notes.append(f"{self.name} started {source} {step}")

    def finished(self, outcome: Outcome) -> None:
        self.notes.append(f"{self.name} finished {outcome.source}")

    def ended(self, result: RunResult) -> None:
        self.notes.append(f"{self.name} ended {len(result.outcomes)}")


def whole_run(watcher: Watcher, result: RunResult) -> None:
    watcher.planned(len(result.outcomes), 3)
    for outcome in result.outcomes:
        watcher.started(outcome.source, "laying out")
        watcher.finished(outcome)
    watcher.ended(result)


def test_all_watchers_are_told_in_their_order() -> None:
    notes: list[str] = []
    whole_run(Watchers(Noting("a", notes), Noting("b", notes)), a_run(failed()))
    assert notes[:2] == ["a planned 1 3", "b planned 1 3"]
    assert len(notes) == 8
    assert notes[-1] == "b ended 1"


def test_every_line_of_the_log_is_json_with_sorted_keys() -> None:
    stream, times = io.StringIO(), (f"2021-12-01T10:00:{n:02}Z" for n in count())
    odd = failed("caf\udce9\u2028.yaml", an_error(message=HOSTILE + "\n\u2028\x00"), attempts=2)
    whole_run(
        LogWatcher(stream, lambda: next(times)), a_run(rendered(problems=(a_warning(),)), odd)
    )
    lines = stream.getvalue().splitlines()
    events = [json.loads(line) for line in lines]
    assert [event["event"] for event in events] == [
        "run-started",
        "profile-started",
        "profile-finished",
        "profile-started",
        "profile-finished",
        "run-finished",
    ]
    assert [event["time"][-3:-1] for event in events] == ["00", "01", "02", "03", "04", "05"]
    assert [list(event) for event in events] == [sorted(event) for event in events]
    assert (events[0]["log"], events[0]["total"], events[0]["to_do"]) == (1, 2, 3)
    assert events[1]["step"] == "laying out"
    assert events[2]["files"][0]["pages"] == 26
    assert events[4]["source"] == "caf\udce9\u2028.yaml"
    assert (events[4]["state"], events[4]["attempts"]) == ("failed", 2)
    assert events[4]["problems"][0]["place"] == "data/bad.yaml:12:9"
    assert events[5] | {"event": 0, "time": 0} == {
        "event": 0,
        "time": 0,
        "rendered": 1,
        "unchanged": 0,
        "failed": 1,
        "stopped": 0,
        "errors": 1,
        "warnings": 1,
        "files": 1,
        "seconds": 41.2,
    }


def test_the_schema_in_docs_is_the_one_of_the_events() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == log_schema()


def test_every_line_is_as_the_schema_says() -> None:
    stream = io.StringIO()
    whole_run(LogWatcher(stream, time_stamp), a_run(rendered(problems=(a_warning(),)), failed()))
    check = Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    events = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert len(events) == 6
    for event in events:
        check.validate(event)
        assert not check.is_valid(event | {"event": "other"})
        assert not check.is_valid({key: event[key] for key in event if key != "time"})


def test_times_are_those_of_the_clock_in_utc() -> None:
    stream, before = io.StringIO(), now()
    whole_run(LogWatcher(stream, time_stamp), a_run())
    told = [json.loads(line)["time"] for line in stream.getvalue().splitlines()]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", each) for each in told)
    moments = [datetime.fromisoformat(each) for each in told]
    assert moments == sorted(moments)
    assert before - timedelta(milliseconds=1) < moments[0] <= moments[-1] <= now()


def test_a_line_is_flushed_as_soon_as_it_is_told(tmp_path: Path) -> None:
    file = tmp_path / "run.log"
    with file.open("w", encoding="ascii") as stream:
        watcher = LogWatcher(stream, lambda: "now")
        watcher.planned(2, 2)
        assert file.read_text().count("\n") == 1
        watcher.started(Path("a.yaml"))
        assert file.read_text().count("\n") == 2


def test_a_number_that_json_cannot_hold_is_in_no_record() -> None:
    with pytest.raises(ValueError, match="JSON compliant"):
        profile_finished("now", rendered(seconds=float("inf")))

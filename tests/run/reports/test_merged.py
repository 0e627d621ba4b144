"""Shards that were joined are told of as one run."""

from pathlib import Path

from manifests import GENERATOR, record
from mgi_report.output.manifest import Failure, Manifest
from mgi_report.output.notices import Notice
from mgi_report.problems.problem import Location
from mgi_report.run.outcomes import State
from mgi_report.run.reports.merged import merged_result
from runs import an_error

ERROR = an_error("data/xbe-2021.en.yaml")
NOTICE = Notice.of(ERROR)


def manifest(*files, failures=(), stopped=False) -> Manifest:
    return Manifest(generator=GENERATOR, files=files, failures=failures, stopped=stopped)


def test_files_of_a_profile_are_one_outcome_and_its_warnings_are_told_once() -> None:
    warned = {"warnings": (NOTICE,)}
    both = [record(format=each).model_copy(update=warned) for each in ("download", "press")]
    other = record("Alpha", code="aaa")
    result = merged_result({Path("1"): manifest(*both), Path("2"): manifest(other)}, 1.5)
    first, second = result.outcomes
    assert [str(each.source) for each in result.outcomes] == [
        "aaa-2021.en.yaml",
        "xxa-2021.en.yaml",
    ]
    assert {each.state for each in result.outcomes} == {State.RENDERED}
    assert (second.files, second.problems) == (tuple(both), (ERROR,))
    assert (first.problems, result.seconds) == ((), 1.5)


def test_profiles_of_one_name_stay_apart() -> None:
    one, other = (
        record(code=code).model_copy(update={"source": "profile.yaml"}) for code in ("xxa", "xxb")
    )
    assert len(merged_result({Path("1"): manifest(one, other)}, 0).outcomes) == 2


def test_a_failure_is_told_with_its_problems_and_without_its_old_file() -> None:
    old = record("Beta", code="xbe", current=False)
    nowhere = Notice(code="x", severity="warning", message="y")
    failure = Failure(source=old.source, problems=(NOTICE, nowhere))
    (told,) = merged_result({Path("1"): manifest(old, failures=(failure,))}, 0).outcomes
    assert (told.state, told.files) == (State.FAILED, ())
    assert told.problems[0] == ERROR
    assert told.problems[1].location is None
    stopped = manifest(old, failures=(failure,), stopped=True)
    states = [each.state for each in merged_result({Path("1"): stopped}, 0).outcomes]
    assert states == [State.FAILED, State.FAILED]
    bare = failure.model_copy(update={"problems": (nowhere.model_copy(update={"place": "a:b"}),)})
    (told,) = merged_result({Path("1"): manifest(failures=(bare,))}, 0).outcomes
    assert told.problems[0].location == Location("a:b")


def test_what_an_earlier_run_left_is_told_only_of_a_run_that_was_stopped() -> None:
    old = record(current=False)
    assert merged_result({Path("1"): manifest(old)}, 0).outcomes == ()
    stopped = merged_result({Path("1"): manifest(old, stopped=True)}, 0).outcomes
    assert [(str(each.source), each.state) for each in stopped] == [
        ("1", State.FAILED),
        (old.source, State.STOPPED),
    ]
    assert [each.code for each in stopped[0].problems] == ["run-incomplete"]

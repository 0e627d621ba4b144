"""Files that no profile makes any more are told of, kept out of shards, and removed if asked."""

from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import pytest

from mgi_report.document.assets import Assets
from mgi_report.output.manifest import read_manifest
from mgi_report.output.shards import merge
from mgi_report.output.verify import verify
from mgi_report.run.batch import Batch
from mgi_report.run.crew import Crew, local_crew
from mgi_report.run.outcomes import RunResult, State
from mgi_report.run.profiles import ShardChoice, find_profiles, shard_of
from mgi_report.run.rerender import rerender
from mgi_report.run.watchers import Silent

Build = Callable[..., RunResult]


@pytest.fixture
def data(tmp_path: Path, country_text: Callable[[str], str]) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    for code in ("XAB", "XAC", "XAD"):
        (folder / f"{code.lower()}.yaml").write_text(country_text(code), encoding="utf-8")
    return folder


@pytest.fixture
def build(tmp_path: Path, data: Path, crew: Crew, leaflet: Assets) -> Build:
    def run(name: str = "out", shard: ShardChoice | None = None, **options: bool) -> RunResult:
        output = tmp_path / name
        paths, part = find_profiles([data], output), None
        if shard is not None:
            paths, part = shard_of(paths, shard)
        batch = Batch(output, crew, perf_counter, leaflet, inspects=False, **options)
        return batch.run(paths, part)

    return run


def listed(folder: Path) -> dict[str, bool]:
    return {file.name: file.current for file in read_manifest(folder).files}


def codes(folder: Path) -> set[str]:
    return {problem.code for problem in verify(folder)}


def test_a_profile_that_is_gone_is_told_of_and_pruned(
    build: Build, data: Path, tmp_path: Path
) -> None:
    build()
    (data / "xac.yaml").unlink()
    gone = next(name for name in listed(tmp_path / "out") if "xac" in name)
    result = build()
    assert (result.stale, result.pruned) == ((gone,), ())
    assert codes(tmp_path / "out") == {"not-current"}
    result = build(prunes=True)
    assert (result.stale, result.pruned) == ((), (gone,))
    assert not (tmp_path / "out" / gone).exists()
    assert len(listed(tmp_path / "out")) == 2
    assert codes(tmp_path / "out") == set()


def test_the_file_of_an_earlier_edition_stays_listed_until_it_is_pruned(
    build: Build, data: Path, tmp_path: Path
) -> None:
    build()
    path = data / "xab.yaml"
    before = set(listed(tmp_path / "out"))
    path.write_text(
        path.read_text("utf-8").replace("ordinal: 1", "ordinal: 2\n  year: 2033"), "utf-8"
    )
    result = build()
    (old,) = result.stale
    found = listed(tmp_path / "out")
    assert old in before
    assert (found.pop(old), set(found.values()), len(found)) == (False, {True}, 3)
    assert codes(tmp_path / "out") == {"not-current"}
    assert build(prunes=True).pruned == (old,)
    assert codes(tmp_path / "out") == set()


def test_a_stale_file_that_somebody_has_changed_is_not_removed(
    build: Build, data: Path, tmp_path: Path
) -> None:
    build()
    (data / "xac.yaml").unlink()
    gone = next(tmp_path.glob("out/*xac*.pdf"))
    gone.write_bytes(b"mine")
    result = build(prunes=True)
    assert (result.stale, result.pruned) == ((gone.name,), ())
    assert gone.read_bytes() == b"mine"


def test_kept_shards_can_be_joined_after_the_list_has_changed(
    build: Build, data: Path, tmp_path: Path, country_text: Callable[[str], str]
) -> None:
    shards = [tmp_path / "s1", tmp_path / "s2"]

    def both(**options: bool) -> None:
        for number, folder in enumerate(shards, 1):
            build(folder.name, ShardChoice(number, 2), **options)

    both()
    (data / "xaa.yaml").write_text(country_text("XAA"), encoding="utf-8")
    both()
    assert len(merge(shards, tmp_path / "more").files) == 4
    assert codes(tmp_path / "more") == set()
    (data / "xac.yaml").unlink()
    both()
    merged = merge(shards, tmp_path / "fewer")
    assert (len(merged.files), merged.failures) == (3, ())
    assert codes(tmp_path / "fewer") == set()


def test_a_merged_folder_finds_its_profiles_from_where_it_is(
    build: Build, crew: Crew, leaflet: Assets, tmp_path: Path
) -> None:
    for number in (1, 2):
        build(f"deep/s{number}", ShardChoice(number, 2))
    merge([tmp_path / "deep/s1", tmp_path / "deep/s2"], tmp_path / "merged")
    assert list(rerender(tmp_path / "merged", crew, theme=leaflet.theme)) == []
    assert {outcome.state for outcome in build("merged").outcomes} == {State.UNCHANGED}


def test_merging_keeps_the_files_that_were_there(build: Build, data: Path, tmp_path: Path) -> None:
    build("merged")
    kept = set(listed(tmp_path / "merged"))
    (data / "xad.yaml").unlink()
    for number in (1, 2):
        build(f"s{number}", ShardChoice(number, 2))
    merge([tmp_path / "s1", tmp_path / "s2"], tmp_path / "merged")
    assert set(listed(tmp_path / "merged")) == kept
    assert "not-listed" not in codes(tmp_path / "merged")


def test_what_could_not_even_be_read_is_in_the_manifest(
    build: Build, data: Path, tmp_path: Path
) -> None:
    (data / "lost.yaml").symlink_to("nowhere.yaml")
    (data / "round.yaml").symlink_to("round.yaml")
    result = build()
    assert len(result.in_state(State.RENDERED)) == 3
    failures = {failure.source for failure in read_manifest(tmp_path / "out").failures}
    assert failures == {"lost.yaml", "round.yaml"}
    assert codes(tmp_path / "out") == {"not-made"}


def test_a_name_taken_while_the_run_goes_on_counts_in_the_next(
    build: Build,
    data: Path,
    leaflet: Assets,
    tmp_path: Path,
    country_text: Callable[[str], str],
) -> None:
    class Meddling(Silent):
        def started(self, source: Path, step: str = "") -> None:
            (data / "xad.yaml").write_text(country_text("XAC"), encoding="utf-8")

    output = tmp_path / "out"
    with local_crew(1, perf_counter) as crew:
        batch = Batch(output, crew, perf_counter, leaflet, inspects=False, watcher=Meddling())
        result = batch.run(find_profiles([data], output))
    assert len(result.in_state(State.RENDERED)) == 3
    assert len(list(output.glob("*.pdf"))) == 3
    failed = build().in_state(State.FAILED)
    told = {(each.source.name, each.problems[0].code) for each in failed}
    assert told == {("xac.yaml", "same-output"), ("xad.yaml", "same-output")}

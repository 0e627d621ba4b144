"""A run over many profiles: what is made, what is kept, what is told."""

import json
import shutil
import subprocess
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from time import perf_counter

import pytest

from endless import make_endless, theme_without_end
from mgi_report.document.assets import Assets
from mgi_report.output.manifest import Manifest, read_manifest
from mgi_report.problems.problem import ProblemsFound
from mgi_report.proof.reader import PdfReader
from mgi_report.run.batch import Batch
from mgi_report.run.crew import Crew, local_crew
from mgi_report.run.outcomes import Outcome, RunResult, State
from mgi_report.run.profiles import ShardChoice, find_profiles, shard_of
from mgi_report.run.theme import read_theme
from mgi_report.run.watchers import Silent

PROFILES = Path(__file__).parents[1] / "profiles"

Build = Callable[..., RunResult]


@pytest.fixture
def data(tmp_path: Path, country_text: Callable[[str], str]) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    for code in ("XAA", "XAB", "XAC"):
        (folder / f"{code.lower()}.yaml").write_text(country_text(code), encoding="utf-8")
    return folder


@pytest.fixture
def build(tmp_path: Path, data: Path, crew: Crew, leaflet: Assets) -> Build:
    def run(
        *paths: Path, by: Crew = crew, assets: Assets = leaflet, **options: object
    ) -> RunResult:
        output = tmp_path / "output"
        batch = Batch(output, by, perf_counter, assets, inspects=False, **options)  # type: ignore[arg-type]
        return batch.run(find_profiles(paths or [data], output))

    return run


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "output"


def states(result: RunResult) -> dict[str, State]:
    return {outcome.source.name: outcome.state for outcome in result.outcomes}


def sums_agree(output: Path) -> bool:
    done = subprocess.run(
        ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"], cwd=output, check=False
    )
    return done.returncode == 0


def manifest_is_true(output: Path) -> Manifest:
    manifest = read_manifest(output)
    for file in manifest.files:
        data = (output / file.name).read_bytes()
        assert (len(data), sha256(data).hexdigest()) == (file.bytes, file.sha256)
    assert sums_agree(output)
    return manifest


def test_a_folder_is_built_and_recorded(build: Build, output: Path) -> None:
    result = build()
    assert set(states(result).values()) == {State.RENDERED}
    manifest = manifest_is_true(output)
    assert [file.name for file in manifest.files] == [
        "mgi-xaa-2021-en.pdf",
        "mgi-xab-2021-en.pdf",
        "mgi-xac-2021-en.pdf",
    ]
    first = manifest.files[0]
    assert (first.subject.id, first.subject.name, first.edition.date) == (
        "xaa",
        "Land XAA",
        "2021-12",
    )
    assert first.conformance.claimed == ("PDF/A-3a", "PDF/UA-1")
    assert first.conformance.proved == ()
    assert manifest.complete
    assert not manifest.failures
    assert not list(output.glob(".*.part"))


def test_nothing_changed_nothing_made(build: Build, output: Path) -> None:
    build()
    before = {path: path.stat().st_ino for path in output.iterdir() if path.suffix == ".pdf"}
    text = (output / "manifest.json").read_text()
    assert set(states(build()).values()) == {State.UNCHANGED}
    assert {path: path.stat().st_ino for path in before} == before
    assert (output / "manifest.json").read_text() == text


def test_one_changed_one_made(build: Build, data: Path) -> None:
    build()
    file = data / "xab.yaml"
    file.write_text(file.read_text().replace("schools", "schools and libraries"))
    assert states(build()) == {
        "xaa.yaml": State.UNCHANGED,
        "xab.yaml": State.RENDERED,
        "xac.yaml": State.UNCHANGED,
    }


def test_another_language_beside_a_profile_makes_it_anew(
    build: Build, data: Path, output: Path, country_text: Callable[[str], str]
) -> None:
    """The imprint tells of what lies in the folder, whatever a run is about."""
    ours = Assets()
    english, french = data / "xaa.yaml", data / "xaa.french.yaml"
    french.write_text(country_text("XAA").replace("language: en", "language: fr"))
    build(english, assets=ours)
    finished = output / "mgi-xaa-2021-en.pdf"
    assert "Français" in PdfReader(finished.read_bytes()).page_texts[1]
    french.write_text(french.read_text().replace("schools", "libraries"))
    assert states(build(english, assets=ours)) == {"xaa.yaml": State.UNCHANGED}
    french.unlink()
    assert states(build(english, assets=ours)) == {"xaa.yaml": State.RENDERED}
    assert "Français" not in PdfReader(finished.read_bytes()).page_texts[1]


def test_a_changed_or_lost_output_is_made_again(build: Build, output: Path) -> None:
    build()
    right = (output / "mgi-xaa-2021-en.pdf").read_bytes()
    (output / "mgi-xaa-2021-en.pdf").write_bytes(right + b"\n")
    (output / "mgi-xac-2021-en.pdf").unlink()
    assert [state.value for state in states(build()).values()] == [
        "rendered",
        "unchanged",
        "rendered",
    ]
    assert (output / "mgi-xaa-2021-en.pdf").read_bytes() == right
    manifest_is_true(output)


def test_force_makes_all(build: Build) -> None:
    build()
    assert set(states(build(force=True)).values()) == {State.RENDERED}


def test_warnings_are_told_again_when_nothing_is_made(build: Build, data: Path) -> None:
    file = data / "xaa.yaml"
    file.write_text(file.read_text() + "instruments:\n  - title: A law nobody names\n")
    first = build(file)
    again = build(file)
    assert states(again) == {"xaa.yaml": State.UNCHANGED}
    assert [problem.code for problem in again.problems] == ["instrument-not-named"]
    assert first.outcomes[0].problems == again.outcomes[0].problems


def test_equal_names_are_refused_before_anything_is_made(
    build: Build, data: Path, output: Path
) -> None:
    shutil.copy(data / "xaa.yaml", data / "copy.yaml")
    started: list[Path] = []

    class Watcher(Silent):
        def started(self, source: Path, step: str = "") -> None:
            started.append(source)

    result = build(watcher=Watcher())
    assert states(result)["xaa.yaml"] is states(result)["copy.yaml"] is State.FAILED
    assert sorted(path.name for path in started) == ["xab.yaml", "xac.yaml"]
    problem = result.outcomes[0].problems[0]
    assert problem.code == "same-output"
    assert "xaa.yaml would make the same file, mgi-xaa-2021-en.pdf" in problem.message
    assert not (output / "mgi-xaa-2021-en.pdf").exists()


def test_an_unchanged_profile_guards_its_name_too(build: Build, data: Path) -> None:
    build()
    shutil.copy(data / "xaa.yaml", data / "copy.yaml")
    result = build()
    assert states(result)["xaa.yaml"] is states(result)["copy.yaml"] is State.FAILED


def test_a_failed_profile_keeps_its_earlier_file_and_is_recorded(
    build: Build, data: Path, output: Path
) -> None:
    build()
    earlier = (output / "mgi-xab-2021-en.pdf").read_bytes()
    file = data / "xab.yaml"
    good = file.read_text()
    file.write_text(good.replace("code: XAB", "code: nowhere"))
    result = build()
    assert states(result)["xab.yaml"] is State.FAILED
    assert (output / "mgi-xab-2021-en.pdf").read_bytes() == earlier
    manifest = manifest_is_true(output)
    assert [file.current for file in manifest.files] == [True, False, True]
    (failure,) = manifest.failures
    assert (failure.source, failure.problems[0].code) == ("xab.yaml", "country-code")
    file.write_text(good)
    assert states(build())["xab.yaml"] is State.RENDERED
    mended = manifest_is_true(output)
    assert all(file.current for file in mended.files)
    assert not mended.failures


def test_a_run_that_fails_fast_renders_nothing_after_a_profile_that_cannot_be_read(
    build: Build, data: Path, output: Path
) -> None:
    (data / "xac.yaml").write_text("language: en\n", encoding="utf-8")
    result = build(fails_fast=True)
    assert list(states(result).values()) == [State.STOPPED, State.STOPPED, State.FAILED]
    manifest = manifest_is_true(output)
    assert (manifest.complete, manifest.files, len(manifest.failures)) == (False, (), 1)


def test_a_run_that_fails_fast_keeps_what_is_finished(
    build: Build, data: Path, output: Path
) -> None:
    in_the_way = output / "mgi-xab-2021-en.pdf"
    in_the_way.mkdir(parents=True)
    with local_crew(1, perf_counter) as one_after_another:
        result = build(by=one_after_another, fails_fast=True)
    assert list(states(result).values()) == [State.RENDERED, State.FAILED, State.STOPPED]
    assert not manifest_is_true(output).complete
    in_the_way.rmdir()
    assert list(states(build(fails_fast=True)).values()) == [
        State.UNCHANGED,
        State.RENDERED,
        State.RENDERED,
    ]


class Hurry(Silent):
    """Let the time of what is at work be up once so many profiles are done."""

    def __init__(self, crew: Crew, others: int) -> None:
        self.crew, self.others = crew, others

    def finished(self, outcome: Outcome) -> None:
        self.others -= 1
        if not self.others:
            self.crew.timeout = 0.1


def test_a_profile_that_hangs_costs_only_itself(build: Build, data: Path, tmp_path: Path) -> None:
    endless = data / "endless.yaml"
    endless.write_text((data / "xaa.yaml").read_text().replace("XAA", "XAZ"))
    make_endless(endless)
    assets = Assets(theme=read_theme(theme_without_end(tmp_path / "theme")))
    with local_crew(2, perf_counter) as crew:
        result = build(by=crew, assets=assets, watcher=Hurry(crew, others=3))
    assert states(result) == {
        "endless.yaml": State.FAILED,
        "xaa.yaml": State.RENDERED,
        "xab.yaml": State.RENDERED,
        "xac.yaml": State.RENDERED,
    }
    (problem,) = result.outcomes[0].problems
    assert (problem.code, result.outcomes[0].attempts) == ("took-too-long", 2)


def test_the_records_stay_true_when_profiles_come_one_at_a_time(
    build: Build, data: Path, output: Path
) -> None:
    for name in ("xaa", "xac"):
        build(data / f"{name}.yaml")
    assert [file.source for file in manifest_is_true(output).files] == ["xaa.yaml", "xac.yaml"]


def test_a_profile_that_is_gone_leaves_a_file_that_is_not_current(
    build: Build, data: Path, output: Path
) -> None:
    build()
    (data / "xaa.yaml").unlink()
    build()
    manifest = manifest_is_true(output)
    assert [file.current for file in manifest.files] == [False, True, True]
    (output / "mgi-xaa-2021-en.pdf").unlink()
    build()
    assert len(manifest_is_true(output).files) == 2


def test_a_torn_ledger_costs_work_and_nothing_else(build: Build, output: Path) -> None:
    build()
    ledger = output / ".mgi-report.jsonl"
    ledger.write_bytes(ledger.read_bytes()[:-40])
    assert sorted(states(build()).values()) == ["rendered", "unchanged", "unchanged"]
    ledger.write_bytes(b"\xff nonsense\n")
    assert set(states(build()).values()) == {State.RENDERED}
    manifest_is_true(output)


def test_what_a_killed_run_left_is_cleared_away(build: Build, output: Path) -> None:
    output.mkdir()
    (output / ".mgi-xaa-2021-en.pdf.abc.part").write_bytes(b"%PDF")
    build()
    assert not list(output.glob(".*.part"))


def test_a_folder_in_use_is_left_alone(build: Build, output: Path) -> None:
    class Second(Silent):
        def planned(self, total: int, to_do: int) -> None:
            with pytest.raises(ProblemsFound) as caught:
                build()
            assert caught.value.problems[0].code == "output-busy"

    assert len(build(watcher=Second()).outcomes) == 3


def test_a_stop_keeps_what_is_finished_and_says_so(build: Build, output: Path) -> None:
    class Stopping(Silent):
        def finished(self, outcome: Outcome) -> None:
            raise KeyboardInterrupt

    with local_crew(1, perf_counter) as crew:
        result = build(by=crew, watcher=Stopping())
    assert [outcome.state.value for outcome in result.outcomes] == [
        "rendered",
        "stopped",
        "stopped",
    ]
    manifest = manifest_is_true(output)
    assert (len(manifest.files), manifest.complete) == (1, False)
    again = build()
    assert [outcome.state.value for outcome in again.outcomes] == [
        "unchanged",
        "rendered",
        "rendered",
    ]
    assert manifest_is_true(output).complete


def test_an_output_that_cannot_be_written_is_told(build: Build, output: Path) -> None:
    output.write_text("a file where the folder should be")
    with pytest.raises(ProblemsFound) as caught:
        build()
    assert caught.value.problems[0].code == "cannot-write"


def test_folders_are_searched_in_order(data: Path, tmp_path: Path) -> None:
    (data / "more").mkdir()
    (data / "more" / "z.json").write_text("{}")
    (data / ".hidden.yaml").write_text("x")
    (data / "output").mkdir()
    (data / "output" / "old.yaml").write_text("x")
    found = find_profiles([data, data / "xaa.yaml", tmp_path / "nosuch.yaml"], data / "output")
    assert [path.name for path in found] == [
        "z.json",
        "xaa.yaml",
        "xab.yaml",
        "xac.yaml",
        "nosuch.yaml",
    ]
    (tmp_path / "empty").mkdir()
    with pytest.raises(ProblemsFound) as caught:
        find_profiles([tmp_path / "empty", data], data / "output")
    assert [problem.code for problem in caught.value.problems] == ["no-profiles"]


@pytest.mark.parametrize("of", [1, 2, 5, 9])
def test_shards_make_up_the_list(of: int) -> None:
    paths = [Path(f"{number}.yaml") for number in range(7)]
    parts = [shard_of(paths, ShardChoice(number, of)) for number in range(1, of + 1)]
    assert sorted(path for part, _ in parts for path in part) == paths
    assert len({shard.list for _, shard in parts}) == 1
    assert max(len(part) for part, _ in parts) - min(len(part) for part, _ in parts) <= 1


def test_the_manifest_keeps_to_its_schema(build: Build, output: Path, data: Path) -> None:
    import jsonschema  # noqa: PLC0415 - for this test only

    (data / "bad.yaml").write_text("language: en\n")
    build()
    schema = json.loads((Path(__file__).parents[2] / "docs" / "manifest.schema.json").read_text())
    manifest = json.loads((output / "manifest.json").read_text())
    jsonschema.Draft202012Validator(schema).validate(manifest)

"""Built again, a folder has the same records to the byte, and a release can be made again."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import perf_counter

import pytest

from leaflet import write_leaflet
from mgi_report.document.assets import Assets
from mgi_report.output.manifest import read_manifest
from mgi_report.output.shards import merge
from mgi_report.output.verify import verify
from mgi_report.problems.problem import Problem, Severity
from mgi_report.run import rerender as rerender_module
from mgi_report.run.batch import Batch
from mgi_report.run.crew import Crew, local_crew
from mgi_report.run.profiles import ShardChoice, find_profiles, shard_of
from mgi_report.run.rerender import rerender
from mgi_report.run.theme import read_theme
from mgi_report.run.toolchain import toolchain

CODES = ("XAA", "XAB", "XAC")
RECORDS = ("manifest.json", "SHA256SUMS")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory, country_text: Callable[[str], str]) -> Path:
    """Return a folder with three profiles, of which one has a warning; one lies further down."""
    folder = tmp_path_factory.mktemp("data")
    for code in CODES:
        (folder / f"{code.lower()}.yaml").write_text(country_text(code), encoding="utf-8")
    below = folder / "south"
    below.mkdir()
    (folder / "xac.yaml").rename(below / "xac.yaml")
    text = (below / "xac.yaml").read_text("utf-8")
    (below / "xac.yaml").write_text(text.replace("status: draft", "status: final"), "utf-8")
    return folder


def build(
    data: Path,
    output: Path,
    crew: Crew,
    assets: Assets,
    shard: ShardChoice | None = None,
    **more: object,
) -> None:
    paths = find_profiles([data], output)
    part, record = shard_of(paths, shard) if shard else (paths, None)
    more = {"inspects": False, **more}
    Batch(output, crew, perf_counter, assets, **more).run(part, record)  # type: ignore[arg-type]


def records(folder: Path) -> list[bytes]:
    return [(folder / name).read_bytes() for name in RECORDS]


@pytest.fixture(scope="module")
def built(
    data: Path, crew: Crew, leaflet: Assets, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    output = tmp_path_factory.mktemp("built") / "output"
    build(data, output, crew, leaflet)
    return output


@pytest.fixture(scope="module")
def shards(
    data: Path, crew: Crew, leaflet: Assets, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, ...]:
    """Return the shards as artefacts bring them: without hidden files."""
    folder = tmp_path_factory.mktemp("shards")
    for number in (1, 2):
        made = folder / f"made-{number}"
        build(data, made, crew, leaflet, ShardChoice(number, 2))
        released(made, folder / f"shard-{number}")
    return folder / "shard-1", folder / "shard-2"


def released(folder: Path, target: Path) -> Path:
    """Return a copy of the files that are published."""
    target.mkdir(parents=True)
    for file in folder.iterdir():
        if not file.name.startswith("."):
            shutil.copy(file, target)
    return target


def test_a_second_folder_another_crew_and_a_moved_source_make_the_same_records(
    data: Path, built: Path, leaflet: Assets, tmp_path: Path
) -> None:
    moved = Path(shutil.copytree(data, tmp_path / "elsewhere" / "profiles"))
    with local_crew(1, perf_counter) as alone:
        build(moved, tmp_path / "second", alone, leaflet)
    assert records(tmp_path / "second") == records(built)
    told = (built / "manifest.json").read_text("utf-8")
    assert '"place": "xac.yaml:' in told
    assert str(data) not in told


def test_a_run_with_nothing_to_do_and_one_that_is_forced_keep_the_records(
    data: Path, built: Path, crew: Crew, leaflet: Assets
) -> None:
    before = records(built)
    build(data, built, crew, leaflet)
    assert records(built) == before
    build(data, built, crew, leaflet, force=True)
    assert records(built) == before


def test_merged_shards_have_the_records_of_one_run(
    shards: tuple[Path, ...], built: Path, tmp_path: Path
) -> None:
    merge(shards, tmp_path / "merged")
    assert records(tmp_path / "merged") == records(built)


def test_what_could_not_be_made_makes_the_manifest_incomplete(
    data: Path, crew: Crew, leaflet: Assets, tmp_path: Path
) -> None:
    moved = Path(shutil.copytree(data, tmp_path / "data"))
    bad = moved / "south" / "xac.yaml"
    bad.write_text(bad.read_text("utf-8").replace("edition:", "edtion:"), "utf-8")
    shutil.copy(moved / "xaa.yaml", moved / "again.yaml")
    build(moved, tmp_path / "output", crew, leaflet)
    manifest = read_manifest(tmp_path / "output")
    assert (manifest.complete, manifest.stopped) == (False, False)
    told = (tmp_path / "output" / "manifest.json").read_text("utf-8")
    assert json.loads(told)["complete"] is False
    assert str(tmp_path) not in told
    *twice, failure = manifest.failures
    assert [each.problems[0].code for each in twice] == ["same-output", "same-output"]
    assert failure.source == "xac.yaml"
    assert {problem.place.partition(":")[0] for problem in failure.problems} == {"xac.yaml"}
    assert [problem.code for problem in verify(tmp_path / "output")] == ["not-made"] * 3


def rerendered(folder: Path, crew: Crew, leaflet: Assets, sources: Path | None) -> list[Problem]:
    return list(rerender(folder, crew, theme=leaflet.theme, sources=sources))


def test_a_release_is_made_again_from_its_profiles(
    data: Path, built: Path, crew: Crew, leaflet: Assets, tmp_path: Path
) -> None:
    release = released(built, tmp_path / "release")
    assert rerendered(release, crew, leaflet, data) == []
    (problem,) = rerendered(release, crew, leaflet, None)
    assert problem.code == "source-unknown"
    assert problem.message.endswith("lie: xaa.yaml and 2 more")
    assert "--sources" in problem.hint


def test_merged_artefacts_are_made_again_from_their_profiles(
    data: Path, shards: tuple[Path, ...], crew: Crew, leaflet: Assets, tmp_path: Path
) -> None:
    merge(shards, tmp_path / "merged")
    assert rerendered(tmp_path / "merged", crew, leaflet, data) == []


def test_of_profiles_with_one_name_that_with_the_right_sum_is_taken(
    data: Path, built: Path, crew: Crew, leaflet: Assets, tmp_path: Path
) -> None:
    both = Path(shutil.copytree(data, tmp_path / "both"))
    text = (data / "xaa.yaml").read_text("utf-8")
    (both / "a-older").mkdir()
    (both / "a-older" / "xaa.yaml").write_text(text.replace("schools", "libraries"), "utf-8")
    release = released(built, tmp_path / "release")
    assert rerendered(release, crew, leaflet, both) == []


def test_a_moved_folder_of_profiles_is_told_as_such(
    data: Path, crew: Crew, leaflet: Assets, tmp_path: Path
) -> None:
    first = Path(shutil.copytree(data, tmp_path / "data"))
    output = tmp_path / "output"
    build(first, output, crew, leaflet)
    first.rename(tmp_path / "moved")
    told = rerendered(output, crew, leaflet, None)
    assert [problem.code for problem in told] == ["source-missing", "source-missing"]
    assert "xaa.yaml and 1 more" in told[0].message
    assert str(Path("..", "data")) in told[0].message
    assert "that folder is not there" in told[0].message
    assert "--sources" in told[0].hint
    assert rerendered(output, crew, leaflet, tmp_path / "moved") == []
    (tmp_path / "moved" / "xab.yaml").unlink()
    (problem,) = rerendered(output, crew, leaflet, tmp_path / "moved")
    assert problem.code == "source-missing"
    where = tmp_path / "moved"
    assert problem.message.endswith(f"from xab.yaml, looked for in {where}: it is not there")


def test_data_that_have_changed_are_named(
    data: Path, built: Path, crew: Crew, leaflet: Assets, tmp_path: Path
) -> None:
    changed = Path(shutil.copytree(data, tmp_path / "data"))
    text = (changed / "xaa.yaml").read_text("utf-8")
    (changed / "xaa.yaml").write_text(text.replace("schools", "libraries"), "utf-8")
    told = rerendered(built, crew, leaflet, changed)
    assert [problem.code for problem in told] == ["bytes-differ"]
    assert told[0].message.endswith("the data are others: xaa.yaml")


@pytest.fixture
def larger(tmp_path: Path) -> Assets:
    """Return a design that differs from that of the folder in the size of its letters."""
    folder = write_leaflet(tmp_path / "larger")
    page = folder / "templates" / "profile.html"
    page.write_text(page.read_text("utf-8").replace("10pt", "11pt"), "utf-8")
    return Assets(theme=read_theme(folder))


def test_other_tools_are_named_where_bytes_differ(
    data: Path,
    built: Path,
    crew: Crew,
    leaflet: Assets,
    larger: Assets,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    *others, told = rerendered(built, crew, larger, data)
    assert {problem.code for problem in others} == {"bytes-differ"}
    assert (told.code, told.severity) == ("toolchain-differs", Severity.WARNING)
    assert told.message == "the files were made with other tools: the theme"
    here = toolchain(leaflet)
    newer = {"libraries": here.generator.libraries | {"HarfBuzz": "99.0"}, "python": "3.99.1"}
    other = replace(here, generator=here.generator.model_copy(update=newer))
    monkeypatch.setattr(rerender_module, "toolchain", lambda _: other)
    assert rerendered(built, crew, leaflet, data) == []
    *_, told = rerendered(built, crew, larger, data)
    found = here.generator
    assert told.message.endswith(
        f"Python {found.python}, here 3.99.1; HarfBuzz {found.libraries['HarfBuzz']}, here 99.0"
    )

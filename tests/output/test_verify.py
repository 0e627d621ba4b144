"""An output folder is verified, and shards are joined, on real files."""

import json
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from time import perf_counter

import pytest

from mgi_report.document.assets import Assets
from mgi_report.output.manifest import read_manifest
from mgi_report.output.shards import merge
from mgi_report.output.verify import verify
from mgi_report.problems.problem import ProblemsFound
from mgi_report.run.batch import Batch
from mgi_report.run.crew import Crew
from mgi_report.run.orders import Wanted
from mgi_report.run.profiles import ShardChoice, find_profiles, shard_of
from mgi_report.run.rerender import rerender

CODES = ("XAA", "XAB", "XAC")


Build = Callable[..., None]


@pytest.fixture(scope="module")
def build(crew: Crew, leaflet: Assets) -> Build:
    def run(
        data: Path,
        output: Path,
        shard: ShardChoice | None = None,
        wanted: Wanted | None = None,
    ) -> None:
        paths = find_profiles([data], output)
        part, record = shard_of(paths, shard) if shard else (paths, None)
        wanted = wanted or Wanted()
        batch = Batch(output, crew, perf_counter, leaflet, inspects=False, wanted=wanted)
        batch.run(part, record)

    return run


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory, country_text: Callable[[str], str]) -> Path:
    folder = tmp_path_factory.mktemp("data")
    for code in CODES:
        (folder / f"{code.lower()}.yaml").write_text(country_text(code), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def built(build: Build, data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("built")
    build(data, output)
    return output


@pytest.fixture(scope="module")
def shards(build: Build, data: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    folders = tuple(tmp_path_factory.mktemp(f"shard-{number}") for number in (1, 2))
    for number, folder in enumerate(folders, 1):
        build(data, folder, ShardChoice(number, 2))
    return folders


@pytest.fixture
def output(built: Path, tmp_path: Path) -> Path:
    """Return a copy to damage, beside the same folders as the first one."""
    return Path(shutil.copytree(built, tmp_path / "output"))


def codes(folder: Path) -> list[str]:
    return [problem.code for problem in verify(folder)]


def change_manifest(folder: Path, change: Callable[[dict[str, object]], object]) -> None:
    """Change the manifest and keep SHA256SUMS in agreement with its bytes."""
    file = folder / "manifest.json"
    old = sha256(file.read_bytes()).hexdigest()
    manifest = json.loads(file.read_text())
    change(manifest)
    file.write_text(json.dumps(manifest))
    sums = folder / "SHA256SUMS"
    new = sha256(file.read_bytes()).hexdigest()
    sums.write_text(sums.read_text().replace(old, new))


def test_a_folder_that_was_just_built_is_fine(output: Path) -> None:
    assert codes(output) == []


def test_a_changed_file_is_found(output: Path) -> None:
    file = output / "mgi-xab-2021-en.pdf"
    file.write_bytes(file.read_bytes().replace(b"2021", b"2012", 1))
    (problem,) = verify(output)
    assert problem.code == "sum-differs"
    assert str(problem.location) == str(file)


def test_a_lost_file_and_a_stranger_are_found(output: Path) -> None:
    (output / "mgi-xaa-2021-en.pdf").rename(output / "other.pdf")
    assert codes(output) == ["file-lost", "not-listed"]


def test_sums_that_do_not_agree_are_found(output: Path) -> None:
    sums = output / "SHA256SUMS"
    text = sums.read_text()
    sums.write_text("".join(text.splitlines(keepends=True)[1:]) + f"{'0' * 64}  more.pdf\n")
    assert codes(output) == ["bad-sums", "bad-sums"]
    sums.unlink()
    assert codes(output) == ["bad-sums"]


def test_a_changed_manifest_does_not_agree_with_the_sums(output: Path) -> None:
    file = output / "manifest.json"
    file.write_text(file.read_text().replace("Land XAA", "Land XAB"))
    assert codes(output) == ["bad-sums"]


def test_a_stopped_run_failures_and_old_files_are_found(output: Path) -> None:
    def change(manifest: dict[str, object]) -> None:
        manifest["stopped"] = True
        manifest["files"][0]["current"] = False  # type: ignore[index]
        problem = {"code": "x", "severity": "error", "message": "is wrong"}
        manifest["failures"] = [{"source": "xaa.yaml", "problems": [problem]}]

    change_manifest(output, change)
    assert codes(output) == ["not-current", "run-incomplete", "not-made"]


def test_a_folder_without_a_manifest_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ProblemsFound):
        verify(tmp_path)


def test_made_again_the_bytes_are_the_same(built: Path, crew: Crew, leaflet: Assets) -> None:
    assert list(rerender(built, crew, theme=leaflet.theme)) == []


def test_a_profile_that_says_something_else_now_is_found(
    build: Build, crew: Crew, leaflet: Assets, data: Path, tmp_path: Path
) -> None:
    shutil.copytree(data, tmp_path / "data")
    build(tmp_path / "data", tmp_path / "output")
    first = tmp_path / "data" / "xaa.yaml"
    first.write_text(first.read_text().replace("schools", "libraries"))
    (tmp_path / "data" / "xab.yaml").write_text("language: en\n")
    ledger = tmp_path / "output" / ".mgi-report.jsonl"
    lines = ledger.read_text().splitlines(keepends=True)
    ledger.write_text("".join(line for line in lines if "xac.yaml" not in line))
    problems = list(rerender(tmp_path / "output", crew, theme=leaflet.theme))
    told = sorted((problem.code, problem.message.split(",")[0]) for problem in problems)
    assert told == [
        ("bytes-differ", "made again from xaa.yaml"),
        ("bytes-differ", "xab.yaml cannot be made again"),
        (
            "source-unknown",
            "no record tells where the profiles of these files lie: xac.yaml",
        ),
    ]


def test_a_press_edition_is_made_again_as_it_was_printed(
    build: Build, crew: Crew, leaflet: Assets, data: Path, tmp_path: Path
) -> None:
    own = leaflet.read_bytes("styles/icc/ISOcoated_v2_300_bas.icc")
    one, output = tmp_path / "one", tmp_path / "output"
    one.mkdir()
    shutil.copy(data / "xaa.yaml", one)
    build(one, output, wanted=Wanted(("press",), marks=True, icc=own))
    build(one, output, wanted=Wanted(("download",)))
    assert [file.format for file in read_manifest(output).files] == ["download", "press"]
    assert list(rerender(output, crew, own, theme=leaflet.theme)) == []
    (problem,) = rerender(output, crew, theme=leaflet.theme)
    (other,) = rerender(output, crew, own + b" ", theme=leaflet.theme)
    assert (problem.code, problem.hint) == ("icc-needed", "name that ICC profile with --icc")
    assert problem == other
    assert str(problem.location) == str(output / "mgi-xaa-2021-en.press.pdf")


def test_shards_of_which_some_are_empty_are_joined(
    build: Build, data: Path, tmp_path: Path
) -> None:
    folders = [tmp_path / str(number) for number in range(1, 6)]
    for number, folder in enumerate(folders, 1):
        build(data, folder, ShardChoice(number, 5))
        assert verify(folder)[0].code == "shard-only"
    assert [len(read_manifest(folder).files) for folder in folders] == [1, 1, 1, 0, 0]
    merge(folders, tmp_path / "merged")
    assert verify(tmp_path / "merged") == ()
    assert len(read_manifest(tmp_path / "merged").files) == len(CODES)


def test_shards_are_joined_to_what_one_run_makes(
    shards: tuple[Path, ...], built: Path, tmp_path: Path
) -> None:
    assert [p.code for folder in shards for p in verify(folder)] == ["shard-only", "shard-only"]
    merged = merge(shards, tmp_path / "merged")
    assert verify(tmp_path / "merged") == ()
    whole = read_manifest(built)
    assert [(file.name, file.sha256) for file in read_manifest(tmp_path / "merged").files] == [
        (file.name, file.sha256) for file in whole.files
    ]
    assert merged.shard is None


def merge_codes(folders: list[Path], output: Path) -> list[str]:
    with pytest.raises(ProblemsFound) as caught:
        merge(folders, output)
    assert not output.exists()
    return [problem.code for problem in caught.value.problems]


def test_a_missing_or_doubled_shard_is_refused(shards: tuple[Path, ...], tmp_path: Path) -> None:
    first, _ = shards
    copy = Path(shutil.copytree(first, tmp_path / "copy"))
    assert merge_codes([first], tmp_path / "m") == ["shard-missing"]
    assert merge_codes([first, copy], tmp_path / "m") == [
        "shard-missing",
        "shard-twice",
        "same-output",
        "same-output",
    ]


def test_a_damaged_shard_is_refused(shards: tuple[Path, ...], tmp_path: Path) -> None:
    copy = Path(shutil.copytree(shards[1], tmp_path / "copy"))
    next(copy.glob("*.pdf")).write_bytes(b"%PDF")
    assert merge_codes([shards[0], copy], tmp_path / "m") == ["sum-differs"]


def test_shards_of_other_lists_and_versions_are_refused(
    shards: tuple[Path, ...], built: Path, tmp_path: Path
) -> None:
    copy = Path(shutil.copytree(shards[1], tmp_path / "copy"))

    def change(manifest: dict[str, object]) -> None:
        manifest["shard"]["list"] = "0" * 64  # type: ignore[index]
        manifest["generator"]["packages"]["weasyprint"] = "69.0"  # type: ignore[index]

    change_manifest(copy, change)
    assert merge_codes([shards[0], copy], tmp_path / "m") == ["other-versions", "other-list"]
    assert "no-shard" in merge_codes([*shards, built], tmp_path / "m")

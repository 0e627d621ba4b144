"""The bytes do not depend on how many workers there are, nor on how they are started."""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from time import perf_counter

import pytest

from built import build
from countries import write_profiles
from mgi_report.output.manifest import read_manifest
from mgi_report.run.batch import Batch
from mgi_report.run.crew import local_crew
from mgi_report.run.formats import Workshop
from processes import sums

COUNT = 3


@pytest.fixture(scope="module")
def paths(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    return write_profiles(tmp_path_factory.mktemp("data"), range(COUNT), small=True)


@pytest.fixture(scope="module")
def right(paths: Sequence[Path], workshop: Workshop) -> dict[str, str]:
    """Return the sums of the files made one after another in this process, last one first."""
    made = [build(path, workshop) for path in reversed(paths)]
    return {file.name: sha256(file.data).hexdigest() for each in made for file in each.files}


@pytest.mark.parametrize(
    ("size", "method"),
    # One after another, fewer and more workers than profiles.
    [(1, "forkserver"), (4, "forkserver"), (2, "fork"), (2, "spawn")],
)
def test_the_bytes_are_the_same(
    size: int, method: str, paths: Sequence[Path], right: dict[str, str], tmp_path: Path
) -> None:
    with local_crew(size, perf_counter, method=method) as crew:
        Batch(tmp_path, crew, perf_counter, inspects=False).run(paths)
    assert sums(tmp_path) == right
    told = read_manifest(tmp_path)
    assert {file.name: file.sha256 for file in told.files} == right


def test_hash_seeds_and_time_zones_do_not_matter(
    paths: Sequence[Path], right: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for seed, zone in (("1", "Pacific/Kiritimati"), ("2", "America/Adak")):
        monkeypatch.setenv("PYTHONHASHSEED", seed)
        monkeypatch.setenv("TZ", zone)
        monkeypatch.setenv("LC_ALL", "C")
        output = tmp_path / seed
        with local_crew(1, perf_counter, method="spawn") as crew:
            Batch(output, crew, perf_counter, inspects=False).run(paths[:1])
        for name, total in sums(output).items():
            assert total == right[name]
        assert (
            sha256((output / "manifest.json").read_bytes()).hexdigest()
            in (output / "SHA256SUMS").read_text()
        )

"""Pipes, devices and sockets in an output folder are told of, and nobody waits for them."""

from pathlib import Path

import pytest

from manifests import GENERATOR, fill, record, small_pdf
from mgi_report.document.assets import Assets
from mgi_report.output.bundles import bundle_all
from mgi_report.output.ledger import LEDGER, Entry, Ledger
from mgi_report.output.manifest import Manifest, read_manifest
from mgi_report.output.page.index import write_index
from mgi_report.output.records import write_records
from mgi_report.output.verify import verify
from mgi_report.output.writing import LOCK, only_run
from mgi_report.problems.problem import ProblemsFound
from special_files import KINDS, special

FILE = record()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    fill(folder, Manifest(generator=GENERATOR, files=(FILE,)), [small_pdf((1, 0, 0))])
    return folder


@pytest.mark.parametrize("kind", KINDS)
def test_in_the_place_of_a_file_that_is_listed(folder: Path, kind: str) -> None:
    manifest = read_manifest(folder)
    with special(folder / FILE.name, kind):
        assert [problem.code for problem in verify(folder)] == ["file-lost"]
        for make in (write_index, bundle_all):
            with pytest.raises(ProblemsFound) as caught:
                make(folder, manifest, Assets())
            assert [problem.code for problem in caught.value.problems] == ["file-lost"]


@pytest.mark.parametrize("kind", KINDS)
def test_in_the_place_of_the_sums(folder: Path, kind: str) -> None:
    with special(folder / "SHA256SUMS", kind):
        assert [problem.code for problem in verify(folder)] == ["bad-sums"]
        write_records(folder, read_manifest(folder))
        assert verify(folder) == ()


@pytest.mark.parametrize("kind", KINDS)
def test_in_the_place_of_the_manifest(folder: Path, kind: str) -> None:
    manifest = read_manifest(folder)
    with special(folder / "manifest.json", kind):
        with pytest.raises(ProblemsFound) as caught:
            verify(folder)
        assert [problem.code for problem in caught.value.problems] == ["no-manifest"]
        write_records(folder, manifest)
        assert verify(folder) == ()


@pytest.mark.parametrize("kind", KINDS)
def test_in_the_place_of_the_ledger(folder: Path, kind: str) -> None:
    with special(folder / LEDGER, kind):
        with pytest.raises(ProblemsFound) as caught:
            Ledger.read(folder)
        (problem,) = caught.value.problems
        assert problem.code == "bad-ledger"
        assert str(problem.location) == str(folder / LEDGER)


@pytest.mark.parametrize("kind", KINDS)
def test_in_the_place_of_the_lock(folder: Path, kind: str) -> None:
    with special(folder / LOCK, kind), pytest.raises(ProblemsFound) as caught, only_run(folder):
        pass
    (problem,) = caught.value.problems
    assert problem.code == "cannot-write"
    assert str(problem.location) == str(folder / LOCK)


def test_the_ledger_is_not_written_through_a_link(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_bytes(b"")
    (folder / LEDGER).symlink_to(other)
    with pytest.raises(OSError, match="symbolic links"):
        Ledger.read(folder).add(Entry(source="a.yaml"))
    assert other.read_bytes() == b""

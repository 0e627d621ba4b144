"""A bundle holds what the manifest lists, the same bytes each time, or does not come to be."""

import json
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from manifests import GENERATOR, failure, fill, record, small_pdf
from mgi_report.document.assets import Assets
from mgi_report.output.bundles import (
    bundle_all,
    bundle_site,
    bundle_subjects,
    subject_ids,
    unfinished,
)
from mgi_report.output.manifest import Manifest, Shard, read_manifest
from mgi_report.output.page.index import write_index
from mgi_report.output.records import write_records
from mgi_report.problems.problem import ProblemsFound

ASSETS = Assets()
FILES = (
    record("Alpha", code="xal"),
    record("Alpha", "fr", code="xal"),
    record("Alpha", code="xal", format="press"),
    record("Beta", code="xbe"),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "out"


@pytest.fixture
def manifest(folder: Path) -> Manifest:
    pdfs = [small_pdf((n / 4, 0, 0)) for n in range(len(FILES))]
    return fill(folder, Manifest(generator=GENERATOR, files=FILES), pdfs)


def codes(action: Callable[[], object]) -> list[str]:
    with pytest.raises(ProblemsFound) as caught:
        action()
    return [problem.code for problem in caught.value.problems]


def test_everything_goes_into_one_bundle(folder: Path, manifest: Manifest) -> None:
    made = bundle_all(folder, manifest, ASSETS)
    assert made == folder / "mgi-profiles.zip"
    with zipfile.ZipFile(made) as archive:
        assert archive.testzip() is None
        names = [entry.filename for entry in archive.infolist()]
        for entry in archive.infolist():
            assert entry.compress_type == zipfile.ZIP_STORED
            assert entry.date_time == (1980, 1, 1, 0, 0, 0)
            assert entry.external_attr >> 16 == 0o100644
            assert entry.create_system == 3
        for file in manifest.files:
            stored = archive.read(f"mgi-profiles/{file.name}")
            assert stored == (folder / file.name).read_bytes()
    pdfs = sorted(f"mgi-profiles/{file.name}" for file in manifest.files)
    assert names == ["mgi-profiles/manifest.json", *pdfs, "mgi-profiles/SHA256SUMS"]


def test_sha256sum_and_our_own_reader_accept_it(
    folder: Path, manifest: Manifest, tmp_path: Path
) -> None:
    write_index(folder, manifest, ASSETS)
    with zipfile.ZipFile(bundle_all(folder, manifest, ASSETS)) as archive:
        archive.extractall(tmp_path)
    here = tmp_path / "mgi-profiles"
    done = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"],
        cwd=here,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    files = [path for path in here.rglob("*") if path.is_file() and path.name != "SHA256SUMS"]
    assert done.stdout.count(": OK") == len(files)
    assert [file.name for file in read_manifest(here).files] == sorted(
        file.name for file in manifest.files
    )


def test_bundles_of_single_subjects_hold_only_theirs(folder: Path, manifest: Manifest) -> None:
    write_index(folder, manifest, ASSETS)
    assert subject_ids(manifest) == ("xal", "xbe")
    made = list(bundle_subjects(folder, manifest, ["xbe", "xal", "xbe"], ASSETS))
    assert made == [folder / "bundles" / f"mgi-{code}.zip" for code in ("xbe", "xal")]
    with zipfile.ZipFile(made[0]) as archive:
        [pdf] = [name for name in archive.namelist() if name.endswith(".pdf")]
        [cover] = [name for name in archive.namelist() if name.endswith(".png")]
        assert pdf == f"mgi-xbe/{FILES[3].name}"
        page = archive.read("mgi-xbe/index.html").decode()
        assert page.count('class="get"') == 1
        assert cover.removeprefix("mgi-xbe/") in page
        [listed] = json.loads(archive.read("mgi-xbe/manifest.json"))["files"]
        assert listed["name"] == FILES[3].name


def test_without_a_page_in_the_folder_there_is_none_in_the_bundle(
    folder: Path, manifest: Manifest
) -> None:
    with zipfile.ZipFile(bundle_all(folder, manifest, ASSETS)) as archive:
        assert "mgi-profiles/index.html" not in archive.namelist()


def test_the_page_alone_is_all_of_the_folder_but_the_pdfs(
    folder: Path, manifest: Manifest, tmp_path: Path
) -> None:
    write_records(folder, manifest)
    with zipfile.ZipFile(bundle_site(folder, manifest, ASSETS)) as archive:
        archive.extractall(tmp_path)
    site = tmp_path / "mgi-site"
    assert not list(site.rglob("*.pdf"))
    assert len(list((site / "covers").iterdir())) == len(list((folder / "covers").iterdir())) > 0
    for file in manifest.files:
        (site / file.name).write_bytes((folder / file.name).read_bytes())
    left = {path.relative_to(folder) for path in folder.rglob("*")} - {Path("mgi-site.zip")}
    assert {path.relative_to(site) for path in site.rglob("*")} == left
    assert all(
        (site / path).read_bytes() == (folder / path).read_bytes()
        for path in left
        if (folder / path).is_file()
    )
    subprocess.run(
        ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"], cwd=site, check=True
    )


def test_the_same_files_make_the_same_bytes(folder: Path, manifest: Manifest) -> None:
    first = bundle_all(folder, manifest, ASSETS).read_bytes()
    again = manifest.model_copy(update={"files": tuple(reversed(manifest.files))})
    write_records(folder, again)
    for file in folder.glob("*.pdf"):
        file.chmod(0o600)
        file.write_bytes(file.read_bytes())
    assert bundle_all(folder, again, ASSETS).read_bytes() == first


def test_a_file_that_is_another_one_is_refused_and_nothing_is_left(
    folder: Path, manifest: Manifest
) -> None:
    earlier = bundle_all(folder, manifest, ASSETS).read_bytes()
    first, last = (folder / manifest.files[n].name for n in (0, 3))
    first.write_bytes(first.read_bytes()[::-1])
    last.unlink()
    before = sorted(path.name for path in folder.iterdir())
    assert codes(lambda: bundle_all(folder, manifest, ASSETS)) == [
        "sum-differs",
        "file-lost",
    ]
    assert sorted(path.name for path in folder.iterdir()) == before
    assert (folder / "mgi-profiles.zip").read_bytes() == earlier


def test_an_unknown_subject_is_refused_before_anything_is_packed(
    folder: Path, manifest: Manifest
) -> None:
    assert codes(
        lambda: list(bundle_subjects(folder, manifest, ["xal", "xno", "xxo"], ASSETS))
    ) == [
        "no-such-subject",
        "no-such-subject",
    ]
    assert not (folder / "bundles").exists()


def test_a_folder_that_cannot_be_written_to_is_told(folder: Path, manifest: Manifest) -> None:
    (folder / "bundles").write_text("in the way")
    assert codes(lambda: list(bundle_subjects(folder, manifest, ["xal"], ASSETS))) == [
        "cannot-write"
    ]


def test_what_is_unfinished_is_told(folder: Path, manifest: Manifest) -> None:
    def left(ids: tuple[str, ...] | None = None, **update: object) -> list[str]:
        changed = manifest.model_copy(update=update)
        return [problem.code for problem in unfinished(folder, changed, ids)]

    old = (manifest.files[0].model_copy(update={"current": False}), *manifest.files[1:])
    shard = Shard(number=1, of=2, list="0" * 64)
    assert left() == []
    assert left(files=old) == ["not-current"]
    assert left(("xal",), files=old) == ["not-current"]
    assert left(("xbe",), files=old) == []
    assert left(failures=(failure(),)) == ["not-made"]
    assert left(("xal", "xbe"), failures=(failure(),)) == []
    assert left(("xbe",), failures=(failure(FILES[3].source),)) == ["not-made"]
    assert left(stopped=True, shard=shard) == ["run-incomplete", "shard-only"]
    assert left(("xal", "xbe"), stopped=True) == ["run-incomplete"]

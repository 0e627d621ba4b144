"""Every path made from a record stays inside its folder, and nothing is followed out of it."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from manifests import GENERATOR, fill, record, small_pdf
from mgi_report.document.assets import Assets
from mgi_report.output.bundles import bundle_all, bundle_subjects
from mgi_report.output.manifest import Manifest, read_manifest
from mgi_report.output.page.index import cover_name, write_index
from mgi_report.problems.problem import ProblemsFound

FILE = record()
ASSETS = Assets()


@pytest.fixture
def manifest(tmp_path: Path) -> Manifest:
    empty = Manifest(generator=GENERATOR, files=(FILE,))
    return fill(tmp_path / "out", empty, [small_pdf((1, 0, 0))])


def everything_below(folder: Path) -> set[Path]:
    return set(folder.rglob("*"))


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        (("subject", "id"), "x/../../../evil"),
        (("subject", "id"), "x\0"),
        (("name",), "mgi\n.pdf"),
        (("language",), "../en"),
        (("edition", "date"), "2021-13-45"),
        (("edition", "date"), "2021-02-30"),
        (("edition", "ordinal"), 10**30),
        (("edition", "year"), 10**30),
        (("bytes",), 10**400),
        (("pages",), float("inf")),
    ],
)
def test_a_record_that_cannot_be_is_refused(
    tmp_path: Path, manifest: Manifest, keys: tuple[str, ...], value: object
) -> None:
    told: dict[str, Any] = manifest.model_dump(mode="json")
    record = told["files"][0]
    for key in keys[:-1]:
        record = record[key]
    record[keys[-1]] = value
    # JSON knows no infinity, but a number that is read as one.
    text = json.dumps(told).replace("Infinity", "1e999")
    (tmp_path / "out" / "manifest.json").write_text(text, encoding="utf-8")
    with pytest.raises(ProblemsFound) as caught:
        read_manifest(tmp_path / "out")
    assert [problem.code for problem in caught.value.problems] == ["bad-manifest"]


def test_nothing_is_removed_or_written_through_linked_covers(
    tmp_path: Path, manifest: Manifest
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "photo-0123456789ab.png").write_bytes(b"mine")
    (tmp_path / "out" / "covers").symlink_to(elsewhere)
    before = everything_below(elsewhere)
    with pytest.raises(ProblemsFound) as caught:
        write_index(tmp_path / "out", manifest, ASSETS)
    assert [problem.code for problem in caught.value.problems] == ["cannot-write"]
    assert everything_below(elsewhere) == before


def test_no_bundle_is_written_through_a_linked_folder(tmp_path: Path, manifest: Manifest) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / "out" / "bundles").symlink_to(elsewhere)
    with pytest.raises(ProblemsFound) as caught:
        list(bundle_subjects(tmp_path / "out", manifest, ["xxa"], ASSETS))
    assert [problem.code for problem in caught.value.problems] == ["cannot-write"]
    assert everything_below(elsewhere) == set()


def test_a_cover_that_is_a_link_is_made_anew(tmp_path: Path, manifest: Manifest) -> None:
    folder, secret = tmp_path / "out", tmp_path / "secret"
    secret.write_bytes(b"not to be sent")
    write_index(folder, manifest, ASSETS)
    (cover,) = (folder / "covers" / cover_name(file) for file in manifest.files)
    cover.unlink()
    cover.symlink_to(secret)
    with zipfile.ZipFile(bundle_all(folder, manifest, ASSETS)) as archive:
        (name,) = (each for each in archive.namelist() if each.endswith(".png"))
        assert archive.read(name).startswith(b"\x89PNG")
    assert secret.read_bytes() == b"not to be sent"

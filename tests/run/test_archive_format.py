"""An archive edition is kept, recorded, checked, signed and shown as every other file."""

from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import pytest

from authority import NOW, PASSPHRASE, office
from mgi_report.document.assets import Assets
from mgi_report.output.manifest import FileRecord, read_manifest
from mgi_report.output.page.index import write_index
from mgi_report.output.verify import verify
from mgi_report.run.batch import Batch
from mgi_report.run.crew import Crew
from mgi_report.run.inspection import inspect
from mgi_report.run.orders import Wanted
from mgi_report.run.rerender import rerender
from mgi_report.run.signed_folder import sign_folder
from mgi_report.signature.key import read_key

NAME = "mgi-xxa-2021-en.archive.pdf"


@pytest.fixture(scope="module")
def folder(
    crew: Crew, country_text: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    root = tmp_path_factory.mktemp("archived")
    profile = root / "xxa.en.yaml"
    profile.write_text(country_text("XXA"), "utf-8")
    Batch(root / "out", crew, perf_counter, wanted=Wanted(("archive",))).run([profile])
    return root / "out"


def record(folder: Path) -> FileRecord:
    (found,) = read_manifest(folder).files
    return found


def test_its_record_tells_what_it_is(folder: Path) -> None:
    found = record(folder)
    assert (found.name, found.format) == (NAME, "archive")
    assert found.conformance.claimed == ("PDF/A-4f", "PDF/UA-2", "WTPDF 1.0")
    assert found.conformance.proved


def test_the_page_offers_it_in_words(folder: Path) -> None:
    page = write_index(folder, read_manifest(folder), Assets()).read_text("utf-8")
    assert f'href="./{NAME}"' in page
    assert "PDF for archives and libraries" in page


def test_it_is_verified_and_made_again_and_stays_so_when_signed(
    folder: Path, crew: Crew, tmp_path: Path
) -> None:
    assert list(verify(folder)) == []
    assert list(rerender(folder, crew)) == []
    key = read_key(office().written(tmp_path), PASSPHRASE, NOW)
    assert sign_folder(folder, key, NOW) == (folder / NAME,)
    assert list(verify(folder)) == []
    assert list(rerender(folder, crew)) == []
    assert inspect((folder / NAME).read_bytes()).problems == ()

"""A signed profile is what it was: sound, and with its data inside."""

from pathlib import Path

import pytest

from authority import NOW, PASSPHRASE, office
from built import LESOTHO, Build
from mgi_report.document.assets import Assets
from mgi_report.review.extract import extract_data
from mgi_report.run.inspection import inspect_file
from mgi_report.signature.key import read_key
from mgi_report.signature.pades import sign_pdf


@pytest.fixture(scope="module")
def signed(finished: Build, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    folder = tmp_path_factory.mktemp("signed")
    key = read_key(office().written(folder), PASSPHRASE, NOW)
    files = []
    for built in finished(LESOTHO):
        files.append(folder / built.file.name)
        files[-1].write_bytes(sign_pdf(built.data, key, NOW))
    return tuple(files)


def test_the_inspector_finds_nothing_wrong_with_signed_files(signed: tuple[Path, ...]) -> None:
    for file in signed:
        assert inspect_file(file, Assets()).problems == ()


def test_the_data_inside_come_out_of_a_signed_file(signed: tuple[Path, ...]) -> None:
    inside = extract_data(signed[0], Assets())
    assert inside.ok
    assert inside.files[0].data == LESOTHO.read_bytes()

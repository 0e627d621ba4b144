"""A finished PDF that somebody changed is refused, each time for what was changed."""

from hashlib import sha256
from io import BytesIO

import pikepdf
import pytest
from forgeries import FORGERIES, Forgery, forged, resealed

from built import LESOTHO, Build
from mgi_report.problems.problem import ProblemsFound
from mgi_report.proof.reader import PdfReader
from mgi_report.run.inspection import inspect


@pytest.fixture(scope="module")
def genuine(finished: Build) -> bytes:
    return finished(LESOTHO)[0].data


def codes(data: bytes) -> set[str]:
    try:
        return {problem.code for problem in inspect(data).problems}
    except ProblemsFound as found:
        return {problem.code for problem in found.problems}


@pytest.mark.filterwarnings("ignore::pikepdf.exceptions.PageCopyWarning")
@pytest.mark.parametrize("forgery", FORGERIES, ids=lambda forgery: forgery.name.replace(" ", "-"))
def test_a_forgery_is_refused(genuine: bytes, forgery: Forgery) -> None:
    made = forged(genuine, forgery.change)
    assert forgery.code in codes(made if forgery.is_naive else resealed(made))


def test_a_file_that_is_only_saved_anew_is_genuine(genuine: bytes) -> None:
    saved = BytesIO()
    with pikepdf.open(BytesIO(genuine)) as pdf:
        pdf.save(saved, linearize=True, recompress_flate=True)
    assert saved.getvalue() != genuine
    assert codes(saved.getvalue()) == set()
    assert codes(resealed(genuine)) == set()


def test_the_fingerprint_of_the_data_is_that_of_the_profile_file(genuine: bytes) -> None:
    with PdfReader(genuine) as reader:
        noted = reader.metadata["mgi:source"]
    assert noted == sha256(LESOTHO.read_bytes()).hexdigest()

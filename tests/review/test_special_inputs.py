"""A pipe or a device in the place of a PDF, a Word or an ICC file is told of, not waited for."""

from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest

from mgi_report.document.assets import Assets
from mgi_report.problems.problem import ProblemsFound
from mgi_report.review.carried import is_pdf, read_profile
from mgi_report.review.reviewed_word import open_word
from mgi_report.run.formats.press import read_icc
from mgi_report.run.inspection import inspect_file
from special_files import KINDS, sparse, special

READERS: dict[str, Callable[[Path], object]] = {
    "profile": read_profile,
    "word": open_word,
    "pdf": lambda path: inspect_file(path, Assets()),
    "icc": read_icc,
}
TOO_LARGE = {"profile": 600_000_000, "word": 60_000_000, "pdf": 600_000_000, "icc": 30_000_000}
CODES = {"file-special", "file-unreadable", "icc-profile"}


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS)
@pytest.mark.parametrize("kind", KINDS)
def test_what_has_no_contents_is_not_waited_for(
    tmp_path: Path, kind: str, reader: Callable[[Path], object]
) -> None:
    file = tmp_path / "file.pdf"
    with special(file, kind):
        assert not is_pdf(file)
        with pytest.raises(ProblemsFound) as caught:
            reader(file)
    assert {problem.code for problem in caught.value.problems} <= CODES


@pytest.mark.parametrize("name", READERS)
def test_what_is_too_large_is_not_read(tmp_path: Path, name: str) -> None:
    file = tmp_path / "file.pdf"
    sparse(file, TOO_LARGE[name])
    begun = process_time()
    with pytest.raises(ProblemsFound) as caught:
        READERS[name](file)
    assert process_time() - begun < 0.5
    (problem,) = caught.value.problems
    assert problem.code in {"file-too-large", "icc-profile"}
    assert "larger than 20 MB" in problem.message or "MB large" in problem.message
    assert problem.location is not None
    assert problem.location.file == file

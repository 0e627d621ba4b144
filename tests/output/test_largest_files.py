"""A file of more bytes than it may have is refused at its place, before it is read."""

from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest

from manifests import GENERATOR, fill, many, record, small_pdf
from mgi_report.output.ledger import LEDGER, Ledger
from mgi_report.output.manifest import (
    LARGEST_RECORD,
    MANIFEST,
    Manifest,
    manifest_text,
)
from mgi_report.output.records import SUMS
from mgi_report.output.verify import verify
from mgi_report.problems.problem import Problem, ProblemsFound
from mgi_report.problems.regular_file import LARGEST_PDF
from mgi_report.profile.loading import load
from special_files import sparse

FILE = record()
EARLIER = "compares_with: earlier.yaml\n"
LOGO = """\
publication:
  logos:
    - file: logo.png
      alt: Logo of the Office of Example
"""


def refused(work: Callable[[], object]) -> Problem:
    """Return the first problem of a work that takes no time to speak of."""
    begun = process_time()
    with pytest.raises(ProblemsFound) as caught:
        work()
    assert process_time() - begun < 0.5
    problem: Problem = caught.value.problems[0]
    assert problem.location is not None
    return problem


@pytest.mark.parametrize(
    ("name", "words", "code"),
    [("logo.png", LOGO, "picture"), ("earlier.yaml", EARLIER, "earlier-has-problems")],
)
def test_what_a_profile_names(
    tmp_path: Path, minimal_profile_text: str, name: str, words: str, code: str
) -> None:
    sparse(tmp_path / name, 60_000_000)
    profile = tmp_path / "profile.yaml"
    profile.write_text(minimal_profile_text + words)
    problem = refused(lambda: load(profile))
    assert problem.code == code
    line = next(n for n, line in enumerate(profile.read_text().splitlines(), 1) if name in line)
    assert problem.location.line == line


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    fill(folder, Manifest(generator=GENERATOR, files=(FILE,)), [small_pdf((1, 0, 0))])
    return folder


def test_a_manifest(folder: Path) -> None:
    sparse(folder / MANIFEST, LARGEST_RECORD + 1)
    problem = refused(lambda: verify(folder))
    assert (problem.code, problem.location.file) == ("no-manifest", folder / MANIFEST)
    assert "larger than 50 MB" in problem.message


def test_a_ledger(folder: Path) -> None:
    sparse(folder / LEDGER, LARGEST_RECORD + 1)
    problem = refused(lambda: Ledger.read(folder))
    assert (problem.code, problem.location.file) == ("bad-ledger", folder / LEDGER)


def test_sums(folder: Path) -> None:
    sparse(folder / SUMS, LARGEST_RECORD + 1)
    (problem,) = verify(folder)
    assert (problem.code, problem.location.file) == ("bad-sums", folder / SUMS)


def test_a_pdf_of_an_output_folder(folder: Path) -> None:
    sparse(folder / FILE.name, LARGEST_PDF + 1)
    begun = process_time()
    (problem,) = verify(folder)
    assert process_time() - begun < 0.5
    assert (problem.code, problem.location.file) == ("file-lost", folder / FILE.name)


def test_the_limit_of_records_is_far_above_those_of_the_world() -> None:
    whole = many()
    assert len(whole.files) == 1_760
    assert 1_900_000 < len(manifest_text(whole).encode()) < LARGEST_RECORD / 25

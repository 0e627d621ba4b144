"""The numbers of docs/security.md are those of the code and of the tests."""

import re
from pathlib import Path

import pytest

import any_text
import broken_profiles
from mgi_report.manuscript.package import LARGEST_UNPACKED
from mgi_report.output.manifest import LARGEST_RECORD
from mgi_report.problems.regular_file import LARGEST_PDF
from mgi_report.profile import pictures
from mgi_report.profile.file.limits import DEEPEST, MOST_KEYS, MOST_NODES, MOST_TEXT
from mgi_report.profile.file.text import LARGEST_FILE
from mgi_report.profile.loading import MOST_TOLD
from mgi_report.profile.values import LONGEST_WORD
from mgi_report.review.reviewed_word import LARGEST_WORD
from mgi_report.run import theme
from mgi_report.run.formats import press
from proof.forgeries import FORGERIES

ROOT = Path(__file__).parents[1]
PAGE = " ".join((ROOT / "docs" / "security.md").read_text("utf-8").split())
CHECKED, BUILT = broken_profiles.BY_DAY
CHECKED_AT_NIGHT, BUILT_AT_NIGHT = broken_profiles.BY_NIGHT
ALIKE = "a profile, an earlier edition, a configuration, a picture, a logo"
MB = 1_000_000


@pytest.mark.parametrize(
    "words",
    [
        f"{len(FORGERIES)} forgeries of a finished file, refused under "
        f"{len({each.code for each in FORGERIES})} codes",
        f"{CHECKED} whole profiles in `make test`, and {CHECKED_AT_NIGHT:,} others each night",
        f"{BUILT} and {BUILT_AT_NIGHT} are tried with a design of one page",
        f"{any_text.BY_DAY} texts of any Unicode in each way to write them, and "
        f"{any_text.BY_NIGHT:,} each night",
        f"| {LARGEST_FILE // MB} MB | {ALIKE} |",
        f"| {pictures.LARGEST // MB} MB | {ALIKE} |",
        f"| {theme.LARGEST_FILE // MB} MB | a file of a theme, an ICC file; "
        f"{theme.LARGEST_THEME // MB} MB a theme |",
        f"| {press.LARGEST // MB} MB | a file of a theme, an ICC file;",
        f"| {LARGEST_WORD // MB} MB | a Word file with remarks |",
        f"| {LARGEST_UNPACKED // MB} MB | a Word file or spreadsheet to import, unpacked |",
        f"| {LARGEST_RECORD // MB} MB | manifest, ledger, SHA256SUMS |",
        f"| {LARGEST_PDF // MB} MB | a PDF |",
        f"| {LONGEST_WORD} | letters of a word |",
        f"| {DEEPEST} | levels of keys and lists |",
        f"| {MOST_KEYS:,} | keys of one group |",
        f"| {MOST_NODES:,} | values of a file, and {MOST_TEXT // MB} MB of text,",
        f"Of a file the first {MOST_TOLD:,} problems,",
    ],
)
def test_a_number_of_the_page_is_that_of_the_code(words: str) -> None:
    assert words in PAGE


def test_each_file_the_pages_on_security_lead_to_is_there() -> None:
    for page in (ROOT / "SECURITY.md", ROOT / "docs" / "security.md"):
        text = page.read_text("utf-8")
        named = re.findall(r"\]\(([^)#:]+)", text) + [
            f"../{each}" for each in re.findall(r"`((?:tests|benchmarks)/[\w/.]+)`", text)
        ]
        assert named
        assert [each for each in named if not (page.parent / each).exists()] == []


def test_the_times_of_the_page_are_of_the_files_that_are_measured() -> None:
    from oversized import files  # noqa: PLC0415 - invents large texts

    measured = re.findall(r"\| ([0-9,]+ [a-z ]+) \| [0-9.]+ \|", PAGE)
    assert measured == list(files())

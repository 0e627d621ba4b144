"""The output profile is the unmodified file of its publisher, and its licence comes with it."""

import hashlib
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "styles" / "icc"
RECORDED = dict(
    reversed(line.split("  ", 1)) for line in (FOLDER / "SHA256SUMS").read_text().splitlines()
)


def test_every_file_matches_its_recorded_sum():
    found = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in FOLDER.iterdir()
        if path.name not in {"README.md", "SHA256SUMS"}
    }
    assert found == RECORDED


def test_the_licence_is_the_one_in_the_profile():
    inside = (FOLDER / "ISOcoated_v2_300_bas.icc").read_bytes().decode("latin-1")
    licence = (FOLDER / "LICENSE.txt").read_text(encoding="utf-8")
    for sentence in ("The zlib/libpng License", "Permission is granted to anyone"):
        assert sentence in inside
        assert sentence in licence

"""The fonts are the unmodified files of their publisher, as their licence asks."""

import hashlib
from pathlib import Path

FONTS = Path(__file__).parents[1] / "styles" / "fonts"
RECORDED = dict(
    reversed(line.split("  ", 1)) for line in (FONTS / "SHA256SUMS").read_text().splitlines()
)


def test_every_file_matches_its_recorded_sum():
    found = {
        path.relative_to(FONTS).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in FONTS.glob("*/*")
    }
    assert found == RECORDED


def test_every_family_ships_its_licence():
    for family in {name.split("/")[0] for name in RECORDED}:
        (licence,) = (FONTS / family).glob("[Ll][Ii][Cc][Ee][Nn][Ss][Ee].*")
        assert "SIL OPEN FONT LICENSE Version 1.1" in licence.read_text(encoding="utf-8")


def test_the_readme_shows_the_recorded_sums():
    readme = (FONTS / "README.md").read_text(encoding="utf-8")
    for name, checksum in RECORDED.items():
        assert f"| `{name}` | `{checksum}` |" in readme

"""The fonts are the unmodified files of their publisher, as their licence asks."""

import hashlib
from pathlib import Path

import pytest

STYLES = Path(__file__).parents[1] / "styles"
FONTS = STYLES / "fonts"
FOLDERS = (FONTS, STYLES / "web" / "fonts")


def recorded(folder: Path) -> dict[str, str]:
    """Return the sums of a folder's files by their names."""
    lines = (folder / "SHA256SUMS").read_text().splitlines()
    return dict(reversed(line.split("  ", 1)) for line in lines)


@pytest.mark.parametrize("folder", FOLDERS, ids=("profiles", "web"))
def test_every_file_matches_its_recorded_sum(folder: Path) -> None:
    found = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.glob("*/*")
    }
    assert found == recorded(folder)


@pytest.mark.parametrize("folder", FOLDERS, ids=("profiles", "web"))
def test_every_family_ships_its_licence(folder: Path) -> None:
    for family in {name.split("/")[0] for name in recorded(folder)}:
        (licence,) = (folder / family).glob("[Ll][Ii][Cc][Ee][Nn][Ss][Ee].*")
        assert "SIL OPEN FONT LICENSE Version 1.1" in licence.read_text(encoding="utf-8")


def test_the_readme_shows_the_recorded_sums() -> None:
    readme = (FONTS / "README.md").read_text(encoding="utf-8")
    for name, checksum in recorded(FONTS).items():
        assert f"| `{name}` | `{checksum}` |" in readme

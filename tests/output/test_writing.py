"""A reader never meets half a file, and a failed run destroys nothing."""

from pathlib import Path

import pytest

from mgi_report import ProblemsFound
from mgi_report.output.writing import write_atomically, write_new


def test_makes_folders_and_writes(tmp_path: Path) -> None:
    file = tmp_path / "a" / "b" / "x.pdf"
    write_atomically(file, b"new")
    assert file.read_bytes() == b"new"
    assert [path.name for path in file.parent.iterdir()] == ["x.pdf"]


def test_replaces_an_earlier_file_in_one_step(tmp_path: Path) -> None:
    file = tmp_path / "x.pdf"
    file.write_bytes(b"old")
    held = file.open("rb")
    write_atomically(file, b"new")
    assert held.read() == b"old"
    assert file.read_bytes() == b"new"
    held.close()


def test_a_failure_keeps_the_earlier_file_and_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "x.pdf"
    file.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write_atomically(file, b"new")
    assert file.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["x.pdf"]


def test_files_have_the_usual_permissions(tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.touch()
    write_atomically(tmp_path / "x.pdf", b"")
    assert (tmp_path / "x.pdf").stat().st_mode == plain.stat().st_mode


@pytest.mark.parametrize("has_links", [True, False])
def test_a_new_file_takes_the_place_of_none(
    has_links: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_link(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    if not has_links:
        monkeypatch.setattr("os.link", no_link)
    write_new(tmp_path / "x.yaml", b"first")
    with pytest.raises(ProblemsFound, match="not overwritten"):
        write_new(tmp_path / "x.yaml", b"second")
    assert (tmp_path / "x.yaml").read_bytes() == b"first"
    assert [path.name for path in tmp_path.iterdir()] == ["x.yaml"]

"""Only regular files are opened, and no more is read of one than it may have."""

import os
from pathlib import Path

import pytest

from mgi_report.problems.regular_file import (
    FileTooLarge,
    appended,
    chunks,
    leads_outside,
    read_regular,
    refuse_special,
)
from special_files import KINDS, special


@pytest.mark.parametrize("kind", KINDS)
def test_what_has_no_contents_is_not_opened(tmp_path: Path, kind: str) -> None:
    file = tmp_path / "a.png"
    with special(file, kind):
        with pytest.raises(OSError, match=r"not a file with contents|symbolic links"):
            read_regular(file, 10)
        with pytest.raises(OSError, match=r"not a file with contents|symbolic links"):
            refuse_special(file)


def test_a_folder_is_told_as_one(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        read_regular(tmp_path, 10)


def test_a_file_of_just_the_size_is_read_and_one_byte_more_is_not(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"0123456789")
    assert read_regular(file, 10) == b"0123456789"
    with pytest.raises(FileTooLarge) as caught:
        read_regular(file, 9)
    assert (caught.value.size, caught.value.largest) == (10, 9)


def test_a_file_that_grows_while_it_is_read_is_left(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"0123456789")
    with file.open("rb") as stream, pytest.raises(FileTooLarge):
        list(chunks(stream, 9))


def test_a_link_is_followed_only_where_it_may_be(tmp_path: Path) -> None:
    file, link = tmp_path / "a", tmp_path / "b"
    file.write_bytes(b"x")
    link.symlink_to("a")
    assert read_regular(link, 10) == b"x"
    with pytest.raises(OSError, match="not a file with contents"):
        read_regular(link, 10, follows_links=False)


def test_nothing_is_added_to_what_a_link_leads_to(tmp_path: Path) -> None:
    file, link = tmp_path / "a", tmp_path / "b"
    file.write_bytes(b"x")
    link.symlink_to("a")
    with pytest.raises(OSError, match="symbolic links"):
        appended(link)
    with appended(file) as stream:
        stream.write(b"y")
    assert file.read_bytes() == b"xy"


@pytest.mark.parametrize(
    ("link", "outside"),
    [
        ("../out.png", True),
        (os.devnull, True),
        ("in.png", False),
        ("loop.png", False),
        ("missing.png", False),
    ],
)
def test_a_path_is_followed_through_its_links(tmp_path: Path, link: str, *, outside: bool) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    path = folder / "loop.png"
    path.symlink_to(link)
    assert leads_outside(path, folder) is outside

"""A save is told of however an editor makes it; what is no save is not."""

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import watchfiles

from mgi_report.preview import watch as module
from mgi_report.preview.watch import Save, Watch
from waiting import wait_until


class Told(list[Save]):
    """Hold what was told, and the watch, which has looked once."""

    def __init__(self, path: Path, theme: Path | None = None) -> None:
        super().__init__()
        self.watch = Watch(path, theme, self.append)
        self.watch.look_again()

    def look(self) -> list[Save]:
        """Look again, and return what was told by it."""
        before = len(self)
        self.watch.look_again()
        return self[before:]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "data" / "pictures").mkdir(parents=True)
    path = tmp_path / "data" / "xxa.yaml"
    path.write_text("language: en\n")
    return path


def test_a_change_of_the_data_is_told_once(path: Path) -> None:
    told = Told(path)
    assert told.look() == []
    path.write_text("language: en # longer\n")
    assert told.look() == [Save(design=False)]
    assert told.look() == []


def test_a_file_that_takes_the_place_of_the_old_one_is_a_change(path: Path) -> None:
    told = Told(path)
    status = path.stat()
    other = path.with_name(".xxa.tmp")
    other.write_bytes(path.read_bytes())
    os.utime(other, ns=(status.st_atime_ns, status.st_mtime_ns))
    other.replace(path)
    assert told.look() == [Save()]


@pytest.mark.parametrize("away", [Path.unlink, lambda path: path.write_bytes(b"")])
def test_a_file_that_goes_for_a_moment_is_told_when_it_is_back(path: Path, away) -> None:
    told = Told(path)
    away(path)
    assert told.look() == []
    path.write_text("language: fr\n")
    assert told.look() == [Save()]


def test_a_file_that_stays_away_is_told(path: Path) -> None:
    told = Told(path)
    path.unlink()
    assert told.look() == []
    assert told.look() == [Save()]
    assert told.look() == []
    path.write_text("language: en\n")
    assert told.look() == [Save()]


def test_pictures_count_and_other_files_do_not(path: Path) -> None:
    told = Told(path)
    (path.parent / "pictures" / "logo.svg").write_text("<svg/>")
    assert told.look() == [Save()]
    (path.parent / "4913").write_text("vim")
    (path.parent / ".xxa.yaml.swp").write_text("vim")
    (path.parent / "notes.txt").write_text("notes")
    assert told.look() == []


def test_a_theme_is_of_the_design(path: Path, tmp_path: Path) -> None:
    theme = tmp_path / "theme"
    told = Told(path, theme)
    (theme / "styles").mkdir(parents=True)
    (theme / "styles" / "theme.css").write_text("p {}")
    assert told.look() == [Save(design=True)]
    assert Save().joined(Save(design=True)) == Save(design=True)


@pytest.fixture
def watched(path: Path) -> Iterator[Told]:
    """Return a watch that runs in a thread until the test ends."""
    told, end = Told(path), threading.Event()
    thread = threading.Thread(target=told.watch.run, args=(end,))
    thread.start()
    yield told
    end.set()
    thread.join(60)
    assert not thread.is_alive()


def test_it_is_told_of_saves_and_of_a_folder_that_was_made_anew(watched: Told, path: Path) -> None:
    path.write_text("language: en # one\n")
    wait_until(lambda: len(watched) >= 1)
    path.parent.rename(path.parent.with_name("old"))
    wait_until(lambda: len(watched) >= 2)
    path.parent.mkdir()
    path.write_text("language: en # two, and longer\n")
    wait_until(lambda: len(watched) >= 3)
    count = len(watched)
    path.write_text("language: en # three, and longer still\n")
    wait_until(lambda: len(watched) > count)


def test_a_new_folder_is_watched_as_the_others_are(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders: list[tuple[Path, ...]] = []

    def noting(*paths: Path, **options: object) -> Iterator[object]:
        folders.append(paths)
        yield from watchfiles.watch(*paths, **options)

    monkeypatch.setattr(module, "watch", noting)
    told, end = Told(path), threading.Event()
    thread = threading.Thread(target=told.watch.run, args=(end,))
    thread.start()
    wait_until(lambda: folders)
    (path.parent / "logos").mkdir()
    wait_until(lambda: path.parent / "logos" in folders[-1])
    end.set()
    thread.join(60)

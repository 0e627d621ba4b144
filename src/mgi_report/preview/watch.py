"""Watch the files a profile may be made of: those in its folder, in the theme, and ours.

Folders are watched and not files, since an editor may save by putting a new file in the place of
the old one. What counts is not the event but that a file is another one than before.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from watchfiles import watch

from mgi_report.document.assets import FOLDERS, packaged_root

__all__ = ["Save", "Watch"]

SUFFIXES = frozenset({".yaml", ".yml", ".json", ".png", ".jpg", ".jpeg", ".svg"})
DEEPEST = 2
MOST_FOLDERS = 200
"""How far below a profile its pictures are looked for."""

QUIET = 20  # ms without an event, after which a save is taken to be over
LONGEST_SAVE = 100  # ms
LOOK_AGAIN = 500  # ms; for file systems that tell of nothing, and for folders made anew

Stamp = tuple[int, int, int]
"""Time, size and number of a file: what becomes another one when it is saved."""


@dataclass(frozen=True)
class Save:
    """Say that files were saved; ``design`` if templates or styles are among them."""

    design: bool = False

    def joined(self, other: "Save") -> "Save":
        """Return both as one."""
        return Save(self.design or other.design)


class Watch:
    """Tell of saves of a profile's files and of those of its design."""

    def __init__(self, path: Path, theme: Path | None, tell: Callable[[Save], object]) -> None:
        self._path, self._theme, self._tell = path, theme, tell
        self._is_away = False
        self._seen = self._look()

    def run(self, end: Event) -> None:
        """Watch until the end."""
        while not end.is_set():
            folders = self._folders()
            try:
                for _ in watch(
                    *folders,
                    watch_filter=None,
                    debounce=LONGEST_SAVE,
                    step=QUIET,
                    stop_event=end,
                    rust_timeout=LOOK_AGAIN,
                    yield_on_timeout=True,
                    raise_interrupt=False,
                    recursive=False,
                ):
                    self.look_again()
                    if self._folders() != folders:
                        break
            except OSError:
                # A folder has just gone, or the system allows no more watches.
                end.wait(LOOK_AGAIN / 1000)
                self.look_again()

    def look_again(self) -> None:
        """Tell of a save if a file is another one than when they were last looked at."""
        if self._has_just_gone():
            return
        before, self._seen = self._seen, self._look()
        data, design = (one != other for one, other in zip(before, self._seen, strict=True))
        if data or design:
            self._tell(Save(design))

    def _has_just_gone(self) -> bool:
        """Return whether the profile was there at the last look, but now is not, or is empty.

        Many an editor takes a file away, or empties it, just before it writes the new one.
        """
        try:
            is_away = self._path.stat().st_size == 0
        except OSError:
            is_away = True
        before, self._is_away = self._is_away, is_away
        return is_away and not before

    def _look(self) -> tuple[Mapping[Path, Stamp], Mapping[Path, Stamp]]:
        data = {
            file: stamp
            for folder in self._data_folders()
            for file, stamp in _files(folder)
            if file.suffix.lower() in SUFFIXES or file == self._path
        }
        design = dict(pair for folder in self._design_folders() for pair in _files(folder))
        return data, design

    def _folders(self) -> Mapping[Path, int]:
        """Return the folders with their numbers, by which one that was made anew is known."""
        found: dict[Path, int] = {}
        for folder in (*self._data_folders(), *self._design_folders()):
            try:
                found[folder] = folder.stat().st_ino
            except OSError:
                continue
        return found

    def _data_folders(self) -> list[Path]:
        folders = _below(self._path.parent, DEEPEST)
        return [folder for folder, _ in zip(folders, range(MOST_FOLDERS), strict=False)]

    def _design_folders(self) -> list[Path]:
        roots = [packaged_root() / name for name in FOLDERS]
        if self._theme is not None:
            roots.append(self._theme if self._theme.is_dir() else self._theme.parent)
        return [folder for root in roots for folder in _below(root)]


def _below(folder: Path, depth: int | None = None) -> Iterator[Path]:
    """Yield a folder and those in it, so many levels deep; hidden ones are left out."""
    if not folder.is_dir():
        return
    yield folder
    if depth == 0:
        return
    try:
        entries = sorted(entry.name for entry in os.scandir(folder) if entry.is_dir())
    except OSError:
        return
    for name in entries:
        if not name.startswith("."):
            yield from _below(folder / name, None if depth is None else depth - 1)


def _files(folder: Path) -> Iterator[tuple[Path, Stamp]]:
    try:
        entries = [entry for entry in os.scandir(folder) if not entry.name.startswith(".")]
    except OSError:
        return
    for entry in entries:
        try:
            found = entry.stat()
        except OSError:
            continue
        if entry.is_file():
            yield folder / entry.name, (found.st_mtime_ns, found.st_size, found.st_ino)

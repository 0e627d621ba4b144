"""Make the pages anew after each save, one save after another, and go on whatever happens."""

import gc
from pathlib import Path
from threading import Condition, Event, Thread
from typing import Self

from mgi_report.preview.board import Board
from mgi_report.preview.renderer import Plates, Renderer
from mgi_report.preview.watch import Save, Watch
from mgi_report.problems.problem import MgiReportError, Problem, ProblemsFound

__all__ = ["Session"]

PATIENCE = 0.5
"""Seconds without a save after which pages that were made quickly are made as a whole."""

LOOK_UP = 0.5
"""Seconds after which a wait is begun anew: a signal that comes just before it does not wake it."""

LAST_WORD = 30.0
"""Seconds in which a page that is being laid out has to come to its end."""


class Overtaken(MgiReportError):  # noqa: N818 - reads as what happened
    """Say that a newer save has come, so that nobody needs these pages any more."""


class _News:
    """Keep what has changed until somebody takes it."""

    def __init__(self) -> None:
        self._condition = Condition()
        self._save: Save | None = None

    def add(self, save: Save) -> None:
        with self._condition:
            earlier = self._save
            self._save = save if earlier is None else earlier.joined(save)
            self._condition.notify_all()

    def waits(self) -> bool:
        with self._condition:
            return self._save is not None

    def take(self, timeout: float | None = None) -> Save | None:
        """Wait for news and take them; None after so many seconds without any."""
        with self._condition:
            self._condition.wait_for(lambda: self._save is not None, timeout)
            found, self._save = self._save, None
            return found


class Session:
    """Hold one preview: the board, and the two threads that watch the files and make the pages."""

    def __init__(self, path: Path, theme: Path | None = None) -> None:
        self.board = Board()
        self._news = _News()
        self._end = Event()
        self._before: frozenset[str] = frozenset()
        self._renderer = Renderer(path, theme, self._check)
        self.camera = self._renderer.camera
        self._watch = Watch(path, theme, self._news.add)
        self._threads = [
            Thread(target=self._watch.run, args=(self._end,), name="watch", daemon=True),
            Thread(target=self._work, name="pages", daemon=True),
        ]

    def __enter__(self) -> Self:
        """Make the first pages, and begin to watch."""
        # What has been imported stays: to look for garbage among it would take a tenth of a second
        # after each save.
        gc.freeze()
        self._news.add(Save())
        for thread in self._threads:
            thread.start()
        return self

    def wait(self) -> None:
        """Wait until somebody ends it."""
        while not self._end.wait(LOOK_UP):
            pass

    def __exit__(self, *error: object) -> None:
        """Give up what is being made, and wait for the threads."""
        self._end.set()
        self._news.add(Save())
        self.board.close()
        for thread in self._threads:
            thread.join(LAST_WORD)

    def _check(self) -> None:
        if self._news.waits():
            raise Overtaken

    def _work(self) -> None:
        unproved: Plates | None = None
        while not self._end.is_set():
            save = self._news.take(None if unproved is None else PATIENCE)
            if self._end.is_set():
                return
            try:
                unproved = self._turn(save, unproved)
            except Overtaken:
                unproved = None
            except ProblemsFound as found:
                unproved = None
                self.board.complain(found.problems)
            except Exception as error:
                # Whatever it is, the next save may mend it.
                unproved = None
                self.board.complain([_fault(error)])
            gc.collect()

    def _turn(self, save: Save | None, unproved: Plates | None) -> Plates | None:
        """Make pages after a save, or as a whole those that were not; return what is not whole."""
        if save is None and unproved is not None:
            plates = self._renderer.whole(unproved.loaded, unproved.document)
            self._show(plates, self._before)
            return None
        self.board.work_begins()
        if save is not None and save.design:
            self._renderer.forget_design()
        loaded, document = self._renderer.load()
        self._check()
        plates = self._renderer.make(loaded, document)
        self._before = frozenset(plate.digest for plate in self.board.snapshot.plates)
        self._show(plates, self._before)
        return None if plates.is_whole else plates

    def _show(self, plates: Plates, before: frozenset[str]) -> None:
        self.board.show(plates.loaded, plates.document.title, plates.pages, before)


def _fault(error: Exception) -> Problem:
    return Problem(
        "preview-fault",
        f"the pages could not be made: {type(error).__name__}: {error}",
        "this is a fault of mgi-report; the next save is tried anew",
    )

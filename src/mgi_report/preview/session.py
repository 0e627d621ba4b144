"""Make the pages anew after each save, one save after another, and go on whatever happens."""

import gc
from pathlib import Path
from threading import Condition, Event, Thread
from typing import Self

from mgi_report.preview.board import Board
from mgi_report.preview.renderer import Edition, Renderer
from mgi_report.preview.watch import Change, Watch
from mgi_report.problems.problem import MgiReportError, Problem, ProblemsFound

__all__ = ["Session"]

PATIENCE = 0.5
"""Seconds without a save after which pages that were made quickly are made as a whole."""

LAST_WORD = 10.0
"""Seconds in which a page that is being laid out has to come to its end."""


class Overtaken(MgiReportError):  # noqa: N818 - reads as what happened
    """Say that a newer save has come, so that nobody needs these pages any more."""


class _News:
    """Keep what has changed until somebody takes it."""

    def __init__(self) -> None:
        self._condition = Condition()
        self._change: Change | None = None

    def add(self, change: Change) -> None:
        with self._condition:
            earlier = self._change
            self._change = change if earlier is None else earlier.joined(change)
            self._condition.notify_all()

    def waits(self) -> bool:
        with self._condition:
            return self._change is not None

    def take(self, timeout: float | None = None) -> Change | None:
        """Wait for news and take them; None after so many seconds without any."""
        with self._condition:
            self._condition.wait_for(lambda: self._change is not None, timeout)
            found, self._change = self._change, None
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
        self._news.add(Change())
        for thread in self._threads:
            thread.start()
        return self

    def wait(self) -> None:
        """Wait until somebody ends it."""
        self._end.wait()

    def __exit__(self, *error: object) -> None:
        """Give up what is being made, and wait for the threads."""
        self._end.set()
        self._news.add(Change())
        self.board.close()
        for thread in self._threads:
            thread.join(LAST_WORD)

    def _check(self) -> None:
        if self._news.waits():
            raise Overtaken

    def _work(self) -> None:
        unproved: Edition | None = None
        while not self._end.is_set():
            change = self._news.take(None if unproved is None else PATIENCE)
            if self._end.is_set():
                return
            try:
                unproved = self._turn(change, unproved)
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

    def _turn(self, change: Change | None, unproved: Edition | None) -> Edition | None:
        """Make pages after a change, or as a whole those that have not been; return the latter."""
        if change is None and unproved is not None:
            edition = self._renderer.whole(unproved.loaded, unproved.document)
            self._show(edition, self._before)
            return None
        self.board.work_begins()
        if change is not None and change.design:
            self._renderer.forget_design()
        loaded, document = self._renderer.load()
        self._check()
        edition = self._renderer.make(loaded, document)
        self._before = frozenset(plate.digest for plate in self.board.snapshot.plates)
        self._show(edition, self._before)
        return None if edition.is_whole else edition

    def _show(self, edition: Edition, before: frozenset[str]) -> None:
        self.board.show(edition.loaded, edition.document.title, edition.plates, before)


def _fault(error: Exception) -> Problem:
    return Problem(
        "preview-fault",
        f"the pages could not be made: {type(error).__name__}: {error}",
        "this is a fault of mgi-report; the next save is tried anew",
    )

"""Follow a run in several ways at once, and write its log."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol, TextIO

from mgi_report.run.outcomes import Outcome, RunResult
from mgi_report.run.reports import log

__all__ = ["LogWatcher", "Silent", "Watcher", "Watchers"]


class Watcher(Protocol):
    """Be told how a run goes, in the process that called for it."""

    def listed(self, paths: Sequence[Path]) -> None:
        """Be told of which profiles the run is, in their order."""

    def planned(self, total: int, to_do: int) -> None:
        """Be told how many profiles there are, and how many of them will be rendered."""

    def started(self, source: Path, step: str = "") -> None:
        """Be told that work on a profile began, or began again."""

    def finished(self, outcome: Outcome) -> None:
        """Be told what became of one profile."""

    def ended(self, result: RunResult, /) -> None:
        """Be told that the run has ended."""


class Silent:
    """Watch and say nothing."""

    def listed(self, paths: Sequence[Path]) -> None:
        """Say nothing."""

    def planned(self, total: int, to_do: int) -> None:
        """Say nothing."""

    def started(self, source: Path, step: str = "") -> None:
        """Say nothing."""

    def finished(self, outcome: Outcome) -> None:
        """Say nothing."""

    def ended(self, result: RunResult) -> None:
        """Say nothing."""


class Watchers:
    """Pass everything on to several watchers, in their order."""

    def __init__(self, *watchers: Watcher) -> None:
        self._watchers = watchers

    def listed(self, paths: Sequence[Path]) -> None:
        """Tell all of which profiles the run is."""
        for watcher in self._watchers:
            watcher.listed(paths)

    def planned(self, total: int, to_do: int) -> None:
        """Tell all how much there is to do."""
        for watcher in self._watchers:
            watcher.planned(total, to_do)

    def started(self, source: Path, step: str = "") -> None:
        """Tell all that work on a profile began."""
        for watcher in self._watchers:
            watcher.started(source, step)

    def finished(self, outcome: Outcome) -> None:
        """Tell all what became of a profile."""
        for watcher in self._watchers:
            watcher.finished(outcome)

    def ended(self, result: RunResult) -> None:
        """Tell all that the run is over."""
        for watcher in self._watchers:
            watcher.ended(result)


class LogWatcher(Silent):
    """Write the events of a run to a stream as JSON lines; ``now`` returns a time in ISO 8601.

    Every line is flushed at once, so that a run that was killed leaves its whole story. When the
    stream cannot be written to, the run goes on without, and ``error`` tells why.
    """

    def __init__(self, stream: TextIO, now: Callable[[], str]) -> None:
        self._stream, self._now = stream, now
        self.error: OSError | None = None

    def planned(self, total: int, to_do: int) -> None:
        """Log the beginning of the run."""
        self._write(log.run_started(self._now(), total, to_do))

    def started(self, source: Path, step: str = "") -> None:
        """Log that work on a profile began."""
        self._write(log.profile_started(self._now(), str(source), step))

    def finished(self, outcome: Outcome) -> None:
        """Log what became of a profile."""
        self._write(log.profile_finished(self._now(), outcome))

    def ended(self, result: RunResult) -> None:
        """Log the end of the run."""
        self._write(log.run_finished(self._now(), result))

    def _write(self, line: str) -> None:
        if self.error is not None:
            return
        try:
            self._stream.write(line)
            self._stream.flush()
        except OSError as error:
            self.error = error

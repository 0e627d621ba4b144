"""Tell what became of the profiles of a run, in the order of the list."""

from collections.abc import Sequence
from pathlib import Path

from mgi_report.cli.console import Screen
from mgi_report.run.outcomes import Outcome, RunResult, State
from mgi_report.run.watchers import Silent

__all__ = ["Teller"]


class Teller(Silent):
    """Print paths and problems; a profile is told of when all before it have been.

    So the same run prints the same, whichever worker is the first to finish.
    """

    def __init__(self, screen: Screen, output: Path, *, verbose: bool = False) -> None:
        self._screen, self._output, self._verbose = screen, output, verbose
        self._waiting: list[Path] = []
        self._known: dict[Path, Outcome] = {}

    def listed(self, paths: Sequence[Path]) -> None:
        """Remember the order."""
        self._waiting = list(paths)

    def finished(self, outcome: Outcome) -> None:
        """Tell of a profile, and of those that waited for it."""
        self._known[outcome.source] = outcome
        while self._waiting and self._waiting[0] in self._known:
            self._tell(self._known.pop(self._waiting.pop(0)))

    def ended(self, _: RunResult) -> None:
        """Tell of those that waited for a profile that never came."""
        for path in self._waiting:
            if path in self._known:
                self._tell(self._known[path])
        self._waiting = []

    def _tell(self, outcome: Outcome) -> None:
        self._screen.problems(outcome.problems)
        if outcome.state is State.FAILED:
            return
        for file in outcome.files:
            self._screen.result(self._output / file.name)
            if self._verbose and outcome.steps:
                rows = {step: f"{took:6.2f} s" for step, took in outcome.steps.items()}
                rows["total"] = f"{sum(outcome.steps.values()):6.2f} s"
                self._screen.table(f"{file.name}: {file.pages} pages", rows)

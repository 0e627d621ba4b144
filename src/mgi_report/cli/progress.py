"""Tell a person how a run goes: drawn on a terminal, line by line elsewhere, or not at all."""

from collections.abc import Sequence
from pathlib import Path
from typing import Self

from mgi_report.cli.console import Screen
from mgi_report.problems.excerpt import visible
from mgi_report.run.outcomes import Outcome, RunResult, State
from mgi_report.run.reports.words import outcome_in_words, run_in_words
from mgi_report.run.watchers import Silent

__all__ = ["LineProgress", "Progress", "Teller"]


class Progress(Silent):
    """Say nothing: the progress of quiet runs, and what the others start from.

    A progress is a Watcher, and a context in which the run is made.
    """

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        """Leave the terminal as it was found."""


class LineProgress(Progress):
    """Print a line for each profile that was rendered or failed, and one at the end.

    A run of one profile has no lines: its result, or its problems, say it all.
    """

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        self._total = self._to_do = self._done = 0

    def planned(self, total: int, to_do: int) -> None:
        """Say how much there is to do, unless it is everything."""
        self._total, self._to_do = total, to_do
        if total > 1 and to_do < total:
            self._screen.say(f"{total} profiles, {to_do} to render")

    def finished(self, outcome: Outcome) -> None:
        """Print the line of a profile that took work."""
        if outcome.state not in (State.RENDERED, State.FAILED):
            return
        self._done += 1
        if self._total > 1:
            number = f"{self._done:{len(str(self._to_do))}}"
            words = visible(outcome_in_words(outcome))
            self._screen.say(f"[{number}/{self._to_do}] {words}")

    def ended(self, result: RunResult) -> None:
        """Sum up."""
        if len(result.outcomes) > 1:
            self._screen.say(visible(run_in_words(result)))


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
        if self._verbose and outcome.state is State.UNCHANGED:
            reason = "nothing that shapes its files has changed"
            self._screen.say(visible(f"{outcome.source}: kept, since {reason}"))
        for file in outcome.files:
            self._screen.result(self._output / file.name)
            if self._verbose and outcome.steps:
                rows = {step: f"{took:6.2f} s" for step, took in outcome.steps.items()}
                rows["total"] = f"{sum(outcome.steps.values()):6.2f} s"
                self._screen.table(f"{file.name}: {file.pages} pages", rows)

"""Tell a person how a run goes: drawn on a terminal, line by line elsewhere, or not at all."""

from typing import Self

from mgi_report.cli.console import Screen
from mgi_report.problems.excerpt import visible
from mgi_report.run.outcomes import Outcome, RunResult, State
from mgi_report.run.reports.words import outcome_in_words, run_in_words
from mgi_report.run.watchers import Silent

__all__ = ["LineProgress", "Progress"]


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

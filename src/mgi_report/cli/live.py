"""Show a run on a terminal: a bar, the profiles in work with their seconds, and the time left."""

from collections.abc import Callable, Collection
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Self

from rich.console import Group, RenderableType
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from mgi_report.cli.console import Screen
from mgi_report.cli.progress import Progress
from mgi_report.problems.excerpt import visible
from mgi_report.run.outcomes import Outcome, RunResult, State
from mgi_report.run.reports.words import duration, outcome_in_words, run_in_words

__all__ = ["LiveProgress", "time_left"]

MOST_AT_WORK = 8
WIDEST_BAR = 40


@dataclass(frozen=True)
class _Work:
    since: float
    step: str


@dataclass(frozen=True)
class _Standing:
    """Hold what the display shows; replaced as a whole, since rich draws in its own thread."""

    total: int = 0
    to_do: int = 0
    done: tuple[float, ...] = ()
    at_work: dict[Path, _Work] = field(default_factory=dict)


class LiveProgress(Progress):
    """Draw the standing of a run below what is printed, while the context lasts.

    ``clock`` returns seconds; ``workers`` is how many profiles are in work at a time.
    """

    def __init__(self, screen: Screen, clock: Callable[[], float], workers: int) -> None:
        self._screen, self._clock, self._workers = screen, clock, workers
        self._standing = _Standing()
        self._display = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        # Also when the run breaks off: the terminal gets its cursor back.
        self._display.close()

    def planned(self, total: int, to_do: int) -> None:
        """Draw the bar, from now on: it needs a thread, and a worker is best begun before."""
        self._standing = replace(self._standing, total=total, to_do=to_do)
        self._display.enter_context(self._screen.live(self.view))

    def started(self, source: Path, step: str = "") -> None:
        """Add a profile to those in work, from now on, or show its next step."""
        begun = self._standing.at_work.get(source)
        # Without a step it is the profile that begins, or begins again.
        work = _Work(begun.since if begun and step else self._clock(), step)
        at_work = {**self._standing.at_work, source: work}
        self._standing = replace(self._standing, at_work=at_work)

    def finished(self, outcome: Outcome) -> None:
        """Move the bar on; a line remains of a profile that was rendered or failed."""
        old = self._standing
        at_work = {path: work for path, work in old.at_work.items() if path != outcome.source}
        if outcome.state not in (State.RENDERED, State.FAILED):
            self._standing = replace(old, at_work=at_work)
            return
        self._standing = replace(old, at_work=at_work, done=(*old.done, outcome.seconds))
        if old.total > 1:
            self._screen.say(visible(outcome_in_words(outcome)))

    def ended(self, result: RunResult) -> None:
        """Take the display away and sum up."""
        self._display.close()
        if len(result.outcomes) > 1:
            self._screen.say(visible(run_in_words(result)))

    def view(self) -> RenderableType:
        """Return what is to be seen now."""
        now, standing = self._clock(), self._standing
        if not standing.to_do:
            return Text("")
        rows = Table.grid(padding=(0, 2))
        for _ in range(2):
            rows.add_column(no_wrap=True, overflow="ellipsis")
        rows.add_column(no_wrap=True, justify="right", min_width=6)
        shown = list(standing.at_work.items())[:MOST_AT_WORK]
        for path, work in shown:
            rows.add_row(
                Text(visible(str(path)), style="bold"),
                Text(visible(work.step), style="dim"),
                duration(now - work.since),
            )
        if hidden := len(standing.at_work) - len(shown):
            rows.add_row(f"and {hidden} more")
        return Group(rows, self._bar(standing, now))

    def _bar(self, standing: _Standing, now: float) -> RenderableType:
        done = len(standing.done)
        spent = [now - work.since for work in standing.at_work.values()]
        waiting = max(standing.to_do - done - len(spent), 0)
        left = time_left(standing.done, spent, waiting, self._workers)
        bar = Table.grid(padding=(0, 2))
        bar.add_column(max_width=WIDEST_BAR)
        bar.add_column(no_wrap=True)
        bar.add_column(no_wrap=True, style="dim")
        bar.add_row(
            ProgressBar(standing.to_do, done),
            f"{done}/{standing.to_do}",
            f"about {duration(left, rough=True)} left" if left and left >= 1 else "",
        )
        return bar


def time_left(
    done: Collection[float], at_work: Collection[float], waiting: int, workers: int
) -> float | None:
    """Return the seconds left, or None while no profile is done.

    ``done`` has the seconds of finished profiles, ``at_work`` those spent so far on each profile in
    work, and ``waiting`` counts those not begun. Every profile is taken to need the mean.
    """
    if not done:
        return None
    mean = sum(done) / len(done)
    rests = [max(mean - seconds, 0.0) for seconds in at_work]
    shared = (sum(rests) + waiting * mean) / max(workers, 1)
    # A profile cannot be shared: with few left, the one that needs longest decides.
    return max(shared, *rests, 0.0)

"""Define who is told how a run goes."""

from pathlib import Path
from typing import Protocol

from mgi_report.production.outcomes import Outcome, RunResult

__all__ = ["Silent", "Watcher"]


class Watcher(Protocol):
    """Be told how a run goes, in the process that called for it."""

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

    def planned(self, total: int, to_do: int) -> None:
        """Say nothing."""

    def started(self, source: Path, step: str = "") -> None:
        """Say nothing."""

    def finished(self, outcome: Outcome) -> None:
        """Say nothing."""

    def ended(self, result: RunResult) -> None:
        """Say nothing."""
